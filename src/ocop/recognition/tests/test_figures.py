"""Figures as of a day, against tables written by hand: what is certain, and what is possible where a day or a place is not known."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ocop.products.models import Product
from ocop.recognition.queries.figures import (
    Counted,
    certificates_due,
    certificates_in_force,
    count_ever_recognised,
    count_in_force,
)
from ocop.territory.models import AdministrativeUnit, UnitSuccession
from ocop.vietnamese import fold
from tests import builders as make

from .builders import certificate

pytestmark = pytest.mark.django_db


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.fixture
def products() -> dict[str, Product]:
    """A: a known day. B: a year. C: revoked. D: upgraded. E: nothing known. F: two stars, their order unknown."""
    owners = [make.producer(name=f"Hợp tác xã {number}") for number in range(2)]
    made = {name: make.product(owners[name in "EF"], name=f"Trà {name}") for name in "ABCDEF"}
    none: dict[str, Any] = {"issued_on": None}
    certificate(made["A"], star=4, issued_on=day("2023-06-15"), expires_on=day("2026-06-15"))
    certificate(made["B"], star=3, issued_as_published="2023", **none)
    certificate(
        made["C"], star=3, issued_on=day("2024-01-10"), expires_on=day("2027-01-10"), ended_on=day("2025-03-01"), end_reason="revoked"
    )  # fmt: skip
    certificate(
        made["D"], star=3, issued_on=day("2022-05-01"), expires_on=day("2025-05-01"), ended_on=day("2024-05-20")
    )
    certificate(made["D"], star=4, issued_on=day("2024-05-20"), expires_on=day("2027-05-20"))
    certificate(made["E"], star=3, regime="", **none)
    certificate(made["F"], star=3, issued_as_published="2024-03", **none)
    certificate(made["F"], star=4, issued_as_published="2024", **none)
    return made


@pytest.mark.usefixtures("products")
@pytest.mark.parametrize(
    ("on", "in_force", "ever"),
    [
        ("2022-04-30", (0, 1), (0, 1)),  # E alone, of which nothing is known
        ("2022-05-01", (1, 2), (1, 2)),  # D from its first day
        ("2023-06-14", (1, 3), (1, 3)),  # B was given in 2023: perhaps by now
        ("2023-06-15", (2, 4), (2, 4)),  # A from its first day
        ("2023-12-31", (3, 4), (3, 4)),  # B certainly by the end of its year
        ("2024-05-19", (5, 6), (5, 6)),
        ("2024-05-20", (5, 6), (5, 6)),  # D changes papers and stays one product
        ("2025-02-28", (5, 6), (5, 6)),
        ("2025-03-01", (4, 5), (5, 6)),  # C is revoked, and was once recognised
        ("2026-01-01", (4, 5), (5, 6)),  # the first day that can be the last of B
        ("2026-01-02", (3, 5), (5, 6)),
        ("2026-06-15", (3, 5), (5, 6)),  # the last day of A, included
        ("2026-06-16", (2, 4), (5, 6)),
        ("2026-12-31", (2, 4), (5, 6)),
        ("2027-01-01", (2, 3), (5, 6)),  # B is over whatever its day was
        ("2027-03-02", (1, 3), (5, 6)),  # F of March 2024 has perhaps run out
        ("2027-05-21", (0, 2), (5, 6)),
        ("2028-01-01", (0, 1), (5, 6)),
    ],
)
def test_products_in_force_and_ever_recognised_day_by_day(
    on: str, in_force: tuple[int, int], ever: tuple[int, int]
) -> None:
    found, known = count_in_force(day(on)).products, count_ever_recognised(day(on))
    assert ((found.certain, found.possible), (known.certain, known.possible)) == (in_force, ever)


@pytest.mark.usefixtures("products")
def test_a_star_is_certain_only_where_no_other_star_is_possible() -> None:
    found = count_in_force(day("2024-05-20"))
    assert found.by_star == {3: Counted(2, 4), 4: Counted(2, 3)}
    assert found.producers == Counted(2, 2)


def test_the_certificates_behind_a_figure_are_those_of_the_day(products: dict[str, Product]) -> None:
    standings = certificates_in_force(day("2024-05-19"))
    assert [(one.star, one.certain) for one in standings if one.product_id == products["D"].pk] == [(3, True)]
    standings = certificates_in_force(day("2024-05-20"))
    assert [(one.star, one.certain) for one in standings if one.product_id == products["D"].pk] == [(4, True)]


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        ("2026-06-01", "2026-06-30", {"A": True, "B": False, "E": False}),
        ("2026-06-16", "2026-06-30", {"B": False, "E": False}),
        ("2026-01-01", "2026-12-31", {"A": True, "B": True, "E": False}),
        ("2025-05-01", "2025-05-01", {"D": True, "E": False}),  # renewed before it ran out: due all the same
        ("2027-01-10", "2027-01-10", {"E": False, "F": False}),  # C was revoked, it is not due
    ],
)
def test_certificates_due_between_two_days(
    first: str, last: str, names: dict[str, bool], products: dict[str, Product]
) -> None:
    by_id = {product.pk: name for name, product in products.items()}
    found = {by_id[one.product_id]: one.certain for one in certificates_due(day(first), day(last))}
    assert found == names


def test_a_figure_says_both_values_in_words() -> None:
    assert [str(one) for one in (Counted(24, 24), Counted(24, 27))] == ["24", "24 đến 27 (3 chưa rõ)"]


def old(code: str, name: str, path: str, unit_type: str = "Xã") -> AdministrativeUnit:
    level = "province" if path.count("/") == 2 else "commune"
    return AdministrativeUnit.objects.create(
        code=code, level=level, unit_type=unit_type, name=name, path=path, effective_from=date(1900, 1, 1),
        effective_to=date(2025, 6, 30), search_key=fold(name),
    )  # fmt: skip


def became(new: AdministrativeUnit, *units: AdministrativeUnit) -> None:
    for one in units:
        UnitSuccession.objects.create(
            predecessor=one, successor=new, whole=True, effective_on=date(2025, 7, 1), legal_source="NQ 202/2025/QH15"
        )


@pytest.fixture
def put() -> Callable[..., None]:
    """Two old provinces became one, two of their communes one ward: a maker of products somewhere in them."""
    new, ward, commune = make.province(), make.commune(), make.commune("27000", "An Lục Long")
    AdministrativeUnit.objects.filter(path__startswith="80/").update(effective_from=date(2025, 7, 1))
    tay_ninh, long_an = old("72", "Tây Ninh", "cu/72/", "Tỉnh"), old("80", "Long An", "cu/80/", "Tỉnh")
    became(new, tay_ninh, long_an)
    became(
        ward,
        old("25456", "Hiệp Ninh", "cu/72/703/25456/", "Phường"),
        old("25459", "Ninh Thạnh", "cu/72/703/25459/", "Phường"),
    )
    became(commune, old("27700", "An Lục Long", "cu/80/808/27700/"))
    places = {"ward": ward, "commune": commune, "province": None}

    def make_one(place: str, printed: str) -> None:
        unit = places[place]
        product = make.product(make.producer(unit=ward), name=f"Trà {printed or place}")
        Product.objects.filter(pk=product.pk).update(
            unit=unit, unit_path=unit.path if unit else new.path, place_as_published=printed
        )
        product.refresh_from_db()
        certificate(product, issued_on=date(2025, 1, 10), expires_on=date(2028, 1, 10))

    return make_one


@pytest.mark.parametrize(
    ("place", "printed", "counts"),
    [
        ("commune", "", {"cu/80/": (1, 1), "cu/72/": (0, 0), "80/": (1, 1), "80/27000/": (1, 1), "80/25459/": (0, 0)}),
        ("ward", "", {"cu/72/": (1, 1), "cu/72/703/25459/": (0, 1), "80/": (1, 1), "80/25459/": (1, 1)}),
        ("ward", "phường Ninh Thạnh, TP Tây Ninh, Tây Ninh", {"cu/72/703/25459/": (1, 1), "cu/72/703/25456/": (0, 0)}),
        ("province", "", {"cu/72/": (0, 1), "cu/80/": (0, 1), "80/": (1, 1), "80/25459/": (0, 1)}),
        ("province", "xã Chưa Rõ, huyện Châu Thành, Long An", {"cu/80/": (1, 1), "cu/72/": (0, 0), "80/": (1, 1)}),
    ],
)
def test_a_figure_is_counted_on_the_map_of_that_day_or_of_today(
    put: Callable[..., None], place: str, printed: str, counts: dict[str, tuple[int, int]]
) -> None:
    put(place, printed)
    on, today = date(2025, 6, 30), date(2026, 12, 1)
    found = {
        path: count_in_force(on, path, on_map_of=on if path.startswith("cu/") else today).products for path in counts
    }
    assert {path: (one.certain, one.possible) for path, one in found.items()} == counts


def test_a_map_that_did_not_exist_on_that_day_holds_nothing(put: Callable[..., None]) -> None:
    put("ward", "")
    assert count_in_force(date(2025, 6, 30), "80/").products == Counted(0, 0)
    assert count_in_force(date(2025, 7, 1), "80/").products == Counted(1, 1)


def test_a_figure_costs_the_same_for_one_product_and_for_many(
    put: Callable[..., None], django_assert_num_queries: Any
) -> None:
    for number in range(5):
        put("ward", f"Phường {number}")
        with django_assert_num_queries(3):
            count_in_force(date(2026, 1, 1), "80/")
