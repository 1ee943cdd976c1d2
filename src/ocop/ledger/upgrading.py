"""Steps for migrations on an installed system: uniqueness where two equal rows may stand already, an index on a table in use."""

import sys
from collections.abc import Callable
from typing import Any

from django.core.management.base import CommandError
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Count, Index, Q, QuerySet

Step = Callable[[Any, BaseDatabaseSchemaEditor], None]


def equal_rows(rows: "QuerySet[Any]", *columns: str) -> list[list[int]]:
    """Return the rows that are equal in these columns, as lists of ids, the oldest id first."""
    groups = rows.order_by().values(*columns).annotate(how_many=Count("pk")).filter(how_many__gt=1)
    same = [{name: value for name, value in group.items() if name != "how_many"} for group in groups]
    return [list(rows.filter(**values).order_by("pk").values_list("pk", flat=True)) for values in same]


def tell(sentence: str) -> None:
    """Tell whoever upgrades what was found and left for a person to look at."""
    sys.stdout.write(f"\n    {sentence}")


def refuse_equal_rows(app: str, model: str, *columns: str, what: str, where: Q | None = None) -> Step:
    """Make a step that stops the upgrade before anything is changed, and names the rows that a person has to mend first."""

    def step(apps: Any, _editor: BaseDatabaseSchemaEditor) -> None:
        rows = apps.get_model(app, model).objects.filter(where or Q())
        if groups := equal_rows(rows, *columns):
            named = "; ".join(", ".join(str(pk) for pk in group) for group in groups[:20])
            raise CommandError(
                f"Chưa nâng cấp được: có {len(groups)} trường hợp {what} bị trùng ({app}.{model}, số dòng: {named}). "
                "Chưa có gì thay đổi. Hãy sửa các dòng này bằng phiên bản đang chạy rồi nâng cấp lại."
            )

    return step


def _beside(editor: BaseDatabaseSchemaEditor) -> dict[str, bool]:
    """PostgreSQL builds and drops an index while others write, outside a transaction (``atomic = False``)."""
    return {"concurrently": True} if editor.connection.vendor == "postgresql" else {}


def _steps(app: str, model: str, index: Index) -> tuple[Step, Step]:
    def build(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        editor.add_index(apps.get_model(app, model), index, **_beside(editor))

    def take_down(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        editor.remove_index(apps.get_model(app, model), index, **_beside(editor))

    return build, take_down


def index_built(app: str, model: str, index: Index) -> migrations.SeparateDatabaseAndState:
    """Build an index beside those who write, where the database can."""
    build, take_down = _steps(app, model, index)
    return migrations.SeparateDatabaseAndState(
        state_operations=[migrations.AddIndex(model, index)],
        database_operations=[migrations.RunPython(build, take_down)],
    )


def index_dropped(app: str, model: str, index: Index) -> migrations.SeparateDatabaseAndState:
    """Drop an index beside those who write, where the database can."""
    build, take_down = _steps(app, model, index)
    return migrations.SeparateDatabaseAndState(
        state_operations=[migrations.RemoveIndex(model, index.name)],
        database_operations=[migrations.RunPython(take_down, build)],
    )
