"""What can be done with a star today and until when, in words: the choice of a kind, and the one line of the producer's home."""

from dataclasses import dataclass
from datetime import date

from ocop.dossiers.models import DossierType
from ocop.filing.arithmetic import KindsToday, Standing
from ocop.vietnamese import format_date


@dataclass(frozen=True)
class Possible:
    """What can be done with a star, in a line; with the day until which it can."""

    words: str
    until: date | None = None


def possible_today(today: KindsToday) -> Possible | None:
    """Return what can be done with the star of a product today; None where it has none."""
    star, expiry = today.star, format_date(today.expires_on) if today.expires_on else ""
    if today.standing == Standing.NONE:
        return None
    if today.standing == Standing.REVOKED:
        return Possible(f"Giấy chứng nhận {star} sao đã bị thu hồi: lập hồ sơ đánh giá lần đầu")
    if today.standing == Standing.UNKNOWN:
        return Possible(f"Không rõ hạn giấy chứng nhận {star} sao: hỏi cán bộ xã, hoặc lập hồ sơ đánh giá lần đầu")
    if today.standing == Standing.LAPSED:
        return Possible(f"Giấy chứng nhận {star} sao hết hạn ngày {expiry}: lập hồ sơ đánh giá lần đầu")
    if today.standing == Standing.EXTENDED:
        return Possible(f"Giấy chứng nhận {star} sao được kéo dài (Đ.12.3): nộp hồ sơ phân hạng lại", today.last_day)
    return _in_force(today)


def _in_force(today: KindsToday) -> Possible:
    window = today.window
    if window is None:
        return Possible("Hỏi cán bộ xã về hạn của giấy chứng nhận")
    opens, closes = format_date(window.opens_on), format_date(window.closes_on)
    upgrade = DossierType.UPGRADE in today.allowed
    if today.standing == Standing.EARLY:
        renewal = f"nộp hồ sơ phân hạng lại từ {opens} đến {closes}"
        return Possible(f"Nâng hạng được ngay; {renewal}" if upgrade else f"N{renewal[1:]}")
    if today.standing == Standing.OPEN:
        return Possible("Nộp hồ sơ phân hạng lại" + (", hoặc nâng hạng" if upgrade else ""), window.closes_on)
    missed = f"Đã quá hạn phân hạng lại ({closes}): "
    if today.needs_reason:
        return Possible(f"{missed}nộp kèm lý do nộp muộn", today.last_day)
    return Possible(missed + ("lập hồ sơ đánh giá lần đầu" + (" hoặc nâng hạng" if upgrade else "")))


def choices_today(today: KindsToday) -> list[tuple[str, str]]:
    """Return the kinds that may be filed, each with the words beside its mark."""
    return [(str(kind), _choice(kind, today)) for kind in today.allowed]


def _choice(kind: DossierType, today: KindsToday) -> str:
    if kind == DossierType.UPGRADE:
        return (
            f"{kind.label}: lên hạng cao hơn {today.star} sao; trong lúc xét, giấy chứng nhận đang có vẫn giữ giá trị"
        )
    if kind == DossierType.RE_RECOGNITION and today.window:
        longer = today.standing in (Standing.EXTENDED, Standing.LATE)
        last = (longer and today.last_day) or today.window.closes_on
        return (
            f"{kind.label}: xét lại khi giấy chứng nhận {today.star} sao sắp hết hạn, nộp đến ngày {format_date(last)}"
        )
    return f"{kind.label}: như sản phẩm chưa có sao" if today.star else str(kind.label)


def refused_today(today: KindsToday) -> list[tuple[str, str]]:
    """Return the kinds that may not be filed, each with the reason; none for a product without a star."""
    if today.standing == Standing.NONE:
        return []
    return [(kind.label, today.refusals[kind]) for kind in DossierType if kind in today.refusals]
