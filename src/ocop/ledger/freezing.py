"""Write the triggers that freeze rows, for both engines, from one declaration per table.

    GUARDS = guards(Frozen("councils_scoresheet", "a sealed score sheet never changes", when="{row}.sealed_at IS NOT NULL"))

SQLite's ``INSERT OR REPLACE`` and ``UPDATE OR REPLACE`` delete the row that stands in the way without asking a trigger for
deletions; so every guard also refuses a new row that meets a frozen one on a key. ``keys`` names those beside the primary key;
a test compares them with the constraints of the models.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .guarding import Guards
from .personal import ERASED


@dataclass(frozen=True)
class Frozen:
    """One table whose rows never change, or not any more once ``when`` holds."""

    table: str
    refusal: str  # what the database answers
    when: str = ""  # SQL about one row, e.g. "{row}.signed_at IS NOT NULL"; empty: every row, always
    columns: tuple[str, ...] = ()  # the columns that never change; empty: all of them
    once: tuple[str, ...] = ()  # with ``columns``: further columns that may be filled while the first of them is empty
    filled: tuple[
        str, ...
    ] = ()  # with ``columns``: further columns that may be filled where they are empty, or made exact
    following: tuple[str, ...] = ()  # columns that may change with those
    erasable: tuple[str, ...] = ()  # with ``columns``: texts about people, which may only be erased
    fillable: str = "(1 = 0)"  # SQL about the rows in which that is so
    keys: tuple[
        str, ...
    ] = ()  # unique keys beside the primary one: "item_id, member_id" or "dossier_id WHERE {row}.answered_at IS NULL"
    primary: str = "id"
    joined: bool = False  # a row of this table belongs to a frozen whole: it may not be added or moved there either

    def holds(self, row: str) -> str:
        """Return the condition of ``when`` for OLD, NEW or an alias."""
        return f"({self.when.format(row=row)})" if self.when else "(1 = 1)"


@dataclass(frozen=True)
class FrozenTables(Guards):
    """Guards that remember what they were written from, for the test that looks for a key left out."""

    frozen: tuple[Frozen, ...] = ()


def guards(*tables: Frozen, former: Mapping[str, Sequence[str]] | None = None) -> FrozenTables:
    """Write the triggers of these tables for both engines; ``former`` drops triggers of earlier versions by engine."""
    return FrozenTables(
        raise_up={
            "sqlite": [statement for table in tables for statement in _sqlite(table)],
            "postgresql": [statement for table in tables for statement in _postgresql(table)],
        },
        drop={
            "sqlite": [
                *(former or {}).get("sqlite", ()),
                *(f"DROP TRIGGER IF EXISTS {name}" for table in tables for name in _names(table)),
            ],
            "postgresql": [
                *(former or {}).get("postgresql", ()),
                *(f"DROP TRIGGER IF EXISTS {name} ON {table.table}" for table in tables for name in _names(table)),
            ],
        },
        frozen=tables,
    )


def _names(table: Frozen) -> list[str]:
    return [f"guard_{table.table}_{step}" for step in ("insert", "update", "delete", "truncate")]


def _sqlite(table: Frozen) -> Iterator[str]:
    refuse = f"SELECT RAISE(ABORT, '{table.refusal}')"
    met = _each_met(table)
    conditions = {
        "insert": (
            f"({' OR '.join(met.values())})" + (f" OR {table.holds('NEW')}" if table.joined else ""),
            _named(table, met),
        ),
        "update": (
            f"({table.holds('OLD')} AND {_changed(table, 'IS NOT')}) OR ({' OR '.join(_each_met(table, moving=True).values())})"
            + (f" OR ({table.holds('NEW')} AND {_changed(table, 'IS NOT')})" if table.joined else ""),
            refuse,
        ),
        "delete": (table.holds("OLD"), refuse),
    }
    for step, (condition, body) in conditions.items():
        yield (
            f"CREATE TRIGGER IF NOT EXISTS guard_{table.table}_{step} BEFORE {step.upper()} ON {table.table} "
            f"WHEN {condition} BEGIN {body}; END"
        )


def _each_met(table: Frozen, *, moving: bool = False) -> dict[str, str]:
    """SQL by key: the new row meets a frozen one on it, which REPLACE would delete without asking."""
    found = {}
    other = f" AND kept.{table.primary} <> OLD.{table.primary}" if moving else ""
    for key in (table.primary, *table.keys):
        columns, _, only = key.partition(" WHERE ")
        same = [f"kept.{column.strip()} = NEW.{column.strip()}" for column in columns.split(",")]
        narrowed = [only.format(row="kept"), only.format(row="NEW")] if only else []
        frozen = f"{' AND '.join([*same, *narrowed])} AND {table.holds('kept')}{other}"
        found[columns] = f"EXISTS (SELECT 1 FROM {table.table} kept WHERE {frozen})"  # noqa: S608
    return found


def _named(table: Frozen, met: Mapping[str, str]) -> str:
    """Refuse a new row in the words in which the database itself refuses an equal key, so that the loser of a race is told which."""
    cases = "".join(
        f" WHEN {condition} THEN RAISE(ABORT, '{table.refusal}: UNIQUE constraint failed: "
        + ", ".join(f"{table.table}.{column.strip()}" for column in columns.split(","))
        + "')"
        for columns, condition in met.items()
    )
    return f"SELECT CASE{cases} ELSE RAISE(ABORT, '{table.refusal}') END"


def _changed(table: Frozen, differs: str) -> str:
    if not table.columns:
        return "(1 = 1)"
    changed = [f"OLD.{column} {differs} NEW.{column}" for column in (table.primary, *table.columns)]
    refilled = [f"(OLD.{table.once[0]} IS NOT NULL AND OLD.{column} {differs} NEW.{column})" for column in table.once]
    open_row = table.fillable.format(row="OLD")
    emptied = [
        f"(OLD.{column} {differs} NEW.{column} AND NOT ({open_row} AND {_fills(column)}))" for column in table.filled
    ]
    alone = [f"(OLD.{column} {differs} NEW.{column} AND NOT ({open_row}))" for column in table.following]
    said = [
        f"(OLD.{column} {differs} NEW.{column} AND NEW.{column} NOT IN ('', '{ERASED}'))" for column in table.erasable
    ]
    return f"({' OR '.join([*changed, *refilled, *emptied, *alone, *said])})"


def _fills(column: str) -> str:
    """SQL: the new value stands where there was none, or says more exactly what the old one said ("2021" becomes "2021-04-06")."""
    old, new = f"COALESCE(CAST(OLD.{column} AS text), '')", f"COALESCE(CAST(NEW.{column} AS text), '')"
    return f"({old} = '' OR {new} LIKE {old} || '-%')"


def _postgresql(table: Frozen) -> Iterator[str]:
    raises = f"RAISE EXCEPTION '{table.refusal}' USING ERRCODE = 'integrity_constraint_violation';"
    changed = _changed(table, "IS DISTINCT FROM")
    joining = f"IF TG_OP = 'INSERT' THEN IF {table.holds('NEW')} THEN {raises} END IF; END IF;" if table.joined else ""
    moving = f" OR {table.holds('NEW')}" if table.joined else ""
    function = f"guard_{table.table}"
    yield f"""CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'TRUNCATE' THEN {raises} END IF;
        IF TG_OP = 'DELETE' THEN IF {table.holds("OLD")} THEN {raises} END IF; RETURN OLD; END IF;
        IF TG_OP = 'UPDATE' THEN IF ({table.holds("OLD")}{moving}) AND {changed} THEN {raises} END IF; END IF;
        {joining}
        RETURN NEW;
        END $$"""
    for step in ("insert", "update", "delete") if table.joined else ("update", "delete"):
        yield (
            f"CREATE OR REPLACE TRIGGER guard_{table.table}_{step} BEFORE {step.upper()} ON {table.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {function}()"
        )
    yield (
        f"CREATE OR REPLACE TRIGGER guard_{table.table}_truncate BEFORE TRUNCATE ON {table.table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
    )
