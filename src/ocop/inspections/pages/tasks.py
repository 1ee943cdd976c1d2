"""Lines of "Việc cần làm" that come from revocations and inspections, for offices and producers; in a fixed number of queries."""

from datetime import timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from ocop.inspections.competence import stars_of
from ocop.inspections.models import (
    ExplanationRequest,
    Inspection,
    InspectionConclusion,
    InspectionState,
    RevocationCase,
    RevocationState,
)
from ocop.inspections.supervision import TO_CONCLUDE
from ocop.people.models import Role, UserAccount
from ocop.people.rights import holds, inside_units_of
from ocop.people.tasks import Task
from ocop.producers.queries import producers_acted_for

TO_PREPARE = (RevocationState.OPENED, RevocationState.VERIFYING)
SOON = timedelta(days=14)
TO_DECIDE = (RevocationState.REVOCATION_SUBMITTED,)
BY_ROLE = {
    Role.PROVINCIAL_OFFICER: ("Xác minh, trình thu hồi giấy chứng nhận", TO_PREPARE),
    Role.CENTRAL_OFFICER: ("Xác minh, trình thu hồi giấy chứng nhận 5 sao", TO_PREPARE),
    Role.PROVINCIAL_CHAIR: ("Quyết định thu hồi giấy chứng nhận", TO_DECIDE),
    Role.MINISTER: ("Quyết định thu hồi giấy chứng nhận 5 sao", TO_DECIDE),
}


def tasks_for(user: UserAccount) -> list[Task]:
    """What this person should do next about revocations and inspections."""
    today, found = timezone.localdate(), []
    for role, (title, states) in BY_ROLE.items():
        if not holds(user, role):
            continue
        mine = inside_units_of(user, [role], "certificate__product__unit_path")
        rows = RevocationCase.objects.filter(
            mine, state__in=states, certificate__star_rating__in=stars_of(role, on=today)
        )
        found += _task(title, rows)
    return [*found, *_explanations(user), *_inspections(user), *_findings(user)]


def _task(title: str, rows: "QuerySet[RevocationCase]") -> list[Task]:
    counted = rows.aggregate(count=Count("pk"), due=Min("due_on"))
    if not counted["count"]:
        return []
    return [Task(title, reverse("inspections:cases"), due_on=counted["due"], count=counted["count"])]


def _explanations(user: UserAccount) -> list[Task]:
    asked = ExplanationRequest.objects.filter(
        Q(case__certificate__product__producer__in=producers_acted_for(user).values("pk")),
        answered_at__isnull=True,
        case__state=RevocationState.VERIFYING,
    ).select_related("case__certificate__product")
    return [
        Task(
            f"Giải trình: {one.case.certificate.product.name}",
            reverse("inspections:explain", args=[one.case_id]),
            note="Hồ sơ thu hồi giấy chứng nhận",
            due_on=one.due_on,
        )
        for one in asked.order_by("due_on", "pk")
    ]


def _inspections(user: UserAccount) -> list[Task]:
    """Inspections to begin, to conclude and to look at again, each kind with its first day, for the office that leads them."""
    soon = Q(state=InspectionState.PLANNED, planned_on__lte=timezone.localdate() + SOON)
    kinds = {
        "Kiểm tra sản phẩm theo kế hoạch": (soon | Q(state=InspectionState.IN_PROGRESS), "planned_on"),
        "Kết luận kiểm tra": (Q(state__in=TO_CONCLUDE), "explain_by"),
        "Xem lại việc khắc phục": (Q(conclusion=InspectionConclusion.REMEDY, followed_up_at__isnull=True), "mend_by"),
    }
    address, found = reverse("inspections:inspections"), []
    for role in (Role.PROVINCIAL_OFFICER, Role.CENTRAL_OFFICER):
        if not holds(user, role):
            continue
        rows = Inspection.objects.filter(inside_units_of(user, [role], "certificate__product__unit_path"), led_by=role)
        counted = rows.aggregate(
            **{f"n{at}": Count("pk", filter=where) for at, (where, _) in enumerate(kinds.values())},
            **{f"d{at}": Min(day, filter=where) for at, (where, day) in enumerate(kinds.values())},
        )
        found += [
            Task(title, address, due_on=counted[f"d{at}"], count=counted[f"n{at}"])
            for at, title in enumerate(kinds)
            if counted[f"n{at}"]
        ]
    return found


def _findings(user: UserAccount) -> list[Task]:
    """Findings that a producer may still answer."""
    asked = Inspection.objects.filter(
        certificate__product__producer__in=producers_acted_for(user).values("pk"),
        state=InspectionState.FINDINGS_RECORDED,
    ).select_related("certificate__product")
    return [
        Task(
            f"Xem ghi nhận kiểm tra: {one.certificate.product.name}",
            reverse("inspections:inspection", args=[one.pk]),
            note="Bạn có thể giải trình",
            due_on=one.explain_by,
        )
        for one in asked.order_by("pk")
    ]
