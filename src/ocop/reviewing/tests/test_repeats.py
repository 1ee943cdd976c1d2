"""A step taken twice changes nothing for whoever may take it, and is no way in for anybody else (QĐ 26/2026, Đ.7.2, 7.3.a)."""

from collections.abc import Callable
from typing import Any

import pytest

from ocop.dossiers.models import Dossier, SupplementRequest
from ocop.ledger.models import AuditEntry
from ocop.people.models import Role, UserAccount
from ocop.reviewing.operations.proposing import propose_dossier, send_back_draft, send_to_chair
from ocop.reviewing.operations.receiving import receive_dossier, request_supplement
from ocop.reviewing.operations.rounds import accept_into_round, receive_at_province
from ocop.reviewing.tests.reviewing_world import NINE, World
from tests import builders
from tests.racing import DONE, attempt, together

ONLY = "Chỉ {} mới được làm bước này."
OFFICER, CHAIR = "cán bộ OCOP của xã nhận hồ sơ", "Chủ tịch UBND của xã nhận hồ sơ"
OFFICE = "cán bộ cơ quan tham mưu OCOP của tỉnh"
WAITING = "Hồ sơ đã có một yêu cầu hoàn thiện đang chờ chủ thể trả lời."


def _steps(world: World) -> dict[str, tuple[Dossier, Callable[[Dossier, UserAccount], Any], UserAccount, str]]:
    """Steps of the review that are already done: the dossier, the step, who took it, and whose step it is."""
    registered = world.registered()
    placed = accept_into_round(registered, world.rounds()[1], by=world.office, at=NINE)
    back = world.assessed()
    send_back_draft(back, reason="Ghi rõ hơn.", by=world.chair, at=NINE)
    return {
        "receive": (world.received(), lambda one, by: receive_dossier(one, by=by, at=NINE), world.officer, OFFICER),
        "send to chair": (world.assessed(), lambda one, by: send_to_chair(one, by=by, at=NINE), world.officer, OFFICER),
        "send back": (back, lambda one, by: send_back_draft(one, reason="x", by=by, at=NINE), world.chair, CHAIR),
        "propose": (
            world.proposed(),
            lambda one, by: propose_dossier(
                one, letter_number="1", letter_on=NINE.date(), samples_sent=5, by=by, at=NINE
            ),
            world.chair,
            CHAIR,
        ),
        "register": (registered, lambda one, by: receive_at_province(one, by=by, at=NINE), world.office, OFFICE),
        "place": (placed, lambda one, by: accept_into_round(one, placed.round, by=by, at=NINE), world.office, OFFICE),
    }


@pytest.mark.django_db
def test_a_step_already_taken_asks_the_rule_before_it_says_so() -> None:
    world = World()
    next_door = builders.account(Role.COMMUNE_OFFICER, builders.commune("25645", "Hòa Thành"))
    steps = _steps(world)
    lines = AuditEntry.objects.count()
    told = {name: attempt(lambda: step(one, by)) for name, (one, step, by, _) in steps.items()}  # noqa: B023
    refused = {name: attempt(lambda: step(one, next_door)) for name, (one, step, _, _) in steps.items()}  # noqa: B023
    assert told == dict.fromkeys(steps, DONE)
    assert refused == {name: ONLY.format(whose) for name, (_, _, _, whose) in steps.items()}
    assert AuditEntry.objects.count() == lines


@pytest.mark.django_db(transaction=True)
def test_a_supplement_is_asked_for_once_and_other_parts_are_another_request() -> None:
    world = World()
    dossier, day = world.received(), builders.date(2026, 12, 30)
    colleague = builders.account(Role.COMMUNE_OFFICER, world.commune)

    def ask(*parts: str, by: UserAccount = world.officer) -> SupplementRequest:
        return request_supplement(dossier, message="Thiếu.", open_parts=parts, due_on=day, by=by, at=NINE)

    assert together(*[lambda: ask("documents", "registration_form")] * 4) == [DONE] * 4
    assert attempt(lambda: ask("registration_form", "documents")) == DONE  # the order of the ticks tells nothing
    assert [
        attempt(lambda: ask("documents")),
        attempt(lambda: ask("documents", "registration_form", by=colleague)),
    ] == [
        WAITING,
        WAITING,
    ]
    assert SupplementRequest.objects.get().open_parts == ["documents", "registration_form"]
