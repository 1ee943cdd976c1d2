"""The first page of a search without filters: what nearly everybody asks, so its SQL is written by hand.

SQLite counts the matches in its word index before it looks at a row. Few are looked up, ranked and sorted. Where there are many, 24 are
shown of thousands: names that begin with what was typed are few and asked for first; others in force are met soon on a walk through the register in
its order, because there are many of them. A walk that is long all the same is given up: then the matches are ranked as ever, and the page is the same.
"""

from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet, Window

from ocop.recognition.models import RegisterEntry
from ocop.recognition.register_indexes import SEARCHED, words_in

from .question import Words
from .register import Rank, asked_of_postgresql, asked_of_sqlite

MANY = 4_000  # matches from which a walk is the shorter way
LONGEST_WALK = 6_000  # rows of the register, about a millisecond
COUNT = "SELECT COUNT(*) FROM register_words WHERE register_words MATCH %s"
TABLE = RegisterEntry._meta.db_table
RANKED_BY = ("name", *SEARCHED[:1], "expires_earliest", "ended_on")
# In this order: each match is looked up once, by its number. Asked for as a range of one, SQLite takes the index that holds all the order needs
# (``register_ranked``) without being told, with statistics or without; where it is not made yet, the answer is the same.
RANKED_ON_SQLITE = f"""SELECT entry."product_id"
    FROM register_words CROSS JOIN "{TABLE}" AS entry
      ON entry."product_id" BETWEEN register_words.rowid AND register_words.rowid
    WHERE register_words MATCH %s
    ORDER BY {{rank}}, entry."sort_key", entry."product_id" LIMIT {{size}}"""  # noqa: S608 - names of our own model
# A window that counts would keep whole rows until the last is met; these are narrow.
RANKED_ON_POSTGRESQL = f"""WITH matched AS MATERIALIZED (
      SELECT entry."product_id", {{rank}} AS rank, entry."sort_key" FROM "{TABLE}" AS entry
      WHERE {words_in(f'entry."{one}"' for one in SEARCHED)} @@ %s::tsquery)
    SELECT "product_id", (SELECT COUNT(*) FROM matched) FROM matched
    ORDER BY rank, "sort_key", "product_id" LIMIT {{size}}"""  # noqa: S608 - names of our own model
Found = tuple[tuple[int, ...], int]  # ids of a page, and how many match


def first_page(words: Words, rank: Rank, size: int) -> Found:
    """Return the first ids of ``search_register`` without filters, and how many match: one to four queries."""
    ordered, values = rank.over(*(f'entry."{one}"' for one in RANKED_BY), connection=connection)
    if connection.vendor != "sqlite":
        ranked = RANKED_ON_POSTGRESQL.format(rank=ordered, size=size)
        return _with_count(_rows(ranked, *values, asked_of_postgresql(words)))
    matching = asked_of_sqlite(words)
    ((count,),) = _rows(COUNT, matching)
    if count >= MANY and (found := walked_page(words, rank, size)):
        return tuple(found), count
    ranked = RANKED_ON_SQLITE.format(rank=ordered, size=size)
    return tuple(pk for (pk,) in _rows(ranked, matching, *values)) if count else (), count


def ranked_page(found: QuerySet[RegisterEntry], size: int) -> Found:
    """Return the first ids of a search, and how many there are as a column beside them."""
    return _with_count(found.annotate(matches=Window(Count("*"))).values_list("product_id", "matches")[:size])


def _with_count(rows: Any) -> Found:
    first = list(rows)
    return tuple(pk for pk, _matches in first), first[0][1] if first else 0


def walked_page(words: Words, rank: Rank, size: int) -> list[int] | None:
    """Return the first ids in the order of ``search_register`` where many match; None where ranking them is the better way."""
    matching = asked_of_sqlite(words)
    held, days = rank.holds('"expires_earliest"', '"ended_on"', connection=connection)
    if rank.exactly:
        written, spellings = rank.written_exactly('"name"', connection=connection)
        found = _walk(f"{held} AND {written}", (matching, *days, *spellings), size)
    else:
        found = _phrase("^", rank.beginning, held, days, size)
        if len(found) < size:
            found += _others(rank, held, (matching, *days, f"{rank.beginning}%"), size - len(found))
    return found if len(found) == size else None


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


def _rows(sql: str, *values: Any) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[int, ...]] = cursor.fetchall()
    return found
