"""Check the lines of a list one by one and give each value its meaning; every refusal says where, what and what to do.

Dates come in three precisions: "2020", "2021-04", "2021-04-06" (also 04/2021 and 6/4/2021). What the source does not say is
never made up: a year stays a year.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ocop.law.regimes import all_regimes, get_regime, regime_on
from ocop.law.validity import expires_on
from ocop.producers.models import OrganisationType
from ocop.recognition.arithmetic import Span, issue_span
from ocop.recognition.importing.lines import Line
from ocop.recognition.importing.report import ERROR, WARNING, Finding
from ocop.territory.timeline import REFORM
from ocop.vietnamese import DateError, fold, is_month, parse_date, parse_month
from ocop.vietnamese.legacy import legacy_text

FIRST_YEAR = 2013  # the pilot of Quảng Ninh
TWO_STARS_UNTIL = 2020
STARS = {"3": 3, "4": 4, "5": 5, "2": 2}
_YEAR = re.compile(r"\d{4}", re.ASCII)
ORGANISATIONS = {
    "company": OrganisationType.SMALL_MEDIUM_ENTERPRISE,
    "cooperative": OrganisationType.COOPERATIVE,
    "cooperative_group": OrganisationType.COOPERATIVE_GROUP,
    "household": OrganisationType.REGISTERED_HOUSEHOLD,
    "farm": OrganisationType.FARM,
    "facility": OrganisationType.OTHER_ORGANISATION,
    "other": OrganisationType.OTHER_ORGANISATION,
    "unknown": OrganisationType.OTHER_ORGANISATION,
    "": OrganisationType.OTHER_ORGANISATION,
}
SECTORS = {
    "thuc pham": "I",
    "do uong": "II",
    "duoc lieu va san pham tu duoc lieu": "III",
    "thu cong my nghe": "IV",
    "hang thu cong my nghe": "IV",
    "sinh vat canh": "V",
    "dich vu du lich cong dong, du lich sinh thai va diem du lich": "VI",
    "": "",
}
LEVELS = {"provincial": "Cấp tỉnh", "district": "Cấp huyện", "national": "Cấp Trung ương", "not-stated": "", "": ""}
TYPED = ("product_name", "producer_name", "hamlet_or_address", "commune", "district", "province")
WORDS_OF_TYPES = {
    "cong ty": "company", "doanh nghiep": "company", "hop tac xa": "cooperative", "htx": "cooperative", "to hop tac": "cooperative_group",
    "tht": "cooperative_group", "ho kinh doanh": "household", "ho san xuat": "household", "trang trai": "farm", "co so san xuat": "facility",
    "khac": "other",
}  # fmt: skip
WORDS_OF_LEVELS = {
    "cap tinh": "provincial", "tinh": "provincial", "cap huyen": "district", "huyen": "district", "cap trung uong": "national",
    "trung uong": "national", "cap quoc gia": "national",
}  # fmt: skip
STAR_WRITTEN = re.compile(r"([2-5])\s*sao", re.IGNORECASE)
Say = Callable[[str, str, str, str], None]
LENGTHS = {"product_name": 250, "producer_name": 250, "hamlet_or_address": 250, "decision_no": 60, "source": 500}


@dataclass(frozen=True, slots=True)
class Row:
    """One recognition as the list tells it, every value in the terms of the system."""

    number: int
    product: str
    producer: str
    organisation_type: str
    address: str
    commune: str
    district: str
    province: str
    star: int
    sector: str
    as_published: str
    issued: Span
    decision_number: str
    level: str
    source: str
    sheet: str = ""

    @property
    def place(self) -> str:
        """The place as published, from the small to the large."""
        return ", ".join(part for part in (self.commune, self.district, self.province) if part)

    @property
    def issued_on(self) -> date | None:
        """The day of issue, only when the source knows it."""
        return self.issued.earliest if self.issued.is_exact else None

    @property
    def regime(self) -> str:
        """The regime of every possible day of issue; empty when the days lie in several or nothing is known."""
        if self.issued.earliest is None or self.issued.latest is None:
            return ""
        first, last = regime_on(self.issued.earliest), regime_on(self.issued.latest)
        return first.code if first.code == last.code else ""

    @property
    def expires_on(self) -> date | None:
        """Last day of validity; only for a known day under a regime with a known term (Đ.4.3)."""
        if self.issued_on is None or not self.regime:
            return None
        months = get_regime(self.regime).validity_months
        return expires_on(self.issued_on, months) if months else None


def published_date(text: str, *, today: date) -> str:
    """Return "2020", "2021-04" or "2021-04-06"; raises ``DateError`` with the sentence for people."""
    if not text:
        return ""
    if _YEAR.fullmatch(text):
        parts = [int(text)]
    elif is_month(text):
        first = parse_month(text)
        parts = [first.year, first.month]
    else:
        day = parse_date(text)
        parts = [day.year, day.month, day.day]
    if parts[0] < FIRST_YEAR:
        raise DateError(f"Năm {parts[0]} quá sớm: Chương trình chưa có sản phẩm được công nhận.")
    if parts > [today.year, today.month, today.day][: len(parts)]:
        raise DateError("Ngày công nhận ở tương lai.")
    return "-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])


def check_line(line: Line, *, today: date) -> tuple[Row | None, list[Finding]]:
    """Return the row a line means, or None with the errors for which it is refused; remarks come with both."""
    values = dict(line.values)
    findings: list[Finding] = []

    def say(severity: str, column: str, message: str, advice: str) -> None:
        findings.append(Finding(severity, line.number, column, message, advice, line.sheet))

    for column, what in (("product_name", "tên sản phẩm"), ("province", "tỉnh")):
        if not values[column]:
            say(ERROR, column, f"Thiếu {what}.", "Hãy điền theo văn bản gốc rồi nhập lại tệp.")
    for column in TYPED:
        if old := legacy_text(values[column]):
            message = f"Chữ gõ bằng phông cũ {old.name}, có lẽ là “{old.meant}”."
            say(ERROR, column, message, "Hãy chuyển cả tệp sang Unicode rồi nhập lại.")
    for column, most in LENGTHS.items():
        if len(values[column]) > most:
            say(ERROR, column, f"Dài quá {most} ký tự.", "Mỗi ô chỉ ghi một sản phẩm; hãy tách dòng hoặc rút gọn.")
    published = _date(values["recognised_on"], today, say)
    star = _star(values["stars"], published, say)
    values |= {
        "producer_type": WORDS_OF_TYPES.get(fold(values["producer_type"]), values["producer_type"]),
        "level": WORDS_OF_LEVELS.get(fold(values["level"]), values["level"]),
    }
    organisation = _known(values, "producer_type", ORGANISATIONS, say)
    sector = _known(values | {"product_group": fold(values["product_group"])}, "product_group", SECTORS, say)
    level = _known(values, "level", LEVELS, say)
    source = next(iter(values["source"].split()), "")  # words after the address are remarks
    if source and not source.startswith(("https://", "http://")):
        say(WARNING, "source", "Nguồn không phải một địa chỉ trang nên không được lưu.", "Ghi đầy đủ https://…")
        source = ""
    _nobody_competent(published, star, say)
    if published is None or star is None or any(one.severity == ERROR for one in findings):
        return None, findings
    row = Row(
        number=line.number,
        product=values["product_name"],
        producer=values["producer_name"],
        organisation_type=str(organisation or OrganisationType.OTHER_ORGANISATION),
        address=values["hamlet_or_address"],
        commune=values["commune"],
        district=values["district"],
        province=values["province"],
        star=star,
        sector=sector or "",
        as_published=published,
        issued=issue_span(None, published),
        decision_number=values["decision_no"],
        level=level or "",
        source=source,
        sheet=line.sheet,
    )
    return row, findings


def _nobody_competent(published: str | None, star: int | None, say: Say) -> None:
    """Districts ended before the decision that moved three stars to the province: flag such records, keep them."""
    day = issue_span(None, published or "")
    districts = [one.valid_to for one in all_regimes() if one.decides(3) == "district"]
    if (
        star == 3
        and day.is_exact
        and day.earliest
        and any(last and REFORM <= day.earliest <= last for last in districts)
    ):
        say(
            WARNING,
            "recognised_on",
            "Từ 1/7 đến 5/7/2025 chưa cấp nào có thẩm quyền công nhận 3 sao.",
            "Đối chiếu quyết định gốc.",
        )


def _date(text: str, today: date, say: Say) -> str | None:
    try:
        return published_date(text, today=today)
    except DateError as error:
        say(
            ERROR,
            "recognised_on",
            f"“{text}” không đọc được: {error}",
            "Ghi năm (2020), tháng (2021-04) hoặc ngày (6/4/2021).",
        )
        return None


def _star(text: str, published: str | None, say: Say) -> int | None:
    """Read the star; two stars exist only in the first years of the programme and are marked."""
    written = STAR_WRITTEN.fullmatch(text)
    star = STARS.get(written[1] if written else text)
    if star is None:
        say(
            ERROR,
            "stars",
            f"Hạng sao “{text}” không hợp lệ.",
            "Ghi 3, 4 hoặc 5; danh sách “tiềm năng 5 sao” không phải 5 sao.",
        )
        return None
    if star == 2:
        if not published or int(published[:4]) > TWO_STARS_UNTIL:
            say(
                ERROR,
                "stars",
                "Hạng 2 sao chỉ có trong các năm 2019–2020.",
                "Hãy kiểm tra lại hạng hoặc ngày công nhận.",
            )
            return None
        say(WARNING, "stars", "Hạng 2 sao: giữ như đã công bố, không thuộc hạng được công nhận hiện nay.", "")
    return star


def _known(values: dict[str, str], column: str, words: Mapping[str, str], say: Say) -> str | None:
    text = values[column]
    if text in words:
        return words[text]
    say(
        WARNING,
        column,
        f"Không biết giá trị “{text}” nên để trống.",
        f"Các giá trị đọc được: {', '.join(filter(None, words))}.",
    )
    return None
