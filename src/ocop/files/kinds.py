"""The accepted kinds of files as data, and the words of a refusal."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Kind:
    """One accepted format."""

    media_type: str
    label: str
    family: str  # pdf | image | office | media
    extensions: tuple[str, ...]
    max_bytes: int
    main_part: str = ""


@cache
def _file() -> Mapping[str, Any]:
    text = (files("ocop.files") / "kinds.yaml").read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return data


@cache
def accepted_kinds() -> tuple[Kind, ...]:
    """Every accepted kind in the order of the data file."""
    return tuple(Kind(**{**row, "extensions": tuple(row["extensions"])}) for row in _file()["kinds"])


def kind_of_media(media_type: str) -> Kind | None:
    """Return the accepted kind of a media type."""
    return next((kind for kind in accepted_kinds() if kind.media_type == media_type), None)


def limit(name: str) -> int:
    """Return a limit of the examination."""
    value: int = _file()["limits"][name]
    return value


def refusal_of(media_type: str) -> str:
    """Return the sentence for a kind that is not accepted."""
    sentences: Mapping[str, str] = _file()["refused"]
    return sentences.get(media_type, sentences["other"])


def accepted_list() -> str:
    """Return the accepted formats as words for a hint."""
    return "PDF, ảnh (JPEG, PNG, WebP, HEIC, AVIF), Word, Excel, PowerPoint, phim MP4, MOV, ghi âm MP3, M4A"


def file_input_accept() -> str:
    """Return the ``accept`` attribute of a file input; ``image/*`` lets a phone offer its camera."""
    return ",".join(["image/*", *(f".{one}" for kind in accepted_kinds() for one in kind.extensions)])
