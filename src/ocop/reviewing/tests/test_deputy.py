"""A deputy chair signs Mẫu 03 with KT.: the record and the paper keep name, position and whom it was for (NĐ 30/2020, Đ.13)."""

import io
from datetime import date

import pdfplumber
import pytest
from django.test import Client
from django.urls import reverse

from ocop.dossiers.models import CommuneAssessment, Dossier
from ocop.ledger.errors import DomainError
from ocop.people.models import UserAccount
from ocop.people.operations import pause_deputy
from ocop.people.tests.deputies import PAPER, again, appoint
from ocop.reviewing.operations import receiving as reviewing
from tests import builders

from .reviewing_world import NINE, World

pytestmark = pytest.mark.django_db
LETTER = {"letter_number": "12/UBND-KT", "letter_on": date(2026, 9, 7), "samples_sent": 5}


def deputy(world: World) -> UserAccount:
    person = builders.account(full_name="Võ Thị Phó")
    appoint(person, effective_from=date(2026, 1, 1), effective_to=None, by=world.chair)
    return again(person)


def signed(world: World, by: UserAccount) -> CommuneAssessment:
    return reviewing.propose_dossier(world.assessed(), **LETTER, by=by, at=NINE)


def paper(user: UserAccount, dossier: Dossier) -> str:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(reverse("reviewing:commune_report_paper", args=[dossier.pk, "pdf"]))
    with pdfplumber.open(io.BytesIO(answer.content)) as pdf:
        return " ".join(" ".join((page.extract_text() or "").split()) for page in pdf.pages)


def test_a_deputy_signs_for_the_chair_and_the_paper_says_so() -> None:
    world = World()
    person = deputy(world)
    assessment = signed(world, person)
    assert assessment.signed_as == {
        "account": person.pk, "name": "Võ Thị Phó", "position": "Phó Chủ tịch", "signs_for": "KT. Chủ tịch", "document": PAPER,
    }  # fmt: skip
    UserAccount.objects.filter(pk=person.pk).update(full_name="Tên Khác")
    said = paper(world.office, assessment.dossier)
    places = [said.index(line) for line in ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Võ Thị Phó")]
    assert places == sorted(places)
    assert "Tên Khác" not in said


def test_the_chair_signs_in_the_own_office() -> None:
    world = World()
    assessment = signed(world, world.chair)
    assert assessment.signed_as == {"account": world.chair.pk, "name": "Phạm Văn Hùng", "position": "Chủ tịch"}
    assert "KT." not in paper(world.office, assessment.dossier)


def test_while_the_office_says_otherwise_a_deputy_does_not_sign() -> None:
    world = World()
    person = deputy(world)
    pause_deputy(person.deputyships.get(), reason="Chủ tịch đã về", by=world.officer, at=NINE)
    with pytest.raises(DomainError, match="Chỉ Chủ tịch UBND"):
        signed(world, again(person))


def test_a_deputy_finds_what_waits_for_the_signature() -> None:
    world = World()
    person, dossier = deputy(world), world.assessed()
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    home = client.get(reverse("web:home")).content.decode()
    assert "Ký thay Chủ tịch UBND cấp xã" in home
    assert client.get(reverse("reviewing:propose", args=[dossier.pk])).status_code == 200
