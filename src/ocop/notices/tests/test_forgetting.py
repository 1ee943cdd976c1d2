"""Somebody who was invited and is forgotten later: no notice of anybody names the person any more."""

import json
from datetime import timedelta

import pytest
from django.core import serializers
from django.db import transaction
from django.utils import timezone

from ocop.ledger.personal import ERASED
from ocop.notices.answers import ask_colleagues
from ocop.notices.models import Notice
from ocop.notices.operations import notify
from ocop.people.models import Invitation, Role, UserAccount
from ocop.people.operations import erase_account, switch_account
from tests.builders import account, province

pytestmark = pytest.mark.django_db
NAME = "Đặng Thị Kim Thoa"
NOW = timezone.now()


@pytest.fixture
def invited() -> UserAccount:
    """Asked after by a colleague, and told of the own invitation."""
    person, by = account(username="kimthoa", full_name=NAME), account(Role.PROVINCIAL_OFFICER, unit=province())
    account(Role.PROVINCIAL_CHAIR, unit=province(), username="chu-tich")
    unit = province()
    sent = Invitation.objects.create(
        account=person, unit=unit, unit_path=unit.path, invited_by=by, link_made_by=by, sent_at=NOW, accepted_at=NOW
    )
    with transaction.atomic():
        ask_colleagues(sent, NOW)
        words = {"name": NAME, "username": "kimthoa"}
        notify("account_invited", to=[person], about=sent, of=NOW.isoformat(), words=words, at=NOW)
    return person


def test_no_notice_names_who_was_forgotten(invited: UserAccount) -> None:
    told = Notice.objects.filter(title__contains=NAME).exclude(recipient=invited)
    colleagues = [one.recipient_id for one in told]
    assert len(colleagues) > 0
    administrator = account(Role.SYSTEM_ADMINISTRATOR)
    switch_account(invited, active=False, reason="Nghỉ", by=administrator, at=NOW)
    erase_account(invited, reason="Đơn số 5", by=administrator, at=NOW + timedelta(minutes=1))
    stored = json.dumps(json.loads(serializers.serialize("json", Notice.objects.all())), ensure_ascii=False)
    assert [word for word in (NAME, "kimthoa") if word in stored] == []
    assert [(one.recipient_id, one.title) for one in Notice.objects.all()] == [
        (pk, f"Cần xác nhận đúng người: {ERASED}") for pk in colleagues
    ]
