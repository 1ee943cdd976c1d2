"""Which kind of dossier may be filed on which day, by hand from Đ.7.5, Đ.7.6.a and Đ.12.3."""

from datetime import date

import pytest

from ocop.filing.arithmetic import HeldStar, KindsToday, kinds_today
from ocop.filing.pages.kinds import possible_today

# Issued 31/8/2026 under R4: expires 31/8/2029; 180 and 120 days before it are 4/3/2029 and 3/5/2029.
OF_R4 = HeldStar(3, "R4", date(2029, 8, 31), date(2029, 8, 31))
# In force when R4 came on 22/5/2026; its window closed 120 days before 1/7/2026, on 3/3/2026: kept for 180 days, to 28/12/2026.
CAUGHT = HeldStar(4, "R2", date(2026, 7, 1), date(2026, 7, 1))


def on(day: str, held: HeldStar | None = OF_R4, *, late_with_reason: bool = False) -> KindsToday:
    return kinds_today(held, on=date.fromisoformat(day), late_with_reason=late_with_reason)


@pytest.mark.parametrize(
    ("day", "allowed"),
    [
        ("2026-09-01", ["upgrade"]),
        ("2029-03-03", ["upgrade"]),
        ("2029-03-04", ["upgrade", "re_recognition"]),
        ("2029-05-03", ["upgrade", "re_recognition"]),
        ("2029-05-04", ["first_time", "upgrade"]),
        ("2029-08-31", ["first_time", "upgrade"]),
        ("2029-09-01", ["first_time"]),
    ],
)
def test_a_star_of_the_law_in_force_opens_and_closes_kinds_by_day(day: str, allowed: list[str]) -> None:
    assert on(day).allowed == allowed


def test_a_product_without_a_star_is_evaluated_first() -> None:
    today = on("2026-12-01", None)
    assert today.allowed == ["first_time"]
    assert today.refusals["upgrade"].startswith("Sản phẩm chưa được công nhận nên chưa nâng hạng được")
    assert possible_today(today) is None


@pytest.mark.parametrize(
    ("day", "kind", "words"),
    [
        ("2029-03-03", "re_recognition", "Chưa đến ngày nộp hồ sơ phân hạng lại: nộp từ ngày 04/03/2029 đến ngày 03/05/2029"),
        ("2029-05-04", "re_recognition", "Đã quá hạn nộp hồ sơ phân hạng lại: nộp từ ngày 04/03/2029 đến ngày 03/05/2029"),
        ("2029-09-01", "re_recognition", "giấy chứng nhận 3 sao đã hết hạn ngày 31/08/2029. Hãy lập hồ sơ đánh giá lần đầu."),
        ("2029-09-01", "upgrade", "Giấy chứng nhận 3 sao đã hết hạn ngày 31/08/2029 nên không nâng hạng được."),
        ("2027-01-01", "first_time", "Sản phẩm đang có 3 sao, giấy chứng nhận đến ngày 31/08/2029, nên không đánh giá lần đầu."),
    ],
)  # fmt: skip
def test_a_refusal_names_its_days(day: str, kind: str, words: str) -> None:
    assert words in on(day).refusals[kind]


def test_late_filing_is_taken_with_a_reason_only_where_the_place_takes_it() -> None:
    assert "re_recognition" not in on("2029-06-01").allowed
    late = on("2029-06-01", late_with_reason=True)
    assert ("re_recognition" in late.allowed, late.needs_reason) == (True, True)
    assert "re_recognition" not in on("2029-09-01", late_with_reason=True).allowed
    assert not on("2029-04-01", late_with_reason=True).needs_reason


@pytest.mark.parametrize(("day", "allowed"), [("2026-06-30", ["re_recognition"]), ("2026-12-28", ["re_recognition"]), ("2026-12-29", ["first_time"])])  # fmt: skip
def test_a_certificate_of_the_transition_is_renewed_while_it_is_extended(day: str, allowed: list[str]) -> None:
    assert on(day, CAUGHT).allowed == allowed


def test_a_revoked_star_is_never_upgraded() -> None:
    today = on("2027-01-01", HeldStar(4, "R4", date(2029, 8, 31), date(2029, 8, 31), revoked_on=date(2026, 12, 20)))
    assert today.allowed == ["first_time"]
    assert today.refusals["upgrade"].startswith(
        "Giấy chứng nhận 4 sao đã bị thu hồi ngày 20/12/2026 nên không nâng hạng được."
    )


def test_five_stars_cannot_rise() -> None:
    held = HeldStar(5, "R4", date(2029, 8, 31), date(2029, 8, 31))
    assert on("2027-01-01", held).refusals["upgrade"] == "Sản phẩm đã có 5 sao, không còn hạng cao hơn."
    assert on("2027-01-01").targets == [4, 5]


def test_a_certificate_that_names_only_its_year_refuses_what_every_day_of_it_refuses() -> None:
    held = HeldStar(3, "R3", date(2028, 7, 6), date(2028, 12, 31))  # issued some day from 6/7 to 31/12/2025
    assert on("2028-03-01", held).allowed == ["upgrade", "re_recognition"]  # open if it expires on 6/7/2028
    refused = on("2027-12-01", held).refusals["re_recognition"]
    assert "không ghi đủ ngày cấp" in refused
    unknown = on("2026-12-01", HeldStar(3, "R0", None, None))
    assert unknown.allowed == ["first_time"]


@pytest.mark.parametrize(
    ("held", "day", "words", "until"),
    [
        (OF_R4, "2027-01-01", "Nâng hạng được ngay; nộp hồ sơ phân hạng lại từ 04/03/2029 đến 03/05/2029", None),
        (OF_R4, "2029-03-04", "Nộp hồ sơ phân hạng lại, hoặc nâng hạng", date(2029, 5, 3)),
        (OF_R4, "2029-06-01", "Đã quá hạn phân hạng lại (03/05/2029): lập hồ sơ đánh giá lần đầu hoặc nâng hạng", None),
        (OF_R4, "2029-09-01", "Giấy chứng nhận 3 sao hết hạn ngày 31/08/2029: lập hồ sơ đánh giá lần đầu", None),
        (CAUGHT, "2026-09-01", "Giấy chứng nhận 4 sao được kéo dài (Đ.12.3): nộp hồ sơ phân hạng lại", date(2026, 12, 28)),
    ],
)  # fmt: skip
def test_one_line_says_what_can_be_done_today(held: HeldStar, day: str, words: str, until: date | None) -> None:
    found = possible_today(on(day, held))
    assert found
    assert (found.words, found.until) == (words, until)
