"""Which test files run on PostgreSQL in `make test`: all but those whose subject is the same on both databases.

A new test runs on PostgreSQL unless its file carries one of the names below, or asks no database at all; so a race, a guard, a constraint, a search,
a migration, an operation or a query cannot be forgotten. And a file that speaks of the database itself runs there
whatever its name: `SPEAKS_OF_THE_DATABASE` finds it by its words, the mark `both_databases` among them.
`make test-all` runs every file on both. What is left out is still opened once: tests/matrix/test_every_page.py asks for
each page of tests/pages.yaml, and that file has none of these names.
"""

import re
from pathlib import Path, PurePath

PROJECT = Path(__file__).resolve().parent.parent
# These rooms know no database, and these tests read the text of our own files: they run once, in `make test-all` too.
WITHOUT_DATABASE = (
    "src/ocop/law/",
    "src/ocop/vietnamese/",
    "src/ocop/gs1/",
    "src/ocop/cli/",
    "tests/test_architecture.py",
    "tests/test_glossary.py",
    "tests/test_law_doors.py",
)
# The same on both databases: why, and the names of the files.
ALIKE_ON_BOTH = {
    "what a page shows and answers": ("src/**/test_pages.py", "src/**/test_*_pages.py", "src/**/test_*_page.py"),
    "the look of the site, its parts and its static files": ("src/ocop/web/tests/test_*.py",),
    "papers drawn from rows": (
        "src/**/test_printing.py",
        "src/**/test_printed.py",
        "src/**/test_*papers.py",
        "src/**/test_*paper.py",
    ),
    "what the open interface and the public pages leave out, of rows that were read on both": (
        "src/ocop/portal/tests/test_api.py",
        "src/ocop/portal/tests/test_nothing_leaks.py",
        "src/ocop/portal/tests/test_english.py",
        "src/ocop/portal/tests/test_told_fields.py",
    ),
    "the words at the door, and how many hashes a password costs": (
        "src/ocop/people/tests/test_common_passwords.py",
        "src/ocop/people/tests/test_same_time.py",
    ),
    "clocks and rules of Python over one dossier": (
        "src/ocop/reviewing/tests/test_deadlines.py",
        "src/ocop/filing/tests/test_evidence_rules.py",
        "src/ocop/filing/tests/test_old_fonts.py",
    ),
    "the sheets on screen, read from the law's files": ("src/ocop/criteria/tests/test_sheets.py",),
    "what a page keeps of what was typed": ("src/**/test_nothing_typed_is_lost.py",),
    "bytes of a file, before any row is written": (
        "src/ocop/files/tests/test_examining.py",
        "src/ocop/files/tests/test_apart.py",
    ),
    "who may do what: asked of every person, on the rules of Python": (
        "tests/matrix/test_role_matrix.py",
        "tests/matrix/test_mass_assignment.py",
        "tests/matrix/test_canaries.py",
        "tests/matrix/test_another_law.py",
        "tests/matrix/test_told.py",
    ),
    "one way walked again under every value of a setting: the counting is Python's, the way is closed and verified on both": (
        "src/ocop/recognition/tests/test_every_setting.py",
    ),
    "the demonstration, made by the operations that are tested there one by one": ("src/ocop/demo/tests/test_*.py",),
    "the installer": ("tests/test_install.py",),
}
SPEAKS_OF_THE_DATABASE = re.compile(
    r"both_databases|connection\.vendor|transaction=True|transactional_db|Integrity\w*Error|Operational\w*Error"
    r"|[Gg]uards|GUARDS|Barrier|[Tt]hread|select_for_update|[Mm]igrat|constraint|tsvector"
)
# Where a test has neither mark nor fixture, pytest-django refuses it every query; a process of its own may still ask.
MAY_ASK_A_DATABASE = re.compile(
    r"django_db|\bdb\b|live_server|empty_installation|subprocess|OCOP_DATABASE_URL|\bdemo\b"
)
BROWSER = re.compile(r"^pytestmark = .*mark\.browser", re.MULTILINE)


def files() -> list[str]:
    """Every test file of the project, by its path."""
    found = [path for place in ("src", "tests") for path in (PROJECT / place).rglob("test_*.py")]
    return sorted(path.relative_to(PROJECT).as_posix() for path in found)


def in_chromium() -> list[str]:
    """Test files with a test marked `browser`; to collect all others in each worker of that stage took longer than any journey's page."""
    return [path for path in files() if "mark.browser" in (PROJECT / path).read_text(encoding="utf-8")]


def left_to_sqlite() -> list[str]:
    """Test files that `make test` runs on SQLite only."""
    return [path for path in files() if not differs(path, (PROJECT / path).read_text(encoding="utf-8"))]


def differs(path: str, text: str) -> bool:
    """Whether a test file has something to say about the database it runs on."""
    if path.startswith(WITHOUT_DATABASE):
        return False
    named = any(matches(path, pattern) for patterns in ALIKE_ON_BOTH.values() for pattern in patterns)
    alike = named or not MAY_ASK_A_DATABASE.search(text)
    return not alike or (not BROWSER.search(text) and SPEAKS_OF_THE_DATABASE.search(text) is not None)


def matches(path: str, pattern: str) -> bool:
    """``**`` stands for any folders, also for none, as in `Path.glob`."""
    head, _, tail = pattern.rpartition("**/")
    return path.startswith(head) and PurePath(path.removeprefix(head)).match(tail)
