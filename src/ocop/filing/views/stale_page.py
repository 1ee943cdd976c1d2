"""The page for a form that was opened before someone else saved: both versions side by side, nothing overwritten (409)."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.assessment import chosen_words
from ocop.dossiers.queries.read_view import answer_words
from ocop.dossiers.questions import QuestionGroup
from ocop.filing.stale import StaleContentError, fingerprint
from ocop.filing.views.for_producer import show_dossier
from ocop.law.sheets import Criterion

NOT_SENT = frozenset({"csrfmiddlewaretoken", "seen", "photos", "papers"})


def stale_answers_page(
    request: HttpRequest, dossier: Dossier, group: QuestionGroup, stale: StaleContentError
) -> HttpResponse:
    """Show both versions of a group of answers."""
    rows = [
        (one.ask, answer_words(one, stale.kept.get(one.key)), answer_words(one, stale.sent.get(one.key)))
        for one in group.questions
    ]
    return _both(request, dossier, group.title, rows, stale)


def stale_criterion_page(
    request: HttpRequest, dossier: Dossier, criterion: Criterion, stale: StaleContentError
) -> HttpResponse:
    """Show both versions of the answer to a criterion."""
    kept, sent = (_words(criterion, one) for one in (stale.kept, stale.sent))
    rows = [("Mức đã chọn", kept[0], sent[0]), ("Mô tả", kept[1], sent[1])]
    return _both(request, dossier, f"Tiêu chí {criterion.code}", rows, stale)


def _words(criterion: Criterion, content: dict[str, Any]) -> tuple[str, str]:
    if not content:
        return "", ""
    if content["level"] is None:
        return "chưa chọn mức", content["description"]
    choice = {"case": content["case"], "level": content["level"]} if content["case"] else content["level"]
    return chosen_words(criterion, {criterion.code: choice}), content["description"]


def _both(
    request: HttpRequest, dossier: Dossier, title: str, rows: list[tuple[str, str, str]], stale: StaleContentError
) -> HttpResponse:
    sent_again = [(name, value) for name, values in request.POST.lists() if name not in NOT_SENT for value in values]
    return show_dossier(
        request,
        "stale",
        dossier,
        (title, ""),
        status=409,
        title=title,
        rows=[(label, kept, sent, kept != sent) for label, kept, sent in rows],
        sent_again=[*sent_again, ("seen", fingerprint(stale.kept))],
        sentence=stale.sentence,
        here=request.get_full_path(),
    )
