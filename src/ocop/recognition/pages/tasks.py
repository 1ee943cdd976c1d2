"""Lines of "Việc cần làm" that come from recognition."""

from django.urls import reverse
from django.utils import timezone

from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.states import FROM_NINETY
from ocop.law.procedure import next_round
from ocop.people.models import Role, UserAccount
from ocop.people.rights import holds, inside_units_of
from ocop.people.tasks import Task
from ocop.producers.queries import producers_acted_for
from ocop.recognition.queries.ministry import waiting_for_the_ministry

DECIDED = (DossierState.RECOGNISED, DossierState.NOT_RECOGNISED, DossierState.PROVINCE_FALLBACK)


def tasks_for(user: UserAccount) -> list[Task]:
    """What this person should do next: submit results, decide, look at a result, prepare the ministry's round."""
    return [*_office_tasks(user), *_ministry_tasks(user), *_producer_tasks(user)]


def _office_tasks(user: UserAccount) -> list[Task]:
    found = []
    for role, state, title in (
        (Role.PROVINCIAL_OFFICER, DossierState.PROVINCE_SCORED, "Trình kết quả Hội đồng"),
        (Role.PROVINCIAL_CHAIR, DossierState.DECISION_PENDING, "Quyết định công nhận sản phẩm"),
        (Role.PROVINCIAL_CHAIR, DossierState.PROVINCE_FALLBACK, "Xem xét kết quả của Bộ dưới 5 sao"),
        (Role.CENTRAL_OFFICER, DossierState.CENTRAL_SCORED, "Trình kết quả Hội đồng cấp trung ương"),
        (Role.MINISTER, DossierState.CENTRAL_DECISION_PENDING, "Quyết định công nhận 5 sao"),
    ):
        if not holds(user, role):
            continue
        count = Dossier.objects.filter(inside_units_of(user, [role]), state=state).count()
        if count:
            found.append(Task(title=title, href=reverse("recognition:queue"), count=count))
    return found


def _ministry_tasks(user: UserAccount) -> list[Task]:
    if not holds(user, Role.CENTRAL_OFFICER):
        return []
    count = waiting_for_the_ministry()
    if not count:
        return []
    cut_off = next_round("central", timezone.localdate()).last_proposal_day
    href = reverse("recognition:ministry_queue")
    return [
        Task(
            title="Sản phẩm tiềm năng 5 sao",
            href=href,
            count=count,
            due_on=cut_off,
            note="Hạn tỉnh đề nghị vào đợt tới",
        )
    ]


def _producer_tasks(user: UserAccount) -> list[Task]:
    decided = (
        Dossier.objects.filter(
            producer__in=producers_acted_for(user),
            state__in=[*DECIDED, *FROM_NINETY],
        )
        .select_related("product")
        .order_by("-pk")[:5]
    )
    return [
        Task(
            title=f"Xem kết quả: {dossier.product.name}",
            href=reverse("recognition:result", args=[dossier.pk]),
            note=DossierState(dossier.state).label,
            kind="done",
        )
        for dossier in decided
    ]
