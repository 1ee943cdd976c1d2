"""Files of a complaint: to download, to look at."""

from django.urls import reverse

from ocop.complaints.models import Complaint
from ocop.complaints.queries.access import get_complaint_for
from ocop.complaints.queries.files import get_complaint_file_for
from ocop.dossiers.sending import evidence_pages
from ocop.people.models import UserAccount


def _back_of(_: UserAccount, found: Complaint, pk: int) -> tuple[str, str]:
    return (f"Khiếu nại: {found.product.name}", reverse("complaints:complaint", args=[pk]))


paper_file, paper_picture, paper_viewer, paper_leaf = evidence_pages(
    get_complaint_for, _back_of, get_complaint_file_for
)
