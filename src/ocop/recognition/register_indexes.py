"""What the database itself keeps in step with the register: copies of product fields, and the index of words.

SQLite: two kinds of triggers, an FTS5 index whose words may be found by their beginning, and an index of what matches are ordered by. PostgreSQL: one trigger, and an
inverted index of the words, found by their beginning too.

Made after every ``migrate`` where something is missing, not by a migration: SQLite makes a changed table anew and silently
drops its triggers, and no later migration of any room has to remember them.
"""

from collections.abc import Iterable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

SEARCHED = ("search_key", "other_words")
SQLITE = [
    # All that the order of a search is worked out from, so that each match is looked up once: its row is three times as long and two steps away.
    """
    CREATE INDEX register_ranked
    ON recognition_registerentry (product_id, expires_earliest, ended_on, sort_key, name, search_key)
    """,
    """
    CREATE TRIGGER register_follows_product
    AFTER UPDATE OF name, search_key, sort_key, unit_path, sector_code, set_number ON products_product
    BEGIN
      UPDATE recognition_registerentry
      SET name = NEW.name, search_key = ' ' || NEW.search_key, sort_key = NEW.sort_key, unit_path = NEW.unit_path,
          province_code = substr(NEW.unit_path, 1, 2), sector_code = NEW.sector_code, set_number = NEW.set_number
      WHERE product_id = NEW.id;
    END
    """,
    """
    CREATE VIRTUAL TABLE register_words USING fts5(
      search_key, other_words, content='recognition_registerentry', content_rowid='product_id',
      tokenize="unicode61 remove_diacritics 0", prefix='1 2 3'
    )
    """,
    """
    CREATE TRIGGER register_words_added AFTER INSERT ON recognition_registerentry
    BEGIN
      INSERT INTO register_words (rowid, search_key, other_words) VALUES (NEW.product_id, NEW.search_key, NEW.other_words);
    END
    """,
    """
    CREATE TRIGGER register_words_removed AFTER DELETE ON recognition_registerentry
    BEGIN
      INSERT INTO register_words (register_words, rowid, search_key, other_words)
      VALUES ('delete', OLD.product_id, OLD.search_key, OLD.other_words);
    END
    """,
    """
    CREATE TRIGGER register_words_changed AFTER UPDATE OF search_key, other_words ON recognition_registerentry
    WHEN OLD.search_key IS NOT NEW.search_key OR OLD.other_words IS NOT NEW.other_words
    BEGIN
      INSERT INTO register_words (register_words, rowid, search_key, other_words)
      VALUES ('delete', OLD.product_id, OLD.search_key, OLD.other_words);
      INSERT INTO register_words (rowid, search_key, other_words) VALUES (NEW.product_id, NEW.search_key, NEW.other_words);
    END
    """,
]
SQLITE_NAMES = {
    "register_ranked",
    "register_follows_product",
    "register_words",
    "register_words_added",
    "register_words_removed",
    "register_words_changed",
}
SQLITE_AWAY = [
    "DROP INDEX IF EXISTS register_ranked",
    "DROP TRIGGER IF EXISTS register_follows_product",
    "DROP TRIGGER IF EXISTS register_words_added",
    "DROP TRIGGER IF EXISTS register_words_removed",
    "DROP TRIGGER IF EXISTS register_words_changed",
    "DROP TABLE IF EXISTS register_words",
]
SQLITE_FILL = "INSERT INTO register_words (register_words) VALUES ('rebuild')"
POSTGRESQL = [
    """
    CREATE OR REPLACE FUNCTION register_follows_product() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE recognition_registerentry
      SET name = NEW.name, search_key = rtrim(regexp_replace(' ' || NEW.search_key, '[^a-z0-9]+', ' ', 'g')),
          sort_key = NEW.sort_key, unit_path = NEW.unit_path,
          province_code = substr(NEW.unit_path, 1, 2), sector_code = NEW.sector_code, set_number = NEW.set_number
      WHERE product_id = NEW.id;
      RETURN NULL;
    END $$
    """,
    """
    CREATE OR REPLACE TRIGGER register_follows_product
    AFTER UPDATE OF name, search_key, sort_key, unit_path, sector_code, set_number ON products_product
    FOR EACH ROW EXECUTE FUNCTION register_follows_product()
    """,
]


def words_in(columns: Iterable[str]) -> str:
    """Return the words of search texts as PostgreSQL indexes them: as they stand there, no dictionary and no parser between."""
    text = " || ' ' || ".join(columns)
    return f"array_to_tsvector(array_remove(string_to_array({text}, ' '), ''))"


# fastupdate: what was written last would stand in a list that every search reads through.
POSTGRESQL_WORDS = f"""
    CREATE INDEX register_word_beginnings ON recognition_registerentry USING gin (({words_in(SEARCHED)}))
    WITH (fastupdate = off)
    """
POSTGRESQL_FORMER = "DROP INDEX IF EXISTS register_words"  # trigrams, asked by releases before this index
# A word index of fewer columns, made by an earlier release, is made anew.
SQLITE_PRESENT = """SELECT name FROM sqlite_master WHERE name LIKE 'register\\_%' ESCAPE '\\'
    AND (name <> 'register_words' OR sql LIKE '%other_words%')"""
POSTGRESQL_PRESENT = """SELECT EXISTS (SELECT 1 FROM pg_indexes
    WHERE schemaname = current_schema() AND indexname = 'register_word_beginnings' AND indexdef LIKE '%other_words%')"""


WATCHED = {"products", "recognition"}  # rooms whose tables the triggers stand on


def lay_aside(plan: Iterable[tuple[Any, bool]] = (), using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Take the triggers of SQLite away before a ``migrate`` that changes their tables; afterwards they are made again.

    SQLite makes a changed table anew under another name, and refuses while a trigger names the one that is gone.
    """
    connection = connections[using]
    if connection.vendor == "sqlite" and WATCHED & {migration.app_label for migration, _backwards in plan}:
        with connection.cursor() as cursor:
            for statement in SQLITE_AWAY:
                cursor.execute(statement)


def ensure_register_indexes(using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Make whatever is missing; called after every ``migrate``.

    Nothing, where somebody goes back to before a column was there: the release that knew no such column makes its own index.
    """
    connection = connections[using]
    if not _has_columns(connection):
        return
    if connection.vendor == "sqlite":
        _ensure_on_sqlite(connection)
    elif connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for statement in POSTGRESQL:
                cursor.execute(statement)
            _ensure_words(cursor)


def _has_columns(connection: BaseDatabaseWrapper) -> bool:
    with connection.cursor() as cursor:
        if "recognition_registerentry" not in connection.introspection.table_names(cursor):
            return False
        table = connection.introspection.get_table_description(cursor, "recognition_registerentry")
    return {column.name for column in table} >= set(SEARCHED)


def _ensure_on_sqlite(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SQLITE_PRESENT)
        if {name for (name,) in cursor.fetchall()} >= SQLITE_NAMES:
            return
        for statement in (*SQLITE_AWAY, *SQLITE, SQLITE_FILL):
            cursor.execute(statement)


def _ensure_words(cursor: CursorWrapper) -> None:
    cursor.execute(POSTGRESQL_PRESENT)
    if cursor.fetchone() == (False,):
        cursor.execute("DROP INDEX IF EXISTS register_word_beginnings")
        cursor.execute(POSTGRESQL_WORDS)
        cursor.execute(POSTGRESQL_FORMER)
