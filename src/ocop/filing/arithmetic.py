"""Pure: which kinds of dossier a product may file on a day, by the star it holds (QĐ 26/2026, Đ.6.1, Đ.7.5, Đ.7.6.a, Đ.12.3).

What the law leaves open is data: whether a re-recognition is still taken after its window (OQ-09, ``re_recognition.late_filing``).
A certificate that names no day has two possible last days; a kind is refused only where both refuse it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from ocop.dossiers.models import DossierType
from ocop.dossiers.queries.assessment import HIGHEST
from ocop.law.regimes import get_regime
from ocop.law.validity import Window, extended_to, re_recognition_window
from ocop.vietnamese import format_date

FIRST, UPGRADE, AGAIN = DossierType.FIRST_TIME, DossierType.UPGRADE, DossierType.RE_RECOGNITION
FILE_FIRST = "Hãy lập hồ sơ đánh giá lần đầu."


class Standing(TextChoices):
    """Where a star stands on a day, seen from what its producer can file."""

    NONE = "none", "Chưa có sao"
    EARLY = "early", "Còn hạn, chưa đến ngày nộp phân hạng lại"
    OPEN = "open", "Đang nhận hồ sơ phân hạng lại"
    LATE = "late", "Còn hạn, đã qua ngày nộp phân hạng lại"
    EXTENDED = "extended", "Được kéo dài (Đ.12.3)"
    LAPSED = "lapsed", "Đã hết hạn"
    REVOKED = "revoked", "Đã bị thu hồi"
    UNKNOWN = "unknown", "Không rõ hạn"


@dataclass(frozen=True, slots=True)
class HeldStar:
    """The star of the newest certificate: the possible last days of its term, or the day it was revoked."""

    star: int
    regime: str
    expires_earliest: date | None
    expires_latest: date | None
    revoked_on: date | None = None


@dataclass(frozen=True, slots=True)
class KindsToday:
    """What may be filed for a product on a day; ``refusals`` holds a sentence for each kind that may not."""

    standing: Standing
    refusals: Mapping[str, str]
    star: int = 0
    expires_on: date | None = None
    window: Window | None = None
    last_day: date | None = None  # of the certificate, or of its extension
    needs_reason: bool = False  # a re-recognition after its window says why
    is_certain: bool = True

    @property
    def allowed(self) -> list[DossierType]:
        """The kinds that may be filed, in the order of Mẫu 01."""
        return [kind for kind in DossierType if kind not in self.refusals]

    @property
    def targets(self) -> list[int]:
        """The stars an upgrade can aim at."""
        return list(range(self.star + 1, HIGHEST + 1))


def kinds_today(held: HeldStar | None, *, on: date, late_with_reason: bool = False) -> KindsToday:
    """Return what may be filed on a day for a product with this star, or with none."""
    if held is None:
        words = "Sản phẩm chưa được công nhận nên chưa {what}. " + FILE_FIRST
        return KindsToday(Standing.NONE, _without_a_star(words))
    if held.revoked_on:
        day = format_date(held.revoked_on)
        words = f"Giấy chứng nhận {held.star} sao đã bị thu hồi ngày {day} nên không {{what}}. {FILE_FIRST}"
        return KindsToday(Standing.REVOKED, _without_a_star(words), star=held.star)
    if held.expires_earliest is None or held.expires_latest is None:
        words = f"Giấy chứng nhận {held.star} sao không cho biết ngày hết hạn nên chưa {{what}}. {FILE_FIRST}"
        return KindsToday(Standing.UNKNOWN, _without_a_star(words), star=held.star, is_certain=False)
    last = _on_expiry(held, held.expires_latest, on, late_with_reason=late_with_reason)
    if held.expires_earliest == held.expires_latest:
        return last
    first = _on_expiry(held, held.expires_earliest, on, late_with_reason=late_with_reason)
    note = (
        " Giấy chứng nhận không ghi đủ ngày cấp; nếu quyết định công nhận ghi khác, hãy đưa quyết định cho cán bộ xã."
    )
    refused = {kind: words + note for kind, words in last.refusals.items() if kind in first.refusals}
    return KindsToday(
        last.standing, refused, held.star, last.expires_on, last.window, last.last_day,
        last.needs_reason and first.needs_reason, is_certain=False,
    )  # fmt: skip


def _without_a_star(words: str) -> dict[str, str]:
    return {UPGRADE: words.format(what="nâng hạng được"), AGAIN: words.format(what="phân hạng lại được")}


def _on_expiry(held: HeldStar, expiry: date, on: date, *, late_with_reason: bool) -> KindsToday:
    window = re_recognition_window(expiry, on=on)
    longer = extended_to(expiry, issued_under=get_regime(held.regime)) if held.regime else None
    standing = _standing(window, expiry, longer, on)
    late_again = standing == Standing.LATE and late_with_reason
    told = _Told(held.star, format_date(expiry), window, format_date(longer) if longer else "")
    refusals = {
        FIRST: told.first(standing),
        UPGRADE: told.upgrade(standing),
        AGAIN: "" if late_again else told.again(standing),
    }
    return KindsToday(
        standing,
        {kind: words for kind, words in refusals.items() if words},
        star=held.star,
        expires_on=expiry,
        window=window,
        last_day=longer if standing == Standing.EXTENDED else expiry,
        needs_reason=late_again,
    )


def _standing(window: Window, expiry: date, longer: date | None, on: date) -> Standing:
    if longer and on <= longer:
        return Standing.EXTENDED
    if on > expiry:
        return Standing.LAPSED
    if on < window.opens_on:
        return Standing.EARLY
    return Standing.OPEN if on in window else Standing.LATE


@dataclass(frozen=True, slots=True)
class _Told:
    """The sentences of refusal for one star and its last day; empty where nothing is refused."""

    star: int
    expiry: str
    window: Window
    longer: str

    @property
    def span(self) -> str:
        return f"từ ngày {format_date(self.window.opens_on)} đến ngày {format_date(self.window.closes_on)}"

    def first(self, standing: Standing) -> str:
        if standing in (Standing.EARLY, Standing.OPEN):
            return (
                f"Sản phẩm đang có {self.star} sao, giấy chứng nhận đến ngày {self.expiry}, nên không đánh giá lần đầu. "
                f"Hồ sơ phân hạng lại nộp {self.span}."
            )
        if standing == Standing.EXTENDED:
            return f"Giấy chứng nhận {self.star} sao được kéo dài đến ngày {self.longer} (Đ.12.3): hãy nộp hồ sơ phân hạng lại."
        return ""

    def upgrade(self, standing: Standing) -> str:
        if standing == Standing.LAPSED:
            return (
                f"Giấy chứng nhận {self.star} sao đã hết hạn ngày {self.expiry} nên không nâng hạng được. {FILE_FIRST}"
            )
        if standing == Standing.EXTENDED:
            return (
                f"Giấy chứng nhận {self.star} sao chỉ được kéo dài đến ngày {self.longer} để phân hạng lại (Đ.12.3); "
                "phân hạng lại xong mới nâng hạng được."
            )
        return f"Sản phẩm đã có {self.star} sao, không còn hạng cao hơn." if self.star >= HIGHEST else ""

    def again(self, standing: Standing) -> str:
        if standing == Standing.EARLY:
            return (
                f"Chưa đến ngày nộp hồ sơ phân hạng lại: nộp {self.span} "
                f"(giấy chứng nhận hết hạn ngày {self.expiry}; Đ.7.6.a)."
            )
        if standing in (Standing.LATE, Standing.LAPSED):
            ended = "đã hết hạn" if standing == Standing.LAPSED else "còn giá trị đến"
            return (
                f"Đã quá hạn nộp hồ sơ phân hạng lại: nộp {self.span} (Đ.7.6.a); giấy chứng nhận {self.star} sao "
                f"{ended} ngày {self.expiry}. {FILE_FIRST}"
            )
        return ""
