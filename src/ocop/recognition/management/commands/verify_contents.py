"""`ocop manage verify_contents`: compare what is stored with what was sealed, signed and written into the ledger.

``verify_ledger`` shows that the ledger itself is whole; this command compares the records with it, so that a mark, a result, a
decision or a certificate changed behind the system's back is named.
"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from ocop.ledger.verifying import verify_chain
from ocop.recognition.verifying import all_comparisons


class Command(BaseCommand):
    """Compares every sealed record with the ledger; ends with status 1 when one of them was changed."""

    help = "Đối chiếu hồ sơ, phiếu chấm, kết quả, quyết định, giấy chứng nhận với nhật ký."

    def handle(self, *_: Any, **options: Any) -> None:
        """Compare with a progress bar; raises ``CommandError`` when the ledger is broken or a record differs."""
        chain = verify_chain()
        if not chain.holds:
            raise CommandError(f"Chuỗi nhật ký KHÔNG toàn vẹn: sai từ dòng thứ {chain.broken_at}. Chưa đối chiếu được.")
        wrong = 0
        silent = not options["verbosity"] or not sys.stderr.isatty()
        with Progress(console=Console(stderr=True), transient=True, disable=silent) as progress:
            for title, check in all_comparisons().items():
                seen = 0
                for finding in progress.track(check(), description=title):
                    seen += 1
                    if finding is not None:
                        wrong += 1
                        self.stdout.write(f"✘ {finding.record}: {finding.sentence}.")
                self.stdout.write(f"{title}: {seen} đã đối chiếu")
        if wrong:
            raise CommandError(f"{wrong} bản ghi khác với nhật ký.")
        self.stdout.write("Mọi bản ghi khớp với nhật ký.")
