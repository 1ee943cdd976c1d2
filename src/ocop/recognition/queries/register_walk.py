"""The first page of a search with many matches on SQLite: walked to in the order of the register instead of ranked and sorted.

Of 8,581 matches each had to be looked up, ranked and sorted before 24 could be shown. Names that begin with what was typed are few and
asked for first; others in force are met soon on a walk through the register in its order, because there are many of them. A walk that is
long all the same is given up: then the matches are ranked as ever, and the page is the same.
"""

from django.db import connection

from ocop.recognition.models import RegisterEntry

from .question import Words
from .register import Rank, asked_of_sqlite

MANY = 4_000  # matches from which a walk is the shorter way
LONGEST_WALK = 6_000  # rows of the register, about a millisecond
TABLE = RegisterEntry._meta.db_table


def walked_page(words: Words, rank: Rank, size: int) -> tuple[tuple[int, ...], int] | None:
    """Return the first ids in the order of ``search_register`` and how many match; None where its own way is the better one.

    For questions that no filter narrows. One query where few match, three at most.
    """
    if connection.vendor != "sqlite":
        return None
    matching = asked_of_sqlite(words)
    ((count,),) = _rows("SELECT COUNT(*) FROM register_words WHERE register_words MATCH %s", matching)
    if count < MANY:
        return None
    held, days = rank.holds('"expires_earliest"', '"ended_on"', connection=connection)
    if rank.exactly:
        written, spellings = rank.written_exactly('"name"')
        found = _walk(f"{held} AND {written}", (matching, *days, *spellings), size)
        return (tuple(found), count) if len(found) == size else None
    found = _beginning(rank.beginning.strip(), held, days, size)
    if len(found) < size:
        others = rf"""{held} AND NOT "search_key" LIKE %s ESCAPE '\'"""
        found += _walk(others, (matching, *days, f"{rank.beginning}%"), size - len(found))
    return (tuple(found), count) if len(found) == size else None


def _beginning(words: str, held: str, days: tuple[str, ...], size: int) -> list[int]:
    """The first names that begin with these words, those in force before others, in the order of the register."""
    sql = f"""SELECT "product_id" FROM "{TABLE}"
        WHERE "product_id" IN (SELECT rowid FROM register_words WHERE register_words MATCH %s)
        ORDER BY CASE WHEN {held} THEN 0 ELSE 1 END, "sort_key", "product_id" LIMIT {size}"""  # noqa: S608 - names of our own model
    return [pk for (pk,) in _rows(sql, f'search_key : ^ "{words}" *', *days)]


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
