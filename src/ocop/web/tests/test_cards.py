"""A card or a line of a product is drawn once for what it shows; whatever changes on it, or the language, makes another one."""

from typing import Any

import pytest
from django.template import Context, Template
from django.utils.translation import gettext_lazy, override

from ocop.web.templatetags import cards

CARD: dict[str, Any] = {
    "name": "Trà sen", "href": "/san-pham/tra-sen-7/", "producer": "Hợp tác xã Trà", "place": "Phường Tân Ninh", "star": 4,
    "state": "ok", "state_word": "Còn hiệu lực", "seed": "7", "is_demo": True, "note": gettext_lazy("Bản ghi trình diễn"),
}  # fmt: skip


def drawn(**changes: Any) -> str:
    return Template("{% load cards %}{% product_card one %}").render(Context({"one": CARD | changes}))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "Trà <b>sen</b>"}, "Trà &lt;b&gt;sen&lt;/b&gt;"),
        ({"href": "/san-pham/tra-sen-8/"}, 'href="/san-pham/tra-sen-8/"'),
        ({"star": 3}, "3 sao"),
        ({"state_word": "Đã thu hồi"}, "Đã thu hồi"),
        ({"place": "Xã Hòa Thành"}, "Xã Hòa Thành"),
    ],
)
def test_a_card_shows_what_it_was_given_though_another_was_drawn_before(changes: dict[str, Any], words: str) -> None:
    assert words not in drawn()
    assert words in drawn(**changes)


def test_the_same_card_in_english_has_english_words() -> None:
    assert "Bản ghi trình diễn" in drawn()
    with override("en"):
        assert "Bản ghi trình diễn" not in drawn()


def test_the_same_content_is_drawn_once() -> None:
    cards._drawn.cache_clear()
    assert drawn() == drawn()
    assert (cards._drawn.cache_info().misses, cards._drawn.cache_info().hits) == (1, 1)


def row(**changes: Any) -> str:
    return Template("{% load cards %}{% product_row one %}").render(Context({"one": CARD | {"kind": "Chè"} | changes}))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "Trà <b>sen</b>"}, "Trà &lt;b&gt;sen&lt;/b&gt;"),
        ({"star": 3}, "3 sao"),
        ({"kind": "Trà khác"}, "Trà khác"),
    ],
)
def test_a_line_shows_what_it_was_given_though_another_was_drawn_before(changes: dict[str, Any], words: str) -> None:
    assert words not in row()
    assert words in row(**changes)


def test_a_line_is_not_taken_for_the_card_of_the_same_product() -> None:
    assert ("product-card" in drawn(kind="Chè"), "product-card" in row()) == (True, False)


def test_a_line_says_that_a_product_is_invented_in_the_language_of_the_page() -> None:
    assert ("Trình diễn" in row(), "Trình diễn" in row(is_demo=False)) == (True, False)
    with override("en"):
        assert "Demonstration" in row()


def test_options_mark_the_chosen_one_and_escape_words() -> None:
    template = Template('{% load drawings %}{% options choices "5" "vi" %}')
    said = template.render(Context({"choices": [(4, "bốn <sao>"), (5, "năm")]}))
    assert (
        said == '<option value="4" lang="vi">bốn &lt;sao&gt;</option><option value="5" selected lang="vi">năm</option>'
    )
