"""Every check of the project, stage by stage: `make test`, or `python -m tests.run_all --only style,types`.

Each stage prints one line with its time; the whole output follows only when it fails. All stages run even after a failure,
so that one round tells everything. Two lanes share two cores: the test suites in one, the slower checkers in the other.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.postgres import running_postgres

PROJECT = Path(__file__).resolve().parent.parent
BIN = PROJECT / ".venv" / "bin"
PYTEST = [str(BIN / "python"), "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider"]
HOUSE = ("tests/test_house.py", "tests/test_pages.py", "tests/test_ledger_words.py")
ALL_BUT_HOUSE = [f"--ignore={path}" for path in HOUSE]  # a stage of their own
IN_PARALLEL = ["-n", "2", "--maxprocesses", "2", "--dist", "worksteal", "-m", "not browser", *ALL_BUT_HOUSE]
# These rooms know no database: once is enough for both engines.
WITHOUT_DATABASE = [f"--ignore=src/ocop/{room}" for room in ("law", "vietnamese", "cli")]
_printing = threading.Lock()


@dataclass(frozen=True)
class Stage:
    """One check: its commands run in order until one fails."""

    name: str
    title: str
    commands: tuple[tuple[str, ...], ...]
    on_postgres: bool = False


@dataclass
class Outcome:
    """What a stage said and how long it took."""

    stage: Stage
    status: int = 0
    seconds: float = 0.0
    output: list[str] = field(default_factory=list)

    def count(self, word: str) -> int:
        """How many tests the closing line of the stage counts under a word, e.g. "passed"."""
        counts = re.findall(rf"(\d+) {word}\b", self.gist)
        return int(counts[-1]) if counts else 0

    @property
    def gist(self) -> str:
        """The counts of a test run, e.g. "412 passed"."""
        counts = re.findall(r"^\W*((?:\d+ \w+(?:, )?)+) in [\d.]+s", "\n".join(self.output), flags=re.MULTILINE)
        return f" – {counts[-1]}" if counts else ""


def _django(*arguments: str) -> tuple[str, ...]:
    return (str(BIN / "python"), "-m", "django", *arguments, "--settings", "ocop.settings")


CHECKERS = (
    Stage(
        "style",
        "style and format (ruff)",
        ((str(BIN / "ruff"), "check", "--no-cache", "."), (str(BIN / "ruff"), "format", "--no-cache", "--check", ".")),
    ),
    Stage("imports", "floors of the house (import-linter)", ((str(BIN / "lint-imports"), "--no-cache"),)),
    Stage("templates", "templates (djlint)", ((str(BIN / "djlint"), "--lint", "--quiet", "src/ocop"),)),
    Stage(
        "models",
        "migrations and settings",
        (
            _django("makemigrations", "--check", "--dry-run"),
            _django("check", "--deploy", "--fail-level", "ERROR"),
        ),
    ),
    Stage("types", "types (mypy --strict)", ((str(BIN / "mypy"),),)),
)
SUITES = (
    Stage("house", "house rules", ((*PYTEST, *HOUSE),)),
    Stage("sqlite", "tests on SQLite", ((*PYTEST, *IN_PARALLEL),)),
    Stage(
        "postgres",
        "tests on PostgreSQL",
        ((*PYTEST, *IN_PARALLEL, *WITHOUT_DATABASE),),
        on_postgres=True,
    ),
    Stage("browser", "tests in Chromium", ((*PYTEST, "-m", "browser"),)),
)
LANES = (CHECKERS, SUITES)


def main() -> int:
    """Run the stages that were asked for and print the summary; 0 when everything holds."""
    known = [stage.name for lane in LANES for stage in lane]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", default=",".join(known), help=f"comma separated: {', '.join(known)}")
    wanted = parser.parse_args().only.split(",")
    if unknown := set(wanted) - set(known):
        parser.error(f"no such stage: {', '.join(sorted(unknown))}")
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="ocop-checks-") as scratch, ThreadPoolExecutor(len(LANES)) as lanes:
        runs = [lanes.submit(_run_lane, [one for one in lane if one.name in wanted], scratch) for lane in LANES]
        outcomes = [outcome for run in runs for outcome in run.result()]
    return _summary(outcomes, time.monotonic() - started)


def _run_lane(stages: list[Stage], scratch: str) -> list[Outcome]:
    return [_run_stage(stage, scratch) for stage in stages]


def _run_stage(stage: Stage, scratch: str) -> Outcome:
    outcome, started = Outcome(stage), time.monotonic()
    say(f"  … {stage.title}")
    # A stage sees an installation as it comes, whatever the caller has set.
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OCOP_", "DJANGO_", "PYTEST_"))}
    environment = {**kept, "OCOP_DATA_DIR": f"{scratch}/{stage.name}", "PYTHONUTF8": "1"}
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


def _summary(outcomes: list[Outcome], seconds: float) -> int:
    failed = [outcome.stage.title for outcome in outcomes if outcome.status]
    verdict = f"{len(failed)} of {len(outcomes)} stages failed: {', '.join(failed)}" if failed else "everything holds"
    counts = {word: sum(outcome.count(word) for outcome in outcomes) for word in ("passed", "failed")}
    say(f"\n{counts['passed']} passed, {counts['failed']} failed")
    say(f"{len(outcomes)} stages in {seconds:.0f} s – {verdict}.")
    return 1 if failed else 0


def say(words: str) -> None:
    """Print without mixing the lines of the two lanes."""
    with _printing:
        print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main())
