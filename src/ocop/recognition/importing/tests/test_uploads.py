"""A list on the pages: columns proposed and remembered, every line with what happens, doubtful ones answered in bulk, in, out and in again."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ocop.jobs.models import Job
from ocop.jobs.working import work_off
from ocop.people.models import Role, UserAccount
from ocop.recognition.importing import import_register
from ocop.recognition.importing.tests.lists import HEADER, line, write_csv, write_xlsx
from ocop.recognition.models import Certificate, ImportBatch, LineOutcome, UploadedLine, UploadedList
from ocop.territory.models import AdministrativeUnit
from ocop.territory.tests.loaded import AT
from tests.builders import account, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units_loaded")]
MESSY = Path(__file__).resolve().parents[6] / "shared" / "data" / "messy" / "01_phu_luc_quyet_dinh_o_gop_dong.xlsx"


@pytest.fixture(autouse=True)
def _own_media(settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
    monkeypatch.setattr("ocop.jobs.working.start_due_upkeep", lambda at: None)


def officer(code: str = "80") -> UserAccount:
    return account(Role.PROVINCIAL_OFFICER, AdministrativeUnit.objects.get(path=f"{code}/"))


def sent(client: Client, path: Path, name: str = "") -> UploadedList:
    """Send a list and return it; fails with the page's sentences where it is refused."""
    file = SimpleUploadedFile(name or path.name, path.read_bytes())
    response = client.post(reverse("importing:uploads"), {"file": file})
    assert response.status_code == 302, response.context["form"].errors
    return UploadedList.objects.order_by("-pk")[0]


def checked(client: Client, upload: UploadedList, **changes: str) -> UploadedList:
    """Take the columns as proposed, but for the changes, and let the worker check the list."""
    roles = {f"cot-{number}": one["role"] for number, one in enumerate(upload.headings)}
    assert client.post(reverse("importing:columns", args=[upload.pk]), {**roles, **changes}).status_code == 302
    work_off()
    upload.refresh_from_db()
    return upload


def outcomes(upload: UploadedList) -> dict[str, str]:
    return {str(one.values.get("product_name")): one.outcome for one in upload.lines.all()}


def test_a_list_goes_in_is_taken_back_and_goes_in_again(tmp_path: Path) -> None:
    lines = [line(), line(product_name="Mật", recognised_on="năm nào"), line(product_name="Muối", province="Hà Tĩnh")]
    client = browser(officer())
    upload = checked(client, sent(client, write_xlsx(tmp_path / "danh sách.xlsx", lines)))
    assert outcomes(upload) == {"Bánh tráng siêu mỏng": "created", "Mật": "refused", "Muối": "refused"}
    assert Certificate.objects.count() == 0
    page = reverse("importing:upload", args=[upload.pk])
    shown = client.get(page, {"ket-qua": "refused"}).content.decode()
    day = HEADER.index("recognised_on")
    assert f"Ô {chr(ord('A') + day)}3: “năm nào” không đọc được" in shown
    assert "Ô G4: Dòng này thuộc “Hà Tĩnh”, ngoài tỉnh của bạn." in shown
    assert "Bánh tráng siêu mỏng" not in shown
    client.post(reverse("importing:apply", args=[upload.pk]))
    work_off()
    upload.refresh_from_db()
    batch = upload.batch
    assert batch is not None
    assert (Certificate.objects.count(), batch.created, batch.imported_by) == (1, 1, upload.uploaded_by)
    undo = reverse("importing:undo", args=[batch.pk])
    assert undo in client.get(page).content.decode()
    assert "Hãy ghi lý do hoàn tác." in client.post(undo, {"confirmed": "on"}).content.decode()
    assert browser(officer("42")).post(undo, {"confirmed": "on", "reason": "Nhầm."}).status_code == 403
    client.post(undo, {"confirmed": "on", "reason": "Nhầm tệp năm trước."})
    assert Certificate.objects.count() == 0
    client.post(reverse("importing:apply", args=[upload.pk]))
    work_off()
    assert (Certificate.objects.count(), ImportBatch.objects.filter(undone_at=None).count()) == (1, 1)
    again = client.post(reverse("importing:apply", args=[upload.pk]), follow=True).content.decode()
    assert "Danh sách này đã được nhập." in again


def test_what_a_person_says_of_a_heading_is_read_and_remembered_for_the_province(tmp_path: Path) -> None:
    place = HEADER.index("commune")
    header = ["Vùng trồng" if name == "commune" else name for name in HEADER]
    lines = [{**line(), "Vùng trồng": "xã Trường Đông"}]
    client = browser(officer())
    first = sent(client, write_csv(tmp_path / "a.csv", lines, header=header))
    assert (first.headings[place]["text"], first.headings[place]["role"]) == ("Vùng trồng", "nothing")
    checked(client, first, **{f"cot-{place}": "commune"})
    assert UploadedLine.objects.get().values["place"] == "xã Trường Đông, thị xã Hòa Thành, Tây Ninh"
    second = sent(client, write_csv(tmp_path / "b.csv", [{**lines[0], "product_name": "Muối"}], header=header))
    assert second.headings[place]["role"] == "commune"
    elsewhere = sent(browser(officer("42")), write_csv(tmp_path / "c.csv", lines, header=header))
    assert elsewhere.headings[place]["role"] == "nothing"
    twice = client.post(
        reverse("importing:columns", args=[second.pk]),
        {f"cot-{number}": "stars" if number == 3 else one["role"] for number, one in enumerate(second.headings)},
    )
    assert "Ô D1 và ô H1 cùng được chọn là “Hạng sao”." in twice.content.decode()


def test_doubtful_lines_are_answered_in_bulk_and_the_answers_taken_back(tmp_path: Path) -> None:
    known = [line(product_name=name, recognised_on="2024-05-31", decision_no="") for name in ("Mật", "Muối", "Trà")]
    import_register(write_csv(tmp_path / "old.csv", known), dry_run=False, by=None, at=AT)
    near = [line(product_name=one["product_name"], recognised_on="2024-06-20", decision_no="") for one in known]
    client = browser(officer())
    upload = checked(client, sent(client, write_csv(tmp_path / "new.csv", near)))
    assert set(outcomes(upload).values()) == {"held"}
    numbers = {one.values["product_name"]: str(one.pk) for one in upload.lines.all()}
    answer = reverse("importing:answer", args=[upload.pk])
    nothing = client.post(answer, {"viec": "same"}, follow=True).content.decode()
    assert "Hãy đánh dấu ít nhất một dòng đang chờ." in nothing
    client.post(answer, {"viec": "same", "dong": [numbers["Mật"], numbers["Muối"]]})
    work_off()
    assert outcomes(upload) == {"Mật": "matched", "Muối": "matched", "Trà": "held"}
    client.post(answer, {"viec": "new", "dong": [str(upload.lines.get(outcome="held").pk)]})
    work_off()
    assert outcomes(upload) == {"Mật": "matched", "Muối": "matched", "Trà": "created"}
    client.post(answer, {"viec": "clear"})
    work_off()
    assert set(outcomes(upload).values()) == {"held"}


def test_five_stars_wait_for_an_administrator_who_sends_the_same_list(tmp_path: Path) -> None:
    five = write_csv(tmp_path / "a.csv", [line(stars=5, recognised_on="2026-01-05")])
    office = browser(officer())
    upload = checked(office, sent(office, five))
    page = office.get(reverse("importing:upload", args=[upload.pk])).content.decode()
    assert "Ô H2: Công nhận 5 sao thuộc thẩm quyền của Bộ, danh sách của tỉnh không nhập được." in page
    ticked = {"viec": "new", "dong": [str(upload.lines.get().pk)]}
    answered = office.post(reverse("importing:answer", args=[upload.pk]), ticked, follow=True).content.decode()
    assert "Có dòng không còn chờ." in answered
    office.post(reverse("importing:apply", args=[upload.pk]))
    work_off()
    page = office.get(reverse("importing:upload", args=[upload.pk])).content.decode()
    assert "Không có gì mới trong sổ: kết quả của từng dòng ở dưới." in page
    assert Certificate.objects.count() == 0
    admin = browser(account(Role.SYSTEM_ADMINISTRATOR))
    again = checked(admin, sent(admin, five))
    admin.post(reverse("importing:apply", args=[again.pk]))
    work_off()
    assert Certificate.objects.get().star_rating == 5


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.json", b'{"rows": []}', "Hãy gửi danh sách dưới dạng .xlsx hoặc .csv."),
        ("a.csv", "Tên sản phẩm,".encode() * 301, "Danh sách có quá nhiều cột."),
        ("a.xlsx", b"%PDF-1.7", "Không đọc được tệp Excel này."),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "Tệp Excel có mật khẩu."),
        ("a.csv", b"PK\x03\x04", "Tệp mang đuôi .csv nhưng bên trong không phải là chữ"),
        ("a.pdf", b"%PDF-1.7", "Không đọc được tệp loại “.pdf”."),
        ("a.csv", "một\nhai\n".encode(), "Không tìm thấy dòng tên cột trong tệp."),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_one_sentence(name: str, content: bytes, sentence: str) -> None:
    response = browser(officer()).post(reverse("importing:uploads"), {"file": SimpleUploadedFile(name, content)})
    assert (response.status_code, UploadedList.objects.count()) == (422, 0)
    assert sentence in str(response.context["form"].errors["file"])


def test_an_office_takes_back_nothing_that_another_province_brought_in_with_the_same_file(tmp_path: Path) -> None:
    both = write_csv(
        tmp_path / "hai-tinh.csv", [line(), line(product_name="Muối", province="Hà Tĩnh", commune="", district="")]
    )
    first, second = browser(officer()), browser(officer("42"))
    for client in (first, second):
        upload = checked(client, sent(client, both))
        client.post(reverse("importing:apply", args=[upload.pk]))
        work_off()
    batch = ImportBatch.objects.get()
    assert Certificate.objects.filter(batch=batch).count() == 2
    undo = reverse("importing:undo", args=[batch.pk])
    for client in (first, second):
        assert client.post(undo, {"confirmed": "on", "reason": "Nhầm."}).status_code == 403
    assert Certificate.objects.count() == 2


def test_others_neither_see_nor_send_lists(tmp_path: Path) -> None:
    upload = sent(browser(officer()), write_csv(tmp_path / "a.csv", [line()]))
    stranger = browser(officer("42"))
    for name in ("upload", "columns"):
        assert stranger.get(reverse(f"importing:{name}", args=[upload.pk])).status_code == 404
    assert stranger.post(reverse("importing:apply", args=[upload.pk])).status_code == 404
    assert browser(account(Role.COMMUNE_OFFICER)).get(reverse("importing:uploads")).status_code == 403
    assert (
        browser(account(Role.SYSTEM_ADMINISTRATOR)).get(reverse("importing:columns", args=[upload.pk])).status_code
        == 200
    )
    early = browser(upload.uploaded_by).post(reverse("importing:apply", args=[upload.pk]), follow=True)
    assert "Hãy xem trước danh sách trước khi nhập." in early.content.decode()
    assert Job.objects.filter(kind="import_list").count() == 0


@pytest.mark.skipif(not MESSY.exists(), reason="the reference folder is not beside the project")
def test_every_line_of_a_messy_workbook_is_shown_with_what_happens() -> None:
    client = browser(account(Role.SYSTEM_ADMINISTRATOR))
    upload = checked(client, sent(client, MESSY))
    kinds = {one.outcome for one in upload.lines.all()}
    assert LineOutcome.CREATED in kinds
    assert all(one.problems for one in upload.lines.filter(outcome__in=["refused", "held"]))
    assert client.get(reverse("importing:upload", args=[upload.pk])).status_code == 200
