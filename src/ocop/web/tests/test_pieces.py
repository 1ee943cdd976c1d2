"""What the components work out: fields wired to their words, clocks in words, escaped attributes, lengths of bars."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django_cotton.compiler_regex import CottonCompiler

from ocop.web.drawings.bars import share
from ocop.web.drawings.patterns import draw_pattern
from ocop.web.drawings.place_map import draw_place_map
from ocop.web.drawings.stars import draw_stars
from ocop.web.guide.samples import SampleForm
from ocop.web.templatetags.pieces import (
    days_in_words,
    field_parts,
    passed_on,
    problems,
    urgency,
    validity,
)


def render(source: str, **context: object) -> str:
    return Template(CottonCompiler().process(source)).render(Context(context))


def answered(**answers: str) -> SampleForm:
    form = SampleForm(answers)
    form.is_valid()
    return form


def test_an_empty_answer_is_named_in_the_error() -> None:
    form = answered()
    assert problems(form) == [
        ("Hãy nhập “Tên sản phẩm”.", "#id_name"),
        ("Hãy nhập “Ngày thành lập”.", "#id_founded_on"),
        ("Hãy chọn “Bộ sản phẩm”.", "#id_set"),
        ("Hãy chọn “Chủ thể thuộc loại nào?”.", "#id_organisation_type_0"),
        (
            "Hãy đánh dấu “Tôi cam đoan những điều trên là đúng và chịu trách nhiệm về tính pháp lý của hồ sơ.”.",
            "#id_consent",
        ),
    ]


def test_the_words_beside_the_field_are_those_of_the_summary() -> None:
    form = answered(founded_on="31/02/2026")
    beside = {(sentence, f"#{field_parts(field).anchor}") for field in form for sentence in field_parts(field).errors}
    assert beside == set(problems(form))


def test_a_wrong_field_is_wired_to_hint_and_error() -> None:
    parts = field_parts(answered()["name"])
    assert parts.described_by == "id_name_goi_y id_name_loi"
    assert 'aria-describedby="id_name_goi_y id_name_loi"' in parts.control
    assert 'aria-invalid="true"' in parts.control


def test_nothing_typed_is_lost() -> None:
    html = render('<c-field :field="field" />', field=answered(founded_on="31/02/2026")["founded_on"])
    assert 'value="31/02/2026"' in html


@pytest.mark.parametrize(("name", "marked"), [("story", True), ("name", False), ("channels", True), ("consent", False)])
def test_optional_fields_say_so_and_required_ones_have_no_asterisk(name: str, marked: bool) -> None:
    html = render('<c-field :field="field" />', field=SampleForm()[name])
    assert ("(không bắt buộc)" in html) is marked
    assert "*" not in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert render('<c-error-summary :form="form" />', form=SampleForm()).strip() == ""


def test_plain_errors_may_be_given() -> None:
    html = render('<c-error-summary :errors="errors" />', errors=[("Hãy chọn mức cho <2.3>.", "#tc-2-3")])
    assert '<a href="#tc-2-3">Hãy chọn mức cho &lt;2.3&gt;.</a>' in html


@pytest.mark.parametrize(
    ("days", "working", "words"),
    [
        (6, False, "còn 6 ngày"),
        (4, True, "còn 4 ngày làm việc"),
        (0, False, "hết hạn hôm nay"),
        (-3, False, "quá hạn 3 ngày"),
        (None, False, ""),
    ],
)
def test_days_in_words(days: int | None, working: bool, words: str) -> None:
    assert days_in_words(days, working) == words


@pytest.mark.parametrize(
    ("days", "words", "state"), [(14, "còn 14 ngày", "info"), (0, "hôm nay", "soon"), (-3, "đã qua", "info")]
)
def test_nothing_runs_out_with_the_day_of_a_meeting(days: int, words: str, state: str) -> None:
    shown = render('<c-deadline :days-left="days" :appointment="True" />', days=days)
    assert f"<strong>{words}</strong>" in shown
    assert f"deadline--{state}" in shown


@pytest.mark.parametrize(("days", "state"), [(None, "info"), (6, "info"), (5, "soon"), (0, "soon"), (-1, "bad")])
def test_urgency_of_a_clock(days: int | None, state: str) -> None:
    assert urgency(days) == state


@pytest.mark.parametrize(("days", "state"), [(None, ""), (61, "ok"), (60, "soon"), (0, "soon"), (-1, "off")])
def test_validity_of_a_document(days: int | None, state: str) -> None:
    assert validity(days) == state


def test_only_known_attributes_are_passed_on_and_escaped() -> None:
    given = {"data-x": '"><script>', "hx-get": "/a", "onclick": "evil()", "style": "x", "aria-label": True, "id": None}
    assert passed_on(given) == ' data-x="&quot;&gt;&lt;script&gt;" hx-get="/a" aria-label'


def test_component_text_is_escaped() -> None:
    html = render(
        '<c-page-header title="{{ name }}" /><c-tag>{{ name }}</c-tag><c-stars :n="4" label="{{ name }}" />',
        name="<b>&</b>",
    )
    assert "<b>" not in html
    assert html.count("&lt;b&gt;&amp;&lt;/b&gt;") == 3


@pytest.mark.parametrize(
    ("points", "most", "length"),
    [
        ("31", 40, "77.5%"),
        (Decimal("79.00"), 100, "79.0%"),
        ("20,5", 25, "82.0%"),
        ("–", 25, "0%"),
        (41, 40, "100.0%"),
        (1, 0, "0%"),
    ],
)
def test_bars_are_svg_lengths_with_a_point(points: object, most: int, length: str) -> None:
    assert share(points, most) == length


@pytest.mark.parametrize("count", range(6))
def test_stars_are_full_and_open(count: int) -> None:
    svg = draw_stars(count)
    open_, full = svg.split('class="stars__full"')
    assert (open_.count("Z"), full.count("Z")) == (5 - count, count)


@pytest.mark.parametrize(("n", "words"), [(4, "4 sao"), (0, "Chưa có sao"), (None, "Chưa có sao")])
def test_stars_have_words(n: int | None, words: str) -> None:
    assert words in render('<c-stars :n="n" />', n=n)


def test_the_same_seed_gives_the_same_pattern() -> None:
    assert draw_pattern("qn-1") == draw_pattern("qn-1")
    assert len({draw_pattern(f"mau-{number}") for number in range(40)}) >= 30
    assert max(len(draw_pattern(f"mau-{number}")) for number in range(200)) < 1_500


def test_the_map_says_its_place_in_words() -> None:
    svg = draw_place_map(21.343, 107.602, "Xã <Quảng Tân>")
    assert 'aria-label="Bản đồ Việt Nam: Xã &lt;Quảng Tân&gt;"' in svg
    assert {"Hoàng Sa", "Trường Sa"} <= set(svg.replace(">", "<").split("<"))


def test_levels_offer_the_zero_level_in_words_and_keep_the_choice() -> None:
    options = [{"level": 1, "points": "1", "words": "Có", "gate": 3}]
    html = render('<c-levels name="2.3" legend="2.3" :options="options" :selected="0" :zero="True" />', options=options)
    assert "Không đạt mức nào" in html
    assert html.count("checked") == 1
    assert 'value="0" checked' in html
    assert "mức tối thiểu cho 3 sao" in html


def test_no_level_is_chosen_when_nothing_was_answered() -> None:
    options = [{"level": 1, "points": "1", "words": "Có", "gate": None}]
    html = render(
        '<c-levels name="2.3" legend="2.3" :options="options" :selected="chosen" :zero="True" />',
        options=options,
        chosen=None,
    )
    assert "checked" not in html


def test_a_locked_task_is_no_link() -> None:
    html = render('<c-task title="Nộp" href="/x" status="locked" /><c-task title="Sửa" href="/y" status="done" />')
    assert 'href="/x"' not in html
    assert 'href="/y"' in html
    assert "Hoàn thành" in html


def test_blank_answers_are_called_not_given() -> None:
    html = render(
        '<c-summary-row key="Điện thoại">{{ phone }}</c-summary-row><c-facts :items="facts" />',
        phone="",
        facts=[("Ngày", date(2026, 1, 5)), ("Số", "")],
    )
    assert html.count("Chưa cung cấp") == 2
    assert "05/01/2026" in html


def test_long_choices_are_all_there() -> None:
    class Form(forms.Form):
        unit = forms.ChoiceField(
            label="Xã", widget=forms.RadioSelect, choices=[(number, f"Xã {number}") for number in range(40)]
        )

    assert render('<c-field :field="field" />', field=Form()["unit"]).count('type="radio"') == 40
