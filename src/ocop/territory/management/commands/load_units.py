"""`manage load_units`: bring the administrative units of the sources into the database; repeating it changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ocop.territory.operations.loading import load_units
from ocop.territory.sources import SourceError
from ocop.territory.timeline import ChangeError


class Command(BaseCommand):
    """Loads provinces, former districts and communes, and their successions."""

    help = "Nạp danh mục đơn vị hành chính (34 tỉnh, 3.321 xã, các đơn vị cũ và nơi chúng chuyển thành)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say what changed."""
        try:
            report = load_units(by=None, at=timezone.now(), progress=self._tell if options["verbosity"] > 1 else None)
        except (SourceError, ChangeError) as error:
            raise CommandError(str(error)) from error
        if report.unchanged:
            self.stdout.write(f"Danh mục đã đầy đủ: {report.units} đơn vị, không có gì thay đổi.")
        else:
            self.stdout.write(
                f"Đã thêm {report.created} đơn vị, cập nhật {report.closed}, ghi {report.successions} quan hệ kế thừa."
            )

    def _tell(self, stage: str, done: int, total: int) -> None:
        self.stdout.write(f"{stage}: {done}/{total}")
