"""``manage drop_orphaned_files``: delete evidence files that no dossier names any more, once they are a day old."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from ocop.dossiers.operations.evidence import drop_orphans


class Command(BaseCommand):
    """Delete files left behind by discarded drafts and broken uploads."""

    help = "Xóa tệp minh chứng không còn hồ sơ nào dùng (cũ hơn một ngày)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run."""
        dropped = drop_orphans(older_than=timezone.now() - timedelta(days=1))
        self.stdout.write(f"Đã xóa {dropped} tệp.")
