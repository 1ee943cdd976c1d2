"""What the database itself keeps in step with the register: copies of product fields, and the index of words.

SQLite: two kinds of triggers and an FTS5 index whose words may be found by their beginning. PostgreSQL: one trigger, and a
trigram index where the extension pg_trgm can be had; without it the same question is answered by reading the narrow rows.
Run by migration 0002. A later migration that changes products_product or recognition_registerentry on SQLite makes the
table anew and loses its triggers: run ``forwards`` after it (test_register.py notices).
"""

from typing import Any

from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = [
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
      search_key, content='recognition_registerentry', content_rowid='product_id',
      tokenize="unicode61 remove_diacritics 0", prefix='1 2 3'
    )
    """,
    """
    CREATE TRIGGER register_words_added AFTER INSERT ON recognition_registerentry
    BEGIN
      INSERT INTO register_words (rowid, search_key) VALUES (NEW.product_id, NEW.search_key);
    END
    """,
    """
    CREATE TRIGGER register_words_removed AFTER DELETE ON recognition_registerentry
    BEGIN
      INSERT INTO register_words (register_words, rowid, search_key) VALUES ('delete', OLD.product_id, OLD.search_key);
    END
    """,
    """
    CREATE TRIGGER register_words_changed AFTER UPDATE OF search_key ON recognition_registerentry
    WHEN OLD.search_key IS NOT NEW.search_key
    BEGIN
      INSERT INTO register_words (register_words, rowid, search_key) VALUES ('delete', OLD.product_id, OLD.search_key);
      INSERT INTO register_words (rowid, search_key) VALUES (NEW.product_id, NEW.search_key);
    END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER IF EXISTS register_follows_product",
    "DROP TRIGGER IF EXISTS register_words_added",
    "DROP TRIGGER IF EXISTS register_words_removed",
    "DROP TRIGGER IF EXISTS register_words_changed",
    "DROP TABLE IF EXISTS register_words",
]
POSTGRESQL = [
    """
    CREATE FUNCTION register_follows_product() RETURNS trigger LANGUAGE plpgsql AS $$
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
    CREATE TRIGGER register_follows_product
    AFTER UPDATE OF name, search_key, sort_key, unit_path, sector_code, set_number ON products_product
    FOR EACH ROW EXECUTE FUNCTION register_follows_product()
    """,
]
POSTGRESQL_BACK = [
    "DROP TRIGGER IF EXISTS register_follows_product ON products_product",
    "DROP FUNCTION IF EXISTS register_follows_product()",
    "DROP INDEX IF EXISTS register_words",
]
TRIGRAMS = "CREATE INDEX register_words ON recognition_registerentry USING gin (search_key gin_trgm_ops)"


def make_trigram_index(connection: BaseDatabaseWrapper) -> bool:
    """Make the index of words when the server offers pg_trgm and lets this account have it."""
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(TRIGRAMS)
    except DatabaseError:
        return False
    return True


def forwards(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make triggers and index."""
    connection = schema_editor.connection
    backwards(apps, schema_editor)
    with connection.cursor() as cursor:
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)
    if connection.vendor == "postgresql":
        make_trigram_index(connection)


def backwards(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away."""
    with schema_editor.connection.cursor() as cursor:
        for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
            cursor.execute(statement)
