"""Lines of "Việc cần làm" that come from complaints: what an office has to answer; one query for each role."""

from urllib.parse import urlencode

from django.db.models import Count, Min
from django.urls import reverse

from ocop.complaints.models import Complaint, ComplaintState
from ocop.complaints.queries.worklist import BODIES
from ocop.complaints.rules import OFFICES
from ocop.people.models import UserAccount
from ocop.people.rights import holds, inside_units_of
from ocop.people.tasks import Task


def tasks_for(user: UserAccount) -> list[Task]:
    """What this person should do next about complaints."""
    words, found = {role.value: word for word, role in BODIES.items()}, []
    for role in OFFICES:
        if not holds(user, role):
            continue
        mine = inside_units_of(user, [role], "product__unit_path")
        rows = Complaint.objects.filter(mine, body=role, state=ComplaintState.WAITING)
        counted = rows.aggregate(count=Count("pk"), due=Min("due_on"))
        if counted["count"]:
            address = f"{reverse('complaints:complaints')}?{urlencode({'co-quan': words[role.value]})}"
            found.append(Task("Trả lời khiếu nại", address, due_on=counted["due"], count=counted["count"]))
    return found
