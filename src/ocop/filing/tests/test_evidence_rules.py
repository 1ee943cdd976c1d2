"""Rules of evidence: kept once, removed and brought back, hashes in the ledger (Mẫu 02, part III)."""

import hashlib
import os
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from ocop.files import storing
from ocop.filing.operations.evidence import add_evidence, add_many, drop_orphans, remove_evidence, restore_evidence
from ocop.filing.tests.filing_world import AT, World, photo, tea_world
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return tea_world()


def test_the_same_file_is_kept_once_per_criterion(world: World) -> None:
    dossier = world.start()
    first = add_evidence(dossier, photo(), criterion_code="1.1", by=world.user, at=AT)
    assert add_evidence(dossier, photo("khac.jpg"), criterion_code="1.1", by=world.user, at=AT) == first
    assert add_evidence(dossier, photo(), criterion_code="1.5", by=world.user, at=AT) != first


def test_one_bad_photo_does_not_lose_the_others(world: World) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    files = [photo("a.jpg"), SimpleUploadedFile("b.jpg", b"\xff\xd8\xff" + b"0" * 50), photo("c.jpg", size=(50, 50))]
    kept, refused = add_many(world.start(), files, by=world.user, at=AT, criterion_code="1.1")
    assert [one.original_name for one in kept] == ["a.jpg", "c.jpg"]
    assert [one.name for one in refused] == ["b.jpg"]


def test_the_ledger_knows_the_hash_as_received_and_as_kept(world: World) -> None:
    file = photo()
    received = hashlib.sha256(file.read()).hexdigest()
    evidence = add_evidence(world.start(), file, criterion_code="1.1", by=world.user, at=AT)
    details = AuditEntry.objects.get(action="evidence_added").details
    assert details == {
        "evidence": evidence.pk,
        "criterion": "1.1",
        "sha256": evidence.sha256,
        "received_sha256": received,
    }


def test_a_dossier_takes_no_more_files_than_the_limit(world: World, settings: Any) -> None:
    settings.OCOP_EVIDENCE_MAX_FILES = 1
    dossier = world.start()
    add_evidence(dossier, photo(), by=world.user, at=AT)
    with pytest.raises(DomainError, match="mức tối đa"):
        add_evidence(dossier, photo(size=(7, 7)), by=world.user, at=AT)


def test_a_removed_file_keeps_its_row_and_can_be_brought_back(world: World) -> None:
    dossier = world.start()
    evidence = add_evidence(dossier, photo(), criterion_code="1.1", by=world.user, at=AT)
    remove_evidence(evidence, by=world.user, at=AT)
    evidence.refresh_from_db()
    assert evidence.removed_at == AT
    restore_evidence(evidence, by=world.user, at=AT)
    evidence.refresh_from_db()
    assert evidence.removed_at is None


def test_the_sweep_leaves_young_files_whose_record_may_just_be_being_written(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    paths = [storing.keep(content, hashlib.sha256(content).hexdigest(), "evidence") for content in (b"young", b"old")]
    a_day_ago = timezone.now() - timedelta(days=1, seconds=5)
    os.utime(paths[1], (a_day_ago.timestamp(), a_day_ago.timestamp()))
    call_command("drop_orphaned_files", stdout=StringIO())
    assert [path.exists() for path in paths] == [True, False]


def test_files_that_no_record_names_are_dropped_when_they_are_old(world: World, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    dossier = world.start()
    kept = world.start().evidence
    add_evidence(dossier, photo(size=(33, 44)), by=world.user, at=AT)
    assert drop_orphans(older_than=timezone.now() - timedelta(days=1)) == 0
    kept.all().delete()
    assert drop_orphans(older_than=timezone.now() + timedelta(seconds=5)) == 1
