"""One decision, one advisory group; one head; one group per dossier: whatever two people press at the same moment."""

import pytest

from ocop.advisory import operations
from ocop.advisory.models import AdvisoryGroup, AdvisoryGroupMember, AdvisoryReport, GroupCapacity
from ocop.ledger.models import AuditEntry
from tests import builders
from tests.builders import AT
from tests.racing import DONE, together

from .world import World


@pytest.mark.django_db(transaction=True)
def test_groups_heads_and_dossiers_are_taken_once() -> None:
    world = World()

    def set_up(name: str) -> AdvisoryGroup:
        return operations.set_up_group(
            world.province, name=name, decision_number="9/QĐ-UBND", decided_on=AT.date(), by=world.office, at=AT
        )

    told = together(*[lambda: set_up("Tổ A")] * 2, *[lambda: set_up("Tổ B")] * 2)
    group = AdvisoryGroup.objects.get(decision_number="9/QĐ-UBND")
    assert sorted(told) == sorted([DONE, DONE, *[f"Quyết định 9/QĐ-UBND đã được ghi cho “{group.name}”."] * 2])

    people = [builders.account() for _ in range(3)]
    told = together(*[
        lambda one=one: operations.add_member(
            group, one, capacity=GroupCapacity.HEAD, organisation="Chi cục", by=world.office, at=AT
        )
        for one in people
    ])  # fmt: skip
    assert sorted(told) == sorted([DONE, *["Tổ tư vấn đã có Tổ trưởng."] * 2])

    dossier = world.in_round()
    other_head = AdvisoryGroupMember.objects.get(group=group).account
    told = together(
        lambda: operations.start_review(dossier, by=world.head, at=AT),
        lambda: operations.start_review(dossier, by=other_head, at=AT),
        lambda: operations.start_review(dossier, by=world.head, at=AT),
    )
    assert sum(one == DONE for one in told) in {1, 2}  # both clicks of the winner are done
    assert AdvisoryReport.objects.filter(dossier=dossier).count() == 1
    assert AuditEntry.objects.filter(action="advisory_review_started").count() == 1
