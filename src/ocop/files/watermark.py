"""A drawn page with the name of its reader and the moment of opening burned in: who passes a picture on is named in it."""

import io
from pathlib import Path

import fontpkg_be_vietnam_pro
from PIL import Image, ImageDraw, ImageFont

FONT = Path(fontpkg_be_vietnam_pro.__file__).parent / "files" / "BeVietnamPro-SemiBold.ttf"
QUALITY = 80
INK = (96, 96, 96)
STRENGTH = 48  # of 255: seen at a glance, and small print stays legible below it
TURN = 30  # degrees
PART_OF_WIDTH = 46  # height of the letters


def marked(picture: Image.Image, words: str) -> bytes:
    """Return a picture as JPEG with the words across it, again and again."""
    sheet = picture.convert("RGB")
    pattern = _pattern(words, max(12, sheet.width // PART_OF_WIDTH))
    step_x, step_y = pattern.width, round(pattern.height * 0.9)
    for row, top in enumerate(range(-step_y // 3, sheet.height, step_y)):
        for left in range(-step_x // 2 if row % 2 else 0, sheet.width, step_x):
            sheet.paste(INK, (left, top), pattern)
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _pattern(words: str, height: int) -> Image.Image:
    """The words once, turned, as how strongly each point is inked."""
    font = ImageFont.truetype(FONT, height)
    left, top, right, bottom = font.getbbox(words)
    mask = Image.new("L", (round(right - left) + 4 * height, round(bottom - top) + height))
    ImageDraw.Draw(mask).text((2 * height - left, height / 2 - top), words, fill=STRENGTH, font=font)
    return mask.rotate(TURN, expand=True, resample=Image.Resampling.BILINEAR)
