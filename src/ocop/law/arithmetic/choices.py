"""Check the choices of a sheet: known criteria, printed levels, one level each (AMB-12: only printed values)."""

from collections.abc import Mapping
from typing import Any

from ocop.law.sheets import Criterion, IncompleteSheetError, Option, Sheet

Choices = Mapping[str, Any]

CASE_KEYS = frozenset({"case", "level"})


class InvalidChoicesError(ValueError):
    """The choices do not fit the sheet; `errors` holds one sentence per fault."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__(" ".join(errors))
        self.errors = tuple(errors)


def check_choices(sheet: Sheet, choices: object) -> list[str]:
    """Return one Vietnamese sentence per fault in the choices, in the order they were given; empty when all is well.

    Raises IncompleteSheetError for a sheet that is known only in part.
    """
    refuse_incomplete(sheet)
    if not isinstance(choices, Mapping):
        return [f"Các lựa chọn phải là một danh sách tiêu chí và mức, không phải {described(choices)}."]
    return [error for code, choice in choices.items() if (error := _fault(sheet, code, choice))]


def require_valid(sheet: Sheet, choices: object) -> None:
    """Raise InvalidChoicesError when the choices do not fit the sheet."""
    if errors := check_choices(sheet, choices):
        raise InvalidChoicesError(errors)


def refuse_incomplete(sheet: Sheet) -> None:
    """Raise IncompleteSheetError when the sheet is known only in part."""
    if not sheet.complete:
        raise IncompleteSheetError(
            f"Bộ {sheet.number} ({sheet.provenance.instrument}) không dùng để chấm điểm: {sheet.incomplete_reason}."
        )


def without_zero(choices: Choices) -> dict[str, Any]:
    """Return the choices without the explicit zeros (AMB-01: no_level_met is kept as 0 where a sheet is filled in)."""
    return {code: choice for code, choice in choices.items() if not is_zero(choice)}


def is_zero(choice: Any) -> bool:
    """Tell whether a choice is the explicit zero "no level met": the whole number 0 and nothing that equals it."""
    level = _level(choice)
    return type(level) is int and level == 0


def chosen_level(choice: Any) -> int | None:
    """Return the level of a choice that was checked before, None when nothing is ticked."""
    level: int | None = _level(choice)
    return level


def chosen_case(choice: Any) -> str | None:
    """Return the case of a choice that was checked before, None for a plain level."""
    return choice["case"] if isinstance(choice, Mapping) else None


def chosen_option(criterion: Criterion, choices: Choices) -> Option | None:
    """Return the level chosen for a criterion, None when nothing is ticked."""
    choice = choices.get(criterion.code)
    if choice is None:
        return None
    level: int = _level(choice)
    return criterion.options_of(chosen_case(choice))[level - 1]


def described(value: object) -> str:
    """Name a wrong value in words a person understands."""
    if isinstance(value, bool):
        return "giá trị đúng/sai"
    if isinstance(value, str):
        return f"chữ “{value}”"
    if isinstance(value, (int, float)):
        return f"số {value}"
    if isinstance(value, Mapping):
        return "một nhóm giá trị"
    if isinstance(value, (list, tuple)):
        return "một danh sách"
    return "giá trị trống" if value is None else f"số {value}"


def _level(choice: Any) -> Any:
    return choice.get("level") if isinstance(choice, Mapping) else choice


def _fault(sheet: Sheet, code: object, choice: object) -> str | None:
    if not isinstance(code, str) or not sheet.has(code):
        return f"Bộ {sheet.number} không có tiêu chí {code}."
    criterion = sheet.criterion(code)
    if isinstance(choice, (list, tuple)):
        return f"Tiêu chí {code}: chỉ được chọn một mức, không phải nhiều mức."
    if criterion.kind == "alternatives":
        return _case_fault(criterion, choice)
    if isinstance(choice, Mapping):
        return f"Tiêu chí {code}: không chia trường hợp, chỉ cần ghi mức."
    return _level_fault(criterion, criterion.options, choice)


def _case_fault(criterion: Criterion, choice: object) -> str | None:
    names = ", ".join(case.code for case in criterion.cases)
    if not isinstance(choice, Mapping) or "case" not in choice:
        return f"Tiêu chí {criterion.code}: phải chọn trường hợp ({names}) rồi mới chọn mức."
    if unknown := [str(key) for key in choice if key not in CASE_KEYS]:
        return f"Tiêu chí {criterion.code}: không hiểu mục {', '.join(unknown)}."
    case = choice["case"]
    ladder = criterion.options_of(case) if isinstance(case, str) else ()
    if not ladder:
        return f"Tiêu chí {criterion.code}: trường hợp phải là một trong {names}, không phải {described(case)}."
    if "level" not in choice:
        return f"Tiêu chí {criterion.code}: thiếu mức của trường hợp {case}."
    return _level_fault(criterion, ladder, choice["level"])


def _level_fault(criterion: Criterion, ladder: tuple[Option, ...], level: object) -> str | None:
    if isinstance(level, (list, tuple)):
        return f"Tiêu chí {criterion.code}: chỉ được chọn một mức, không phải nhiều mức."
    if isinstance(level, bool) or not isinstance(level, int):
        return f"Tiêu chí {criterion.code}: mức phải là số nguyên, không phải {described(level)}."
    if not 1 <= level <= len(ladder):
        return f"Tiêu chí {criterion.code}: mức {level} không có, chỉ có mức 1 đến {len(ladder)}."
    return None
