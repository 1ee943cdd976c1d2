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


def state_words(state: str) -> str:
    """Return what a state is called; states of other records than dossiers are shown as they are kept."""
    return _data("records.yaml")["states"].get(state, state.replace("_", " "))
