"""Read sheet files into frozen objects and refuse files that contradict themselves.

Every sum printed in a sheet is checked while it is read (Đ.3.1: parts add up to 100), so that an edited file
that does not add up is refused with the place of the fault instead of scoring wrongly.
"""

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Any

from ocop.law.correcting import corrects_words, with_corrected_words
from ocop.law.files import data_file, files_in, kept, read_yaml
from ocop.law.reading import Named, RecordError, read
from ocop.law.regimes import UnknownRegimeError, get_regime
from ocop.law.sheets import (
    SET_NUMBERS,
    Case,
    Criterion,
    Option,
    Part,
    RejectionRule,
    Section,
    Sheet,
    UnknownSheetError,
)

Data = Mapping[str, Any]


class SheetFileError(ValueError):
    """A sheet file contradicts itself; the message names the place."""


@kept
def read_rules(regime: str) -> Data:
    """Read the labels of the rules and notes of a regime; those of a corrected sheet stand in `rules-v2.yaml` and so on."""
    rules: dict[str, Any] = {}
    folder = sheets_folder(regime)
    for file in files_in(folder, ".yaml"):
        if file.name.startswith("rules"):
            added = read_yaml(file)
            if twice := rules.keys() & added.keys():
                raise SheetFileError(f"{folder}/{file.name} ghi lại {', '.join(sorted(twice))}.")
            rules |= added
    return rules


def read_sheet(regime: str, number: int, version: int) -> Sheet:
    """Read one version of a sheet; UnknownSheetError when it does not exist."""
    file = _sheet_file(regime, number, version)
    if not file.is_file():
        raise UnknownSheetError(f"Bộ {number} ({regime}) không có phiên bản {version}.")
    try:
        sheet = build_sheet(_content(regime, number, version), read_rules(regime))
    except RecordError as fault:
        raise SheetFileError(f"{file.name}: {fault}") from fault
    if (sheet.number, sheet.version) != (number, version):
        raise SheetFileError(f"{file.name} ghi bộ {sheet.number}, phiên bản {sheet.version}.")
    return sheet


def _content(regime: str, number: int, version: int) -> Data:
    """What a sheet file says, in full: a correction of words stands on the version that it names."""
    data: Data = read_yaml(_sheet_file(regime, number, version))
    if not corrects_words(data):
        return data
    return with_corrected_words(_content(regime, number, _version_before(data, version)), data)


def numbers_version(regime: str, number: int, version: int) -> int:
    """Return the version whose numbers a version has: its own, or where it only corrects words that of the sheet it stands on."""
    data = read_yaml(_sheet_file(regime, number, version))
    return numbers_version(regime, number, _version_before(data, version)) if corrects_words(data) else version


def _version_before(data: Data, version: int) -> int:
    """The version that a correction of words names; RecordError when it is not an earlier one."""
    earlier = data["words_of"]
    if not isinstance(earlier, int) or not 1 <= earlier < version:
        raise RecordError(f"words_of: không nhận {earlier!r}")
    return earlier


def sheet_versions(regime: str, number: int) -> range:
    """Return the versions of a sheet that the folder holds; UnknownSheetError when the sheet does not exist."""
    version = 0
    while _sheet_file(regime, number, version + 1).is_file():
        version += 1
    if not version:
        raise UnknownSheetError(f"Chế độ {regime} không có bộ tiêu chí số {number}.")
    return range(1, version + 1)


@kept
def sheets_owner(regime: str) -> str:
    """Return the regime whose sheets a regime scores with, mostly its own; UnknownSheetError for a regime without sheets."""
    try:
        code = get_regime(regime).sheets
    except UnknownRegimeError:
        code = None
    if code is None:
        raise UnknownSheetError(f"Không có bộ phiếu chấm điểm cho chế độ {regime}.")
    if get_regime(code).bands != get_regime(regime).bands:
        raise SheetFileError(f"Chế độ {regime} dùng bộ phiếu của {code} nên phải có cùng khung điểm.")
    return code


def sheets_folder(regime: str) -> str:
    """Return the folder that holds the sheets of a regime; UnknownSheetError for a regime without sheets."""
    return sheets_owner(regime).lower()


def _sheet_file(regime: str, number: int, version: int) -> Traversable:
    """The first version is `sheet-11.yaml`, a correction `sheet-11-v2.yaml`."""
    folder = sheets_folder(regime)
    if number not in SET_NUMBERS:
        raise UnknownSheetError(f"Không có bộ tiêu chí số {number}.")
    suffix = f"-v{version}" if version > 1 else ""
    return data_file(folder, f"sheet-{number:02d}{suffix}.yaml")


def build_sheet(data: Data, labels: Data) -> Sheet:
    """Build a sheet from the content of a sheet file; SheetFileError when it contradicts itself."""
    sheet = read(
        Sheet,
        data,
        parts=tuple(_part(part, labels) for part in data["parts"]),
        rejection_rules=tuple(
            read(RejectionRule, row, **_words(labels[row["code"]])) for row in data["rejection_rules"]
        ),
        notes=_notes(data["notes"], labels),
    )
    faults = sheet_faults(sheet)
    if sheet.complete and faults:
        raise SheetFileError(f"{sheet.regime}, bộ {sheet.number}: " + "; ".join(faults))
    return sheet


def _part(data: Data, labels: Data) -> Part:
    return read(Part, data, sections=tuple(_section(one, data["code"], labels) for one in data["sections"]))


def _section(data: Data, part_code: str, labels: Data) -> Section:
    criteria = tuple(_criterion(one, part_code, data["code"], labels) for one in data["criteria"])
    return read(Section, data, criteria=criteria)


def _criterion(data: Data, part_code: str, section_code: str, labels: Data) -> Criterion:
    return read(
        Criterion,
        data,
        options=_options(data.get("options", ())),
        cases=tuple(read(Case, one, options=_options(one["options"])) for one in data.get("cases", ())),
        criteria=tuple(_criterion(one, part_code, section_code, labels) for one in data.get("criteria", ())),
        notes=_notes(data.get("notes", ()), labels),
        zero_level_printed=data.get("zero_level") == "printed",
        part_code=part_code,
        section_code=section_code,
    )


def _options(rows: Any) -> tuple[Option, ...]:
    return tuple(read(Option, {"en": row["vi"], **row}, level=level) for level, row in enumerate(rows, start=1))


def _notes(codes: Any, labels: Data) -> tuple[Named, ...]:
    return tuple(Named(code=code, **_words(labels[code])) for code in codes)


def _words(row: Data) -> dict[str, str]:
    return {"label": row["vi"], "label_en": row["en"]}


def sheet_faults(sheet: Sheet) -> list[str]:
    """List every sum, ladder or mark of a sheet that contradicts the rest of it."""
    faults = [fault for criterion in sheet.scored_criteria for fault in _ladder_faults(criterion)]
    for part in sheet.parts:
        faults += _sum_fault(f"phần {part.code}", part.max_points, [one.max_points for one in part.sections])
        for section in part.sections:
            points = [one.max_points for one in section.criteria]
            faults += _sum_fault(f"mục {section.code}", section.max_points, points)
            for heading in section.criteria:
                if heading.kind == "sum":
                    points = [one.max_points for one in heading.criteria]
                    faults += _sum_fault(f"tiêu chí {heading.code}", heading.max_points, points)
    faults += _sum_fault("tổng số điểm", 100, [part.max_points for part in sheet.parts])
    if len({criterion.code for criterion in sheet.scored_criteria}) != len(sheet.scored_criteria):
        faults.append("có mã tiêu chí bị trùng")
    return faults


def _sum_fault(place: str, printed: int, points: list[int]) -> list[str]:
    return [] if sum(points) == printed else [f"{place}: cộng được {sum(points)}, ghi {printed}"]


def _ladder_faults(criterion: Criterion) -> list[str]:
    faults = []
    for ladder in [case.options for case in criterion.cases] or [criterion.options]:
        points = [option.points for option in ladder]
        marks = [option.star_gate for option in ladder if option.star_gate]
        if points != sorted(points) or max(points) != criterion.max_points or min(points) < 0:
            faults.append(
                f"tiêu chí {criterion.code}: thang điểm {points} không hợp với mức tối đa {criterion.max_points}"
            )
        if marks != sorted(set(marks)):
            faults.append(f"tiêu chí {criterion.code}: dấu sao {marks} không tăng dần")
        if criterion.cases and marks:
            faults.append(f"tiêu chí {criterion.code}: dấu sao trong trường hợp lựa chọn chưa được hỗ trợ")
    return faults
