"""Evidence over HTTP: who gets a file, how it is served, what the computed checklist says."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from ocop.dossiers.models import Evidence
from ocop.files import storing
from ocop.files.tests.hostile_files import plain_pdf
from ocop.filing.operations.evidence import add_evidence, remove_evidence
from ocop.filing.operations.filing import submit_dossier
from ocop.filing.tests.filing_world import AT, ATTP, GCN, World, complete, photo, tea_world
from ocop.people.models import Role
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return tea_world()


def sent(world: World, name: str = "Hợp đồng “A” & B.pdf") -> Evidence:
    file = SimpleUploadedFile(name, plain_pdf())
    return add_evidence(world.start(), file, criterion_code="1.1", by=world.user, at=AT)


def address(evidence: Evidence, name: str = "dossiers:evidence_file") -> str:
    return reverse(name, args=[evidence.dossier_id, evidence.pk])


def test_a_file_is_a_download_that_cannot_run_and_keeps_its_vietnamese_name(world: World, client: Client) -> None:
    evidence = sent(world)
    client.force_login(world.user)
    answer = client.get(address(evidence))
    assert b"".join(answer.streaming_content) == plain_pdf()  # type: ignore[attr-defined]
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "private, no-store"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''H%E1%BB%A3p%20")
    assert disposition.endswith(".pdf")


def test_only_pictures_are_shown_inline_and_only_as_our_own_jpeg(world: World, client: Client) -> None:
    picture = add_evidence(world.start(), photo("anh.png", size=(900, 300), form="PNG"), by=world.user, at=AT)
    client.force_login(world.user)
    answer = client.get(address(picture, "dossiers:evidence_picture"))
    drawn = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    import io

    assert Image.open(io.BytesIO(drawn)).size == (320, 107)
    assert client.get(address(sent(world), "dossiers:evidence_picture")).status_code == 404


def test_a_file_that_is_no_longer_in_the_store_is_not_found(world: World, client: Client) -> None:
    evidence = sent(world)
    Evidence.objects.filter(pk=evidence.pk).update(sha256="0" * 64)
    client.force_login(world.user)
    assert client.get(address(evidence)).status_code == 404
    assert not storing.path_of("0" * 64, "evidence").exists()


@pytest.mark.parametrize(
    ("role", "before", "after"),
    [
        (None, 404, 404),
        (Role.PRODUCER_USER, 404, 404),
        (Role.COMMUNE_OFFICER, 404, 200),
        (Role.COMMUNE_CHAIR, 404, 200),
        (Role.PROVINCIAL_OFFICER, 404, 404),
        (Role.COUNCIL_MEMBER, 404, 404),
        (Role.CENTRAL_OFFICER, 404, 404),
        (Role.SYSTEM_ADMINISTRATOR, 404, 404),
    ],
)
def test_a_file_is_read_by_those_who_may_read_its_dossier(
    role: str | None, before: int, after: int, world: World, client: Client
) -> None:
    dossier = complete(world)
    evidence = sent(world)
    unit = builders.commune() if role in {Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR} else builders.province()
    client.force_login(builders.account(role, unit if role else None))
    found = [client.get(address(evidence)).status_code]
    submit_dossier(dossier, declared=True, by=world.user, at=timezone.now())
    found.append(client.get(address(evidence)).status_code)
    assert found == [before, after]


def test_a_stranger_is_asked_to_sign_in(world: World, client: Client) -> None:
    answer = client.get(address(sent(world)))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_an_officer_of_another_commune_gets_nothing(world: World, client: Client) -> None:
    dossier = complete(world)
    evidence = sent(world)
    submit_dossier(dossier, declared=True, by=world.user, at=timezone.now())
    client.force_login(builders.account(Role.COMMUNE_OFFICER, builders.commune("25462", "Bình Minh")))
    assert client.get(address(evidence)).status_code == 404


def test_officers_see_what_was_submitted_and_not_what_was_taken_out_or_added_since(
    world: World, client: Client
) -> None:
    dossier = complete(world)
    removed, kept = sent(world, "bo.pdf"), add_evidence(dossier, photo(), criterion_code="1.1", by=world.user, at=AT)
    remove_evidence(removed, by=world.user, at=AT)
    submit_dossier(dossier, declared=True, by=world.user, at=timezone.now())
    later = Evidence.objects.create(
        dossier=dossier, criterion_code="1.1", evidence_type="other", original_name="sau.jpg", media_type="image/jpeg",
        size=1, sha256=kept.sha256, uploaded_by=world.user, uploaded_at=timezone.now(),
    )  # fmt: skip
    client.force_login(builders.account(Role.COMMUNE_OFFICER, builders.commune()))
    assert [client.get(address(one)).status_code for one in (removed, kept, later)] == [404, 200, 404]


def test_a_file_is_not_found_under_the_number_of_another_dossier(world: World, client: Client) -> None:
    evidence = sent(world)
    other = builders.dossier(builders.product(world.producer))
    client.force_login(world.user)
    assert client.get(reverse("dossiers:evidence_file", args=[other.pk, evidence.pk])).status_code == 404


def test_the_checklist_says_which_paper_may_cost_the_dossier(world: World, client: Client) -> None:
    client.force_login(world.user)
    here = reverse("filing:evidence_upload", args=[world.start().pk])
    body = client.get(here).content.decode()
    assert f"Thiếu có thể bị loại: Không tuân thủ quy định về {GCN} cơ sở đủ điều kiện {ATTP}." in body
    answer = client.post(
        here,
        {"evidence_type": "production_certificate", "title": "GCN số 12", "valid_until": "27/3/28", "photos": photo()},
    )
    assert answer.headers["Location"] == here
    evidence = Evidence.objects.get()
    assert (evidence.evidence_type, evidence.title, f"{evidence.valid_until:%d/%m/%Y}") == (
        "production_certificate",
        "GCN số 12",
        "27/03/2028",
    )
    removed = client.post(reverse("filing:evidence_remove", args=[evidence.dossier_id, evidence.pk]))
    assert removed.headers["Location"] == here


@pytest.mark.parametrize(
    ("data", "sentence"), [({}, "Hãy chụp ảnh hoặc chọn ít nhất một tệp."), ({"valid_until": "31/02/2028"}, "31")]
)
def test_a_form_without_a_file_or_with_a_day_that_does_not_exist_is_asked_back(
    data: dict[str, str], sentence: str, world: World, client: Client
) -> None:
    client.force_login(world.user)
    answer = client.post(reverse("filing:evidence_upload", args=[world.start().pk]), {"title": "Giấy A", **data})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in body
    assert 'value="Giấy A"' in body
