"""What an import found and did, for people (text), for programs (JSON) and for the batch that keeps it."""

from dataclasses import asdict, dataclass, field
from typing import Any

from ocop.recognition.importing.columns import column_words

ERROR, WARNING = "error", "warning"
DOUBT = "doubt"  # the line waits for a person
CLEAN, LINES_REFUSED, FILE_REFUSED = 0, 1, 2
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person should know: where it stands, what is wrong and what to do. Line 0 speaks of the whole file."""

    severity: str
    line: int
    column: str
    message: str
    advice: str = ""

    def as_text(self) -> str:
        """Return one sentence with its place."""
        where = (
            f"Dòng {self.line}" + (f", cột {column_words(self.column)}" if self.column else "")
            if self.line
            else "Cả tệp"
        )
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

    @property
    def errors(self) -> list[Finding]:
        """Findings for which a line, or the file, was refused."""
        return [one for one in self.findings if one.severity == ERROR]

    @property
    def exit_code(self) -> int:
        """0: every line was taken or known; 1: some lines were refused or wait for a person; 2: the file was refused."""
        if any(one.line == 0 for one in self.errors):
            return FILE_REFUSED
        return LINES_REFUSED if self.errors or self.doubtful else CLEAN

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain data for JSON; keys of objects are text."""
        plain = asdict(self)
        plain["by_star"] = {str(star): count for star, count in sorted(self.by_star.items())}
        return {**plain, "exit_code": self.exit_code}

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
