"""Lines of “Việc cần làm” of officers and commune chairs."""

from datetime import date
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse

from ocop.dossiers.clocks import IN_WORKING_DAYS
from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.queries.access import COMMUNE_ROLES, seen_by_commune, seen_by_province
from ocop.people.models import Role, UserAccount
from ocop.people.rights import holds, holds_any
from ocop.people.tasks import Task

# state → (words for the one who acts, words for the one who waits)
COMMUNE_OFFICER_TASKS: dict[str, tuple[str, str]] = {
    DossierState.SUBMITTED: ("Tiếp nhận hồ sơ mới nộp", "do"),
    DossierState.COMMUNE_REVIEW: ("Kiểm tra hồ sơ, lập Báo cáo đánh giá (Mẫu 03)", "do"),
    DossierState.COMMUNE_SUPPLEMENT: ("Hồ sơ đang chờ chủ thể hoàn thiện", "wait"),
    DossierState.COMMUNE_ASSESSED: ("Hồ sơ đang chờ Chủ tịch UBND xã ký", "wait"),
}


COMMUNE_CHAIR_TASKS: dict[str, tuple[str, str]] = {
    DossierState.COMMUNE_ASSESSED: ("Ký Mẫu 03, đề nghị cấp tỉnh đánh giá", "do"),
}


PROVINCE_OFFICER_TASKS: dict[str, tuple[str, str]] = {
    DossierState.PROVINCE_REVIEW: ("Tiếp nhận, kiểm tra hồ sơ xã gửi, đưa vào đợt", "do"),
    DossierState.PROVINCE_SUPPLEMENT: ("Hồ sơ đang chờ hoàn thiện theo yêu cầu của tỉnh", "wait"),
}


def officer_tasks(user: UserAccount) -> list[Task]:
    """What an officer or a commune chair should do next, the work before the waiting."""
    tasks: list[Task] = []
    if holds_any(user, COMMUNE_ROLES):
        summary = _summary(seen_by_commune(user))
        if holds(user, Role.COMMUNE_CHAIR):
            tasks += _tasks(COMMUNE_CHAIR_TASKS, summary, "reviewing:commune_queue")
        if holds(user, Role.COMMUNE_OFFICER):
            tasks += _tasks(COMMUNE_OFFICER_TASKS, summary, "reviewing:commune_queue")
    if holds(user, Role.PROVINCIAL_OFFICER):
        tasks += _tasks(PROVINCE_OFFICER_TASKS, _summary(seen_by_province(user)), "reviewing:province_queue")
    return sorted(tasks, key=lambda one: (one.kind != "do", one.due_on or date.max))


def _summary(condition: Q) -> dict[str, dict[str, Any]]:
    rows = Dossier.objects.filter(condition).values("state").annotate(number=Count("pk"), first=Min("due_on"))
    return {row["state"]: dict(row) for row in rows.order_by()}


def _tasks(words: dict[str, tuple[str, str]], summary: dict[str, dict[str, Any]], url_name: str) -> list[Task]:
    return [
        Task(
            title=title,
            href=f"{reverse(url_name)}?trang-thai={state}",
            due_on=summary[state]["first"] if kind == "do" else None,
            count=summary[state]["number"],
            kind=kind,
            working=state in IN_WORKING_DAYS,
        )
        for state, (title, kind) in words.items()
        if state in summary
    ]
