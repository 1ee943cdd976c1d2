"""The stages of `make test` and of `make test-all`: which commands each runs, and in which order.

Phases follow one another and a phase may have several lanes side by side. The test suites have both cores to themselves, each with
two workers; the checkers come after them, mypy in one lane and everything else in the other.
"""

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.selection import WITHOUT_DATABASE, in_chromium, left_to_sqlite

PROJECT = Path(__file__).resolve().parent.parent
BIN = PROJECT / ".venv" / "bin"
PYTEST = (str(BIN / "python"), "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider")
HOUSE = (
    "tests/test_house.py",
    "tests/test_rooms.py",
    "tests/test_pages.py",
    "tests/test_ledger_words.py",
    "tests/test_uniqueness.py",
    "tests/test_selection.py",
)
ALL_BUT_HOUSE = tuple(f"--ignore={path}" for path in HOUSE)  # a stage of their own
TWO_WORKERS = ("-n", "2", "--maxprocesses", "2", "--dist", "worksteal")
NO_BROWSER = ("-m", "not browser", *ALL_BUT_HOUSE)
EVERY_CELL = "--every-cell"  # of the role matrix over HTTP, and every body of the twin worlds


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
        """The counts of a test run as they follow its title, e.g. " – 412 passed"; empty for a check that counts nothing."""
        counts = re.findall(r"^\W*((?:\d+ \w+(?:, )?)+) in [\d.]+s", "\n".join(self.output), flags=re.MULTILINE)
        return f" – {counts[-1]}" if counts else ""


TEMPLATES = tuple(sorted(str(path.relative_to(PROJECT)) for path in (PROJECT / "src").rglob("*.html")))


def _django(*arguments: str) -> tuple[str, ...]:
    return (str(BIN / "python"), "-m", "django", *arguments, "--settings", "ocop.settings")


HOUSE_RULES = Stage("house", "house rules", ((*PYTEST, *HOUSE),))
TYPES = Stage("types", "types (mypy --strict)", ((str(BIN / "mypy"),),))
CHECKERS = (
    Stage(
        "style",
        "style and format (ruff)",
        ((str(BIN / "ruff"), "check", "--no-cache", "."), (str(BIN / "ruff"), "format", "--no-cache", "--check", ".")),
    ),
    Stage("imports", "floors of the house (import-linter)", ((str(BIN / "lint-imports"), "--no-cache"),)),
    Stage(
        "templates",
        "templates (djlint, djade)",
        (
            (str(BIN / "djlint"), "--lint", "--quiet", "src/ocop"),
            (str(BIN / "djade"), "--check", "--target-version", "5.2", *TEMPLATES),
        ),
    ),
    Stage(
        "models",
        "migrations and settings",
        (
            _django("makemigrations", "--check", "--dry-run"),
            _django("check", "--deploy", "--fail-level", "ERROR"),
        ),
    ),
    HOUSE_RULES,
)


def phases(*, everything: bool = False) -> tuple[tuple[tuple[Stage, ...], ...], ...]:
    """Phases, lanes of a phase, stages of a lane; with everything, nothing is left to one database or to a sample.

    The visit to each page is PostgreSQL's: on SQLite the role matrix walks through all of them.
    """
    more = (EVERY_CELL,) if everything else ()
    elsewhere = WITHOUT_DATABASE if everything else (*WITHOUT_DATABASE, *left_to_sqlite())
    left_out = tuple(f"--ignore={path.rstrip('/')}" for path in elsewhere)
    walked = () if everything else ("--deselect", "tests/matrix/test_every_page.py::test_the_page_opens")
    on_postgres = "tests on PostgreSQL" if everything else "tests on PostgreSQL, what differs there"
    suites = (
        Stage("sqlite", "tests on SQLite", ((*PYTEST, *TWO_WORKERS, *NO_BROWSER, *walked, *more),)),
        Stage("postgres", on_postgres, ((*PYTEST, *TWO_WORKERS, *NO_BROWSER, *left_out, *more),), on_postgres=True),
        Stage("browser", "tests in Chromium", ((*PYTEST, *TWO_WORKERS, "-m", "browser", *in_chromium(), *more),)),
    )
    return (*(((suite,),) for suite in suites), (CHECKERS, (TYPES,)))


NAMES = tuple(stage.name for phase in phases() for lane in phase for stage in lane)
LAW_BENCH = (sys.executable, "-m", "tests.bench.law")
