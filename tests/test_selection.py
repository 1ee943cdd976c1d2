"""The rules by which `make test` leaves a test file to SQLite, and by which `make test-changed` finds the rooms a change concerns."""

import pytest

from tests import changed, selection

SAYS_NOTHING = "pytestmark = pytest.mark.django_db\ndef test_a_page_opens() -> None: ..."


@pytest.mark.parametrize(
    "subject",
    ["races", "guards", "constraints", "search", "migrations", "operations", "queries", "closing", "anything_new"],
)
def test_a_new_file_runs_on_both_databases_whatever_its_subject(subject: str) -> None:
    assert selection.differs(f"src/ocop/councils/tests/test_{subject}.py", SAYS_NOTHING)
    assert selection.differs(f"src/ocop/recognition/importing/tests/test_{subject}.py", SAYS_NOTHING)


@pytest.mark.parametrize("name", ["test_pages.py", "test_filing_pages.py"])
def test_pages_are_alike_on_both(name: str) -> None:
    assert not selection.differs(f"src/ocop/dossiers/tests/{name}", SAYS_NOTHING)
    assert not selection.differs(f"src/ocop/recognition/importing/tests/{name}", SAYS_NOTHING)


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ("def test_a_sum() -> None: ...", False),
        ("def test_a_row(db: None) -> None: ...", True),
        ("subprocess.run([OCOP, 'ledger', 'check'])", True),
        ("pytestmark = pytest.mark.both_databases", True),
    ],
)
def test_a_file_that_cannot_ask_a_database_is_left_to_sqlite(words: str, *, runs: bool) -> None:
    assert selection.differs("src/ocop/councils/tests/test_adding.py", words) is runs


@pytest.mark.parametrize(
    "words",
    [
        "pytestmark = pytest.mark.both_databases",
        "pytestmark = pytest.mark.django_db(transaction=True)",
        "with pytest.raises(IntegrityError):",
        "if connection.vendor == 'postgresql':",
        "with GUARDS.lifted(connection):",
        "Thread(target=seal).start()",
        "call_command('migrate', 'dossiers')",
        "def test_the_constraint_holds() -> None:",
    ],
)
def test_a_file_about_pages_that_speaks_of_the_database_runs_on_both(words: str) -> None:
    assert selection.differs("src/ocop/dossiers/tests/test_pages.py", f"{SAYS_NOTHING}\n{words}\n")


def test_every_page_is_opened_on_both() -> None:
    assert "tests/matrix/test_every_page.py" in selection.files()
    assert "tests/matrix/test_every_page.py" not in selection.left_to_sqlite()


def test_what_is_left_to_sqlite_is_left_for_a_reason_that_still_holds() -> None:
    left = [path for path in selection.left_to_sqlite() if not path.startswith(selection.WITHOUT_DATABASE)]
    for patterns in selection.ALIKE_ON_BOTH.values():
        for pattern in patterns:
            assert [path for path in left if selection.matches(path, pattern)], f"{pattern} names no file any more"


FLOORS = [{"cli"}, {"portal"}, {"reporting", "newsroom"}, {"councils"}, {"people"}, {"law", "vietnamese"}]


@pytest.mark.parametrize(
    ("paths", "rooms"),
    [
        (["src/ocop/portal/views/pages.py"], ["portal", "cli"]),
        (
            ["src/ocop/councils/models.py", "docs/architecture.md"],
            ["councils", "newsroom", "reporting", "portal", "cli"],
        ),
        (["src/ocop/newsroom/models.py"], ["newsroom", "portal", "cli"]),  # rooms of one floor do not know each other
        (
            ["src/ocop/portal/urls.py", "src/ocop/people/models.py"],
            ["people", "councils", "newsroom", "reporting", "portal", "cli"],
        ),
    ],
)
def test_a_change_concerns_its_room_and_the_rooms_above(
    monkeypatch: pytest.MonkeyPatch, paths: list[str], rooms: list[str]
) -> None:
    monkeypatch.setattr(changed, "has_tests", lambda room: True)
    assert changed.concerned(paths, FLOORS) == [*(f"src/ocop/{room}" for room in rooms), "tests"]


@pytest.mark.parametrize(
    "path", ["requirements/production.in", "src/ocop/settings/database.py", "tests/builders.py", "conftest.py"]
)
def test_a_change_beside_the_floors_concerns_everything(path: str) -> None:
    assert changed.concerned([path], FLOORS) == ["src", "tests"]


def test_a_change_of_words_concerns_no_test_and_one_of_the_walks_themselves_only_them() -> None:
    assert changed.concerned(["README.md", "docs/measurements.md"], FLOORS) == []
    assert changed.concerned(["tests/matrix/role_matrix.yaml"], FLOORS) == ["tests"]


def test_the_floors_are_those_of_the_house() -> None:
    standing = changed.floors()
    assert [{"cli"}, {"demo"}] == standing[:2]
    assert {"law", "vietnamese"} <= set().union(*standing[-2:])
