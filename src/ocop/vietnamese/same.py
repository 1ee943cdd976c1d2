"""Words that mean the same to whoever searches (``data/same_words.yaml``): short forms, spellings, English names.

>>> same_as("HTX")
('hop. tac. xa.', 'cooperative.')
>>> same_as("tra"), same_as("green tea")[:2]
((), ('che. xanh.', 'tra. xanh.'))

What is returned is looked for as whole words, each of them marked by a dot.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import yaml

from .text import nfc, tone_key
from .words import words

LONGEST = 6  # words of one entry
Run = tuple[str, ...]


@cache
def _data() -> Mapping[str, Mapping[Run, tuple[tuple[str, Run], ...]]]:
    """For each run of folded words: the forms it is written in, each with the runs that are looked for beside it."""
    text = (files("ocop.vietnamese") / "data" / "same_words.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    found: dict[Run, list[tuple[str, Run]]] = {}
    for line in data["same"]:
        for form in line:
            found.setdefault(words(form), []).extend((form, words(other)) for other in line)
    for form, others in data["means"].items():
        found.setdefault(words(form), []).extend((form, words(other)) for other in others)
    return {
        "same": {run: tuple(pairs) for run, pairs in found.items()},
        "glue": {words(one): () for one in data["glue"]},
    }


def same_as(written: str) -> tuple[str, ...]:
    """Return what else is looked for when these words are typed; empty where they stand in no line of the data.

    A form with diacritics counts for words typed with the same; several words count without any, one alone would mean too much ("me").
    """
    run = words(written)
    typed, bare = _written(written), written.isascii()
    found: dict[Run, None] = {}
    for form, other in _data()["same"].get(run, ()):
        if other != run and (_written(form) == typed or (bare and (form.isascii() or len(run) > 1))):
            found[other] = None
    return tuple(whole(other) for other in found)


def is_glue(word: str) -> bool:
    """Whether this is a small English word that nobody looks for."""
    return (word,) in _data()["glue"]


def whole(run: Iterable[str]) -> str:
    """Return words marked as whole ones."""
    return " ".join(f"{word}." for word in run)


def _written(text: str) -> str:
    return " ".join(tone_key(nfc(text)).casefold().split())
