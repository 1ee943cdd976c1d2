"""The life of a star as one line: recognised, raised, renewed, lapsed, extended, corrected, revoked; each with the rules and the body of its day.

Under which rules: those of the certificate's own regime. Who was competent then is the law's answer for that day (``law.regimes.competence_on``);
what the paper itself names as its issuer stands beside it, as printed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ocop.law.regimes import competence_on, get_regime
from ocop.law.validity import extended_to
from ocop.portal.pages.addresses import scan_paths
from ocop.portal.pages.sentences import expires_words, issued_words
from ocop.portal.queries.life import Recognition
from ocop.portal.wording import in_english
from ocop.recognition.arithmetic import CertificateState as S
from ocop.recognition.wording import STATE_TAGS, STATE_WORDS
from ocop.vietnamese import format_date

AUTHORITIES: dict[str, str | Promise] = {
    "district_committee": lazy("Ủy ban nhân dân cấp huyện"),
    "provincial_committee": lazy("Ủy ban nhân dân cấp tỉnh"),
    "provincial_chair": lazy("Chủ tịch Ủy ban nhân dân cấp tỉnh"),
    "minister": lazy("Bộ trưởng"),
}


@dataclass(frozen=True)
class Event:
    """A mark on the line: when, what, and the paper that says so."""

    day: date
    when: SafeString | str
    title: str
    tag: str
    star: int | None = None
    facts: Sequence[tuple[str, SafeString | str]] = ()
    paper: str = ""
    source: str = ""
    product: str = ""
    own_words: Sequence[tuple[str, str]] = field(default=())  # Vietnamese, as printed


def life_of(recognitions: Sequence[Recognition], *, on: date) -> list[Event]:
    """Return every event of these products up to a day, the oldest first."""
    by_product = groupby(
        sorted(recognitions, key=lambda one: one.certificate.product_id), key=lambda one: one.certificate.product_id
    )
    events = [event for _product, mine in by_product for event in _of_product(list(mine), on)]
    return sorted(events, key=lambda event: event.day)


def _of_product(mine: Sequence[Recognition], on: date) -> Iterator[Event]:
    held: int | None = None
    for number, one in enumerate(mine):
        if one.live.state == S.UNVERIFIED:
            yield _event(one, date.min, "", str(STATE_WORDS[S.UNVERIFIED]), STATE_TAGS[S.UNVERIFIED])
            continue
        yield _recognised(one, held)
        held = one.certificate.star_rating
        yield from _corrected(one)
        yield from _ended(one, mine[number + 1 :], on)


def _event(one: Recognition, day: date, when: SafeString | str, title: str, tag: str, **more: object) -> Event:
    return Event(day, when, title, tag, product=one.certificate.product.name, **more)  # type: ignore[arg-type]


def _recognised(one: Recognition, held: int | None) -> Event:
    certificate, star = one.certificate, one.certificate.star_rating
    titles = {None: _("Công nhận"), 1: _("Lên hạng"), 0: _("Công nhận lại"), -1: _("Xuống hạng")}
    step = None if held is None else (star > held) - (star < held)
    competent = competence_on(star, certificate.issued_on).authority if certificate.issued_on else None
    facts = [
        (_("Chế độ khi đó"), _regime(certificate.regime)),
        (_("Thẩm quyền khi đó"), str(AUTHORITIES.get(competent or "", ""))),
        (_("Có giá trị đến"), expires_words(one.live)),
    ]
    own = [
        (_("Số quyết định"), certificate.decision_number),
        (_("Nơi công nhận"), certificate.issuing_authority),
    ]
    return _event(
        one, one.live.issued.latest or date.min, issued_words(certificate), titles[step], "ok",
        star=star, facts=_told(facts), own_words=_told(own), paper=scan_paths(certificate.token)[0], source=certificate.source_url,
    )  # fmt: skip


def _regime(code: str) -> str:
    if not code:
        return ""
    regime = get_regime(code)
    return regime.title_en if in_english() else regime.title


def _told(facts: Sequence[tuple[str, SafeString | str]]) -> list[tuple[str, SafeString | str]]:
    return [(label, value) for label, value in facts if value]


def _corrected(one: Recognition) -> Iterator[Event]:
    for correction in one.corrections:
        own = [
            (_("Đã ghi"), correction.was),
            (_("Nay đọc là"), correction.now),
            (_("Số quyết định"), correction.decision_number),
        ]
        yield _event(
            one, correction.decided_on, format_date(correction.decided_on), _("Đính chính"), "info", own_words=own
        )


def _ended(one: Recognition, later: Sequence[Recognition], on: date) -> Iterator[Event]:
    """How a certificate ended, where another one did not simply take its place."""
    certificate, last = one.certificate, one.live.expiry.latest
    if certificate.ended_on and certificate.ended_on <= on:
        if one.live.state == S.REVOKED:
            yield _revoked(one, certificate.ended_on)
        return
    followed = [other for other in later if other.live.state != S.UNVERIFIED]
    if last is None or last >= on or any((other.live.issued.earliest or date.max) <= last for other in followed):
        return
    longer = extended_to(last, issued_under=get_regime(certificate.regime)) if certificate.regime else None
    if longer:
        after, facts = last + timedelta(days=1), [(_("Chậm nhất đến"), format_date(longer))]
        yield _event(one, after, format_date(after), _("Được kéo dài (Đ.12.3)"), "soon", facts=facts)
    gone = (longer or last) + timedelta(days=1)
    if gone <= on and not any((other.live.issued.earliest or date.max) <= gone for other in followed):
        when = format_date(gone) if one.live.expiry.is_exact else _("chậm nhất %(day)s") % {"day": format_date(gone)}
        yield _event(one, gone, when, _("Hết hiệu lực, chưa được đánh giá lại"), "off")


def _revoked(one: Recognition, ended_on: date) -> Event:
    found = one.revocation
    own = (
        [(_("Số quyết định"), found.decision_number), (_("Nơi quyết định"), found.issuing_authority), (_("Căn cứ"), f"{found.ground} ({found.article})")]
        if found
        else []
    )  # fmt: skip
    return _event(one, ended_on, format_date(ended_on), str(STATE_WORDS[S.REVOKED]), "bad", own_words=_told(own))
