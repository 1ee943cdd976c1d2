"""Documents with active content: whatever acts or calls out is refused with its kind and a way out; what only looks alike is taken."""

import re
from pathlib import Path
from typing import Any

import pytest

from ocop.files.judging import judge_evidence
from ocop.files.refusing import RefusedFileError

from . import active_files as make

CASES = Path(__file__).resolve().parents[5] / "shared" / "cases"
REFUSED = [
    *((label, "a.pdf", build, says, "In → Lưu thành PDF") for label, build, says in make.ACTING_PDF),
    *((label, "a.docx", build, says, "Lưu thành (Save As) PDF") for label, build, says in make.ACTING_OFFICE),
]
TAKEN = [*make.QUIET_PDF, *make.QUIET_OFFICE]


@pytest.mark.parametrize("row", REFUSED, ids=[f"{row[1][2:]}: {row[0]}" for row in REFUSED])
def test_what_acts_or_calls_out_is_refused_with_the_way_to_save_the_file_without_it(row: Any) -> None:
    _, name, build, says, way_out = row
    with pytest.raises(RefusedFileError) as refusal:
        judge_evidence(build(), name)
    assert re.search(says, refusal.value.sentence)
    assert way_out in refusal.value.sentence


@pytest.mark.parametrize("row", TAKEN, ids=[row[0] for row in TAKEN])
def test_what_only_looks_alike_is_taken(row: tuple[str, make.Build]) -> None:
    judge_evidence(row[1](), "a")


@pytest.mark.skipif(not CASES.exists(), reason="compares with the cases beside the project")
@pytest.mark.parametrize(
    "name",
    ["owner-locked-aes128.pdf", "owner-locked-aes256.pdf", "pdf-with-bom-before-header.pdf", "word-online-document2.docx"],
)  # fmt: skip
def test_papers_that_people_have_are_taken(name: str) -> None:
    judge_evidence((CASES / name).read_bytes(), name)
