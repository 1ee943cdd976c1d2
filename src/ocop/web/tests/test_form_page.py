"""The page that is one form, and the table that is a list: what every page that extends or uses them prints alike."""

from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

from ocop.pages.answering import show
from ocop.pages.fields import DayField, LineField, TextField, VersionField

CRUMBS = [("Hội đồng", "/hoi-dong/"), ("Kết thúc ghế", "")]


class SeatForm(forms.Form):
    """A field of each width, and one nobody sees."""

    until = DayField(label="Ngày cuối", asks="Hãy ghi ngày cuối.")
    number = LineField(label="Số", width="m")
    reason = TextField(label="Lý do")
    version = VersionField()


def page(form: forms.Form, **context: Any) -> str:
    request = RequestFactory().post("/")
    return show(request, "web/form_page.html", form=form, crumbs=CRUMBS, **context).content.decode()


def test_fields_stand_in_their_order_each_as_wide_as_it_says() -> None:
    html = page(SeatForm())
    widths = ["control--input control--s", "control--input control--m", "control--textarea control--full"]
    places = [html.index(f"control {width}") for width in widths]
    assert places == sorted(places)
    assert html.count('<input type="hidden" name="version"') == 1
    assert html.count("<label") == 3


@pytest.mark.parametrize(("given", "called"), [({}, "Kết thúc ghế"), ({"title": "Ghế"}, "Ghế")])
def test_a_page_is_called_as_its_breadcrumbs_call_it_unless_it_says_otherwise(
    given: dict[str, str], called: str
) -> None:
    html = page(SeatForm(), **given)
    assert f"<title>{called} – OCOP</title>" in " ".join(html.split())
    assert f"<h1>{called}</h1>" in html
    assert '<a href="/hoi-dong/">Hội đồng</a>' in html


def test_a_refused_form_says_at_the_head_of_the_page_what_is_wrong() -> None:
    html = page(SeatForm({"number": "12"}))
    assert '<a href="#id_until">Hãy ghi ngày cuối.</a>' in html
    assert "<title>Lỗi: Kết thúc ghế" in " ".join(html.split())


LIST = """<c-work-table label="Phiếu" :rows="page.object_list" :page="page" query="q=tra" noun="phiếu" :files="True">
  <c-slot name="head"><th scope="col">Số</th></c-slot>
  {% for one in page %}<tr><td>{{ one }}</td></tr>{% endfor %}
  <c-slot name="empty"><c-empty title="Chưa có phiếu" /></c-slot>
</c-work-table>"""


def listed(rows: list[int]) -> str:
    compiled = engines["django"].from_string(CottonCompiler().process(LIST))
    return compiled.render({"page": Paginator(rows, 2).get_page(1)})


def test_a_list_has_its_head_its_pager_and_its_files() -> None:
    html = listed([1, 2, 3])
    assert '<th role="columnheader" scope="col">Số</th>' in html
    assert '<td role="cell" data-label="Số">1</td>' in html
    assert 'href="?q=tra&amp;trang=2"' in html
    assert 'href="?q=tra&amp;tai=xlsx"' in html
    assert "Chưa có phiếu" not in html


def test_a_list_with_nothing_in_it_says_why_instead() -> None:
    html = listed([])
    assert "Chưa có phiếu" in html
    assert "<table" not in html
    assert "tai=xlsx" not in html
