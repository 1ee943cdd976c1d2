"""The public register follows products and certificates, and finds what people type."""

import csv
import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection

from ocop.products.models import Product
from ocop.recognition.arithmetic import CertificateState as S
from ocop.recognition.arithmetic import Span, certificate_state
from ocop.recognition.models import RegisterEntry
from ocop.recognition.operations import publish_products
from ocop.recognition.queries.question import asked_words
from ocop.recognition.queries.register import filtered, near_words, rank_of, search_register
from ocop.recognition.queries.register_filters import Filters
from ocop.recognition.queries.register_walk import first_page, ranked_page
from ocop.vietnamese import fold, sort_key
from tests import builders as make

from .builders import certificate

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def published(name: str, *, producer: str = "Hợp tác xã A", **values: object) -> Product:
    owner = make.producer(name=producer)
    product = make.product(owner, name=name)
    product.search_key = fold(f"{name} {producer}")
    product.sort_key = sort_key(name).encode()
    product.save()
    certificate(product, **values)
    return product


def found(typed: str) -> list[str]:
    return list(search_register(typed, Filters(), on=TODAY).values_list("name", flat=True))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("duong phen", "Đường phèn"),
        ("DUONG PHEN", "Đường phèn"),
        ("đường phèn", "Đường phèn"),
        ("đuờng phèn", "Đường phèn"),
        (unicodedata.normalize("NFD", "Đường Phèn"), "Đường phèn"),
        ("Ðắk Lắk", "Cà phê Đắk Lắk"),
        ("dak lak", "Cà phê Đắk Lắk"),
        ("Đắk Lắk", "Cà phê Đắk Lắk"),
        ("tra duc hoa", "Trà Đức Hòa"),
        ("Trà Đức Hoà", "Trà Đức Hòa"),
        (unicodedata.normalize("NFD", "Trà Đức Hòa"), "Trà Đức Hòa"),
        ("phèn (đường)", "Đường phèn"),
        ("phen  ,duong", "Đường phèn"),
    ],
)
def test_search_forgives_how_it_is_typed(typed: str, name: str) -> None:
    for one in ("Đường phèn", "Cà phê Đắk Lắk", "Trà Đức Hòa", "Yến sào"):
        published(one)
    assert found(typed) == [name]


def test_exact_diacritics_come_first_then_names_that_begin_so_then_the_rest() -> None:
    for name in ("Bánh tráng", "Bánh trang", "Mứt bánh tráng", "Bánh trắng"):
        published(name)
    assert found("bánh trắng") == ["Bánh trắng", "Bánh trang", "Bánh tráng", "Mứt bánh tráng"]
    assert found("BÁNH TRÁNG")[:2] == ["Bánh tráng", "Mứt bánh tráng"]
    assert found("banh trang")[-1] == "Mứt bánh tráng"


def test_tone_on_either_vowel_counts_as_exact() -> None:
    for name in ("Bún hoá", "Bún hoà", "Bún hoa", "Bún hòa"):
        published(name)
    assert set(found("bún hòa")[:2]) == {"Bún hoà", "Bún hòa"}


def test_list_stands_in_vietnamese_order() -> None:
    names = ["Yến", "Áo", "Đào", "Dừa", "An", "Ân", "Ớt", "Ong"]
    for name in names:
        published(name)
    assert found("") == ["An", "Áo", "Ân", "Dừa", "Đào", "Ong", "Ớt", "Yến"]


def test_producer_and_words_by_their_beginning_are_found() -> None:
    published("Trà sen", producer="Hợp tác xã Đồng Tháp Mười")
    assert found("sen thap muoi") == ["Trà sen"]
    assert found("sen thap mu") == ["Trà sen"]
    assert found("hap") == []


@pytest.mark.parametrize(
    ("filters", "expected"), [(Filters(), 3), (Filters(star=5), 1), (Filters(province_code="01"), 0)]
)
def test_the_count_beside_the_rows_is_the_number_of_rows(filters: Filters, expected: int) -> None:
    for name, star in (("Trà sen", 5), ("Trà hoa", 4), ("Cà phê trà", 4), ("Mật ong", 5)):
        published(name, star=star)
    ids, count = ranked_page(search_register("tra", filters, on=TODAY), 24)
    assert (len(ids), count) == (expected, expected)


@pytest.mark.parametrize("typed", ["tra", "trà", "TRÀ sen", "tra sen", "sen tra", "hop tac", "mat ong", "khong co"])
def test_the_first_page_is_that_of_the_ranked_matches(typed: str) -> None:
    """Its SQL is written by hand; the other pages are written by Django."""
    for name in ("Trà sen", "TRÀ SEN", "Sen trà", "An trà", "Trà 100% sen", "Tra sen", "Trà hoa", "Mật ong"):
        published(name)
    published("Trà sen", issued_on=date(2019, 6, 1))
    whole = list(search_register(typed, Filters(), on=TODAY).values_list("product_id", flat=True))
    for size in (1, 3, 24):
        assert first_page(asked_words(typed), rank_of(typed, TODAY), size) == (tuple(whole[:size]), len(whole))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite asks its word index by name")
def test_words_are_found_by_the_index_of_words() -> None:
    published("Trà sen")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "register_word_beginnings" in search_register("tra sen", Filters(), on=TODAY).explain()


@pytest.mark.parametrize(
    "typed", ['"', "*", "a OR b", "%", "_", "'", ") OR 1=1 --", "NEAR(", "\x00", "-", "sen NOT tra", "^"]
)
def test_signs_are_never_an_order_to_the_database(typed: str) -> None:
    published("Trà sen")
    assert set(found(typed)) <= {"Trà sen"}


def test_renamed_product_is_found_by_its_new_name_at_once() -> None:
    product = published("Trà sen")
    product.name, product.search_key = "Trà hoa cúc", fold("Trà hoa cúc (túi lọc)")
    product.unit_path, product.sector_code = "91/00001/", "II"
    product.save()
    assert (found("sen"), found("hoa cuc"), found("loc")) == ([], ["Trà hoa cúc"], ["Trà hoa cúc"])
    entry = RegisterEntry.objects.get()
    assert (entry.unit_path, entry.province_code, entry.sector_code) == ("91/00001/", "91", "II")


def test_triggers_are_made_again_where_a_migration_lost_them() -> None:
    from ocop.recognition.register_indexes import ensure_register_indexes

    product = published("Trà sen")
    with connection.cursor() as cursor:
        on_table = "" if connection.vendor == "sqlite" else " ON products_product"
        cursor.execute(f"DROP TRIGGER register_follows_product{on_table}")
    ensure_register_indexes()
    product.name, product.search_key = "Mật ong", "mat ong"
    product.save()
    assert found("mat ong") == ["Mật ong"]


def test_product_without_a_certificate_is_not_in_the_register() -> None:
    product = make.product()
    assert publish_products([product.pk]) == 0
    assert RegisterEntry.objects.count() == 0


def test_publishing_again_changes_nothing() -> None:
    product = published("Trà sen")
    before = list(RegisterEntry.objects.values())
    assert publish_products([product.pk, product.pk]) == 1
    assert list(RegisterEntry.objects.values()) == before


def test_newest_certificate_stands_in_the_register() -> None:
    product = published("Trà sen", star=3, issued_on=date(2025, 1, 1))
    certificate(product, star=4, issued_on=None, issued_as_published="2026")
    certificate(product, star=5, issued_on=None)
    assert RegisterEntry.objects.get().star_rating == 4


SPANS = [
    Span(None, None),
    *(
        Span(TODAY + timedelta(days=first), TODAY + timedelta(days=first + width))
        for first in (-400, -1, 0, 1, 179, 180, 181, 900)
        for width in (0, 30, 364)
    ),
]
ENDS = [
    (None, ""),
    (TODAY, "revoked"),
    (TODAY + timedelta(days=1), "revoked"),
    (TODAY - timedelta(days=1), "superseded"),
]


def test_filter_by_state_finds_exactly_the_rows_in_that_state() -> None:
    product = published("Trà sen")
    entry = RegisterEntry.objects.get(product=product)
    wrong = []
    for span in SPANS:
        for ended_on, reason in ENDS:
            entry.expires_earliest, entry.expires_latest, entry.ended_on, entry.end_reason = (
                span.earliest,
                span.latest,
                ended_on,
                reason,
            )
            entry.save()
            state = certificate_state(span, on=TODAY, ended_on=ended_on, end_reason=reason)
            said = {
                one
                for one in (S.VALID, S.EXPIRING, S.EXPIRED, S.UNCERTAIN, S.REVOKED)
                if filtered(Filters(state=one), on=TODAY).exists()
            }
            in_force = filtered(Filters(state="in_force"), on=TODAY).exists()
            expected = set() if state == S.SUPERSEDED else {state}
            if said != expected or in_force != (state in {S.VALID, S.EXPIRING}):
                wrong.append((span, ended_on, reason, state, said, in_force))
    assert wrong == []


def test_slips_of_the_finger_have_near_words() -> None:
    known = frozenset({"duong", "phen", "tra"})
    typed = ["duog", "duongg", "duomg", "dounh", "udong", "phan", "xyz"]
    assert [near_words(one, known) for one in typed] == [["duong"], ["duong"], ["duong"], [], ["duong"], ["phen"], []]


def real_names() -> list[str]:
    """300 product names: the public list beside the project when it is there, our own otherwise."""
    shared = Path(__file__).resolve().parents[5] / "shared" / "data" / "recognised_products.csv"
    if shared.exists():
        with shared.open(encoding="utf-8") as file:
            return sorted({row["product_name"] for row in csv.DictReader(file)})[:300]
    firsts = [
        "Trà",
        "Mật ong",
        "Đường phèn",
        "Bánh tráng",
        "Nước mắm",
        "Gạo nếp",
        "Cà phê",
        "Rượu",
        "Muối ớt",
        "Tỏi đen",
    ]
    lasts = [
        "Đắk Lắk",
        "Hòa Thành",
        "Ễnh Ương",
        "Thuỷ Nguyên",
        "Quý Lộc",
        "Ngọc Ẩn",
        "Ba Vì",
        "Ô Loan",
        "Vĩnh Hậu",
        "Xuân Lũng",
    ]
    return [f"{one} {two} {three}" for one in firsts for two in lasts for three in ("loại một", "sấy", "túi lọc")]


def test_300_names_are_found_however_they_are_typed() -> None:
    names = real_names()
    assert len(names) == 300
    owner = make.producer()
    products = Product.objects.bulk_create(
        Product(producer=owner, name=name, search_key=fold(name), sort_key=sort_key(name).encode(), created_at=make.AT)
        for name in names
    )
    for product in products:
        from ocop.recognition.models import Certificate
        from ocop.recognition.operations import new_token

        Certificate.objects.create(
            product=product, star_rating=3, regime="R2", issued_on=date(2024, 1, 1), token=new_token()
        )
    publish_products(product.pk for product in products)
    lost = [
        (name, typed)
        for name in names
        for typed in (name, fold(name), unicodedata.normalize("NFD", name.upper()))
        if name not in found(typed)
    ]
    assert lost == []
