"""Files of a complaint for those who may read them."""

from mimetypes import guess_extension

from django.http import Http404

from ocop.complaints.models import Complaint, ComplaintFile, PaperPurpose
from ocop.complaints.queries.access import reads_all
from ocop.dossiers.queries.files import ReadableFile
from ocop.ledger.personal import ERASED
from ocop.people.models import UserAccount

FOLDER = "complaints"


def files_for(user: UserAccount, complaint: Complaint) -> list[ComplaintFile]:
    """Return the files of a complaint that the person reads, oldest first."""
    found = complaint.files.order_by("pk")
    return list(found if reads_all(user, complaint) else found.filter(purpose=PaperPurpose.ANSWER))


def get_complaint_file_for(user: UserAccount, complaint: Complaint, pk: int) -> ReadableFile:
    """Return a file of a complaint; ``Http404`` for every other id, and for papers that the reader does not see."""
    file = next((one for one in files_for(user, complaint) if one.pk == pk), None)
    if file is None:
        raise Http404
    return ReadableFile(file.sha256, _name_of(file), file.media_type, FOLDER)


def _name_of(file: ComplaintFile) -> str:
    """The name a file is downloaded under; one whose name was erased takes its number."""
    if file.original_name != ERASED:
        return file.original_name
    return f"tep-{file.pk}{guess_extension(file.media_type) or ''}"
