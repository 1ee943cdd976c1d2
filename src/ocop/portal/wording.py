"""Words of the public pages that come from data: sectors, sets, organisation types, places; in the language of the page."""

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ocop.law.catalogue import catalogue, entry_of, sectors
from ocop.law.files import kept
from ocop.law.governing import Law, law_on
from ocop.law.reading import Worded
from ocop.products.models import Product
from ocop.territory.models import AdministrativeUnit

Kinds = list[tuple[str, str, list[tuple[str, str]]]]  # sectors with their sets: (code, word, [(number, word)])
ORGANISATIONS: dict[str, str | Promise] = {
    "cooperative": lazy("Hợp tác xã"),
    "cooperative_group": lazy("Tổ hợp tác"),
    "small_medium_enterprise": lazy("Doanh nghiệp nhỏ và vừa"),
    "farm": lazy("Trang trại"),
    "registered_household": lazy("Hộ sản xuất, hộ kinh doanh"),
    "community_tourism_body": lazy("Hội, hiệp hội, trung tâm điều hành du lịch"),
    "other_organisation": lazy("Loại hình khác"),
}


def law_today() -> Law:
    """Return the law in force: what public pages say of the programme in general, and of a product sorted by no decision yet."""
    return law_on(timezone.localdate())


def law_numbers() -> dict[str, int]:
    """Return the numbers of the law that public pages name: from the data of the regime in force, never from a text."""
    law = law_today()
    regime, procedure = law.regime, law.procedure
    return {
        "full": sum(regime.parts.values()),
        "part_a": regime.parts["A"],
        "part_b": regime.parts["B"],
        "part_c": regime.parts["C"],
        "months": regime.validity_months or 0,
        "window": procedure.re_recognition_window.opens,
        "commune_days": procedure.commune_days.value,
        "ministry_from": procedure.ministry_from,
    }


def star_meanings() -> dict[int, str]:
    """Return what each star that is recognised means (Đ.3.3)."""
    five, four, three = (law_today().regime.lowest_of(star) for star in (5, 4, 3))
    return {
        5: _("Cấp quốc gia: từ %(from)s điểm, hội tụ điều kiện xuất khẩu; Bộ Nông nghiệp và Môi trường công nhận.")
        % {"from": five},
        4: _("Cấp tỉnh: từ %(from)s đến dưới %(below)s điểm, bảo đảm chất lượng, tiếp cận thị trường tốt.")
        % {"from": four, "below": five},
        3: _("Cấp tỉnh: từ %(from)s đến dưới %(below)s điểm, có nét riêng của địa phương, chất lượng ổn định.")
        % {"from": three, "below": four},
    }


def in_english() -> bool:
    """Whether the page is the English one."""
    return get_language() == "en"


def _label(entry: Worded) -> str:
    return entry.label_en if in_english() else entry.label


def sector_word(code: str) -> str:
    """Return the name of a sector of the law in force, empty when it is not known."""
    found = next((one for one in sectors(law_today().regime.code) if one.code == code), None)
    return "" if found is None else _label(found)


def set_word(number: int | None, regime: str = "") -> str:
    """Return the name of a product set under the regime it was chosen in (in force, where none is named); empty without a set."""
    if number is None:
        return ""
    return _label(entry_of(regime or law_today().regime.code, number))


def set_numbers() -> frozenset[int]:
    """Return the numbers of the sets of the law in force."""
    return frozenset(one.number for one in catalogue(law_today().regime.code))


def kinds() -> Kinds:
    """Return sectors with their sets, for a list to choose from."""
    return _kinds(law_today().regime.code, in_english())


@kept
def _kinds(regime: str, english: bool) -> Kinds:  # noqa: FBT001 - what the answer is kept by
    leaves = [(leaf.sector.code, str(leaf.number), _label(leaf)) for leaf in catalogue(regime)]
    return [
        (one.code, _label(one), [(number, word) for code, number, word in leaves if code == one.code])
        for one in sectors(regime)
    ]


def unit_words(unit: AdministrativeUnit | None) -> str:
    """Return a place from small to large: "Phường Tân Ninh, tỉnh Tây Ninh"."""
    return unit.full_place if unit else ""


def place_words(product: Product) -> str:
    """Return where a product is from: today's unit when it is certain, else the place as published."""
    return unit_words(product.unit) or product.place_as_published
