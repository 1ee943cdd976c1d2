"""What has versions is read by its version: the places that may ask for the law of a day, and none that asks for the newest.

What was filed is read through ``dossiers.law.law_of``. Whoever needs the law of a day instead is named here with the reason; a new
place is a decision, not a slip. Codes and folders of regimes stand in the data only.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "ocop"
REGIME = re.compile(r"[Rr]\d")
FOLDER = re.compile(r"(^|/)r\d/")
# Names of the room `law` that answer for a day, a version or a regime chosen by the caller.
DOORS = {
    "all_versions", "catalogue", "entry_of", "evidence_types", "gate_rules", "get_sheet", "law_filed_under", "law_on", "law_under",
    "next_round", "official_form", "procedure", "procedure_on", "proposal_rounds", "re_recognition_window", "regime_on", "sectors",
    "setting", "setting_entry", "sheet_in_force", "sheets_in_force", "tally_rules", "versions_of",
}  # fmt: skip
OF_THE_DOSSIER = "the dossier's own regime"
OF_THE_DAY = "the day of the act"
OF_TODAY = "what can be done or is said today"
MAY_ASK = {
    "cli/answering.py": {"law_under": "a command names a regime", "regime_on": OF_TODAY},
    "cli/certificates.py": {"regime_on": "the day of issue on the command line", "re_recognition_window": "the expiry asked about"},
    "cli/law.py": {"all_versions": "checks every version", "get_sheet": "a version named on the command line"},
    "councils/parameters.py": {"setting": "the day council rules take effect"},
    "councils/queries/standing.py": {"setting": "the day council rules take effect"},
    "criteria/pages.py": {"entry_of": "the sheet's own regime", "sectors": OF_TODAY, "versions_of": "shows every version"},
    "criteria/views.py": {"get_sheet": "a version named in the address", "law_on": OF_TODAY},
    "demo/choices.py": {"gate_rules": "the first day of a sheet"},
    "demo/renewing.py": {"regime_on": "the day a certificate was issued"},
    "demo/filing.py": {"law_on": OF_THE_DAY},
    "dossiers/law.py": {"law_filed_under": "the one function for what was filed"},
    "dossiers/papers.py": {"entry_of": OF_THE_DOSSIER},
    "dossiers/queries/content.py": {"entry_of": OF_THE_DOSSIER},
    "dossiers/queries/read_view.py": {"evidence_types": OF_THE_DOSSIER},
    "dossiers/questions.py": {"official_form": OF_THE_DOSSIER},
    "filing/arithmetic.py": {"re_recognition_window": "the day of filing"},
    "filing/forms.py": {"evidence_types": OF_THE_DOSSIER},
    "filing/operations/copying.py": {"evidence_types": OF_THE_DOSSIER},
    "filing/operations/evidence.py": {"evidence_types": OF_THE_DOSSIER},
    "filing/operations/filing.py": {"law_on": "the day of filing"},
    "filing/operations/starting.py": {"law_on": "the day a draft is opened"},
    "filing/pages/dossier.py": {"entry_of": OF_THE_DOSSIER},
    "filing/pages/starting.py": {"law_on": "before a dossier is opened"},
    "filing/pages/changing_set.py": {"catalogue": "the law a draft would be filed under", "law_on": "the day a draft would be filed"},
    "filing/queries/law_change.py": {"law_on": "the day a draft would be filed"},
    "filing/queries/own_dossiers.py": {"law_on": OF_TODAY, "next_round": OF_TODAY},
    "filing/queries/set_change.py": {"law_on": "the day a draft would be filed"},
    "inspections/competence.py": {"procedure_on": "the day of a conclusion or of a decision"},
    "notices/quiet.py": {"setting": OF_TODAY},
    "portal/wording.py": {"catalogue": OF_TODAY, "entry_of": "the regime a product was sorted in", "law_on": OF_TODAY, "sectors": OF_TODAY},
    "ministry/pages/tasks.py": {"next_round": OF_TODAY},
    "products/choosing.py": {"catalogue": OF_TODAY},
    "products/forms.py": {"catalogue": OF_TODAY, "law_on": OF_TODAY},
    "products/operations/picturing.py": {"setting": OF_THE_DAY},
    "products/operations/registering.py": {"law_on": OF_THE_DAY},
    "products/searching.py": {"catalogue": OF_TODAY},
    "products/views/pictures.py": {"setting": OF_TODAY},
    "products/views/products.py": {"catalogue": OF_TODAY, "entry_of": "the regime a product was sorted in", "law_on": OF_TODAY},
    "recognition/arithmetic.py": {"re_recognition_window": "the day asked about"},
    "recognition/importing/checking.py": {"regime_on": "the day a certificate was issued"},
    "recognition/letters.py": {"procedure_on": "the day of the letter", "regime_on": "the day of the letter"},
    "recognition/operations/calling.py": {"re_recognition_window": "the day of the reminder"},
    "recognition/queries/ministry.py": {"next_round": OF_TODAY, "proposal_rounds": OF_TODAY},
    "recognition/queries/due.py": {"re_recognition_window": OF_TODAY, "setting": OF_TODAY},
    "recognition/queries/register_filters.py": {"procedure_on": "the day asked about"},
    "recognition/pages/tasks.py": {"next_round": OF_TODAY},
    "recognition/records.py": {"entry_of": "the regime a product was sorted in"},
    "recognition/operations/reminding.py": {"setting": "the day of the reminder"},
    "reviewing/operations/reminding.py": {"setting": "the day of the reminder"},
    "reviewing/operations/rounds.py": {"proposal_rounds": "the days of a plan"},
    "reviewing/pages/province.py": {"catalogue": OF_TODAY, "law_on": OF_TODAY},
    "reviewing/queries/narrowing.py": {"setting": OF_TODAY},
    "territory/operations/settings.py": {"setting_entry": OF_THE_DAY},
    "territory/queries/settings.py": {"setting": "the day asked about"},
}  # fmt: skip


def rooms() -> Iterator[tuple[str, ast.Module]]:
    """Every module outside the room `law`, without tests and migrations."""
    for path in sorted(SOURCE.rglob("*.py")):
        place = path.relative_to(SOURCE)
        if not {"tests", "migrations"} & set(place.parts) and place.parts[0] != "law":
            yield str(place), ast.parse(path.read_text(encoding="utf-8"))


def doors_of(module: ast.Module) -> set[str]:
    imported = (node for node in ast.walk(module) if isinstance(node, ast.ImportFrom))
    return {one.name for node in imported if (node.module or "").startswith("ocop.law") for one in node.names} & DOORS


def test_only_these_places_ask_for_the_law_of_a_day() -> None:
    found = {place: doors for place, module in rooms() if (doors := doors_of(module))}
    assert found == {place: set(why) for place, why in MAY_ASK.items()}


def test_no_code_names_a_regime_or_its_folder() -> None:
    named = []
    for path in sorted(SOURCE.rglob("*.py")):
        if {"tests", "migrations"} & set(path.relative_to(SOURCE).parts):
            continue
        module = ast.parse(path.read_text(encoding="utf-8"))
        words = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}  # docstrings and examples
        named += [
            f"{path.relative_to(SOURCE)}:{node.lineno} {node.value!r}"
            for node in ast.walk(module)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in words
            if REGIME.fullmatch(node.value) or FOLDER.search(node.value)
        ]
    assert named == []


def test_nothing_of_the_law_has_a_default_for_the_newest() -> None:
    """Version, day and regime are always given: a parameter of these names has no default in the room `law`."""
    lenient = []
    for path in sorted((SOURCE / "law").rglob("*.py")):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                positional = [*node.args.posonlyargs, *node.args.args]
                given = positional[len(positional) - len(node.args.defaults) :] if node.args.defaults else []
                given += [
                    one for one, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True) if default
                ]
                lenient += [
                    f"{path.name} {node.name}({one.arg})"
                    for one in given
                    if one.arg in {"version", "on", "day", "regime", "rules", "sheet_hash"}
                ]
    assert lenient == []
