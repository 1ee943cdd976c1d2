"""A visit of the group with its photos: record it, correct it, until the report is signed (QĐ 26/2026, Đ.7.3.c)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ocop.advisory.forms import SurveyForm, survey_data
from ocop.advisory.models import SiteSurvey
from ocop.advisory.operations import add_photos, record_survey, remove_photos
from ocop.advisory.pages.survey import survey_page
from ocop.advisory.pages.trails import turned_away
from ocop.advisory.queries.access import get_review_for, level_for
from ocop.advisory.rules import may_work
from ocop.dossiers.models import Dossier
from ocop.pages.answering import answered, go_on, show
from ocop.pages.opening import typing_page
from ocop.pages.person import signed_in
from ocop.pages.typed_again import keeps_typed, typed_again


@keeps_typed
@typing_page
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a visit."""
    form = SurveyForm(request.POST or typed_again(request), request.FILES or None)
    return _answered(request, get_review_for(request.user, pk), form)


@keeps_typed
@typing_page
def survey_edit(request: HttpRequest, pk: int, survey_pk: int) -> HttpResponse:
    """Correct a visit, add photos to it or take some out, before the report is signed."""
    dossier = get_review_for(request.user, pk)
    level = level_for(request.user, dossier)
    visit = get_object_or_404(SiteSurvey, pk=survey_pk, report__dossier=dossier, report__evaluation_level=level)
    typed = request.POST or typed_again(request)
    form = SurveyForm(typed, request.FILES or None, initial=survey_data(visit))
    return _answered(request, dossier, form, visit)


def _answered(
    request: HttpRequest, dossier: Dossier, form: SurveyForm, visit: SiteSurvey | None = None
) -> HttpResponse:
    verdict = may_work(signed_in(request), dossier)
    if request.method == "GET" and (refusal := turned_away(request, dossier, verdict)):
        return refusal

    def keep(_given: dict[str, Any]) -> HttpResponse:
        return _kept(request, dossier, form, visit)

    return answered(request, form, keep) or _shown(request, dossier, form, visit)


def _kept(request: HttpRequest, dossier: Dossier, form: SurveyForm, visit: SiteSurvey | None) -> HttpResponse:
    """Keep the words, then the photos, each for itself; where one is refused the words are kept and the page says which photo."""
    by, at = signed_in(request), timezone.now()
    made = record_survey(dossier, survey=visit, **form.words(), by=by, at=at)
    if form.cleaned_data["taken_out"]:
        remove_photos(made, form.cleaned_data["taken_out"], by=by, at=at)
    refused = add_photos(made, form.uploads(), by=by, at=at)
    if refused:
        for one in refused:
            form.add_error("photos", f"“{one.name}”: {one.sentence}")
        form.add_error(None, "Nội dung khảo sát và các ảnh khác đã được lưu. Chỉ còn ảnh nêu dưới đây chưa nhận được.")
        return _shown(request, dossier, form, made)
    if "more" in request.POST:
        return go_on(request, "Đã lưu khảo sát. Bạn chụp tiếp được.", "advisory:survey_edit", dossier.pk, made.pk)
    done = "Đã sửa khảo sát thực tế." if visit else "Đã ghi khảo sát thực tế."
    return go_on(request, done, "advisory:review", dossier.pk)


def _shown(request: HttpRequest, dossier: Dossier, form: SurveyForm, visit: SiteSurvey | None) -> HttpResponse:
    return show(request, "advisory/survey.html", form=form, **survey_page(dossier, visit, form))
