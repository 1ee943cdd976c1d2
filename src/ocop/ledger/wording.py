"""What each action of the ledger is called on a timeline; the sentences stand in data/actions.yaml."""

from functools import cache
from importlib.resources import files

import yaml


@cache
def all_actions() -> dict[str, str]:
    """Every known action with its Vietnamese words, in the order of the file."""
    text = (files("ocop.ledger") / "data" / "actions.yaml").read_text(encoding="utf-8")
    rooms: dict[str, dict[str, str]] = yaml.safe_load(text)
    return {action: words for actions in rooms.values() for action, words in actions.items()}


def action_words(action: str) -> str:
    """Return what an action is called; one without words is shown as it is kept, so that nothing is hidden."""
    return all_actions().get(action) or action.replace("_", " ").replace(".", " – ")
