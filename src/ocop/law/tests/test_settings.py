"""A setting is read by the system or says that it is planned: nobody changes a number that nothing reads."""

from pathlib import Path

from ocop.law.settings import all_settings

PACKAGE = Path(__file__).resolve().parent.parent.parent


def test_every_setting_is_read_or_marked_as_planned() -> None:
    files = [path for path in PACKAGE.rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    unread = {one.name for one in all_settings() if f'"{one.name}"' not in code}
    assert unread == {one.name for one in all_settings() if one.planned}


def test_every_setting_names_where_it_comes_from() -> None:
    assert [one.name for one in all_settings() if not one.source] == []
