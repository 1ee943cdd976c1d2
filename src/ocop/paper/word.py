"""Sets the description of a paper as a Word file with python-docx (NĐ 30/2020/NĐ-CP, Phụ lục I).

Officers edit the file before they sign, so it holds real headings, lists and tables, and no picture of text. Numbers
that a report must find again are bookmarks: they survive LibreOffice, content controls do not.
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime, time

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm, Pt

from .describing import Paper, clean
from .measures import Measures, measures_on
from .word_parts import add_page_number, begin_again, set_fonts
from .word_setting import set_blocks, set_foot, set_head, set_signatures, set_title

FONT = "Times New Roman"
FIXED_TIME = (2000, 1, 1, 0, 0, 0)  # of every member of the archive: the same description gives the same bytes


def docx_of(papers: Sequence[Paper]) -> bytes:
    """Return papers as one DOCX, each from a page of its own. Letters are kept as they are: Word takes them from another font of the computer."""
    first, measures = papers[0], measures_on(papers[0].letterhead.dated)
    document = Document()
    _set_page(document, first, measures)
    _set_properties(document, first)
    set_fonts(document, FONT, measures.sizes["body"])
    for paper in papers:
        if paper is not first:
            begin_again(document.add_section(WD_SECTION.NEW_PAGE))
        set_head(document, paper, measures)
        set_title(document, paper, measures)
        set_blocks(document, paper, measures)
        set_signatures(document, paper, measures)
        set_foot(document, [clean(one) for one in paper.foot], measures)
    target = io.BytesIO()
    document.save(target)
    return _with_fixed_times(target.getvalue())


def _set_page(document: DocumentObject, paper: Paper, measures: Measures) -> None:
    section = document.sections[0]  # the default of python-docx is US Letter
    width, height = Mm(measures.page["width"]), Mm(measures.page["height"])
    if paper.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        width, height = height, width
    section.page_width, section.page_height = width, height
    section.top_margin, section.bottom_margin = Mm(measures.margins["top"]), Mm(measures.margins["bottom"])
    section.left_margin, section.right_margin = Mm(measures.margins["left"]), Mm(measures.margins["right"])
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True  # no number on page 1
    add_page_number(section.header.paragraphs[0], Pt(measures.sizes["page_number"]))


def _set_properties(document: DocumentObject, paper: Paper) -> None:
    moment = datetime.combine(paper.letterhead.dated, time()) if paper.letterhead.dated else datetime(2000, 1, 1)  # noqa: DTZ001
    properties = document.core_properties
    properties.title, properties.author = clean(paper.title)[:250], clean(paper.letterhead.issuer)[:250]
    properties.language, properties.comments, properties.last_modified_by = "vi-VN", "", ""
    properties.created = properties.modified = moment
    properties.revision = 1


def _with_fixed_times(archive: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, date_time=FIXED_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(member, source.read(name))
    return target.getvalue()
