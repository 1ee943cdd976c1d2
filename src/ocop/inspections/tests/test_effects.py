"""What a revocation changes at once: register, public pages, code, API, figures, and the dossiers of the product (QĐ 26/2026, Đ.7.5, 7.6, 8)."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ocop.councils.models import AgendaItem
from ocop.dossiers.models import Dossier
from ocop.filing.operations.starting import start_dossier
from ocop.filing.queries.completeness import completeness
from ocop.inspections.operations import revoke
from ocop.ledger.errors import DomainError
from ocop.notices.models import Notice
from ocop.recognition.models import Certificate
from ocop.recognition.operations import close_without_decision, recognise
from ocop.recognition.queries.figures import count_in_force
from ocop.recognition.queries.worklists import result_rows
from ocop.recognition.tests.builders import REPORTED_ON, meeting, result
from ocop.vietnamese import slug
from tests import builders as make

from .builders import DAY, NOW, PAPER, TODAY, chair, officer, owned, submitted

pytestmark = pytest.mark.django_db


def revoked(found: Certificate) -> Certificate:
    revoke(submitted(found), **PAPER, by=chair(), at=NOW)
    return Certificate.objects.get(pk=found.pk)


def test_page_code_api_search_and_figures_say_it_in_the_same_moment(client: Client) -> None:
    found = owned()[1]
    api = reverse("portal_api:certificate", args=[found.token])
    assert (client.get(api).json()["certificate_state"], count_in_force(TODAY).products.certain) == ("valid", 1)
    revoked(found)
    told = json.loads(client.get(api).content)
    assert (told["certificate_state"], told["end_reason"], told["ended_on"]) == (
        "revoked",
        "revoked",
        TODAY.isoformat(),
    )
    assert told["revocation_decision"] == "1902/QĐ-UBND"
    scanned = client.get(reverse("scan", args=[found.token]))
    assert "Đã thu hồi" in scanned.content.decode()
    assert "1902/QĐ-UBND" in scanned.content.decode()
    assert "max-age=60" in scanned.headers["Cache-Control"]
    page = client.get(reverse("portal:product", args=[slug(found.product.name), found.product_id])).content.decode()
    assert "Giấy chứng nhận đã bị thu hồi." in page
    assert "Không còn đáp ứng Bộ tiêu chí" in page
    listed = client.get(reverse("portal:search"), {"trang-thai": "revoked"}).content.decode()
    assert found.product.name in listed
    assert count_in_force(TODAY).products.certain == 0


def test_an_english_reader_is_told_the_number_too(client: Client) -> None:
    found = revoked(owned()[1])
    text = client.get(f"/en{reverse('scan', args=[found.token])}").content.decode()
    assert "Revocation decision" in text
    assert "1902/QĐ-UBND" in text


def test_a_revoked_product_is_neither_raised_nor_renewed_and_may_begin_anew() -> None:
    user, found = owned()
    revoked(found)
    for kind, words in (("upgrade", "không nâng hạng được"), ("re_recognition", "không phân hạng lại được")):
        with pytest.raises(DomainError, match=f"đã bị thu hồi ngày .* {words}"):
            start_dossier(found.product, by=user, at=NOW, kind=kind, target_star=5)
    assert start_dossier(found.product, by=user, at=NOW).dossier_type == "first_time"


def upgrade(found: Certificate, state: str) -> Dossier:
    return make.dossier(found.product, state=state, dossier_type="upgrade", target_star=5)


@pytest.mark.parametrize(
    "state", ["submitted", "commune_supplement", "province_review", "in_round", "advisory_review", "council_review"]
)
def test_an_upgrade_on_its_way_stops_with_a_reason_and_the_producer_is_told(state: str) -> None:
    user, found = owned()
    dossier = upgrade(found, state)
    revoked(found)
    dossier.refresh_from_db()
    assert dossier.state == "stopped"
    assert Notice.objects.filter(kind="dossier_stopped", recipient=user).count() == 1
    text = make.browser(user).get(reverse("recognition:result", args=[dossier.pk])).content.decode()
    assert "hồ sơ nâng hạng không tiếp tục được" in text


@pytest.mark.parametrize("state", ["potential_five_star", "central_review", "central_supplement"])
def test_a_dossier_that_is_at_the_ministry_stops_and_both_offices_are_told_why(state: str) -> None:
    found = owned()[1]
    dossier = upgrade(found, state)
    result(dossier, mean="92", star=5, at=meeting(), state="final")
    ministry, province = make.account("central_officer"), officer()
    revoked(found)
    dossier.refresh_from_db()
    assert dossier.state == "stopped"
    told = Notice.objects.filter(kind="dossier_stopped_at_ministry", recipient__in=[ministry, province])
    assert told.count() == 2
    assert {"đã bị thu hồi" in one.text for one in told} == {True}


def test_a_draft_upgrade_cannot_be_filed_any_more() -> None:
    user, found = owned()
    draft = start_dossier(found.product, by=user, at=NOW, kind="upgrade", target_star=5)
    revoked(found)
    draft = Dossier.objects.get(pk=draft.pk)
    assert draft.state == "draft"
    assert any("đã bị thu hồi" in one.sentence for one in completeness(draft, on=TODAY).blocking)


def test_a_first_evaluation_of_another_product_goes_on() -> None:
    _, found = owned()
    other = make.dossier(make.product(found.product.producer), state="in_round")
    revoked(found)
    other.refresh_from_db()
    assert other.state == "in_round"


def test_what_lies_before_the_council_is_finished_there_and_only_closed() -> None:
    _, found = owned()
    dossier = upgrade(found, "council_review")
    held = meeting()
    result(dossier, mean="79", star=4, at=held, state="closed")
    revoked(found)
    dossier.refresh_from_db()
    assert dossier.state == "council_review"
    AgendaItem.objects.filter(dossier=dossier).update(state="final")
    Dossier.objects.filter(pk=dossier.pk).update(state="decision_pending")
    (row,) = result_rows(Dossier.objects.filter(pk=dossier.pk))
    assert (row.outcomes.choices, "đã bị thu hồi" in row.outcomes.reason) == (("close",), True)
    paper: Any = {"decision_number": "7/QĐ-UBND", "decided_on": REPORTED_ON, "at": NOW + 60 * DAY}
    with pytest.raises(DomainError, match="đã bị thu hồi"):
        recognise([dossier], **paper, by=chair())
    close_without_decision([dossier], reason="Giấy chứng nhận đã bị thu hồi.", by=chair(), at=NOW)
    dossier.refresh_from_db()
    assert dossier.state == "not_recognised"
