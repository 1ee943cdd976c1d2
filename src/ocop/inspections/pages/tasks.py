"""Lines of "Việc cần làm" that come from revocations: prepare, decide, explain; in a fixed number of queries."""

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from ocop.inspections.competence import stars_of
from ocop.inspections.models import ExplanationRequest, RevocationCase, RevocationState
from ocop.people.models import Role, UserAccount
from ocop.people.rights import holds, inside_units_of
from ocop.people.tasks import Task
from ocop.producers.queries import producers_acted_for

TO_PREPARE = (RevocationState.OPENED, RevocationState.VERIFYING)
TO_DECIDE = (RevocationState.REVOCATION_SUBMITTED,)
BY_ROLE = {
    Role.PROVINCIAL_OFFICER: ("Xác minh, trình thu hồi giấy chứng nhận", TO_PREPARE),
    Role.CENTRAL_OFFICER: ("Xác minh, trình thu hồi giấy chứng nhận 5 sao", TO_PREPARE),
    Role.PROVINCIAL_CHAIR: ("Quyết định thu hồi giấy chứng nhận", TO_DECIDE),
    Role.MINISTER: ("Quyết định thu hồi giấy chứng nhận 5 sao", TO_DECIDE),
}


def tasks_for(user: UserAccount) -> list[Task]:
    """What this person should do next about revocations."""
    today, found = timezone.localdate(), []
    for role, (title, states) in BY_ROLE.items():
        if not holds(user, role):
            continue
        mine = inside_units_of(user, [role], "certificate__product__unit_path")
        rows = RevocationCase.objects.filter(
            mine, state__in=states, certificate__star_rating__in=stars_of(role, on=today)
        )
        found += _task(title, rows)
    return [*found, *_explanations(user)]


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
