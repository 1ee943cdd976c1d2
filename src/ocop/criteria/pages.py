"""What the pages of the criteria sheets show: the catalogue by sector, and one sheet in full with its doubts in words."""

from importlib.resources import files
from typing import Any

import yaml
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ocop.criteria.queries import confirmations_of
from ocop.law.abbreviations import abbreviations_in
from ocop.law.catalogue import entry_of, sectors
from ocop.law.files import kept
from ocop.law.governing import Law
from ocop.law.overlay import sheet_for_print
from ocop.law.regimes import all_regimes, get_regime
from ocop.law.sheets import Criterion, Discrepancy, RejectionRule, Sheet
from ocop.law.shelf import versions_of


@kept
def notes(language: str = "vi") -> dict[str, dict[str, Any]]:
    """Return the words for open questions and misprints in a language; a later decision adds its own file beside the first."""
    first = "sheet_notes_en" if language == "en" else "sheet_notes"
    names = [f"{first}.yaml", *(f"{first}_{one.code.lower()}.yaml" for one in all_regimes())]
    found: dict[str, dict[str, Any]] = {}
    for file in (files("ocop.criteria") / name for name in names):
        for kind, words in (yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else {}).items():
            found.setdefault(kind, {}).update(words)
    return found


def _doubt(code: str) -> dict[str, str]:
    """The words of an open question; its code alone where nobody has written them yet."""
    words: dict[str, str] = _notes()["ambiguities"].get(code, {"ask": code, "read": ""})
    return words


def _notes() -> dict[str, dict[str, Any]]:
    return notes("en" if get_language() == "en" else "vi")


def in_page_language(thing: Any) -> str:
    """Return the title or label of a part of the law in the language of the page."""
    name = "title" if hasattr(thing, "title") else "label"
    return str(getattr(thing, f"{name}_en" if get_language() == "en" else name))


def catalogue_page(law: Law) -> dict[str, Any]:
    """Return the sheets of a law by sector with their confirmations (one query)."""
    sheets = law.sheets_in_force()
    confirmed = confirmations_of(sheets)
    return {
        "regime": law.regime,
        "sectors": [
            (
                sector,
                [
                    {"sheet": one, "entry": law.entry(one.number), "confirmation": confirmed.get(one.number)}
                    for one in sheets
                    if one.sector_code == sector.code
                ],
            )
            for sector in sectors(law.regime.code)
        ],
        "confirmed": len(confirmed),
        "total": len(sheets),
        "criteria": sum(len(one.scored_criteria) for one in sheets),
    }


def versions_page(shown: Sheet, in_force: Sheet | None) -> list[dict[str, Any]]:
    """Return the other versions of a sheet for which dossiers may still wait, of this and of earlier decisions, newest first."""
    regimes = [one.code for one in all_regimes() if one.sheets == one.code and one.procedure]
    every = [sheet for code in regimes for sheet in versions_of(code, shown.number)]
    return [
        {"sheet": one, "regime": get_regime(one.regime), "in_force": one is in_force, "shown": one is shown}
        for one in reversed(every)
    ]


def sheet_page(sheet: Sheet) -> dict[str, Any]:
    """Return one sheet with its requirements by star, its grounds and its doubts (no query).

    Parts, levels and grounds carry the official wording where the operator loaded it; version and hash stay those of our data.
    """
    entry = entry_of(sheet.regime, sheet.number)
    printed = sheet_for_print(sheet)
    return {
        "sheet": sheet,
        "official_wording": printed is not sheet,
        "entry": entry,
        "regime": get_regime(sheet.regime),
        "facts": [
            (
                _("Căn cứ"),
                _("Quyết định %(number)s, Phụ lục II, bộ %(set)s")
                % {"number": sheet.provenance.instrument, "set": sheet.number},
            ),
            (_("Ban hành"), sheet.provenance.issued),
            (_("Ngành"), in_page_language(entry.sector)),
            (_("Nhóm"), in_page_language(entry.group)),
            (_("Bộ quản lý"), ", ".join(in_page_language(one) for one in entry.ministries)),
            (_("Sản phẩm mẫu"), f"{entry.samples:02d}" if entry.samples else _("không gửi mẫu")),
            (_("Số tiêu chí chấm điểm"), str(len(sheet.scored_criteria))),
            (_("Phiên bản dữ liệu"), str(sheet.version)),
        ],
        "parts": [(part, [_section(section) for section in part.sections]) for part in printed.parts],
        "gates": [(star, _gates(printed, star)) for star in (3, 4, 5)],
        "grounds": [(rule, _effect(rule)) for rule in printed.rejection_rules],
        "doubts": [(code, _doubt(code)) for code in sorted(ambiguities_of(sheet))],
        "short_forms": _short_forms(printed),
        "misprints": [_misprint(one) for one in sheet.provenance.discrepancies],
        "crumbs": [(_("Bộ tiêu chí"), "../"), (_("Bộ %(number)s") % {"number": sheet.number}, "")],
    }


def _short_forms(sheet: Sheet) -> list[tuple[str, str]]:
    if get_language() == "en":
        return []
    labels = [option.label for one in sheet.scored_criteria for option in one.options]
    labels += [option.label for one in sheet.scored_criteria for case in one.cases for option in case.options]
    return sorted(abbreviations_in(" ; ".join([*labels, *(rule.label for rule in sheet.rejection_rules)])))


def ambiguities_of(sheet: Sheet) -> set[str]:
    """Return the open questions that touch a sheet, of the sheet itself and of its criteria."""
    return {*sheet.ambiguities, *(code for one in sheet.scored_criteria for code in one.ambiguities)}


def _section(section: Any) -> dict[str, Any]:
    whole = len(section.criteria) == 1 and section.criteria[0].code == section.code
    return {"section": section, "whole": whole, "criteria": [_criterion(one) for one in section.criteria]}


def _criterion(one: Criterion) -> dict[str, Any]:
    ladders = [(in_page_language(case), case.options) for case in one.cases] or [("", one.options)]
    return {
        "criterion": one,
        "ladders": [ladder for ladder in ladders if ladder[1]],
        "children": [_criterion(child) for child in one.criteria],
        "doubts": [(code, _doubt(code)["ask"]) for code in one.ambiguities],
    }


def _gates(sheet: Sheet, star: int) -> list[dict[str, Any]]:
    found = []
    for one in sheet.requirements:
        if one.star == star:
            criterion = sheet.criterion(one.criterion)
            found.append({"criterion": criterion, "option": criterion.options[one.needs_level - 1]})
    return found


def _effect(rule: RejectionRule) -> str:
    return str(_notes()["effects"][rule.effect])


def _misprint(one: Discrepancy) -> dict[str, str]:
    words = _notes()
    return {
        "id": one.id,
        "where": words["places"].get(one.where, one.where),
        "what": words["discrepancies"].get(one.type, one.type),
        "reading": words["resolutions"].get(one.resolution, one.resolution),
        "severity": words["severities"].get(one.severity, one.severity),
        "state": {"high": "bad", "medium": "soon"}.get(one.severity, "info"),
    }
