"""Photos of a visit: several at once, without the place of taking, read with the visit, free to go until the head signs (Đ.7.3.c)."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse
from PIL import Image

from ocop.advisory import operations
from ocop.advisory.kept import changed_survey_photos
from ocop.advisory.models import AdvisoryReport, SiteSurvey, SurveyPhoto
from ocop.advisory.operations.reporting import content_of
from ocop.advisory.queries.photos import FOLDER
from ocop.dossiers.models import Dossier
from ocop.files import storing
from ocop.files.tests.test_examining import photo_with_place
from ocop.ledger.chain import content_hash
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from tests import builders
from tests.builders import AT
from tests.papers import jpeg_bytes, jpeg_photo

from .world import LATER, SURVEY, World, browser, url

pytestmark = pytest.mark.django_db
TYPED = {"visited_on": "01/09/2026", **{name: SURVEY[name] for name in ("place", "participants", "findings")}}


def visited(world: World, dossier: Dossier) -> SiteSurvey:
    return operations.record_survey(dossier, **SURVEY, by=world.member, at=AT)


def photographed(world: World, dossier: Dossier, *, tint: int = 210) -> SurveyPhoto:
    return operations.add_photo(visited(world, dossier), jpeg_photo("nơi làm.jpg", tint=tint), by=world.member, at=AT)


def addresses(room: str, about: int, photo: SurveyPhoto) -> list[str]:
    names = ("survey_photo", "survey_picture", "survey_viewer", "survey_leaf")
    return [reverse(f"{room}:{name}", args=[about, photo.pk]) for name in names]


def test_a_member_records_a_visit_with_photos_of_the_telephone_and_the_head_signs_them() -> None:
    world = World()
    dossier, member = world.written(), browser(world.member)
    assert 'capture="environment"' in member.get(url("survey", dossier.pk)).content.decode()
    files = {"photos": jpeg_photo("1.jpg"), "pictures": [jpeg_photo("2.jpg", tint=90), jpeg_photo("lai.jpg")]}
    answer = member.post(url("survey", dossier.pk), {**TYPED, **files}, follow=True)
    assert "Đã ghi khảo sát thực tế." in answer.content.decode()
    first, second = SurveyPhoto.objects.order_by("pk")  # the first one came twice and is kept once
    page = browser(world.head).get(url("sign", dossier.pk)).content.decode()
    assert "2 ảnh" in page
    assert [one for one in (first, second) if f"{url('survey_photo', dossier.pk, one.pk)}xem/" not in page] == []
    world.sign(dossier)
    report = AdvisoryReport.objects.get()
    assert report.content["surveys"][0][4] == [first.sha256, second.sha256]
    assert report.content_hash == content_hash(content_of(report))


def test_a_photo_is_kept_without_the_place_of_taking() -> None:
    world = World()
    visit = visited(world, world.started())
    sent = SimpleUploadedFile("anh.jpg", photo_with_place((640, 480)), content_type="image/jpeg")
    photo = operations.add_photo(visit, sent, by=world.member, at=AT)
    content = storing.path_of(photo.sha256, FOLDER).read_bytes()
    assert (dict(Image.open(io.BytesIO(content)).getexif()), photo.size) == ({}, len(content))


def test_a_refused_photo_loses_neither_the_words_nor_the_others() -> None:
    world = World()
    dossier, member = world.started(), browser(world.member)
    bad = SimpleUploadedFile("hỏng.jpg", b"\xff\xd8\xff" + b"0" * 50, content_type="image/jpeg")
    answer = member.post(url("survey", dossier.pk), {**TYPED, "photos": [bad, jpeg_photo("tot.jpg")]})
    page, visit = answer.content.decode(), SiteSurvey.objects.get()
    assert answer.status_code == 422
    assert "“hỏng.jpg”:" in page
    assert SURVEY["findings"] in page
    assert f'action="{url("survey_edit", dossier.pk, visit.pk)}"' in page  # sent again, it is the same visit
    assert visit.photos.count() == 1


def test_photos_are_asked_for_again_when_something_else_is_asked_back() -> None:
    world = World()
    dossier, member = world.started(), browser(world.member)
    answer = member.post(url("survey", dossier.pk), {**TYPED, "findings": "", "photos": jpeg_photo("tot.jpg")})
    page = answer.content.decode()
    assert "Ảnh chưa được gửi. Sửa các chỗ được nêu rồi chụp hoặc chọn lại ảnh." in page
    assert f'value="{SURVEY["place"]}"' in page
    assert not SiteSurvey.objects.exists()


def test_a_photo_is_taken_out_until_the_report_is_signed() -> None:
    world = World()
    dossier, member = world.written(), browser(world.member)
    visit = visited(world, dossier)
    gone, kept = (operations.add_photo(visit, jpeg_photo("a.jpg", tint=n), by=world.member, at=AT) for n in (90, 150))
    edit = url("survey_edit", dossier.pk, visit.pk)
    for _ in range(2):  # pressed twice
        answer = member.post(edit, {**TYPED, "taken_out": [gone.pk], "more": "1"}, follow=True)
        assert "Đã lưu khảo sát. Bạn chụp tiếp được." in answer.content.decode()
    assert list(visit.photos.all()) == [kept]
    assert AuditEntry.objects.filter(action="survey_photo_removed").count() == 1
    world.sign(dossier)
    for step in (
        lambda: operations.remove_photos(visit, [kept.pk], by=world.member, at=LATER),
        lambda: operations.add_photo(visit, jpeg_photo("b.jpg"), by=world.member, at=LATER),
    ):
        with pytest.raises(DomainError, match="báo cáo đã ký không sửa được nữa"):
            step()


def test_the_database_freezes_the_photos_of_a_signed_report() -> None:
    world = World()
    dossier = world.written()
    photo = photographed(world, dossier)
    world.sign(dossier)
    other: dict[str, Any] = {"survey": photo.survey, "sha256": "0" * 64, "size": 1, "added_by": world.head}
    for change in (
        lambda: SurveyPhoto.objects.filter(pk=photo.pk).update(sha256="f" * 64),
        photo.delete,
        lambda: SurveyPhoto.objects.create(**other, added_at=AT),
    ):
        with pytest.raises(DatabaseError, match="a signed advisory report never changes"), transaction.atomic():
            change()


def test_who_reads_the_visit_sees_its_photos_and_nobody_else() -> None:
    world = World()
    dossier, elsewhere = world.started(), world.started()
    photo = photographed(world, dossier)
    for person in (world.member, world.head, world.office):
        found = [browser(person).get(one) for one in addresses("advisory", dossier.pk, photo)]
        assert [(one.status_code, one["Content-Type"].partition(";")[0]) for one in found] == [
            (200, "image/jpeg"), (200, "image/jpeg"), (200, "text/html"), (200, "image/jpeg")
        ]  # fmt: skip
    stranger = browser(builders.account(full_name="Người lạ"))
    hidden = [stranger.get(one).status_code for one in addresses("advisory", dossier.pk, photo)]
    hidden += [browser(world.head).get(one).status_code for one in addresses("advisory", elsewhere.pk, photo)]
    assert hidden == [404] * 8


def test_a_visit_takes_so_many_photos_and_no_more(settings: Any) -> None:
    settings.OCOP_SURVEY_MAX_PHOTOS = 1
    world = World()
    photo = photographed(world, world.started())
    with pytest.raises(DomainError, match="đã có 1 ảnh, mức tối đa"):
        operations.add_photo(photo.survey, jpeg_photo("b.jpg", tint=90), by=world.member, at=AT)


def test_a_file_that_no_visit_names_goes_and_a_changed_one_is_noticed(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    world = World()
    kept = photographed(world, world.started())
    gone = operations.add_photo(kept.survey, jpeg_photo("b.jpg", tint=90), by=world.member, at=AT)
    drawn = storing.picture_path(gone.sha256, 320, FOLDER)
    operations.remove_photos(kept.survey, [gone.pk], by=world.member, at=AT)
    call_command("drop_orphaned_files", stdout=io.StringIO())
    assert storing.path_of(gone.sha256, FOLDER).exists()  # young files stay: their row may just be being written
    assert operations.drop_orphaned_survey_photos(older_than=datetime.now(UTC) + timedelta(days=1)) == 1
    assert not drawn.exists()
    assert list(changed_survey_photos()) == [None]
    storing.path_of(kept.sha256, FOLDER).write_bytes(jpeg_bytes(30))
    assert [one.record for one in changed_survey_photos() if one] == [f"Ảnh khảo sát số {kept.pk}"]
