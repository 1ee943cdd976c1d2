"""Published rows as lines of an import: what may be brought in, and for the rest a sentence that says why not."""

from collections.abc import Iterable

from ocop.recognition.importing.columns import COLUMNS
from ocop.recognition.importing.lines import Line
from ocop.recognition.importing.published.rows import PublishedRow, RowStatus
from ocop.recognition.importing.report import ERROR, WARNING, Finding

CANDIDATE = "Mới là đề nghị hoặc tiềm năng, chưa được công nhận nên không nhập."
BROUGHT_IN = frozenset({RowStatus.RECOGNISED, RowStatus.SUPERSEDED})


def is_list(rows: Iterable[PublishedRow]) -> bool:
    """Whether rows are a list of recognitions: a table without stars is none."""
    return any(row.stars or row.status == RowStatus.CANDIDATE for row in rows)


def lines_of(rows: list[PublishedRow]) -> tuple[list[Line], list[Finding]]:
    """Return the rows to bring in, and a finding for each doubt and for each row left out."""
    lines: list[Line] = []
    findings: list[Finding] = []
    several = len({row.sheet for row in rows}) > 1
    for row in rows:
        sheet = row.sheet or "" if several else ""
        severity = ERROR if row.status == RowStatus.REFUSED else WARNING
        said = [*row.problems, *([CANDIDATE] if row.status == RowStatus.CANDIDATE else [])]
        findings += [Finding(severity, row.row, "", problem, sheet=sheet) for problem in said]
        if row.status in BROUGHT_IN:
            lines.append(Line(row.row, _values(row), sheet))
    return lines, findings


def _values(row: PublishedRow) -> dict[str, str]:
    """The row under the names of the register's layout."""
    printed = row.as_dict() | row.others | {"hamlet_or_address": row.hamlet}
    return {name: str(printed.get(name) or "") for name in COLUMNS}
