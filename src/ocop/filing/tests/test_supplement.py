"""Rules of a supplement: only the named parts are open, the answer goes back to the step that asked (Đ.7.2.a, 7.3.a)."""

import pytest

from ocop.dossiers.models import DossierSnapshot
from ocop.dossiers.parts import DOCUMENTS, parts_of
from ocop.dossiers.queries.read_view import changed_parts
from ocop.filing.operations.answering import answer_supplement
from ocop.filing.operations.evidence import add_evidence
from ocop.filing.operations.self_scoring import save_self_score
from ocop.filing.rules import may_edit
from ocop.filing.tests.filing_world import AT, World, ask, complete, photo, submit, tea_world
from ocop.ledger.errors import DomainError

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return tea_world()


def test_only_the_parts_named_by_the_officer_are_open(world: World) -> None:
    dossier = complete(world)
    submit(dossier, world)
    ask(dossier, "criterion:1.5")
    open_parts = [part.key for part in parts_of(dossier) if may_edit(world.user, dossier, part.key)]
    assert open_parts == ["criterion:1.5"]
    with pytest.raises(DomainError, match="không nằm trong yêu cầu"):
        save_self_score(dossier, "1.1", level=1, by=world.user, at=AT)


def test_an_answered_request_sends_the_dossier_back_to_the_step_that_asked(world: World) -> None:
    dossier = complete(world)
    submit(dossier, world)
    for level, back in (("commune", "commune_review"), ("province", "province_review")):
        request = ask(dossier, "criterion:1.5", level=level)
        answer_supplement(dossier, answer="Đã chụp lại.", by=world.user, at=AT)
        dossier.refresh_from_db()
        request.refresh_from_db()
        assert (dossier.state, request.answer, request.answered_by, request.answered_at) == (
            back,
            "Đã chụp lại.",
            world.user,
            AT,
        )
    assert [one.revision for one in DossierSnapshot.objects.order_by("revision")] == [1, 2, 3]


def test_answering_twice_gives_the_same_receipt(world: World) -> None:
    dossier = complete(world)
    submit(dossier, world)
    ask(dossier, "criterion:1.5")
    first = answer_supplement(dossier, answer="Đã sửa.", by=world.user, at=AT, revision=1)
    assert answer_supplement(dossier, answer="Đã sửa.", by=world.user, at=AT, revision=1) == first


def test_an_empty_answer_with_nothing_changed_is_asked_back(world: World) -> None:
    dossier = complete(world)
    submit(dossier, world)
    ask(dossier, "criterion:1.5", DOCUMENTS)
    with pytest.raises(DomainError, match="Hãy sửa ít nhất một phần"):
        answer_supplement(dossier, answer="  ", by=world.user, at=AT)
    add_evidence(dossier, photo(), criterion_code="1.5", by=world.user, at=AT)
    assert changed_parts(dossier) == ["criterion:1.5"]
    answer_supplement(dossier, answer="", by=world.user, at=AT)
