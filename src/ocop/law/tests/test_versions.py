"""The law grows by files: a corrected sheet, a new decision, another default; what was filed before reads as before."""

from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from ocop.law import files
from ocop.law.arithmetic import tally
from ocop.law.catalogue import same_leaf
from ocop.law.checking import check_sheet
from ocop.law.comparing import carry_over
from ocop.law.governing import law_filed_under, law_on
from ocop.law.loading import SheetFileError, read_rules
from ocop.law.procedure import UnknownProcedureError, next_round, procedure, procedure_on, proposal_rounds
from ocop.law.regimes import all_regimes, get_regime, regime_on
from ocop.law.settings import SettingFileError, all_settings, setting
from ocop.law.sheets import SET_NUMBERS, UnknownSheetError
from ocop.law.shelf import all_versions, sheet_with_hash, sheets_in_force, versions_of
from ocop.law.validity import re_recognition_window

from .another_law import another_law
from .test_tally import with_total
from .usual import get_sheet

FILED = date(2026, 8, 3)
NEW_YEAR = date(2027, 1, 1)
RELEASED = Path(__file__).with_name("released_sheets.csv")
LABELS = RELEASED.with_name("released_labels.csv")


def test_a_released_sheet_is_on_the_shelf_for_ever() -> None:
    rows = [line.split(",") for line in RELEASED.read_text(encoding="utf-8").splitlines()[1:]]
    kept = [
        (code, int(number), int(version), sheet_with_hash(code, int(number), key).version)
        for code, number, version, key in rows
    ]
    assert [found for *_, version, found in kept] == [version for *_, version, _ in kept]
    released = {(code, number, version) for code, number, version, _ in kept}
    assert {(one.regime, one.number, one.version) for code in ("R2", "R4") for one in all_versions(code)} == released


def test_a_released_label_of_a_rule_never_changes() -> None:
    """The code of a rule is under the hash of its sheet, its words are not: a correction is a new code in a new file."""
    released = dict(line.split(",", 1) for line in LABELS.read_text(encoding="utf-8").splitlines()[1:])
    now = {
        f"{regime}/{code}": sha256(f"{row['use']}|{row['vi']}|{row['en']}".encode()).hexdigest()[:16]
        for regime in ("R2", "R4")
        for code, row in read_rules(regime).items()
    }
    assert now == released


def test_a_dossier_stays_on_the_version_it_was_filed_on(tmp_path: Path) -> None:
    first = get_sheet("R4", 11)
    before = law_filed_under("R4", 11, first.sheet_hash, FILED)
    members = {"a": with_total(99), "b": with_total(99)}
    counted = tally(before.sheet, members, before.tally_rules)
    with another_law(tmp_path) as law:
        newer = law.correct_sheet(11, ("{p: 2, star: 3,", "{p: 2,"), since=date(2026, 9, 1))
        law.add_regime(
            "R5", NEW_YEAR, ("procedure.yaml", "value: 15", "value: 20"), ("regime.yaml", "from: 90", "from: 95")
        )
        law.add_settings(NEW_YEAR, scoring__average_decimals=0, scoring__star_rule="band")
        again = law_filed_under("R4", 11, first.sheet_hash, FILED)
        assert (again.sheet.version, again.sheet.sheet_hash) == (2, first.sheet_hash)
        assert again.regime.bands == before.regime.bands
        assert again.tally_rules == before.tally_rules
        assert again.commune_deadline(FILED) == before.commune_deadline(FILED)
        assert tally(again.sheet, members, again.tally_rules) == counted
        assert law_on(date(2026, 8, 31)).sheet_in_force(11).sheet_hash == first.sheet_hash
        assert law_on(date(2026, 9, 1)).sheet_in_force(11).sheet_hash == newer
        assert law_on(NEW_YEAR).regime.code == "R5"
        assert law_on(NEW_YEAR).regime.lowest_of(5) == 95
        assert law_on(NEW_YEAR).tally_rules.decimals == 0
        assert law_on(NEW_YEAR - timedelta(days=1)).tally_rules.decimals == 2


def test_a_version_that_is_not_on_the_shelf_is_an_error_and_never_another_one(tmp_path: Path) -> None:
    with another_law(tmp_path) as law:
        newer = law.correct_sheet(11, ("{p: 2, star: 3,", "{p: 2,"))
        assert sheet_with_hash("R4", 11, newer).version == 3
    with pytest.raises(UnknownSheetError, match="không có phiên bản với mã kiểm tra"):
        law_filed_under("R4", 11, newer, FILED)


def test_an_edited_sheet_no_longer_answers_to_its_hash(tmp_path: Path) -> None:
    used = get_sheet("R4", 11).sheet_hash
    with another_law(tmp_path) as law:
        file = law.folder / "r4" / "sheet-11.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace("{p: 2, star: 3,", "{p: 2,", 1), encoding="utf-8")
        files.forget()
        with pytest.raises(UnknownSheetError, match="thiếu hoặc đã bị sửa"):
            sheet_with_hash("R4", 11, used)


def test_a_new_decision_is_a_folder_and_ends_the_one_before(tmp_path: Path) -> None:
    with another_law(tmp_path) as law:
        law.add_regime("R5", NEW_YEAR, ("procedure.yaml", 'proposed_before: "30-04"', 'proposed_before: "31-03"'))
        assert [one.code for one in all_regimes()] == ["R0", "R1", "R2", "R3", "R4", "R5"]
        assert get_regime("R4").valid_to == date(2026, 12, 31)
        assert (regime_on(date(2026, 12, 31)).code, regime_on(NEW_YEAR).code) == ("R4", "R5")
        assert [check_sheet(one).faults for one in all_versions("R5")] == [()] * len(SET_NUMBERS)
        assert {one.regime for one in sheets_in_force("R5", NEW_YEAR)} == {"R5"}
        first_rounds = [
            one for year in (2026, 2027) for one in proposal_rounds(year) if (one.level, one.number) == ("province", 1)
        ]
        assert [one.proposed_before for one in first_rounds] == [date(2026, 4, 30), date(2027, 3, 31)]
        assert next_round("province", date(2026, 11, 1)).proposed_before == date(2027, 3, 31)
        assert same_leaf("R4", 11, "R5")


def test_a_window_is_that_of_the_day_on_which_it_is_asked_for(tmp_path: Path) -> None:
    expiry = date(2027, 8, 31)
    with another_law(tmp_path) as law:
        law.add_regime("R5", NEW_YEAR, ("procedure.yaml", "opens: 180", "opens: 200"))
        assert re_recognition_window(expiry, on=date(2026, 12, 31)).opens_on == expiry - timedelta(days=180)
        assert re_recognition_window(expiry, on=NEW_YEAR).opens_on == expiry - timedelta(days=200)


def test_a_regime_without_a_procedure_says_so_and_lends_no_other() -> None:
    with pytest.raises(UnknownProcedureError, match="R3 không có quy trình"):
        procedure("R3")
    assert procedure_on(date(2026, 1, 1)) == procedure("R4")  # plans before the first procedure that is kept


def test_a_regime_may_go_on_with_earlier_sheets_only_under_the_same_bands(tmp_path: Path) -> None:
    with another_law(tmp_path) as law:
        law.add_regime("R5", NEW_YEAR, ("regime.yaml", "sheets: R5", "sheets: R4"))
        assert sheets_in_force("R5", NEW_YEAR) == sheets_in_force("R4", NEW_YEAR)
    with another_law(tmp_path / "other") as law:
        law.add_regime(
            "R5", NEW_YEAR, ("regime.yaml", "sheets: R5", "sheets: R4"), ("regime.yaml", "from: 90", "from: 95")
        )
        with pytest.raises(SheetFileError, match="cùng khung điểm"):
            versions_of("R5", 11)


def test_a_corrected_sheet_needs_its_own_table_of_numbers(tmp_path: Path) -> None:
    with another_law(tmp_path) as law:
        law.correct_sheet(11, ("{p: 2, star: 3,", "{p: 2,"))
        assert [(one.sheet.version, one.faults) for one in map(check_sheet, versions_of("R4", 11))] == [
            (1, ()),
            (2, ()),
            (3, ()),
        ]
        (law.folder / "r4" / "law_numbers-11-v3.csv").unlink()
        files.forget()
        assert check_sheet(versions_of("R4", 11)[2]).faults == ("thiếu bảng số của luật để đối chiếu",)


def test_a_setting_is_dated_and_has_one_value_from_a_day(tmp_path: Path) -> None:
    with another_law(tmp_path) as law:
        law.add_settings(NEW_YEAR, council__size_min=7)
        assert [setting("council.size_min", day) for day in (date(2026, 12, 31), NEW_YEAR)] == [5, 7]
        law.add(
            "settings/again.yaml",
            f"settings:\n- {{name: council.size_min, value: 9, since: {NEW_YEAR}, source: thử}}\n",
        )
        with pytest.raises(SettingFileError, match=r"council\.size_min"):
            all_settings()


def test_a_setting_takes_no_value_that_its_list_does_not_name(tmp_path: Path) -> None:
    row = "settings:\n- {name: scoring.star_rule, value: mean, since: 2027-01-01, source: thử, values: [min, band]}\n"
    with another_law(tmp_path) as law:
        law.add("settings/wrong.yaml", row)
        with pytest.raises(SettingFileError, match="không nhận giá trị mean"):
            all_settings()


def test_answers_that_still_fit_another_version_are_told_from_those_that_do_not(tmp_path: Path) -> None:
    old = get_sheet("R4", 11)
    first, second = (option.label for option in old.criterion("1.1").options[:2])
    title = old.criterion("1.2").title
    with another_law(tmp_path) as law:
        law.correct_sheet(11, (second, second + " (đính chính)"), (f'title: "{title}"', f'title: "{title} khác"'))
        new = get_sheet("R4", 11, 3)
        told = carry_over({"1.1": 2, "1.2": 1, "1.3": 1}, old, new)
        assert first != second
        assert told.asked_anew == {"1.1": "1.1", "1.2": "1.2"}
        assert told.kept["1.3"] == "1.3"
        assert (told.gone, told.added) == ((), ())
        assert "1.1" in carry_over({"1.1": 1}, old, new).kept  # the first level reads as before
