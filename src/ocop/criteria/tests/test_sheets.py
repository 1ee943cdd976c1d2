"""The 26 sheets for everybody to read, and their confirmation by an authorised person (QĐ 26/2026, Phụ lục II)."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop import law
from ocop.criteria.operations import confirm_sheet
from ocop.criteria.pages import ambiguities_of, notes
from ocop.criteria.queries import confirmation_of, confirmations_of
from ocop.dossiers.models import SheetConfirmation
from ocop.law.abbreviations import CAPITALS, abbreviations
from ocop.law.overlay import ENVIRONMENT
from ocop.law.tests.usual import all_sheets, get_sheet
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.people.models import Role
from tests import builders

pytestmark = pytest.mark.django_db
NOTE = "bản ký số trên Cổng Thông tin điện tử Chính phủ"


def test_the_catalogue_lists_26_sheets_to_everybody() -> None:
    response = Client().get(reverse("criteria:list"))
    text = response.content.decode()
    assert response.status_code == 200
    assert [reverse("criteria:sheet", args=[number]) in text for number in range(1, 27)] == [True] * 26
    assert "0 trên 26 bộ đã được xác nhận" in text
    assert text.count("Chưa xác nhận") == 26


@pytest.mark.parametrize("sheet", all_sheets("R4"), ids=lambda sheet: f"set-{sheet.number}")
def test_each_sheet_shows_every_criterion_with_every_level(sheet: object) -> None:
    assert sheet is not None
    number = sheet.number  # type: ignore[attr-defined]
    text = Client().get(reverse("criteria:sheet", args=[number])).content.decode()
    known = get_sheet("R4", number)
    levels = sum(len(one.options) + sum(len(case.options) for case in one.cases) for one in known.scored_criteria)
    stars = sum(1 for one in known.scored_criteria for option in one.options if option.star_gate)
    assert text.count('class="ladder__points"') == levels
    assert text.count(" sao</span></td>") == stars
    assert [one.code for one in known.scored_criteria if f'id="tc-{one.code}"' not in text] == []
    assert known.sheet_hash in text


def test_every_doubt_of_the_data_has_words() -> None:
    words = notes()
    for sheet in all_sheets("R4"):
        assert ambiguities_of(sheet) - set(words["ambiguities"]) == set()
        for one in sheet.provenance.discrepancies:
            assert one.type in words["discrepancies"]
            assert one.resolution in words["resolutions"]
            assert one.severity in words["severities"]
        assert {rule.effect for rule in sheet.rejection_rules} <= set(words["effects"])


def test_the_official_wording_is_printed_and_changes_no_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = (Path(law.__file__).parent / "data" / "r4" / "sheet-11.yaml").read_text(encoding="utf-8")
    (tmp_path / "r4").mkdir()
    other = ours.replace('title: "Nguồn nguyên liệu"', 'title: "Nguồn nguyên liệu (bản ký)"', 1)
    (tmp_path / "r4" / "sheet-11.yaml").write_text(other, encoding="utf-8")
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    page = Client().get(reverse("criteria:sheet", args=[11])).content.decode()
    assert ("Nguồn nguyên liệu (bản ký)" in page, get_sheet("R4", 11).sheet_hash in page) == (True, True)
    assert "theo bản ký do đơn vị vận hành nạp" in page
    assert (
        "theo bản ký do đơn vị vận hành nạp" not in Client().get(reverse("criteria:sheet", args=[12])).content.decode()
    )


def test_a_wording_that_changes_points_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = (Path(law.__file__).parent / "data" / "r4" / "sheet-11.yaml").read_text(encoding="utf-8")
    (tmp_path / "r4").mkdir()
    (tmp_path / "r4" / "sheet-11.yaml").write_text(
        ours.replace("{p: 2, star: 3,", "{p: 2, star: 4,", 1), encoding="utf-8"
    )
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    response = Client().get(reverse("criteria:sheet", args=[11]))
    assert (response.status_code, response.context["official_wording"]) == (200, False)


def test_short_forms_of_labels_say_what_they_mean() -> None:
    page = Client().get(reverse("criteria:sheet", args=[11])).content.decode()
    assert '<abbr title="hợp tác xã">HTX<span class="means"> (hợp tác xã)</span></abbr>' in page
    assert '<abbr title="an toàn thực phẩm">ATTP' in page
    assert '<strong>HTX</strong>: <span lang="vi">hợp tác xã</span>' in page
    labels = [option.label for sheet in all_sheets("R4") for one in sheet.scored_criteria for option in one.options]
    names = {"OCOP", "EU", "ASC", "BAP", "MSC", "GAP", "GACP", "WHO"}
    assert set(CAPITALS.findall(" ".join(labels))) - set(abbreviations()) <= names


def test_an_unknown_sheet_is_404() -> None:
    assert Client().get(reverse("criteria:sheet", args=[27])).status_code == 404


def test_a_version_of_thousands_of_digits_shows_the_sheet_in_force() -> None:
    address = reverse("criteria:sheet", args=[1])
    assert Client().get(f"{address}?phien-ban=r4-{'9' * 5000}").status_code == 200


@pytest.mark.parametrize("role", list(Role))
def test_only_officers_of_ministry_and_province_confirm(role: Role) -> None:
    unit = builders.province() if role == Role.PROVINCIAL_OFFICER else None
    person, sheet = builders.account(role, unit), get_sheet("R4", 11)
    allowed = role in {Role.CENTRAL_OFFICER, Role.PROVINCIAL_OFFICER}
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("confirming:confirm_sheet", args=[11])
    response = client.post(address, {"note": NOTE, "seen_hash": sheet.sheet_hash})
    assert response.status_code == (302 if allowed else 422)
    assert (confirmation_of(sheet) is not None) == allowed


def test_a_stranger_is_asked_to_sign_in_before_confirming() -> None:
    response = Client().post(reverse("confirming:confirm_sheet", args=[11]), {"note": NOTE, "seen_hash": "x"})
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))
    assert SheetConfirmation.objects.count() == 0


def test_a_confirmation_names_document_version_and_person_and_happens_once() -> None:
    person, sheet = builders.account(Role.CENTRAL_OFFICER, full_name="Vũ Thị Hằng"), get_sheet("R4", 11)
    first = confirm_sheet(sheet, seen_hash=sheet.sheet_hash, note=NOTE, by=person, at=timezone.now())
    again = confirm_sheet(sheet, seen_hash=sheet.sheet_hash, note="khác", by=person, at=timezone.now())
    assert again == first
    assert (first.sheet_hash, first.note, first.confirmed_by) == (sheet.sheet_hash, NOTE, person)
    told = AuditEntry.objects.get(action="sheet_confirmed").details
    assert len(told.pop("records")) == 1
    assert told == {
        "regime": "R4",
        "set": 11,
        "sheet_hash": sheet.sheet_hash,
    }
    text = Client().get(reverse("criteria:sheet", args=[11])).content.decode()
    assert "Vũ Thị Hằng xác nhận lúc" in text
    assert list(confirmations_of(all_sheets("R4"))) == [11]


@pytest.mark.parametrize(
    ("seen_hash", "note", "sentence"), [("cũ", NOTE, "đã đổi phiên bản"), ("", " ", "đã đối chiếu với")]
)
def test_a_changed_sheet_or_an_unnamed_document_is_not_confirmed(seen_hash: str, note: str, sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        confirm_sheet(
            get_sheet("R4", 11),
            seen_hash=seen_hash,
            note=note,
            by=builders.account(Role.CENTRAL_OFFICER),
            at=timezone.now(),
        )


def test_a_confirmation_of_an_older_version_does_not_count() -> None:
    SheetConfirmation.objects.create(
        regime="R4",
        set_number=11,
        sheet_hash="0" * 64,
        confirmed_by=builders.account(),
        confirmed_at=timezone.now(),
        note=NOTE,
    )
    assert confirmation_of(get_sheet("R4", 11)) is None
    assert confirmations_of(all_sheets("R4")) == {}
