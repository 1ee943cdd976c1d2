"""``{% load tables %}``: a work table that phones show as stacked rows keeps its headings and stays a table.

On a narrow screen the style sheet lays every row out as a block: the heading of a column then stands in front of its cell, taken from
``data-label``. Browsers drop the meaning of a table whose parts are laid out as blocks, so each part also says its role.
"""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_TAGS = re.compile(r"<[^>]*>")
_HEADING = re.compile(r"<th\b([^>]*)>(.*?)</th>", re.DOTALL)
_PART = re.compile(r"<(thead|tbody|tfoot|tr|td|th)\b([^>]*)>")
_SPAN = re.compile(r"""colspan=["']?(\d+)""")
_ROLES = {"thead": "rowgroup", "tbody": "rowgroup", "tfoot": "rowgroup", "tr": "row", "td": "cell"}


@register.filter
def stacked(parts: str) -> SafeString:
    """Return the parts of a table with a role on each and the heading of its column on every cell."""
    labels = _labels(parts.partition("</thead>")[0])
    column = 0

    def marked(found: re.Match[str]) -> str:
        nonlocal column
        tag, attributes = found.groups()
        if tag == "tr":
            column = 0
        if tag not in ("td", "th"):
            return f'<{tag} role="{_ROLES[tag]}"{attributes}>'
        span = _SPAN.search(attributes)
        label = labels[column] if column < len(labels) and not span else ""
        column += int(span[1]) if span else 1
        if tag == "th":
            return f'<th role="{"rowheader" if "row" in attributes else "columnheader"}"{attributes}>'
        return f'<td role="cell" data-label="{label}"{attributes}>'

    return mark_safe(_PART.sub(marked, parts))  # noqa: S308 - headings come from the same rendered table, already escaped


def _labels(head: str) -> list[str]:
    """Return the words of the column headings, ready to stand in an attribute."""
    return [
        " ".join(_TAGS.sub("", words).split()).replace('"', "&quot;") for _attributes, words in _HEADING.findall(head)
    ]
