"""The colours of the look keep the contrast that was promised (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re

import pytest

from ocop.web.assets.stylesheet import CSS_DIR, bundle

COLOUR = re.compile(r"--(?P<name>[a-z-]+): (?P<value>#[0-9a-f]{6});")
TOKENS = {
    match["name"]: match["value"] for match in COLOUR.finditer((CSS_DIR / "tokens.css").read_text(encoding="utf-8"))
}
EXPECTED = {
    "paper": "#fdfcf8",
    "rice": "#f3f1e9",
    "line": "#d9d5c7",
    "ink": "#17231d",
    "soft": "#4a564f",
    "leaf": "#0b5d3b",
    "leaf-dark": "#07432a",
    "leaf-light": "#e3f0e8",
    "sky": "#155a85",
    "gold": "#b87a00",
    "gold-fill": "#f2b92e",
    "gold-light": "#fdf3d7",
    "clay": "#a12f1b",
    "clay-light": "#fbe6e1",
    "field": "#7b857f",
    "focus": "#ffbf47",
}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_tokens_are_those_of_the_look() -> None:
    assert {name: TOKENS[name] for name in EXPECTED} == EXPECTED


@pytest.mark.parametrize(
    ("name", "ratio"),
    [("ink", 15.8), ("soft", 7.5), ("leaf", 7.7), ("sky", 7.2), ("clay", 7.0), ("gold", 3.5), ("field", 3.7)],
)
def test_contrast_on_paper_is_as_stated(name: str, ratio: float) -> None:
    assert round(contrast(TOKENS[name], TOKENS["paper"]), 1) >= ratio


@pytest.mark.parametrize("ground", ["paper", "rice", "leaf-light", "gold-light", "clay-light", "sky-light"])
@pytest.mark.parametrize("text", ["ink", "soft"])
def test_text_reads_on_every_ground(text: str, ground: str) -> None:
    assert contrast(TOKENS[text], TOKENS[ground]) >= (7 if text == "ink" else 4.5)


@pytest.mark.parametrize("ground", ["leaf", "leaf-dark", "clay"])
def test_white_reads_on_filled_buttons(ground: str) -> None:
    assert contrast("#ffffff", TOKENS[ground]) >= 7


def test_the_focus_ring_stands_out_from_its_ink_edge() -> None:
    assert contrast(TOKENS["focus"], TOKENS["ink"]) >= 3


def test_the_style_sheet_is_one_small_file_without_other_hosts() -> None:
    text = bundle()
    assert "@import" not in text
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", text) == []
    assert len(text.encode()) < 48_000


def test_style_files_can_be_read_in_one_sitting() -> None:
    assert {
        path.name: lines
        for path in CSS_DIR.glob("*.css")
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 300
    } == {}


def test_motion_stops_for_those_who_ask() -> None:
    moving = re.findall(r"(?:transition|animation):", bundle())
    inside = re.search(
        r"@media\(prefers-reduced-motion:no-preference\)|@media \(prefers-reduced-motion: no-preference\)", bundle()
    )
    assert len(moving) == 1
    assert inside
