"""Search the public register: words without diacritics, exact diacritics first, filters as plain conditions.

The same question is asked on both databases: *every typed word begins a word of name, producer or place*. SQLite answers from
its word index (FTS5), PostgreSQL from an inverted index of the words of each row (``register_indexes``).
"""

from collections.abc import Iterable
from datetime import date
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, IntegerField, Q, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from ocop.recognition.models import RegisterEntry
from ocop.recognition.register_indexes import SEARCHED, words_in
from ocop.vietnamese import fold, nfc
from ocop.vietnamese.words import words as folded_words

from .question import MOST_WORDS, Words, asked_words
from .register_filters import Filters, FormerPlace, state_condition
from .spelling import spelled

LIKE = r"{} LIKE %s ESCAPE '\'"
SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)


class HasWords(Func):
    """Whether the search text of a register row has, for each group, a word that begins with one of the group."""

    output_field = BooleanField()

    def __init__(self, *expressions: Any, words: Words = (), **extra: Any) -> None:
        super().__init__(*(expressions or (F("product_id"), *map(F, SEARCHED))), **extra)
        self.words = words

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        """PostgreSQL: one question to the index of words."""
        columns = [compiler.compile(one)[0] for one in self.source_expressions[1:]]
        return f"{words_in(columns)} @@ %s::tsquery", (asked_of_postgresql(self.words),)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """SQLite: one question to the word index."""
        column, params = compiler.compile(self.source_expressions[0])
        sql = f"{column} IN (SELECT rowid FROM register_words WHERE register_words MATCH %s)"  # noqa: S608 - a column name
        return sql, (*params, asked_of_sqlite(self.words))


class Nearness(Func):
    """How far a row is from what was typed, where each word may be one of several: the first of a group is the nearest."""

    output_field = IntegerField()

    def __init__(self, *expressions: Any, groups: Words = (), **extra: Any) -> None:
        super().__init__(*(expressions or (F("search_key"),)), **extra)
        self.groups = groups

    def as_sql(  # type: ignore[override]  # nothing of Func's template is used
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str, ...]]:
        """Return the sum of a CASE of LIKEs for each group."""
        key, _no = compiler.compile(self.source_expressions[0])
        cases = [
            f"CASE {' '.join(f'WHEN {LIKE.format(key)} THEN {place}' for place in range(len(group)))} ELSE {len(group)} END"
            for group in self.groups
        ]
        return " + ".join(cases), tuple(f"% {word}%" for group in self.groups for word in group)


class Rank(Func):
    """Where a row stands in the answer; in force first.

    Its name holds all words exactly as typed, or begins with them, or the words stand side by side (a place of two words), or any other.
    One expression that writes its own SQL: as a tree of conditions it cost a page more than the database took to answer.
    """

    output_field = IntegerField()

    def __init__(self, *expressions: Any, on: date, exactly: Words = (), beginning: str = "", **extra: Any) -> None:
        super().__init__(*(expressions or map(F, ("name", "search_key", "expires_earliest", "ended_on"))), **extra)
        self.exactly = exactly
        self.beginning = beginning
        self.on = on

    def as_sql(  # type: ignore[override]  # nothing of Func's template is used
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """Return a CASE of LIKEs, and one of days."""
        return self.over(*(compiler.compile(one)[0] for one in self.source_expressions), connection=connection)

    def over(
        self, name: str, key: str, expires: str, ended_on: str, *, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """Return the same over columns as they are called in a query that is written by hand."""
        held, days = self.holds(expires, ended_on, connection=connection)
        ended = f"CASE WHEN {held} THEN 0 ELSE 1 END"
        if not self.beginning:
            return ended, days
        written, spellings = self.written_exactly(name, connection=connection)
        exactly = f"WHEN ({written}) THEN 0 " if written else ""
        together, phrase = self.together(key)
        near = (
            f"CASE {exactly}WHEN {LIKE.format(key)} THEN 2 {f'WHEN {together} THEN 4 ' if together else ''}ELSE 6 END"
        )
        return f"{near} + {ended}", (*spellings, f"{self.beginning}%", *phrase, *days)

    def holds(self, expires: str, ended: str, *, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """Return the condition that a certificate is in force on the day, and its values; see ``state_condition``."""
        day = connection.ops.adapt_datefield_value(self.on)
        return f"({expires} >= %s AND ({ended} IS NULL OR {ended} > %s))", (day, day)

    def together(self, key: str) -> tuple[str, tuple[str, ...]]:
        """Return the condition that the words stand side by side as typed, and its value; empty for a single word."""
        return (LIKE.format(key), (f"%{self.beginning}%",)) if " " in self.beginning.strip() else ("", ())

    def written_exactly(self, name: str, *, connection: BaseDatabaseWrapper) -> tuple[str, tuple[str, ...]]:
        """Return the condition that a name holds every word as it was typed, and its values; empty where nothing was typed so."""
        groups = self.exactly
        if connection.vendor == "sqlite":  # whose LIKE takes A and a as one letter, but not Ă and ă
            groups = tuple(tuple({one.translate(SMALL): one for one in group}.values()) for group in groups)
        conditions = [" OR ".join([LIKE.format(name)] * len(group)) for group in groups]
        spellings = tuple(f"%{_escaped(one)}%" for group in groups for one in group)
        return ("(" + ") AND (".join(conditions) + ")" if conditions else ""), spellings


def asked_of_sqlite(words: Words) -> str:
    """Return words as the word index of SQLite is asked for them."""
    return _asked(words, whole='"{}"', begun='"{}"*', both=" AND ", either=" OR ")


def asked_of_postgresql(words: Words) -> str:
    """Return words as a ``tsquery``."""
    return _asked(words, whole="'{}'", begun="'{}':*", both=" & ", either=" | ")


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _asked(words: Words, *, whole: str, begun: str, both: str, either: str) -> str:
    """Words in the language of a database; they are letters and digits, nothing to escape. ``Words``: see ``question.asked_words``."""

    def member(text: str) -> str:
        return both.join((whole if one[-1] == "." else begun).format(one.rstrip(".")) for one in text.split())

    return both.join("(" + either.join(f"({member(one)})" for one in group) + ")" for group in words)


def words_of(typed: str) -> tuple[str, ...]:
    """Return the folded words of what was typed; empty when nothing can be searched for."""
    return folded_words(typed)[:MOST_WORDS]


def filtered(filters: Filters, *, on: date) -> QuerySet[RegisterEntry]:
    """Return the register narrowed by filters."""
    found = RegisterEntry.objects.all()
    if filters.star:
        found = found.filter(star_rating=filters.star)
    if filters.state:
        found = found.filter(state_condition(filters.state, on))
    if filters.province_code:
        found = found.filter(province_code=filters.province_code)
    if filters.unit_path:
        found = found.filter(unit_path__inside=filters.unit_path)
    if filters.sector:
        found = found.filter(sector_code=filters.sector)
    if filters.set_number:
        found = found.filter(set_number=filters.set_number)
    if filters.organisation_type:
        found = found.filter(product__producer__organisation_type=filters.organisation_type)
    if filters.year:
        found = found.filter(issued_latest__year=filters.year)
    if filters.former:
        found = found.filter(_inside_former(filters.former))
    return found


def _inside_former(place: FormerPlace) -> Q:
    """In a commune that took in land of the place; or, where no commune is on record, with the place's name beside its province."""
    printed = Q(HasWords(words=place.words)) if place.words else Q()
    return Q(unit_path__in=place.communes) | (Q(unit_path__in=place.provinces) & printed)


def rank_of(typed: str, on: date) -> Rank:
    """Return where rows stand that match what was typed; without words, whether they are in force."""
    exactly = spelled(typed) if fold(typed) != nfc(typed).casefold().strip() else ()
    words = words_of(typed)
    return Rank(on=on, exactly=exactly if words else (), beginning=f" {' '.join(words)}" if words else "")


def search_register(typed: str, filters: Filters, *, on: date) -> QuerySet[RegisterEntry]:
    """Return the rows that match, in the order people expect.

    First names written exactly as typed, diacritics included; then names that begin with what was typed; then rows that hold its words
    side by side; then the rest; each with products in force before others, in Vietnamese order.
    """
    words = asked_words(typed)
    found = filtered(filters, on=on)
    if words:
        found = found.filter(HasWords(words=words))
    return found.annotate(rank=rank_of(typed if words else "", on)).order_by("rank", "sort_key", "product_id")


def search_near(groups: Words, filters: Filters, *, on: date) -> QuerySet[RegisterEntry]:
    """Return the rows that match when each word may be one of several, the nearest first: groups name the nearest word first."""
    found = filtered(filters, on=on).filter(HasWords(words=groups))
    return found.annotate(far=Nearness(groups=groups)).order_by("far", "sort_key", "product_id")


def nearest_first(word: str, near: Iterable[str]) -> list[str]:
    """Order words by how likely they were meant: the same letters changed over, then the same first letter, then the same length."""
    return sorted(near, key=lambda one: (sorted(one) != sorted(word), one[:1] != word[:1], len(one) != len(word), one))


def near_words(word: str, vocabulary: frozenset[str]) -> list[str]:
    """Return words of the register one slip of the finger away: a letter more, less, other, or two changed over."""
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    near = {left + right[1:] for left, right in parts if right}
    near |= {left + right[1] + right[0] + right[2:] for left, right in parts if len(right) > 1}
    near |= {left + letter + right[1:] for left, right in parts if right for letter in letters}
    near |= {left + letter + right for left, right in parts for letter in letters}
    return sorted(near & vocabulary)


def read_vocabulary() -> frozenset[str]:
    """Return every word of the register (one query; Vietnamese has few syllables, so the set stays small)."""
    words: set[str] = set()
    for text in RegisterEntry.objects.values_list("search_key", flat=True).iterator(chunk_size=5000):
        words.update(text.split())
    return frozenset(words)
