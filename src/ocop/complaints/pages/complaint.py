"""Everything the page of one complaint shows, its steps, and the trail down to it."""

from datetime import date
from typing import Any

from django.urls import reverse

from ocop.complaints.models import Complaint, ComplaintFile, ComplaintState, PaperPurpose
from ocop.complaints.queries.access import is_inside, reads_all
from ocop.complaints.queries.files import files_for
from ocop.complaints.queries.worklist import TAGS, days_left
from ocop.complaints.routing import bodies_for, days_to_answer
from ocop.complaints.rules import may_handle, may_withdraw
from ocop.files.viewing import can_be_viewed
from ocop.ledger.queries import timeline_lines
from ocop.pages import crumbs
from ocop.people.models import UserAccount
from ocop.products.models import Product
from ocop.products.queries import products_visible_to
from ocop.recognition.queries.certificates import newest_certificates
from ocop.reviewing.pages.steps import ReviewStep
from ocop.vietnamese import format_date


def complaint_trail(*, complaint: Complaint | None = None, last: str = "") -> crumbs.Trail:
    """Return the breadcrumbs down to a page about complaints."""
    steps = [("Việc cần làm", reverse("web:home")), ("Khiếu nại", reverse("complaints:complaints"))]
    if complaint:
        steps.append((complaint.product.name, reverse("complaints:complaint", args=[complaint.pk])))
    return crumbs.trail(*steps, last=last)


def recording_page(product: Product, *, today: date) -> dict[str, Any]:
    """Return what stands around the form that records a complaint about a product."""
    title = "Ghi khiếu nại"
    return {
        "product": product,
        "days": days_to_answer(product, today),
        "title": title,
        "crumbs": complaint_trail(last=title),
    }


def complaint_steps(user: UserAccount, complaint: Complaint, *, today: date) -> list[ReviewStep]:
    """Return the steps the person may take now, the main one first."""
    found = []
    if may_handle(user, complaint):
        found.append(ReviewStep("Trả lời", _to("answer", complaint), "send", main=True))
        if len(bodies_for(complaint.product, on=today)) > 1:
            found.append(ReviewStep("Chuyển cơ quan khác", _to("pass_on", complaint), "forward"))
    if may_withdraw(user, complaint):
        found.append(ReviewStep("Ghi việc rút khiếu nại", _to("withdraw", complaint), "undo-2"))
    return found


def _to(name: str, complaint: Complaint) -> str:
    return reverse(f"complaints:{name}", args=[complaint.pk])


def complaint_page(complaint: Complaint, user: UserAccount, *, today: date) -> dict[str, Any]:
    """Return what the page shows to this person; who complains is told to offices, and to the producer of its own."""
    inside = is_inside(user, complaint)
    files = [(one, *_links(complaint, one)) for one in files_for(user, complaint)]
    return {
        "complaint": complaint,
        "product": complaint.product,
        "tag": TAGS[ComplaintState(complaint.state)],
        "days_left": days_left(complaint, today=today),
        "steps": complaint_steps(user, complaint, today=today),
        "papers": [one for one in files if one[0].purpose == PaperPurpose.COMPLAINT],
        "answers": [one for one in files if one[0].purpose == PaperPurpose.ANSWER],
        "reads_all": reads_all(user, complaint),
        "inside": inside,
        "reads_product": products_visible_to(user).filter(pk=complaint.product_id).exists(),
        "history": timeline_lines(complaint) if inside else [],
    }


def _links(complaint: Complaint, file: ComplaintFile) -> tuple[str, str, str]:
    """The addresses of a file: itself, its viewer, its thumbnail."""
    href = reverse("complaints:paper_file", args=[complaint.pk, file.pk])
    is_picture = file.media_type.startswith("image/")
    return href, f"{href}xem/" if can_be_viewed(file.media_type) else "", f"{href}anh/" if is_picture else ""


def first_words(product: Product, *, on: date) -> dict[str, Any]:
    """Return what the form of a complaint begins with: today, and the newest recognition as its paper says it."""
    newest = newest_certificates([product.pk], on=on).get(product.pk)
    if newest is None:
        return {"received_on": on}
    one = newest[0]
    words = f"Kết quả {one.star_rating} sao"
    words += f", Quyết định {one.decision_number}" if one.decision_number else ""
    words += f" ngày {format_date(one.issued_on)}" if one.issued_on else ""
    return {"about": words, "received_on": on}
