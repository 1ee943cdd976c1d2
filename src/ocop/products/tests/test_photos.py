"""Photos of a product: who adds them, what is kept, which one is the main one, how the page and the files answer."""

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from ocop.files import RefusedFileError, storing
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.people.models import Role, UserAccount
from ocop.products.models import Product, ProductPhoto
from ocop.products.operations import picturing
from ocop.products.queries import main_photos, photos_of
from ocop.products.showing import FOLDER, shown
from tests.builders import AT, account, producer, product, province

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> UserAccount:
    return account()


@pytest.fixture
def item(person: UserAccount) -> Product:
    return product(producer(user=person), name="Trà sen")


@pytest.fixture
def visitor(person: UserAccount, client: Client) -> Client:
    client.force_login(person)
    return client


def picture(tint: int = 0, size: tuple[int, int] = (800, 600), form: str = "JPEG") -> SimpleUploadedFile:
    out = io.BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", size, (tint * 30, 120, 60)).save(out, form, exif=exif)
    return SimpleUploadedFile(f"anh.{form.lower()}", out.getvalue(), f"image/{form.lower()}")


def add(item: Product, by: UserAccount, tint: int = 0, words: str = "") -> ProductPhoto:
    return picturing.add_photo(item, picture(tint), alt_text=words, by=by, at=AT)


def state(item: Product) -> list[tuple[str, bool, bool]]:
    rows = item.photos.order_by("pk")
    return [(one.alt_text, one.is_main, one.removed_at is not None) for one in rows]


def test_the_first_photo_is_the_main_one_and_the_same_photo_is_kept_once(item: Product, person: UserAccount) -> None:
    first = add(item, person, words="  Hộp  trà ")
    assert add(item, person) == first
    add(item, person, tint=1, words="Nhãn sau")
    assert state(item) == [("Hộp trà", True, False), ("Nhãn sau", False, False)]
    assert AuditEntry.objects.filter(action="product_photo_added").count() == 2


def test_a_photo_is_kept_without_its_place_of_taking(item: Product, person: UserAccount) -> None:
    photo = add(item, person)
    kept = Image.open(storing.path_of(photo.sha256, FOLDER))
    assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (photo.width, photo.height), {})


def test_another_photo_is_chosen_removed_and_brought_back(item: Product, person: UserAccount) -> None:
    first, second = add(item, person, 0, "một"), add(item, person, 1, "hai")
    picturing.choose_main_photo(second, by=person, at=AT)
    assert state(item) == [("một", False, False), ("hai", True, False)]
    picturing.remove_photo(second, by=person, at=AT)
    assert state(item) == [("một", True, False), ("hai", False, True)]
    with pytest.raises(DomainError, match="Hãy lấy lại trước"):
        picturing.choose_main_photo(second, by=person, at=AT)
    picturing.restore_photo(second, by=person, at=AT)
    assert state(item) == [("một", True, False), ("hai", False, False)]
    picturing.remove_photo(first, by=person, at=AT)
    picturing.remove_photo(second, by=person, at=AT)
    assert state(item) == [("một", False, True), ("hai", False, True)]
    picturing.restore_photo(first, by=person, at=AT)
    assert state(item) == [("một", True, False), ("hai", False, True)]


def test_every_change_leaves_one_line_and_repeating_it_none(item: Product, person: UserAccount) -> None:
    photo, other = add(item, person), add(item, person, 1)
    for _ in range(2):
        picturing.describe_photo(photo, alt_text="Hộp trà", by=person, at=AT)
        picturing.choose_main_photo(other, by=person, at=AT)
    for _ in range(2):
        picturing.remove_photo(photo, by=person, at=AT)
    for _ in range(2):
        picturing.restore_photo(photo, by=person, at=AT)
    actions = list(AuditEntry.objects.filter(action__startswith="product_photo").order_by("sequence"))
    assert [one.action.removeprefix("product_photo_") for one in actions] == [
        "added", "added", "described", "chosen", "removed", "restored",
    ]  # fmt: skip


def test_a_product_has_at_most_six_photos(item: Product, person: UserAccount) -> None:
    photos = [add(item, person, tint) for tint in range(6)]
    with pytest.raises(DomainError, match="đã có 6 ảnh"):
        add(item, person, 6)
    picturing.remove_photo(photos[0], by=person, at=AT)
    add(item, person, 6)
    with pytest.raises(DomainError, match="đã có 6 ảnh"):
        picturing.restore_photo(photos[0], by=person, at=AT)


def test_only_the_producers_side_and_the_provincial_officer_change_photos(item: Product, person: UserAccount) -> None:
    photo = add(item, person)
    officer = account(Role.PROVINCIAL_OFFICER, province())
    picturing.describe_photo(photo, alt_text="Trà", by=officer, at=AT)
    for stranger in (account(), account(Role.COMMUNE_OFFICER, item.unit)):
        with pytest.raises(DomainError, match="Chỉ chủ thể"):
            add(item, stranger, 1)
        with pytest.raises(DomainError, match="Chỉ chủ thể"):
            picturing.remove_photo(photo, by=stranger, at=AT)
    assert state(item) == [("Trà", True, False)]


def test_a_file_that_is_no_photo_is_refused_and_nothing_is_kept(item: Product, person: UserAccount) -> None:
    with pytest.raises(RefusedFileError, match="không phải ảnh chụp"):
        picturing.add_photo(item, SimpleUploadedFile("a.jpg", b"%PDF-1.7"), alt_text="", by=person, at=AT)
    assert ProductPhoto.objects.count() == 0


def test_words_of_a_photo_are_one_short_sentence(item: Product, person: UserAccount) -> None:
    with pytest.raises(DomainError, match="dài quá 200"):
        picturing.describe_photo(add(item, person), alt_text="x" * 201, by=person, at=AT)


def test_a_photo_offers_no_width_beyond_its_own(item: Product, person: UserAccount) -> None:
    photo = add(item, person)  # 800 px
    seen = shown(photo, lambda width, ending: f"/{width}.{ending}", name="Trà sen")
    assert (seen.webp, seen.width, seen.height) == ("/320.webp 320w, /640.webp 640w, /1280.webp 800w", 640, 480)
    assert seen.alt == "Trà sen"


def test_main_photos_of_many_products_take_one_query(
    item: Product, person: UserAccount, django_assert_num_queries: Any
) -> None:
    photo = add(item, person)
    with django_assert_num_queries(1):
        assert main_photos([item.pk, 0]) == {item.pk: photo}
    with django_assert_num_queries(0):
        assert main_photos([]) == {}


def test_orphaned_photos_are_dropped_with_everything_drawn_from_them(
    item: Product, person: UserAccount, settings: Any, tmp_path: Any
) -> None:
    from datetime import UTC, datetime, timedelta

    settings.MEDIA_ROOT = tmp_path
    kept, lost = add(item, person), add(item, person, 1)
    storing.narrower_path(lost.sha256, 320, "image/webp", FOLDER)
    lost.delete()
    assert picturing.drop_orphaned_photos(older_than=datetime.now(UTC) - timedelta(days=1)) == 0
    assert picturing.drop_orphaned_photos(older_than=datetime.now(UTC) + timedelta(days=1)) == 1
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] == [kept.sha256]


# Pages


def test_a_producer_adds_describes_chooses_removes_and_brings_back_over_the_page(
    item: Product, visitor: Client
) -> None:
    here = reverse("products:photos", args=[item.pk])
    assert "Chưa có ảnh" in visitor.get(here).content.decode()
    for tint, words in ((0, "một"), (1, "hai")):
        assert visitor.post(here, {"photo": picture(tint), "alt_text": words}).status_code == 302
    first, second = item.photos.order_by("pk")
    change = reverse("products:photo_change", args=[item.pk, second.pk])
    visitor.post(change, {"alt_text": "Nhãn sau", "action": "main"})
    visitor.post(reverse("products:photo_change", args=[item.pk, first.pk]), {"alt_text": "một", "action": "remove"})
    assert state(item) == [("một", False, True), ("Nhãn sau", True, False)]
    body = visitor.get(here).content.decode()
    assert ("Ảnh đã bỏ (1)" in body, "Thêm ảnh (1/6)" in body) == (True, True)
    visitor.post(reverse("products:photo_change", args=[item.pk, first.pk]), {"action": "restore"})
    assert state(item) == [("một", False, False), ("Nhãn sau", True, False)]


def test_words_of_a_photo_in_an_old_font_are_asked_about_on_a_page_of_their_own(
    item: Product, person: UserAccount, visitor: Client
) -> None:
    change = reverse("products:photo_change", args=[item.pk, add(item, person).pk])
    answer = visitor.post(change, {"alt_text": "Hép trµ sen", "action": "describe"})
    assert (answer.status_code, "Hộp trà sen" in answer.content.decode()) == (422, True)
    visitor.post(change, {"alt_text": "Hép trµ sen", "action": "describe", "phong": "doi"})
    assert [words for words, *_ in state(item)] == ["Hộp trà sen"]


def test_a_refused_photo_keeps_the_words_and_says_why(item: Product, visitor: Client) -> None:
    here = reverse("products:photos", args=[item.pk])
    bad = SimpleUploadedFile("a.jpg", b"<html><script>alert(1)</script>")
    refused = visitor.post(here, {"photo": bad, "alt_text": "Hộp trà"})
    body = refused.content.decode()
    assert refused.status_code == 422
    assert (body.count("không phải ảnh chụp"), 'value="Hộp trà"' in body) == (2, True)
    assert visitor.post(here, {"alt_text": "Hộp trà"}).status_code == 422


def test_a_full_product_offers_no_more_photos(item: Product, person: UserAccount, visitor: Client) -> None:
    for tint in range(6):
        add(item, person, tint)
    body = visitor.get(reverse("products:photos", args=[item.pk])).content.decode()
    assert ("mức tối đa" in body, 'type="file"' in body) == (True, False)


@pytest.mark.parametrize(("width", "ending", "status"), [(320, "webp", 200), (1280, "jpg", 200), (321, "jpg", 404), (320, "png", 404)])  # fmt: skip
def test_files_come_as_pictures_that_cannot_run(
    width: int, ending: str, status: int, item: Product, visitor: Client
) -> None:
    photo = add(item, item.producer.users.get().account)
    answer = visitor.get(f"/san-pham-cua-toi/{item.pk}/anh/{photo.pk}-{width}.{ending}")
    assert answer.status_code == status
    if status == 200:
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer["Cache-Control"] == "private, max-age=3600"
        assert answer["Content-Type"] == {"webp": "image/webp", "jpg": "image/jpeg"}[ending]
        drawn = Image.open(io.BytesIO(answer.getvalue()))
        assert drawn.width == min(width, 800)


def test_a_stranger_and_another_product_give_no_photo(item: Product, person: UserAccount, visitor: Client) -> None:
    photo = add(item, person)
    other = product(producer(user=person))
    assert visitor.get(reverse("products:photo", args=[other.pk, photo.pk, 320, "webp"])).status_code == 404
    assert (
        visitor.post(reverse("products:photo_change", args=[other.pk, photo.pk]), {"action": "remove"}).status_code
        == 404
    )
    visitor.force_login(account())
    assert visitor.get(reverse("products:photo", args=[item.pk, photo.pk, 320, "webp"])).status_code == 404


def test_the_page_takes_the_same_number_of_queries_with_one_photo_and_with_six(
    item: Product, person: UserAccount, visitor: Client, django_assert_num_queries: Any
) -> None:
    here = reverse("products:photos", args=[item.pk])
    add(item, person)
    visitor.get(here)
    for tint in (0, 5):
        for number in range(tint):
            add(item, person, number + 1)
        with django_assert_num_queries(8):
            body = visitor.get(here).content.decode()
    assert len(re.findall(r"<picture", body)) == photos_of(item).count() == 6
