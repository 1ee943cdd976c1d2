"""What was decided is a snapshot: whoever is renamed later changes no paper, page or answer of the past."""

import json
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from django.test import Client
from pytest_django import Settings

from ocop.ledger.chain import content_hash
from ocop.ledger.comparing import told_by_the_chain
from ocop.ledger.operations import forget
from ocop.ledger.verifying import verify_chain
from ocop.people.models import UserAccount
from ocop.producers.models import LegalRepresentative, Producer
from ocop.products.models import Product
from ocop.recognition.models import Certificate, RecognitionDecision
from ocop.recognition.operations import recognise
from ocop.recognition.operations.publishing import refresh_words
from ocop.recognition.printing import certificate as printing
from ocop.recognition.printing.certificate import certificate_hash, certificate_pdf
from ocop.recognition.records import LAYOUT
from ocop.recognition.verifying import comparisons_by_subject
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import fold, sort_key
from tests import builders as make

from .builders import AT, chair, scored_dossier

pytestmark = pytest.mark.django_db
OURS = ("quyết định", "sản phẩm trong quyết định", "giấy chứng nhận và sổ đăng ký", "lượt nhập danh sách")


@pytest.fixture
def decided() -> Certificate:
    owner = make.producer(name="Hợp tác xã Tân Ninh", user=make.account("producer_user"))
    dossier = scored_dossier(product=make.product(owner, name="Trà sen"))
    by = chair()
    by.full_name = "Nguyễn Văn Chủ Tịch"
    by.save()
    recognise([dossier], decision_number="1887/QĐ-UBND", decided_on=date(2026, 12, 15), by=by, at=AT)
    return Certificate.objects.get()


def rename_everything(settings: Settings) -> None:
    """Product, producer, units and account get other names and kinds, the system another address and mode."""
    name = "Trà đổi tên"
    Product.objects.update(name=name, search_key=fold(name), sort_key=sort_key(name).encode())
    Product.objects.update(product_code="mã khác", set_number=12, sector_code="II")
    Producer.objects.update(name="Hợp tác xã Đổi Tên", organisation_type="farm")
    AdministrativeUnit.objects.filter(level="commune").update(name="Bình Minh", unit_type="Xã")
    AdministrativeUnit.objects.filter(level="province").update(name="Long An")
    UserAccount.objects.update(full_name="Người Khác")
    refresh_words([product.pk for product in Product.objects.all()])  # as every day
    settings.OCOP_SITE_URL, settings.OCOP_DEMO = "https://khac.example", True


def findings() -> list[str]:
    checks = comparisons_by_subject(told_by_the_chain)
    return [str(one) for title in OURS for one in checks[title]() if one]


def test_the_certificate_of_yesterday_gives_the_same_bytes_for_ever(decided: Certificate, settings: Settings) -> None:
    before = certificate_pdf(decided), certificate_hash(decided)
    rename_everything(settings)
    again = Certificate.objects.get()
    assert (certificate_pdf(again), certificate_hash(again)) == before
    assert findings() == []


def test_a_layout_that_was_used_is_never_changed() -> None:
    """A changed drawing is a new layout with a new number; a hash is changed for no reason but a layout never used yet."""
    drawings = Path(printing.__file__).parent.glob("certificate-*.typ")
    assert {one.stem: sha256(one.read_bytes()).hexdigest() for one in drawings} == {
        "certificate-1": "3f62a355630529f425589a1466fc1fe727800e016b5a35fbe6a085f0a837a7a7",
        "certificate-2": "a6d6fdce6fadd3883fb62bfe38e53dc145b10ffa79d25970b3365c8445b7984e",
    }
    assert LAYOUT == "certificate-2"


def test_a_certificate_says_what_its_mark_is_in_plain_words_and_an_older_one_as_it_was_printed(
    decided: Certificate,
) -> None:
    def words(layout: str) -> str:
        decided.content["paper"]["layout"] = layout
        with pdfplumber.open(BytesIO(certificate_pdf(decided))) as pdf:
            return " ".join((pdf.pages[0].extract_text() or "").split())

    assert "Dấu kiểm nội dung (SHA-256): " in words(LAYOUT)
    assert "Mã băm nội dung (SHA-256): " in words("certificate-1")


def test_the_record_holds_names_kinds_places_body_signer_and_points(decided: Certificate) -> None:
    decision = RecognitionDecision.objects.get()
    (item,) = decision.content["items"]
    assert decision.content["title"] == "Quyết định công nhận"
    assert decision.content["facts"]["issuing_authority"] == "Chủ tịch Ủy ban nhân dân tỉnh Tây Ninh"
    assert decision.content["signer"] | {"account": 0} == {
        "account": 0, "name": "Nguyễn Văn Chủ Tịch", "position": "Chủ tịch",
    }  # fmt: skip
    assert item["facts"] == {"dossier_id": decided.dossier_id, "star_rating": 4, "average_score": "79.00"}
    for content in (item, decided.content):
        assert (content["product"]["name"], content["product"]["set_number"]) == ("Trà sen", 11)
        assert content["product"]["set_name"] == "Chè tươi, chè chế biến"
        assert content["producer"] | {"id": 0} == {
            "id": 0, "name": "Hợp tác xã Tân Ninh", "organisation_type": "cooperative", "organisation_name": "Hợp tác xã",
        }  # fmt: skip
        assert [(one["code"], one["unit_type"], one["name"]) for one in content["place"]["units"]] == [
            ("25459", "Phường", "Tân Ninh"), ("80", "Tỉnh", "Tây Ninh"),
        ]  # fmt: skip
    assert (decision.content_hash, decided.content_hash) == (
        content_hash(decision.content),
        content_hash(decided.content),
    )


def test_no_record_holds_how_a_person_can_be_reached(decided: Certificate) -> None:
    Producer.objects.update(phone="0912345678", email="nguoi@vi.du", address="ấp Trường Phú")
    by = UserAccount.objects.get(pk=decided.content["signer"]["account"])
    recorded = json.dumps([decided.content, RecognitionDecision.objects.get().content], ensure_ascii=False)
    private = [by.username, by.phone or "-không-", "0912345678", "nguoi@vi.du", "Trường Phú"]
    private += list(LegalRepresentative.objects.values_list("full_name", flat=True))
    assert [one for one in private if one in recorded] == []


def test_people_are_forgotten_and_every_hash_holds(decided: Certificate) -> None:
    before = certificate_pdf(decided)
    Producer.objects.update(phone="", email="", address="")
    LegalRepresentative.objects.update(full_name="", position="", sex="", ethnicity="")
    account = UserAccount.objects.get(pk=decided.content["signer"]["account"])
    forget(account, kinds={"useraccount": [account.pk]}, by=make.account(), at=AT, reason="Đơn 01, ngày 01/12/2026")
    UserAccount.objects.update(full_name="", phone="", email="")
    assert verify_chain().holds
    assert findings() == []
    assert certificate_pdf(Certificate.objects.get()) == before


def test_pages_show_the_record_and_todays_name_beside_it(
    client: Client, decided: Certificate, settings: Settings
) -> None:
    rename_everything(settings)
    client.force_login(UserAccount.objects.get(pk=decided.content["signer"]["account"]))
    pages = [
        f"/cong-nhan/quyet-dinh/{decided.decision_id}/",
        f"/cong-nhan/ho-so/{decided.dossier_id}/",
        f"/cong-nhan/giay-chung-nhan/{decided.pk}/",
    ]
    recorded = ["Trà sen", "Hợp tác xã Tân Ninh", "Phường Tân Ninh, tỉnh Tây Ninh"]
    todays = ["Trà đổi tên", "Hợp tác xã Đổi Tên", "Xã Bình Minh, tỉnh Long An"]
    shown = {path: client.get(path).content.decode() for path in pages}
    assert {(path, words) for path, page in shown.items() for words in recorded + todays if words not in page} == set()
    assert "Nguyễn Văn Chủ Tịch" in shown[pages[0]]
    assert "Người Khác" not in _main(shown[pages[0]])


def _main(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def test_the_public_reads_the_record_and_todays_name_beside_it(
    client: Client, decided: Certificate, settings: Settings
) -> None:
    rename_everything(settings)
    recorded = ["Trà sen", "Hợp tác xã Tân Ninh", "Phường Tân Ninh, tỉnh Tây Ninh"]
    todays = ["(nay là Trà đổi tên)", "(nay là Hợp tác xã Đổi Tên)", "(nay là Xã Bình Minh, tỉnh Long An)"]
    paths = [f"/san-pham/tra-sen-{decided.product_id}/", f"/q/{decided.token}", "/san-pham/?q=tra"]
    shown = {path: client.get(path).content.decode() for path in paths}
    assert {(path, words) for path, page in shown.items() for words in recorded + todays if words not in page} == set()


def test_the_api_gives_the_record_and_todays_name_beside_it(
    client: Client, decided: Certificate, settings: Settings
) -> None:
    rename_everything(settings)
    names: dict[str, Any] = client.get(f"/api/v1/products/{decided.product_id}").json()
    said = [names["name"], names["name_today"], names["producer"]["name"], names["producer"]["name_today"]]
    assert said == ["Trà sen", "Trà đổi tên", "Hợp tác xã Tân Ninh", "Hợp tác xã Đổi Tên"]
    assert (names["place"], names["place_today"]) == ("Phường Tân Ninh, tỉnh Tây Ninh", "Xã Bình Minh, tỉnh Long An")
    assert (names["set_number"], names["producer"]["organisation_type"]) == (11, "cooperative")
    paper = client.get(f"/api/v1/certificates/{decided.token}").json()
    assert (paper["product_name"], paper["product_name_today"]) == ("Trà sen", "Trà đổi tên")
    assert (paper["producer_name"], paper["producer_name_today"]) == ("Hợp tác xã Tân Ninh", "Hợp tác xã Đổi Tên")
