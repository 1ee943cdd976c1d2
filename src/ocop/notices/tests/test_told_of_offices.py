"""Who was given a role or an office to sign for hears of it once, in the words of the paper."""

from datetime import date

import pytest

from ocop.notices.models import Notice
from ocop.notices.sending import page_of
from ocop.people.models import Role, UserAccount
from ocop.people.operations import appoint_deputy, assign_role
from tests.builders import AT, account, browser, commune

pytestmark = pytest.mark.django_db
SINCE = date(2026, 9, 1)


def appoint(person: UserAccount, administrator: UserAccount) -> None:
    appoint_deputy(
        person, role=Role.COMMUNE_CHAIR, unit=commune(), way="in_place", position="Phó Chủ tịch",
        document="13/QĐ-UBND ngày 01/09/2026", effective_from=SINCE, effective_to=None, by=administrator, at=AT,
    )  # fmt: skip


def give(person: UserAccount, administrator: UserAccount) -> None:
    assign_role(
        person, role=Role.COMMUNE_OFFICER, unit=commune(), body=None, effective_from=SINCE, effective_to=None,
        by=administrator, at=AT,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("act", "title", "text"),
    [
        (give, "Bạn được giao vai trò Cán bộ OCOP cấp xã", "Phường Tân Ninh, từ ngày 01/09/2026."),
        (
            appoint,
            "Bạn được giao ký thay Chủ tịch",
            "Phường Tân Ninh, từ ngày 01/09/2026, theo 13/QĐ-UBND ngày 01/09/2026.",
        ),
    ],
)
def test_the_person_hears_of_it_once(act: object, title: str, text: str) -> None:
    assert callable(act)
    person, administrator = account(), account(Role.SYSTEM_ADMINISTRATOR)
    for _ in range(2):
        act(person, administrator)
    notice = Notice.objects.get()
    assert (notice.recipient, notice.title, notice.text) == (person, title, text)
    assert browser(person).get(page_of(notice)).status_code == 200
