"""Two officers at the same moment: numbers stay unique and without gaps, nothing happens twice (Mẫu 01)."""

import pytest

from ocop.dossiers.models import Dossier, DossierReceipt
from ocop.dossiers.tests.in_threads import in_threads
from ocop.people.models import Role
from ocop.reviewing.operations.receiving import VersionConflictError, receive_dossier, save_commune_assessment
from ocop.reviewing.operations.rounds import plan_rounds, receive_at_province
from ocop.reviewing.tests.reviewing_world import CONTENTS, NINE, World
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)


def test_twelve_dossiers_received_at_once_get_the_numbers_1_to_12() -> None:
    world = World()
    dossiers = [world.submitted() for _ in range(12)]
    receipts = in_threads([lambda one=one: receive_dossier(one, by=world.officer, at=NINE) for one in dossiers])
    assert sorted(one.registration_form_number for one in receipts) == [
        f"{number:02d}/PĐK-80-25459-2026" for number in range(1, 13)
    ]


def test_one_dossier_received_by_six_at_once_has_one_receipt() -> None:
    world = World()
    dossier = world.submitted()
    officers = [builders.account(Role.COMMUNE_OFFICER, world.commune) for _ in range(6)]
    receipts = in_threads([lambda by=by: receive_dossier(dossier, by=by, at=NINE) for by in officers])
    assert {(one.pk, one.registration_form_number) for one in receipts} == {(receipts[0].pk, "01/PĐK-80-25459-2026")}


def test_communes_received_at_the_province_at_once_share_one_sequence() -> None:
    world = World()
    dossiers = [world.proposed() for _ in range(6)]
    receipts = in_threads([lambda one=one: receive_at_province(one, by=world.office, at=NINE) for one in dossiers])
    assert sorted(one.sequence for one in receipts) == [1, 2, 3, 4, 5, 6]


def test_a_year_planned_twice_at_once_has_two_rounds() -> None:
    world = World()
    planned = in_threads([lambda: plan_rounds(world.province, 2027, by=world.office, at=NINE) for _ in range(4)])
    assert [[one.number for one in rounds] for rounds in planned] == [[1, 2]] * 4
    assert len({one.pk for rounds in planned for one in rounds}) == 2


def test_of_two_officers_saving_at_once_one_is_shown_both_versions() -> None:
    world = World()
    dossier = Dossier.objects.get(pk=world.received().pk)
    texts = ["Bản của chị Lan.", "Bản của anh Minh."]
    saved = in_threads(
        [
            lambda text=text: save_commune_assessment(
                dossier,
                contents={**CONTENTS, "idea_origin": text},
                meeting_held_on=None,
                version=0,
                by=world.officer,
                at=NINE,
            )
            for text in texts
        ],
    )
    conflicts = [one for one in saved if isinstance(one, VersionConflictError)]
    kept = [one for one in saved if not isinstance(one, VersionConflictError)]
    assert (len(conflicts), len(kept)) == (1, 1)
    assert conflicts[0].current.idea_origin == kept[0].idea_origin


def test_a_refused_receipt_leaves_no_gap() -> None:
    world = World()
    first, second, third = (world.submitted() for _ in range(3))
    receive_dossier(first, by=world.officer, at=NINE)
    with pytest.raises(Exception, match="Chỉ cán bộ OCOP"):
        receive_dossier(second, by=world.chair, at=NINE)
    receive_dossier(third, by=world.officer, at=NINE)
    assert list(DossierReceipt.objects.order_by("sequence").values_list("sequence", flat=True)) == [1, 2]
