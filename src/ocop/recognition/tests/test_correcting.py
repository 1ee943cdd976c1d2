"""Misspelt names of a decision are put right by a new decision that names the old one; what was signed stays as it was."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.notices.models import Notice
from ocop.paper.printed import pdf_of
from ocop.people.models import UserAccount
from ocop.producers.models import ProducerUser
from ocop.recognition.models import Certificate, RecognitionDecision
from ocop.recognition.operations import correct_decision, recognise
from ocop.recognition.papers import decision_paper
from ocop.recognition.queries.corrections import corrections_of
from ocop.recognition.verifying import all_comparisons
from tests import builders as make

from .builders import AT, chair, officer, scored_dossier

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DECIDED = date(2026, 12, 15)
PAPER: dict[str, Any] = {
    "decision_number": "1990/QĐ-UBND",
    "decided_on": date(2026, 12, 18),
    "reason": "sai chính tả khi soạn thảo",
}


@pytest.fixture
def by() -> UserAccount:
    return chair()


@pytest.fixture
def decision(by: UserAccount) -> RecognitionDecision:
    dossier = scored_dossier(state="decision_pending")
    return recognise([dossier], decision_number="1887/QĐ-UBND", decided_on=DECIDED, by=by, at=AT)


def right(decision: RecognitionDecision, name: str) -> dict[str, str]:
    return {f"product-{decision.items.get().dossier_id}": name}


def test_a_correction_names_the_old_decision_and_changes_no_paper(
    decision: RecognitionDecision, by: UserAccount
) -> None:
    certificate = Certificate.objects.get()
    before = (certificate.content, decision.content, pdf_of(decision_paper(decision)))
    made = correct_decision(decision, right(decision, "Trà  hoa vàng"), **PAPER, by=by, at=AT)
    decision.refresh_from_db()
    certificate.refresh_from_db()
    assert (certificate.content, decision.content, pdf_of(decision_paper(decision))) == before
    assert certificate.ended_on is None
    (told,) = corrections_of(decision.pk)
    recorded = decision.content["items"][0]["product"]["name"]
    assert (told.was, told.now, told.decision_number) == (recorded, "Trà hoa vàng", "1990/QĐ-UBND")
    assert made.content["corrects"]["decision_number"] == "1887/QĐ-UBND"
    line = AuditEntry.objects.get(action="decision_corrected")
    assert (line.actor, line.reason) == (by, "sai chính tả khi soạn thảo")
    assert [finding for finding in all_comparisons()["quyết định"]() if finding] == []


def test_signing_the_same_correction_again_changes_nothing(decision: RecognitionDecision, by: UserAccount) -> None:
    made = correct_decision(decision, right(decision, "Trà hoa vàng"), **PAPER, by=by, at=AT)
    lines = AuditEntry.objects.count()
    assert correct_decision(decision, right(decision, "Trà hoa vàng"), **PAPER, by=by, at=AT) == made
    assert AuditEntry.objects.count() == lines
    with pytest.raises(DomainError, match="đã dùng"):
        correct_decision(decision, right(decision, "Trà hoa trắng"), **PAPER, by=by, at=AT)


@pytest.mark.parametrize(
    ("name", "changed", "sentence"),
    [
        (None, {}, "Chưa có tên nào khác"),
        ("Trà hoa vàng", {"reason": " "}, "lý do đính chính"),
        ("Trà hoa vàng", {"decided_on": DECIDED - timedelta(days=1)}, r"không thể trước .*15/12/2026"),
        ("Trà hoa vàng", {"decided_on": date(2027, 1, 5)}, "không thể sau hôm nay"),
        ("Trà hoa vàng", {"decision_number": "1887/QĐ-UBND"}, "đã dùng cho quyết định ngày 15/12/2026"),
    ],
)
def test_what_cannot_be_a_correction_is_asked_back(
    decision: RecognitionDecision, by: UserAccount, name: str | None, changed: dict[str, Any], sentence: str
) -> None:
    names = right(decision, name) if name else {}
    with pytest.raises(DomainError, match=sentence):
        correct_decision(decision, names, **{**PAPER, **changed}, by=by, at=AT)
    assert RecognitionDecision.objects.count() == 1


def test_only_who_signs_corrects_and_a_correction_is_not_corrected(
    decision: RecognitionDecision, by: UserAccount
) -> None:
    with pytest.raises(DomainError, match="Chỉ Chủ tịch"):
        correct_decision(decision, right(decision, "Trà hoa vàng"), **PAPER, by=officer(), at=AT)
    made = correct_decision(decision, right(decision, "Trà hoa vàng"), **PAPER, by=by, at=AT)
    with pytest.raises(DomainError, match="quyết định gốc"):
        correct_decision(made, {}, **{**PAPER, "decision_number": "1991/QĐ-UBND"}, by=by, at=AT)


def test_pages_show_the_correction_beside_what_was_signed(
    decision: RecognitionDecision, by: UserAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: AT)
    client = Client()
    client.force_login(by)
    address = reverse("recognition:correct", args=[decision.pk])
    recorded = decision.content["items"][0]["product"]["name"]
    typed = {
        "decision_number": "1990/QĐ-UBND",
        "decided_on": "18/12/2026",
        "reason": "sai chính tả",
        **right(decision, "Trà hoa vàng"),
    }
    assert client.post(address, {**typed, "reason": ""}).status_code == 422
    made = client.post(address, typed)
    assert made.status_code == 302, made.content.decode()
    words = f"“{recorded}” nay đọc là <strong>“Trà hoa vàng”</strong>"
    certificate = Certificate.objects.get()
    pages = [
        made["Location"],
        reverse("recognition:decision", args=[decision.pk]),
        reverse("recognition:certificate", args=[certificate.pk]),
    ]
    assert [words in client.get(page).content.decode() for page in pages] == [True, True, True]
    scanned = Client().get(reverse("scan", args=[certificate.token])).content.decode()
    assert f"Đính chính: “{recorded}” đọc là “Trà hoa vàng” (quyết định 1990/QĐ-UBND, ngày 18/12/2026)." in scanned
    assert (
        "(decision 1990/QĐ-UBND, 18/12/2026)"
        in Client().get(f"/en{reverse('scan', args=[certificate.token])}").content.decode()
    )


def test_the_producer_is_told(decision: RecognitionDecision, by: UserAccount) -> None:
    dossier = decision.items.get().dossier
    owner = make.account(full_name="Lê Thị Chủ")
    ProducerUser.objects.create(producer=dossier.producer, account=owner, effective_from=date(2026, 1, 1))
    correct_decision(decision, right(decision, "Trà hoa vàng"), **PAPER, by=by, at=AT)
    notice = Notice.objects.get(kind="decision_corrected")
    assert (notice.recipient, notice.title) == (
        owner,
        f"Tên trong quyết định về “{dossier.product.name}” được đính chính",
    )
