"""When are two lines about the same producer, the same product, the same recognition? Pure; as a person with both lists would judge.

Names are equal when they have the same letters and tones, however the tone mark is placed, in whatever case, and whether a kind of
organisation is written out or not ("HTX", "Hợp tác xã"). An enterprise is known by its name in its province: two enterprises may not
carry the same registered name (NĐ 01/2021, Đ.17). Everyone else is known by name and place, and a place may be told more or less fully.
Where the list names no producer, nothing says that two products have the same one: each gets its own.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices

from ocop.producers import search
from ocop.recognition.arithmetic import Span
from ocop.recognition.importing.checking import Row
from ocop.territory.places import Name
from ocop.vietnamese import fold, tone_key
from ocop.vietnamese.text import narrow

UNNAMED = search.UNNAMED  # shown where a list names no producer
_ENTERPRISE = re.compile(r"(cong ty|cty|ct cp|ct tnhh|ctcp|doanh nghiep tu nhan|dntn)\b")
_BETWEEN_WORDS = re.compile(r"""[\s"'“”‘’«»`.,;:()\[\]\-_/·•*]+""")
# Written in short and in full; the short form is compared.
IN_SHORT: Mapping[str, str] = {
    "hợp tác xã": "htx",
    "liên hiệp hợp tác xã": "lhhtx",
    "tổ hợp tác": "tht",
    "trách nhiệm hữu hạn": "tnhh",
    "một thành viên": "mtv",
    "1 thành viên": "mtv",
    "công ty cổ phần": "ctcp",
    "cty cổ phần": "ctcp",
    "công ty cp": "ctcp",
    "cty cp": "ctcp",
    "ct cp": "ctcp",
    "công ty": "cty",
    "ct tnhh": "cty tnhh",
    "doanh nghiệp tư nhân": "dntn",
    "hộ kinh doanh": "hkd",
    "cơ sở sản xuất": "cssx",
    "hộ sản xuất": "hsx",
    "sản xuất": "sx",
    "thương mại": "tm",
    "dịch vụ": "dv",
    "xuất nhập khẩu": "xnk",
    "nông nghiệp": "nn",
    "và": "",
}


def plain_key(text: str) -> str:
    """Return the letters, figures and tones of a text, without case and without the signs between words."""
    return " ".join(_BETWEEN_WORDS.sub(" ", tone_key(narrow(text)).casefold()).split())


_SHORTENED = [
    (re.compile(rf"(?<!\S){re.escape(plain_key(long))}(?!\S)"), short)
    for long, short in sorted(IN_SHORT.items(), key=lambda one: -len(one[0]))
]


def name_key(text: str) -> str:
    """Return the form in which names of producers and products are compared."""
    key = plain_key(text)
    for long, short in _SHORTENED:
        key = long.sub(short, key)
    return " ".join(key.split())


def is_enterprise(name: str) -> bool:
    """Whether a producer's name says that it is a registered enterprise."""
    return _ENTERPRISE.match(fold(name)) is not None


def import_key(row: Row) -> str:
    """Return the hash of what a line says: the same line again is known at once."""
    parts = (row.product, row.producer, row.commune, row.district, row.province, row.as_published, row.decision_number)
    written = [" ".join(tone_key(part).casefold().split()) for part in parts]
    return hashlib.sha256("\x1f".join([*written, str(row.star)]).encode()).hexdigest()


class Same(TextChoices):
    """What two records are to each other."""

    YES = "yes", "Là một"
    NO = "no", "Là hai"
    PERHAPS = "perhaps", "Chờ người xem"  # a person decides


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as printed: the names of commune and district, and today's commune where that is certain."""

    commune: Name
    district: Name
    unit: int | None

    @classmethod
    def read(cls, commune: str, district: str, unit: int | None) -> "Spot":
        """Take the parts as a list tells them."""
        return cls(Name.read(commune), Name.read(district), unit)

    @classmethod
    def printed(cls, place: str, unit: int | None) -> "Spot":
        """Take a place apart that is kept as "xã …, huyện …, tỉnh …"."""
        *parts, _ = place.split(", ") if place else ("",)
        if len(parts) == 1 and Name.read(parts[0]).unit_type in {"Huyện", "Quận", "Thị xã", "Thành phố"}:
            parts = ["", *parts]
        commune, district = (*parts, "", "")[:2]
        return cls.read(commune, district, unit)


def same_place(one: Spot, other: Spot) -> Same:
    """Judge two places of one province of today."""
    if one.commune.exact and other.commune.exact:
        types = {one.commune.unit_type, other.commune.unit_type} - {""}
        if one.commune.exact == other.commune.exact and len(types) < 2:
            return _same_district(one, other)
        if bool(one.district.exact) != bool(other.district.exact):  # a list before 1/7/2025 and one after it
            known = one.unit and other.unit
            return Same.PERHAPS if not known else Same.YES if one.unit == other.unit else Same.NO
        return Same.NO
    return _same_district(one, other)


def _same_district(one: Spot, other: Spot) -> Same:
    if one.district.exact and other.district.exact and one.district.exact != other.district.exact:
        return Same.NO
    return Same.YES


@dataclass(frozen=True, slots=True)
class Recognition:
    """What tells one recognition of a product from another."""

    star: int
    issued: Span
    decision: str


NEAR = timedelta(days=120)  # a decision, its publication and its printing lie that near to each other


def decision_key(number: str) -> str:
    """Return the number of a decision as it is compared: "QÐ – UBND" and "Số 12/QĐ-UBND" are QĐ-UBND."""
    key = re.sub(r"[\s.]+", "", narrow(number)).translate({ord("Ð"): "đ", ord("ð"): "đ"}).casefold()
    return re.sub(r"^(?:quyếtđịnh|qđ)?(?:số)?:?0*(?=\d)", "", key)


def same_recognition(one: Recognition, other: Recognition) -> Same:
    """Judge two recognitions of one product: the star, the number of the decision, the days it can have been."""
    if one.star != other.star:
        return Same.NO
    first, second = decision_key(one.decision), decision_key(other.decision)
    dates = _same_days(one.issued, other.issued)
    if first and second:
        if first.split("/")[0] != second.split("/")[0] or ("/" in first and "/" in second and first != second):
            return Same.NO
        return Same.YES if dates is Same.YES else Same.PERHAPS
    return dates


def _same_days(one: Span, other: Span) -> Same:
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return Same.YES
    if one.earliest <= other.latest and other.earliest <= one.latest:
        return Same.YES
    apart = max(one.earliest - other.latest, other.earliest - one.latest)
    return Same.PERHAPS if one.is_exact and other.is_exact and apart <= NEAR else Same.NO
