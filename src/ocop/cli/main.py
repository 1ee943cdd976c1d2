"""The `ocop` command and its groups."""

import os
import sys
from typing import Annotated

import typer

from ocop.cli import law, register

EXAMPLES = """
Examples:

  ocop law check                                      every sheet adds up and matches the law's numbers

  ocop law sheet 11                                   the sheet for tea, as a table (--json for programs)

  echo '{"set": 11, "choices": {"1.1": 2}}' | ocop law score

  ocop law tally panels.jsonl > results.jsonl         one council panel per line

  ocop register import recognised.csv --dry-run       see what an import would do, change nothing

  ocop manage migrate                                 any Django management command
"""

app = typer.Typer(
    name="ocop",
    help="OCOP: the law's scoring sheets, the register and the server, from the command line.",
    epilog=EXAMPLES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(law.app, name="law")
app.add_typer(register.app, name="register")


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
)
def manage(
    context: typer.Context,
    command: Annotated[
        str, typer.Argument(help="A Django management command, e.g. migrate, runserver, shell.")
    ] = "help",
) -> None:
    """Run a Django management command with the settings of this system."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.settings")
    execute_from_command_line(["ocop manage", command, *context.args])


def main() -> None:
    """Run the command; a reader that goes away (`| head`) is no error worth a traceback."""
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
