"""What actions, records and states of the ledger are called; the words stand in data/actions.yaml and data/records.yaml."""

from functools import cache
from importlib.resources import files

import yaml


@cache
def all_actions() -> dict[str, str]:
    """Every known action with its Vietnamese words, in the order of the file."""
    return {action: words for actions in _data("actions.yaml").values() for action, words in actions.items()}


@cache
def _data(name: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = yaml.safe_load(
        (files("ocop.ledger") / "data" / name).read_text(encoding="utf-8")
    )
    return found


def action_words(action: str) -> str:
    """Return what an action is called; one without words is shown as it is kept, so that nothing is hidden."""
    return all_actions().get(action) or action.replace("_", " ").replace(".", " – ")


def record_words(kind: str) -> str:
    """Return what a kind of record is called."""
    return _data("records.yaml")["records"].get(kind, kind)


def state_words(state: str, kind: str = "") -> str:
    """Return what a state of a kind of record is called; without a kind, of a dossier."""
    found: dict[str, dict[str, str]] = _data("records.yaml")["states_of"]  # type: ignore[assignment]
    words = found.get(kind, {}).get(state) or _data("records.yaml")["states"].get(state)
    return words or state.replace("_", " ")


def naming_columns() -> dict[str, list[str]]:
    """Return for each kind of record the columns that tell people which one it is."""
    return _data("records.yaml")["named"]  # type: ignore[return-value]


def detail_words() -> dict[str, str]:
    """Return what can be read of the details of a line, and what it is called."""
    return _data("records.yaml")["details"]
