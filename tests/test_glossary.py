"""docs/glossary.md says what the code says: one concept, one identifier, one word on screen.

Every table of the rooms and every enumeration stands in it once, each value too; the words are those of the pages, of the ledger
and, where public pages are translated, of the translation.
"""

import enum
import pkgutil
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.db.models import Choices
from django.utils.translation import gettext, override

import ocop
from ocop.councils.states import WORDS as SEAT_WORDS
from ocop.ledger.wording import record_words
from ocop.recognition.wording import STATE_WORDS

GLOSSARY = Path(__file__).resolve().parent.parent / "docs" / "glossary.md"
ROW = re.compile(r"\| ([^|]+) \| ([^|]+) \| `(\w+)` \| `([\w.]+)` \|")
NOT_READ = {"tests", "migrations", "settings", "demo", "cli"}  # rooms without words of their own
# Enumerations whose words stand beside them.
WORDS: dict[str, Mapping[enum.Enum, object]] = {"SeatState": dict(SEAT_WORDS), "CertificateState": dict(STATE_WORDS)}
# The same Vietnamese words are a heading of the public site, in the plural.
HEADING_AS_WELL = {("Role", "producer_user")}


@dataclass(frozen=True)
class Term:
    """One line of the glossary."""

    vietnamese: str
    english: str
    identifier: str
    where: str

    @property
    def path(self) -> str:
        """Where a class stands, with its name."""
        return f"{self.where}.{self.identifier}"


@cache
def terms() -> list[Term]:
    """Every line of the tables that name a place in the code."""
    return [Term(*match.groups()) for match in ROW.finditer(GLOSSARY.read_text(encoding="utf-8"))]


def classes() -> list[Term]:
    return [term for term in terms() if not is_value(term)]


def is_value(term: Term) -> bool:
    """Whether a line is about a value: its place is a class."""
    return term.where.rpartition(".")[2][0].isupper()


@cache
def enumerations() -> dict[str, type[enum.Enum]]:
    """Every enumeration of the rooms by its path under ``ocop``."""
    found = {}
    for module in pkgutil.walk_packages(ocop.__path__, "ocop."):
        if not NOT_READ & {*module.name.split(".")}:
            for thing in vars(import_module(module.name)).values():
                if isinstance(thing, type) and issubclass(thing, enum.Enum) and thing.__module__ == module.name:
                    found[f"{thing.__module__}.{thing.__name__}".removeprefix("ocop.")] = thing
    return found


def tables() -> dict[str, str]:
    """Every table of the rooms by its path under ``ocop``, with the name by which the ledger knows it."""
    models = (model for one in apps.get_app_configs() if one.name.startswith("ocop.") for model in one.get_models())
    return {f"{one.__module__}.{one.__name__}".removeprefix("ocop."): str(one._meta.model_name) for one in models}


def words_of(kind: type[enum.Enum]) -> dict[str, str]:
    """What people read for each value, in Vietnamese."""
    words = WORDS.get(kind.__name__)
    if words is None:
        assert issubclass(kind, Choices), f"{kind.__name__} needs words for people"
        words = {one: one.label for one in kind}
    with override("vi"):
        return {str(one.value): str(word) for one, word in words.items()}


def test_every_table_and_every_enumeration_stands_in_the_glossary_once() -> None:
    times = Counter(term.path for term in classes())
    assert {path: times[path] for path in [*tables(), *enumerations()] if times[path] != 1} == {}


def test_every_class_that_the_glossary_names_is_there() -> None:
    missing = []
    for term in classes():
        thing = getattr(import_module(f"ocop.{term.where}"), term.identifier, None)
        if getattr(thing, "__module__", None) != f"ocop.{term.where}":
            missing.append(term.path)
    assert missing == []


def test_two_concepts_share_no_identifier_and_no_word() -> None:
    for column in ("identifier", "vietnamese", "english"):
        times = Counter(getattr(term, column).casefold() for term in classes())
        assert {word: number for word, number in times.items() if number > 1} == {}


def test_every_value_is_there_with_the_word_on_screen() -> None:
    for path, kind in enumerations().items():
        lines = [(term.identifier, term.vietnamese) for term in terms() if term.where == path]
        assert lines == list(words_of(kind).items()), path
    assert {term.where for term in terms() if is_value(term)} == set(enumerations())


def test_records_are_called_as_the_ledger_calls_them() -> None:
    known = {path: record_words(name) for path, name in tables().items() if record_words(name) != name}
    assert len(known) > 20
    assert {term.path: term.vietnamese for term in classes() if term.path in known} == known


def test_the_english_words_are_those_of_the_translated_pages() -> None:
    translated = {}
    with override("en"):
        for term in terms():
            english = gettext(term.vietnamese)
            if is_value(term) and english != term.vietnamese:
                translated[term.where.rpartition(".")[2], term.identifier] = english
    assert len(translated) > 10
    said = {(term.where.rpartition(".")[2], term.identifier): term.english for term in terms() if is_value(term)}
    assert {key: said[key] for key in translated.keys() - HEADING_AS_WELL} == {
        key: word for key, word in translated.items() if key not in HEADING_AS_WELL
    }
