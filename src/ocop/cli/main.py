"""Where the `ocop` command starts.

`ocop law score` and `ocop law tally` are called by programs, often for a single line, so their plain forms start
without the command framework, whose import takes longer than their work. Every other form, help and mistakes
included, goes to the framework, which runs the same functions.
"""

import os
import sys

from ocop.cli.answering import ANSWERERS, answer_file, regime_today

REGIME = "--regime"


def main() -> None:
    """Run the command; a reader that goes away (`| head`) is no error worth a traceback."""
    try:
        plain = plain_form(sys.argv[1:])
        if plain is not None:
            sys.exit(answer_file(*plain))
        from ocop.cli.app import app

        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def plain_form(arguments: list[str]) -> tuple[str, str, str] | None:
    """Return command, file and regime of `law score|tally [FILE] [--regime CODE]`, the regime in force unless named; else None."""
    if len(arguments) < len(("law", "score")) or arguments[0] != "law" or arguments[1] not in ANSWERERS:
        return None
    regime, rest = regime_today(), arguments[2:]
    if rest[:1] == [REGIME] and len(rest) > 1:
        regime, rest = rest[1], rest[2:]
    elif rest[-2:-1] == [REGIME]:
        regime, rest = rest[-1], rest[:-2]
    if len(rest) > 1 or any(one.startswith("-") and one != "-" for one in rest):
        return None
    return arguments[1], rest[0] if rest else "-", regime
