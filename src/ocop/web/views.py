"""The home page of a signed-in person, the radar of an office and the living style guide."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ocop.pages.answering import leaf
from ocop.pages.opening import button, reading_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.paper.answering import paper_form, papers_response
from ocop.paper.lists import asked_form, list_response
from ocop.people.rights import ALLOWED, Denied, holds_any, roles_of
from ocop.people.rules import is_official
from ocop.producers.queries import own_producers
from ocop.recognition.rules import REMINDERS

from .guide.catalogue import GROUPS, PIECES
from .guide.samples import sample_context
from .home import tasks_of
from .offices import calling
from .offices.calling import MOST_LETTERS, STEPS, carry_out, letters_of
from .offices.homes import office_homes
from .offices.radar import READERS, chosen_entries, radar_listing, radar_page, read_due
from .producer_home import products_at_home
from .role_homes import role_homes

ROWS_PER_PAGE = 50
CALLED = "radar_results"
NOT_AN_OFFICE = Denied("Trang này dành cho UBND xã, cơ quan tham mưu OCOP, Chủ tịch UBND tỉnh và Bộ.")


@reading_page
def home_of_role(request: HttpRequest) -> HttpResponse:
    """Show what the person has to do, then what waits for others, then what is done."""
    user = signed_in(request)
    labels = [held.words for held in roles_of(user)]
    today = timezone.localdate()
    context = {
        "tasks": tasks_of(user),
        "role_labels": list(dict.fromkeys(labels)),
        "role_homes": role_homes(user, on=today),
        "office_homes": office_homes(user, on=today),
    }
    if not is_official(user) and (producers := list(own_producers(user))):
        products = products_at_home(user, on=today)
        return render(request, "web/producer_home.html", {**context, "products": products, "producers": producers})
    return render(request, "web/home.html", context)


@reading_page
def radar(request: HttpRequest) -> HttpResponseBase:
    """Show which stars of the reader's territory run out; the address holds the filters."""
    user, today = signed_in(request), timezone.localdate()
    permit(ALLOWED if holds_any(user, READERS) else NOT_AN_OFFICE)
    chosen = read_due(request.GET, on=today)
    if form := asked_form(request):
        return list_response(radar_listing(user, chosen, on=today, at=timezone.now()), form=form)
    page = leaf(request, chosen_entries(user, chosen, on=today), ROWS_PER_PAGE)
    context = radar_page(user, chosen, page, on=today) | {"results": request.session.pop(CALLED, None)}
    return render(request, "web/radar.html", context)


@button
def call_producers(request: HttpRequest) -> HttpResponse:
    """Remind the ticked producers, or draft their renewals; each stands for itself."""
    user, step, ticked = signed_in(request), request.POST.get("viec", ""), request.POST.getlist("san-pham")
    permit(ALLOWED if holds_any(user, REMINDERS) and step in STEPS else calling.NOT_AN_OFFICE)
    if results := carry_out(step, ticked, by=user, at=timezone.now()):
        request.session[CALLED] = results
    else:
        messages.error(request, "Hãy chọn sản phẩm trong địa bàn của bạn ở cột đầu trước.")
    back = request.POST.get("loc", "")
    return redirect(f"{reverse('web:radar')}?{back}" if back else "web:radar")


@reading_page
def radar_letters(request: HttpRequest, form: str) -> HttpResponse:
    """Send the letters to all producers on the list, one file, a letter for each."""
    user, today = signed_in(request), timezone.localdate()
    permit(ALLOWED if holds_any(user, REMINDERS) else calling.NOT_AN_OFFICE)
    papers = letters_of(user, read_due(request.GET, on=today), on=today)
    permit(calling.NOBODY if not papers else calling.TOO_MANY if len(papers) > MOST_LETTERS else ALLOWED)
    return papers_response(papers, form=paper_form(form), name="Thư nhắc nộp hồ sơ phân hạng lại")


def _only_in_demo() -> None:
    if not (settings.OCOP_DEMO or settings.DEBUG):
        raise Http404


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """List the pieces of the style guide; shown in the demo only."""
    _only_in_demo()
    return render(request, "web/ui/index.html", {"groups": GROUPS})


@require_safe
def guide_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show one piece in its states; 404 for a piece that does not exist."""
    _only_in_demo()
    if name not in PIECES:
        raise Http404
    return render(request, f"web/ui/{name.replace('-', '_')}.html", {**sample_context(), "piece": PIECES[name]})
