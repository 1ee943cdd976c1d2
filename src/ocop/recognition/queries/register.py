"""Search the public register: words without diacritics, exact diacritics first, filters as plain conditions.

The same question is asked on both databases: *every typed word begins a word of name, producer or place*. SQLite answers from
its word index (FTS5), PostgreSQL from an inverted index of the words of each row (``register_indexes``).
"""

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Count, F, Func, IntegerField, Q, QuerySet, Window
from django.db.models.sql.compiler import SQLCompiler

from ocop.law.procedure import procedure_on
from ocop.recognition.arithmetic import CertificateState as S
from ocop.recognition.models import RegisterEntry
from ocop.recognition.register_indexes import SEARCHED, words_in
from ocop.vietnamese import fold, nfc, tone_key
from ocop.vietnamese.words import words as folded_words

from .question import MOST_WORDS, Words, asked_words

LIKE = r"{} LIKE %s ESCAPE '\'"


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
        asked = _asked(self.words, whole="'{}'", begun="'{}':*", both=" & ", either=" | ")
        return f"{words_in(columns)} @@ %s::tsquery", (asked,)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """SQLite: one question to the word index."""
        column, params = compiler.compile(self.source_expressions[0])
        sql = f"{column} IN (SELECT rowid FROM register_words WHERE register_words MATCH %s)"  # noqa: S608 - a column name
        return sql, (*params, asked_of_sqlite(self.words))


class HowMany(Func):
    """How many rows match, as a column of each of them; only where words alone decide, no filter beside them.

    SQLite counts in the word index without looking at a row, once for the whole answer; PostgreSQL counts what it found.
    """

    output_field = IntegerField()
    template = "COUNT(*) OVER ()"

    def __init__(self, *expressions: Any, words: Words = (), **extra: Any) -> None:
        super().__init__(*expressions, **extra)
        self.words = words

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """SQLite: one question to the word index."""
        sql = "(SELECT COUNT(*) FROM register_words WHERE register_words MATCH %s)"
        return sql, (asked_of_sqlite(self.words),)


class Rank(Func):
    """Where a row stands in the answer: 0 its name holds all words exactly as typed, 1 it begins with them, 2 any other.

    One expression that writes its own SQL: as a tree of conditions it cost a page more than the database took to answer.
    """

    output_field = IntegerField()

    def __init__(self, *expressions: Any, exactly: Words = (), beginning: str = "", **extra: Any) -> None:
        super().__init__(*(expressions or (F("name"), F("search_key"))), **extra)
        self.exactly = exactly
        self.beginning = beginning

    def as_sql(  # type: ignore[override]  # nothing of Func's template is used
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        """Return a CASE of LIKEs."""
        (name, _no), (key, _none) = map(compiler.compile, self.source_expressions)
        written, spellings = self.written_exactly(name)
        exactly = f"WHEN ({written}) THEN 0 " if written else ""
        return f"CASE {exactly}WHEN {LIKE.format(key)} THEN 1 ELSE 2 END", (*spellings, f"{self.beginning}%")

    def written_exactly(self, name: str) -> tuple[str, tuple[str, ...]]:
        """Return the condition that a name holds every word as it was typed, and its values; empty where nothing was typed so."""
        groups = [" OR ".join([LIKE.format(name)] * len(group)) for group in self.exactly]
        spellings = tuple(f"%{_escaped(one)}%" for group in self.exactly for one in group)
        return ("(" + ") AND (".join(groups) + ")" if groups else ""), spellings


def asked_of_sqlite(words: Words) -> str:
    """Return words as the word index of SQLite is asked for them."""
    return _asked(words, whole='"{}"', begun='"{}"*', both=" AND ", either=" OR ")


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


@dataclass(frozen=True)
class Filters:
    """What narrows the register; every empty value means "all"."""

    star: int | None = None
    state: str = ""
    province_code: str = ""
    sector: str = ""
    set_number: int | None = None
    unit_path: str = ""


def state_condition(state: str, on: date) -> Q:
    """Return the rows whose certificate is in a state on a day: the conditions of ``arithmetic.certificate_state``."""
    ended = Q(ended_on__lte=on)
    if state == S.REVOKED:
        return ended & ~Q(end_reason="superseded")
    window = timedelta(days=procedure_on(on).re_recognition_window.opens)
    certain = Q(expires_earliest__gte=on)
    conditions = {
        S.VALID: certain & Q(expires_earliest__gt=on + window),
        S.EXPIRING: certain & Q(expires_earliest__lte=on + window),
        S.EXPIRED: Q(expires_latest__lt=on),
        S.UNCERTAIN: Q(expires_earliest__isnull=True) | Q(expires_earliest__lt=on, expires_latest__gte=on),
        "in_force": certain,
    }
    return (Q(ended_on__isnull=True) | Q(ended_on__gt=on)) & conditions[S(state) if state != "in_force" else state]


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
        found = found.filter(unit_path__startswith=filters.unit_path)
    if filters.sector:
        found = found.filter(sector_code=filters.sector)
    if filters.set_number:
        found = found.filter(set_number=filters.set_number)
    return found


def how_many(words: Words, filters: Filters) -> HowMany | Window:
    """Return how many rows match words and filters, as a column to read beside the first of them."""
    return HowMany(words=words) if filters == Filters() else Window(Count("*"))


def rank_of(typed: str) -> Rank:
    """Return where rows stand that match what was typed."""
    exactly = _spelled(typed) if fold(typed) != nfc(typed).casefold().strip() else ()
    return Rank(exactly=exactly, beginning=" " + " ".join(words_of(typed)))


def search_register(typed: str, filters: Filters, *, on: date) -> QuerySet[RegisterEntry]:
    """Return the rows that match, in the order people expect.

    First names written exactly as typed, diacritics included; then names that begin with what was typed; then the rest,
    each in Vietnamese order.
    """
    words = asked_words(typed)
    found = filtered(filters, on=on)
    if not words:
        return found.order_by("sort_key", "product_id")
    return found.filter(HasWords(words=words)).annotate(rank=rank_of(typed)).order_by("rank", "sort_key", "product_id")


def search_near(groups: Words, filters: Filters, *, on: date) -> QuerySet[RegisterEntry]:
    """Return the rows that match when each word may be one of several, in Vietnamese order."""
    return filtered(filters, on=on).filter(HasWords(words=groups)).order_by("sort_key", "product_id")


def _spelled(typed: str) -> Words:
    """Return every typed word with its diacritics, in any case and with the tone on either vowel."""
    return tuple(tuple(sorted(_spellings(word))) for word in nfc(typed).split()[:MOST_WORDS])


def _spellings(word: str) -> set[str]:
    lower = word.lower()
    placed = {lower, *_other_tone_placements(lower)}
    return {form for one in placed for form in (one, one[:1].upper() + one[1:], one.upper())}


def _other_tone_placements(word: str) -> set[str]:
    """Return the same word with its tone on the neighbouring vowel: hòa for hoà."""
    key = tone_key(word)
    tones = [char for char in unicodedata.normalize("NFD", word) if char in "\u0300\u0301\u0303\u0309\u0323"]
    if len(tones) != 1:
        return set()
    bare = unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", word) if c != tones[0]))
    candidates = {
        unicodedata.normalize("NFC", bare[: at + 1] + tones[0] + bare[at + 1 :])
        for at, letter in enumerate(bare)
        if letter in "aeiouyăâêôơư"
    }
    return {one for one in candidates if one != word and tone_key(one) == key}


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
