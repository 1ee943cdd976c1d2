"""Background jobs: the queue stands in the database, `ocop worker` works it off."""

import os

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
# How long a worker may be silent before another one takes its job over; longer than the longest step of any job.
OCOP_JOB_LEASE_SECONDS = int(os.environ.get("OCOP_JOB_LEASE_SECONDS", "120"))
