"""Rules over every template of the project: the content policy, the forms, the components."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
# What must not stand in a template, and why.
FORBIDDEN: dict[str, str] = {
    "an inline style": r"<style\b|\sstyle\s*=",
    "an inline script": r"<script(?![^>]*\bsrc=)(?![^>]*type=.application/json)[^>]*>",
    "an event handler": r"""<[^>]*\son[a-z]+\s*=\s*["']""",
    "a resource of another host": r"""(?:src|href|action|srcset|poster)\s*=\s*["'](?:https?:)?//""",
    "a button that cannot be pressed": r"""<button\b[^>]*\bdisabled\b""",
    "attributes that are not escaped": r"\{\{\s*attrs\s*\}\}",
    "an icon without the component": r"\{%\s*lucide\b",
    "an asterisk for required": r"</label>\s*\*|\*\s*</label>",
}


def shown(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) > 60


@pytest.mark.parametrize("why", sorted(FORBIDDEN))
def test_no_template_has(why: str) -> None:
    pattern = re.compile(FORBIDDEN[why], re.IGNORECASE)
    found = {
        shown(path): hit.group(0)[:80]
        for path in TEMPLATES
        if (hit := pattern.search(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def forms_of(text: str) -> list[str]:
    return re.findall(r"<form\b[^>]*>", text)


@pytest.mark.parametrize(
    ("rule", "holds"),
    [
        ("the browser's own validation is off", lambda form: 'method="get"' in form or "novalidate" in form),
        ("the method is said", lambda form: re.search(r"\bmethod=", form) is not None),
    ],
)
def test_forms(rule: str, holds: Callable[[str], bool]) -> None:
    wrong = [
        (shown(path), form)
        for path in TEMPLATES
        for form in forms_of(path.read_text(encoding="utf-8"))
        if not holds(form)
    ]
    assert wrong == [], rule


def test_posting_forms_carry_the_token() -> None:
    wrong = [
        shown(path)
        for path in TEMPLATES
        for inside in re.findall(
            r'<form\b[^>]*method="post"[^>]*>(.*?)</form>', path.read_text(encoding="utf-8"), re.DOTALL
        )
        if "csrf_token" not in inside and "web/ui/" not in shown(path)
    ]
    assert wrong == []


def test_pages_stand_on_a_base_of_the_shell() -> None:
    pages = [path for path in TEMPLATES if "<!DOCTYPE" in path.read_text(encoding="utf-8")]
    assert [shown(path) for path in pages] == [
        "web/templates/web/base.html",
        "web/templates/web/errors/server_error.html",
    ]
