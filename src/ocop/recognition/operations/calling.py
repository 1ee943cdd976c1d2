"""An office reminds producers whose star runs out (QĐ 26/2026, Đ.7.6.a), in the system and by mail; each star once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ocop.law.validity import re_recognition_window
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.verdicts import insist
from ocop.notices.operations import notify
from ocop.people.models import UserAccount
from ocop.producers.queries import people_of
from ocop.recognition.models import RegisterEntry
from ocop.recognition.rules import may_remind
from ocop.vietnamese import format_date


@transaction.atomic
def remind_producer(entry: RegisterEntry, *, by: UserAccount, at: datetime) -> int:
    """Tell everybody who acts for the producer of a star that runs out; a star is called once, by whichever office. Returns how many were told.

    Raises ``DomainError`` when the person may not, the star has run out, or nobody acts for the producer.
    """
    product, today, last_day = entry.product, timezone.localdate(at), entry.expires_earliest
    insist(may_remind(by, product))
    if last_day is None or last_day < today or entry.ended_on:
        raise DomainError("Giấy chứng nhận đã hết hạn hoặc đã kết thúc: hãy in thư, hướng dẫn lập hồ sơ lần đầu.")
    people = people_of(product.producer, on=today)
    if not people:
        raise DomainError("Chủ thể chưa có tài khoản. Hãy in thư nhắc.")
    window = re_recognition_window(last_day, on=today)
    words = {
        "product": product.name,
        "expires_on": format_date(last_day),
        "opens_on": format_date(window.opens_on),
        "closes_on": format_date(window.closes_on),
    }
    told = notify("renewal_reminder", to=people, about=product, of=last_day.isoformat(), words=words, at=at)
    if told:
        details = {"expires_on": last_day.isoformat(), "told": told}
        record("renewal_reminded", product, by=by, at=at, unit_path=product.unit_path, details=details)
    return told
