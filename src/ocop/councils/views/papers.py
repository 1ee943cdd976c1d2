"""Downloads of minutes and report: frozen once signed, a draft when every product is final (Đ.7.3.d)."""

from django.http import Http404, HttpRequest, HttpResponse

from ocop.councils.models import CouncilReport
from ocop.councils.papers import minutes_paper, report_paper
from ocop.councils.queries.access import get_meeting_for
from ocop.councils.queries.minutes import minutes_of, unfinished_items
from ocop.pages.opening import reading_page
from ocop.paper.answering import paper_form, paper_response

PAPERS = {"bien-ban": ("Biên bản", minutes_paper), "bao-cao": ("Báo cáo", report_paper)}


@reading_page
def paper(request: HttpRequest, pk: int, kind: str, form: str) -> HttpResponse:
    """Send minutes or report of a meeting to whoever may read the page of the report."""
    meeting = get_meeting_for(request.user, pk)
    signed = CouncilReport.objects.filter(meeting=meeting).first()
    if kind not in PAPERS or (signed is None and unfinished_items(meeting)):
        raise Http404
    words, paper_of = PAPERS[kind]
    content = signed.content if signed else minutes_of(meeting)
    name = f"{words} {meeting.held_on:%d-%m-%Y}"
    return paper_response(paper_of(meeting, content, signed), form=paper_form(form), name=name)
