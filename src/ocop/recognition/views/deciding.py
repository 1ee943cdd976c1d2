"""The decision of the chair, or of the minister, in three steps: choose products, type number and date (or a reason), confirm what cannot be undone."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ocop.dossiers.models import Dossier
from ocop.ledger.errors import DomainError
from ocop.pages.answering import show
from ocop.pages.opening import typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit, refuse
from ocop.people.models import Role, UserAccount
from ocop.people.rights import holds
from ocop.recognition.forms import ClosingForm, DecisionForm, ReturningForm, SendingBackForm
from ocop.recognition.operations import (
    approve_result,
    close_without_decision,
    recognise,
    recognise_five_star,
    return_to_province,
    send_back_to_council,
)
from ocop.recognition.pages.trails import office_trail
from ocop.recognition.queries.worklists import decidable, result_rows, returnable
from ocop.recognition.rules import APPROVE, CLOSE, RECOGNISE, RETURN, SEND_BACK, decides_centrally, may_sign_choice

from .worklists import chosen

FORMS: dict[str, type[Form]] = {
    RECOGNISE: DecisionForm,
    APPROVE: DecisionForm,
    CLOSE: ClosingForm,
    RETURN: ReturningForm,
    SEND_BACK: SendingBackForm,
}


@typing_page
def decide(request: HttpRequest) -> HttpResponse:
    """Form, confirmation, decision; the list and the kind of decision travel with the form."""
    user = signed_in(request)
    given = request.POST if request.method == "POST" else request.GET
    choice, ids = given.get("viec", ""), chosen(given.getlist("ho_so"))
    if choice not in FORMS or not (holds(user, Role.PROVINCIAL_CHAIR) or decides_centrally(user)):
        raise Http404
    dossiers = list(returnable(user, ids) if choice == SEND_BACK else decidable(user, ids))
    if not dossiers:
        messages.error(request, "Hãy chọn ít nhất một sản phẩm trong danh sách.")
        return redirect("recognition:queue")
    permit(may_sign_choice(user, choice, (one.unit_path for one in dossiers)))
    form = FORMS[choice](request.POST if request.method == "POST" else None)
    gone = len(ids) - len(dossiers)
    if request.method == "POST" and not gone and form.is_valid() and "sua" not in request.POST:
        return _confirm_or_carry_out(request, user, choice, dossiers, form)
    return _page(request, "decide", choice, dossiers, _with_sentence(request, form, gone) if gone else form)


def _with_sentence(request: HttpRequest, form: Form, gone: int) -> Form:
    """A list that is shorter than what was chosen is never decided on silently."""
    sentence = (
        f"{gone} sản phẩm đã chọn không còn trong danh sách này: đã chuyển bước, hoặc không thuộc thẩm quyền của bạn. "
        "Hãy xem lại danh sách dưới đây trước khi tiếp tục."
    )
    if form.is_bound:
        form.add_error(None, sentence)
    else:
        messages.warning(request, sentence)
    return form


def _confirm_or_carry_out(
    request: HttpRequest, user: UserAccount, choice: str, dossiers: list[Dossier], form: Form
) -> HttpResponse:
    if "xac_nhan" not in request.POST:
        return _page(request, "confirm", choice, dossiers, form)
    try:
        target = _carry_out(user, choice, dossiers, form.cleaned_data)
    except DomainError as refusal:
        refuse(form, refusal)
        return _page(request, "decide", choice, dossiers, form)
    messages.success(request, target[1])
    return redirect(*target[0])


def _carry_out(
    user: UserAccount, choice: str, dossiers: list[Dossier], given: dict[str, Any]
) -> tuple[tuple[Any, ...], str]:
    now = timezone.now()
    if choice == CLOSE:
        close_without_decision(dossiers, reason=given["reason"], by=user, at=now)
        return ("recognition:queue",), f"Đã kết thúc {len(dossiers)} hồ sơ, không ban hành quyết định."
    if choice == SEND_BACK:
        send_back_to_council(dossiers, reason=given["reason"], by=user, at=now)
        return ("recognition:queue",), f"Đã chuyển lại Hội đồng {len(dossiers)} hồ sơ."
    if choice == RETURN:
        return_to_province(dossiers, reason=given["reason"], by=user, at=now)
        return ("recognition:queue",), f"Đã thông báo kết quả {len(dossiers)} sản phẩm cho UBND cấp tỉnh."
    recognising = recognise_five_star if decides_centrally(user) else recognise
    operation = recognising if choice == RECOGNISE else approve_result
    decision = operation(
        dossiers, decision_number=given["decision_number"], decided_on=given["decided_on"], by=user, at=now
    )
    return ("recognition:decision", decision.pk), f"Đã ghi quyết định {decision.decision_number}."


def _page(request: HttpRequest, page: str, choice: str, dossiers: list[Dossier], form: Form) -> HttpResponse:
    crumbs = office_trail({"decide": "Soạn", "confirm": "Xem lại"}[page])
    return show(
        request, f"recognition/{page}.html", form=form, choice=choice, rows=result_rows(dossiers), crumbs=crumbs
    )
