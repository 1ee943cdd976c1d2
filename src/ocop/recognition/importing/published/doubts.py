"""What a person should look at in a row: letters of other alphabets, old fonts, several products in one cell, places without a level."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ocop.recognition.importing.cells import clean
from ocop.recognition.importing.published.grid import address
from ocop.recognition.importing.published.heads import ADDRESS, FORMER, NUMBER, PRODUCER, PRODUCT
from ocop.recognition.importing.published.letters import name_of, strange_letters
from ocop.recognition.importing.published.places import Place
from ocop.recognition.importing.published.rows import PublishedRow, RowStatus
from ocop.recognition.importing.published.values import DECISION, Texts
from ocop.recognition.importing.published.words import decisions_of, says_any, short_form_of

if TYPE_CHECKING:
    from ocop.recognition.importing.published.reader import TableReader

ITEM = re.compile(r"\s*(?:[-+•*–]|\d{1,2}[.)/])\s*[^\W\d_]")
INLINE_ITEM = re.compile(r"(?:^|\s)(?:\(?\d{1,2}[.)]|[a-d]\))\s*[^\W\d_]")
BETWEEN = re.compile(r"\s*(?:[,/&+\n]|\svà\s)\s*")
TEXTS = (PRODUCT, PRODUCER, ADDRESS, FORMER, "commune", "district", "province", DECISION)


def several_names(value: object) -> bool:
    """Whether a cell surely lists several products: lines with bullets or numbers, or semicolons between names."""
    lines = [line for line in str(value or "").splitlines() if line.strip()]
    return (
        sum(bool(ITEM.match(line)) for line in lines) > 1
        or len(INLINE_ITEM.findall(clean(value))) > 1
        or len([one for one in clean(value).split(";") if one.strip()]) > 1
    )


def perhaps_several(value: object) -> bool:
    """Whether the parts of a cell between commas, strokes or lines may be names of their own: each begins with a capital."""
    text = re.sub(r"\([^()]*\)", " ", str(value or ""))
    parts = [one.strip() for one in BETWEEN.split(text) if one.strip()]
    return len(parts) > 1 and all(one[:1].isupper() and len(one) > 2 for one in parts) and not text.isupper()


def doubts_of(reader: "TableReader", made: PublishedRow, row: int, texts: Texts, place: Place) -> Iterator[str]:
    """Yield a sentence for each doubt about a row, with the address of its cell; a row of several products is refused."""
    for role in TEXTS:
        if texts.get(role) and (doubt := strange_letters(texts[role])):
            yield f"{reader.at(row, role)}: {doubt}"
    raw = reader.raw(row, PRODUCT)
    if not made.product_name:
        made.status = RowStatus.REFUSED
        yield f"{reader.at(row, PRODUCT)}: không có tên sản phẩm."
    if several_names(raw):
        made.status = RowStatus.REFUSED
        yield f"{reader.at(row, PRODUCT)}: nhiều sản phẩm trong một ô, hãy tách mỗi sản phẩm một dòng."
    elif perhaps_several(raw):
        yield f"{reader.at(row, PRODUCT)}: có thể là nhiều sản phẩm trong một ô; đọc thành một tên."
    yield from _of_producer(reader, made, row, texts)
    yield from _of_place(reader, row, texts, place)
    yield from _of_columns(reader, row)
    if len(numbers := decisions_of(texts.get(DECISION, ""))) > 1:
        yield f"{reader.at(row, DECISION)}: ghi nhiều quyết định, lấy {numbers[0]}."
    if says_any(texts.get("note", ""), "ended"):
        yield f"{reader.at(row, 'note')}: ghi chú “{texts['note']}”; hãy kiểm tra giấy còn hiệu lực không."
    if row in reader.grid.hidden:
        yield f"Dòng {row + 1} bị ẩn trong bảng tính."


def _of_producer(reader: "TableReader", made: PublishedRow, row: int, texts: Texts) -> Iterator[str]:
    if PRODUCER in reader.head.columns and not made.producer_name:
        yield f"{reader.at(row, PRODUCER)}: không ghi chủ thể; nếu ô này gộp với ô trên thì hãy ghi lại tên."
    if short := short_form_of(texts.get(PRODUCER, "")):
        yield f"{reader.at(row, PRODUCER)}: “{short}” là chữ viết tắt, giữ như đã ghi."


def _of_place(reader: "TableReader", row: int, texts: Texts, place: Place) -> Iterator[str]:
    role = next((one for one in (ADDRESS, FORMER, "commune", "district") if texts.get(one)), PRODUCT)
    if unclear := place.unclear or (place.hamlet if not (place.commune or place.district) else ""):
        yield f"{reader.at(row, role)}: chưa rõ cấp của “{unclear}”."
    if place.district and "district" in reader.said.guessed and place.district == reader.said.district:
        yield f"“{place.district}” lấy từ tiêu đề hoặc tên trang."
    if not place.province:
        yield f"{reader.at(row, 'province')}: không có tỉnh."


def _of_columns(reader: "TableReader", row: int) -> Iterator[str]:
    for column in reader.head.again:
        if text := name_of(reader.grid.spread(row, column)):
            yield f"Ô {address(row, column)}: cột lặp lại, chưa đọc “{text}”."
    read = {column: role for role, column in reader.head.columns.items() if role != NUMBER}
    if hidden := [address(row, column) for column in reader.grid.hidden_columns if column in read]:
        yield f"Cột bị ẩn trong bảng tính: ô {', '.join(hidden)}."
