"""An installed province is upgraded: what was decided so far becomes a record, and the paper keeps its bytes and its printed hash."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate

from ocop.dossiers.models import DossierSnapshot
from ocop.ledger.adopting import adopt_records
from ocop.ledger.chain import content_hash
from ocop.ledger.comparing import told_by_the_chain
from ocop.ledger.guarding import all_lifted
from ocop.ledger.models import AuditEntry, RecordHash
from ocop.products.models import Product
from ocop.recognition import records
from ocop.recognition.models import Certificate, RecognitionDecision
from ocop.recognition.operations import recognise
from ocop.recognition.printing.certificate import certificate_hash
from ocop.recognition.queries.proof import is_proven, with_proof
from ocop.recognition.verifying import changed_certificates, changed_decision_items, changed_decisions
from tests import builders as make

from .builders import AT, certificate, chair, scored_dossier

pytestmark = pytest.mark.django_db
MIGRATION = import_module("ocop.recognition.migrations.0005_snapshots_of_what_was_decided")


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Certificate:
    """A province as the release before left it: rows without content, lines without hashes, certificates in the first layout."""
    monkeypatch.setattr(records, "LAYOUT", "certificate-1")
    product = make.product(make.producer(name="Hợp tác xã Tân Ninh"), name="Trà sen")
    recognise(
        [scored_dossier(product=product)], decision_number="20/QĐ", decided_on=date(2026, 12, 15), by=chair(), at=AT
    )
    certificate(make.product(name="Mật ong"), issued_on=None, issued_as_published="2024")
    return Certificate.objects.get(product=product)


def upgrade() -> None:
    with all_lifted(connection):
        MIGRATION.take_snapshots(apps, connection.schema_editor())


def forget_contents() -> None:
    with all_lifted(connection):
        Certificate.objects.update(content={}, content_hash="")
        RecognitionDecision.objects.update(content={}, content_hash="")
        RecordHash.objects.all().delete()
        for line in AuditEntry.objects.all():  # lines without hashes
            line.details.pop("records", None)
            line.save(update_fields=["details"])


def test_the_upgrade_writes_what_would_be_written_today(installed: Certificate) -> None:
    """Two hands wrote it: the migration stands for itself, so the room may change later."""
    decision = RecognitionDecision.objects.get().content
    contents = {one.pk: one.content for one in Certificate.objects.all()}
    forget_contents()
    upgrade()
    assert RecognitionDecision.objects.get().content == decision
    found = {one.pk: one.content for one in Certificate.objects.all()}
    assert found.pop(installed.pk) == contents.pop(installed.pk) | {
        "printed_hash": certificate_hash(Certificate.objects.get(pk=installed.pk))
    }
    assert found == contents


def test_the_printed_hash_of_a_paper_stays(installed: Certificate) -> None:
    forget_contents()
    upgrade()
    printed = {
        "product": "Trà sen", "product_code": "80-25459-1-2026", "producer": "Hợp tác xã Tân Ninh",
        "place": "Phường Tân Ninh, Tỉnh Tây Ninh", "star": "4", "number": "GCN-80-25459-1-2026", "decision": "20/QĐ",
        "issuer": "Chủ tịch Ủy ban nhân dân tỉnh Tây Ninh", "issued": "15/12/2026",
        "issued_official": "ngày 15 tháng 12 năm 2026", "expires": "15/12/2029",
        "address": f"http://127.0.0.1:8000/q/{installed.token}",
    }  # fmt: skip
    assert certificate_hash(Certificate.objects.get(pk=installed.pk)) == content_hash(printed)


def test_names_are_those_of_the_submission_where_there_is_one(installed: Certificate) -> None:
    head = {
        "product": {"name": "Trà sen cũ"},
        "producer": {"name": "Tổ hợp tác cũ", "organisation_type": "cooperative_group"},
    }
    DossierSnapshot.objects.create(
        dossier_id=installed.dossier_id, revision=1, content={"head": head}, content_hash="0", self_score_total="70",
        self_score_star=4, taken_at=AT,
    )  # fmt: skip
    Product.objects.update(name="Trà đổi tên")
    forget_contents()
    upgrade()
    found = Certificate.objects.get(pk=installed.pk).content
    assert (found["product"]["name"], found["producer"]["name"]) == ("Trà sen cũ", "Tổ hợp tác cũ")
    assert found["producer"]["organisation_name"] == "Tổ hợp tác"


def test_what_was_there_is_taken_under_a_hash_once_and_proven_from_then_on(installed: Certificate) -> None:
    forget_contents()
    with all_lifted(connection):
        AuditEntry.objects.filter(action="records_adopted").delete()
    upgrade()
    assert not is_proven(with_proof(Certificate.objects.filter(pk=installed.pk)).get())
    adopt_records(at=AT)
    assert all(is_proven(one) for one in with_proof(Certificate.objects.all()))
    checks = (changed_decisions, changed_decision_items, changed_certificates)
    assert [one for check in checks for one in check(told_by_the_chain()) if one] == []


def test_a_migration_takes_on_what_was_there_and_never_what_came_later(installed: Certificate) -> None:
    forget_contents()
    upgrade()
    ledger = apps.get_app_config("ledger")
    told = {"app_config": ledger, "verbosity": 0, "interactive": False, "using": "default", "plan": ["a migration"]}
    post_migrate.send(ledger, **told)
    assert all(is_proven(one) for one in with_proof(Certificate.objects.all()))
    with all_lifted(connection):
        Certificate.objects.filter(pk=installed.pk).update(star_rating=5)
    post_migrate.send(ledger, **told)
    assert not is_proven(with_proof(Certificate.objects.filter(pk=installed.pk)).get())


def test_a_certificate_changed_before_the_upgrade_is_named_by_the_line_of_its_issue(installed: Certificate) -> None:
    with all_lifted(connection):
        Certificate.objects.filter(pk=installed.pk).update(expires_on=date(2099, 1, 1))
    forget_contents()
    upgrade()
    adopt_records(at=AT)
    assert [one.record for one in changed_certificates(told_by_the_chain()) if one] == [
        "Giấy chứng nhận GCN-80-25459-1-2026"
    ]
