"""Every write of the room, split by subject: who is in a group, what it finds out, what it reports."""

from .finding_out import ask_producer, record_survey, record_test_result, request_test
from .grouping import add_member, release_member, set_up_group
from .photographing import add_photo, add_photos, drop_orphaned_survey_photos, remove_photos
from .reporting import StaleReportError, save_report, sign_report, start_review

__all__ = [
    "StaleReportError",
    "add_member",
    "add_photo",
    "add_photos",
    "ask_producer",
    "drop_orphaned_survey_photos",
    "record_survey",
    "record_test_result",
    "release_member",
    "remove_photos",
    "request_test",
    "save_report",
    "set_up_group",
    "sign_report",
    "start_review",
]
