"""Two presses at the same moment: one dossier, one snapshot, one receipt, one file; no answer overwrites another unseen."""

import pytest

from ocop.dossiers.models import Dossier, DossierSnapshot, Evidence, SelfScore
from ocop.dossiers.queries.bundle import filing_of
from ocop.dossiers.tests.in_threads import in_threads
from ocop.filing.operations.evidence import add_evidence
from ocop.filing.operations.self_scoring import save_self_score
from ocop.filing.pages.criteria import criterion_initial
from ocop.filing.stale import StaleContentError
from ocop.filing.tests.filing_world import AT, complete, photo, submit, tea_world
from ocop.ledger.models import Receipt
from ocop.ledger.queries import verify_chain

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_dossier_started_by_six_presses_is_one_dossier() -> None:
    world = tea_world()
    started = in_threads([world.start] * 6)
    assert {one.pk for one in started} == {Dossier.objects.get().pk}


def test_a_dossier_submitted_by_six_presses_has_one_snapshot_and_one_receipt() -> None:
    world = tea_world()
    dossier = complete(world)
    receipts = in_threads([lambda: submit(dossier, world, seen_version=dossier.version)] * 6)
    assert {one.code for one in receipts} == {Receipt.objects.get().code}
    assert DossierSnapshot.objects.count() == 1
    assert verify_chain().broken_at is None


def test_the_same_photo_sent_by_four_presses_is_kept_once() -> None:
    world = tea_world()
    dossier = world.start()
    kept = in_threads([lambda: add_evidence(dossier, photo(), criterion_code="1.1", by=world.user, at=AT)] * 4)
    assert {one.pk for one in kept} == {Evidence.objects.get().pk}


@pytest.mark.parametrize("answered_before", [False, True])
def test_of_two_different_answers_at_once_one_is_kept_and_the_other_is_shown_both(answered_before: bool) -> None:
    world = tea_world()
    dossier = world.start()
    if answered_before:
        save_self_score(dossier, "1.1", level=1, by=world.user, at=AT)
    seen = criterion_initial(filing_of(dossier), "1.1")["seen"]
    results = in_threads(
        [
            lambda level=level: save_self_score(dossier, "1.1", level=level, by=world.user, at=AT, seen=seen)
            for level in (2, 3)
        ]
    )
    refused = [one for one in results if isinstance(one, StaleContentError)]
    assert len(refused) == 1
    assert SelfScore.objects.get().level == refused[0].kept["level"]
