"""Groups: the list, a new one with its decision, the people in it (QĐ 26/2026, Đ.7.3.b)."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from ocop.advisory.forms import CentralGroupForm, GroupForm, MemberForm
from ocop.advisory.models import AdvisoryGroup, AdvisoryGroupMember
from ocop.advisory.operations import add_member, release_member, set_up_group
from ocop.advisory.pages.trails import trail
from ocop.advisory.queries.access import MINISTRY_ROLES, get_group_for
from ocop.advisory.queries.groups import member_lines
from ocop.advisory.queries.worklist import group_list
from ocop.advisory.rules import may_set_up_group
from ocop.pages.answering import carried_out, go_on, pressed, show
from ocop.pages.opening import button, reading_page, typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.people.rights import ALLOWED, Denied, holds_any
from ocop.reviewing.queries.worklists_province import provinces_of

NO_PROVINCE = Denied("Bạn không có tỉnh, thành phố nào để ghi quyết định thành lập Tổ tư vấn.")


@reading_page
def groups(request: HttpRequest) -> HttpResponse:
    """List the groups this person may read."""
    user = signed_in(request)
    may_create = provinces_of(user).exists() or holds_any(user, MINISTRY_ROLES)
    return show(
        request, "advisory/groups.html", groups=group_list(user), may_create=may_create, crumbs=trail(last="Các Tổ")
    )


@typing_page
def group_create(request: HttpRequest) -> HttpResponse:
    """Record a group with the decision that set it up."""
    user = signed_in(request)
    provinces, of_ministry = provinces_of(user), holds_any(user, MINISTRY_ROLES)
    permit(ALLOWED if provinces.exists() or of_ministry else NO_PROVINCE)
    form = CentralGroupForm(request.POST or None) if of_ministry else GroupForm(provinces, request.POST or None)

    def lead(made: AdvisoryGroup) -> HttpResponse:
        return go_on(request, f"Đã ghi {made.name}. Hãy bổ sung Tổ trưởng và thành viên.", "advisory:group", made.pk)

    found_group = partial(set_up_group, None) if of_ministry else set_up_group
    return carried_out(request, form, found_group, lead) or show(
        request, "advisory/group_create.html", form=form, crumbs=trail(last="Ghi quyết định thành lập")
    )


@typing_page
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a group and its people; let those who set it up add one."""
    user, found = signed_in(request), get_group_for(request.user, pk)
    verdict = may_set_up_group(user, found.unit_path)
    form = MemberForm(request.POST or None)

    def lead(added: AdvisoryGroupMember) -> HttpResponse:
        return go_on(request, f"Đã bổ sung {added.account.full_name}.", "advisory:group", pk)

    if request.method == "POST":
        permit(verdict)
    if answer := carried_out(request, form, partial(add_member, found), lead):
        return answer
    lines = member_lines(found)
    return show(
        request, "advisory/group.html", group=found, form=form, may_change=verdict, crumbs=trail(group=found),
        present=[one for one in lines if one.member.left_on is None], left=[one for one in lines if one.member.left_on],
    )  # fmt: skip


@button
def member_release(request: HttpRequest, pk: int, member_pk: int) -> HttpResponse:
    """End a membership today."""
    found = get_group_for(request.user, pk)
    member = get_object_or_404(found.members.select_related("account"), pk=member_pk)
    words = f"{member.account.full_name} không còn trong Tổ từ ngày mai."
    pressed(request, partial(release_member, member), words)
    return redirect("advisory:group", pk)
