"""A member who is deputy of the head takes dossiers on and signs the report for the head, in the own group only (NĐ 30/2020, Đ.13)."""

from datetime import date

import pytest

from ocop.advisory import operations
from ocop.advisory.operations.reporting import content_of
from ocop.ledger.chain import content_hash
from ocop.ledger.errors import DomainError
from ocop.people.models import Role, UserAccount
from ocop.people.operations import pause_deputy
from ocop.people.tests.deputies import PAPER, again, appoint
from tests import builders
from tests.builders import AT

from .world import World, browser, url

pytestmark = pytest.mark.django_db
HEAD_ONLY = "Chỉ Tổ trưởng Tổ tư vấn mới làm được việc này."


def deputy(world: World, person: UserAccount | None = None) -> UserAccount:
    """The member of the group becomes deputy of its head, by the head's own hand."""
    chosen = person or world.member
    appoint(
        chosen, role=Role.ADVISORY_GROUP_HEAD, unit=world.province, organisation_name=world.group.name, position="Tổ phó",
        effective_from=date(2026, 1, 1), effective_to=None, by=again(world.head),
    )  # fmt: skip
    return again(chosen)


def test_a_deputy_signs_the_report_for_the_head() -> None:
    world = World()
    dossier = world.written()
    report = world.sign(dossier, by=deputy(world))
    assert report.signed_as == {
        "account": world.member.pk, "name": "Lê Khải", "position": "Tổ phó", "signs_for": "KT. Tổ trưởng", "document": PAPER,
    }  # fmt: skip
    assert report.content["signer"] == report.signed_as
    assert report.content_hash == content_hash(content_of(report))
    page = browser(again(world.head)).get(url("review", dossier.pk)).content.decode()
    assert "KT. Tổ trưởng, Tổ phó Lê Khải ký" in page


def test_a_deputy_takes_a_dossier_on() -> None:
    world = World()
    dossier = world.in_round()
    with pytest.raises(DomainError, match=HEAD_ONLY):
        operations.start_review(dossier, by=world.member, at=AT)
    assert operations.start_review(dossier, by=deputy(world), at=AT).group == world.group


def test_a_deputy_signs_in_the_own_group_only() -> None:
    world = World()
    other_head, member = builders.account(), builders.account()
    world.new_group("6/QĐ-UBND", other_head, member)
    person = deputy(world, member)  # no member of the first group, so deputy of its head in name only
    with pytest.raises(DomainError, match=HEAD_ONLY):
        world.sign(world.written(), by=person)


def test_a_paused_deputy_signs_nothing() -> None:
    world = World()
    dossier = world.written()
    person = deputy(world)
    pause_deputy(person.deputyships.get(), reason="Tổ trưởng đã về", by=world.office, at=AT)
    with pytest.raises(DomainError, match=HEAD_ONLY):
        world.sign(dossier, by=again(person))
