"""`ocop register`: bring records of recognised products into the register."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="The register of recognised products.", no_args_is_help=True)

SYSTEM_ACCOUNT = "system"


@app.callback()
def _group() -> None:
    """Keep `import` a subcommand while it is the only one."""


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A CSV or XLSX file in the layout of the register.", exists=True)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report what would happen; change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as one JSON object.")] = False,
) -> None:
    """Import recognised products as history, each with its source; repeating an import changes nothing.

    Exit status: 0 when every row was read, 1 when rows were refused, 2 for a file that cannot be read.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.settings")
    import django

    django.setup()
    from ocop.ledger.errors import DomainError
    from ocop.recognition.operations.importing import import_register

    try:
        report = import_register(file, dry_run=dry_run, by=None, at=datetime.now(UTC))
    except DomainError as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(2) from refusal
    typer.echo(json.dumps(report.as_dict(), ensure_ascii=False) if as_json else str(report))
    raise typer.Exit(1 if report.as_dict().get("errors") else 0)
