"""Answers with a paper: Word first, because officers edit before they sign, PDF second (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

from typing import Literal

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from ocop.vietnamese import slug

from .describing import Paper
from .in_word import docx_of
from .printed import pdf_of

PaperForm = Literal["docx", "pdf"]
PAPER_FORMS: tuple[PaperForm, ...] = ("docx", "pdf")
_MEDIA_TYPES: dict[PaperForm, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def paper_form(word: str) -> PaperForm:
    """Return the form of an address, e.g. ``pdf``; raises ``Http404`` for any other word."""
    for form in PAPER_FORMS:
        if form == word:
            return form
    raise Http404


def paper_response(paper: Paper, *, form: PaperForm, name: str) -> HttpResponse:
    """Return a paper as a download; ``name`` is words for the file name, e.g. "Mẫu 03 Trà hoa vàng"."""
    content = docx_of(paper) if form == "docx" else pdf_of(paper, site_fonts=settings.OCOP_PAPER_FONTS)
    response = HttpResponse(content, content_type=_MEDIA_TYPES[form])
    header = content_disposition_header(as_attachment=True, filename=f"{slug(name)[:80]}.{form}")
    response["Content-Disposition"] = header or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
