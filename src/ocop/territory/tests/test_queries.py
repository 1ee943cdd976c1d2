"""Units by code, by name without diacritics, in Vietnamese order; successions; settings of the nearest unit."""

from datetime import date

import pytest

from ocop.law.settings import UnknownSettingError
from ocop.law.settings import setting as national
from ocop.territory.models import AdministrativeUnit, Setting
from ocop.territory.places import Name, PlaceFinder
from ocop.territory.queries import communes_of, current_units_of, provinces, setting_for, unit_at, unit_named

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units_loaded")]


@pytest.fixture(scope="module")
def finder(units_loaded: object, django_db_blocker: pytest.FixtureRequest) -> PlaceFinder:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        return PlaceFinder()


def test_provinces_stand_in_vietnamese_order() -> None:
    names = [one.name for one in provinces()]
    assert names[:5] == ["An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ"]
    assert names[-3:] == ["Thanh Hóa", "Tuyên Quang", "Vĩnh Long"]
    assert names.index("Đà Nẵng") == names.index("Cần Thơ") + 1


def test_no_province_has_more_communes_than_a_select_can_hold() -> None:
    assert max(communes_of(one).count() for one in provinces()) == 168


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("tan ninh, tay ninh", "Phường Tân Ninh"),
        ("phuong tan ninh", "Phường Tân Ninh"),
        ("Phường Tân Ninh", "Phường Tân Ninh"),
        ("P. tân ninh", "Phường Tân Ninh"),
        ("tan phu, dong nai", "Phường Tân Phú"),
        ("quang ninh", "Thành phố Quảng Ninh"),
        ("Hoà Thành", "Phường Hòa Thành"),
        ("hòa thành", "Phường Hòa Thành"),
    ],
)  # fmt: skip
def test_a_unit_is_found_by_name_typed_as_people_type(text: str, first: str) -> None:
    assert unit_named(text)[0].full_name == first


def test_exact_diacritics_come_first() -> None:
    assert {one.name for one in unit_named("Tân Lập")[:3]} == {"Tân Lập"}


def test_an_empty_search_finds_nothing() -> None:
    assert unit_named("  ") == []


def test_a_code_means_what_it_meant_on_that_day() -> None:
    before, today = unit_at("80", "province", date(2025, 6, 30)), unit_at("80", "province", date(2026, 11, 21))
    assert before is not None
    assert today is not None
    assert (before.name, today.name) == ("Long An", "Tây Ninh")
    assert unit_at("99", "province") is None


def test_a_former_commune_is_followed_to_today_through_later_changes() -> None:
    old = AdministrativeUnit.objects.get(code="26368", level="commune", effective_to=date(2025, 6, 30))
    assert [(one.unit.full_name, one.unit.path, one.whole) for one in current_units_of(old)] == [
        ("Phường Long Thành", "75/26368/", True)
    ]


def test_a_divided_commune_has_several_units_of_today() -> None:
    old = AdministrativeUnit.objects.get(name="Bát Tràng", path__startswith="cu/01/")
    successors = current_units_of(old)
    assert [one.unit.name for one in successors] == ["Bát Tràng", "Gia Lâm", "Long Biên"]
    assert [one.whole for one in successors] == [False, False, False]


def test_the_nearest_unit_upward_decides_a_setting() -> None:
    commune = AdministrativeUnit.objects.get(path="80/25459/")
    name = "council.max_spread_points"
    day = date(2026, 11, 21)
    assert setting_for(commune, name, day) == national(name, day)
    for unit, value, since in [
        (None, 8, date(2026, 1, 1)),
        (commune.parent, 7, date(2026, 1, 1)),
        (commune.parent, 6, date(2026, 11, 21)),
        (commune.parent, 5, date(2026, 11, 22)),
    ]:
        Setting.objects.create(unit=unit, name=name, value=value, effective_from=since, legal_source="thử")
    assert setting_for(commune, name, day) == 6
    assert setting_for("82/28249/", name, day) == 8
    assert setting_for(None, name, day) == 8
    assert setting_for(commune, name, date(2025, 12, 31)) == national(name, date(2025, 12, 31))


def test_a_setting_nobody_knows_is_an_error() -> None:
    with pytest.raises(UnknownSettingError):
        setting_for("80/", "khong.co", date(2026, 11, 21))


@pytest.mark.parametrize(
    ("printed", "unit_type", "folded"),
    [
        ("TX. Hoà Thành", "Thị xã", "hoa thanh"),
        ("TP Hải Dương", "Thành phố", "hai duong"),
        ("Phường 07", "Phường", "7"),
        ("TT Lim", "Thị trấn", "lim"),
        ("Đông Sơn", "", "dong son"),
        ("huyện Ea H'leo", "Huyện", "ea h leo"),
    ],
)
def test_a_printed_name_is_split_from_its_type(printed: str, unit_type: str, folded: str) -> None:
    name = Name.read(printed)
    assert (name.unit_type, name.folded) == (unit_type, folded)


def test_names_differ_by_their_tones_but_not_by_where_the_tone_stands() -> None:
    assert Name.read("Hoà Thành") == Name.read("Hòa Thành")
    assert Name.read("Trường Đông").exact != Name.read("Trương Đông").exact


@pytest.mark.parametrize(
    ("commune", "district", "province", "today"),
    [
        ("xã Trường Đông", "thị xã Hòa Thành", "Tây Ninh", "80/25630/"),
        ("xã Phước Vinh", "huyện Châu Thành", "Tây Ninh", "80/25591/"),
        ("Phường 4", "thành phố Tây Ninh", "Tây Ninh", "80/25459/"),
        ("", "huyện Côn Đảo", "Bà Rịa - Vũng Tàu", "79/26732/"),
    ],
)  # fmt: skip
def test_a_place_is_certain_when_it_went_whole_into_one_unit(
    finder: PlaceFinder, commune: str, district: str, province: str, today: str
) -> None:
    place = finder.find(province=province, district=district, commune=commune)
    assert (place.unit_path, place.candidates, place.reason) == (today, (), "")


@pytest.mark.parametrize(
    ("commune", "district", "province", "reason", "candidates"),
    [
        ("xã Bát Tràng", "huyện Gia Lâm", "Hà Nội", "Xã cũ được chia vào nhiều đơn vị mới.", {"Bát Tràng", "Gia Lâm", "Long Biên"}),
        ("", "thị xã Hòa Thành", "Tây Ninh", "Danh sách chỉ ghi “thị xã Hòa Thành”, không ghi xã.", {"Long Hoa", "Hòa Thành", "Thanh Điền"}),
        ("", "", "Tây Ninh", "Danh sách chỉ ghi tỉnh, không ghi xã.", set()),
        ("xã Chiềng Hắc", "thị xã Mộc Châu", "Sơn La", "Xã cũ được chia vào nhiều đơn vị mới.", {"Mộc Châu", "Chiềng Hặc"}),
        ("", "huyện Không Có", "Tây Ninh", "Không tìm thấy “huyện Không Có” trong tỉnh này.", set()),
    ],
)  # fmt: skip
def test_an_uncertain_place_waits_with_its_candidates(  # noqa: PLR0917
    finder: PlaceFinder, commune: str, district: str, province: str, reason: str, candidates: set[str]
) -> None:
    place = finder.find(province=province, district=district, commune=commune)
    names = set(AdministrativeUnit.objects.filter(pk__in=place.candidates).values_list("name", flat=True))
    assert (place.unit, place.reason) == (None, reason)
    assert names == candidates


def test_a_name_that_agrees_only_without_diacritics_is_a_candidate_not_an_answer(finder: PlaceFinder) -> None:
    place = finder.find(province="Tây Ninh", district="thị xã Hòa Thành", commune="xã Trương Đông")
    assert place.unit is None
    assert len(place.candidates) == 1


def test_a_commune_printed_after_the_reform_is_read_as_one_of_today(finder: PlaceFinder) -> None:
    place = finder.find(province="Thanh Hóa", commune="phường Hải Lĩnh", on=date(2026, 6, 1))
    assert AdministrativeUnit.objects.get(pk=place.unit).full_name == "Phường Hải Lĩnh"


def test_a_province_that_does_not_exist_is_said_so(finder: PlaceFinder) -> None:
    assert finder.find(province="Atlantis").reason == "Không xác định được tỉnh “Atlantis”."
    assert finder.find(province="Thừa Thiên - Huế").province == AdministrativeUnit.objects.get(path="46/").pk
