"""May this person ask for a job, cancel it, run it again? The same declaration decides who sees it (see ``queries``)."""

from ocop.people.models import UserAccount
from ocop.people.rights import ALLOWED, Denied, Verdict, holds_any, type_of_user

from .declaring import Declaration
from .models import Job, JobState


def may_start(user: type_of_user, work: Declaration, unit_path: str = "") -> Verdict:
    """Who holds a role of the declaration in a unit above; with no role declared, whoever is signed in. Nobody asks for upkeep."""
    if not isinstance(user, UserAccount) or not user.is_active:
        return Denied("Hãy đăng nhập.")
    if work.due is not None:
        return Denied("Hệ thống tự làm công việc này.")
    if not work.roles or holds_any(user, work.roles, unit_path):
        return ALLOWED
    return Denied(f"Công việc “{work.title}” không thuộc vai trò của bạn ở địa bàn này.")


def may_cancel(job: Job) -> Verdict:
    """Whoever sees a job may cancel it until it has ended."""
    return ALLOWED if job.is_open else Denied("Công việc này đã kết thúc.")


def may_retry(job: Job) -> Verdict:
    """A job that failed or was cancelled may run again."""
    if job.state in (JobState.FAILED, JobState.CANCELLED):
        return ALLOWED
    return Denied("Chỉ công việc không xong hoặc đã hủy mới chạy lại được.")
