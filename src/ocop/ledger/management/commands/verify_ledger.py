"""`ocop manage verify_ledger`: compute every hash of the ledger again, with progress, and say whether it holds."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from ocop.ledger.guarding import missing_guards
from ocop.ledger.models import LedgerHead
from ocop.ledger.verifying import verify_chain


class Command(BaseCommand):
    """Verifies the chain; ends with status 1 when a line was changed, deleted, moved, inserted or cut off, or a guard is down."""

    help = "Kiểm tra toàn bộ chuỗi nhật ký."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a checkpoint that an earlier run printed."""
        parser.add_argument("--checkpoint", help="độ dài:mã băm của lần kiểm tra trước, giữ ở nơi khác")

    def handle(self, *_: Any, checkpoint: str | None = None, **options: Any) -> None:
        """Verify, reporting every few seconds; raises ``CommandError`` when the chain does not hold."""
        expected = LedgerHead.objects.values_list("length", flat=True).first() or 0
        started = last = time.monotonic()

        def progress(done: int) -> None:
            nonlocal last
            if options["verbosity"] and time.monotonic() - last > 1:
                last = time.monotonic()
                self.stderr.write(f"  đã kiểm tra {done:,} / {expected:,} dòng".replace(",", "."))

        try:
            report = verify_chain(checkpoint=checkpoint, progress=progress)
        except ValueError as problem:
            raise CommandError("Điểm kiểm tra phải viết là độ dài:mã băm, ví dụ 1200:9f3a…") from problem
        if not report.holds:
            raise CommandError(f"Chuỗi nhật ký KHÔNG toàn vẹn: sai từ dòng thứ {report.broken_at}.")
        if down := missing_guards(connection):
            names = ", ".join(down)
            raise CommandError(
                f"Chuỗi nhật ký toàn vẹn, nhưng cơ sở dữ liệu không còn tự chặn sửa xoá ở {len(down)} chỗ: {names}. "
                "Hãy chạy `ocop manage migrate` để dựng lại."
            )
        seconds = time.monotonic() - started
        lines = f"{report.length:,}".replace(",", ".")
        self.stdout.write(f"Chuỗi nhật ký toàn vẹn: {lines} dòng, {seconds:.1f} giây.")
        self.stdout.write(f"Điểm kiểm tra: {report.checkpoint}")
