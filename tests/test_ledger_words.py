"""Every action that an operation writes to the ledger has a Vietnamese sentence for timelines."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ocop.councils.models import ItemState, MeetingState
from ocop.dossiers.models import DossierState
from ocop.ledger.models import AuditEntry
from ocop.ledger.naming import details_of, model_of, names_of
from ocop.ledger.wording import all_actions, naming_columns, state_words
from tests import builders

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


def test_states_of_meetings_and_their_products_have_words() -> None:
    for kind, states in (("councilmeeting", MeetingState), ("agendaitem", ItemState)):
        assert {state: state_words(state, kind) for state in states.values} == dict(states.choices)


@pytest.mark.django_db
def test_every_column_that_names_a_record_can_be_read() -> None:
    for kind, columns in naming_columns().items():
        model = model_of(kind)
        assert model, kind
        assert list(model._base_manager.values_list(*columns)[:0]) == []


@pytest.mark.django_db
def test_a_line_says_which_record_it_is_about_and_what_was_noted() -> None:
    dossier = builders.dossier(builders.product(name="Trà sen Bà Đen"))
    line = AuditEntry(
        subject_kind="dossier", subject_id=str(dossier.pk), details={"letter_on": "2026-08-17", "sheet_hash": "b9ac"}
    )
    assert names_of([line]) == {("dossier", str(dossier.pk)): "Trà sen Bà Đen"}
    assert list(details_of(line)) == ["Ngày văn bản: 17/08/2026"]
    changed = AuditEntry(subject_kind="product", subject_id="1", details={"fields": ["story", "retail_price"]})
    assert list(details_of(changed)) == ["Mục đã sửa: Câu chuyện sản phẩm, Giá bán lẻ"]
    taken = AuditEntry(subject_kind="councilmeeting", subject_id="1", details={"present": [1, 2, 3], "absent": []})
    assert list(details_of(taken)) == ["Có mặt: 3", "Vắng: 0"]
