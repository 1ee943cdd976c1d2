"""Run `score` or `tally` over a file of lines."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from ocop.cli.lines import Answerer, answer_lines, opened, progress_bar
from ocop.law.governing import Law, law_under
from ocop.law.regimes import UnknownRegimeError, regime_on
from ocop.law.sheets import SET_NUMBERS, UnknownSheetError

USAGE_ERROR = 2


def _score(law: Law) -> Answerer:
    from ocop.cli.score_lines import ScoreLines

    return ScoreLines(law)


def _tally(law: Law) -> Answerer:
    from ocop.cli.tally_lines import TallyLines

    return TallyLines(law)


ANSWERERS: dict[str, Callable[[Law], Answerer]] = {"score": _score, "tally": _tally}


def regime_today() -> str:
    """Return the code of the regime in force on the person's own day."""
    return regime_on(_today()).code


def _today() -> date:
    return date.today()  # noqa: DTZ011 – a command has the clock of the machine it runs on


def law_asked_for(regime: str) -> Law:
    """Return the law a command works by: a regime named, else the one in force; sheets and settings as they are today.

    Raises UnknownSheetError for a regime without sheets.
    """
    try:
        law = law_under(regime or regime_today(), _today())
    except UnknownRegimeError as fault:
        raise UnknownSheetError(f"Không có bộ phiếu chấm điểm cho chế độ {regime}.") from fault
    law.sheet_in_force(SET_NUMBERS[0])
    return law


def answer_file(command: str, file: str, regime: str) -> int:
    """Answer every line of a file; return the exit status: 0, 1 with faulty lines, 2 when nothing could be read."""
    try:
        law = law_asked_for(regime)
        with opened(Path(file)) as source, progress_bar(command) as progress:
            fine = answer_lines(source, sys.stdout.buffer, ANSWERERS[command](law), progress)
    except UnknownSheetError as fault:
        sys.stderr.write(f"{fault}\n")
        return USAGE_ERROR
    except OSError as fault:
        if isinstance(fault, BrokenPipeError):
            raise
        missing = isinstance(fault, FileNotFoundError)
        sys.stderr.write(f"{'Không tìm thấy' if missing else 'Không đọc được'} tệp {file}.\n")
        return USAGE_ERROR
    return 0 if fine else 1
