"""Where the `ocop` command starts.

`ocop law score` and `ocop law tally` are called by programs, often for a single line, so their plain forms start
without the command framework, whose import takes longer than their work; `ocop demo` starts without it and without
the law, because somebody waits for the first page. Every other form, help and mistakes included, goes to the framework,
which runs the same functions.
"""

import os
import re
import sys
from collections.abc import Callable

UNUSABLE = 2
NO_TABLE = re.compile(r"^no such table: |^relation .+ does not exist")
AWAY = re.compile(r"^unable to open database file|^connection failed|^connection to server|failed to resolve host")
REGIME = "--regime"
DEMO_PORT = 8000


def main() -> None:
    """Run the command; a reader that goes away (`| head`) is no error worth a traceback."""
    from ocop.web.starting import speak_utf8

    speak_utf8()
    try:
        if (port := demo_port(sys.argv[1:])) is not None:
            from ocop.demo.serving import run

            sys.exit(run(port=port))
        plain = plain_form(sys.argv[1:])
        if plain is not None:
            from ocop.cli.answering import answer_file

            sys.exit(answer_file(*plain))
        from ocop.cli.app import app

        _run(app)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:  # so early that the command itself did not see it
        print("\nĐã dừng theo yêu cầu.", file=sys.stderr)
        sys.exit(130)


def _run(app: Callable[[], None]) -> None:
    """Run the framework; a database that is away or empty is a matter for the operator, told in one sentence (exit status 2)."""
    try:
        app()
    except Exception as error:
        sentence = about_database(error)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
        sys.exit(UNUSABLE)


def about_database(error: Exception) -> str | None:
    """Return what to say of an error of the database that means that it is away or that nothing was set up; None for any other."""
    if type(error).__module__ != "django.db.utils":
        return None
    words = str(error)
    if NO_TABLE.search(words):
        return "Cơ sở dữ liệu chưa có bảng nào: hãy chạy “ocop manage migrate”, hoặc đặt OCOP_DATA_DIR, OCOP_DATABASE_URL cho đúng nơi."
    if AWAY.search(words):
        return f"Không mở được cơ sở dữ liệu ({words.splitlines()[0]}). Hãy xem OCOP_DATA_DIR, OCOP_DATABASE_URL và máy chủ cơ sở dữ liệu."
    return None


def demo_port(arguments: list[str]) -> int | None:
    """Return the port of `demo [--port NUMBER]`; None for anything else."""
    match arguments:
        case ["demo"]:
            return DEMO_PORT
        case ["demo", "--port", number] if number.isascii() and number.isdigit():
            return int(number)
    return None


def plain_form(arguments: list[str]) -> tuple[str, str, str] | None:
    """Return command, file and regime of `law score|tally [FILE] [--regime CODE]`, the regime in force unless named; else None."""
    if arguments[:1] != ["law"]:
        return None
    from ocop.cli.answering import ANSWERERS, regime_today

    if len(arguments) < len(("law", "score")) or arguments[1] not in ANSWERERS:
        return None
    regime, rest = regime_today(), arguments[2:]
    if rest[:1] == [REGIME] and len(rest) > 1:
        regime, rest = rest[1], rest[2:]
    elif rest[-2:-1] == [REGIME]:
        regime, rest = rest[-1], rest[:-2]
    if len(rest) > 1 or any(one.startswith("-") and one != "-" for one in rest):
        return None
    return arguments[1], rest[0] if rest else "-", regime
