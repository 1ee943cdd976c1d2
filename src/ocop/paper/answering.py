"""Answers with a paper: Word first, because officers edit before they sign, PDF second (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

from collections.abc import Sequence
from typing import Literal

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from ocop.vietnamese import slug

from .describing import Paper
from .in_word import docx_of, docx_of_all
from .printed import pdf_of, pdf_of_all

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
    return _download(content, form=form, name=name)


def papers_response(papers: Sequence[Paper], *, form: PaperForm, name: str) -> HttpResponse:
    """Return several papers as one download, each from a page of its own: letters to many."""
    content = docx_of_all(papers) if form == "docx" else pdf_of_all(papers, site_fonts=settings.OCOP_PAPER_FONTS)
    return _download(content, form=form, name=name)


def _download(content: bytes, *, form: PaperForm, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=_MEDIA_TYPES[form])
    header = content_disposition_header(as_attachment=True, filename=f"{slug(name)[:80]}.{form}")
    response["Content-Disposition"] = header or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
