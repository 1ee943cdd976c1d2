"""Style sheets are sent in words that browsers since 2018 read (decision 0061)."""

import doctest
import re
from pathlib import Path

import pytest

import ocop
from ocop.web.assets import plain_css as module
from ocop.web.assets.plain_css import plain_css
from ocop.web.assets.stylesheet import bundle, sheets_of_rooms, write_room_sheet

LAYERS = {"base": 0, "components": 1}
UNREAD = re.compile(
    r"@layer|@media[^{]*\((?:width|height)\s*[<>]|\([^()]*(?:<=|>=)\s*(?:width|height)|(?<!:not\():is\(|:where\(|:not\([^()]*,|float: ?inline"
)


def test_the_example_holds() -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("@layer base { a { margin: 0 } }", "a { margin: 0 }"),
        ("@layer components { .a::before, .b { top: 0 } }", ".a:not(#_)::before, .b:not(#_) { top: 0 }"),
        (".a { top: 0 }", ".a:not(#_):not(#_) { top: 0 }"),
        ("@layer base { @media (width >= 60rem) { a { top: 0 } } }", "@media (min-width: 60rem) { a { top: 0 } }"),
        ("@layer base { @media (width < 30rem) { a { top: 0 } } }", "@media (max-width: 29.99rem) { a { top: 0 } }"),
        ("@layer base { tr > :is(td, .due) { top: 0 } }", "tr > td:not(._), tr > .due { top: 0 }"),
        ("@layer base { th:not(.a, .b) { top: 0 } }", "th:not(.a):not(.b) { top: 0 }"),
        ("@layer base { a, .d:has(e), b { top: 0 } }", "a { top: 0 }\n.d:has(e) { top: 0 }\nb { top: 0 }"),
        ('@layer base { a { content: ";}"; top: 0 } }', 'a { content: ";}"; top: 0 }'),
        (
            "@layer base { a { border-inline-start-color: red; inset-block-end: 0; margin-block: 0 } }",
            "a { border-left-color: red; bottom: 0; margin-block: 0 }",
        ),
        ("@keyframes x { from { top: 0 } to { top: 1px } }", "@keyframes x { from { top: 0 } to { top: 1px } }"),
    ],
)
def test_what_old_browsers_do_not_read_is_written_out(written: str, sent: str) -> None:
    assert plain_css(written, LAYERS) == sent


def test_no_sheet_is_sent_with_words_that_old_browsers_drop(tmp_path: Path) -> None:
    sent = {"ocop.css": bundle()}
    for name, file in sheets_of_rooms().items():
        write_room_sheet(file, tmp_path / "sheet.css")
        sent[name] = (tmp_path / "sheet.css").read_text(encoding="utf-8")
    assert [(name, UNREAD.findall(text)) for name, text in sent.items() if UNREAD.findall(text)] == []
    assert all(text.count("{") == text.count("}") > 5 for text in sent.values())


def test_the_verdict_on_a_code_needs_nothing_newer_than_2018() -> None:
    text = re.sub(
        r"/\*.*?\*/", "", sheets_of_rooms()["portal/verdict.css"].read_text(encoding="utf-8"), flags=re.DOTALL
    )
    newer = r"@layer|:is\(|:where\(|:has\(|var\(|inset|aspect-ratio|gap:|-inline|-block:|-block-|clamp\(|\bmin\(|\bmax\(|grid|width [<>]"
    assert re.findall(newer, text) == []


def test_no_script_needs_words_that_browsers_of_2020_do_not_know() -> None:
    """One unknown selector throws and takes the whole script with it; one unknown function says "no network" for ever."""
    newer = re.compile(
        r":is\(|:where\(|:has\(|:modal|:not\([^()]*,|AbortSignal\.|structuredClone|hasOwn\(|\.at\(|findLast|checkVisibility|\.toSorted|static \{|\((?:width|height) *[<>]"
    )
    scripts = [path for path in Path(ocop.__file__).parent.glob("*/static/**/*.js") if ".min." not in path.name]
    assert len(scripts) > 10
    assert {path.name: found for path in scripts if (found := newer.findall(path.read_text(encoding="utf-8")))} == {}
