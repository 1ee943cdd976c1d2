"""Reads of uploaded lists: which ones a person may see, their lines by what happens with them, and what was chosen for headings before."""

from collections.abc import Mapping

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404

from ocop.jobs.models import Job
from ocop.people.models import Role, UserAccount
from ocop.people.rights import holds, inside_units_of, roles_of
from ocop.recognition.importing.headings import heading_key
from ocop.recognition.models import LineOutcome, UploadedLine, UploadedList
from ocop.territory.models import AdministrativeUnit

CHECK, APPLY = "check_list", "import_list"
MOST_REMEMBERED = 50  # uploads whose chosen columns are looked through


def uploads_visible_to(user: UserAccount) -> QuerySet[UploadedList]:
    """Lists of the provinces where a person is an officer; a system administrator sees all."""
    rows = UploadedList.objects.select_related("unit", "uploaded_by", "batch").order_by("-uploaded_at", "-pk")
    if holds(user, Role.SYSTEM_ADMINISTRATOR):
        return rows
    return rows.filter(inside_units_of(user, [Role.PROVINCIAL_OFFICER], "unit__path"), unit__isnull=False)


def get_upload_for(user: UserAccount, pk: int) -> UploadedList:
    """Return a list this person may see; raises ``Http404`` for every other id."""
    return get_object_or_404(uploads_visible_to(user), pk=pk)


def province_of_office(user: UserAccount) -> AdministrativeUnit | None:
    """The province whose lists a person sends; None for a system administrator, who sends lists of the country."""
    if holds(user, Role.SYSTEM_ADMINISTRATOR):
        return None
    paths = [held.unit_path for held in roles_of(user) if held.role == Role.PROVINCIAL_OFFICER]
    return AdministrativeUnit.objects.filter(path__in=paths, effective_to=None).order_by("path").first()


def columns_remembered(unit: AdministrativeUnit | None) -> Mapping[str, str]:
    """What people of a province chose for headings against their words, by heading; the newest choice holds."""
    kept = UploadedList.objects.filter(unit=unit, checked_at__isnull=False).order_by("-uploaded_at", "-pk")
    found: dict[str, str] = {}
    for headings in kept.values_list("headings", flat=True)[:MOST_REMEMBERED]:
        for one in headings:
            if one["role"] != one["proposed"]:
                found.setdefault(heading_key(one["text"]), one["role"])
    return found


def outcome_counts(upload: UploadedList) -> list[tuple[LineOutcome, int]]:
    """How many lines of a list have each outcome, in the order of the outcomes."""
    grouped = upload.lines.order_by().values_list("outcome").annotate(count=Count("pk"))
    found: dict[str, int] = dict(grouped)
    return [(one, found.get(one.value, 0)) for one in LineOutcome]


def lines_with(upload: UploadedList, outcome: str) -> QuerySet[UploadedLine]:
    """Lines of a list in the order of the file, those with one outcome alone where it is given."""
    lines = upload.lines.order_by("position")
    return lines.filter(outcome=outcome) if outcome in LineOutcome.values else lines


def newest_job_of(upload: UploadedList) -> Job | None:
    """The newest job about a list: its preview or its import."""
    jobs = Job.objects.filter(kind__in=(CHECK, APPLY), parameters__upload=upload.pk)
    return jobs.select_related("started_by").order_by("-pk").first()
