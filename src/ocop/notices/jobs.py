"""The upkeep of the outbox: a job whenever something is due."""

from datetime import datetime

from ocop.jobs.declaring import Outcome, Run, Step, Steps, job

from .sending import Tally, due, send_due


def _due(at: datetime) -> str | None:
    return "deliver_notices" if due(at).exists() else None


@job("deliver_notices", title="Gửi thông báo", due=_due)
def deliver_notices(run: Run) -> Steps:
    """Send what is due; whatever could not be sent waits for its next attempt."""
    tally = Tally()
    total = due(run.at).count()
    for _ in send_due(tally):
        yield Step(tally.seen, max(total, tally.seen), "Đang gửi")
    return Outcome(f"Đã gửi {tally.sent}, gửi lại sau {tally.later}, không gửi được {tally.failed}.")
