"""Upkeep of the room: once a day, answers that no device will ask for again are dropped."""

from datetime import datetime

from django.utils import timezone

from ocop.jobs.declaring import Outcome, Run, Step, Steps, job
from ocop.jobs.upkeep import once

from .operations import forget_old_deliveries


def _due(at: datetime) -> str | None:
    return once(f"forget_deliveries:{timezone.localdate(at)}")


@job("forget_deliveries", title="Bỏ câu trả lời cũ cho thiết bị", due=_due)
def forget_deliveries(run: Run) -> Steps:
    """Drop answers older than 30 days; running twice drops nothing more."""
    yield Step(0, 1, "Các câu trả lời quá 30 ngày")
    return Outcome(f"Đã bỏ {forget_old_deliveries(at=run.at)} câu trả lời.")
