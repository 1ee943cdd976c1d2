"""What people type is understood: short forms, spellings, words without blanks, English, former places, a star among the words."""

from datetime import date
from typing import Any

import pytest

from ocop.producers.search import UNNAMED
from ocop.products.models import Product
from ocop.products.searching import search_key_of
from ocop.recognition.models import RegisterEntry
from ocop.recognition.operations.publishing import refresh_words
from ocop.recognition.queries.question import asked_words, understood
from ocop.recognition.queries.register import search_register
from ocop.recognition.queries.register_filters import Filters
from ocop.territory.models import AdministrativeUnit, UnitSuccession
from ocop.vietnamese import fold
from tests import builders as make

from .builders import certificate

TODAY = date(2026, 11, 21)


def published(
    name: str, producer: str = "Hộ ông Bảy", *, unit: AdministrativeUnit | None = None, **values: Any
) -> Product:
    product = make.product(make.producer(unit or make.commune(), name=producer), name=name, **values)
    product.search_key = search_key_of(product)
    product.save()
    certificate(product)
    return product


def found(typed: str) -> set[str]:
    return set(search_register(typed, Filters(), on=TODAY).values_list("name", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "name", "producer"),
    [
        ("HTX Sen Vàng", "Trà sen", "Hợp tác xã Sen Vàng"),
        ("hợp tác xã sen", "Trà sen", "HTX Sen Vàng"),
        ("hop tac xa sen", "Trà sen", "HTX Sen Vàng"),
        ("cty TNHH Hồng Đức", "Miến dong", "Công ty trách nhiệm hữu hạn Hồng Đức"),
        ("công ty cổ phần Hồng Đức", "Miến dong", "CTCP Hồng Đức"),
        ("cafe", "Cà phê phin giấy", ""),
        ("Café phin", "Cà phê phin giấy", ""),
        ("caphe", "Cà phê phin giấy", ""),
        ("cà phê", "Cafe phin giấy", ""),
        ("ca phe phin", "Cafe phin giấy", ""),
        ("matong", "Mật ong rừng", ""),
        ("hatdieu rang", "Hạt điều rang muối", ""),
        ("banhtrang", "Bánh tráng", ""),
        ("trà xanh", "Chè xanh Tân Cương", ""),
        ("hạt điều Tây Ninh", "Điều rang muối", ""),
        ("honey", "Mật ong rừng", ""),
        ("fish sauce", "Nước mắm nhĩ", ""),
        ("dried mango", "Xoài sấy dẻo", ""),
        ("cashew nuts of Tây Ninh", "Hạt điều rang muối", ""),
        ("trà ôlong", "Chè Ô long", ""),
    ],
)
def test_words_of_daily_life_find_what_is_meant(typed: str, name: str, producer: str) -> None:
    published(name, producer or "Hộ ông Bảy")
    published("Giỏ mây")
    assert found(typed) == {name}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["TP.HCM", "tphcm", "Sài Gòn", "TP Hồ Chí Minh", "tp. hcm", "Ho Chi Minh City", "saigon"]
)
def test_the_largest_city_is_found_by_all_its_names(typed: str) -> None:
    city = make.province("79", "Hồ Chí Minh")
    AdministrativeUnit.objects.filter(pk=city.pk).update(unit_type="Thành phố")
    city.refresh_from_db()
    published("Bánh mì", unit=make.commune("26734", "Tân Định", inside=city))
    published("Bánh tét")
    assert found(typed) == {"Bánh mì"}


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["TP Cần Thơ", "tp. cần thơ", "thành phố Cần Thơ", "TPCT Cần Thơ", "Cantho"])
def test_types_of_places_are_short_or_long(typed: str) -> None:
    city = make.province("92", "Cần Thơ")
    AdministrativeUnit.objects.filter(pk=city.pk).update(unit_type="Thành phố")
    city.refresh_from_db()
    published("Nem nướng", unit=make.commune("31135", "Ninh Kiều", inside=city))
    assert found(typed) == (set() if typed.startswith("TPCT") else {"Nem nướng"})


@pytest.mark.parametrize("typed", ["tra", "cá tra", "hạt", "mắt", "me", "lac", "trai"])
def test_a_word_with_another_sense_stays_what_it_is(typed: str) -> None:
    assert [word for group in asked_words(typed) for word in group if word[0] != "0"] == fold(typed).split()


@pytest.mark.parametrize(
    ("typed", "rest", "star"),
    [
        ("trà sen 4 sao", "trà sen", 4),
        ("4sao", "", 4),
        ("★★★★★ mật ong", "mật ong", 5),
        ("OCOP 3*", "OCOP", 3),
        ("hạng sao 5 Hà Giang", "Hà Giang", 5),
        ("năm sao", "", 5),
        ("４ SAO", "", 4),
        ("honey 4-star", "honey", 4),
        ("xã Ba Sao", "xã Ba Sao", None),
        ("yến 4 sào", "yến 4 sào", None),
        ("gạo ST25", "gạo ST25", None),
        ("2 sao", "2 sao", None),
        ("3 sao 5 sao", "3 sao 5 sao", None),
    ],
)
def test_a_star_among_the_words_is_a_filter(typed: str, rest: str, star: int | None) -> None:
    assert understood(typed) == (rest, star)


@pytest.mark.django_db
def test_every_product_is_ocop_so_the_word_narrows_nothing() -> None:
    published("Trà sen")
    assert found("OCOP trà") == found("ocop") == {"Trà sen"}


@pytest.fixture
def merged() -> Product:
    """A product in Lộc Ninh, which came from Bình Phước and from a commune that had taken in another one before."""
    home = make.commune("25270", "Lộc Ninh", inside=make.province("75", "Đồng Nai"))
    start, end = date(1900, 1, 1), date(2025, 6, 30)
    above, path = None, "cu/"
    for level, kind, name, code in (
        ("province", "Tỉnh", "Bình Phước", "70"),
        ("district", "Huyện", "Hớn Quản", "692"),
        ("commune", "Xã", "Lộc Thái", "25273"),
    ):
        path = f"{path}{code}/"
        above = AdministrativeUnit.objects.create(
            code=code, level=level, unit_type=kind, name=name, path=path, parent=above,
            effective_from=start, effective_to=end, search_key=fold(name),
        )  # fmt: skip
    assert above
    UnitSuccession.objects.create(predecessor=above, successor=home, whole=True, effective_on=date(2025, 7, 1))
    return published("Hạt điều", unit=home)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    ["hạt điều Đồng Nai", "hạt điều Bình Phước", "binh phuoc", "huyện Hớn Quản", "H. Hớn Quản", "xã Lộc Thái", "tỉnh Sông Bé", "binhphuoc"],
)  # fmt: skip
def test_former_places_find_what_is_there_today(merged: Product, typed: str) -> None:
    published("Hạt điều Tây Ninh")
    assert found(typed) == {"Hạt điều"}


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["phước hớn", "thái quản", "0binhphuoc x", "cu"])
def test_former_places_lend_no_single_words(merged: Product, typed: str) -> None:
    assert found(typed) == set()


@pytest.mark.django_db
def test_english_names_of_product_and_set_find_it() -> None:
    published("Chè shan tuyết", name_en="Snow mountain tea", set_number=11)
    assert found("snow mountain") == found("tea fresh and processed") == {"Chè shan tuyết"}


@pytest.mark.django_db
def test_nobody_is_found_by_the_words_that_stand_for_an_unknown_producer() -> None:
    published("Trà sen", UNNAMED)
    assert found("chưa rõ chủ thể") == found("chủ thể") == set()
    assert found("tra sen tay ninh") == {"Trà sen"}


@pytest.mark.django_db
def test_a_name_that_changed_is_found_after_the_words_were_written_anew() -> None:
    product = published("Trà sen")
    AdministrativeUnit.objects.filter(pk=product.unit_id).update(name="Tân Ninh Mới")
    assert refresh_words([product.pk]) == 1
    assert refresh_words([product.pk]) == 0
    assert found("tân ninh mới") == {"Trà sen"}
    assert RegisterEntry.objects.get().other_words == "tea fresh processed"
