"""Pages about public bodies: anybody who signed in reads what one is and was called; the administrator writes."""

from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from ocop.pages.answering import Step, carried_out, go_on, leaf, show
from ocop.pages.crumbs import trail
from ocop.pages.opening import reading_page, typing_page
from ocop.pages.refusing import permit
from ocop.people.body_forms import (
    BodyForm,
    BodySearchForm,
    CorrectionForm,
    LetterheadForm,
    RenamingForm,
    SuccessionForm,
)
from ocop.people.forms import ProvinceForm
from ocop.people.models import BodyName, PublicBody
from ocop.people.operations.bodies import correct_body_name, record_body, record_succession, rename_body, set_letterhead
from ocop.people.pages import body_page
from ocop.people.queries.bodies import (
    bodies_matching,
    body_name_on,
    letterhead_on,
    province_of,
)
from ocop.people.rules import may_record_bodies

PER_PAGE = 30


@reading_page
def bodies(request: HttpRequest) -> HttpResponse:
    """List and search bodies, with how many roles are held in each today."""
    permit(may_record_bodies(request.user))
    form = BodySearchForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    found = bodies_matching(given.get("q", ""), kind=given.get("loai", ""), province=given.get("tinh"))
    page = leaf(request, found, PER_PAGE)
    today = timezone.localdate()
    lines = [(body, body_name_on(body, today)) for body in page]
    query = request.GET.copy()
    query.pop("trang", None)
    return show(request, "people/bodies.html", form=form, page=page, lines=lines, query=query.urlencode(), today=today)


@typing_page
def body_create(request: HttpRequest) -> HttpResponse:
    """Record a body."""
    permit(may_record_bodies(request.user))
    province = ProvinceForm(request.GET if "tinh" in request.GET else None)
    form = BodyForm(request.POST or None, province=province.chosen())

    def lead(made: PublicBody) -> HttpResponse:
        return go_on(request, "Đã ghi cơ quan.", "people:body", made.pk)

    crumbs = trail(_list(), last="Ghi cơ quan")
    return carried_out(request, form, record_body, lead) or show(
        request, "people/body_create.html", form=form, province=province, crumbs=crumbs
    )


@reading_page
def body(request: HttpRequest, pk: int) -> HttpResponse:
    """One body: its names with their days, the head of its papers, what it came from and went into."""
    found, may_write = _get(pk), bool(may_record_bodies(request.user))
    return render(request, "people/body.html", body_page(found, may_write=may_write, on=timezone.localdate()))


@typing_page
def body_rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a body a new name from a day on."""
    permit(may_record_bodies(request.user))
    found = _get(pk)
    form = RenamingForm(
        request.POST or None, initial={"abbreviation": letterhead_on(found, timezone.localdate()).abbreviation}
    )
    step = Step("Đổi tên", partial(rename_body, found), "Đã ghi tên mới. Văn bản đã ban hành giữ tên cũ.")
    return _written(request, found, form, step)


@typing_page
def body_correct(request: HttpRequest, pk: int, name_pk: int) -> HttpResponse:
    """Correct a name that was written wrong."""
    permit(may_record_bodies(request.user))
    written = get_object_or_404(BodyName.objects.select_related("body__unit"), pk=name_pk, body=pk)
    form = CorrectionForm(request.POST or None, initial={"name": written.name, "abbreviation": written.abbreviation})
    step = Step("Sửa tên ghi nhầm", partial(correct_body_name, written), "Đã sửa tên.")
    return _written(request, written.body, form, step)


@typing_page
def body_letterhead(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what stands at the head of a body's papers, from a day on."""
    permit(may_record_bodies(request.user))
    found = _get(pk)
    head = found.letterheads.last()
    initial = {"superior": head.superior_id, "place_name": head.place_name} if head else {}
    form = LetterheadForm(request.POST or None, province=province_of(found), initial=initial)
    step = Step("Phần đầu văn bản", partial(set_letterhead, found), "Đã ghi phần đầu văn bản.")
    return _written(request, found, form, step)


@typing_page
def body_succession(request: HttpRequest, pk: int) -> HttpResponse:
    """Record into which body this one went."""
    permit(may_record_bodies(request.user))
    found = _get(pk)
    form = SuccessionForm(request.POST or None, province=province_of(found))

    def record(*, stays: bool, **given: Any) -> Any:
        return record_succession(found, **given, predecessor_ends=not stays)

    return _written(request, found, form, Step("Kế thừa", record, "Đã ghi kế thừa."))


def _get(pk: int) -> PublicBody:
    return get_object_or_404(PublicBody.objects.select_related("unit__parent").prefetch_related("names"), pk=pk)


def _list() -> tuple[str, str]:
    return ("Cơ quan", reverse("people:bodies"))


def _written(request: HttpRequest, found: PublicBody, form: forms.Form, step: Step) -> HttpResponse:
    """Show a form about a body, or write it and go back to the body."""

    def lead(made: object) -> HttpResponse:
        return go_on(request, step.words(made), "people:body", found.pk)

    name = body_name_on(found, timezone.localdate())
    crumbs = trail(_list(), (name, reverse("people:body", args=[found.pk])), last=step.title)
    return carried_out(request, form, step.operation, lead) or show(
        request, "people/body_form.html", form=form, body=found, name=name, crumbs=crumbs
    )
