"""Whether the answers of a dossier agree with each other and with what is known of its producer (Mẫu 02; QĐ 26/2026, Đ.2.3, Phụ lục II).

Nothing here blocks: the words ask the producer to look again, before an officer does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ocop.dossiers.models import Evidence
from ocop.dossiers.queries.assessment import choices_of, chosen_option
from ocop.dossiers.queries.bundle import Filing
from ocop.law.sheets import Criterion
from ocop.producers.models import OrganisationType
from ocop.vietnamese import fold


@dataclass(frozen=True)
class Disagreement:
    """One sentence, and the criterion to which it belongs."""

    sentence: str
    criterion: str
    slight: bool = False


@cache
def _data() -> Mapping[str, Any]:
    text = (files("ocop.filing") / "data" / "agreement.yaml").read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.safe_load(text)
    return data


def disagreements(filing: Filing) -> list[Disagreement]:
    """Return what does not agree, in the order of the form."""
    found = [*_organisation(filing), *(one for row in _data()["ticks"] for one in _tick(filing, row))]
    order = [one.code for one in filing.sheet.scored_criteria]
    return sorted(found, key=lambda one: order.index(one.criterion))


def file_that_seems(filing: Filing, kind: str) -> Evidence | None:
    """Return a file that by its name is this kind of paper, though it was put under another one."""
    words = [f" {fold(one)} " for one in _data()["papers"].get(kind, ())]
    for file in filing.evidence:
        name = _spaced(f"{file.title} {file.original_name}")
        if file.evidence_type != kind and any(one in name for one in words):
            return file
    return None


def _spaced(text: str) -> str:
    folded = "".join(letter if letter.isalnum() else " " for letter in fold(text))
    return f" {' '.join(folded.split())} "


def _answered(filing: Filing, title: str) -> tuple[Criterion, int, int] | None:
    """The answered criterion of a title with its level and its points."""
    criterion = next((one for one in filing.sheet.scored_criteria if one.title == title), None)
    if criterion is None or criterion.code not in filing.scores:
        return None
    option = chosen_option(criterion, choices_of(filing.scores)[criterion.code])
    return (criterion, option.level, option.points) if option else (criterion, 0, 0)


def _organisation(filing: Filing) -> list[Disagreement]:
    rule = _data()["organisation"]
    kind = filing.dossier.producer.organisation_type
    levels, found = rule["levels"].get(kind), _answered(filing, rule["title"])
    if not levels or not found or found[1] == 0 or found[1] in levels:
        return []
    criterion, level, _ = found
    known, said = OrganisationType(kind).label, criterion.options[level - 1].label
    fits = "” hoặc “".join(criterion.options[one - 1].label for one in levels)
    sentence = f"Tiêu chí {criterion.code}: chủ thể đăng ký là {known.lower()} nhưng bạn chọn “{said}”. Mức hợp với {known.lower()}: “{fits}”."
    return [Disagreement(sentence, criterion.code)]


def _tick(filing: Filing, row: Mapping[str, str]) -> list[Disagreement]:
    told, found = filing.saved.get(row["key"]), _answered(filing, row["title"])
    if told is None or not found or bool(told) == bool(found[2]):
        return []
    criterion, _, points = found
    if told:
        sentence = (
            f"Tiêu chí {criterion.code}: bạn ghi đã có {row['words']} nhưng chọn mức 0 điểm. Xem lại kẻo mất điểm."
        )
        return [Disagreement(sentence, criterion.code, slight=True)]
    sentence = f"Tiêu chí {criterion.code}: thông tin chung ghi chưa có {row['words']} nhưng bạn chọn mức {points} điểm. Hãy xem lại một trong hai nơi."
    return [Disagreement(sentence, criterion.code)]
