"""What an import found and did, for people (text), for programs (JSON) and for the batch that keeps it."""

from dataclasses import dataclass, field
from typing import Any

from ocop.recognition.importing.columns import column_words
from ocop.recognition.importing.published.rows import PublishedRow, RowStatus, counts
from ocop.recognition.importing.wishes import LineKey
from ocop.recognition.models import LineOutcome

ERROR, WARNING = "error", "warning"
DOUBT = "doubt"  # the line waits for a person
CLEAN, LINES_REFUSED, FILE_REFUSED = 0, 1, 2
MOST_SHOWN = 200
TAKEN = frozenset({RowStatus.RECOGNISED, RowStatus.SUPERSEDED})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person should know: where it stands, what is wrong and what to do. Line 0 speaks of the whole file."""

    severity: str
    line: int
    column: str
    message: str
    advice: str = ""
    sheet: str = ""  # where a list has several

    def as_text(self) -> str:
        """Return one sentence with its place."""
        where = (
            f"Dòng {self.line}" + (f", cột {column_words(self.column)}" if self.column else "")
            if self.line
            else "Cả tệp"
        ) + (f", trang “{self.sheet}”" if self.sheet else "")
        kind = {ERROR: "LỖI", DOUBT: "CHỜ NGƯỜI XEM"}.get(self.severity, "Lưu ý")
        return f"{kind} – {where}: {self.message}" + (f" {self.advice}" if self.advice else "")


@dataclass(slots=True)
class ImportReport:
    """The result of one import; the same numbers whether it was a trial or not."""

    file_name: str
    sha256: str = ""
    dry_run: bool = False
    rows: int = 0
    created: int = 0  # certificates
    unchanged: int = 0
    completed: int = 0  # certificates to which a fuller line added something
    doubtful: int = 0  # lines that may be about a known certificate: left out until a person decides
    refused: int = 0
    producers: int = 0
    products: int = 0
    superseded: int = 0
    placed: int = 0
    waiting: int = 0  # products whose commune a person must decide
    by_star: dict[int, int] = field(default_factory=dict)
    by_province: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    batch: int | None = None  # the import that was kept, by which it is undone; None where nothing was written
    listed: list[PublishedRow] = field(default_factory=list)  # every row of the list
    skipped: int = 0
    outcomes: dict[LineKey, LineOutcome] = field(default_factory=dict)  # what happens with each line that was checked

    def mark(self, sheet: str, row: int, outcome: LineOutcome) -> None:
        """Note what happens with a line; what was said last holds."""
        self.outcomes[sheet, row] = outcome

    @property
    def errors(self) -> list[Finding]:
        """Findings for which a line, or the file, was refused."""
        return [one for one in self.findings if one.severity == ERROR]

    @property
    def exit_code(self) -> int:
        """0: every line was taken or known; 1: some lines were refused or wait for a person; 2: the file was refused."""
        if any(one.line == 0 for one in self.errors):
            return FILE_REFUSED
        refused = any(row.status == RowStatus.REFUSED for row in self.listed)
        return LINES_REFUSED if self.errors or self.doubtful or refused else CLEAN

    def judge(self) -> None:
        """Tell each row of the list what the import said of it: what was refused, what waits, what is doubtful."""
        several = len({row.sheet for row in self.listed}) > 1
        rows = {(row.sheet if several else None, row.row): row for row in self.listed}
        for one in self.findings:
            row = rows.get((one.sheet or None, one.line))
            if row is None:
                continue
            if one.severity in {ERROR, DOUBT} and row.status in TAKEN:
                row.status = RowStatus.REFUSED
            if one.message not in row.problems and row.status in {*TAKEN, RowStatus.REFUSED}:
                row.problems.append(one.message)

    def as_rows(self) -> dict[str, Any]:
        """Return the rows of the list and how many have each status, in the published format."""
        numbers = counts(self.listed, self.skipped)
        return {"rows": [row.as_dict() for row in self.listed], "summary": {**numbers, "batch": self.batch}}

    def about_file(self) -> list[str]:
        """Return what concerns no single row: the file was refused, a sheet was not read."""
        return [one.as_text() for one in self.findings if one.line == 0]

    def as_text(self) -> str:
        """Return the report for a terminal."""
        head = f"{self.file_name}: {self.rows} dòng" + (" (chạy thử, chưa ghi gì)" if self.dry_run else "")
        numbers = (
            f"  chứng nhận mới {self.created} · đã có {self.unchanged} · được bổ sung {self.completed} · "
            f"không nhận {self.refused} · chờ người xem {self.doubtful}\n"
            f"  chủ thể mới {self.producers} · sản phẩm mới {self.products} · giấy cũ được thay {self.superseded}\n"
            f"  xác định được xã {self.placed} · chờ người xác định {self.waiting}"
        )
        lines = [head, numbers, *(one.as_text() for one in self.findings[:MOST_SHOWN])]
        if len(self.findings) > MOST_SHOWN:
            lines.append(f"… và {len(self.findings) - MOST_SHOWN} lưu ý khác (xem bản JSON).")
        return "\n".join(lines)
