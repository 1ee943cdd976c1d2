"""A place sets a value of its own: known, allowed, with a source, once for a day, and under a hash."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from ocop.ledger.errors import DomainError
from ocop.territory.models import Setting
from ocop.territory.operations.settings import set_locally
from ocop.territory.queries import setting_for
from ocop.territory.queries.settings import LOCAL
from tests.builders import AT, province
from tests.kept_table import unnoticed

pytestmark = pytest.mark.django_db
DAYS = "province.check_days"
SINCE = date(2027, 1, 1)


def put(value: Any, *, name: str = DAYS, source: str = "QĐ 7") -> Setting:
    return set_locally(name, value, unit=province(), effective_from=SINCE, legal_source=source, by=None, at=AT)


def test_a_place_sets_a_value_from_a_day_on() -> None:
    assert put(10).pk == put(10).pk
    assert [setting_for("80/", DAYS, day) for day in (date(2026, 12, 31), SINCE)] == [None, 10]


@pytest.mark.parametrize(
    ("name", "value", "source", "sentence"),
    [
        (DAYS, 99, "QĐ 7", "không nhận giá trị 99"),
        ("commune.may_return", "always", "QĐ 7", "không nhận giá trị always"),
        ("scoring.star_rule", "band", "QĐ 7", "không phải tham số mà địa phương được đặt riêng"),
        (DAYS, 10, " ", "Hãy ghi văn bản"),
    ],
)
def test_what_a_place_cannot_set_is_refused(name: str, value: Any, source: str, sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        put(value, name=name, source=source)
    assert not Setting.objects.exists()


def test_another_value_of_the_same_day_is_refused() -> None:
    put(10)
    with pytest.raises(DomainError, match="đã có giá trị khác"):
        put(12)


def test_the_command_reads_a_value_as_people_write_it(capsys: pytest.CaptureFixture[str]) -> None:
    province()
    call_command("set_locally", "commune.may_return", "never", unit="80/", since=SINCE, source="QĐ 7")
    assert capsys.readouterr().out == "Tỉnh Tây Ninh: commune.may_return = never từ 01/01/2027.\n"
    with pytest.raises(CommandError, match="Không có đơn vị hành chính “8/”"):
        call_command("set_locally", DAYS, "5", unit="8/", since=SINCE, source="QĐ 7")


def test_a_value_that_nobody_set_is_found() -> None:
    put(10)
    assert unnoticed("setting") == []


def test_each_of_these_is_asked_of_a_place() -> None:
    source = Path(__file__).parents[2]
    files = [one for one in source.rglob("*.py") if "tests" not in one.parts]
    asking = "\n".join(
        text
        for one in files
        if "_setting(" in (text := one.read_text(encoding="utf-8")) or "setting_for(" in text or "local_values(" in text
    )
    assert [one for one in LOCAL if f'"{one}"' not in asking] == []
