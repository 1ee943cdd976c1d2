"""A copy of the law's folder to which a test adds files, as an office does when a decision is signed: nothing in it is edited."""

import csv
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.resources import as_file
from pathlib import Path
from typing import Any

import yaml

from ocop.law import files
from ocop.law.checking import numbers_of
from ocop.law.sheets import SET_NUMBERS
from ocop.law.shelf import versions_of
from ocop.law.tests.usual import get_sheet


class AnotherLaw:
    """The folder, and the ways in which the law grows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def correct_sheet(self, number: int, *changes: tuple[str, str], since: date | None = None) -> str:
        """Add the next version of a sheet of R4 with the first place of each text replaced; return its hash."""
        version = len(versions_of("R4", number)) + 1
        text = self._text(number)
        for before, after in (("version: 1", f"version: {version}"), *changes):
            assert before in text, before
            text = text.replace(before, after, 1)
        if since:
            text += f"since: {since}\n"
        self.add(f"r4/sheet-{number:02d}-v{version}.yaml", text)
        sheet = get_sheet("R4", number, version)
        with (self.folder / f"r4/law_numbers-{number:02d}-v{version}.csv").open("w", encoding="utf-8") as table:
            rows = csv.writer(table)
            rows.writerow(["set", "code", "kind", "case", "level", "points", "max", "mark"])
            rows.writerows([number, *("" if one is None else one for one in row)] for row in numbers_of(sheet))
        files.forget()
        return sheet.sheet_hash

    def _text(self, number: int) -> str:
        """The file of the first version, with the words of the one in force."""
        text = (self.folder / "r4" / f"sheet-{number:02d}.yaml").read_text(encoding="utf-8")
        first, newest = get_sheet("R4", number, 1), get_sheet("R4", number)
        for one in first.scored_criteria:
            for before, after in zip(one.options, newest.criterion(one.code).options, strict=True):
                text = text.replace(f'"{before.label}"', f'"{after.label}"', 1)
                text = text.replace(f'"{before.label_en}"', f'"{after.label_en}"', 1)
        return text

    def add_regime(self, code: str, valid_from: date, *changes: tuple[str, str, str]) -> None:
        """Add a decision with the files of R4, changed in some places: (file, before, after)."""
        folder = code.lower()
        shutil.copytree(self.folder / "r4", self.folder / folder, ignore=shutil.ignore_patterns("*-v?.*"))
        for number in SET_NUMBERS:
            file = self.folder / folder / f"sheet-{number:02d}.yaml"
            file.write_text(self._text(number), encoding="utf-8")
            self._replace(file, ("regime: R4", f"regime: {code}"))
        row = yaml.safe_load((self.folder / "r4" / "regime.yaml").read_text(encoding="utf-8"))
        row |= {"code": code, "title": f"QĐ thử {code}", "valid_from": valid_from, "transition": []}
        row |= {"sheets": code, "procedure": code, "catalogue": code}
        self.add(f"{folder}/regime.yaml", yaml.safe_dump(row, allow_unicode=True))
        for name, before, after in changes:
            self._replace(self.folder / folder / name, (before, after))
        files.forget()

    def add_settings(self, since: date, **values: Any) -> None:
        """Add a file of settings with a later first day; `scoring__star_rule="band"` stands for `scoring.star_rule`."""
        rows = [
            {"name": name.replace("__", "."), "value": value, "since": since, "source": "thử"}
            for name, value in values.items()
        ]
        self.add(f"settings/{since}.yaml", yaml.safe_dump({"settings": rows}, allow_unicode=True))

    def add(self, name: str, text: str) -> None:
        """Add one file; one that is there already is never touched."""
        file = self.folder / name
        if file.exists() and not name.endswith("/regime.yaml"):
            raise FileExistsError(name)
        file.write_text(text, encoding="utf-8")
        files.forget()

    @staticmethod
    def _replace(file: Path, change: tuple[str, str]) -> None:
        before, after = change
        text = file.read_text(encoding="utf-8")
        assert before in text, (file.name, before)
        file.write_text(text.replace(before, after, 1), encoding="utf-8")


@contextmanager
def another_law(folder: Path) -> Iterator[AnotherLaw]:
    """Read the law from a copy of its folder that may grow, until the end of the block."""
    copy = folder / "law"
    with as_file(files.DATA) as ours:
        shutil.copytree(ours, copy)
    with files.standing_in(copy):
        yield AnotherLaw(copy)
