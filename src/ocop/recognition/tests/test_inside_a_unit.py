"""What lies inside a unit is found by its path, by an index, on both databases."""

import pytest
from django.db import connection

from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.access import dossiers_visible_to
from ocop.ledger.models import AuditEntry
from ocop.producers.models import Producer
from ocop.producers.queries import producers_visible_to
from ocop.recognition.models import RegisterEntry
from ocop.territory.models import AdministrativeUnit
from tests import builders

pytestmark = pytest.mark.django_db
TABLES = (Dossier, Producer, RegisterEntry, AuditEntry)
UNITS = ("6", "66", "66/", "66/66001/", "660/", "67/", "cu/66/", "%6/", "6_/", "")


@pytest.fixture
def _units() -> None:
    AdministrativeUnit.objects.bulk_create(
        AdministrativeUnit(
            code=f"u{number}", level="commune", unit_type="Xã", name="Hòa Thành", path=path, effective_from=builders.START
        )
        for number, path in enumerate(("66/", "66/66001/", "66/66002/", "660/1/", "67/", "cu/66/", "%6/9/", "6_/9/"))
    )  # fmt: skip


@pytest.mark.usefixtures("_units")
@pytest.mark.parametrize("unit", UNITS)
def test_inside_is_what_begins_with_the_path(unit: str) -> None:
    every = set(AdministrativeUnit.objects.values_list("path", flat=True))
    found = set(AdministrativeUnit.objects.filter(path__inside=unit).values_list("path", flat=True))
    assert found == {path for path in every if path.startswith(unit)}


@pytest.mark.parametrize("table", TABLES)
def test_an_index_leads_to_the_rows_inside_a_unit(table: type[Producer]) -> None:
    asked = table._base_manager.filter(unit_path__inside="66/").values("pk").order_by()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # the tables are empty: it would read them whole
    plan = asked.explain()
    assert "SEARCH" in plan if connection.vendor == "sqlite" else "Index Cond" in plan


@pytest.mark.parametrize("role", ["commune_officer", "provincial_officer"])
def test_an_officer_is_not_led_through_every_producer_and_dossier(role: str) -> None:
    """A condition joined by OR is answered on PostgreSQL by reading the whole table."""
    officer = builders.account(role, builders.province("66", "Đắk Lắk"))
    for visible in (producers_visible_to(officer), dossiers_visible_to(officer)):
        where = str(visible.query).split(" WHERE ", 1)[1]
        assert " IN (" in where.split(" UNION ", 1)[0]
        assert where.count(" UNION ") >= 2
