"""Lines of "Việc cần làm" that come from packages to the ministry and from its requests to evaluate again (QĐ 26/2026, Đ.6.3.a, 7.4.a, 10.1.b)."""

from django.db.models import Min
from django.urls import reverse
from django.utils import timezone

from ocop.dossiers.models import DossierState
from ocop.law.procedure import next_round
from ocop.ministry.models import CompletionRequest, RedoRequest, RedoState
from ocop.ministry.queries.access import dossiers_to_send, packages_visible_to
from ocop.ministry.queries.worklists import WAITING
from ocop.people.models import Role, UserAccount
from ocop.people.rights import holds, inside_units_of
from ocop.people.tasks import Task


def tasks_for(user: UserAccount) -> list[Task]:
    """What this person should do next: send a package, answer the ministry, receive, check."""
    return [*_province_tasks(user), *_central_tasks(user), *_redo_tasks(user)]


def _province_tasks(user: UserAccount) -> list[Task]:
    if not holds(user, Role.PROVINCIAL_OFFICER):
        return []
    href, found = reverse("ministry:packages"), []
    mine = inside_units_of(user, [Role.PROVINCIAL_OFFICER], "package__unit_path")
    asked = CompletionRequest.objects.filter(mine, answered_at__isnull=True)
    if count := asked.count():
        due_on = asked.aggregate(first=Min("due_on"))["first"]
        found.append(Task("Trả lời yêu cầu hoàn thiện của Bộ", href, "Hồ sơ đề nghị 5 sao", due_on=due_on, count=count))
    if count := dossiers_to_send(user).count():
        cut_off = next_round("central", timezone.localdate()).last_proposal_day
        note = "Ngày cuối đề nghị vào đợt tới của Bộ"
        found.append(Task("Gửi Bộ hồ sơ đề nghị 5 sao", href, note, due_on=cut_off, count=count))
    return found


def _central_tasks(user: UserAccount) -> list[Task]:
    if not holds(user, Role.CENTRAL_OFFICER):
        return []
    packages, href = packages_visible_to(user), reverse("ministry:packages")
    steps = (
        ("Tiếp nhận hồ sơ đề nghị 5 sao", packages.filter(**WAITING)),
        ("Kiểm tra hồ sơ đề nghị 5 sao", packages.filter(dossier__state=DossierState.CENTRAL_REVIEW)),
    )
    return [Task(title, href, count=count) for title, rows in steps if (count := rows.count())]


def _redo_tasks(user: UserAccount) -> list[Task]:
    """Requests of the ministry to evaluate again, by who has to act."""
    found = []
    for role, state, title in (
        (Role.PROVINCIAL_OFFICER, RedoState.SENT, "Tiếp nhận đề nghị thực hiện lại của Bộ"),
        (Role.PROVINCIAL_CHAIR, RedoState.ACCEPTED, "Chỉ đạo thực hiện lại việc đánh giá"),
        (Role.PROVINCIAL_OFFICER, RedoState.IN_PROGRESS, "Báo cáo Bộ kết quả thực hiện lại"),
    ):
        rows = RedoRequest.objects.filter(inside_units_of(user, [role]), state=state) if holds(user, role) else ()
        if days := [one.due_on for one in rows]:
            href = reverse("ministry:redo_requests")
            found.append(Task(title, href, "Đ.10.1.b", due_on=min(days), count=len(days)))
    return found
