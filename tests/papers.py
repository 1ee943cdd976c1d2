"""Small real files for uploads: a one-page PDF and a photograph."""

import io
from functools import cache

import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


@cache
def pdf_bytes(words: str = "Hợp đồng thu mua") -> bytes:
    """A PDF of one page; other words make another file."""
    return bytes(typst.compile(f'#set page(paper: "a5")\n{words}'.encode(), timestamp=0))


@cache
def jpeg_bytes(tint: int = 210) -> bytes:
    """A photograph of two colours; another tint makes another photograph."""
    target = io.BytesIO()
    picture = Image.new("RGB", (640, 480), (tint, 180, 140))
    picture.paste((60, 120, 60), (100, 100, 400, 300))
    picture.save(target, "JPEG")
    return target.getvalue()


def pdf_paper(name: str, words: str = "Hợp đồng thu mua") -> SimpleUploadedFile:
    """The PDF as an upload."""
    return SimpleUploadedFile(name, pdf_bytes(words), content_type="application/pdf")


def jpeg_photo(name: str, *, tint: int = 210) -> SimpleUploadedFile:
    """The photograph as an upload."""
    return SimpleUploadedFile(name, jpeg_bytes(tint), content_type="image/jpeg")
