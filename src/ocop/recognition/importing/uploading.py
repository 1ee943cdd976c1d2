"""What an office does with a list on the pages: send it, say what its columns mean, answer doubtful lines, have it checked and brought in."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from django.db import transaction

from ocop.files import storing
from ocop.jobs.models import Job
from ocop.jobs.operations import start_job
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.verdicts import insist
from ocop.recognition.importing.headings import ROLES, Heading, headings_of
from ocop.recognition.importing.published.grid import TooManyError
from ocop.recognition.importing.published.heads import NOTHING, PRODUCT
from ocop.recognition.importing.reading import DIVIDE, LARGEST_FILE, TOO_LARGE, FileRefusedError, open_list
from ocop.recognition.importing.rules import may_apply, may_upload
from ocop.recognition.importing.upload_queries import APPLY, CHECK, columns_remembered, province_of_office
from ocop.recognition.importing.wishes import Answer
from ocop.recognition.models import LineOutcome, UploadedList
from ocop.vietnamese import nfc

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from ocop.people.models import UserAccount

FOLDER = "lists"
LONGEST_NAME = 255
FROM_HERE = ".json"  # what this system writes: read from the command line
NOT_A_KIND = "Hãy gửi danh sách dưới dạng .xlsx hoặc .csv."
TOO_WIDE = "Danh sách có quá nhiều cột. Hãy xóa các cột thừa rồi gửi lại."
SHARED = frozenset({NOTHING, "number", "note"})  # may be said of several columns


@transaction.atomic
def take_list(file: "UploadedFile[Any]", *, by: "UserAccount", at: datetime) -> UploadedList:
    """Keep a list that was sent, with what its columns seem to mean; raises ``DomainError`` with one sentence for a file that is none."""
    insist(may_upload(by))
    unit = province_of_office(by)
    if (file.size or 0) > LARGEST_FILE:
        raise DomainError(f"{TOO_LARGE} {DIVIDE}", field="file")
    source = cast("BinaryIO", file.file)
    sha256 = hashlib.sha256(file.read()).hexdigest()
    name = nfc(file.name or "danh-sach")[-LONGEST_NAME:]
    if name.lower().endswith(FROM_HERE):
        raise DomainError(NOT_A_KIND, field="file")
    path = storing.keep_sent(source, sha256, FOLDER)
    try:
        _, _, grids, _ = open_list(path, name)
        headings = headings_of(grids, columns_remembered(unit))
    except (FileRefusedError, TooManyError) as refused:
        if not UploadedList.objects.filter(sha256=sha256).exists():
            storing.drop(sha256, FOLDER)
        raise DomainError(_why(refused), field="file") from None
    if not headings:
        raise DomainError("Không tìm thấy dòng tên cột trong tệp. Hãy thêm dòng tên cột phía trên bảng.", field="file")
    kept = UploadedList(unit=unit, uploaded_by=by, uploaded_at=at, file_name=name, sha256=sha256)
    kept.headings = [one.as_dict() for one in headings]
    kept.save()
    record("list_uploaded", kept, by=by, at=at, unit_path=path_of(kept), details={"sha256": sha256})
    return kept


def _why(refused: FileRefusedError | TooManyError) -> str:
    if isinstance(refused, TooManyError):
        return TOO_WIDE
    return f"{refused.finding.message} {refused.finding.advice}".strip()


@transaction.atomic
def choose_columns(upload: UploadedList, roles: Sequence[str], *, by: "UserAccount", at: datetime) -> Job:
    """Keep what the columns mean, in the order of the headings, and have the list checked.

    Raises ``DomainError`` when no column names the product, or two columns of a sheet would mean the same.
    """
    locked = UploadedList.objects.select_for_update(no_key=True, of=("self",)).get(pk=upload.pk)
    headings = [replace(Heading(**one), role=role) for one, role in zip(locked.headings, roles, strict=True)]
    if not any(one.role == PRODUCT for one in headings):
        raise DomainError("Hãy chỉ ra cột ghi tên sản phẩm.")
    _refuse_twice(headings)
    locked.headings = [one.as_dict() for one in headings]
    locked.save(update_fields=["headings"])
    return _check(locked, by=by, at=at)


def _refuse_twice(headings: Sequence[Heading]) -> None:
    """A role that a person chose may stand in no other column of the sheet; of what the words say, the first column is read."""
    for one in headings:
        same = [other for other in headings if other.sheet == one.sheet and other.role == one.role and other is not one]
        if one.role != one.proposed and one.role not in SHARED and same:
            where = f" của trang “{one.sheet}”" if one.sheet else ""
            raise DomainError(f"Ô {one.cell} và ô {same[0].cell}{where} cùng được chọn là “{ROLES[one.role]}”.")


@transaction.atomic
def answer_lines(
    upload: UploadedList, numbers: Collection[int], answer: Answer, *, by: "UserAccount", at: datetime
) -> Job:
    """Say of doubtful lines, all at once, whether they are known; the list is checked again with the answers."""
    locked = UploadedList.objects.select_for_update(no_key=True, of=("self",)).get(pk=upload.pk)
    held = locked.lines.filter(pk__in=numbers, outcome=LineOutcome.HELD)
    keys = [line_key(sheet, row) for sheet, row in held.values_list("sheet", "row")]
    if not keys:
        raise DomainError("Hãy đánh dấu ít nhất một dòng đang chờ.")
    locked.answers = {**locked.answers, **dict.fromkeys(keys, answer.value)}
    return _answered(locked, {"answer": answer.value, "lines": len(keys)}, by=by, at=at)


@transaction.atomic
def forget_answers(upload: UploadedList, *, by: "UserAccount", at: datetime) -> Job:
    """Take every answer about doubtful lines back; they wait again."""
    locked = UploadedList.objects.select_for_update(no_key=True, of=("self",)).get(pk=upload.pk)
    locked.answers = {}
    return _answered(locked, {"answer": "", "lines": 0}, by=by, at=at)


def apply_list(upload: UploadedList, *, by: "UserAccount", at: datetime) -> Job:
    """Have a checked list brought in; raises ``DomainError`` when it is not checked, or stands in the register already."""
    insist(may_apply(upload))
    return start_job(APPLY, parameters={"upload": upload.pk}, unit_path=path_of(upload), by=by, at=at)


def path_of(upload: UploadedList) -> str:
    """The path of the province of a list; empty for the whole country."""
    return upload.unit.path if upload.unit else ""


def line_key(sheet: str, row: int) -> str:
    """How a line is named among the answers."""
    return f"{sheet}|{row}"


def _answered(upload: UploadedList, details: Mapping[str, Any], *, by: "UserAccount", at: datetime) -> Job:
    upload.save(update_fields=["answers"])
    record("list_answered", upload, by=by, at=at, unit_path=path_of(upload), details=details)
    return _check(upload, by=by, at=at)


def _check(upload: UploadedList, *, by: "UserAccount", at: datetime) -> Job:
    return start_job(CHECK, parameters={"upload": upload.pk}, unit_path=path_of(upload), by=by, at=at)
