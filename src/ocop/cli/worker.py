"""`ocop worker`: work off background jobs until told to stop."""

import json
import os
import sys
import threading
from typing import Annotated, Any

import typer

from ocop.cli.answering import USAGE_ERROR

WORDS = {
    "started": "Máy xử lý {worker} đã chạy. Dừng bằng Ctrl+C.",
    "worked": "Công việc {job} ({kind}): {state}, {seconds} giây.",
    "database_away": "Cơ sở dữ liệu chưa trả lời, thử lại sau {wait:.0f} giây.",
    "stopped": "Máy xử lý {worker} đã dừng.",
}


def worker(
    *,
    once: Annotated[bool, typer.Option("--once", help="Work off what waits now, then end.")] = False,
    interval: Annotated[float, typer.Option(help="Seconds between two looks at an empty queue.", min=0.1)] = 1.0,
    as_json: Annotated[bool, typer.Option("--json", help="Say what happens as JSON, one object per line.")] = False,
    with_parent: Annotated[
        bool,
        typer.Option(
            "--with-parent",
            help="End when standard input ends: its other end is held by the process that started this one.",
        ),
    ] = False,
) -> None:
    """Run background jobs: verification, notices, lists. Several workers may run at once.

    SIGTERM or Ctrl+C stops it after the step at work, within five seconds; the job goes back into the queue. A job of a killed
    worker, or of one whose step takes longer, is taken over once its lease ran out. Exit status: 0 when it was told to stop or nothing is left, 2 when the database is not prepared.
    """
    if with_parent:  # before anything is loaded: the server may end while this one still begins
        from ocop.web.serving import end_with_parent

        threading.Thread(target=end_with_parent, args=(sys.stdin.fileno(),), daemon=True).start()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.settings")
    import django

    django.setup()
    from ocop.jobs.working import work_off, work_until_stopped

    if not is_prepared():
        typer.echo("Cơ sở dữ liệu chưa được chuẩn bị. Hãy chạy “ocop manage migrate” trước.", err=True)
        raise typer.Exit(USAGE_ERROR)
    from ocop.people.demonstration import refuse_invented_data

    refuse_invented_data()
    tell = _say_json if as_json else _say
    if once:
        work_off(tell=tell)
        return
    work_until_stopped(interval=interval, tell=tell)


def is_prepared() -> bool:
    """Whether the tables are there."""
    from django.db import connection
    from django.db.utils import OperationalError

    try:
        tables = connection.introspection.table_names()
    except OperationalError:
        return False
    return "jobs_job" in tables


def _say_json(event: dict[str, Any]) -> None:
    from django.utils import timezone

    sys.stdout.write(json.dumps({"at": timezone.now().isoformat(), **event}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _say(event: dict[str, Any]) -> None:
    if event["event"] == "worked" and "job" not in event:
        return
    sys.stdout.write(WORDS[event["event"]].format(**event) + "\n")
    sys.stdout.flush()
