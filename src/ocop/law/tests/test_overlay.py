"""Official wording for print may change words, never numbers; sheet files that contradict themselves are refused."""

from pathlib import Path

import pytest

from ocop.law.checking import check_sheet
from ocop.law.files import read_yaml
from ocop.law.loading import SheetFileError, build_sheet, read_rules
from ocop.law.overlay import ENVIRONMENT, OverlayRefusedError, load_overlay, sheet_for_print
from ocop.law.tests.usual import get_sheet

OURS = Path(__file__).resolve().parents[1] / "data" / "r4" / "sheet-11.yaml"


def overlay_with(folder: Path, old: str, new: str) -> Path:
    (folder / "r4").mkdir()
    text = OURS.read_text(encoding="utf-8")
    assert old in text
    (folder / "r4" / "sheet-11.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_other_words_are_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = overlay_with(tmp_path, 'title: "Nguồn nguyên liệu"', 'title: "Nguồn nguyên liệu (bản in)"')
    monkeypatch.setenv(ENVIRONMENT, str(folder))
    assert sheet_for_print(get_sheet("R4", 11)).criterion("1.1").title == "Nguồn nguyên liệu (bản in)"
    assert sheet_for_print(get_sheet("R4", 12)) is get_sheet("R4", 12)
    assert get_sheet("R4", 11).criterion("1.1").title == "Nguồn nguyên liệu"
    monkeypatch.delenv(ENVIRONMENT)
    assert sheet_for_print(get_sheet("R4", 11)) is get_sheet("R4", 11)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("{p: 2, star: 3,", "{p: 1, star: 3,", "đổi mã, điểm hoặc dấu sao"),
        ("{p: 2, star: 3,", "{p: 2, star: 4,", "đổi mã, điểm hoặc dấu sao"),
        ('code: "1.1"', 'code: "1.0"', "đổi mã, điểm hoặc dấu sao"),
        ("max: 18", "max: 17", "Không đọc được tệp sheet-11.yaml"),
        ("regime: R4", "regime: R9", "Không đọc được tệp sheet-11.yaml"),
        ("kind: choice", "", "Không đọc được tệp sheet-11.yaml"),
    ],
)
def test_other_numbers_are_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    with pytest.raises(OverlayRefusedError, match=reason):
        load_overlay(overlay_with(tmp_path, old, new))


def test_a_sheet_that_does_not_add_up_is_refused() -> None:
    data = read_yaml(OURS)
    data["parts"][0]["sections"][0]["max"] = 17
    with pytest.raises(SheetFileError, match="mục 1: cộng được 18, ghi 17"):
        build_sheet(data, read_rules("R4"))


def test_a_slip_in_a_sheet_shows_against_the_plain_table() -> None:
    data = read_yaml(OURS)
    options = data["parts"][0]["sections"][0]["criteria"][0]["options"]
    options[1]["star"] = None
    found = check_sheet(build_sheet(data, read_rules("R4")))
    assert (found.matches, found.faults) == (False, ("các mức khác với bảng số của luật",))
    options[0]["star"], options[2]["star"] = 5, 3
    with pytest.raises(SheetFileError, match="không tăng dần"):
        build_sheet(data, read_rules("R4"))
