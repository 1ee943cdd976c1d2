"""The advisory groups of the matrix, and dossiers before the one at home: started, ready to sign, signed."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from ocop.advisory import operations as advisory
from ocop.advisory.models import AdvisoryGroup, GroupCapacity
from ocop.dossiers.models import Dossier
from tests import builders
from tests.papers import jpeg_photo

from .people import People, Places

DAY = timedelta(days=1)
WORDS = {
    "completeness": "Đủ.",
    "part_a": "Đúng như mô tả.",
    "part_b": "Có hợp đồng.",
    "part_c": "Nhãn đủ.",
    "proposal": "put_before_council",
}
GROUPS = {
    "home": (("advisory_head", GroupCapacity.HEAD), ("advisory_member", GroupCapacity.MEMBER)),
    "other": (("other_advisory_head", GroupCapacity.HEAD),),
    "far": (("advisory_head_far", GroupCapacity.HEAD), ("advisory_member_far", GroupCapacity.MEMBER)),
}


def make_groups(people: People, places: Places) -> dict[str, AdvisoryGroup]:
    """The group whose work is walked, another group of the same province, and one of another province."""
    made = {}
    for number, (key, seats) in enumerate(GROUPS.items(), start=1):
        unit = places.province_far if key == "far" else places.province
        officer = people["provincial_officer_far" if key == "far" else "provincial_officer"]
        by: dict[str, Any] = {"by": officer, "at": builders.AT}
        group = advisory.set_up_group(
            unit, name=f"Tổ tư vấn {number}", decision_number=f"{number}/QĐ-TTV", decided_on=date(2026, 7, 1), **by
        )
        for name, capacity in seats:
            people.accounts[name] = builders.account(username=name, full_name=name)
            advisory.add_member(group, people[name], capacity=capacity, organisation="Chi cục", **by)
        made[key] = group
    return made


def take_on(people: People, dossier: Dossier, *, at: Any) -> None:
    """The head of the group at home starts; a visit and a test are on file."""
    advisory.start_review(dossier, by=people["advisory_head"], at=at)
    by: dict[str, Any] = {"by": people["advisory_member"], "at": at + timedelta(hours=1)}
    visit = advisory.record_survey(
        dossier, visited_on=timezone.localdate(at), place="Ấp 1", participants="Hai người.", findings="Sạch.", **by
    )
    advisory.add_photo(visit, jpeg_photo("nơi làm.jpg"), **by)
    advisory.request_test(dossier, request="Chỉ tiêu vi sinh.", **by)


def write(people: People, dossier: Dossier, *, at: Any) -> None:
    """Every part of the report is written."""
    take_on(people, dossier, at=at)
    advisory.save_report(dossier, words=WORDS, version=0, by=people["advisory_member"], at=at + timedelta(hours=2))


def sign(people: People, dossier: Dossier, *, at: Any) -> None:
    """The head signs, and the dossier is with the council."""
    write(people, dossier, at=at)
    moment = at + timedelta(hours=3)
    advisory.sign_report(
        dossier,
        number=f"{dossier.pk}/BC-TTV",
        signed_on=timezone.localdate(moment),
        by=people["advisory_head"],
        at=moment,
    )
