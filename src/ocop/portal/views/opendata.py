"""Open data: the register as CSV, XLSX and JSON, as of a day, on today's map or that of the time; and what its columns mean."""

from datetime import date
from typing import BinaryIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from ocop.files.refusing import BusyError
from ocop.paper.lists import ListForm
from ocop.portal.caching import cached_briefly
from ocop.portal.ministry_tables import table_named
from ocop.portal.openfiles import open_register, open_table
from ocop.portal.pages.dictionary import table_schema
from ocop.recognition.arithmetic import FIRST_YEAR
from ocop.recognition.exporting import Form, OnMap

MEDIA: dict[Form, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
}
MAPS: dict[str, OnMap] = {"hom-nay": "today", "khi-do": "then"}
WRONG_DAY = f"Tham số ngay phải là một ngày có thật, từ năm {FIRST_YEAR} đến hôm nay, viết như 2026-06-30."
WRONG_MAP = "Tham số ban-do phải là hom-nay (địa giới hôm nay) hoặc khi-do (địa giới khi công nhận)."


@require_safe
def register_file(request: HttpRequest, form: Form) -> HttpResponseBase:
    """Send the register; a parameter that says nothing is refused with a sentence, not guessed."""
    day, chosen = request.GET.get("ngay", ""), request.GET.get("ban-do", "khi-do")
    try:
        on = _day(day)
    except ValueError:
        return _refused(WRONG_DAY, 400)
    if chosen not in MAPS:
        return _refused(WRONG_MAP, 400)
    try:
        file = open_register(form=form, on=on, on_map=MAPS[chosen])
    except BusyError as busy:
        return _refused(str(busy), 503)
    return _sent(file, f"so-san-pham-ocop-{on or timezone.localdate()}", form)


@require_safe
def ministry_table(request: HttpRequest, name: str, form: ListForm) -> HttpResponseBase:
    """Send a table in the columns of the ministry's data decisions."""
    table = table_named(name)
    if table is None:
        raise Http404
    try:
        file = open_table(table, form=form)
    except BusyError as busy:
        return _refused(str(busy), 503)
    return _sent(file, f"{table.name}-{timezone.localdate()}", form)


def _sent(file: BinaryIO, name: str, form: Form) -> HttpResponseBase:
    response = FileResponse(file, content_type=MEDIA[form])
    header = content_disposition_header(as_attachment=True, filename=f"{name}.{form}")
    response["Content-Disposition"] = header or "attachment"
    return response


def _day(text: str) -> date | None:
    """Read the day asked for, None for every recognition; raises ``ValueError``."""
    if not text:
        return None
    day = date.fromisoformat(text)
    if not date(FIRST_YEAR, 1, 1) <= day <= timezone.localdate():
        raise ValueError(text)
    return day


def _refused(sentence: str, status: int) -> HttpResponse:
    response = HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")
    if status == 503:
        response["Retry-After"] = "60"
    return response


@require_safe
@cached_briefly
def register_schema(request: HttpRequest) -> HttpResponse:
    """What the columns are, for programs."""
    return JsonResponse(table_schema(), json_dumps_params={"ensure_ascii": False, "indent": 1})
