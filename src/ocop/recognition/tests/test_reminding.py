"""What a producer is told before a certificate runs out: which one, when, how many days are left, what to do (Đ.7.6.a)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ocop.notices.models import Notice
from ocop.recognition.operations.reminding import remind_of_certificates
from tests import builders as make

from .builders import certificate

pytestmark = pytest.mark.django_db
EXPIRES = date(2029, 6, 15)


def told_on(days_before: int) -> list[tuple[str, str]]:
    day = EXPIRES - timedelta(days=days_before)
    remind_of_certificates(at=datetime(day.year, day.month, day.day, 2, tzinfo=UTC))
    return list(Notice.objects.order_by("pk").values_list("title", "text"))


def test_a_certificate_that_runs_out_is_told_once_at_each_distance() -> None:
    product = make.product(make.producer(user=make.account("producer_user")), name="Trà sen Bà Đen")
    certificate(
        product, dossier=make.dossier(product, state="recognised"), issued_on=date(2026, 6, 15), expires_on=EXPIRES
    )
    title = "Giấy chứng nhận của “Trà sen Bà Đen” hết hạn ngày 15/06/2029"
    advice = "Hãy chuẩn bị hồ sơ đánh giá lại để không gián đoạn."
    assert told_on(181) == []
    first = (title, f"Còn 180 ngày. {advice}")
    assert told_on(180) == told_on(179) == [first]
    assert told_on(90) == [first, (title, f"Còn 90 ngày. {advice}")]
    assert told_on(30)[2:] == [(title, f"Còn 30 ngày. {advice}")]
    assert len(told_on(0)) == 3
