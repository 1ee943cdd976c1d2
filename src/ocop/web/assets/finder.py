"""A static files finder that makes missing or outdated files on the way: nothing third-party is copied into the tree."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage, Storage

from ocop.web.drawings import projection

from . import alphabet, dot_map, figures, fonts, plain_css, stylesheet


@dataclass(frozen=True)
class BuiltFile:
    """A made file, in ``web/built/`` or the style sheet of a room: how it is made and from what; it is made again when a source is newer."""

    path: str
    write: Callable[[Path], None]
    sources: Callable[[], Iterable[Path]]


def _code(module: Any) -> Path:
    return Path(module.__file__)


def _sources_of_room_sheet(sheet: Path) -> list[Path]:
    return [sheet, _code(stylesheet), _code(plain_css)]


BUILT_FILES = {
    file.path: file
    for file in (
        BuiltFile(
            "web/built/ocop.css",
            stylesheet.write_stylesheet,
            lambda: [*stylesheet.source_files(), _code(stylesheet), _code(plain_css)],
        ),
        *(
            BuiltFile(
                path,
                partial(stylesheet.write_room_sheet, file),
                partial(_sources_of_room_sheet, file),
            )
            for path, file in stylesheet.sheets_of_rooms().items()
        ),
        BuiltFile("web/built/vietnam.svg", dot_map.write_map, lambda: [_code(dot_map), _code(projection)]),
        *(
            BuiltFile(
                f"web/built/fonts/{fonts.font_file_name(weight)}",
                partial(fonts.write_font, weight),
                lambda: [_code(fonts), _code(alphabet), _code(figures)],
            )
            for weight in fonts.WEIGHTS
        ),
    )
}


def build_dir() -> Path:
    """Return the folder of made files."""
    return Path(settings.OCOP_BUILD_DIR)


def built_path(file: BuiltFile) -> Path:
    """Return the file on disk, making it first when it is missing or older than a source."""
    target = build_dir() / file.path
    newest = max(source.stat().st_mtime for source in file.sources())
    if not target.exists() or target.stat().st_mtime < newest:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f"{target.name}.{os.getpid()}")
        file.write(draft)
        draft.replace(target)  # in one step: two processes may start at once
    return target


class BuiltAssetsFinder(BaseFinder):
    """Find ``web/built/…`` and the style sheets of rooms, which stand before their sources; list every made file for ``collectstatic``."""

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to configure."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """Return the path of a made file, or nothing."""
        file = BUILT_FILES.get(path)
        found = [str(built_path(file))] if file else []
        return found if find_all or not found else found[0]

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Yield every made file."""
        storage = FileSystemStorage(location=build_dir())
        for path, file in BUILT_FILES.items():
            if not matches_patterns(path, list(ignore_patterns or ())):
                built_path(file)
                yield path, storage
