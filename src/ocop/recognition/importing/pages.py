"""The line of “Việc cần làm” about imported products whose place is not known."""

from django.urls import reverse

from ocop.people.models import UserAccount
from ocop.people.tasks import Task
from ocop.recognition.importing.groups import groups_open_to


def tasks_for(user: UserAccount) -> list[Task]:
    """The line of "Việc cần làm": how many printed places wait for this person's decision."""
    count = groups_open_to(user).count()
    if not count:
        return []
    note = "Sản phẩm nhập từ danh sách cũ, chưa rõ xã hiện nay"
    return [Task(title="Xác định nơi sản xuất", href=reverse("importing:mapping_queue"), note=note, count=count)]
