"""Tables for people at a terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ocop.law.checking import SheetCheck
from ocop.law.sheets import Criterion, Sheet

PIPED_WIDTH = 120


def _console() -> Console:
    console = Console()
    return console if console.is_terminal else Console(width=PIPED_WIDTH)


def print_checks(regime: str, checks: list[SheetCheck]) -> None:
    """Print one row per sheet and a sentence at the end."""
    table = Table(title=f"{regime}: {checks[0].sheet.provenance.instrument}", title_justify="left")
    for name in ("Bộ", "Tiêu chí", "Mức", "A/B/C", "Dấu 3/4/5", "Khớp"):
        table.add_column(name, justify="right")
    table.add_column("Kết quả")
    for one in checks:
        result = "; ".join(one.faults) or (
            f"không chấm: {one.sheet.incomplete_reason}" if not one.sheet.complete else "đạt"
        )
        matches = {True: "có", False: "không", None: "–"}[one.matches]
        parts, marks = "/".join(map(str, one.parts)), "/".join(map(str, one.marks))
        name = f"{one.sheet.number} v{one.sheet.version}" if one.sheet.version > 1 else str(one.sheet.number)
        table.add_row(name, str(one.criteria), str(one.levels), parts, marks, matches, Text(result))
    console = _console()
    console.print(table)
    criteria, levels = sum(one.criteria for one in checks), sum(one.levels for one in checks)
    faulty = sum(bool(one.faults) for one in checks)
    console.print(f"{len(checks)} bộ, {criteria} tiêu chí, {levels} mức; {faulty} bộ có lỗi.")


def print_sheet(sheet: Sheet, *, english: bool) -> None:
    """Print a sheet with its provenance."""
    console = _console()
    source = sheet.provenance
    title = sheet.title_en if english else sheet.title
    table = Table(title=f"{sheet.number}. {title} ({source.instrument}, {sheet.regime})", title_justify="left")
    for name, justify in (("Mã", "left"), ("Nội dung", "left"), ("Mức", "right"), ("Điểm", "right"), ("Sao", "left")):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    for part in sheet.parts:
        name = part.title_en if english else part.title
        table.add_row(part.code, Text(name.upper(), style="bold"), "", str(part.max_points), "", end_section=True)
        for section in part.sections:
            for heading in section.criteria:
                for criterion in heading.leaves():
                    _add_criterion(table, criterion, english=english)
    console.print(table)
    for rule in sheet.rejection_rules:
        place = f" ({rule.criterion})" if rule.criterion else ""
        console.print(Text(f"• {rule.label_en if english else rule.label}{place}"))
    high = [one.id for one in source.discrepancies if one.severity == "high"]
    console.print(Text(f"Nguồn: {source.source}; mức tin cậy {sheet.grade}. {source.check}."), style="dim")
    if high:
        console.print(Text(f"Cần đối chiếu: {', '.join(high)}."), style="dim")
    if not sheet.complete:
        console.print(Text(f"Không dùng để chấm điểm: {sheet.incomplete_reason}."), style="bold")


def _add_criterion(table: Table, criterion: Criterion, *, english: bool) -> None:
    title = criterion.title_en if english else criterion.title
    table.add_row(Text(criterion.code, style="bold"), Text(title, style="bold"), "", str(criterion.max_points), "")
    ladders = [(one.label_en if english else one.label, one.options, one.code) for one in criterion.cases]
    for label, ladder, case in ladders or [("", criterion.options, "")]:
        if case:
            table.add_row("", Text(f"{case}) {label}", style="italic"), "", "", "")
        for option in ladder:
            words = option.label_en if english else option.label
            table.add_row("", Text(words), str(option.level), str(option.points), "★" * (option.star_gate or 0))
    table.add_section()
