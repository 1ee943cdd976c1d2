"""Whatever is changed, deleted or forged with the database in hand is refused by it, found by the comparison and shown as valid to nobody."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.test import Client

from ocop.ledger.comparing import told_by_the_chain
from ocop.ledger.guarding import all_lifted
from ocop.ledger.keeping import hashes_of
from ocop.ledger.models import AuditEntry, RecordHash
from ocop.recognition.importing import import_register
from ocop.recognition.importing.tests.lists import line, write_csv
from ocop.recognition.importing.undoing import undo_import
from ocop.recognition.kept import CERTIFICATE, KEPT
from ocop.recognition.models import Certificate, DecisionItem, ImportBatch, RecognitionDecision, RegisterEntry
from ocop.recognition.operations import correct_decision, publish_products, recognise
from ocop.recognition.verifying import (
    changed_certificates,
    changed_decision_items,
    changed_decisions,
    changed_imports,
    changed_register,
)
from tests import builders as make

from .builders import AT, chair, scored_dossier

pytestmark = pytest.mark.django_db
TOLD_CHECKS = (changed_decisions, changed_decision_items, changed_certificates, changed_imports)
# Of the kinds only a correction names another decision, the database says; the column alone is forged in a test of its own.
CORRECTS = "id, kind = 'correction'"
# For each column what somebody might write there, as SQL; a new column needs a line here.
OTHER = {
    RecognitionDecision: {
        "id": "id + 100", "kind": "'result_approval'", "unit_id": "unit_id + 1", "unit_path": "'91/'", "decision_number": "'1/QĐ'",
        "decided_on": "'2026-12-16'", "number_year": "2025", "issuing_authority": "'Chủ tịch khác'", "signed_by_id": "signed_by_id + 1",
        "signed_at": "'2026-12-21 03:00:00'", "corrects_id": CORRECTS, "is_demo": "TRUE", "content": "'{{}}'", "content_hash": "'0'",
    },
    DecisionItem: {
        "id": "id + 100", "decision_id": "decision_id + 1", "dossier_id": "dossier_id + 1", "star_rating": "5", "average_score": "'99.99'",
        "rests_on": "'central'",
    },
    Certificate: {
        "id": "id + 100", "product_id": "product_id + 1", "dossier_id": "NULL", "star_rating": "5", "regime": "'R1'",
        "certificate_number": "'GCN-1'", "decision_id": "NULL", "decision_number": "'1/QĐ'", "issuing_authority": "'Bộ'",
        "issued_on": "'2026-12-16'", "issued_as_published": "'2026'", "expires_on": "'2099-01-01'", "ended_on": "'2027-01-01'",
        "end_reason": "'revoked'", "token": "'abcdefghijklmnop'", "source_url": "'https://vi.du/'", "source_grade": "'khac'",
        "batch_id": "(SELECT MIN(id) FROM recognition_importbatch)", "import_key": "'k'", "is_demo": "TRUE", "content": "'{{}}'",
        "content_hash": "'0'",
    },
    ImportBatch: {
        "id": "id + 100", "file_name": "'khac.csv'", "sha256": "'0'", "rows": "rows + 1", "created": "created + 1",
        "unchanged": "unchanged + 1", "findings": "'[\"khác\"]'", "imported_by_id": "(SELECT MIN(id) FROM people_useraccount)",
        "imported_at": "'2026-12-21 03:00:00'", "replaced": "'[1]'",
        "undone_by_id": "(SELECT MIN(id) FROM people_useraccount)", "undone_at": "'2026-12-21 03:00:00'", "undoing": "TRUE",
    },
    RegisterEntry: {
        "product_id": "product_id + 100", "certificate_id": "(SELECT MAX(id) FROM recognition_certificate)", "star_rating": "5",
        "issued_latest": "'2026-12-16'", "expires_earliest": "'2099-01-01'", "expires_latest": "'2099-01-01'", "ended_on": "'2027-01-01'",
        "end_reason": "'revoked'", "name": "'Tên khác'", "search_key": "' ten khac'", "other_words": "'khac'", "sort_key": "{blob}", "unit_path": "'91/'",
        "province_code": "'91'", "sector_code": "'VI'", "set_number": "26", "is_demo": "TRUE",
    },
}  # fmt: skip


@pytest.fixture
def decided(tmp_path: Path) -> Certificate:
    """A decision with one product and its certificate, and a list brought in."""
    dossier = scored_dossier()
    recognise([dossier], decision_number="20/QĐ-UBND", decided_on=date(2026, 12, 15), by=chair(), at=AT)
    import_register(write_csv(tmp_path / "danh-sach.csv", [line(stars=3)]), dry_run=False, by=None, at=AT)
    return Certificate.objects.get(dossier=dossier)


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def findings() -> list[str]:
    told = told_by_the_chain()
    found = [*changed_register(), *(one for check in TOLD_CHECKS for one in check(told))]
    return [f"{one.record}: {one.sentence}" for one in found if one]


@contextmanager
def behind_the_systems_back() -> Iterator[None]:
    """The guards are taken down; what is done inside is undone."""
    with transaction.atomic():
        with all_lifted(connection):
            yield
        transaction.set_rollback(True)


def first(model: type[models.Model], decided: Certificate) -> object:
    if model is RegisterEntry:
        return decided.product_id
    return decided.pk if model is Certificate else model._default_manager.earliest("pk").pk


def test_the_table_knows_every_column() -> None:
    assert {model: set(columns) for model, columns in OTHER.items()} == {
        model: {field.column for field in model._meta.concrete_fields} for model in OTHER
    }
    assert {kept.model for kept in KEPT} == set(OTHER) - {RegisterEntry}


@pytest.mark.parametrize("model", OTHER, ids=lambda one: one.__name__)
def test_every_changed_column_is_found(model: type[models.Model], decided: Certificate) -> None:
    assert findings() == []
    table, key, pk = model._meta.db_table, model._meta.pk.column, first(model, decided)
    blob = "X'00'" if connection.vendor == "sqlite" else "'\\x00'"
    unseen = []
    for column, other in OTHER[model].items():
        value = other.replace("{{}}", "{}").replace("{blob}", blob)
        with behind_the_systems_back():
            sql(f"UPDATE {table} SET {column} = {value} WHERE {key} = %s", pk)  # noqa: S608 - the table above
            unseen += [] if findings() else [column]
    assert unseen == []


@pytest.mark.parametrize("model", OTHER, ids=lambda one: one.__name__)
def test_every_deleted_row_is_found(model: type[models.Model], decided: Certificate) -> None:
    with behind_the_systems_back():
        if model is Certificate:
            RegisterEntry.objects.filter(product=decided.product_id)._raw_delete("default")
        table, key = model._meta.db_table, model._meta.pk.column
        sql(f"DELETE FROM {table} WHERE {key} = %s", first(model, decided))  # noqa: S608 - names of the table above
        assert findings() != []


@pytest.mark.parametrize("model", [one for one in OTHER if one is not RegisterEntry], ids=lambda one: one.__name__)
def test_the_database_itself_refuses(model: type[models.Model], decided: Certificate) -> None:
    """Derived rows are written anew all the time; only the comparison keeps them."""
    table, pk = model._meta.db_table, first(model, decided)
    refused = [f"DELETE FROM {table}"]  # noqa: S608 - a name
    free = {"unit_path", "ended_on", "end_reason", "file_name", "findings", "rows", "created", "unchanged"}
    free |= {"replaced", "undoing", "undone_at", "undone_by_id"}  # written while an import is taken back
    refused += [
        f"UPDATE {table} SET {column} = {value.replace('{{}}', '{}')} WHERE id = {pk}"  # noqa: S608 - the table above
        for column, value in OTHER[model].items()
        if column not in free
    ]
    names = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
    if connection.vendor == "sqlite":
        refused.append(f"INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM {table}")  # noqa: S608 - names
        moved = names.replace('"id"', "id + 100")
        refused.append(f"INSERT OR REPLACE INTO {table} ({names}) SELECT {moved} FROM {table}")  # noqa: S608 - names
    else:
        sql("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be pending on a table that is emptied
        refused.append(f"TRUNCATE {table} CASCADE")
    for statement in refused:
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            sql(statement)


def test_a_correction_names_the_decision_it_was_signed_for(decided: Certificate) -> None:
    signed = RecognitionDecision.objects.get()
    right = {f"product-{decided.dossier_id}": "Trà hoa vàng"}
    made = correct_decision(
        signed, right, decision_number="21/QĐ-UBND", decided_on=date(2026, 12, 18), reason="sai chính tả",
        by=signed.signed_by, at=AT,
    )  # fmt: skip
    assert findings() == []
    table = RecognitionDecision._meta.db_table
    forged = f"UPDATE {table} SET corrects_id = id WHERE id = {made.pk}"  # noqa: S608 - names and a number
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        sql(forged)
    with behind_the_systems_back():
        sql(forged)
        assert findings() != []


def test_an_import_that_was_taken_back_is_taken_back_once(decided: Certificate) -> None:
    batch = ImportBatch.objects.get()
    undo_import(batch, by=None, at=AT)
    assert findings() == []
    for forged in ({"undone_at": None}, {"undone_at": AT + timedelta(days=1)}, {"undone_by": chair()}):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            ImportBatch.objects.filter(pk=batch.pk).update(**forged)


def test_an_end_is_written_once(decided: Certificate) -> None:
    Certificate.objects.filter(pk=decided.pk).update(ended_on=date(2027, 1, 1), end_reason="revoked")
    for values in ({"ended_on": None, "end_reason": ""}, {"ended_on": date(2028, 1, 1)}, {"end_reason": "superseded"}):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            Certificate.objects.filter(pk=decided.pk).update(**values)


def forge_five_stars(_: Certificate) -> Certificate:
    """A whole certificate for a product that was never decided on, in the register, with a content of its own."""
    product = make.product(make.producer(name="Công ty Giả"), name="Trà giả")
    real = Certificate.objects.filter(dossier__isnull=False).get()
    content = json.loads(
        json.dumps(real.content).replace(f'"product_id": {real.product_id}', f'"product_id": {product.pk}')
    )
    content["facts"] |= {"star_rating": 5, "token": "gia0123456789abc", "dossier_id": None}
    forged = Certificate(
        product=product, star_rating=5, regime="R4", certificate_number="GCN-5", decision_id=real.decision_id,
        decision_number=real.decision_number, issuing_authority="Bộ", issued_on=real.issued_on, expires_on=real.expires_on,
        token="gia0123456789abc", source_grade="signed_decision", content=content, content_hash="0" * 64,
    )  # fmt: skip
    forged.save()
    publish_products([product.pk])
    return forged


def forge_with_an_index(decided: Certificate) -> Certificate:
    """The same, and the index of newest hashes is made to point at a line that says nothing of it."""
    forged = forge_five_stars(decided)
    ((_, digest),) = hashes_of(CERTIFICATE, models.Q(pk=forged.pk))
    RecordHash.objects.create(
        kind="certificate", record_id=str(forged.pk), content_hash=digest, entry=AuditEntry.objects.latest("sequence")
    )
    return forged


def raise_the_star(decided: Certificate) -> Certificate:
    Certificate.objects.filter(pk=decided.pk).update(star_rating=5)
    publish_products([decided.product_id])
    return decided


def lengthen(decided: Certificate) -> Certificate:
    Certificate.objects.filter(pk=decided.pk).update(expires_on=date(2099, 1, 1))
    publish_products([decided.product_id])
    return decided


def raise_the_register_alone(decided: Certificate) -> Certificate:
    RegisterEntry.objects.filter(product=decided.product_id).update(star_rating=5)
    return decided


def spoil_the_content(decided: Certificate) -> Certificate:
    Certificate.objects.filter(pk=decided.pk).update(content=[])
    return decided


@pytest.mark.parametrize(
    "tamper",
    [forge_five_stars, forge_with_an_index, raise_the_star, lengthen, raise_the_register_alone, spoil_the_content],
)
def test_nothing_unproven_is_shown_as_valid(
    tamper: Callable[[Certificate], Certificate], client: Client, decided: Certificate
) -> None:
    with behind_the_systems_back():
        shown = tamper(decided)
        page = f"/san-pham/x-{shown.product_id}/"
        paths = [client.get(page, follow=True).request["PATH_INFO"]]
        if tamper is not raise_the_register_alone:  # the certificate itself is the one that was issued
            paths.append(f"/q/{shown.token}")
            assert client.get(f"/api/v1/certificates/{shown.token}").json()["certificate_state"] == "unverified"
        for path in paths:
            # What follows tells of other certificates: the history of the product, products like it.
            head = _main(client.get(path).content.decode()).partition('id="lich-su"')[0]
            assert ("Chưa kiểm chứng được" in head, "Hợp lệ" in head, "5 sao" in head) == (True, False, False), path
        found = client.get(f"/api/v1/products/{shown.product_id}").json()
        assert (found["certificate_state"], found["star_rating"]) == ("unverified", None)
        rows = client.get("/api/v1/products").json()["items"]
        assert [row["certificate_state"] for row in rows if row["id"] == shown.product_id] == ["unverified"]
        assert "Chưa kiểm chứng được" in client.get("/san-pham/").content.decode()
        assert findings() != []


def _main(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def test_an_unproven_certificate_or_decision_is_said_to_be_so_and_never_printed(
    client: Client, decided: Certificate
) -> None:
    client.force_login(RecognitionDecision.objects.get().signed_by)
    with behind_the_systems_back():
        raise_the_star(decided)
        RecognitionDecision.objects.update(decided_on=date(2026, 12, 16))
        for path in (
            f"/cong-nhan/giay-chung-nhan/{decided.pk}/",
            f"/cong-nhan/quyet-dinh/{decided.decision_id}/",
            f"/cong-nhan/ho-so/{decided.dossier_id}/",
        ):
            assert "Chưa kiểm chứng được" in client.get(path).content.decode(), path
        answer = client.get(f"/cong-nhan/giay-chung-nhan/{decided.pk}.pdf", follow=True)
        assert "không khớp với nhật ký nên không in được" in answer.content.decode()
