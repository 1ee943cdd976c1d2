"""`ocop manage remind`: tell everybody of what falls due; the worker does the same by itself every morning."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from ocop.recognition.operations.reminding import remind


class Command(BaseCommand):
    """Writes the notices of what falls due; running again tells nobody twice."""

    help = "Nhắc người có việc sắp đến hạn: yêu cầu hoàn thiện, bước của hồ sơ, giấy chứng nhận sắp hết hạn."

    def handle(self, *_: Any, **__: Any) -> None:
        """Run, and say how many people were told."""
        for occasion, told in remind(at=timezone.now()).items():
            self.stdout.write(f"{occasion}: {told} người được nhắc")
