"""What the pages of jobs show: progress, what came out, what can be done now."""

from dataclasses import dataclass

from django.urls import reverse

from .models import Job, JobState
from .rules import may_cancel, may_retry

TAGS = {
    JobState.WAITING: "wait",
    JobState.RUNNING: "info",
    JobState.DONE: "ok",
    JobState.FAILED: "bad",
    JobState.CANCELLED: "off",
}


@dataclass(frozen=True)
class JobView:
    """A job as its page and its line in the list show it."""

    job: Job

    @property
    def tag(self) -> str:
        """The colour and sign of its state."""
        return TAGS[JobState(self.job.state)]

    @property
    def is_stopping(self) -> bool:
        """Whether it was cancelled and still goes on to its next step."""
        return self.job.is_cancel_wanted and self.job.is_open

    @property
    def may_cancel(self) -> bool:
        """Whether the page offers to cancel."""
        return bool(may_cancel(self.job)) and not self.job.is_cancel_wanted

    @property
    def may_retry(self) -> bool:
        """Whether the page offers to run it again."""
        return bool(may_retry(self.job))

    @property
    def file_href(self) -> str:
        """Where the file is fetched; empty when there is none."""
        ready = self.job.state == JobState.DONE and self.job.file_name
        return reverse("jobs:file", args=[self.job.pk]) if ready else ""
