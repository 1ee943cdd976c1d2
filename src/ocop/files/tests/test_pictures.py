"""What is kept of a picture looks like what was sent: its words can be read, its greys and colours are the same. Else it is refused."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageDraw
from pillow_heif import register_heif_opener

from ocop.files import RefusedFileError, colours
from ocop.files.images import draw_again, draw_picture, thumbnail
from ocop.files.shrinking import legible

register_heif_opener()
RED = (200, 60, 40)
P3 = colours._profile(*colours.SPACES[12])
ADOBE = colours._profile(*colours.SPACES["R03"])
# ProPhoto (ROMM, ISO 22028-2): its colours adapted to D50 and its exponent
PROPHOTO = colours._profile(((0.79767, 0.28804, 0.0), (0.13519, 0.71188, 0.0), (0.03134, 0.00009, 0.82491)), 1.8)
# RED in P3 is (186, 70, 51), in Adobe RGB (172, 61, 44), in ProPhoto (136, 70, 39): by the matrices of the standards.


def written(picture: Image.Image, form: str = "PNG", **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def kept(content: bytes, *, png: bool = True) -> Image.Image:
    drawn, _ = draw_again(content, keep_png=png)
    return Image.open(io.BytesIO(drawn))


def on_paper(picture: Image.Image, at: tuple[int, int] = (5, 5)) -> Any:
    """The colour of a point as a page shows it, on white."""
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture.convert("RGBA"))
    return paper.convert("RGB").getpixel(at)


def near(found: Any, wanted: tuple[int, ...], within: int = 6) -> bool:
    return all(abs(one - other) <= within for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("size", "to"),
    [
        ((1080, 15_000), (1080, 15_000)),  # a conversation on a telephone, scrolled
        ((1440, 9000), (1200, 7500)),
        ((20_000, 800), (20_000, 800)),  # a panorama of a garden
        ((4000, 3000), (2000, 1500)),
        ((4960, 7016), (1414, 2000)),
        ((4000, 2000), (2000, 1000)),
        ((640, 480), (640, 480)),
    ],
)
def test_a_long_picture_is_bound_by_its_shorter_side(size: tuple[int, int], to: tuple[int, int]) -> None:
    assert legible(size, 2000) == to


def test_words_on_a_scrolled_screenshot_stay_legible_when_kept_and_when_shown() -> None:
    shot = Image.new("RGB", (1440, 8000), "white")
    for row in range(0, 8000, 8):  # strokes of two points, as thin as letters are
        ImageDraw.Draw(shot).rectangle((0, row, 1440, row + 3), fill="black")
    drawn, _ = draw_again(written(shot), keep_png=True)
    assert Image.open(io.BytesIO(drawn)).size == (1200, 6667)
    shown = Image.open(io.BytesIO(thumbnail(drawn, 1600))).convert("L")
    assert shown.size == (960, 5334)
    low, high = shown.crop((400, 1000, 500, 1100)).getextrema()
    assert (low < 60, high > 200) == (True, True)


def test_a_panorama_is_kept_whole_and_refused_where_it_would_stand_on_a_card() -> None:
    panorama = written(Image.new("RGB", (20_000, 800), RED), "JPEG")
    assert kept(panorama, png=False).size == (20_000, 800)
    with pytest.raises(RefusedFileError, match="quá dài và hẹp"):
        draw_picture(panorama)


@pytest.mark.parametrize("side", [900, 4500], ids=["as it is", "made smaller"])
def test_a_grey_scan_of_sixteen_bits_keeps_its_greys(side: int) -> None:
    row = struct.pack("<H", 10_000) * (side // 2) + struct.pack("<H", 40_000) * (side - side // 2)
    scan = Image.frombytes("I;16", (side, 900), row * 900)
    found = kept(written(scan))
    left, right = found.width // 4, found.width * 3 // 4
    assert near([found.getpixel((left, 100)), found.getpixel((right, 100))], (10_000 // 257, 40_000 // 257), 2)


def png_of_sixteen_bits(kind: int, values: tuple[int, ...]) -> bytes:
    """A PNG of 16 × 16 points of one colour, as scanners write it and Pillow does not: kind 2 colour, 4 grey and 6 colour with alpha."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\0" + struct.pack(f">{len(values)}H", *values) * 16) * 16
    head = struct.pack(">IIBBBBB", 16, 16, 16, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("kind", "values", "seen"),
    [
        (0, (51_400,), (200, 200, 200)),
        (2, (51_400, 15_420, 10_280), RED),
        (4, (0, 32_896), (127, 127, 127)),  # half transparent black on white
        (6, (51_400, 15_420, 10_280, 65_535), RED),
    ],
)
def test_sixteen_bits_of_every_kind_look_the_same(kind: int, values: tuple[int, ...], seen: tuple[int, ...]) -> None:
    assert near(on_paper(kept(png_of_sixteen_bits(kind, values))), seen, 2)


def palette(transparent: bool) -> bytes:
    picture = Image.new("P", (40, 40), 1)
    picture.putpalette([0, 0, 0, *RED])
    picture.paste(0, (0, 0, 20, 40))
    return written(picture, **({"transparency": 0} if transparent else {}))


@pytest.mark.parametrize(
    ("content", "left", "right"),
    [
        (palette(True), (255, 255, 255), RED),
        (palette(False), (0, 0, 0), RED),
        (written(Image.merge("LA", (Image.new("L", (40, 40)), Image.new("L", (40, 40), 51)))), (204,) * 3, (204,) * 3),
        (written(Image.new("RGB", (40, 40), (1, 2, 3)), transparency=(1, 2, 3)), (255,) * 3, (255,) * 3),
        (written(Image.new("RGBA", (40, 40), (0, 0, 0, 0))), (255,) * 3, (255,) * 3),
        (written(Image.new("1", (40, 40), 1)), (255,) * 3, (255,) * 3),
    ],
)
def test_what_is_transparent_stands_on_white_paper(content: bytes, left: Any, right: Any) -> None:
    found = kept(content)
    assert near(on_paper(found, (5, 20)), left, 1)
    assert near(on_paper(found, (35, 20)), right, 1)
    shown = Image.open(io.BytesIO(thumbnail(written(found), 320)))
    assert near(shown.getpixel((5, 20)), left, 4)


def test_thin_lines_of_a_scan_in_black_and_white_become_grey_not_nothing() -> None:
    scan = Image.new("1", (4960, 7016), 1)
    for column in range(0, 4960, 40):
        ImageDraw.Draw(scan).line((column, 0, column, 7016), fill=0, width=1)
    found = kept(written(scan)).convert("L")
    assert found.size == (1414, 2000)
    darkest = [min(found.crop((left, 900, left + 12, 901)).tobytes()) for left in range(100, 1300, 12)]
    assert max(darkest) < 235


@pytest.mark.parametrize(
    ("profile", "values"),
    [(P3, (186, 70, 51)), (ADOBE, (172, 61, 44)), (PROPHOTO, (136, 70, 39))],
    ids=["P3", "Adobe RGB", "ProPhoto"],
)
@pytest.mark.parametrize(("form", "mode"), [("JPEG", "RGB"), ("PNG", "RGB"), ("PNG", "RGBA"), ("WEBP", "RGB"), ("HEIF", "RGB"), ("AVIF", "RGB")])  # fmt: skip
def test_colours_of_a_camera_or_telephone_stay_what_they_are(
    profile: bytes, values: tuple[int, ...], form: str, mode: str
) -> None:
    sent = written(Image.new("RGB", (64, 64), values).convert(mode), form, icc_profile=profile, quality=95)
    found = kept(sent, png=form == "PNG")
    assert near(on_paper(found), RED)
    assert "icc_profile" not in found.info


def test_a_palette_with_a_profile_and_a_grey_with_one_keep_their_looks() -> None:
    picture = Image.new("P", (40, 40), 0)
    picture.putpalette([172, 61, 44])
    assert near(on_paper(kept(written(picture, icc_profile=ADOBE))), RED)
    grey = kept(written(Image.new("L", (40, 40), 120), icc_profile=ADOBE))
    assert near(on_paper(grey), (122,) * 3, 6)


def test_a_telephone_that_names_its_space_by_number_is_understood() -> None:
    sent = bytearray(written(Image.new("RGB", (64, 64), (186, 70, 51)), "HEIF", quality=95))
    at = sent.find(b"colrnclx") + 8
    sent[at : at + 4] = struct.pack(">HH", 12, 13)
    assert near(on_paper(kept(bytes(sent), png=False)), RED)
    sent[at : at + 4] = struct.pack(">HH", 9, 16)
    with pytest.raises(RefusedFileError, match="HDR"):
        kept(bytes(sent), png=False)


def test_an_old_camera_that_names_adobe_rgb_in_its_notes_is_understood() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0xA005] = {1: "R03"}
    exif[0x0112] = 1
    assert near(on_paper(kept(written(Image.new("RGB", (64, 64), (172, 61, 44)), "JPEG", exif=exif), png=False)), RED)


def test_a_broken_profile_and_one_of_another_kind_are_left_aside() -> None:
    for profile in (b"no profile at all", P3):
        assert near(on_paper(kept(written(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG", icc_profile=profile), png=False)), (255, 0, 0), 12)  # fmt: skip
    assert near(on_paper(kept(written(Image.new("RGB", (40, 40), RED), icc_profile=b"x" * 200))), RED)


@pytest.mark.parametrize(("name", "wanted"), [("photo-adobergb.jpg", (254, 0, 0)), ("label-cmyk.jpg", (55, 149, 88))])
def test_the_cases_of_the_knowledge_base_look_right(name: str, wanted: tuple[int, ...]) -> None:
    from pathlib import Path

    case = next(
        (one / "shared/cases" / name for one in Path(__file__).parents if (one / "shared/cases" / name).exists()), None
    )
    if case is None:
        pytest.skip("the knowledge base is not beside the project")
    assert near(on_paper(kept(case.read_bytes(), png=False)), wanted)


CORNERS = {
    1: "tl",
    2: "tr",
    3: "br",
    4: "bl",
    5: "tl",
    6: "tr",
    7: "br",
    8: "bl",
}  # where the first point of the file is shown


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_a_photo_stands_upright_however_the_telephone_was_held(orientation: int, form: str) -> None:
    taken = Image.new("RGB", (96, 64), "white")
    taken.paste((0, 0, 0), (0, 0, 24, 24))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = "N"
    found = kept(written(taken, form, exif=exif.tobytes()), png=form == "PNG").convert("L")
    assert found.size == ((96, 64) if orientation < 5 else (64, 96))
    assert dict(found.getexif()) == {}
    (width, height), corner = found.size, CORNERS[orientation]
    at = (8 if "l" in corner else width - 9, 8 if "t" in corner else height - 9)
    assert found.getpixel(at) < 60  # type: ignore[operator]
    assert found.getpixel((width // 2, height // 2)) > 200  # type: ignore[operator]


@pytest.mark.parametrize("form", ["PNG", "WEBP", "AVIF"])
def test_a_picture_that_moves_is_refused_with_what_to_do(form: str) -> None:
    first, second = (Image.new("RGB", (64, 64), tint) for tint in ("red", "blue"))
    with pytest.raises(RefusedFileError, match=r"Ảnh động.*MP4"):
        kept(written(first, form, save_all=True, append_images=[second]))


def test_a_photo_with_a_second_one_for_depth_keeps_the_first() -> None:
    first, second = (Image.new("RGB", (64, 64), tint) for tint in (RED, "blue"))
    assert near(on_paper(kept(written(first, "MPO", save_all=True, append_images=[second]), png=False)), RED)


def _noisy(mode: str) -> Image.Image:
    return Image.effect_noise((1500, 1100), 60).convert(mode)


@pytest.mark.parametrize(
    "build",
    [lambda: written(_noisy("RGB")), lambda: written(_noisy("L")), lambda: written(_noisy("RGB"), "HEIF", quality=90)],
)
def test_bands_leave_no_seams(build: Callable[[], bytes]) -> None:
    from ocop.files.shrinking import shrunk, within

    content = build()
    small = shrunk(content, 300, within).convert("L")
    whole = Image.open(io.BytesIO(content)).convert("L").resize(small.size, Image.Resampling.LANCZOS)
    assert max(abs(one - other) for one, other in zip(small.tobytes(), whole.tobytes(), strict=True)) <= 3
