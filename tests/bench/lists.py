"""A list of twenty thousand rows: how long the command takes to preview it, to bring it in, to write the register out, and how much memory.

Each step is the command itself in a process of its own, with the units of the country loaded, on the database of the bench. The clock says
what a person waits, CPU time what the machine did; other work on a shared machine only adds to the clock.
"""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import xlsxwriter

PROJECT = Path(__file__).resolve().parents[2]
ROWS = 20_000
HEAD = ("STT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao", "Ngày công nhận", "Số quyết định")
PRODUCTS = "Chè|Mật ong|Bánh tráng|Nước mắm|Muối ớt|Gạo nếp|Cà phê|Miến dong|Giò lụa|Tinh bột nghệ".split("|")
KINDS = ("HTX", "HKD", "Công ty TNHH", "CSSX", "THT")
PLACES = (
    "xã Trường Đông, thị xã Hòa Thành, tỉnh Tây Ninh", "X. Phước Trạch, H. Gò Dầu, T. Tây Ninh", "xã Tân Cương, TP. Thái Nguyên, Thái Nguyên",
    "thị trấn Năm Căn, huyện Năm Căn, Cà Mau", "phường Gia Lộc, TX. Trảng Bàng, tỉnh Tây Ninh", "huyện Đồng Hỷ, Thái Nguyên", "Quảng Ngãi",
)  # fmt: skip


def lists(folder: Path, *, rows: int = ROWS) -> dict[str, Any]:
    """Seconds by the clock and of CPU, and megabytes at most, of a preview, an import and an export of a list."""
    environment = {
        **{name: value for name, value in os.environ.items() if name not in {"OCOP_DATABASE_URL", "DJANGO_SETTINGS_MODULE"}},
        "OCOP_DATA_DIR": str(folder / "lists"),
        "OCOP_DEMO": "1",
    }  # fmt: skip
    (folder / "lists").mkdir()
    for command in (["manage", "migrate", "--verbosity", "0"], ["manage", "load_units"]):
        _run(command, environment)
    book = _written(folder / "lists" / "list.xlsx", rows)
    figures = {
        "preview": _run(["register", "import", str(book), "--dry-run", "--json"], environment),
        "apply": _run(["register", "import", str(book), "--json"], environment),
        "again": _run(["register", "import", str(book), "--json"], environment),
        "export": _run(["register", "export", "--format", "csv"], environment),
        "undo": _run(["register", "undo", "1"], environment),
    }
    return {"rows": rows, **figures}


def _written(path: Path, rows: int) -> Path:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, ["DANH SÁCH SẢN PHẨM OCOP ĐƯỢC CÔNG NHẬN"])
        sheet.write_row(1, 0, HEAD)
        for number in range(1, rows + 1):
            producer = f"{KINDS[number % len(KINDS)]} {number % 4000}"
            product = f"{PRODUCTS[number % len(PRODUCTS)]} số {number}"
            day = f"{1 + number % 28}/{1 + number % 12}/{2021 + number % 5}"
            place = PLACES[number % len(PLACES)]
            sheet.write_row(
                number + 1,
                0,
                [number, product, producer, place, f"{3 + number % 2} sao", day, f"{number % 400}/QĐ-UBND"],
            )
    return path


def _run(command: list[str], environment: dict[str, str]) -> dict[str, float]:
    """Run a command; exit status 1 means that rows were refused. Raises ``RuntimeError`` for any other failure."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    timed = [sys.executable, "-c", CHILD, *command]
    done = subprocess.run(
        timed, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = done.stderr.decode().strip().splitlines()
    if done.returncode not in {0, 1} or not said or not said[-1].startswith("PEAK "):
        raise RuntimeError(f"{command}: {said[-5:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "seconds": round(time.perf_counter() - began, 1),
        "cpu_seconds": round(cpu, 1),
        "megabytes": int(said[-1].split()[1]),
    }


CHILD = """
import resource, sys
from ocop.cli.main import main
status = 0
try:
    main()
except SystemExit as end:
    status = end.code
print("PEAK", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)
sys.exit(status)
"""
