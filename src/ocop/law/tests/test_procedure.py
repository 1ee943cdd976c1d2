"""The procedure of R4: numbers, stages, rounds, codes, evidence, forms, catalogue, settings."""

import subprocess
import sys
from datetime import date

import pytest

from ocop.law.catalogue import catalogue, entry_of, sectors
from ocop.law.codes import (
    UnitNumber,
    is_older_product_code,
    product_code,
    read_product_code,
    read_registration_form_number,
    registration_form_number,
)
from ocop.law.evidence import evidence_checklist, evidence_for, evidence_types
from ocop.law.forms import official_form
from ocop.law.procedure import UnknownStageError, next_round, procedure, proposal_rounds
from ocop.law.settings import UnknownSettingError, all_settings, setting, setting_entry
from ocop.law.tests.usual import DAY, all_sheets, get_sheet

ARTICLE = {"P5": "6.2, 7.2.b", "P9": "7.3.d", "P11a": "7.3.e", "C5": "7.4.đ, 7.4.e", "X4": "7.6.d, 7.6.g"}


def test_the_numbers_of_the_procedure() -> None:
    rules = procedure("R4")
    assert (rules.recognise_from, rules.ministry_from, rules.samples) == (50, 90, 5)
    assert (rules.re_recognition_window.opens, rules.re_recognition_window.closes) == (180, 120)
    assert (rules.re_recognition_limit_days, rules.revocation_days, rules.transitional_extension_days) == (45, 15, 180)
    assert rules.revocation_authority == {3: "provincial_chair", 4: "provincial_chair", 5: "minister"}


def test_every_stage_cites_its_article() -> None:
    stages = procedure("R4").stages
    first = ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11a", "P11b", "P11c", "P12"]
    assert [one.code for one in stages] == [*first, *(f"C{n}" for n in range(1, 8)), *(f"X{n}" for n in range(1, 8))]
    assert {code: procedure("R4").stage(code).article for code in ARTICLE} == ARTICLE
    with_deadline = {one.code: (one.deadline.value, one.deadline.unit) for one in stages if one.deadline}
    assert with_deadline == {
        **dict.fromkeys(("P3", "P4", "P5", "X2"), (15, "working_days")),
        **dict.fromkeys(("X3", "X4", "X5", "X7"), (45, "days")),
    }
    with pytest.raises(UnknownStageError, match="Z1"):
        procedure("R4").stage("Z1")


def test_re_recognition_takes_at_most_45_calendar_days() -> None:
    deadline = procedure("R4").stage("X5").deadline
    assert deadline is not None
    assert deadline.due_on(date(2026, 4, 20), law_of=DAY) == date(2026, 6, 4)


def test_the_commune_assesses_four_contents() -> None:
    contents = {one.code: one.criteria for one in procedure("R4").commune_contents}
    assert list(contents) == ["local_material", "local_labour", "idea_origin", "local_identity"]
    for sheet in all_sheets("R4"):
        assert all(sheet.has(code) for by_kind in contents.values() for code in by_kind[sheet.product_kind])


def test_rounds_of_a_year() -> None:
    found = [(one.level, one.number, one.last_proposal_day, one.finished_before) for one in proposal_rounds(2027)]
    assert found == [
        ("province", 1, date(2027, 4, 29), date(2027, 6, 30)),
        ("province", 2, date(2027, 10, 29), date(2027, 12, 30)),
        ("central", 1, date(2027, 7, 29), date(2027, 9, 30)),
        ("central", 2, date(2027, 1, 29), date(2027, 3, 30)),
    ]


@pytest.mark.parametrize(
    ("level", "proposed", "closes"),
    [
        ("province", "2026-04-29", "2026-04-29"),
        ("province", "2026-04-30", "2026-10-29"),
        ("province", "2026-10-30", "2027-04-29"),
        ("central", "2026-11-28", "2027-01-29"),
        ("central", "2027-01-30", "2027-07-29"),
    ],
)
def test_a_late_proposal_goes_to_the_next_round(level: str, proposed: str, closes: str) -> None:
    assert next_round(level, date.fromisoformat(proposed)).last_proposal_day == date.fromisoformat(closes)  # type: ignore[arg-type]


def test_packages_say_what_is_sent_up() -> None:
    packages = {one.code: (one.sender, one.receiver, one.contents) for one in procedure("R4").packages}
    assert packages["to_province"] == (
        "commune", "province", ("proposal_letter", "commune_assessment", "dossier", "samples")
    )  # fmt: skip
    assert "advisory_report" in packages["five_star_first"][2]
    assert "advisory_report" not in packages["five_star_again"][2]


def test_codes_are_written_and_read_back() -> None:
    assert product_code("80", "25900", 12, 2026) == "80-25900-12-2026"
    assert read_product_code("80-25900-12-2026") == UnitNumber("80", "25900", 12, 2026)
    assert registration_form_number(7, "01", "00004", 2026) == "07/PĐK-01-00004-2026"
    assert read_registration_form_number("07/PĐK-01-00004-2026") == UnitNumber("01", "00004", 7, 2026)
    assert is_older_product_code("83-829-28780-3-2022")
    assert read_product_code("83-829-28780-3-2022") is None
    with pytest.raises(ValueError, match="Mã số sản phẩm không đúng dạng"):
        product_code("8", "25900", 12, 2026)


def test_evidence_follows_from_levels_gates_and_grounds() -> None:
    sheet = get_sheet("R4", 11)
    needs = {one.evidence.code: one for one in evidence_checklist(sheet, {"1.1": 2, "3.3": 1, "1.2": 1}, 3)}
    assert needs["materials_and_links"].for_levels == ("1.1",)
    assert needs["materials_and_links"].for_gates == ("1.1",)
    assert needs["materials_and_links"].for_grounds == ("out_imported_or_unknown_material",)
    assert needs["local_labour"].criteria == ("3.3",)
    assert needs["local_labour"].evidence.personal_data
    assert needs["production_certificate"].for_grounds == ("food_safety_cert",)
    assert "growth" not in needs
    assert "growth" in {one.evidence.code for one in evidence_checklist(sheet, {}, 4)}


def test_the_form_lists_fifteen_kinds_of_evidence() -> None:
    titles = {one.title for sheet in all_sheets("R4") for one in sheet.scored_criteria}
    assert len(evidence_types("R4")) == 15
    assert {title for one in evidence_types("R4").values() for title in one.titles} <= titles
    assert [one.code for one in evidence_for(get_sheet("R4", 11), "5.1")] == ["product_story", "barcode_trace"]


@pytest.mark.parametrize("star", [3, 4, 5])
def test_every_document_gate_has_a_kind_of_evidence(star: int) -> None:
    """Sensory and design gates are judged on the sample; every other mark can be proved by a paper."""
    for sheet in all_sheets("R4"):
        for one in sheet.requirements:
            criterion = sheet.criterion(one.criterion)
            judged_on_sample = criterion.section_code == "6" or criterion.title == "Nguồn gốc ý tưởng sản phẩm"
            if one.star == star and not judged_on_sample:
                assert evidence_for(sheet, one.criterion), (sheet.number, criterion.title)


def test_forms_list_their_fields() -> None:
    forms = {code: official_form("R4", code) for code in ("form_01", "form_02", "form_03")}  # type: ignore[arg-type]
    assert {code: len({field.key for field in form.fields}) for code, form in forms.items()} == {
        "form_01": 24, "form_02": 41, "form_03": 15,
    }  # fmt: skip
    protected = [field.key for field in forms["form_02"].fields if field.protected]
    assert protected == [f"representative.{one}" for one in ("sex", "ethnicity", "disability", "permanent_address")]


def test_the_catalogue_has_six_sectors_and_twenty_six_sets() -> None:
    entries = catalogue("R4")
    assert [one.code for one in sectors("R4")] == ["I", "II", "III", "IV", "V", "VI"]
    assert [one.number for one in entries] == list(range(1, 27))
    assert len({one.group.code for one in entries}) == 17
    for entry, sheet in zip(entries, all_sheets("R4"), strict=True):
        assert (entry.label, entry.label_en) == (sheet.title, sheet.title_en)
        assert (entry.sector.code, entry.group.code, entry.subgroup) == (sheet.sector_code, sheet.group, sheet.subgroup)
        assert (entry.samples > 0) == sheet.sample_required
    assert [one.code for one in entry_of("R4", 20).ministries] == ["H", "IT"]
    with pytest.raises(LookupError, match="27"):
        entry_of("R4", 27)


def test_settings_are_dated_and_carry_their_source() -> None:
    assert (setting("council.max_spread_points", DAY), setting("scoring.band_input", DAY)) == (10, "exact")
    assert setting("council.size_min", date(2026, 6, 1)) == 5
    assert setting_entry("round.cutoff_is_exclusive", DAY).source == "OQ-06"
    assert all(one.source for one in all_settings())
    cited = {part for one in all_settings() for part in one.source.replace(",", " ").split() if part.startswith("OQ-")}
    nobody_reads = {"OQ-21", "OQ-22"}  # intake and samples: no part of the system, built or planned, asks
    assert cited == {f"OQ-{number:02d}" for number in range(1, 28)} - nobody_reads
    with pytest.raises(UnknownSettingError, match=r"no\.such"):
        setting("no.such", DAY)


def test_the_law_knows_nothing_of_django() -> None:
    code = "import sys, ocop.law.arithmetic, ocop.law.evidence, ocop.law.validity, ocop.vietnamese; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
