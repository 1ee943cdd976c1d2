"""Every check of the project, stage by stage: `make test`, `make test-all`, or `python -m tests.run_all --only style,types`.

Each stage prints one line with its time; the whole output follows only when it fails. All stages run even after a failure, so that
one round tells everything. `make test` leaves to SQLite what is the same on both databases (tests/selection.py) and asks the
hidden cells of the role matrix through the gatekeepers; `make test-all` (`--all`) runs everything on both, each cell over HTTP.
The last lines count the tests and set the time of each stage beside the law bench of the same run.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.postgres import running_postgres
from tests.stages import LAW_BENCH, NAMES, PROJECT, Outcome, Stage, phases

_printing = threading.Lock()
COMPILED = PROJECT / "var" / "compiled"  # a process that finds its modules compiled starts in a third of the time


def main() -> int:
    """Run the stages that were asked for and print the summary; 0 when everything holds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", default=",".join(NAMES), help=f"comma separated: {', '.join(NAMES)}")
    parser.add_argument(
        "--all", action="store_true", help="everything on both databases, every cell of the matrix over HTTP"
    )
    arguments = parser.parse_args()
    wanted = arguments.only.split(",")
    if unknown := set(wanted) - set(NAMES):
        parser.error(f"no such stage: {', '.join(sorted(unknown))}")
    started, outcomes = time.monotonic(), []
    with tempfile.TemporaryDirectory(prefix="ocop-checks-") as scratch:
        sheets = _law_bench(scratch) if set(wanted) == set(NAMES) else 0
        for lanes in phases(everything=arguments.all):
            outcomes += _run_phase([[one for one in lane if one.name in wanted] for lane in lanes], scratch)
    return _summary(outcomes, time.monotonic() - started, sheets)


def _law_bench(scratch: str) -> int:
    """Sheets a second of this machine in this hour; nothing else of ours runs meanwhile."""
    done = subprocess.run(
        LAW_BENCH, check=True, cwd=PROJECT, env=_environment(f"{scratch}/law-bench"), stdout=subprocess.PIPE
    )
    return int(json.loads(done.stdout)["sheets_per_second_wall"])


def _run_phase(lanes: list[list[Stage]], scratch: str) -> list[Outcome]:
    """Run the lanes of a phase side by side."""
    with ThreadPoolExecutor(len(lanes)) as side_by_side:
        runs = [side_by_side.submit(_run_lane, lane, scratch) for lane in lanes]
        return [outcome for run in runs for outcome in run.result()]


def _run_lane(stages: list[Stage], scratch: str) -> list[Outcome]:
    return [_run_stage(stage, scratch) for stage in stages]


def _run_stage(stage: Stage, scratch: str) -> Outcome:
    outcome, started = Outcome(stage), time.monotonic()
    say(f"  … {stage.title}")
    environment = _environment(f"{scratch}/{stage.name}")
    run: Callable[[], None] = lambda: _run_commands(outcome, environment)  # noqa: E731
    if stage.on_postgres:
        with running_postgres() as url:
            environment["OCOP_DATABASE_URL"] = url
            run()
    else:
        run()
    outcome.seconds = time.monotonic() - started
    mark = "✔" if outcome.status == 0 else "✘"
    say(f"  {mark} {stage.title}{outcome.gist} – {outcome.seconds:.1f} s")
    if outcome.status:
        say("\n".join(f"      {line}" for line in outcome.output))
    return outcome


def _environment(data: str) -> dict[str, str]:
    """A stage sees an installation as it comes, whatever the caller has set; what Python compiled is there for the next one."""
    ours = ("OCOP_", "DJANGO_", "PYTEST_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "OCOP_DATA_DIR": data, "PYTHONPYCACHEPREFIX": str(COMPILED), "PYTHONUTF8": "1"}


def _run_commands(outcome: Outcome, environment: dict[str, str]) -> None:
    for command in outcome.stage.commands:
        done = subprocess.run(
            command,
            check=False,
            cwd=PROJECT,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        outcome.output += done.stdout.splitlines()
        if done.returncode:
            outcome.status = done.returncode
            return


def _summary(outcomes: list[Outcome], seconds: float, sheets: int) -> int:
    failed = [outcome.stage.title for outcome in outcomes if outcome.status]
    verdict = f"{len(failed)} of {len(outcomes)} stages failed: {', '.join(failed)}" if failed else "everything holds"
    counts = {word: sum(outcome.count(word) for outcome in outcomes) for word in ("passed", "failed")}
    times = " · ".join(f"{outcome.stage.name} {outcome.seconds:.0f}" for outcome in outcomes)
    bench = f" · law bench {sheets:,} sheets/s" if sheets else ""
    say(f"\n{len(outcomes)} stages in {seconds:.0f} s – {verdict}.")
    say(f"seconds: {times}{bench}")
    say(f"{counts['passed']} passed, {counts['failed']} failed")
    return 1 if failed else 0


def say(words: str) -> None:
    """Print without mixing the lines of the lanes."""
    with _printing:
        print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main())
