"""What this room answers to rooms below it."""

from datetime import datetime

from ocop.filing.asking import drop_orphans_of

from .operations import drop_orphaned_survey_photos


@drop_orphans_of
def drop_survey_photos(older_than: datetime) -> int:
    """Photos taken out of a visit, or sent and never kept, go with the files that nothing names."""
    return drop_orphaned_survey_photos(older_than=older_than)
