"""Every component stands in the style guide, in the README, and renders there with long names and every state."""

import re
from pathlib import Path

import pytest
from django.test import Client

from ocop.web.guide.catalogue import PIECES

ROOM = Path(__file__).resolve().parent.parent
COTTON = ROOM / "templates" / "cotton"
COMPONENTS = {path.stem for path in COTTON.glob("*.html")}


def test_every_component_has_a_page_in_the_style_guide() -> None:
    assert COMPONENTS - {component for piece in PIECES.values() for component in piece.components} == set()


def test_every_component_stands_in_the_readme() -> None:
    readme = (ROOM / "README.md").read_text(encoding="utf-8")
    assert {name for name in COMPONENTS - {"field_body"} if f"c-{name.replace('_', '-')}" not in readme} == set()


@pytest.mark.parametrize("name", sorted(COMPONENTS))
def test_components_declare_what_they_take(name: str) -> None:
    # Without <c-vars> a component would read variables of the page it stands in.
    assert (COTTON / f"{name}.html").read_text(encoding="utf-8").count("<c-vars") == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("name", sorted(PIECES))
def test_every_piece_renders(client: Client, name: str) -> None:
    response = client.get(f"/ui/{name}/")
    assert response.status_code == 200
    html = response.content.decode()
    assert PIECES[name].title in html
    assert re.findall(r"</?c-[a-z-]+|\{\{|\{%", html) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_the_index_lists_every_piece(client: Client) -> None:
    html = client.get("/ui/").content.decode()
    assert [name for name in PIECES if f'href="/ui/{name}/"' not in html] == []


@pytest.mark.django_db
def test_the_style_guide_is_shown_in_the_demonstration_only(client: Client) -> None:
    assert client.get("/ui/").status_code == 404
    assert client.get("/ui/button/").status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_no_pieces_of_that_name(client: Client) -> None:
    assert client.get("/ui/no-such-piece/").status_code == 404
