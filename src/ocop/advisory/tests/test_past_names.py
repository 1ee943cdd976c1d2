"""A group lists its people as it took them in, today's name beside it; a dossier's timeline names who acted then."""

from datetime import timedelta

import pytest

from ocop.advisory import operations
from ocop.advisory.models import AdvisoryReport
from ocop.advisory.queries.reports import report_view
from ocop.people.models import UserAccount
from ocop.people.operations.roles import update_own_details

from .world import LATER, World, browser, url

pytestmark = pytest.mark.django_db
AFTER = LATER + timedelta(days=30)


def rename(person: UserAccount, name: str) -> None:
    update_own_details(person, full_name=name, phone="", by=person, at=AFTER)


def test_a_group_names_its_people_as_then() -> None:
    world = World()
    operations.release_member(world.group.members.get(account=world.member), by=world.office, at=LATER)
    rename(world.head, "Lâm Thị Mai")
    rename(world.member, "Lê Khanh")
    page = browser(world.office).get(url("group", world.group.pk)).content.decode()
    assert "<strong>Lâm Thị Quế (nay là Lâm Thị Mai)</strong>" in page
    assert "Đã kết thúc: Lê Khải (nay là Lê Khanh)" in page


def test_a_signed_report_and_the_timeline_keep_the_name_of_the_moment() -> None:
    world = World()
    dossier = world.signed()
    rename(world.head, "Lâm Thị Mai")
    page = browser(world.office).get(url("review", dossier.pk)).content.decode()
    assert "Lâm Thị Quế ký" in page
    assert "Lâm Thị Mai ký" not in page


def test_a_report_of_an_earlier_version_names_its_signer_as_then() -> None:
    world = World()
    dossier = world.signed()
    rename(world.head, "Lâm Thị Mai")
    report = AdvisoryReport.objects.get(dossier=dossier)
    report.signed_as = {}
    assert report_view(report, photo_link=str).signer == "Lâm Thị Quế"
