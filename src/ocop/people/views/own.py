"""The own account: name, telephone, and the roles held."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ocop.ledger.mailing import choose_checkpoints
from ocop.ledger.models import CheckpointReader
from ocop.pages.answering import carried_out, go_on, show
from ocop.pages.opening import typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.people.forms import OwnDetailsForm
from ocop.people.operations import update_own_details
from ocop.people.queries import role_lines
from ocop.people.queries.signing import own_deputy_lines
from ocop.people.rules import is_official, may_choose_checkpoints


@typing_page
def account(request: HttpRequest) -> HttpResponse:
    """Show the own roles; change the own name and telephone."""
    user = signed_in(request)
    chooses = CheckpointReader.objects.filter(account=user).exists()
    if request.POST.get("action") == "checkpoints":
        permit(may_choose_checkpoints(user))
        choose_checkpoints(user, wanted=not chooses, by=user, at=timezone.now())
        return go_on(request, "Đã lưu lựa chọn của bạn.", "people:account")
    form = OwnDetailsForm(request.POST or None, initial={"full_name": user.full_name, "phone": user.phone})

    def lead(_: object) -> HttpResponse:
        return go_on(request, "Đã lưu thông tin của bạn.", "people:account")

    return carried_out(request, form, partial(update_own_details, user), lead) or show(
        request, "people/account.html", form=form, roles=role_lines(user), deputy_lines=own_deputy_lines(user),
        is_official=is_official(user), chooses_checkpoints=chooses,
    )  # fmt: skip
