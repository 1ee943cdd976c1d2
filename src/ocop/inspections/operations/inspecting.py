"""An inspection from the plan to the follow-up (QĐ 26/2026, Đ.9): plan, start, record, explain, conclude, look again."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone

from ocop.files import storing
from ocop.files.examining import CleanPicture, examine_picture
from ocop.inspections import supervision as may
from ocop.inspections.models import (
    Inspection,
    InspectionConclusion,
    InspectionKind,
    InspectionPhoto,
    InspectionState,
)
from ocop.inspections.queries.inspections import PHOTOS
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.notices.operations import notify
from ocop.people.models import Role, UserAccount
from ocop.people.queries.holders import holders_of
from ocop.producers.queries import on_behalf_of, people_of
from ocop.recognition.models import Certificate
from ocop.recognition.queries.proof import with_proof
from ocop.vietnamese import format_date, nfc

S = InspectionState


@one_winner()
def plan_inspection(
    certificate: Certificate, *, kind: str, planned_on: date, team: str, by: UserAccount, at: datetime
) -> Inspection:
    """Put a product into the plan; the same plan again returns the first. A periodic check is told to producer and commune.

    Raises ``DomainError`` with the field when the person may not, one is open already, or day or team are missing or wrong.
    """
    today, words = timezone.localdate(at), nfc(team).strip()
    rows = with_proof(Certificate.objects.filter(pk=certificate.pk)).select_related("product__producer")
    locked = rows.select_for_update(of=("self",), no_key=True).get()
    role = may.leading_role(by, locked, on=today)
    same = {"kind": kind, "planned_on": planned_on, "team": words, "led_by": role, "state": S.PLANNED}
    if role and (known := locked.inspections.filter(**same).first()):
        return known
    insist(may.may_plan(by, locked, on=today))
    if kind not in InspectionKind.values:
        raise DomainError("Hãy chọn loại kiểm tra.", field="kind")
    if planned_on < today:
        raise DomainError("Ngày kiểm tra không thể trước hôm nay.", field="planned_on")
    if not words:
        raise DomainError("Hãy ghi đoàn kiểm tra.", field="team")
    made = Inspection.objects.create(certificate=locked, **same, planned_by=by, planned_at=at, is_demo=locked.is_demo)
    _note(made, "inspection_planned", by=by, at=at, to_state=S.PLANNED)
    if kind == InspectionKind.PERIODIC:
        _tell(made, "inspection_planned", at=at, planned_on=format_date(planned_on))
    return made


@transaction.atomic
def start_inspection(inspection: Inspection, *, by: UserAccount, at: datetime) -> Inspection:
    """Begin an inspection that was planned; one that has begun stays as it is. Raises ``DomainError``."""
    locked = _lock(inspection.pk)
    if locked.state == S.IN_PROGRESS:
        return locked
    insist(may.may_work_on(by, locked, S.PLANNED))
    return _move(locked, S.IN_PROGRESS, "inspection_started", by=by, at=at)


def record_findings(
    inspection: Inspection,
    *,
    visited_on: date,
    findings: str,
    explain_by: date | None,
    photos: "Sequence[UploadedFile[Any]]" = (),
    by: UserAccount,
    at: datetime,
) -> Inspection:
    """Write down what was seen, with photos; corrected as long as the producer has not answered. The producer is told.

    A day to explain that the producer was told is only put off.

    Raises ``DomainError`` with the field when the person may not, words or days are wrong, or a photo cannot be taken.
    """
    words = nfc(findings).strip()
    today, read = timezone.localdate(at), Inspection.objects.get(pk=inspection.pk)
    insist(may.may_work_on(by, read, *may.TO_RECORD))
    _require_findings(words, visited_on, today=today)
    _require_day_to_explain(read.explain_by, explain_by, today=today)
    pictures = _examined(inspection, photos)
    with transaction.atomic():
        locked = _lock(inspection.pk)
        insist(may.may_work_on(by, locked, *may.TO_RECORD))
        _require_day_to_explain(locked.explain_by, explain_by, today=today)
        given = {"visited_on": visited_on, "findings": words, "explain_by": explain_by}
        if (
            not pictures
            and locked.state == S.FINDINGS_RECORDED
            and given == {one: getattr(locked, one) for one in given}
        ):
            return locked
        for name, value in given.items():
            setattr(locked, name, value)
        kept = [_photo(locked, one, by=by, at=at) for one in pictures]
        fresh = [photo for photo, is_new in kept if is_new]
        details = {"photos": [one.sha256 for one in fresh]}
        _move(locked, S.FINDINGS_RECORDED, "inspection_findings", by=by, at=at, details=details, records=fresh)
        _tell(locked, "inspection_findings", at=at, until=format_date(explain_by) if explain_by else "khi kết luận")
        return locked


def _require_findings(words: str, visited_on: date, *, today: date) -> None:
    if not words:
        raise DomainError("Hãy ghi nội dung đã xem, đã nghe.", field="findings")
    if visited_on > today:
        raise DomainError("Ngày làm việc không thể sau hôm nay.", field="visited_on")


def _require_day_to_explain(told: date | None, chosen: date | None, *, today: date) -> None:
    """The day lies ahead; one that the producer was told stays or is put off, it never comes nearer and is never taken away."""
    if told and (chosen is None or chosen < told):
        day = format_date(told)
        raise DomainError(
            f"Chủ thể đã được báo hạn giải trình đến hết ngày {day}: hãy giữ ngày đó hoặc ghi ngày muộn hơn.",
            field="explain_by",
        )
    if chosen and chosen != told and chosen <= today:
        raise DomainError("Hạn giải trình phải sau hôm nay.", field="explain_by")


def _examined(inspection: Inspection, photos: "Sequence[UploadedFile[Any]]") -> list[CleanPicture]:
    most = settings.OCOP_SURVEY_MAX_PHOTOS
    if inspection.photos.count() + len(photos) > most:
        raise DomainError(f"Một lần kiểm tra có nhiều nhất {most} ảnh.", field="photos")
    found = []
    for one in photos:
        try:
            picture = examine_picture(one, max_bytes=settings.OCOP_PHOTO_MAX_BYTES)
        except DomainError as refusal:
            raise DomainError(f"“{one.name}”: {refusal.sentence}", field="photos") from refusal
        storing.keep(picture.content, picture.sha256, PHOTOS)
        found.append(picture)
    return found


def _photo(
    inspection: Inspection, picture: CleanPicture, *, by: UserAccount, at: datetime
) -> tuple[InspectionPhoto, bool]:
    return InspectionPhoto.objects.get_or_create(
        inspection=inspection, sha256=picture.sha256,
        defaults={"size": len(picture.content), "added_by": by, "added_at": at},
    )  # fmt: skip


@transaction.atomic
def respond(inspection: Inspection, *, explanation: str, by: UserAccount, at: datetime) -> Inspection:
    """Answer the findings for the producer; the same words again change nothing. Raises ``DomainError`` with the field."""
    locked, words = _lock(inspection.pk), nfc(explanation).strip()
    if locked.state == S.PRODUCER_EXPLAINED and locked.explanation == words:
        return locked
    insist(may.may_respond(by, locked))
    if not words:
        raise DomainError("Hãy ghi nội dung giải trình.", field="explanation")
    locked.explanation, locked.explained_at = words, at
    behalf = on_behalf_of(by, locked.certificate.product.producer)
    _move(locked, S.PRODUCER_EXPLAINED, "inspection_explained", by=by, at=at, on_behalf_of=behalf)
    path = locked.certificate.product.unit_path
    people = holders_of([locked.led_by], path, on=timezone.localdate(at))
    _notify(locked, "inspection_explained", people, at=at)
    return locked


@transaction.atomic
def conclude(
    inspection: Inspection,
    *,
    conclusion: str,
    conclusion_number: str,
    conclusion_words: str,
    mend_by: date | None = None,
    by: UserAccount,
    at: datetime,
) -> Inspection:
    """Conclude: nothing wrong, to be mended by a day, or a revocation to be asked for; the same again changes nothing.

    Raises ``DomainError`` with the field when the person may not, the producer may still explain, or something is missing.
    """
    locked, today = _lock(inspection.pk), timezone.localdate(at)
    given = {
        "conclusion": conclusion,
        "conclusion_number": " ".join(nfc(conclusion_number).split()),
        "conclusion_words": nfc(conclusion_words).strip(),
        "mend_by": mend_by if conclusion == InspectionConclusion.REMEDY else None,
    }
    if locked.state == S.CONCLUDED and given == {name: getattr(locked, name) for name in given}:
        return locked
    insist(may.may_work_on(by, locked, *may.TO_CONCLUDE))
    if locked.state == S.FINDINGS_RECORDED and locked.explain_by and locked.explain_by >= today:
        raise DomainError(f"Chủ thể còn được giải trình đến hết ngày {format_date(locked.explain_by)}.")
    _require_conclusion(given, today=today)
    for name, value in given.items():
        setattr(locked, name, value)
    locked.concluded_by, locked.concluded_at = by, at
    _move(locked, S.CONCLUDED, "inspection_concluded", by=by, at=at, details={"conclusion": conclusion})
    _tell(locked, "inspection_concluded", at=at, conclusion=str(InspectionConclusion(conclusion).label))
    return locked


def _require_conclusion(given: Mapping[str, Any], *, today: date) -> None:
    if given["conclusion"] not in InspectionConclusion.values:
        raise DomainError("Hãy chọn kết luận.", field="conclusion")
    for name, sentence in (("conclusion_number", "Hãy ghi số văn bản."), ("conclusion_words", "Hãy ghi kết luận.")):
        if not given[name]:
            raise DomainError(sentence, field=name)
    by_day = given["mend_by"]
    if given["conclusion"] == InspectionConclusion.REMEDY and (by_day is None or by_day <= today):
        raise DomainError("Hãy ghi hạn khắc phục sau hôm nay.", field="mend_by")


@transaction.atomic
def follow_up(inspection: Inspection, *, is_mended: bool, follow_up: str, by: UserAccount, at: datetime) -> Inspection:
    """Write down, once, whether what was asked for is mended. Raises ``DomainError`` with the field."""
    locked, words = _lock(inspection.pk), nfc(follow_up).strip()
    if locked.followed_up_at and (locked.is_mended, locked.follow_up) == (is_mended, words):
        return locked
    insist(may.may_follow_up(by, locked))
    if not words:
        raise DomainError("Hãy ghi kết quả khắc phục.", field="follow_up")
    locked.followed_up_at, locked.is_mended, locked.follow_up = at, is_mended, words
    return _move(locked, S.CONCLUDED, "inspection_followed_up", by=by, at=at, details={"mended": is_mended})


def _lock(pk: int) -> Inspection:
    return (
        Inspection.objects.select_for_update(of=("self",), no_key=True)
        .select_related("certificate__product__producer", "certificate__product__unit")
        .get(pk=pk)
    )


def _move(
    inspection: Inspection, to_state: str, action: str, *, by: UserAccount, at: datetime, **line: Any
) -> Inspection:
    from_state, inspection.state = inspection.state, to_state
    inspection.save()
    _note(inspection, action, by=by, at=at, from_state=from_state, to_state=to_state, **line)
    return inspection


def _note(
    inspection: Inspection,
    action: str,
    *,
    by: UserAccount,
    at: datetime,
    records: Sequence[models.Model] = (),
    **line: Any,
) -> None:
    path = inspection.certificate.product.unit_path
    record(action, inspection, by=by, at=at, unit_path=path, records=[inspection, *records], **line)


def _tell(inspection: Inspection, kind: str, *, at: datetime, **words: str) -> None:
    """Tell the producer, and the commune where it is known."""
    product, today = inspection.certificate.product, timezone.localdate(at)
    people = people_of(product.producer, on=today)
    if product.unit and product.unit.level == "commune":
        people += holders_of([Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR], product.unit_path, on=today)
    _notify(inspection, kind, people, at=at, **words)


def _notify(inspection: Inspection, kind: str, people: list[UserAccount], *, at: datetime, **words: str) -> None:
    named = {"product": inspection.certificate.product.name, **words}
    notify(kind, to=people, about=inspection, of=at.isoformat(timespec="minutes"), words=named, at=at)
