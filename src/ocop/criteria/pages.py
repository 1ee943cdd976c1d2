"""What the pages of the criteria sheets show: the catalogue by sector, and one sheet in full with its doubts in words."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ocop.criteria.queries import confirmations_of
from ocop.law.catalogue import entry_of, sectors
from ocop.law.regimes import get_regime
from ocop.law.sheets import Criterion, Discrepancy, RejectionRule, Sheet
from ocop.law.shelf import all_sheets


@cache
def notes(language: str = "vi") -> dict[str, dict[str, Any]]:
    """Return the words for open questions and misprints in a language."""
    name = "sheet_notes_en.yaml" if language == "en" else "sheet_notes.yaml"
    text = (files("ocop.criteria") / name).read_text(encoding="utf-8")
    loaded: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return loaded


def _notes() -> dict[str, dict[str, Any]]:
    return notes("en" if get_language() == "en" else "vi")


def in_page_language(thing: Any) -> str:
    """Return the title or label of a part of the law in the language of the page."""
    name = "title" if hasattr(thing, "title") else "label"
    return str(getattr(thing, f"{name}_en" if get_language() == "en" else name))


def catalogue_page(regime: str) -> dict[str, Any]:
    """Return the sheets of a regime by sector with their confirmations (one query)."""
    confirmed = confirmations_of(regime)
    sheets = all_sheets(regime)
    return {
        "regime": get_regime(regime),
        "sectors": [
            (
                sector,
                [
                    {"sheet": one, "entry": entry_of(one.number), "confirmation": confirmed.get(one.number)}
                    for one in sheets
                    if one.sector_code == sector.code
                ],
            )
            for sector in sectors()
        ],
        "confirmed": len(confirmed),
        "total": len(sheets),
        "criteria": sum(len(one.scored_criteria) for one in sheets),
    }


def sheet_page(sheet: Sheet) -> dict[str, Any]:
    """Return one sheet with its requirements by star, its grounds and its doubts (no query)."""
    entry = entry_of(sheet.number)
    return {
        "sheet": sheet,
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
        "parts": [(part, [_section(section) for section in part.sections]) for part in sheet.parts],
        "gates": [(star, _gates(sheet, star)) for star in (3, 4, 5)],
        "grounds": [(rule, _effect(rule)) for rule in sheet.rejection_rules],
        "doubts": [(code, _notes()["ambiguities"][code]) for code in sorted(ambiguities_of(sheet))],
        "misprints": [_misprint(one) for one in sheet.provenance.discrepancies],
        "crumbs": [(_("Bộ tiêu chí"), "../"), (_("Bộ %(number)s") % {"number": sheet.number}, "")],
    }


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
        "doubts": [(code, _notes()["ambiguities"][code]["ask"]) for code in one.ambiguities],
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
