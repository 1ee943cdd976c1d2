"""``manage build_assets``: make the fonts, the style sheet and the dot map that pages are served with."""

from typing import Any

from django.core.management.base import BaseCommand

from ocop.web.assets.finder import BUILT_FILES, built_path


class Command(BaseCommand):
    """Make every missing or outdated file; a second run finds nothing to do."""

    help = "Tạo phông chữ, tệp kiểu và bản đồ chấm (chạy khi cài đặt)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the files and say how large each is."""
        for path, file in BUILT_FILES.items():
            made = built_path(file)
            self.stdout.write(f"{path}: {made.stat().st_size:,} byte")
