"""The dossier's form takes from the product what is declared for it, so that nothing is asked twice."""

import pytest

from ocop.dossiers.queries.bundle import filing_of
from ocop.products.fields import FIELDS
from tests.builders import dossier, product

pytestmark = pytest.mark.django_db


def test_the_description_of_a_product_is_filled_with_its_facts() -> None:
    item = product(description="Chè ướp sen.", specification="Hộp 100 g", standard="TCCS 01:2026")
    words = "Chè ướp sen.\nQuy cách: Hộp 100 g\nTiêu chuẩn: TCCS 01:2026"
    assert filing_of(dossier(item)).prefilled["product_description"] == words


def test_a_fact_that_is_empty_leaves_no_line_behind() -> None:
    assert (
        filing_of(dossier(product(standard="TCCS 01:2026"))).prefilled["product_description"]
        == "Tiêu chuẩn: TCCS 01:2026"
    )
    assert "product_description" not in filing_of(dossier(product())).prefilled


def test_every_fact_declared_for_the_dossier_is_there() -> None:
    values = {one.name: f"Lời {one.name}" for one in FIELDS if one.in_dossier}
    lines = filing_of(dossier(product(**values))).prefilled["product_description"].splitlines()
    assert lines == [f"{one.in_dossier}: Lời {one.name}" for one in FIELDS if one.in_dossier]
