"""Steps of a package: send it, receive it, ask for completion, answer (QĐ 26/2026, Đ.6.3.a, 7.3.e, 7.4.a)."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ocop.ministry.forms import AcceptingForm, AnsweringForm, AskingForm, SendingForm
from ocop.ministry.models import CompletionRequest, SubmissionPackage
from ocop.ministry.operations import accept_at_ministry, answer_request, ask_province, receive_package, send_package
from ocop.ministry.pages.trails import trail
from ocop.ministry.queries.access import get_dossier_to_send, get_package_for
from ocop.ministry.queries.contents import assemble
from ocop.ministry.queries.rounds import central_rounds, round_to_offer
from ocop.ministry.rules import may_accept_at_ministry, may_answer, may_ask, may_prepare
from ocop.pages.answering import carried_out, go_on, pressed, show
from ocop.pages.opening import button, typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit, turned_away_unless_sent


@typing_page
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the package of a product consists of and what is missing; record its letter and send it."""
    user = signed_in(request)
    dossier = get_dossier_to_send(user, pk)
    permit(may_prepare(user, dossier.unit_path))
    assembled = assemble(dossier)
    initial = {"letter_on": timezone.localdate(), "samples_sent": assembled.samples}
    form = SendingForm(assembled, request.POST or None, initial=initial)

    def lead(sent: SubmissionPackage) -> HttpResponse:
        return go_on(
            request, f"Đã gửi Bộ hồ sơ đề nghị 5 sao, văn bản số {sent.letter_number}.", "ministry:package", sent.pk
        )

    return carried_out(request, form, partial(send_package, dossier), lead) or show(
        request, "ministry/send.html", form=form, dossier=dossier, assembled=assembled,
        crumbs=trail(last=f"Gửi Bộ: {dossier.product.name}"),
    )  # fmt: skip


@button
def receive(request: HttpRequest, pk: int) -> HttpResponse:
    """Register a package."""
    found = get_package_for(signed_in(request), pk)
    pressed(request, partial(receive_package, found), lambda done: f"Đã tiếp nhận, số {done.register_number}.")
    return redirect("ministry:package", pk)


@typing_page
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the province to complete a package."""
    user, found = signed_in(request), get_package_for(request.user, pk)
    if refusal := turned_away_unless_sent(request, may_ask(user, found), "ministry:package", pk):
        return refusal
    form = AskingForm(request.POST or None)

    def lead(_: CompletionRequest) -> HttpResponse:
        return go_on(request, "Đã gửi yêu cầu hoàn thiện cho tỉnh.", "ministry:package", pk)

    return carried_out(request, form, partial(ask_province, found), lead) or show(
        request, "ministry/ask.html", form=form, package=found, crumbs=trail(found, last="Yêu cầu tỉnh hoàn thiện")
    )


@typing_page
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a checked package into a round of the ministry."""
    user, found = signed_in(request), get_package_for(request.user, pk)
    if refusal := turned_away_unless_sent(request, may_accept_at_ministry(user, found), "ministry:package", pk):
        return refusal
    offered = round_to_offer(found, today=timezone.localdate())
    form = AcceptingForm(central_rounds(), request.POST or None, initial={"round": offered})

    def lead(done: SubmissionPackage) -> HttpResponse:
        words = f"Đã đưa vào “{done.dossier.central_round}”; Tổ tư vấn cấp trung ương đánh giá."
        return go_on(request, words, "ministry:package", pk)

    return carried_out(request, form, partial(accept_at_ministry, found), lead) or show(
        request, "ministry/accept.html", form=form, package=found, crumbs=trail(found, last="Đưa vào đợt của Bộ")
    )


@typing_page
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the ministry's open request."""
    user, found = signed_in(request), get_package_for(request.user, pk)
    if refusal := turned_away_unless_sent(request, may_answer(user, found), "ministry:package", pk):
        return refusal
    asked = found.completion_requests.filter(answered_at__isnull=True).first()
    form = AnsweringForm(request.POST or None)

    def lead(_: CompletionRequest) -> HttpResponse:
        return go_on(request, "Đã trả lời, hồ sơ quay lại Bộ.", "ministry:package", pk)

    return carried_out(request, form, partial(answer_request, found), lead) or show(
        request, "ministry/answer.html", form=form, package=found, asked=asked,
        crumbs=trail(found, last="Trả lời yêu cầu của Bộ"),
    )  # fmt: skip
