"""`ocop manage adopt_records`: take the records that this release begins to keep under a hash, once per kind; part of an upgrade."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from ocop.ledger.adopting import adopt_records


class Command(BaseCommand):
    """Takes each kind of record on once; a second run changes nothing."""

    help = "Ghi dấu kiểm của những bản ghi mà bản phát hành này bắt đầu giữ (mỗi loại một lần, sau khi nâng cấp)."

    def handle(self, *_: Any, **options: Any) -> None:
        """Adopt and say what was taken on."""
        taken = adopt_records(at=timezone.now())
        if options["verbosity"]:
            for kind, count in taken.items():
                self.stdout.write(f"{kind}: {count} bản ghi")
