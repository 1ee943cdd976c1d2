"""The parts of a Word file that python-docx has no word for: fields, bookmarks, borders, repeated table heads."""

from collections.abc import Iterable
from typing import Any

from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from .describing import Run

LONGEST_BOOKMARK = 40


def set_fonts(document: DocumentObject, font: str, size: float) -> None:
    """Give the document's normal style its font, for every script, and black text."""
    style = document.styles["Normal"]
    style.font.size = Pt(size)
    name_font(style, font)
    style.paragraph_format.space_after = Pt(6)


def name_font(styled: Any, font: str) -> None:
    """Give a style or a run its font for every script; the theme's font would win otherwise."""
    styled.font.name = font
    fonts = styled.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)


def set_widths(table: Any, widths: list[Length]) -> None:
    """Set the widths of a table's columns, in its grid and in every cell: each program reads another of the two."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def add_page_number(paragraph: WordParagraph, size: Pt) -> None:
    """Write the number of the page, centred, as a field that Word counts itself."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = size
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = text
        run._r.append(part)


def add_runs(paragraph: WordParagraph, runs: Iterable[Run], size: float | None = None) -> None:
    """Write runs into a paragraph; a figure is put between the two ends of a bookmark."""
    for one in runs:
        mark = _bookmark(paragraph, one.figure) if one.figure else None
        run = paragraph.add_run(one.text)
        run.bold, run.italic = one.bold or None, one.italic or None
        if size:
            run.font.size = Pt(size)
        if mark is not None:
            paragraph._p.append(mark)


def _bookmark(paragraph: WordParagraph, name: str) -> Any:
    if len(name) > LONGEST_BOOKMARK:
        raise ValueError(f"a bookmark of Word has {LONGEST_BOOKMARK} letters at most: {name}")
    body = paragraph.part.element
    number = str(len(body.findall(f".//{qn('w:bookmarkStart')}")) + 1)
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), number)
    start.set(qn("w:name"), name)
    end.set(qn("w:id"), number)
    paragraph._p.append(start)
    return end


def line_below(paragraph: WordParagraph, *, left: Pt, right: Pt) -> None:
    """Draw a thin line under a paragraph, shortened on both sides."""
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.right_indent = left, right
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)


def repeat_head(row: Any) -> None:
    """Let a table's first row stand again on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def keep_row_whole(row: Any) -> None:
    """Let no row be cut by the end of a page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def begin_again(section: Section) -> None:
    """Let a section number its pages from one: a paper of its own inside one file."""
    properties = section._sectPr
    if properties.find(qn("w:pgNumType")) is None:  # a section begins as a copy of the one before
        numbers = OxmlElement("w:pgNumType")
        numbers.set(qn("w:start"), "1")
        properties.find(qn("w:cols")).addprevious(numbers)  # Word insists on the order
