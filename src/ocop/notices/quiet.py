"""Quiet hours: in the evening and at night nothing leaves the system; a mail written then goes out in the morning (assumed)."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from ocop.law.settings import setting


def sending_moment(at: datetime) -> datetime:
    """Return the moment from which something may be sent: now, or the end of the quiet hours of that day."""
    local = timezone.localtime(at)
    day = local.date()
    begins, ends = (
        time.fromisoformat(setting("notice.quiet_from", day)),
        time.fromisoformat(setting("notice.quiet_to", day)),
    )
    clock = local.timetz().replace(tzinfo=None)
    morning = local.replace(hour=ends.hour, minute=ends.minute, second=0, microsecond=0)
    if begins > ends:  # over midnight
        if clock >= begins:
            return morning + timedelta(days=1)
        return morning if clock < ends else at
    return morning if begins <= clock < ends else at
