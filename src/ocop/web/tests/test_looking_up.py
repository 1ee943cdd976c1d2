"""A name in a template means what Django makes of it, however few steps lead to it."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.template import Template, engines
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, override

from ocop.web.looking_up import Expression, QuickTemplate, Said


@dataclass
class Producer:
    name: str = "Hợp tác xã <Lòng Hồ>"
    products: list[str] = field(default_factory=lambda: ["Cá cơm", "Tôm"])
    stars: int = 4

    def place(self) -> str:
        return "xã Gia Điền"

    @property
    def broken(self) -> str:
        return self.nowhere  # type: ignore[attr-defined, no-any-return]  # a fault that Django does not hide either

    def remove(self) -> str:
        raise AssertionError("a template never does this")

    remove.alters_data = True  # type: ignore[attr-defined]


VALUES: dict[str, Any] = {
    "row": {"name": "Trà & sen", "items": "một cột tên items", "none": None, "owner": Producer(), "tea": {"1": "một"}},
    "owner": Producer(),
    "names": ["Cam", "Quýt"],
    "marked": SafeString("<b>chữ</b>"),
    "lazy": gettext_lazy("Sản phẩm"),
    "number": 12_345,
    "share": 0.5,
    "call": lambda: "gọi được",
    "kind": Producer,
    "empty": "",
}
SAID = (
    "row.name", "row.items", "row.none", "row.owner.name", "row.owner.products.0", "row.owner.place", "row.tea.1", "row.missing", "row.owner.missing.more",
    "owner.name", "owner.stars", "owner.place", "owner.remove", "owner.products", "owner.missing", "names.1", "names.9", "marked", "lazy",
    "number", "share", "call", "kind.stars", "empty", "missing", "missing.more", "row.name|upper", "row.missing|default:row.name", "_('Sản phẩm')", "'chữ'", "3",
)  # fmt: skip


def quick(text: str) -> QuickTemplate:
    return QuickTemplate(text, engine=engines["django"].engine)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", SAID)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_says_what_django_says(name: str, language: str) -> None:
    text = (
        "{{ "
        + name
        + " }}|{% if "
        + name
        + " %}có{% else %}không{% endif %}|{% with it="
        + name
        + " %}{{ it }}{% endwith %}"
        "{% autoescape off %}{{ " + name + " }}{% endautoescape %}"
    )
    with override(language):
        assert quick(text).render(Context(VALUES)) == Template(text).render(Context(VALUES))


def test_the_nearest_value_of_a_name_counts() -> None:
    context = Context({"name": "ngoài", "names": ["a", "b"]})
    assert quick("{% for name in names %}{{ name }}{% endfor %}{{ name }}").render(context) == "abngoài"


def test_a_fault_of_ours_stays_a_fault() -> None:
    for template in (quick("{{ owner.broken }}"), Template("{{ owner.broken }}")):
        with pytest.raises(AttributeError, match="nowhere"):
            template.render(Context(VALUES))


def test_templates_of_pages_are_read_so() -> None:
    template: Any = engines["django"].get_template("portal/product.html")
    said = template.template.nodelist.get_nodes_by_type(Said)
    assert len(said) > 20
    assert all(isinstance(one.filter_expression, Expression) for one in said)
