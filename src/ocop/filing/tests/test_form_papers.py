"""Mẫu 01 and 02 on paper say what was filed, for the people who may have addresses and telephones, and for nobody else."""

import io
from datetime import timedelta

import pdfplumber
import pytest
from django.urls import reverse
from docx import Document

from ocop.dossiers.models import Dossier, DossierReceipt, DossierSnapshot
from ocop.dossiers.parts import sheet_of
from ocop.filing.operations.filing import submit_dossier
from ocop.people.models import Role, UserAccount
from ocop.people.operations.roles import update_own_details
from ocop.producers.models import Producer
from ocop.products.models import Product
from tests import builders
from tests.builders import browser

from .filing_world import AT, World, complete, tea_world

pytestmark = pytest.mark.django_db


def address(dossier: Dossier, kind: str = "mau-01", form: str = "pdf") -> str:
    return reverse("dossiers:form_paper", args=[dossier.pk, kind, form])


def words_of(user: UserAccount, dossier: Dossier, kind: str) -> str:
    content = browser(user).get(address(dossier, kind)).content
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return " ".join(" ".join((page.extract_text() or "").split()) for page in pdf.pages)


@pytest.fixture
def world() -> World:
    return tea_world()


@pytest.fixture
def filed(world: World) -> Dossier:
    dossier = complete(world)
    submit_dossier(dossier, declared=True, by=world.user, at=AT)
    return Dossier.objects.get(pk=dossier.pk)


def test_the_registration_form_says_who_registers_what(world: World, filed: Dossier) -> None:
    said = words_of(world.user, filed, "mau-01")
    snapshot = DossierSnapshot.objects.get(dossier=filed)
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "PHIẾU ĐĂNG KÝ", f"Tên đơn vị: {world.producer.name}", f"Tên sản phẩm: {world.product.name}",
        "Số điện thoại: 0912345678", "bộ tiêu chí số 11", "Đánh giá lần đầu", "ngày 01 tháng 9 năm 2026", "Xã, phường, đặc khu",
    ):  # fmt: skip
        assert words in said
    assert snapshot.content_hash in said.replace(" ", "")


def test_the_self_assessment_names_every_criterion_with_its_points(world: World, filed: Dossier) -> None:
    content = browser(world.user).get(address(filed, "mau-02", "docx")).content
    tables = Document(io.BytesIO(content)).tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows if len(row.cells) == 4]
    codes = [row[0].split()[0] for row in rows if row[0] != "Tiêu chí"]
    assert codes == [one.code for one in sheet_of(filed).scored_criteria]
    said = words_of(world.user, filed, "mau-02")
    assert "Tổng điểm tự đánh giá" in said
    assert "Chữ viết tắt: " in said
    assert "GCN là giấy chứng nhận" in said


def test_a_renamed_producer_changes_no_paper_of_the_past(world: World, filed: Dossier) -> None:
    before = [browser(world.user).get(address(filed, kind)).content for kind in ("mau-01", "mau-02")]
    Producer.objects.filter(pk=world.producer.pk).update(name="Hợp tác xã Tên Mới")
    Product.objects.filter(pk=world.product.pk).update(name="Trà tên mới")
    assert [browser(world.user).get(address(filed, kind)).content for kind in ("mau-01", "mau-02")] == before


def test_form_01_names_who_received_the_dossier_as_then(world: World, filed: Dossier) -> None:
    officer = builders.account(Role.COMMUNE_OFFICER, filed.unit, full_name="Lê Thị Lan")
    DossierReceipt.objects.create(
        dossier=filed, evaluation_level="commune", registration_form_number="01/PĐK", sequence=1, unit=filed.unit, year=2026,
        received_on=AT.date(), received_by=officer,
    )  # fmt: skip
    before = words_of(world.user, filed, "mau-01")
    assert "Lê Thị Lan" in before
    update_own_details(officer, full_name="Lê Thị Liên", phone="", by=officer, at=AT + timedelta(days=30))
    assert words_of(world.user, filed, "mau-01") == before


def test_a_draft_says_that_it_is_one(world: World) -> None:
    said = words_of(world.user, complete(world), "mau-01")
    assert "Bản nháp, chưa nộp." in said
    assert "ngày ...... tháng ...... năm ......" in said


def test_forms_go_to_producer_commune_and_to_nobody_else(filed: Dossier, world: World) -> None:
    def status(user: UserAccount, *, kind: str = "mau-01", form: str = "pdf") -> int:
        return browser(user).get(address(filed, kind, form)).status_code

    officer = builders.account(Role.COMMUNE_OFFICER, filed.unit)
    assert (status(world.user), status(officer)) == (200, 200)
    assert (status(world.user, kind="mau-09"), status(world.user, form="odt")) == (404, 404)
    Dossier.objects.filter(pk=filed.pk).update(state="potential_five_star")
    ministry = builders.account(Role.CENTRAL_OFFICER)
    assert browser(ministry).get(reverse("reviewing:review", args=[filed.pk])).status_code == 200
    assert status(ministry) == 404
    assert status(builders.account()) == 404
