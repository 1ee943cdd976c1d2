"""`ocop manage set_locally NAME VALUE`: replace a national default in a province or commune from a day on."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ocop.law.settings import UnknownSettingError
from ocop.ledger.errors import DomainError
from ocop.territory.operations.settings import set_locally
from ocop.territory.queries.units import unit_with_path


class Command(BaseCommand):
    """Writes the value with its day and source, once."""

    help = "Đặt một tham số của địa bàn thay giá trị mặc định toàn quốc, từ một ngày, theo một văn bản."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take name, value, place, day and source."""
        parser.add_argument("name", help="tên tham số, ví dụ province.check_days")
        parser.add_argument("value", help="giá trị viết theo JSON: 10, true, null; chữ viết thường cũng được")
        parser.add_argument("--unit", default="", help="mã đường dẫn, ví dụ 80/ hoặc 80/25459/; bỏ trống: cả nước")
        parser.add_argument("--since", type=date.fromisoformat, required=True, help="ngày đầu, ví dụ 2027-01-01")
        parser.add_argument("--source", required=True, help="văn bản đặt giá trị này")

    def handle(self, *_: Any, name: str, value: str, unit: str, since: date, source: str, **__: Any) -> None:
        """Set it; raises ``CommandError`` with one sentence for what cannot be set."""
        place = unit_with_path(unit) if unit else None
        if unit and place is None:
            raise CommandError(f"Không có đơn vị hành chính “{unit}”.")
        try:
            row = set_locally(
                name, _read(value), unit=place, effective_from=since, legal_source=source, by=None, at=timezone.now()
            )
        except (DomainError, UnknownSettingError) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{place or 'Cả nước'}: {row.name} = {row.value} từ {since:%d/%m/%Y}.")


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
