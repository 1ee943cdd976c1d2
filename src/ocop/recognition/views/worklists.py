"""Work lists: the office submits, the chair decides, the ministry sees what reached 90 points."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from ocop.dossiers.queries.access import MINISTRY_ROLES
from ocop.pages.answering import attempt
from ocop.pages.opening import button, reading_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.pages.typed_numbers import is_number
from ocop.paper.lists import asked_form, list_response
from ocop.people.models import Role
from ocop.people.rights import ALLOWED, Denied, holds, holds_any
from ocop.recognition.listings import decision_listing
from ocop.recognition.operations import submit_for_decision
from ocop.recognition.pages.decision import decision_page
from ocop.recognition.pages.ministry import ministry_page
from ocop.recognition.pages.office import office_page
from ocop.recognition.queries import worklists
from ocop.recognition.queries.proof import is_proven

OFFICE_ROLES = (Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_CHAIR, *MINISTRY_ROLES)

NOT_THE_OFFICE = Denied("Trang này dành cho cơ quan tham mưu OCOP, Chủ tịch UBND cấp tỉnh và Bộ trưởng.")


def chosen(values: list[str]) -> list[int]:
    """Return the ids that were ticked; anything that is no id is left out."""
    return sorted({int(value) for value in values if is_number(value)})


@reading_page
def queue(request: HttpRequest) -> HttpResponse:
    """Results to submit and proposals to decide."""
    user = signed_in(request)
    permit(ALLOWED if holds_any(user, OFFICE_ROLES) else NOT_THE_OFFICE)
    return render(request, "recognition/queue.html", office_page(user))


@button
def submit(request: HttpRequest) -> HttpResponse:
    """The office hands the ticked results to the chair."""
    user = signed_in(request)
    leader = "Bộ trưởng" if holds(user, Role.CENTRAL_OFFICER) else "Chủ tịch UBND tỉnh"
    dossiers = worklists.submittable(user, chosen(request.POST.getlist("ho_so")))
    attempt(
        request,
        lambda: submit_for_decision(dossiers, by=user, at=timezone.now()),
        lambda done: f"Đã trình {leader} kết quả của {len(done)} sản phẩm.",
    )
    return redirect("recognition:queue")


@reading_page
def decision(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A decision with its list of products."""
    user = signed_in(request)
    found = get_object_or_404(worklists.decisions_visible_to(user), pk=pk)
    proven = is_proven(found)
    if proven and (as_file := asked_form(request)):
        return list_response(decision_listing(found, at=timezone.now()), form=as_file)
    return render(request, "recognition/decision.html", decision_page(found, reader=user, proven=proven))


@reading_page
def ministry_queue(request: HttpRequest) -> HttpResponse:
    """Potential five-star products and the ministry's rounds (Đ.5.2)."""
    user = signed_in(request)
    if not holds_any(user, MINISTRY_ROLES):
        raise PermissionDenied("Trang này dành cho Bộ trưởng và cơ quan tham mưu OCOP của Bộ.")
    context = ministry_page(user, request.GET, today=timezone.localdate())
    return render(request, "recognition/ministry_queue.html", context)
