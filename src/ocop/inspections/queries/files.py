"""Files of a case for those who read the case."""

from django.http import Http404

from ocop.dossiers.queries.files import ReadableFile
from ocop.inspections.models import CaseFile, RevocationCase
from ocop.people.models import UserAccount

FOLDER = "revocations"


def get_case_file_for(_: UserAccount, case: RevocationCase, pk: int) -> ReadableFile:
    """Return a file of a case; ``Http404`` for every other id. Who reads the case is asked before."""
    file = CaseFile.objects.filter(case=case, pk=pk).first()
    if file is None:
        raise Http404
    return ReadableFile(file.sha256, file.original_name, file.media_type, FOLDER)
