"""Work the system asks of itself: each declaration with ``due`` says which run is due now; several workers ask for it once."""

from datetime import datetime

from .declaring import declarations
from .models import Job
from .operations import open_job


def start_due_upkeep(*, at: datetime) -> list[Job]:
    """Open a job for every declared upkeep that is due and return these jobs; one that is open already is not opened twice."""
    opened = []
    for work in declarations().values():
        key = work.due(at) if work.due else None
        if key is not None:
            opened.append(open_job(work, key=key, parameters={}, by=None, at=at))
    return opened


def once(key: str) -> str | None:
    """Return a key that no job had so far, or nothing: for upkeep that runs once a day."""
    return None if Job.objects.filter(key=key).exists() else key
