"""A criteria sheet is confirmed once, whoever presses first."""

import pytest

from ocop.criteria.operations import confirm_sheet
from ocop.dossiers.models import SheetConfirmation
from ocop.law.tests.usual import get_sheet
from ocop.people.models import Role
from tests import builders
from tests.builders import AT
from tests.racing import DONE, together


@pytest.mark.django_db(transaction=True)
def test_a_sheet_confirmed_by_two_at_once_is_confirmed_once() -> None:
    sheet = get_sheet("R4", 11)
    people = [builders.account(Role.PROVINCIAL_OFFICER, builders.province()) for _ in range(3)]
    told = together(*[
        lambda by=by: confirm_sheet(sheet, seen_hash=sheet.sheet_hash, note="Công báo", by=by, at=AT) for by in people
    ])  # fmt: skip
    assert (told, SheetConfirmation.objects.count()) == ([DONE] * 3, 1)
