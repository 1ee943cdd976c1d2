"""The `ocop` command and its groups, as typer shows and runs them."""

import os
from typing import Annotated

import typer

from ocop.cli import certificates, gs1, law, ledger, register, serve, worker

EXAMPLES = """
Examples:

  ocop law check                                      every sheet adds up and matches the law's numbers

  ocop law sheet 11                                   the sheet for tea, as a table (--json for programs)

  echo '{"set": 11, "choices": {"1.1": 2}}' | ocop law score

  ocop law tally panels.jsonl > results.jsonl         one council panel per line

  ocop law window --issued 30/6/2026                  when a certificate expires, when its renewal is filed

  ocop law competence --star 3 --on 3/7/2025          who recognises a star on a day

  echo '{"uri": "https://id.gs1.org/01/09520123456788"}' | ocop gs1 parse

  ocop register import recognised.csv --dry-run       see what an import would do, change nothing

  ocop ledger check --against 2026-11-30.json         is the ledger still what it was on that day?

  ocop demo                                           load the demonstration and serve it on this machine

  ocop serve                                          serve the site; a proxy with a certificate stands in front

  ocop worker                                         work off background jobs until told to stop

  ocop manage invite_administrator "HỌ VÀ TÊN"        the first account of an empty installation

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
law.app.command("window")(certificates.window)
law.app.command("competence")(certificates.competence)
app.add_typer(law.app, name="law")
app.add_typer(gs1.app, name="gs1")
app.add_typer(register.app, name="register")
app.add_typer(ledger.app, name="ledger")
app.command("worker")(worker.worker)
app.command("serve")(serve.serve)


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


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="The port to serve on, on 127.0.0.1.")] = 8000,
    serving: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve after loading.")] = True,
) -> None:
    """Prepare the demonstration (database, static files, invented data) and serve it; running it again changes nothing."""
    from ocop.demo.serving import run

    raise typer.Exit(run(port=port, start_server=serving))
