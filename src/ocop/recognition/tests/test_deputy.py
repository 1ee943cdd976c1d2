"""A deputy of the provincial chair decides with KT.: decision and certificate keep for whom, position, name and paper (NĐ 30/2020, Đ.13)."""

import io
from datetime import date
from typing import Any

import pdfplumber
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop.ledger.errors import DomainError
from ocop.people.models import Role, UserAccount
from ocop.people.operations import end_deputy
from ocop.people.tests.deputies import PAPER, again, appoint
from ocop.recognition.models import Certificate, RecognitionDecision
from ocop.recognition.operations import recognise, send_back_to_council
from ocop.recognition.printing.certificate import certificate_pdf
from tests import builders as make

from .builders import AT, chair, scored_dossier

pytestmark = pytest.mark.django_db
BLOCK = ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Võ Thị Phó")  # one under the other, as the decree asks


def deputy(holder: UserAccount, **limits: Any) -> UserAccount:
    person = make.account(full_name="Võ Thị Phó")
    office: dict[str, Any] = {"role": Role.PROVINCIAL_CHAIR, "unit": make.province(), **limits}
    appoint(person, **office, effective_from=date(2026, 1, 1), effective_to=None, by=holder)
    return again(person)


def decided(by: UserAccount) -> RecognitionDecision:
    return recognise([scored_dossier()], decision_number="1887/QĐ-UBND", decided_on=date(2026, 12, 15), by=by, at=AT)


def words(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as pages:
        return " ".join(" ".join((page.extract_text() or "").split()) for page in pages.pages)


def decision_words(reader: UserAccount, decision: RecognitionDecision) -> str:
    client = Client()
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    return words(client.get(reverse("recognition:decision_paper", args=[decision.pk, "pdf"])).content)


def test_decision_and_certificate_show_the_deputy_and_for_whom() -> None:
    holder = chair()
    person = deputy(holder)
    decision = decided(person)
    signer = {
        "account": person.pk, "name": "Võ Thị Phó", "position": "Phó Chủ tịch", "signs_for": "KT. Chủ tịch", "document": PAPER,
    }  # fmt: skip
    certificate = Certificate.objects.get()
    assert (decision.content["signer"], certificate.content["signer"]) == (signer, signer)
    for said in (decision_words(holder, decision), words(certificate_pdf(certificate))):
        places = [said.index(line) for line in BLOCK]
        assert places == sorted(places)


def test_the_papers_stay_when_the_deputyship_is_over() -> None:
    holder = chair()
    person = deputy(holder)
    decision, certificate = decided(person), Certificate.objects.get()
    before = certificate_pdf(certificate), decision_words(holder, decision)
    end_deputy(
        person.deputyships.get(), effective_to=timezone.localdate(), reason="Nghỉ hưu", by=holder, at=timezone.now()
    )
    UserAccount.objects.filter(pk=person.pk).update(full_name="Tên Khác")
    assert (certificate_pdf(Certificate.objects.get()), decision_words(holder, decision)) == before


def test_the_chair_signs_without_letters() -> None:
    holder = chair()
    decision = decided(holder)
    assert decision.content["signer"] == {"account": holder.pk, "name": str(holder), "position": "Chủ tịch"}
    assert "KT." not in decision_words(holder, decision)


def test_a_deputy_of_another_province_decides_nothing() -> None:
    far = make.account(Role.PROVINCIAL_CHAIR, make.province("42", "Hà Tĩnh"))
    person = make.account()
    appoint(
        person, role=Role.PROVINCIAL_CHAIR, unit=make.province("42", "Hà Tĩnh"), effective_from=date(2026, 1, 1),
        effective_to=None, by=far,
    )  # fmt: skip
    with pytest.raises(DomainError, match="Chỉ Chủ tịch UBND tỉnh này"):
        decided(again(person))


def test_a_deputy_by_order_decides_only_where_the_paper_names_decisions() -> None:
    holder = chair()
    limited = deputy(holder, way="by_order", matters=["result_sent_back"])
    with pytest.raises(DomainError, match="không nêu “Quyết định công nhận"):
        decided(limited)
    named = deputy(holder, way="by_order", matters=["provincial_decision"])
    assert decided(named).content["signer"]["signs_for"] == "TL. Chủ tịch"
    with pytest.raises(DomainError, match="không nêu “Chuyển kết quả lại Hội đồng"):
        send_back_to_council([scored_dossier()], reason="Xem lại", by=named, at=AT)


def test_a_deputy_is_told_at_the_door_what_the_paper_does_not_cover() -> None:
    limited = deputy(chair(), way="by_order", matters=["result_sent_back"])
    dossier = scored_dossier()
    client = make.browser(again(limited))
    page = client.get(reverse("recognition:queue")).content.decode()
    assert ("không nêu “Quyết định công nhận" in page, "Soạn quyết định" in page, "Chuyển lại Hội đồng" in page) == (
        True, False, True,
    )  # fmt: skip
    door = client.get(reverse("recognition:decide"), {"viec": "recognise", "ho_so": dossier.pk})
    assert door.status_code == 403
    assert "không nêu “Quyết định công nhận" in door.content.decode()
    assert client.get(reverse("recognition:decide"), {"viec": "send_back", "ho_so": dossier.pk}).status_code == 200
