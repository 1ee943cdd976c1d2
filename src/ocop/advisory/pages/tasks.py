"""Lines of "Việc cần làm" that come from the advisory group, in a fixed number of queries."""

from datetime import date

from django.db.models import Count, Min, Q
from django.urls import reverse

from ocop.advisory.models import AdvisoryGroup, AdvisoryReport, GroupCapacity
from ocop.advisory.queries.access import CENTRAL_GROUP_ROLES, GROUP_ROLES, WAITS_CENTRALLY, seats_of
from ocop.advisory.queries.worklist import COMPLETE, COMPLETE_CENTRALLY, provinces_without_group
from ocop.dossiers.levels import EvaluationLevel
from ocop.dossiers.models import Dossier, DossierState
from ocop.people.models import Role, UserAccount
from ocop.people.rights import holds, holds_any
from ocop.people.tasks import Task

_REPORTED_CENTRALLY = AdvisoryReport.objects.filter(evaluation_level=EvaluationLevel.CENTRAL)
WAITING_FOR_MINISTRY = WAITS_CENTRALLY & ~Q(pk__in=_REPORTED_CENTRALLY.values("dossier"))


def tasks_for(user: UserAccount) -> list[Task]:
    """What this person should do next for the advisory group, the work before the waiting."""
    tasks = _tasks_of_group(user) if holds_any(user, (*GROUP_ROLES, *CENTRAL_GROUP_ROLES)) else []
    if holds(user, Role.PROVINCIAL_OFFICER):
        tasks += _tasks_of_office(user)
    if holds(user, Role.CENTRAL_OFFICER):
        tasks += _tasks_of_ministry()
    return tasks


def _tasks_of_group(user: UserAccount) -> list[Task]:
    seats = list(seats_of(user).values_list("group", "group__unit_path", "capacity"))
    if not seats:
        return []
    waiting, own, headed = Q(pk__in=[]), Q(pk__in=[]), Q(pk__in=[])
    for group, path, capacity in seats:
        mine = Q(pk__in=AdvisoryReport.objects.filter(group=group, signed_at__isnull=True).values("dossier"))
        own |= mine
        if capacity == GroupCapacity.HEAD:
            headed |= mine
            waiting |= Q(state=DossierState.IN_ROUND, unit_path__inside=path) if path else WAITING_FOR_MINISTRY
    at_work = Q(state__in=[DossierState.ADVISORY_REVIEW, DossierState.CENTRAL_ADVISORY_REVIEW])
    written = Q(COMPLETE, state=DossierState.ADVISORY_REVIEW) | Q(
        COMPLETE_CENTRALLY, state=DossierState.CENTRAL_ADVISORY_REVIEW
    )
    kinds = {
        "start": waiting,
        "sign": headed & written,
        "write": own & at_work & ~(headed & written),
        "wait": own & Q(state__in=[DossierState.PROVINCE_SUPPLEMENT, DossierState.CENTRAL_SUPPLEMENT]),
    }
    counted = Dossier.objects.filter(Q(*kinds.values(), _connector=Q.OR)).aggregate(
        **{f"{name}_n": Count("pk", filter=condition, distinct=True) for name, condition in kinds.items()},
        **{f"{name}_due": Min("due_on", filter=condition) for name, condition in kinds.items()},
    )
    words = {
        "sign": ("Ký báo cáo của Tổ tư vấn", "do", "can-lam"),
        "start": ("Bắt đầu đánh giá hồ sơ đã vào đợt", "do", "can-lam"),
        "write": ("Đánh giá hồ sơ, viết báo cáo Tổ tư vấn", "do", "can-lam"),
        "wait": ("Hồ sơ chờ hoàn thiện theo yêu cầu của Tổ tư vấn", "wait", "cho-hoan-thien"),
    }
    return [
        _task(title, chosen, counted[f"{name}_n"], kind, counted[f"{name}_due"] if kind == "do" else None)
        for name, (title, kind, chosen) in words.items()
        if counted[f"{name}_n"]
    ]


def _task(title: str, chosen: str, count: int, kind: str, due_on: date | None) -> Task:
    return Task(title, f"{reverse('advisory:reviews')}?loc={chosen}", due_on=due_on, count=count, kind=kind)


def _tasks_of_office(user: UserAccount) -> list[Task]:
    found = provinces_without_group(user).aggregate(count=Count("pk"), due=Min("due_on"))
    if not found["count"]:
        return []
    title = "Ghi quyết định thành lập Tổ tư vấn: hồ sơ đã vào đợt đang chờ"
    return [Task(title, reverse("advisory:groups"), due_on=found["due"], count=found["count"])]


def _tasks_of_ministry() -> list[Task]:
    """The ministry sets its group up before dossiers come before it (Đ.7.4.b)."""
    if AdvisoryGroup.objects.filter(unit__isnull=True).exists():
        return []
    return [Task("Ghi quyết định thành lập Tổ tư vấn cấp trung ương", reverse("advisory:groups"))]
