"""Icons are the drawings of the package, read from its archive once."""

import lucide
import pytest

from ocop.web.drawings.icons import draw_icon


@pytest.mark.parametrize("size", [16, 20])
@pytest.mark.parametrize("name", ["search", "circle-user-round", "chevron-down", "map-pin"])
def test_an_icon_is_the_drawing_of_the_package(name: str, size: int) -> None:
    attributes = {"class": "icon", "aria-hidden": "true", "focusable": "false"}
    assert draw_icon(name, size) == " ".join(lucide._render_icon(name, size, **attributes).split())


def test_an_icon_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        draw_icon("khong-co", 20)
