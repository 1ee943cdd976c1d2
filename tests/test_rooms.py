"""The shape of a room, read from its code: what reads, rules and writes may not know, and what rooms may not take from each other.

A row of an upper room is never reached from below through a reverse accessor (`product.dossiers`): an import that the linter of floors
cannot see. `queries` only read; `rules` and `operations` know no address, no form and no page. What a page shows stands in `pages`, which may know
all of them. No room imports another room's views.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

SOURCE = Path(__file__).resolve().parent.parent / "src" / "ocop"
MEMBERS = ("queries", "rules", "operations")
OF_PAGES = {"forms", "views", "pages", "urls"}
# Gatekeepers end a page that its reader may not open; everything else of these modules makes addresses or pages.
FRAMEWORK = {
    "django.shortcuts": {"get_object_or_404"},
    "django.http": {"Http404", "QueryDict"},
    "django": {"db", "conf"},
}
OF_PAGES_ONLY = ("django.urls", "django.forms", "django.template", "django.contrib.messages", "django.views")
ADDRESS = re.compile(r"/[a-z][a-z0-9-]*/[a-z0-9/-]*|.*\.html")


def modules(*, member: bool) -> list[Path]:
    """Modules of rooms: only reads, rules and writes, or all of them; tests and migrations are neither."""
    found = [path for path in SOURCE.rglob("*.py") if not {"tests", "migrations"} & {*path.parts}]
    return sorted(
        path for path in found if not member or set(MEMBERS) & {*path.relative_to(SOURCE).with_suffix("").parts[1:]}
    )


def imported(tree: ast.AST, path: Path) -> Iterator[tuple[str, str]]:
    """Every import as (module, name); relative ones are written out, plain ones have no name."""
    here = ("ocop", *path.relative_to(SOURCE).with_suffix("").parts)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((one.name, "") for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(here[: len(here) - node.level]) if node.level else ""
            module = ".".join(part for part in (start, node.module) if part)
            yield from ((module, one.name) for one in node.names)


def knows_of_pages(module: str, name: str) -> bool:
    """Whether an import brings addresses, forms or pages into a module that should know none."""
    if module.startswith("ocop."):
        return bool(OF_PAGES & {*module.split("."), name})
    if module in FRAMEWORK:
        return name not in FRAMEWORK[module]
    return module.startswith(OF_PAGES_ONLY) or f"{module}.{name}" in OF_PAGES_ONLY


@pytest.mark.parametrize(
    ("line", "knows"),
    [
        ("from django.urls import reverse", True),
        ("from django import forms", True),
        ("from django.shortcuts import get_object_or_404", False),
        ("from django.shortcuts import get_object_or_404, redirect", True),
        ("from ocop.filing.pages import dossier", True),
        ("from ocop.filing import forms", True),
        ("from ocop.filing.forms import AnswersForm", True),
        ("from .pages import trail", True),
        ("from .models import Producer", False),
        ("from ocop.dossiers.queries.access import get_dossier_for", False),
        ("import django.urls", True),
    ],
)
def test_the_lint_knows_what_belongs_to_pages(line: str, knows: bool) -> None:
    path = SOURCE / "producers" / "queries.py"
    assert any(knows_of_pages(*one) for one in imported(ast.parse(line), path)) is knows


def test_reads_rules_and_writes_know_no_address_no_form_and_no_page() -> None:
    found = []
    for path in modules(member=True):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [f"{path.relative_to(SOURCE)}: {one}" for one in imported(tree, path) if knows_of_pages(*one)]
        texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        found += [
            f"{path.relative_to(SOURCE)}: {one}" for one in texts if isinstance(one, str) and ADDRESS.fullmatch(one)
        ]
    assert found == []


def test_no_room_imports_another_rooms_views() -> None:
    found = []
    for path in modules(member=False):
        room = path.relative_to(SOURCE).parts[0]
        for module, name in imported(ast.parse(path.read_text(encoding="utf-8")), path):
            parts = module.split(".")
            if parts[0] == "ocop" and len(parts) > 1 and parts[1] != room and "views" in {*parts[2:], name}:
                found.append(f"{path.relative_to(SOURCE)}: {module} {name}")
    assert found == []


@cache
def floors() -> dict[str, int]:
    """How high each room stands, from the contract of the linter."""
    contracts = tomllib.loads((SOURCE.parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
    (layers,) = (one["layers"] for one in contracts if one["name"].startswith("The house"))
    return {
        room.strip().removeprefix("ocop."): height
        for height, layer in enumerate(reversed(layers))
        for room in layer.split("|")
    }


@cache
def upward_names() -> dict[str, list[tuple[int, int]]]:
    """Names by which rows of upper rooms hang on rows of lower ones, with the floor of each: name → (lower, upper)."""
    found: dict[str, list[tuple[int, int]]] = {}
    for model in apps.get_models():
        upper = model.__module__.split(".")[1]
        if not model.__module__.startswith("ocop."):
            continue
        for field in model._meta.get_fields():
            target = field.related_model if field.is_relation and field.concrete else None
            if not isinstance(target, type) or not target.__module__.startswith("ocop."):
                continue
            lower, name = target.__module__.split(".")[1], field.remote_field.get_accessor_name()  # type: ignore[union-attr]
            if lower != upper and name and name != "+":
                found.setdefault(name, []).append((floors()[lower], floors()[upper]))
    return found


def reached(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Names read as an attribute or named in a question to the database, with their line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield from ((node.value.lineno, part) for part in node.arg.split("__")[:-1] or [node.arg])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"-?\w+", node.value):
            yield from ((node.lineno, part) for part in node.value.removeprefix("-").split("__"))


def reaches_up(name: str, height: int) -> bool:
    """Whether a room of this height would reach above itself by this name."""
    return any(lower <= height < upper for lower, upper in upward_names().get(name, ()))


def test_the_lint_knows_what_hangs_on_a_product() -> None:
    names = upward_names()
    assert {"dossiers", "certificates", "register_entry"} <= set(names)
    assert reaches_up("dossiers", floors()["products"])
    assert not reaches_up("dossiers", floors()["reviewing"])
    for line in (
        "item.dossiers.all()",
        "x.filter(dossiers__state=1)",
        "x.order_by('-dossiers__year')",
        "x.annotate(n=Count('dossiers'))",
    ):
        assert "dossiers" in {name for _line, name in reached(ast.parse(line))}, line


def test_no_room_reaches_rows_of_a_room_above_through_a_reverse_accessor() -> None:
    found = []
    for path in modules(member=False):
        height = floors().get(path.relative_to(SOURCE).parts[0])
        if height is not None:
            names = reached(ast.parse(path.read_text(encoding="utf-8")))
            found += [f"{path.relative_to(SOURCE)}:{line}: {name}" for line, name in names if reaches_up(name, height)]
    for path in SOURCE.rglob("templates/**/*.html"):
        height = floors().get(path.relative_to(SOURCE).parts[0])
        words = re.findall(r"\.(\w+)", " ".join(re.findall(r"\{[{%].*?[%}]\}", path.read_text(encoding="utf-8"))))
        found += [
            f"{path.relative_to(SOURCE)}: {word}" for word in words if height is not None and reaches_up(word, height)
        ]
    assert found == []


LONGEST_VIEW = 15  # lines of its body, without the docstring: five steps


def views(path: Path) -> Iterator[tuple[str, int]]:
    """The views of a module with the lines of their bodies."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for node in ast.parse("\n".join(lines)).body:
        if isinstance(node, ast.FunctionDef) and node.args.args and node.args.args[0].arg == "request":
            body = node.body[1:] if ast.get_docstring(node) else node.body
            if not node.name.startswith("_") and body:
                yield node.name, sum(bool(line.strip()) for line in lines[body[0].lineno - 1 : node.end_lineno])


def test_a_view_is_five_steps_that_fit_in_fifteen_lines() -> None:
    found = [path for path in modules(member=False) if "views" in {*path.relative_to(SOURCE).with_suffix("").parts}]
    counted = [(f"{path.relative_to(SOURCE)}: {name}", length) for path in found for name, length in views(path)]
    assert len(counted) > 100  # the lint finds the views at all
    assert [one for one in counted if one[1] > LONGEST_VIEW] == []
