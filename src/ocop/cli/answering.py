"""Run `score` or `tally` over a file of lines."""

import sys
from collections.abc import Callable
from pathlib import Path

from ocop.cli.lines import Answerer, answer_lines, opened, progress_bar
from ocop.law.sheets import SET_NUMBERS, UnknownSheetError
from ocop.law.shelf import get_sheet

USAGE_ERROR = 2


def _score(regime: str) -> Answerer:
    from ocop.cli.score_lines import ScoreLines

    return ScoreLines(regime)


def _tally(regime: str) -> Answerer:
    from ocop.cli.tally_lines import TallyLines

    return TallyLines(regime)


ANSWERERS: dict[str, Callable[[str], Answerer]] = {"score": _score, "tally": _tally}


def answer_file(command: str, file: str, regime: str) -> int:
    """Answer every line of a file; return the exit status: 0, 1 with faulty lines, 2 when nothing could be read."""
    try:
        get_sheet(regime, SET_NUMBERS[0])
        with opened(Path(file)) as source, progress_bar(command) as progress:
            fine = answer_lines(source, sys.stdout.buffer, ANSWERERS[command](regime), progress)
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
