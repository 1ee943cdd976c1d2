"""Pictures of invented products and visits, drawn here: a still life by the window, a house in the hills, a store; no file is copied."""

import io
from collections.abc import Callable
from math import cos, pi, sin

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT, FINE = 768, 512, 2  # drawn twice as large, so that edges are smooth
Colour = tuple[int, int, int]
Draw = ImageDraw.ImageDraw


def draw_picture(set_number: int, shade: int) -> bytes:
    """Return a JPEG of what a set of criteria is about; ``shade`` turns the colours a little, so that two products differ."""
    wall, table, thing = SCENES.get(set_number, SCENES[4])
    picture = _ground(_turned(wall, shade), table)
    if set_number != TOURISM:
        _shadow(picture)
    thing(ImageDraw.Draw(picture), shade)
    return _as_jpeg(picture)


def draw_visit(shade: int) -> bytes:
    """Return a JPEG of a store as a visit of the advisory group finds it; ``shade`` turns the colours and the filling of the shelves."""
    picture = _ground(_turned((222, 218, 204), shade), (150, 142, 130))
    _store(ImageDraw.Draw(picture), shade)
    return _as_jpeg(picture)


def _as_jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(out, "JPEG", quality=84)
    return out.getvalue()


def _turned(colour: Colour, shade: int) -> Colour:
    turn = (shade % 3 - 1) * 9
    return (min(255, colour[0] + turn), colour[1], max(0, min(255, colour[2] - turn)))


def _mixed(one: Colour, other: Colour, part: float) -> Colour:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _ground(wall: Colour, table: Colour) -> Image.Image:
    """A wall that is lighter by the window, and a table with its edge in the light."""
    small = Image.new("RGB", (2, 2))
    light, dark = _mixed(wall, (255, 255, 255), 0.45), _mixed(wall, (30, 40, 35), 0.12)
    for place, colour in (((0, 0), light), ((1, 0), wall), ((0, 1), wall), ((1, 1), dark)):
        small.putpixel(place, colour)
    picture = small.resize((WIDTH * FINE, HEIGHT * FINE), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(picture)
    for step in range(12):
        top = _y(0.70 + step * 0.025)
        draw.rectangle((0, top, WIDTH * FINE, HEIGHT * FINE), fill=_mixed(table, (20, 12, 8), step * 0.028))
    draw.rectangle((0, _y(0.70), WIDTH * FINE, _y(0.706)), fill=_mixed(table, (255, 255, 255), 0.35))
    return picture


def _shadow(picture: Image.Image) -> None:
    veil = Image.new("L", (WIDTH // 4, HEIGHT // 4), 0)
    ImageDraw.Draw(veil).ellipse((WIDTH * 0.07, HEIGHT * 0.195, WIDTH * 0.20, HEIGHT * 0.232), fill=150)
    veil = veil.filter(ImageFilter.GaussianBlur(5)).resize(picture.size)
    picture.paste((25, 18, 12), (0, 0), veil)


def _x(part: float) -> float:
    return part * WIDTH * FINE


def _y(part: float) -> float:
    return part * HEIGHT * FINE


def _oval(draw: Draw, middle: tuple[float, float], size: tuple[float, float], fill: Colour) -> None:
    x, y = middle
    draw.ellipse((_x(x - size[0]), _y(y - size[1]), _x(x + size[0]), _y(y + size[1])), fill=fill)


def _shape(draw: Draw, points: list[tuple[float, float]], fill: Colour) -> None:
    draw.polygon([(_x(x), _y(y)) for x, y in points], fill=fill)


def _box(draw: Draw, place: tuple[float, float, float, float], fill: Colour, round_by: float = 0.02) -> None:
    left, top, right, bottom = place
    draw.rounded_rectangle((_x(left), _y(top), _x(right), _y(bottom)), radius=_x(round_by), fill=fill)


def _jar(inside: Colour, lid: Colour) -> Callable[[Draw, int], None]:
    def thing(draw: Draw, shade: int) -> None:
        for middle, size in ((0.50, 0.115), (0.71, 0.075)):
            left, right, top = middle - size, middle + size, 0.80 - size * 3.9
            _box(draw, (left, top, right, 0.815), _mixed(inside, (255, 250, 235), 0.35), 0.03)
            _box(draw, (left + 0.012, top + 0.075, right - 0.012, 0.80), _turned(inside, shade), 0.025)
            _box(draw, (left + 0.022, top + 0.09, left + 0.034, 0.77), _mixed(inside, (255, 255, 255), 0.55), 0.006)
            _box(draw, (left + 0.01, top - 0.05, right - 0.01, top + 0.035), lid, 0.012)
            _box(draw, (left + 0.02, 0.60, right - 0.02, 0.72), (250, 246, 232), 0.008)
            _box(draw, (left + 0.035, 0.635, right - 0.035, 0.65), _mixed(lid, (255, 255, 255), 0.2), 0.004)
            _box(draw, (left + 0.05, 0.672, right - 0.05, 0.682), (190, 180, 160), 0.004)
        _oval(draw, (0.30, 0.80), (0.075, 0.035), (244, 240, 228))
        _oval(draw, (0.30, 0.787), (0.055, 0.026), _turned(inside, shade))

    return thing


def _bottle(inside: Colour, label: Colour) -> Callable[[Draw, int], None]:
    def thing(draw: Draw, shade: int) -> None:
        for middle, scale in ((0.42, 0.85), (0.56, 1.0)):
            wide, high = 0.062 * scale, 0.50 * scale
            top = 0.815 - high
            dark = _mixed(_turned(inside, shade), (20, 10, 5), 0.25)
            _box(draw, (middle - wide * 0.35, top, middle + wide * 0.35, top + high * 0.4), dark, 0.012)
            _box(draw, (middle - wide, top + high * 0.28, middle + wide, 0.815), _turned(inside, shade), 0.03)
            _box(
                draw,
                (middle - wide + 0.01, top + high * 0.36, middle - wide + 0.02, 0.78),
                _mixed(inside, (255, 255, 255), 0.45),
                0.005,
            )
            _box(draw, (middle - wide * 0.42, top - 0.03, middle + wide * 0.42, top + 0.05), label, 0.008)
            _box(draw, (middle - wide * 0.8, 0.62, middle + wide * 0.8, 0.74), (250, 246, 232), 0.006)
            _box(draw, (middle - wide * 0.5, 0.655, middle + wide * 0.5, 0.668), label, 0.004)
        _oval(draw, (0.72, 0.80), (0.08, 0.038), (246, 243, 234))
        _oval(draw, (0.72, 0.792), (0.062, 0.028), _mixed(inside, (120, 40, 10), 0.15))

    return thing  # fmt: skip


def _tea(draw: Draw, shade: int) -> None:
    leaf = _turned((92, 122, 66), shade)
    _box(draw, (0.30, 0.36, 0.50, 0.815), (233, 226, 204), 0.012)
    _box(draw, (0.30, 0.36, 0.50, 0.44), leaf, 0.012)
    _oval(draw, (0.40, 0.59), (0.062, 0.09), leaf)
    for turn in range(6):
        angle = turn * pi / 3
        _oval(draw, (0.40 + cos(angle) * 0.028, 0.59 + sin(angle) * 0.042), (0.02, 0.03), (240, 205, 208))
    _oval(draw, (0.40, 0.59), (0.014, 0.021), (236, 190, 80))
    _box(draw, (0.335, 0.715, 0.465, 0.727), (150, 140, 115), 0.004)
    _oval(draw, (0.66, 0.805), (0.13, 0.045), (245, 243, 238))
    _shape(draw, [(0.57, 0.66), (0.75, 0.66), (0.715, 0.80), (0.605, 0.80)], (250, 249, 245))
    _oval(draw, (0.66, 0.66), (0.09, 0.034), (238, 236, 230))
    _oval(draw, (0.66, 0.663), (0.078, 0.027), (168, 148, 62))


def _stack(paper: Colour, speck: Colour) -> Callable[[Draw, int], None]:
    def thing(draw: Draw, shade: int) -> None:
        for layer in range(9):
            y = 0.80 - layer * 0.022
            _oval(draw, (0.50 + (layer % 3 - 1) * 0.006, y), (0.20, 0.085), _mixed(paper, (120, 90, 50), 0.28))
            _oval(draw, (0.50 + (layer % 3 - 1) * 0.006, y - 0.009), (0.20, 0.085), _turned(paper, shade))
        for dot in range(70):
            angle, far = dot * 2.399, (dot / 70) ** 0.5
            spot = (0.50 + cos(angle) * far * 0.18, 0.615 + sin(angle) * far * 0.072)
            _oval(draw, spot, (0.0042, 0.0042), speck)

    return thing


def _basket(draw: Draw, shade: int) -> None:
    cane = _turned((196, 152, 92), shade)
    draw.arc((_x(0.36), _y(0.22), _x(0.64), _y(0.80)), 180, 360, fill=_mixed(cane, (60, 35, 10), 0.35), width=18)
    _shape(draw, [(0.31, 0.52), (0.69, 0.52), (0.64, 0.81), (0.36, 0.81)], _mixed(cane, (60, 35, 10), 0.30))
    for row in range(8):
        for column in range(15):
            left = 0.318 + column * 0.025 + row * 0.0012
            top = 0.53 + row * 0.035
            if left + 0.02 < 0.69 - row * 0.006:
                _box(
                    draw,
                    (left, top, left + 0.021, top + 0.026),
                    cane if (row + column) % 2 else _mixed(cane, (90, 55, 20), 0.30),
                    0.004,
                )
    _oval(draw, (0.50, 0.52), (0.192, 0.045), _mixed(cane, (255, 240, 200), 0.25))
    _oval(draw, (0.50, 0.523), (0.172, 0.034), (92, 64, 34))  # fmt: skip


def _noodles(draw: Draw, shade: int) -> None:
    thread = _turned((206, 190, 158), shade)
    _oval(draw, (0.50, 0.79), (0.27, 0.065), (150, 108, 62))
    _oval(draw, (0.50, 0.775), (0.25, 0.055), (182, 138, 86))
    for bundle, (x, y) in enumerate(((0.38, 0.73), (0.62, 0.73), (0.50, 0.655))):
        for line in range(26):
            part = line / 25
            draw.arc(
                (_x(x - 0.12), _y(y - 0.10 + part * 0.07), _x(x + 0.12), _y(y + 0.03 + part * 0.07)), 180, 360,
                fill=_mixed(thread, (110, 92, 60), 0.5 * abs(part - 0.5) + 0.06 * bundle), width=6,
            )  # fmt: skip
        _box(draw, (x - 0.014, y - 0.085, x + 0.014, y + 0.045), (172, 60, 44), 0.006)


def _house(draw: Draw, shade: int) -> None:
    for step, (top, colour) in enumerate(((0.34, (150, 178, 170)), (0.44, (112, 150, 120)), (0.56, (96, 136, 78)))):
        hills = [(part / 12, top + 0.06 * sin(part * 0.9 + step * 1.7 + shade)) for part in range(13)]
        _shape(draw, [(0, 1), *hills, (1, 1)], colour)
    for terrace in range(7):
        y = 0.64 + terrace * 0.055
        points = [(part / 16, y + 0.018 * sin(part * 0.8 + terrace)) for part in range(17)]
        _shape(draw, [(0, 1), *points, (1, 1)], _mixed((188, 178, 84), (88, 124, 56), terrace / 7))
    _shape(draw, [(0.36, 0.50), (0.66, 0.50), (0.66, 0.72), (0.36, 0.72)], _turned((214, 172, 112), shade))
    _shape(draw, [(0.32, 0.51), (0.40, 0.37), (0.62, 0.37), (0.70, 0.51)], (104, 88, 74))
    for line in range(9):
        x = 0.345 + line * 0.04
        draw.line((_x(x), _y(0.505), _x(0.41 + line * 0.0255), _y(0.375)), fill=(86, 72, 60), width=4)
    _box(draw, (0.48, 0.58, 0.54, 0.72), (98, 62, 40), 0.003)
    for x in (0.40, 0.585):
        _box(draw, (x, 0.57, x + 0.045, 0.64), (70, 50, 38), 0.003)


def _store(draw: Draw, shade: int) -> None:
    wood, sack = (138, 98, 62), _turned((206, 186, 146), shade)
    _box(draw, (0.06, 0.12, 0.24, 0.50), (250, 252, 248), 0.004)
    for bar in (0.12, 0.18):
        _box(draw, (bar - 0.003, 0.12, bar + 0.003, 0.50), (150, 150, 146), 0.001)
    for shelf in range(3):
        y = 0.30 + shelf * 0.17
        _box(draw, (0.34, y, 0.96, y + 0.018), wood, 0.003)
        for place in range(9 - shade // 3**shelf % 3):
            left = 0.36 + place * 0.066
            _box(
                draw,
                (left, y - 0.105, left + 0.048, y),
                _mixed((226, 196, 120), (150, 60, 30), (place + shade) % 4 / 5),
                0.008,
            )
            _box(draw, (left + 0.004, y - 0.125, left + 0.044, y - 0.098), (92, 74, 58), 0.005)
            _box(draw, (left + 0.007, y - 0.07, left + 0.041, y - 0.035), (250, 246, 232), 0.003)
    for x in (0.335, 0.955):
        _box(draw, (x, 0.16, x + 0.014, 0.80), _mixed(wood, (20, 12, 8), 0.25), 0.002)
    for heap, (x, y) in enumerate(((0.10, 0.90), (0.27, 0.92), (0.185, 0.75))):
        _box(draw, (x - 0.09, y - 0.17, x + 0.09, y), _mixed(sack, (90, 70, 40), 0.10 * heap), 0.045)
        _box(draw, (x - 0.045, y - 0.12, x + 0.045, y - 0.065), _mixed(sack, (40, 110, 70), 0.55), 0.006)
        _box(draw, (x - 0.02, y - 0.195, x + 0.02, y - 0.155), _mixed(sack, (90, 70, 40), 0.3), 0.012)


TOURISM = 26
SCENES: dict[int, tuple[Colour, Colour, Callable[[Draw, int], None]]] = {
    4: ((226, 214, 190), (150, 104, 66), _jar((222, 146, 32), (120, 78, 40))),
    5: ((232, 222, 204), (142, 98, 62), _stack((186, 116, 56), (238, 206, 150))),
    6: ((214, 224, 214), (158, 118, 78), _stack((246, 238, 218), (74, 60, 44))),
    9: ((216, 222, 224), (124, 88, 62), _bottle((176, 78, 24), (150, 40, 30))),
    10: ((238, 222, 208), (152, 110, 74), _jar((206, 78, 44), (64, 84, 60))),
    11: ((220, 230, 216), (140, 100, 66), _tea),
    12: ((234, 228, 206), (140, 100, 66), _tea),
    20: ((220, 226, 212), (146, 106, 70), _bottle((132, 140, 60), (60, 84, 52))),
    21: ((230, 224, 212), (132, 96, 66), _basket),
    TOURISM: ((206, 224, 234), (150, 160, 90), _house),
}  # fmt: skip
NOODLES = "Miến"


def picture_of(name: str, set_number: int, shade: int) -> bytes:
    """Return the picture of a product; vermicelli share their set with rice paper and are told by name."""
    if not name.startswith(NOODLES):
        return draw_picture(set_number, shade)
    wall, table, _ = SCENES[6]
    picture = _ground(wall, table)
    _shadow(picture)
    _noodles(ImageDraw.Draw(picture), shade)
    return _as_jpeg(picture)
