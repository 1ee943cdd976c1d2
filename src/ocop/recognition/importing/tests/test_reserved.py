"""What a list may not bring in by itself: stars of the ministry, a star beside a revoked one, anything beside what was decided here (Đ.4.1, Đ.8)."""

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from ocop.people.models import Role, UserAccount
from ocop.recognition.importing import import_register
from ocop.recognition.importing.report import ImportReport
from ocop.recognition.importing.tests.lists import line, write_csv
from ocop.recognition.importing.wishes import NOTHING_SAID, Answer, Wishes
from ocop.recognition.models import Certificate, LineOutcome, RegisterEntry
from ocop.recognition.operations.publishing import publish_products
from ocop.recognition.operations.recording import End, end_certificates
from ocop.recognition.queries.certificates import newest_certificates
from ocop.recognition.tests.builders import certificate
from ocop.territory.models import AdministrativeUnit
from ocop.territory.places import PlaceFinder
from ocop.territory.tests.loaded import AT
from tests import builders as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units_loaded")]


@pytest.fixture(scope="module")
def finder(units_loaded: Any, django_db_blocker: Any) -> PlaceFinder:
    with django_db_blocker.unblock():
        return PlaceFinder()


@pytest.fixture(autouse=True)
def _places_are_read_once(finder: PlaceFinder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ocop.recognition.importing.operations.PlaceFinder", lambda: finder)


REVOKED_ON = date(2025, 6, 2)
ASK = "Chỉ quản trị hệ thống nhập được dòng này: hãy gửi tệp cùng quyết định gốc cho quản trị hệ thống."
MINISTRYS = f"Công nhận 5 sao thuộc thẩm quyền của Bộ, danh sách của tỉnh không nhập được. {ASK}"
TAKEN_BACK = f"“Bánh tráng siêu mỏng” có giấy chứng nhận 4 sao đã bị thu hồi ngày 02/06/2025. {ASK}"
ISSUED_HERE = (
    "“Bánh tráng siêu mỏng” có giấy chứng nhận 4 sao cấp trên hệ thống này, theo quyết định 77/QĐ-UBND. "
    "Công nhận mới của sản phẩm này phải đi qua hồ sơ và quyết định trên hệ thống; hãy bỏ dòng này khỏi tệp."
)


def brought(
    tmp_path: Path, *lines: dict[str, Any], by: UserAccount | None = None, wishes: Wishes = NOTHING_SAID
) -> ImportReport:
    path = write_csv(tmp_path / f"{Certificate.objects.count()}-{len(lines)}-{wishes.within[:2]}.csv", list(lines))
    return import_register(path, dry_run=False, by=by, at=AT, wishes=wishes)


def by_office(tmp_path: Path, *lines: dict[str, Any], **answers: Answer) -> ImportReport:
    """The officer of Tây Ninh brings lines in; ``row2`` is what was answered about the first one."""
    said = {("", int(row.removeprefix("row"))): answer.value for row, answer in answers.items()}
    officer = make.account(Role.PROVINCIAL_OFFICER, AdministrativeUnit.objects.get(path="80/"))
    return brought(tmp_path, *lines, by=officer, wishes=Wishes(answers=said, within="80/"))


def revoked(tmp_path: Path, **told: Any) -> None:
    """The product stood as four stars of 31/5/2024, revoked on 2/6/2025; ``told`` changes its line."""
    brought(tmp_path, line(**told))
    found = Certificate.objects.get(star_rating=4)
    end_certificates([End(found, REVOKED_ON, "revoked")], by=None, at=AT)
    publish_products([found.product_id])


def issued_here(tmp_path: Path, expires_on: date = date(2029, 8, 31), before: str = "2021-04-06") -> Certificate:
    """An old list knows the product; then four stars were decided here on 1/9/2026, valid to 31/8/2029."""
    brought(tmp_path, line(stars=3, recognised_on=before, decision_no="9/QĐ-UBND"))
    old = Certificate.objects.get()
    product = old.product
    end_certificates([End(old, date(2026, 9, 1), "superseded")], by=None, at=AT)
    product.set_number, product.regime = 13, "R4"
    product.save(update_fields=["set_number", "regime"])
    return certificate(
        product, dossier=make.dossier(product, state="recognised"), regime="R4", issued_on=date(2026, 9, 1),
        expires_on=expires_on, decision_number="77/QĐ-UBND", source_grade="signed_decision",
    )  # fmt: skip


def shown() -> tuple[int, date | None, str]:
    """What the register says of the one product: star, end, why."""
    entry = RegisterEntry.objects.get()
    return entry.star_rating, entry.ended_on, entry.end_reason


def refusals(report: ImportReport) -> list[str]:
    return [f"{one.message} {one.advice}" for one in report.errors]


FIVE = {"stars": 5, "recognised_on": "2026-01-05", "decision_no": "1/QĐ-UBND"}


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (FIVE, MINISTRYS),
        ({"stars": 4, "recognised_on": "2026-01-05", "decision_no": "1/QĐ-UBND"}, TAKEN_BACK),
        (
            {"stars": 3, "recognised_on": "2024", "decision_no": ""},
            TAKEN_BACK,
        ),  # may be of December: not surely earlier
        ({"stars": 3, "recognised_on": "", "decision_no": ""}, TAKEN_BACK),
    ],
)
def test_an_office_buries_no_revocation(tmp_path: Path, told: dict[str, Any], why: str) -> None:
    revoked(tmp_path)
    answers: tuple[dict[str, Answer], ...] = ({}, {"row2": Answer.NEW}, {"row2": Answer.SAME})
    for said in answers:
        report = by_office(tmp_path, line(**told), **said)
        assert (refusals(report), report.refused, report.created) == ([why], 1, 0)
        assert report.outcomes["", 2] is LineOutcome.REFUSED
    assert (Certificate.objects.count(), shown()) == (1, (4, REVOKED_ON, "revoked"))


def test_a_product_that_may_be_the_revoked_one_is_not_made_a_new_one_by_an_answer(tmp_path: Path) -> None:
    household = {"producer_name": "Hộ Nguyễn Văn A", "producer_type": "household"}
    revoked(tmp_path, commune="xã Không Có", **household)
    again = line(commune="xã Lạ", district="", recognised_on="2026-01-05", decision_no="1/QĐ-UBND", **household)
    assert by_office(tmp_path, again).outcomes["", 2] is LineOutcome.HELD
    assert refusals(by_office(tmp_path, again, row2=Answer.NEW)) == [TAKEN_BACK]
    assert (Certificate.objects.count(), shown()) == (1, (4, REVOKED_ON, "revoked"))


def test_what_fills_in_an_older_recognition_does_not_put_it_before_the_revoked_one(tmp_path: Path) -> None:
    brought(tmp_path, line(stars=3, recognised_on="", decision_no="9/QĐ-UBND"))
    revoked(tmp_path)
    report = by_office(tmp_path, line(stars=3, recognised_on="2026-01-05", decision_no="9/QĐ-UBND"))
    assert (report.completed, report.unchanged, report.outcomes["", 2]) == (0, 1, LineOutcome.MATCHED)
    assert [one.advice for one in report.findings] == [TAKEN_BACK.removesuffix(f" {ASK}")]
    assert shown() == (4, REVOKED_ON, "revoked")


def test_an_office_still_tells_what_came_before_the_revoked_one(tmp_path: Path) -> None:
    revoked(tmp_path)
    report = by_office(tmp_path, line(stars=3, recognised_on="2021", decision_no="9/QĐ-UBND"))
    assert (report.created, refusals(report), shown()) == (1, [], (4, REVOKED_ON, "revoked"))


def test_an_administrator_brings_in_what_an_office_may_not(tmp_path: Path) -> None:
    revoked(tmp_path)
    report = brought(tmp_path, line(**FIVE), by=make.account(Role.SYSTEM_ADMINISTRATOR))
    assert (report.created, report.exit_code, shown()) == (1, 0, (5, None, ""))


@pytest.mark.parametrize(
    ("day", "created"),
    [
        ("2017-06-01", 1),  # before the programme had rules: nobody's star
        ("2019", 0),  # from 21/8/2019 they are the ministry's, and the year has days of both
        ("2024-05-31", 0),
        ("", 0),
    ],
)
def test_five_stars_are_the_ministrys_by_the_rules_of_the_day(tmp_path: Path, day: str, created: int) -> None:
    report = by_office(tmp_path, line(stars=5, recognised_on=day), line(product_name="Muối"))
    assert (report.created, refusals(report)) == (1 + created, [] if created else [MINISTRYS])


def test_five_stars_that_are_known_stay_known_and_as_they_were(tmp_path: Path) -> None:
    brought(tmp_path, line(stars=5, recognised_on="", decision_no="9/QĐ-BNN"))
    same = line(stars=5, recognised_on="", decision_no="09/QĐ-BNN")
    fuller = line(stars=5, recognised_on="2026-01-05", decision_no="9/QĐ-BNN")
    assert (by_office(tmp_path, same).unchanged, by_office(tmp_path, fuller).unchanged) == (1, 1)
    assert list(Certificate.objects.values_list("issued_on", "issued_as_published")) == [(None, "")]


@pytest.mark.parametrize("office", [True, False])
@pytest.mark.parametrize("day", ["2026-10-05", "2026", ""])
def test_no_list_ends_or_hides_what_was_decided_here(tmp_path: Path, day: str, office: bool) -> None:
    mine = issued_here(tmp_path)
    told = line(stars=3, recognised_on=day, decision_no="1/QĐ-UBND")
    report = by_office(tmp_path, told) if office else brought(tmp_path, told)
    assert (refusals(report), report.created, report.superseded) == ([ISSUED_HERE], 0, 0)
    mine.refresh_from_db()
    assert (mine.ended_on, RegisterEntry.objects.get().certificate_id) == (None, mine.pk)


def test_a_list_still_tells_what_came_before_what_was_decided_here(tmp_path: Path) -> None:
    mine = issued_here(tmp_path)
    report = by_office(tmp_path, line(stars=4, recognised_on="2024-05-31"))
    mine.refresh_from_db()
    assert (report.created, mine.ended_on, RegisterEntry.objects.get().certificate_id) == (1, None, mine.pk)


def test_an_administrator_tells_what_followed_when_it_had_run_out(tmp_path: Path) -> None:
    mine = issued_here(tmp_path, expires_on=date(2026, 9, 30))
    later = line(stars=3, recognised_on="2026-10-05", decision_no="1/QĐ-UBND")
    assert refusals(by_office(tmp_path, later)) == [ISSUED_HERE]
    assert brought(tmp_path, later).created == 1
    mine.refresh_from_db()
    assert mine.ended_on is None


def test_what_a_list_told_of_the_year_does_not_hide_what_was_decided_here_in_it(tmp_path: Path) -> None:
    mine = issued_here(tmp_path, before="2026")  # may mean December, but the decision of 1/9 ended it
    assert RegisterEntry.objects.get().certificate_id == mine.pk
    ((newest, live),) = newest_certificates([mine.product_id], on=date(2026, 9, 2)).values()
    assert (newest.pk, live.state) == (mine.pk, "valid")


def test_an_upgrade_shows_what_an_undated_line_hid_before(tmp_path: Path) -> None:
    mine = issued_here(tmp_path, before="2026")
    (right,) = RegisterEntry.objects.values()
    old = Certificate.objects.exclude(pk=mine.pk).get()
    RegisterEntry.objects.update(
        certificate=old, star_rating=3, issued_latest=date(2026, 12, 31), expires_earliest=date(2028, 12, 31),
        expires_latest=date(2029, 12, 30), ended_on=old.ended_on, end_reason="superseded",
    )  # fmt: skip
    migration = import_module("ocop.recognition.migrations.0015_certificates_in_order")
    for _ in range(2):
        migration.show_newest(apps, None)
        assert list(RegisterEntry.objects.values()) == [right]
