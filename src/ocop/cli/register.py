"""`ocop register`: bring records of recognised products into the register, take an import back, write the register out."""

import json
import os
import sys
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="The register of recognised products.", no_args_is_help=True)

USAGE_ERROR = 2


class Form(StrEnum):
    """The forms of an export."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


class OnMap(StrEnum):
    """Whose places an export names."""

    TODAY = "today"
    THEN = "then"


FORMAT = """
Exit status: 0 when no row was refused, 1 with refused rows, 2 when nothing could be read.

With --json one object is printed:

  {"rows": [{…}], "summary": {…}}

Each row of the list gives one object; titles, totals, heads and notes give none. Its keys:

  sheet          text     the sheet's name unchanged; null in a CSV file

  row            integer  the row's number in the file, from 1

  product_name, producer_name, commune, district, province, decision_no
                 text     as printed, cleaned; null where nothing is printed

  producer_type  text     company, cooperative, cooperative_group, household, farm, facility; null

  stars          integer  2 to 5; null where no star is recognised or readable

  recognised_on  text     as much as is printed: 2021-04-06, 2021-04 or 2021; null

  status         text     recognised, candidate, superseded, duplicate, refused

  problems       array    sentences in Vietnamese, each with its cell; empty where nothing is doubtful

The summary counts recognised, candidate, superseded, duplicate, skipped (lines that are no rows) and refused, and has
batch: the number that `ocop register undo` takes; null in a dry run and where nothing was brought in. Sentences about
the whole file go to the error output; a file that cannot be read prints no rows.
"""


@app.callback()
def _group() -> None:
    """Bring recognitions into the register, take an import back, write the register out."""


@app.command("import", epilog=FORMAT)
def import_(
    file: Annotated[Path, typer.Argument(help="A list: XLSX, XLS, ODS or CSV, as provinces publish it.", exists=True)],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report what would happen; change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print every row of the list as one JSON object.")] = False,
) -> None:
    """Import recognised products as history, each with its source; repeating an import changes nothing."""
    _start()
    from django.utils import timezone

    from ocop.ledger.errors import DomainError
    from ocop.recognition.importing import import_register

    try:
        # The operator of the machine acts, not an account: by=None.
        report = import_register(file, dry_run=dry_run, by=None, at=timezone.now(), progress=_progress())
    except DomainError as refusal:
        typer.echo(refusal.sentence, err=True)
        raise typer.Exit(USAGE_ERROR) from refusal
    if as_json:
        typer.echo(json.dumps(report.as_rows(), ensure_ascii=False))
        for sentence in report.about_file():
            typer.echo(sentence, err=True)
    else:
        typer.echo(report.as_text())
    raise typer.Exit(report.exit_code)


@app.command()
def undo(batch: Annotated[int, typer.Argument(help="The number of the import, as `summary.batch` told it.")]) -> None:
    """Take a whole import back: what it brought goes, what it completed stands as before; repeating it changes nothing.

    Exit status: 0 when the import is taken back (or was before), 1 when something was built upon it since: the sentence
    says what, and nothing is changed; 2 when there is no such import.
    """
    _start()
    from django.utils import timezone

    from ocop.ledger.errors import DomainError
    from ocop.recognition.importing.undoing import undo_import
    from ocop.recognition.models import ImportBatch

    found = ImportBatch.objects.filter(pk=batch).first()
    if found is None:
        typer.echo(f"Không có lượt nhập số {batch}.", err=True)
        raise typer.Exit(USAGE_ERROR)
    try:
        count = undo_import(found, by=None, at=timezone.now())
    except DomainError as refusal:
        typer.echo(refusal.sentence, err=True)
        raise typer.Exit(1) from refusal
    again = "Lượt nhập này đã được hoàn tác từ trước." if not count and found.undone_at else ""
    typer.echo(again or f"Đã hoàn tác lượt nhập số {batch}: {count} giấy chứng nhận.")


@app.command()
def export(
    form: Annotated[Form, typer.Option("--format", help="The form of the file.")],
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help="Only what was in force on this day (2026-11-30)."),
    ] = None,
    on_map: Annotated[
        OnMap, typer.Option("--map", help="Places as printed with the recognition (then), or on today's map (today).")
    ] = OnMap.THEN,
) -> None:
    """Write the register to standard output, a row for each recognition, with the columns that `import --json` prints.

    Without --on every recognition that was ever entered; `status` says which one a newer one replaced. What leaves can be
    imported again (from CSV, XLSX and JSON) and changes nothing. Exit status: 0.
    """
    _start()
    from ocop.recognition.exporting import write_register

    write_register(sys.stdout.buffer, form=form.value, on=on.date() if on else None, on_map=on_map.value)
    sys.stdout.buffer.flush()


def _start() -> None:
    """Make the system's models usable."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.settings")
    import django

    django.setup()


def _progress() -> Callable[[str, int, int], None] | None:
    """Tell a person at the terminal how far the import is."""
    if not sys.stderr.isatty():
        return None
    return lambda stage, done, total: typer.echo(f"{stage}: {done}/{total}", err=True)
