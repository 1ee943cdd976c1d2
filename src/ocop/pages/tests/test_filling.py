"""Markup with values is what Django's ``format_html`` makes of it."""

from typing import Any

import pytest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from ocop.pages.filling import fill


@pytest.mark.parametrize(
    "value", ["Trà & \"sen\" 'ướp' <b>", SafeString("<b>sen</b>"), gettext_lazy("Sản phẩm"), 4, None, "{name} {0}"]
)
def test_a_value_is_escaped_unless_it_is_markup(value: Any) -> None:
    assert fill('<a href="{name}">{name}</a>', name=value) == format_html('<a href="{name}">{name}</a>', name=value)
