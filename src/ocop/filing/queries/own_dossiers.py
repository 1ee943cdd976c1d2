"""Reads of the producer's side: own dossiers, their next action, what the task list of a dossier shows.

``self_choices``, ``self_assessment`` and ``completeness`` are offered here to the other rooms.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from ocop.dossiers.models import TERMINAL_STATES, Dossier, DossierState, SelfScore, SupplementRequest
from ocop.dossiers.parts import DOCUMENTS, GENERAL, REGISTRATION, criterion_part, sheet_of
from ocop.dossiers.queries.assessment import assess, choices_of, self_assessment, self_choices
from ocop.dossiers.queries.bundle import Filing
from ocop.dossiers.questions import QuestionPart, question_part
from ocop.filing.queries.completeness import completeness, completeness_of, is_started, missing_questions
from ocop.law.calendar import add_working_days, working_days_between
from ocop.law.governing import law_on
from ocop.law.procedure import ProposalRound, next_round
from ocop.people.models import UserAccount
from ocop.people.tasks import Task
from ocop.producers.queries import producers_acted_for
from ocop.products.models import Product

__all__ = [
    "completeness",
    "completeness_of",
    "filing_tasks",
    "own_dossiers",
    "producer_tasks",
    "self_assessment",
    "self_choices",
]
WAITING_FOR_PRODUCER = (DossierState.DRAFT, DossierState.COMMUNE_SUPPLEMENT, DossierState.PROVINCE_SUPPLEMENT)


@dataclass(frozen=True)
class OwnDossier:
    """A line of the producer's list."""

    dossier: Dossier
    next_action: str
    due_on: date | None
    days_left: int | None
    progress: str
    done: tuple[int, int] | None = None  # criteria answered of how many, for a draft

    @property
    def waits_for_producer(self) -> bool:
        """Whether the producer has to act: a draft, or a request to answer."""
        return self.dossier.state in WAITING_FOR_PRODUCER

    @property
    def is_open(self) -> bool:
        """Whether the dossier is on its way."""
        return self.dossier.state not in TERMINAL_STATES


@dataclass(frozen=True)
class FilingTask:
    """A row of a dossier's task list."""

    title: str
    href: str
    status: str  # done | part | todo | locked
    hint: str = ""
    status_text: str = ""


def _own(user: UserAccount) -> QuerySet[Dossier]:
    answered = (
        SelfScore.objects.filter(dossier=OuterRef("pk"), level__isnull=False)
        .order_by()
        .values("dossier")
        .annotate(n=Count("pk"))
        .values("n")
    )
    asked = SupplementRequest.objects.filter(dossier=OuterRef("pk"), answered_at=None).values("due_on")[:1]
    return (
        Dossier.objects.filter(producer__in=producers_acted_for(user))
        .select_related("product", "producer", "unit")
        .annotate(answered=Coalesce(Subquery(answered), 0), answer_by=Subquery(asked))
        .order_by("-created_at", "-pk")
    )


def own_dossiers(user: UserAccount, *, on: date) -> list[OwnDossier]:
    """Return the dossiers a person acts for: requests to answer first, then drafts, then the newest (one query)."""
    rows = [_own_row(dossier, on) for dossier in _own(user)]
    return sorted(rows, key=_order)


def _order(row: OwnDossier) -> tuple[int, date]:
    """Requests by the day to answer by, then drafts, then the rest as they come."""
    if row.dossier.state == DossierState.DRAFT:
        return 1, date.max
    return (0, row.due_on or date.max) if row.dossier.state in WAITING_FOR_PRODUCER else (2, date.max)


def _own_row(dossier: Dossier, on: date) -> OwnDossier:
    state = dossier.state
    if state == DossierState.DRAFT:
        criteria = len(sheet_of(dossier).scored_criteria)
        done = (int(dossier.answered), criteria)  # type: ignore[attr-defined]
        return OwnDossier(dossier, "Soạn tiếp", None, None, f"{done[0]}/{done[1]} tiêu chí đã trả lời", done)
    if state in WAITING_FOR_PRODUCER:
        due_on: date | None = dossier.answer_by  # type: ignore[attr-defined]
        return OwnDossier(dossier, "Hoàn thiện và nộp lại", due_on, (due_on - on).days if due_on else None, "")
    if state in TERMINAL_STATES:
        return OwnDossier(dossier, "Xem kết quả", None, None, "")
    return OwnDossier(dossier, "Xem hồ sơ", dossier.due_on, (dossier.due_on - on).days if dossier.due_on else None, "")


def producer_tasks(user: UserAccount) -> list[Task]:
    """What a producer should do next: answer a request, finish a draft, open a dossier, or wait."""
    today = timezone.localdate()
    rows = own_dossiers(user, on=today)
    asked = [row for row in rows if row.dossier.state in WAITING_FOR_PRODUCER[1:]]
    drafts = [row for row in rows if row.dossier.state == DossierState.DRAFT]
    filed = [row for row in rows if row.dossier.state not in (*WAITING_FOR_PRODUCER, *TERMINAL_STATES)]
    tasks = [
        Task(f"Hoàn thiện hồ sơ {row.dossier.product.name}", dossier_href(row), _asked_by(row), row.due_on)
        for row in asked
    ]
    tasks += [Task(f"Soạn tiếp hồ sơ {row.dossier.product.name}", dossier_href(row), row.progress) for row in drafts]
    tasks += [
        Task(f"Lập hồ sơ cho {product.name}", reverse("filing:start", args=[product.pk]), "Chưa có hồ sơ đánh giá")
        for product in _products_without_dossier(user)
    ]
    tasks += [
        Task(
            row.dossier.product.name,
            dossier_href(row),
            row.dossier.get_state_display(),
            row.dossier.due_on,
            kind="wait",
        )
        for row in filed
    ]
    return tasks


def dossier_href(row: OwnDossier) -> str:
    """Where the producer goes on with a dossier: its page, or the request to answer."""
    name = "filing:detail" if row.dossier.state not in WAITING_FOR_PRODUCER[1:] else "filing:supplement"
    return reverse(name, args=[row.dossier.pk])


def _asked_by(row: OwnDossier) -> str:
    return "Xã yêu cầu" if row.dossier.state == DossierState.COMMUNE_SUPPLEMENT else "Tỉnh yêu cầu"


def _products_without_dossier(user: UserAccount) -> QuerySet[Product]:
    own = Product.objects.filter(producer__in=producers_acted_for(user), set_number__isnull=False)
    return own.exclude(Q(dossiers__isnull=False) | ~Q(product_code="")).order_by("pk")


def filing_tasks(filing: Filing) -> list[FilingTask]:
    """Return the task list of a draft, or of a dossier with an open supplement request (pure)."""
    pk = filing.dossier.pk
    registration = _form_task(
        filing, question_part(REGISTRATION, filing.dossier.regime), reverse("filing:registration", args=[pk])
    )
    general = _form_task(filing, question_part(GENERAL, filing.dossier.regime), reverse("filing:general", args=[pk]))
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


@dataclass(frozen=True)
class FilingAdvice:
    """To catch a round: its last day for the commune's proposal, and by when to file."""

    round: ProposalRound
    file_by: date
    days_left: int


def filing_advice(on: date) -> FilingAdvice:
    """Return the next provincial round a dossier filed from this day on can catch, with the commune's full time limit."""
    needed = 1 + law_on(on).procedure.commune_days.value  # received the next working day, then the commune's time limit
    coming = next_round("province", add_working_days(on, needed))
    spare = working_days_between(on, coming.last_proposal_day) - needed
    file_by = add_working_days(on, max(0, spare))
    return FilingAdvice(coming, file_by, (file_by - on).days)
