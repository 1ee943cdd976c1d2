"""The inventory of pages: every route and the states its page can show; `tests/pages.yaml` holds it.

``python -m tests.pages`` adds missing routes to the file with empty answers, which the test refuses until a person fills them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.urls import URLPattern, URLResolver, get_resolver

INVENTORY = Path(__file__).resolve().parent / "pages.yaml"


def routes() -> dict[str, str]:
    """Name of every route of the system and its address pattern."""
    return dict(sorted(_walk(get_resolver().url_patterns, "", "/")))


def _walk(patterns: list[Any], namespace: str, prefix: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = ":".join(part for part in (namespace, pattern.namespace or "") if part)
            yield from _walk(pattern.url_patterns, inner, address)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield ":".join(part for part in (namespace, pattern.name) if part), address


def inventory() -> dict[str, dict[str, Any]]:
    """The inventory as written by people."""
    return dict(yaml.safe_load(INVENTORY.read_text(encoding="utf-8")) or {})


def main() -> None:
    """Add missing routes, drop those that are gone, keep what people wrote."""
    known, found = inventory(), routes()
    lines = [line for line in INVENTORY.read_text(encoding="utf-8").splitlines(keepends=True) if line.startswith("#")]
    for name, address in found.items():
        entry = known.get(name, {})
        states = ", ".join(entry.get("states", []))
        lines.append(f"{name!r}: {{address: '{address}', states: [{states}]}}\n")
    INVENTORY.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    import django

    django.setup()
    main()
