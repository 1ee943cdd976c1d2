"""``manage drop_orphaned_files``: delete files that no dossier, product or visit names any more, once they are a day old."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from ocop.filing.asking import drop_orphans_of
from ocop.filing.operations.evidence import drop_orphans
from ocop.products.operations.picturing import drop_orphaned_photos


class Command(BaseCommand):
    """Delete files left behind by discarded drafts and broken uploads."""

    help = "Xóa tệp minh chứng, ảnh sản phẩm, ảnh khảo sát không còn nơi nào dùng (cũ hơn một ngày)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run."""
        older_than = timezone.now() - timedelta(days=1)
        dropped = drop_orphans(older_than=older_than) + drop_orphaned_photos(older_than=older_than)
        dropped += sum(drop_orphans_of.ask(older_than))
        self.stdout.write(f"Đã xóa {dropped} tệp.")
