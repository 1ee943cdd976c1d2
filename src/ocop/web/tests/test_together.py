"""A page put together with the templates it extends says what Django makes of them at each visit."""

from typing import Any

import pytest
from django.template import Context, Engine
from django.template.loader_tags import BlockNode, ExtendsNode

BASE = (
    "<title>{% block title %}OCOP{% endblock %}</title>{% block head %}<link>{% endblock %}"
    "{% if wide %}{% block wide %}<b>{% block inner %}trong{% endblock %}</b>{% endblock %}{% endif %}"
    "<main>{% block main %}{% endblock %}</main>{{ named }}"
)
MIDDLE = "{% extends 'base' %}{% block head %}{{ block.super }}<meta>{% endblock %}{% block main %}<p>{% block text %}chữ{% endblock %}</p>{% endblock %}"
TEMPLATES = {
    "base": BASE,
    "middle": MIDDLE,
    "empty": "{% extends 'base' %}",
    "one_block": "{% extends 'base' %}{% block title %}{{ word }}{% endblock %}",
    "through_the_middle": "{% extends 'middle' %}{% block text %}{{ word }}{% endblock %}",
    "super_of_super": "{% extends 'middle' %}{% block head %}<a>{{ block.super }}{{ block.super }}</a>{% endblock %}",
    "super_of_nothing": "{% extends 'base' %}{% block main %}{% block new %}{{ block.super }}x{% endblock %}{% endblock %}",
    "block_in_a_block": "{% extends 'base' %}{% block inner %}({{ block.super }}){% endblock %}",
    "outer_and_inner": "{% extends 'base' %}{% block wide %}[{{ block.super }}]{% endblock %}{% block inner %}({{ word }}){% endblock %}",
    "block_left_out": "{% extends 'base' %}{% block wide %}-{% endblock %}{% block inner %}nowhere{% endblock %}",
    "names_end_with_the_block": "{% extends 'base' %}{% block main %}{% firstof word as named %}{{ named }}{% endblock %}",
    "in_a_condition": "{% extends 'base' %}{% block main %}{% if word %}{% block yes %}có{% endblock %}{% endif %}{% endblock %}",
    "parent_in_a_variable": "{% extends parent %}{% block title %}{{ word }}{% endblock %}",
    "super_in_a_filter": "{% extends 'middle' %}{% block text %}{{ block.super|upper }}{% endblock %}",
    "words_before": "trước {% extends 'base' %}{% block title %}{{ word }}{% endblock %}",
    "included": "{% include 'one_block' %}|{% include 'through_the_middle' with word='khác' %}|{{ word }}",
    "included_in_a_block": "{% extends 'base' %}{% block title %}a{% endblock %}{% block main %}{% include 'one_block' %}{% endblock %}",
    "included_alone": "{% include 'names_end_with_the_block' only %}{% include 'one_block' with word='x' only %}{{ word }}",
    "included_names_end": "{% include 'names' %}{{ named }}",
    "names": "{% firstof word 'n' as named %}{{ named }}",
    "included_from_a_variable": "{% include parent %}",
    "includes_itself": "{{ deep }}{% if deep|length < 3 %}{% with deep=deep|add:'i' %}{% include 'includes_itself' %}{% endwith %}{% endif %}",
    "included_cycles": "{% for one in 'abc' %}{% include 'cycles' %}{% include 'cycles' %}{% endfor %}",
    "cycles": "{% cycle 'x' 'y' %}{% ifchanged one %}{{ one }}{% endifchanged %}",
    "included_in_a_loop": "{% for word in 'abc' %}{% include 'names' with word=forloop.counter %}{% endfor %}",
    "included_with_blocks_of_its_own": "{% extends 'base' %}{% block title %}a{% endblock %}{% block main %}{% include 'base' %}{% endblock %}",
    "extends_what_includes": "{% extends 'included_in_a_block' %}{% block title %}b{% endblock %}",
}
GIVEN: tuple[dict[str, Any], ...] = (
    {"word": "<từ>", "wide": True, "parent": "middle", "named": "ngoài", "deep": ""},
    {"word": "", "wide": False, "parent": "base"},
)


def engine(loader: str) -> Engine:
    return Engine(loaders=[(loader, [("django.template.loaders.locmem.Loader", TEMPLATES)])])


@pytest.mark.parametrize("name", sorted(TEMPLATES))
@pytest.mark.parametrize("given", GIVEN)
def test_a_page_says_the_same(name: str, given: dict[str, Any]) -> None:
    ours, theirs = engine("ocop.web.fixed.Loader"), engine("django.template.loaders.cached.Loader")
    expected = theirs.get_template(name).render(Context(given))
    assert [ours.get_template(name).render(Context(given)) for _ in range(2)] == [expected] * 2


@pytest.mark.parametrize("name", ["one_block", "through_the_middle", "super_of_super", "extends_what_includes"])
def test_nothing_is_left_to_find_out(name: str) -> None:
    nodes = engine("ocop.web.fixed.Loader").get_template(name).nodelist
    assert nodes.get_nodes_by_type(BlockNode) + nodes.get_nodes_by_type(ExtendsNode) == []


def test_two_pages_on_one_base_keep_apart() -> None:
    ours = engine("ocop.web.fixed.Loader")
    for _ in range(2):
        assert "<title>OCOP</title>" in ours.get_template("empty").render(Context({"word": "a"}))
        assert "<title>a</title>" in ours.get_template("one_block").render(Context({"word": "a"}))
