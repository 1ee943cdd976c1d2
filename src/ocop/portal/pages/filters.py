"""The filters of the register: read from an address, said in words, and offered with how many products each choice leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from ocop.portal.queries.catalogue import province_choices
from ocop.portal.queries.facets import Counts, Facets, communes_with_products
from ocop.portal.wording import ORGANISATIONS, kinds, sector_word, set_numbers, set_word
from ocop.recognition.arithmetic import FIRST_YEAR
from ocop.recognition.arithmetic import CertificateState as S
from ocop.recognition.queries.former_places import former_place
from ocop.recognition.queries.register_filters import EXTENDED, IN_FORCE, Filters
from ocop.recognition.wording import STATE_WORDS
from ocop.territory.models import AdministrativeLevel, AdministrativeUnit
from ocop.territory.queries.former import FormerUnit
from ocop.territory.queries.units import unit_at, unit_with_path
from ocop.vietnamese import format_integer

NAMES = ("sao", "trang-thai", "tinh", "xa", "noi-cu", "loai", "chu-the", "nam")
STARS = ("5", "4", "3")
STATES: Mapping[str, str | Promise] = {
    IN_FORCE: lazy("Đang có hiệu lực"),
    **{str(state): STATE_WORDS[state] for state in (S.VALID, S.EXPIRING)},
    EXTENDED: lazy("Được kéo dài sau hạn (Đ.12.3)"),
    **{str(state): STATE_WORDS[state] for state in (S.EXPIRED, S.UNCERTAIN)},
    str(S.SUPERSEDED): lazy("Đã có giấy thay thế giấy trước"),
    str(S.REVOKED): STATE_WORDS[S.REVOKED],
}


@dataclass(frozen=True)
class Choice:
    """One filter as a list to choose from: its choices, or groups of them, as (value, words)."""

    name: str
    label: str
    nothing: str  # what the first choice says: no narrowing
    chosen: str
    options: Sequence[tuple[str, str]] = ()
    groups: Sequence[tuple[str, Sequence[tuple[str, str]]]] = ()


def read_filters(given: Mapping[str, str], *, today: date, former: Sequence[FormerUnit] = ()) -> Filters:
    """Turn what stands in the address into filters; anything unknown means "all". ``former``: the ended places that it names."""
    kind, year = given["loai"], given["nam"]
    commune = _commune(given["xa"])
    return Filters(
        star=int(given["sao"]) if given["sao"] in STARS else None,
        state=given["trang-thai"] if given["trang-thai"] in STATES else "",
        province_code=given["tinh"] if given["tinh"] in dict(province_choices()) else "",
        sector=kind if sector_word(kind) else "",
        set_number=int(kind) if kind.isascii() and kind.isdigit() and int(kind) in set_numbers() else None,
        unit_path=commune.path if commune else "",
        organisation_type=given["chu-the"] if given["chu-the"] in ORGANISATIONS else "",
        year=int(year) if year in _years(today) else None,
        former=former_place(former),
    )


def _commune(code: str) -> AdministrativeUnit | None:
    """Return the commune an address names by its code, None where it names none of today's."""
    return unit_at(code, AdministrativeLevel.COMMUNE) if code.isascii() and code.isdigit() else None


def _years(today: date) -> list[str]:
    return [str(year) for year in range(today.year, FIRST_YEAR - 1, -1)]


def chosen_words(filters: Filters, kept: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return each filter in words with the address that takes it away."""
    words: list[tuple[str, Any]] = []
    if filters.star:
        words.append(("sao", ngettext("%(n)s sao", "%(n)s sao", filters.star) % {"n": filters.star}))
    if filters.state:
        words.append(("trang-thai", STATES[filters.state]))
    if filters.province_code:
        words.append(("tinh", dict(province_choices())[filters.province_code]))
    if filters.unit_path and (commune := unit_with_path(filters.unit_path)):
        words.append(("xa", commune.full_name))
    if filters.former:
        words.append(("noi-cu", _("Nơi cũ: %(place)s") % {"place": kept.get("noi-cu", "")}))
    if filters.sector or filters.set_number:
        words.append(("loai", sector_word(filters.sector) or set_word(filters.set_number)))
    if filters.organisation_type:
        words.append(("chu-the", ORGANISATIONS[filters.organisation_type]))
    if filters.year:
        words.append(("nam", _("Công nhận năm %(year)s") % {"year": filters.year}))
    return [
        (str(word), "?" + urlencode({key: value for key, value in kept.items() if not _goes_with(key, name)}))
        for name, word in words
    ]


def _goes_with(key: str, name: str) -> bool:
    """A commune is chosen inside a province: without the province it means nothing."""
    return key == name or (name == "tinh" and key == "xa")


def choices(filters: Filters, given: Mapping[str, str], facets: Facets, *, today: date) -> list[Choice]:
    """Return the filters as lists with the number of products that each choice leaves, where it was counted."""
    inside = None if filters.unit_path else facets.province
    return [
        Choice("sao", _("Hạng"), _("mọi hạng"), given["sao"], _counted([(star, f"{star} {_('sao')}") for star in STARS], facets.star)),
        Choice("trang-thai", _("Hiệu lực"), _("còn và hết"), given["trang-thai"], _counted(STATES.items(), facets.state)),
        Choice("tinh", _("Nơi làm ra"), _("cả nước"), given["tinh"], _counted(province_choices(), inside)),
        *_communes(filters, given, today),
        _kinds(given["loai"], facets.kind),
        Choice("chu-the", _("Kiểu chủ thể"), _("mọi chủ thể"), given["chu-the"], _counted(ORGANISATIONS.items(), facets.organisation_type)),
        Choice("nam", _("Năm công nhận"), _("mọi năm"), given["nam"], _counted([(year, year) for year in _years(today)], facets.year)),
    ]  # fmt: skip


def _communes(filters: Filters, given: Mapping[str, str], today: date) -> list[Choice]:
    """The communes of the chosen province that have products; no list of 3,321 where no province is chosen."""
    if not filters.province_code:
        return []
    found = communes_with_products(filters, on=today)
    options = [(code, f"{name} ({format_integer(number)})") for code, name, number in found]
    return [Choice("xa", _("Xã, phường"), _("cả tỉnh"), given["xa"], options)]


def _kinds(chosen: str, counts: Counts | None) -> Choice:
    groups = [
        (word, [*_counted([(code, _("Tất cả: %(sector)s") % {"sector": word})], counts), *_counted(sets, counts)])
        for code, word, sets in kinds()
    ]
    return Choice("loai", _("Loại sản phẩm"), _("mọi loại"), chosen, groups=groups)


def _counted(options: Any, counts: Counts | None) -> list[tuple[str, str]]:
    """Words with their number; a choice that leaves nothing says so with a zero."""
    if counts is None:
        return [(str(value), str(word)) for value, word in options]
    return [(str(value), f"{word} ({format_integer(counts.get(str(value), 0))})") for value, word in options]
