"""Every action that an operation writes to the ledger has a Vietnamese sentence for timelines."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from ocop.dossiers.models import DossierState
from ocop.ledger.wording import all_actions, state_words

SOURCE = Path(__file__).resolve().parent.parent / "src" / "ocop"
# Functions of the rooms that pass an action on to ``record``, by the beginning of their name.
WRITERS = ("record", "move", "note", "mark", "file_", "write", "ledger")
ACTION = re.compile(r"[a-z]+(?:_[a-z]+)+")


def written_actions() -> dict[str, str]:
    """Every literal action in the code, with the file that writes it."""
    found: dict[str, str] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        if "tests" not in path.parts:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found |= dict.fromkeys(_actions_in(tree), str(path.relative_to(SOURCE)))
    return found


def _actions_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        candidates = [word.value for word in node.keywords if word.arg == "action"]
        if name.lstrip("_").startswith(WRITERS):
            candidates += node.args
        for candidate in candidates:
            yield from _texts(candidate)


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and ACTION.fullmatch(node.value):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from [*_texts(node.body), *_texts(node.orelse)]


def test_states_are_called_as_the_dossiers_call_them() -> None:
    assert {state: state_words(state) for state in DossierState.values} == dict(DossierState.choices)


def test_every_action_has_words() -> None:
    assert {action: path for action, path in written_actions().items() if action not in all_actions()} == {}
