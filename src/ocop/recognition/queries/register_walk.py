"""The first page of a search with many matches on SQLite: walked to in the order of the register instead of ranked and sorted.

Of 8,581 matches each had to be looked up, ranked and sorted before 24 could be shown. Names that begin with what was typed are few and
asked for first; others in force are met soon on a walk through the register in its order, because there are many of them. A walk that is
long all the same is given up: then the matches are ranked as ever, and the page is the same.
"""

from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Func, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from ocop.recognition.models import RegisterEntry

from .question import Words
from .register import HowMany, Rank, asked_of_sqlite

MANY = 4_000  # matches from which a walk is the shorter way
LONGEST_WALK = 6_000  # rows of the register, about a millisecond
COUNT = "SELECT COUNT(*) FROM register_words WHERE register_words MATCH %s"
TABLE = RegisterEntry._meta.db_table


class Few(Func):
    """Whether so few rows match that they are ranked; counted in the word index of SQLite before any row is looked at."""

    output_field = BooleanField()

    def __init__(self, *expressions: Any, words: Words = (), **extra: Any) -> None:
        super().__init__(*expressions, **extra)
        self.words = words

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """Return a condition on the question alone."""
        return f"({COUNT}) < %s", (asked_of_sqlite(self.words), MANY)


def first_page(found: QuerySet[RegisterEntry], words: Words, rank: Rank, size: int) -> tuple[tuple[int, ...], int]:
    """Return the first ids of ``search_register`` and how many match, where no filter narrows them.

    One query where few match or the engine ranks fast; where none or many match two to four.
    """
    if connection.vendor != "sqlite":
        return ranked_page(found, HowMany(words=words), size)
    page = ranked_page(found.filter(Few(words=words)), HowMany(words=words), size)
    return page if page[1] else walked_page(words, rank, size) or ranked_page(found, HowMany(words=words), size)


def ranked_page(found: QuerySet[RegisterEntry], many: Any, size: int) -> tuple[tuple[int, ...], int]:
    """Return the first ids, and how many there are as a column beside them."""
    first = list(found.annotate(matches=many).values_list("product_id", "matches")[:size])
    return tuple(pk for pk, _matches in first), first[0][1] if first else 0


def walked_page(words: Words, rank: Rank, size: int) -> tuple[tuple[int, ...], int] | None:
    """Return the first ids in the order of ``search_register`` and how many match; None where its own way is the better one."""
    matching = asked_of_sqlite(words)
    ((count,),) = _rows(COUNT, matching)
    if count < MANY:
        return None if count else ((), 0)
    held, days = rank.holds('"expires_earliest"', '"ended_on"', connection=connection)
    if rank.exactly:
        written, spellings = rank.written_exactly('"name"')
        found = _walk(f"{held} AND {written}", (matching, *days, *spellings), size)
        return (tuple(found), count) if len(found) == size else None
    found = _phrase("^", rank.beginning, held, days, size)
    if len(found) < size:
        found += _others(rank, held, (matching, *days, f"{rank.beginning}%"), size - len(found))
    return (tuple(found), count) if len(found) == size else None


def _others(rank: Rank, held: str, values: tuple[str, ...], size: int) -> list[int]:
    """After the names that begin so: rows that hold the words side by side, as many as there are, then the rest."""
    others = rf"""{held} AND NOT "search_key" LIKE %s ESCAPE '\'"""
    together, phrase = rank.together('"search_key"')
    if not together:
        return _walk(others, values, size)
    found = _walk(f"{others} AND {together}", (*values, *phrase), size)
    if len(found) < size:  # they are few, so all of them are asked for, those that begin so left out
        _matching, *days, beginning = values
        found = _phrase("", rank.beginning, held, tuple(days), size, but=beginning)
        found += _walk(f"{others} AND NOT {together}", (*values, *phrase), size - len(found))
    return found


def _phrase(where: str, words: str, held: str, days: tuple[str, ...], size: int, *, but: str = "") -> list[int]:
    """The first rows that hold these words side by side (``^``: begin with them), those in force before others, in the order of the register."""
    sql = f"""SELECT "product_id" FROM "{TABLE}"
        WHERE "product_id" IN (SELECT rowid FROM register_words WHERE register_words MATCH %s)
        AND NOT "search_key" LIKE %s ESCAPE '\\'
        ORDER BY CASE WHEN {held} THEN 0 ELSE 1 END, "sort_key", "product_id" LIMIT {size}"""  # noqa: S608 - names of our own model
    return [pk for (pk,) in _rows(sql, f'search_key : {where} "{words.strip()}" *', but, *days)]


def _walk(condition: str, values: tuple[str, ...], size: int) -> list[int]:
    """The first matches among the first rows of the register that fulfil a condition."""
    # Only numbers are walked over, and a row is looked up when its number matches.
    sql = f"""SELECT walked."product_id" FROM (
          SELECT "product_id" FROM "{TABLE}" INDEXED BY "register_in_order"
          ORDER BY "sort_key", "product_id" LIMIT {LONGEST_WALK}) AS walked
        CROSS JOIN "{TABLE}" AS entry ON entry."product_id" = walked."product_id"
        WHERE walked."product_id" IN (SELECT rowid FROM register_words WHERE register_words MATCH %s) AND {condition}
        LIMIT {size}"""  # noqa: S608 - names of our own model
    return [pk for (pk,) in _rows(sql, *values)]


def _rows(sql: str, *values: str) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[int, ...]] = cursor.fetchall()
    return found
