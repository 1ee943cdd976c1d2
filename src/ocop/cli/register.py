"""`ocop register`: bring records of recognised products into the register."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="The register of recognised products.", no_args_is_help=True)

USAGE_ERROR = 2


@app.callback()
def _group() -> None:
    """Keep `import` a subcommand while it is the only one."""


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A CSV or XLSX file in the layout of the register.", exists=True)],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report what would happen; change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as one JSON object.")] = False,
) -> None:
    """Import recognised products as history, each with its source; repeating an import changes nothing.

    Exit status: 0 when every line was taken or known, 1 when lines were refused, 2 when nothing could be read.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.settings")
    import django

    django.setup()
    from django.utils import timezone

    from ocop.ledger.errors import DomainError
    from ocop.recognition.importing import import_register

    try:
        # The operator of the machine acts, not an account: by=None.
        report = import_register(file, dry_run=dry_run, by=None, at=timezone.now(), progress=_progress())
    except DomainError as refusal:
        typer.echo(refusal.sentence, err=True)
        raise typer.Exit(USAGE_ERROR) from refusal
    typer.echo(json.dumps(report.as_dict(), ensure_ascii=False) if as_json else report.as_text())
    raise typer.Exit(report.exit_code)


def _progress() -> Callable[[str, int, int], None] | None:
    """Tell a person at the terminal how far the import is."""
    if not sys.stderr.isatty():
        return None
    return lambda stage, done, total: typer.echo(f"{stage}: {done}/{total}", err=True)
