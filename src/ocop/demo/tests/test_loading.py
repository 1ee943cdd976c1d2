"""The demonstration loads through the real operations, reaches every stage, says that it is invented, and loads once."""

import re
from collections import Counter
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from django.db.models import Count
from django.utils import timezone
from pytest_django import Settings as SettingsWrapper

from ocop.advisory.models import AdvisoryReport, SiteSurvey, SurveyPhoto
from ocop.councils.models import AgendaItem, EvaluationResult, ItemState, ScoreSheet
from ocop.demo.bodies import body_named
from ocop.demo.choices import choices_reaching, doubtful_choices
from ocop.demo.loading import dossier_file, load_demonstration
from ocop.demo.moments import VIETNAM, Diary
from ocop.demo.places import current_unit
from ocop.demo.renewing import TO_ASK, TO_RENEW
from ocop.demo.shown import account_file, shown_accounts
from ocop.dossiers.models import Dossier, DossierState, SupplementRequest
from ocop.law.abbreviations import abbreviations_in
from ocop.law.calendar import is_working_day
from ocop.law.tests.usual import all_sheets, score
from ocop.ledger.comparing import record_checks, told_by_the_chain
from ocop.ledger.queries import verify_chain
from ocop.people.models import PublicBody, Role, UserAccount
from ocop.people.queries.bodies import body_name_on
from ocop.producers.models import Producer
from ocop.products.fields import FIELDS, Public
from ocop.products.models import ProductPhoto
from ocop.recognition.models import Certificate
from ocop.recognition.verifying import comparisons_by_subject
from ocop.web.home import tasks_of
from ocop.web.role_homes import role_homes
from tests.builders import browser
from tests.journey.main_pages import main_pages
from tests.kept_table import unnoticed

from .tampering import TAMPERINGS, checks_that_name, findings


@pytest.fixture
def demonstration(db: None, settings: SettingsWrapper) -> dict[str, int]:
    settings.OCOP_DEMO = True
    return load_demonstration()


def test_the_demonstration_stands_at_every_stage_and_loads_once(demonstration: dict[str, int]) -> None:
    stages = Counter(row["stage"] for row in dossier_file()["dossiers"])
    # An upgrade, a renewal at the office and one before the council in writing, each after an earlier star.
    again = Counter(submitted=1, province_review=1, council_review=1)
    assert Counter(Dossier.objects.values_list("state", flat=True)) == stages + again
    assert demonstration["dossiers"] == len(dossier_file()["dossiers"]) + again.total()
    assert demonstration["accounts"] == len(account_file()["accounts"]) + len(account_file()["deputies"])

    _stars_follow_the_data_file()
    _the_member_and_the_chair_to_show_have_a_sheet_to_fill_in()
    _everything_invented_says_so()
    _a_body_is_called_as_its_place_is_called()
    _every_product_says_what_products_say()
    _the_council_has_the_reports_of_the_advisory_group()
    _a_deputy_finds_the_work_of_the_holder()
    _accounts_to_show_find_what_the_readme_promises()
    _ten_members_settle_fewer_than_three_criteria_of_a_product()
    _what_it_shows_around_has_a_picture()
    _every_visit_shows_what_was_seen()
    _communes_ask_for_an_answer_within_their_own_time()
    _short_forms_of_the_law_say_what_they_mean_on_every_page()
    assert verify_chain().broken_at is None
    _every_record_says_what_the_ledger_says()

    lines = verify_chain().length
    assert set(load_demonstration().values()) == {0}
    assert verify_chain().length == lines


def _a_body_is_called_as_its_place_is_called() -> None:
    bodies = PublicBody.objects.filter(unit__isnull=False).select_related("unit").prefetch_related("names")
    said = {name: body.unit for body in bodies if (name := body_name_on(body, timezone.localdate()))}
    assert [name for name, unit in said.items() if unit is None or not name.endswith(unit.name_in_text)] == []
    assert "Ủy ban nhân dân thành phố Quảng Ninh" in said
    old = body_name_on(body_named("Ủy ban nhân dân thành phố Quảng Ninh", current_unit("22")), date(2026, 8, 31))
    assert old == "Ủy ban nhân dân tỉnh Quảng Ninh"  # a city from 1/9/2026 on: Nghị quyết 36/2026/QH16


def _every_product_says_what_products_say() -> None:
    facts = [f"product__{one.name}" for one in FIELDS if one.public == Public.FACT]
    said = [all(row) for row in Dossier.objects.values_list(*facts)]
    assert set(said) == {True}


def _every_record_says_what_the_ledger_says() -> None:
    told = cache(told_by_the_chain)
    counts = {title: sum(1 for _ in check()) for title, check in comparisons_by_subject(told).items()}
    assert [title for title, count in counts.items() if count == 0] == []
    assert findings() == {title: [] for title in counts}
    assert [str(one) for check in record_checks(told).values() for one in check() if one is not None] == []
    assert unnoticed() == []
    for name, tamper, expected in TAMPERINGS:
        assert checks_that_name(tamper) >= expected, name
    assert findings() == {title: [] for title in counts}


def _communes_ask_for_an_answer_within_their_own_time() -> None:
    asked = SupplementRequest.objects.filter(evaluation_level="commune").select_related("dossier")
    assert [one.dossier.product.name for one in asked if one.due_on >= (one.dossier.due_on or one.due_on)] == []
    assert [one.due_on for one in asked if one.due_on > timezone.localdate()] != []


def _a_deputy_finds_the_work_of_the_holder() -> None:
    people = {one.username: one for one in UserAccount.objects.filter(is_demo=True)}
    pairs = [(people[row["username"]], people[row["signs_for"]]) for row in account_file()["deputies"]]
    work = [tasks_of(deputy) for deputy, _ in pairs]
    assert work == [tasks_of(holder) for _, holder in pairs]
    assert any(one["do"] for one in work)


PROMISED = {
    "chuthe": {"Hoàn thiện hồ sơ Trà mãng cầu túi lọc", "Soạn tiếp hồ sơ Trà lài Bà Đen"},
    "canboxa": {"Tiếp nhận hồ sơ mới nộp", "Kiểm tra hồ sơ, lập Báo cáo đánh giá (Mẫu 03)"},
    "chutichxa": {"Ký Mẫu 03, đề nghị cấp tỉnh đánh giá"},
    "canbotinh": {"Tiếp nhận, kiểm tra hồ sơ xã gửi, đưa vào đợt", "Trình kết quả Hội đồng"},
    "totruong": {"Bắt đầu đánh giá hồ sơ đã vào đợt", "Đánh giá hồ sơ, viết báo cáo Tổ tư vấn"},
    "totuvan": {"Đánh giá hồ sơ, viết báo cáo Tổ tư vấn"},
    "thuky": {"Xếp chương trình phiên họp"},
    "thanhvien": {"Chấm sản phẩm tiếp theo chưa chấm"},
    "chutichhoidong": {"Chấm sản phẩm tiếp theo chưa chấm", "Điều hành phiên họp", "Thảo luận và chốt kết quả"},
    "chutichtinh": {"Quyết định công nhận sản phẩm", "Xem xét kết quả của Bộ dưới 5 sao"},
    "canbobo": {"Sản phẩm tiềm năng 5 sao", "Kiểm tra hồ sơ đề nghị 5 sao"},
    "botruong": {"Quyết định công nhận 5 sao"},
    "totruongtw": {"Ký báo cáo của Tổ tư vấn"},
    "totuvantw": {"Đánh giá hồ sơ, viết báo cáo Tổ tư vấn"},
    "thanhvientw": {"Chấm sản phẩm tiếp theo chưa chấm"},
    "chutichhoidongtw": {"Chấm sản phẩm tiếp theo chưa chấm", "Điều hành phiên họp"},
    "quantri": {"Xác định nơi sản xuất"},
}


def _accounts_to_show_find_what_the_readme_promises() -> None:
    people = {one.username: one for one in UserAccount.objects.filter(is_demo=True)}
    found = {name: {due.task.title for due in tasks_of(people[name])["do"]} for name in PROMISED}
    assert {name: PROMISED[name] - found[name] for name in PROMISED} == {name: set() for name in PROMISED}
    shown = [row["username"] for row in shown_accounts() if row["username"] not in PROMISED and "signs_for" not in row]
    empty = [name for name in shown if not any(one.linked for one in role_homes(people[name], on=timezone.localdate()))]
    assert empty == []


def _ten_members_settle_fewer_than_three_criteria_of_a_product() -> None:
    of_ten = EvaluationResult.objects.filter(item__meeting__council__unit__code="80")
    assert set(of_ten.values_list("sheets_counted", flat=True)) == {10}
    waiting = of_ten.get(star_rating__isnull=True)  # of the meeting that runs: its chair finds one level to settle
    assert (waiting.item.state, len(waiting.missing_agreed)) == (ItemState.CLOSED, 1)
    assert of_ten.exclude(pk=waiting.pk).exclude(item__state=ItemState.FINAL).count() == 0
    settled = of_ten.annotate(settled=Count("item__agreed_options")).values_list("settled", flat=True)
    assert (max(settled), sum(settled)) == (1, 1)


def _every_visit_shows_what_was_seen() -> None:
    assert SiteSurvey.objects.filter(photos__isnull=True).count() == 0
    assert SurveyPhoto.objects.values("sha256").distinct().count() == SiteSurvey.objects.count() > 0


def _what_it_shows_around_has_a_picture() -> None:
    shown = {row["product"] for row in (*dossier_file()["dossiers"], TO_RENEW, TO_ASK) if "name_en" in row}
    pictured = ProductPhoto.objects.filter(is_main=True)
    assert {one.product.name for one in pictured.select_related("product")} == shown
    assert len({one.sha256 for one in pictured}) == len(shown)
    assert all("(trình diễn)" in one.alt_text for one in pictured)
    recognised = Certificate.objects.filter(is_demo=True).values_list("product__name", flat=True)
    assert set(recognised) <= shown


# Pages of the journey that tell levels, cases or grounds of the law; what a producer wrote is the producer's own.
TELLING = {
    "assessment", "evidence", "check", "review", "province-review", "advisory-review", "advisory-signed",
    "item", "score", "report",
}  # fmt: skip
OWN_WORDS = re.compile(r"Tự đánh giá: [^<]*")
OPENED = re.compile(r"<abbr title.*?</abbr>")


def _short_forms_of_the_law_say_what_they_mean_on_every_page() -> None:
    people = {one.username: one for one in UserAccount.objects.filter(is_demo=True)}
    visited = [one for one in main_pages() if one.name in TELLING]
    bodies = {one.name: browser(people[one.account]).get(one.address).content.decode() for one in visited}
    assert bodies.keys() == TELLING
    left = {name: abbreviations_in(OPENED.sub("", OWN_WORDS.sub("", body))) for name, body in bodies.items()}
    assert left == {name: [] for name in TELLING}
    assert {name for name, body in bodies.items() if not OPENED.search(body)} == set()


def _stars_follow_the_data_file() -> None:
    rows: list[dict[str, Any]] = dossier_file()["dossiers"]
    expected = {row["product"]: row.get("centrally", row["scored"]) for row in rows if row["stage"] == "recognised"}
    running = Certificate.objects.filter(is_demo=True, ended_on=None)
    found = dict(running.values_list("product__name", "star_rating"))
    risen = Certificate.objects.get(is_demo=True, end_reason="superseded")  # by the minister's certificate
    assert (risen.product.name, risen.star_rating) in {(row["product"], row.get("rises_from")) for row in rows}
    assert found == expected | {
        TO_RENEW["product"]: 4,
        TO_ASK["product"]: 4,
    }  # the stars to be renewed, entered as earlier decisions printed them


def _the_council_has_the_reports_of_the_advisory_group() -> None:
    before = {DossierState.IN_ROUND, DossierState.ADVISORY_REVIEW}
    beyond_the_round = Dossier.objects.filter(round__isnull=False).exclude(state__in=before)
    unsigned = beyond_the_round.exclude(advisory_report__signed_at__isnull=False)
    assert [one.product.name for one in unsigned] == []
    drafts = AdvisoryReport.objects.filter(signed_at__isnull=True).values_list("evaluation_level", flat=True)
    assert sorted(drafts) == ["central", "province", "province"]


def _the_member_and_the_chair_to_show_have_a_sheet_to_fill_in() -> None:
    centrally = AgendaItem.objects.get(state=ItemState.OPEN, meeting__council__unit__isnull=True)
    left = centrally.sheets.filter(sealed_at__isnull=False).values_list("member__account__username", flat=True)
    assert sorted(left) == [f"thanhvientw{number}" for number in range(2, 6)]
    at_home = AgendaItem.objects.filter(state=ItemState.OPEN, meeting__council__unit__isnull=False)
    asked = at_home.get(meeting__opinions_due_on__isnull=False)
    assert (asked.dossier.product.name, asked.opinions.count()) == (TO_ASK["product"], 0)  # in writing, all to come
    running = at_home.get(meeting__opinions_due_on=None)
    sent = ScoreSheet.objects.filter(item=running, sealed_at__isnull=False).values_list(
        "member__account__username", flat=True
    )
    assert sorted(sent) == [f"thanhvien{number}" for number in range(2, 10)]


def _everything_invented_says_so() -> None:
    people = UserAccount.objects.filter(is_demo=True).values_list("full_name", flat=True)
    assert [name for name in people if not name.endswith("(trình diễn)")] == []
    producers = Producer.objects.filter(is_demo=True).values_list("name", flat=True)
    assert [name for name in producers if not name.endswith("(trình diễn)")] == []


def test_the_demonstration_uses_many_sets_and_one_of_them_is_tourism() -> None:
    sets = {row["set"] for row in dossier_file()["dossiers"]}
    assert len(sets) >= 8
    assert 26 in sets


def test_every_role_of_the_programme_has_one_account_to_show() -> None:
    shown = [row for row in shown_accounts() if "signs_for" not in row]
    assert Counter(row["role"] for row in shown) == Counter(str(role.value) for role in Role)


def test_every_stage_of_the_data_file_is_a_state_of_a_dossier() -> None:
    assert {row["stage"] for row in dossier_file()["dossiers"]} <= {str(state.value) for state in DossierState}


@pytest.mark.parametrize("star", [2, 3, 4, 5])
def test_invented_answers_reach_the_star_they_aim_for_on_every_sheet(star: int) -> None:
    found = {sheet.number: score(sheet, choices_reaching(sheet, star)).star for sheet in all_sheets("R4")}
    assert found == dict.fromkeys(range(1, 27), star)


def test_a_member_who_doubts_the_star_finds_one_of_its_marks_missed() -> None:
    for sheet in all_sheets("R4"):
        for star in (3, 4):
            seen = choices_reaching(sheet, star)
            doubted = doubtful_choices(sheet, seen, star)
            assert len({code for code in seen if seen[code] != doubted.get(code)}) == 1
            assert score(sheet, doubted).star < star


def test_invented_things_happen_in_office_hours_of_working_days_one_after_the_other() -> None:
    now = datetime(2026, 11, 22, 5, 28, tzinfo=VIETNAM)  # a Sunday before dawn
    diary = Diary("Trà sen", now - timedelta(days=20), now)
    moments = [diary.after(days) for days in (0, 0.5, 1, 4, 8, 12)]
    assert moments == sorted(set(moments))
    assert [one for one in moments if not is_working_day(one.date())] == []
    assert [one for one in moments if not 7 <= one.hour < 17] == []
    assert len({(one.hour, one.minute) for one in moments}) == len(moments)
    late = Diary("Trà sen", now - timedelta(days=1), now)
    assert [late.after(days).date() for days in (0, 0.5)] == [
        date(2026, 11, 20)
    ] * 2  # never in the future, never on a weekend
