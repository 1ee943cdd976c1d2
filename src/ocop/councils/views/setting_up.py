"""Councils and rules of the own province or the ministry: lists, recording what was decided, and the page of each (Đ.7.3.b, 7.4.b)."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ocop.councils.models import Council, CouncilRules
from ocop.councils.operations import adopt_rules, record_rules, set_up_council
from ocop.councils.pages.trails import council_trail
from ocop.councils.queries import setting_up as reads
from ocop.councils.queries.access import MINISTRY_ROLES, PROVINCE_ROLES, get_council_for
from ocop.councils.rules import may_set_up_council
from ocop.councils.setting_up_forms import AdoptForm, CouncilForm, RulesForm
from ocop.pages.answering import carried_out, go_on, show
from ocop.pages.opening import reading_page, typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.people.models import UserAccount
from ocop.people.rights import ALLOWED, Denied, holds_any
from ocop.reviewing.queries.worklists_province import provinces_of
from ocop.territory.models import AdministrativeUnit

NOT_THE_OFFICE = Denied(
    "Chỉ cơ quan tham mưu OCOP, Chủ tịch UBND cấp tỉnh hoặc Bộ ghi quy chế và quyết định thành lập Hội đồng."
)
CENTRAL_NAME = "Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp trung ương"


@reading_page
def councils(request: HttpRequest) -> HttpResponse:
    """List the councils a person follows and the rules of the own province."""
    user = signed_in(request)
    return show(
        request, "councils/councils.html", councils=reads.council_list(user), rules=reads.rules_list(user),
        may_record=_founds(user), crumbs=council_trail(),
    )  # fmt: skip


@reading_page
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    """Show recorded rules beside the national defaults."""
    found = reads.get_rules_for(signed_in(request), pk)
    crumbs = council_trail(last=f"Quy chế số {found.decision_number}")
    return show(request, "councils/rules.html", rules=found, lines=reads.rule_lines(found), crumbs=crumbs)


@typing_page
def rules_create(request: HttpRequest) -> HttpResponse:
    """Record the working rules of a council."""
    unit = _body(request, signed_in(request))
    form = RulesForm(request.POST or None, on=timezone.localdate())

    def lead(made: CouncilRules) -> HttpResponse:
        return go_on(request, f"Đã ghi quy chế số {made.decision_number}.", "councils:rules", made.pk)

    return carried_out(request, form, partial(record_rules, unit), lead) or show(
        request, "councils/rules_create.html", form=form, unit=unit, crumbs=council_trail(last="Ghi quy chế")
    )


@typing_page
def council_create(request: HttpRequest) -> HttpResponse:
    """Record a council with the decision that set it up."""
    unit = _body(request, signed_in(request))
    known = reads.rules_of_unit(unit)
    form = CouncilForm(request.POST or None, initial={"name": _name_for(unit)}).offer(known)

    def lead(made: Council) -> HttpResponse:
        words = "Đã ghi Hội đồng. Bây giờ hãy thêm từng người theo quyết định."
        return go_on(request, words, "councils:council", made.pk)

    if answer := carried_out(request, form, partial(set_up_council, unit), lead):
        return answer
    crumbs = council_trail(last="Lập Hội đồng")
    return show(request, "councils/council_create.html", form=form, unit=unit, has_rules=known.exists(), crumbs=crumbs)


@reading_page
def council(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a council: decision, rules, members in order, and what still stands in the way of a meeting."""
    user = signed_in(request)
    found = get_council_for(user, pk)
    lines = reads.seat_lines(found)
    seats = [line.seat for line in lines if not line.over]
    return show(
        request, "councils/council.html", council=found, lines=lines, seated=len(seats), crumbs=council_trail(last=found.name),
        shortcomings=reads.shortcomings(found, seats), missing=reads.missing_sectors(seats, central=found.is_central),
        may_record=may_set_up_council(user, found.unit_path),
    )  # fmt: skip


@typing_page
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a council work under newer rules from its next meeting on."""
    user = signed_in(request)
    found = get_council_for(user, pk)
    permit(may_set_up_council(user, found.unit_path))
    form = AdoptForm(request.POST or None, initial={"rules": found.rules_id}).offer(reads.rules_of_unit(found.unit))
    adopted = carried_out(
        request, form, partial(adopt_rules, found), lambda _: go_on(request, "Đã đổi quy chế.", "councils:council", pk)
    )
    return adopted or show(
        request, "councils/adopt.html", form=form, council=found, crumbs=council_trail(found, last="Đổi quy chế")
    )


def _founds(user: UserAccount) -> bool:
    return provinces_of(user, PROVINCE_ROLES).exists() or holds_any(user, MINISTRY_ROLES)


def _body(request: HttpRequest, user: UserAccount) -> AdministrativeUnit | None:
    """The province worked for: the only one, or the one named in the address; None for the ministry."""
    provinces = provinces_of(user, PROVINCE_ROLES)
    wanted = request.GET.get("tinh", "")
    unit = provinces.filter(code=wanted).first() or provinces.first()
    permit(ALLOWED if unit or holds_any(user, MINISTRY_ROLES) else NOT_THE_OFFICE)
    return unit


def _name_for(unit: AdministrativeUnit | None) -> str:
    if unit is None:
        return CENTRAL_NAME
    return f"Hội đồng đánh giá, phân hạng sản phẩm OCOP {unit.full_name[0].lower()}{unit.full_name[1:]}"
