"""Fields of the producer's forms: a day of the past, and whether the official form says which days are."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ocop.dossiers.parts import GENERAL
from ocop.dossiers.questions import question_part
from ocop.pages.fields import IsoDayField
from ocop.vietnamese import format_date


def test_the_day_of_founding_is_asked_as_a_day_of_the_past() -> None:
    asked = {one.key: one.past for one in question_part(GENERAL, "R4").questions if one.kind == "date"}
    assert asked == {"founded_date": True}


def test_a_day_of_the_past_is_today_at_the_latest() -> None:
    today = timezone.localdate()
    assert IsoDayField(past=True).clean(format_date(today)) == today.isoformat()
    with pytest.raises(ValidationError, match="Ngày này không thể ở sau hôm nay"):
        IsoDayField(past=True).clean(format_date(today + timedelta(days=1)))


def test_any_other_day_may_lie_ahead() -> None:
    ahead = timezone.localdate() + timedelta(days=1)
    assert IsoDayField().clean(format_date(ahead)) == ahead.isoformat()
