"""The star and the day of a row, from the columns that print them, else from what a section or the title says."""

import re
from typing import TYPE_CHECKING

from ocop.recognition.importing.published.days import day_of, days_in, printed_day
from ocop.recognition.importing.published.heads import ADDRESS, PRODUCER, PRODUCT
from ocop.recognition.importing.published.rows import PublishedRow, RowStatus
from ocop.recognition.importing.published.stars import is_blank_mark, is_mark, stars_of
from ocop.recognition.importing.published.words import decision_of, is_ditto, says_any
from ocop.vietnamese import DateError, fold

if TYPE_CHECKING:
    from ocop.recognition.importing.published.reader import TableReader

Texts = dict[str, str]
STAR_COLUMNS = {"star_3": 3, "star_4": 4, "star_5": 5}
DAY, YEAR, DECISION, STARS, NOTE = "recognised_on", "year", "decision_no", "stars", "note"
STAR_ROLES = (STARS, *STAR_COLUMNS)
# Where an address begins behind the name of a producer in one cell.
ADDRESS_BEGINS = re.compile(
    r"\s*(?:[,;–(]|\s-\s|\.\s)\s*(?=(?:địa chỉ|đ/c|đc|thôn|ấp|xóm|bản|buôn|làng|tổ|khu|khóm|số\s+\d|xã|phường|thị trấn|đặc khu|huyện|thị xã|TT\.?\s|TP\.?\s|TX\.?\s|[XPHQ]\.)\W?)",
    re.IGNORECASE,
)
ADDRESS_WORD = re.compile(r"^(?:địa chỉ|đ/c|đc)\s*:?\s*", re.IGNORECASE)


def split_joined(texts: Texts) -> str:
    """Part a cell that holds producer and address; return what a person should know of it, empty where nothing was parted."""
    text = texts.get(PRODUCER, "")
    if not text or not (found := ADDRESS_BEGINS.search(text)):
        return f"không tách được chủ thể và địa chỉ trong “{text}”." if text else ""
    texts[PRODUCER], texts[ADDRESS] = (
        text[: found.start()].strip(" ,;(-"),
        ADDRESS_WORD.sub("", text[found.end() :]).strip(" )"),
    )
    return f"tách thành chủ thể “{texts[PRODUCER]}” và địa chỉ “{texts[ADDRESS]}”."


def say_star(reader: "TableReader", made: PublishedRow, row: int, texts: Texts) -> None:
    """Fill the star and the status of a row."""
    written, note = texts.get(STARS, ""), texts.get(NOTE, "")
    marked = _marks(reader, made, row, texts)
    stars = marked or stars_of(written)
    if _is_candidate(written, note, stars, said=reader.said.candidate):
        made.status = RowStatus.CANDIDATE
        if stars and not says_any(written, "candidate"):
            made.problems.append(f"{reader.at(row, STARS)}: ghi {stars[0]} sao nhưng mới là đề nghị hoặc tiềm năng.")
        return
    if not stars and not written and not any(role in reader.head.columns for role in STAR_COLUMNS if texts.get(role)):
        stars = _star_said(reader, made)
    if len(stars) == 1:
        made.stars = stars[0]
        if says_any(note, "replaced") and not says_any(note, "upgrade"):
            made.status = RowStatus.SUPERSEDED
        return
    made.status = RowStatus.REFUSED
    role = next((one for one in STAR_ROLES if one in reader.head.columns), PRODUCT)
    made.problems.append(f"{reader.at(row, role)}: {_no_star(stars, written)}.")


def _no_star(stars: list[int], written: str) -> str:
    if stars:
        return "ghi nhiều hạng sao"
    return f"không đọc được hạng sao từ “{written}”" if written else "không có hạng sao"


def _is_candidate(written: str, note: str, stars: list[int], *, said: bool) -> bool:
    """Whether a row is only proposed; a product with a star that asks for a higher one has its star."""
    if said or says_any(written, "candidate"):
        return True
    if stars and says_any(note, "upgrade"):
        return False
    return says_any(fold(note).replace("theo de nghi", ""), "candidate")


def _marks(reader: "TableReader", made: PublishedRow, row: int, texts: Texts) -> list[int]:
    """The stars whose column holds a tick; what is neither a tick nor empty counts as one and is named."""
    found = []
    for role, star in STAR_COLUMNS.items():
        text = texts.get(role, "")
        if is_blank_mark(text):
            continue
        found.append(star)
        if not is_mark(text) and stars_of(text) != [star]:
            made.problems.append(f"{reader.at(row, role)}: ghi “{text}”, hiểu là đạt {star} sao.")
    return found


def _star_said(reader: "TableReader", made: PublishedRow) -> list[int]:
    """The star of the section or of the title, for a row that prints none."""
    star, guessed = reader.said.star, "star" in reader.said.guessed
    if star is None or (guessed and any(role in reader.head.columns for role in STAR_ROLES)):
        return []
    if guessed:
        made.problems.append(f"Hạng {star} sao lấy từ tiêu đề hoặc tên trang.")
    return [star]


def say_day(reader: "TableReader", made: PublishedRow, row: int, texts: Texts) -> None:
    """Fill the day and the decision of a row."""
    decision = texts.get(DECISION, "")
    made.decision_no = decision_of(decision) or reader.said.decision
    day = _day_printed(reader, made, row, texts, DAY)
    year = _day_printed(reader, made, row, texts, YEAR)
    if day and year and not day.startswith(year[:4]):
        made.problems.append(f"{reader.at(row, YEAR)}: năm {year[:4]} khác ngày {day} ở {reader.at(row, DAY)}.")
    made.recognised_on = day or year or printed_day(decision)
    if made.recognised_on is None and reader.said.day and not {DAY, YEAR} & reader.head.columns.keys():
        made.recognised_on = reader.said.day
        if "day" in reader.said.guessed:
            made.problems.append(f"Năm công nhận {reader.said.day} lấy từ tiêu đề hoặc tên trang.")


def _day_printed(reader: "TableReader", made: PublishedRow, row: int, texts: Texts, role: str) -> str | None:
    text = texts.get(role, "")
    if not text:
        return None
    raw = reader.raw(row, role)
    try:
        found = day_of(text if is_ditto(str(raw)) else raw)
        if len(set(days_in(text))) > 1:
            made.problems.append(f"{reader.at(row, role)}: ghi nhiều ngày “{text}”, lấy ngày đầu.")
    except DateError as fault:
        made.problems.append(f"{reader.at(row, role)}: “{text}” không đọc được: {fault}")
        return None
    return found
