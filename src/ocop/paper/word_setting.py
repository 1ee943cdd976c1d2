"""Head, title, blocks, signatures and small print of a Word file, each as the decree sets it (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

from typing import Any

from docx.document import Document as DocumentObject
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from .describing import Block, Facts, Heading, Items, Paper, Paragraph, Run, Signature, Table, clean, plain, runs_of
from .measures import Measures
from .printed import place_and_date
from .word_parts import add_runs, keep_row_whole, line_below, name_font, repeat_head, set_widths

CENTRE, LEFT, RIGHT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
DEMO_WORDS = "BẢN TRÌNH DIỄN – KHÔNG CÓ GIÁ TRỊ"
DOTTED_NUMBER = "........../.........."
MEAN_WIDTH = 0.47  # of a bold letter of the motto, as a share of its size
IN_A_ROW = 3  # signature blocks, the recipients counted
ROOM_TO_SIGN = Pt(56)
BLACK = RGBColor(0, 0, 0)
LEFT_SHARE = 0.38  # of the text width for the issuing body; the national heading needs the rest


def text_width(paper: Paper, measures: Measures) -> Length:
    """Return the width between the margins."""
    page = measures.page["height" if paper.landscape else "width"]
    return Mm(page - measures.margins["left"] - measures.margins["right"])


def set_head(document: DocumentObject, paper: Paper, measures: Measures) -> None:
    """Write the letterhead: two rows, so that number and date stand on one line."""
    if paper.is_demo:
        _line(document.add_paragraph(), DEMO_WORDS, 11, bold=True)
    head, sizes = paper.letterhead, measures.sizes
    if not head.issuer:
        _national(document, measures, text_width(paper, measures))
        if words := place_and_date(paper):
            _line(document.add_paragraph(), words, sizes["place_date"], italic=True, align=RIGHT)
        return
    width = text_width(paper, measures)
    left, right = Length(int(width * LEFT_SHARE)), Length(int(width * (1 - LEFT_SHARE)))
    table = _bare_table(document, 2, [left, right])
    body, national = table.rows[0].cells
    if head.parent:
        _line(body.paragraphs[0], clean(head.parent).upper(), sizes["issuer"])
    issuer = body.add_paragraph() if head.parent else body.paragraphs[0]
    _line(issuer, clean(head.issuer).upper(), sizes["issuer"], bold=True)
    _rule(body.add_paragraph(), left, 0.3)
    _national(national, measures, right)
    number, dated = table.rows[1].cells
    if head.number is not None:
        _line(number.paragraphs[0], f"Số: {clean(head.number) or DOTTED_NUMBER}", sizes["number"])
    _line(dated.paragraphs[0], place_and_date(paper), sizes["place_date"], italic=True)


def _national(cell: Any, measures: Measures, width: Length) -> None:
    """National heading and motto with a line as long as the motto; ``cell`` is a table cell or the document."""
    heading = cell.paragraphs[0] if isinstance(cell, _Cell) else cell.add_paragraph()
    motto, rule = cell.add_paragraph(), cell.add_paragraph()
    _line(heading, measures.national_heading, measures.sizes["national_heading"], bold=True)
    _line(motto, measures.national_motto, measures.sizes["national_motto"], bold=True)
    words = measures.sizes["national_motto"] * MEAN_WIDTH * len(measures.national_motto)
    _rule(rule, width, words / width.pt)


def set_title(document: DocumentObject, paper: Paper, measures: Measures) -> None:
    """Write title and subject, centred and bold."""
    title = _line(document.add_paragraph(), clean(paper.title).upper(), measures.sizes["title"], bold=True)
    title.paragraph_format.space_before = Pt(14)
    if paper.subject:
        _line(document.add_paragraph(), clean(paper.subject), measures.sizes["subject"], bold=True)


def set_blocks(document: DocumentObject, paper: Paper, measures: Measures) -> None:
    """Write the blocks of the text in their order."""
    width = text_width(paper, measures)
    for block in paper.blocks:
        _set_block(document, block, measures, width)


def _set_block(document: DocumentObject, block: Block, measures: Measures, width: Length) -> None:
    match block:
        case Paragraph():
            paragraph = document.add_paragraph()
            paragraph.alignment = {"justify": JUSTIFY, "left": LEFT, "center": CENTRE}[block.align]
            if block.align == "justify":
                paragraph.paragraph_format.first_line_indent = Mm(measures.first_line)
            add_runs(paragraph, runs_of(block.text))
        case Heading():
            _heading(document, block, measures)
        case Facts():
            for fact in block.rows:
                _fact(document.add_paragraph(), *fact, width)
        case Items():
            for item in block.items:
                paragraph = document.add_paragraph()
                paragraph.alignment = JUSTIFY
                paragraph.paragraph_format.first_line_indent = Mm(measures.first_line)
                add_runs(paragraph, (Run("- "), *runs_of(item)))
        case Table():
            _table(document, block, measures, width)


def _heading(document: DocumentObject, block: Heading, measures: Measures) -> None:
    heading = document.add_heading(level=block.level)
    run = heading.add_run(clean(block.text))
    run.bold, run.italic = True, block.level > 1
    run.font.size, run.font.color.rgb = Pt(measures.sizes["body"]), BLACK
    name_font(run, str(document.styles["Normal"].font.name))


def _fact(paragraph: WordParagraph, label: str, value: Any, width: Length) -> None:
    if plain(value).strip():
        add_runs(paragraph, (Run(f"{clean(label)}: "), *runs_of(value)))
    else:  # a dotted line to write on
        paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        add_runs(paragraph, (Run(f"{clean(label)}: \t"),))


def _table(document: DocumentObject, block: Table, measures: Measures, width: Length) -> None:
    shares = [share / sum(block.widths) for share in block.widths]
    table = document.add_table(rows=1, cols=len(block.head), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    size = measures.sizes["table"]
    for cell, words in zip(table.rows[0].cells, block.head, strict=True):
        _line(cell.paragraphs[0], clean(words), size, bold=True)
    repeat_head(table.rows[0])
    for row in block.rows:
        cells = table.add_row()
        keep_row_whole(cells)
        for column, (cell, said) in enumerate(zip(cells.cells, row, strict=True)):
            cell.paragraphs[0].alignment = RIGHT if column in block.numeric else LEFT
            add_runs(cell.paragraphs[0], runs_of(said), size)
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    set_widths(table, [Length(int(width * share)) for share in shares])
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def set_signatures(document: DocumentObject, paper: Paper, measures: Measures) -> None:
    """Write recipients at the left and the signature blocks, three in a row at most."""
    first: list[Signature | None] = [None] if paper.recipients or len(paper.signatures) == 1 else []
    places: list[Signature | None] = [*first, *paper.signatures]
    if not places or (not paper.signatures and not paper.recipients):
        return
    for start in range(0, len(places), IN_A_ROW):
        _signature_row(document, paper, places[start : start + IN_A_ROW], measures, with_recipients=start == 0)


def _signature_row(
    document: DocumentObject,
    paper: Paper,
    places: list[Signature | None],
    measures: Measures,
    *,
    with_recipients: bool,
) -> None:
    """Offices above, room to sign, names below on one line."""
    size = measures.sizes["signature"]
    table = _bare_table(document, 2, [Length(int(text_width(paper, measures) / len(places)))] * len(places))
    offices, names = table.rows
    keep_row_whole(offices)
    for index, signature in enumerate(places):
        cell = offices.cells[index]
        if signature is None:
            if with_recipients:
                _recipients(cell, paper, measures)
            _keep_with_next(cell)
            continue
        lines = [one for one in clean(signature.capacity).split("\n") if one] + [clean(signature.position).upper()]
        for number, words in enumerate(lines):
            _line(cell.paragraphs[0] if number == 0 else cell.add_paragraph(), words, size, bold=True)
        if signature.note:
            _line(cell.add_paragraph(), clean(signature.note), size, italic=True)
        _keep_with_next(cell)
        name = _line(names.cells[index].paragraphs[0], clean(signature.name), size, bold=True)
        name.paragraph_format.space_before = ROOM_TO_SIGN


def _keep_with_next(cell: _Cell) -> None:
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.keep_with_next = True


def _recipients(cell: _Cell, paper: Paper, measures: Measures) -> None:
    if not paper.recipients:
        return
    sizes = measures.sizes
    _line(cell.paragraphs[0], "Nơi nhận:", sizes["recipients_label"], bold=True, italic=True, align=LEFT)
    for index, one in enumerate(paper.recipients, 1):
        end = "." if index == len(paper.recipients) else ";"
        _line(cell.add_paragraph(), f"- {clean(one)}{end}", sizes["recipients"], align=LEFT)


def set_foot(document: DocumentObject, words: list[str], measures: Measures) -> None:
    """Write the small print at the end of the text."""
    for one in words:
        _line(document.add_paragraph(), one, measures.sizes["foot"], align=LEFT)


def _bare_table(document: DocumentObject, rows: int, widths: list[Length]) -> Any:
    table = document.add_table(rows=rows, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    set_widths(table, widths)
    return table


def _rule(paragraph: WordParagraph, width: Length, share: float) -> None:
    _line(paragraph, "", 2)
    paragraph.paragraph_format.line_spacing = Pt(3)  # exact: an empty line would be as high as the text
    side = Length(int(width * (1 - share) / 2))
    line_below(paragraph, left=Pt(side.pt), right=Pt(side.pt))


def _line(
    paragraph: WordParagraph,
    words: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH = CENTRE,
) -> WordParagraph:
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph
