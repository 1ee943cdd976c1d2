"""The task list of a dossier: each form and each part of the self-assessment with how far it is."""

from dataclasses import dataclass

from django.urls import reverse

from ocop.dossiers.models import DossierState
from ocop.dossiers.parts import DOCUMENTS, GENERAL, REGISTRATION, criterion_part
from ocop.dossiers.queries.assessment import assess, choices_of
from ocop.dossiers.queries.bundle import Filing
from ocop.dossiers.questions import QuestionPart, question_part
from ocop.filing.queries.completeness import is_started, missing_questions


@dataclass(frozen=True)
class FilingTask:
    """A row of a dossier's task list."""

    title: str
    href: str
    status: str  # done | part | todo | locked
    hint: str = ""
    status_text: str = ""


def filing_tasks(filing: Filing) -> list[FilingTask]:
    """Return the task list of a draft, or of a dossier with an open supplement request (pure)."""
    pk = filing.dossier.pk
    registration = _form_task(
        filing,
        question_part(REGISTRATION, filing.dossier.regime, filing.dossier.dossier_type),
        reverse("filing:registration", args=[pk]),
    )
    general = _form_task(
        filing,
        question_part(GENERAL, filing.dossier.regime, filing.dossier.dossier_type),
        reverse("filing:general", args=[pk]),
    )
    return [registration, general, *_part_tasks(filing), _evidence_task(filing)]


def _form_task(filing: Filing, part: QuestionPart, href: str) -> FilingTask:
    started = [group for group in part.groups if is_started(filing, group)]
    missing = [one for group in part.groups for one in missing_questions(filing, group)]
    status = "todo" if not started else ("done" if len(started) == len(part.groups) and not missing else "part")
    hint = (
        f"{len(started)} trên {len(part.groups)} mục đã lưu" if len(part.groups) > 1 else "Người đại diện, cách liên hệ"
    )
    return _locked_unless_open(filing, FilingTask(part.title, href, status, hint), part.key)


def _part_tasks(filing: Filing) -> list[FilingTask]:
    tasks = []
    for part in assess(filing.law, choices_of(filing.scores)).parts:
        codes = [one.code for one in filing.sheet.scored_criteria if one.part_code == part.code]
        status = "done" if part.answered == part.criteria else ("part" if part.answered else "todo")
        hint = f"{part.answered} trên {part.criteria} tiêu chí · {part.points}/{part.max} điểm"
        title = f"Tự đánh giá Phần {part.code}: {part.title}"
        href = f"{reverse('filing:assessment', args=[filing.dossier.pk])}#phan-{part.code}"
        task = FilingTask(title, href, status, hint)
        tasks.append(_locked_unless_open(filing, task, *map(criterion_part, codes)))
    return tasks


def _evidence_task(filing: Filing) -> FilingTask:
    count = len(filing.evidence)
    href = reverse("filing:evidence_upload", args=[filing.dossier.pk])
    hint = f"{count} tệp đã gửi" if count else "Ảnh chụp giấy tờ, hợp đồng, phiếu kiểm nghiệm"
    task = FilingTask("Minh chứng", href, "done" if count else "todo", hint, f"{count} tệp" if count else "")
    parts = [criterion_part(one.code) for one in filing.sheet.scored_criteria]
    return _locked_unless_open(filing, task, DOCUMENTS, *parts)


def _locked_unless_open(filing: Filing, task: FilingTask, *parts: str) -> FilingTask:
    if any(filing.is_open(part) for part in parts):
        return task
    return FilingTask(task.title, "", "locked", task.hint, "Đang khóa")


def not_begun(filing: Filing, *, after: str) -> str:
    """The first page of the part that follows, where a draft has nothing in it yet; empty where it has."""
    dossier = filing.dossier
    if dossier.state != DossierState.DRAFT:
        return ""
    groups = question_part(GENERAL, dossier.regime, dossier.dossier_type).groups
    if after == REGISTRATION and not any(is_started(filing, one) for one in groups):
        return reverse("filing:general_group", args=[dossier.pk, groups[0].slug])
    if after == GENERAL and not filing.scores and (first := filing.next_unanswered()):
        return reverse("filing:criterion", args=[dossier.pk, first.code])
    return ""
