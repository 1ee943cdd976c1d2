"""What the producer's pages of a dossier show: task list, forms, check, receipt, supplement. Reads only, no decisions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone

from ocop.dossiers.clocks import counts_working_days
from ocop.dossiers.law import law_of
from ocop.dossiers.models import Dossier, DossierSnapshot, DossierState, DossierType, Evidence
from ocop.dossiers.parts import GENERAL, REGISTRATION, criterion_of_part, part_title, sheet_of
from ocop.dossiers.queries.bundle import Filing, filing_of
from ocop.dossiers.queries.content import content_of
from ocop.dossiers.queries.history import history_of
from ocop.dossiers.queries.read_view import answer_groups, changed_parts, read_view
from ocop.dossiers.questions import QuestionGroup, question_part
from ocop.dossiers.states import SUPPLEMENT_STATES, WITH_RESULT
from ocop.dossiers.wording import HOLDER_WORDS, STATE_TAGS
from ocop.filing.pages.following import following_page
from ocop.filing.pages.stages import stages_of
from ocop.filing.pages.task_list import FilingTask, filing_tasks
from ocop.filing.queries.completeness import (
    ASSESSMENT,
    DOSSIER,
    KIND,
    Problem,
    completeness_of,
    is_started,
    missing_questions,
)
from ocop.filing.queries.kinds import kinds_of
from ocop.filing.queries.law_change import law_change_of
from ocop.filing.queries.own_dossiers import FilingAdvice, filing_advice
from ocop.filing.stale import fingerprint
from ocop.law.catalogue import entry_of
from ocop.ledger.models import Receipt
from ocop.pages.crumbs import Trail, trail
from ocop.vietnamese import format_decimal

CHECK = "kiem-tra"
PAGES_OF_PARTS = {
    REGISTRATION: "filing:registration",
    GENERAL: "filing:general",
    ASSESSMENT: "filing:assessment",
    DOSSIER: "filing:detail",
    KIND: "filing:kind",
}


def own_trail(dossier: Dossier, *steps: tuple[str, str]) -> Trail:
    """The way to a page of one's own dossier; without more steps, to the dossier itself."""
    own = (dossier.product.name, reverse("filing:detail", args=[dossier.pk]))
    return trail(("Việc cần làm", reverse("web:home")), ("Hồ sơ của tôi", reverse("filing:list")), own, *steps)


def advice_for(dossier: Dossier, on: date) -> FilingAdvice | None:
    """The round to catch; a re-recognition is bound by its own window, not by rounds (Đ.7.6.a, g)."""
    return None if dossier.dossier_type == DossierType.RE_RECOGNITION else filing_advice(on, dossier.unit_path)


def kind_words(dossier: Dossier) -> str:
    """Return the kind of a dossier in words: ``Nâng hạng lên 4 sao``."""
    aim = f" lên {dossier.target_star} sao" if dossier.dossier_type == DossierType.UPGRADE else ""
    return f"{dossier.get_dossier_type_display()}{aim}"


def dossier_facts(dossier: Dossier) -> list[tuple[str, Any]]:
    """Return what a dossier is, in words."""
    entry = entry_of(dossier.regime, dossier.set_number)
    place = dossier.unit.full_place
    return [
        ("Chủ thể", dossier.producer.name),
        ("Nơi nộp", f"UBND {place[0].lower()}{place[1:]}"),
        ("Bộ tiêu chí", f"Bộ {dossier.set_number}: {entry.label}"),
        ("Loại hồ sơ", kind_words(dossier)),
        ("Năm", str(dossier.year)),
    ]


def detail_page(filing: Filing, *, on: date) -> dict[str, Any]:
    """The task list of a draft or supplement; state, receipts and history of a filed dossier."""
    dossier = filing.dossier
    state = dossier.state
    context: dict[str, Any] = {
        "kind": kind_words(dossier),
        "facts": dossier_facts(dossier),
        "tag": STATE_TAGS.get(state, "info"),
        "holder": HOLDER_WORDS.get(state, ""),
        "history": history_of(dossier),
        "editing": state == DossierState.DRAFT or state in SUPPLEMENT_STATES,
        "asked": filing.request,
        "finished": state in WITH_RESULT,
    }
    if context["editing"]:
        tasks = filing_tasks(filing)
        context |= {
            "tasks": tasks,
            "done": sum(one.status == "done" for one in tasks),
            "last": _last_task(filing, tasks),
        }
    if state == DossierState.DRAFT:
        context |= {
            "advice": advice_for(dossier, on),
            "kind_refusal": kinds_of(dossier.product, on=on).refusals.get(dossier.dossier_type, ""),
            "following": following_page(filing),
            "law_change": law_change_of(dossier, on=on),
            "left_over": filing.left_over_words,
        }
    else:
        context |= {
            "receipts": list(_receipts(dossier)),
            "numbers": list(dossier.receipts.order_by("received_on", "pk")),
        }
        due_on = filing.request.due_on if filing.request else dossier.due_on
        context["days_left"] = (due_on - on).days if due_on else None
        context["stages"] = stages_of(dossier, due_on=due_on, on=on)
    return context


def _last_task(filing: Filing, tasks: list[FilingTask]) -> FilingTask:
    pk = filing.dossier.pk
    if filing.request:
        return FilingTask(
            "Giải trình và nộp lại", reverse("filing:supplement", args=[pk]), "todo", "Gửi về nơi đã yêu cầu"
        )
    ready = all(one.status == "done" for one in tasks)
    hint = "Xem lại mọi câu trả lời trước khi nộp" if ready else "Xem còn thiếu gì"
    return FilingTask("Kiểm tra và nộp", reverse("filing:check", args=[pk]), "todo", hint)


def _receipts(dossier: Dossier) -> Any:
    keys = [f"dossier:{dossier.pk}:submit:{number}" for number in range(1, dossier.revision + 1)]
    return Receipt.objects.filter(key__in=keys).order_by("at")


@dataclass(frozen=True)
class GroupTask:
    """A row of the general information: one group of questions."""

    title: str
    href: str
    status: str
    hint: str


def general_page(filing: Filing) -> dict[str, Any]:
    """The groups of Mẫu 02, parts I, II and IV."""
    tasks = []
    part = question_part(GENERAL, filing.dossier.regime, filing.dossier.dossier_type)
    for group in part.groups:
        missing = missing_questions(filing, group)
        started = is_started(filing, group)
        status = ("part" if missing else "done") if started else "todo"
        hint = f"Còn {len(missing)} câu chưa trả lời" if started and missing else ""
        href = reverse("filing:general_group", args=[filing.dossier.pk, group.slug])
        tasks.append(GroupTask(group.title, href if filing.is_open(GENERAL) else "", status, hint))
    return {"part": part, "tasks": tasks, "open": filing.is_open(GENERAL)}


def questions_page(filing: Filing, part: str, group: QuestionGroup, form: forms.Form) -> dict[str, Any]:
    """One page of questions, with what is known already and need not be asked."""
    kept = {one.key: filing.saved[one.key] for one in group.questions if one.key in filing.saved}
    asked = question_part(part, filing.dossier.regime, filing.dossier.dossier_type)
    groups = asked.groups
    known = _known_facts(filing) if part == REGISTRATION else []
    return {
        "form": form,
        "group": group,
        "part": asked,
        "step": groups.index(group) + 1,
        "steps": len(groups),
        "known": known,
        "seen": fingerprint(kept),
        "previous": groups[groups.index(group) - 1] if groups.index(group) else None,
    }


def _known_facts(filing: Filing) -> list[tuple[str, Any]]:
    samples = filing.law.procedure.samples if filing.sheet.sample_required else 0
    return [
        ("Tên sản phẩm", filing.dossier.product.name),
        *dossier_facts(filing.dossier),
        (
            "Sản phẩm mẫu",
            f"{samples} sản phẩm, gửi kèm khi xã chuyển hồ sơ lên tỉnh" if samples else "Không cần (dịch vụ du lịch)",
        ),
    ]


def question_crumbs(dossier: Dossier, part: str, group: QuestionGroup) -> list[tuple[str, str]]:
    """The way to a page of questions."""
    if part == REGISTRATION:
        return [(question_part(part, dossier.regime, dossier.dossier_type).title, "")]
    return [("Thông tin chung", reverse("filing:general", args=[dossier.pk])), (group.title, "")]


def locked_page(filing: Filing, part: str) -> dict[str, Any]:
    """The answers of a part that cannot be edited now."""
    dossier = filing.dossier
    asked = question_part(part, dossier.regime, dossier.dossier_type)
    return {"part": asked, "groups": answer_groups(part, filing.answers, dossier, contacts=True)}


def own_link(evidence: Evidence) -> str:
    """Address of a file for those who read the dossier through its gatekeeper."""
    return reverse("dossiers:evidence_file", args=[evidence.dossier_id, evidence.pk])


def check_page(dossier: Dossier, *, on: date) -> dict[str, Any]:
    """Every answer, what blocks the submission, what only warns."""
    filing = filing_of(dossier)
    view = read_view(dossier, link_of=own_link, content=content_of(filing), contacts=True)
    found = completeness_of(filing, view.assessment, on=on)
    problems = {
        name: [(one.sentence, mending(dossier, one)) for one in ones]
        for name, ones in (("blocking", found.blocking), ("grave", found.grave), ("slight", found.slight))
    }
    return {"view": view, **problems, "facts": dossier_facts(dossier), "advice": advice_for(dossier, on)}


def submitted_page(dossier: Dossier) -> dict[str, Any] | None:
    """The receipt of the newest submission; None for a dossier that was never submitted."""
    snapshot = DossierSnapshot.objects.filter(dossier=dossier).order_by("-revision").first()
    receipt = list(_receipts(dossier))[-1:]
    if snapshot is None or not receipt:
        return None
    return {
        "receipt": receipt[0],
        "facts": [
            ("Sản phẩm", dossier.product.name),
            *dossier_facts(dossier),
            ("Tự đánh giá", f"{format_decimal(snapshot.self_score_total, 0)} điểm, {snapshot.self_score_star} sao"),
            ("Lần nộp", str(snapshot.revision)),
            ("Dấu kiểm nội dung", f"{snapshot.content_hash[:16]}…"),
        ],
        "commune_days": law_of(dossier).procedure.commune_days.value,
        "answered": dossier.revision > 1,
        "in_working_days": counts_working_days(dossier),
        "stages": stages_of(dossier, due_on=dossier.due_on, on=timezone.localdate()),
        "now": timezone.now(),
    }


@dataclass(frozen=True)
class OpenTask:
    """A part named by the supplement request."""

    title: str
    href: str
    changed: bool


def supplement_page(filing: Filing, *, on: date) -> dict[str, Any]:
    """The officer's words, the open parts and which of them were changed since the submission."""
    request = filing.request
    parts = list(request.open_parts) if request else []
    changed = set(changed_parts(filing.dossier))
    tasks = [
        OpenTask(part_title(filing.dossier, key), _part_href(filing.dossier, key), key in changed) for key in parts
    ]
    return {
        "asked": request,
        "tasks": tasks,
        "days_left": (request.due_on - on).days if request else None,
        "from_commune": request is not None and request.evaluation_level == "commune",
    }


def _part_href(dossier: Dossier, key: str) -> str:
    code = criterion_of_part(key)
    if code is not None and sheet_of(dossier).has(code):
        return reverse("filing:criterion", args=[dossier.pk, code])
    return reverse(PAGES_OF_PARTS.get(key, "filing:evidence_upload"), args=[dossier.pk])


def mending(dossier: Dossier, problem: Problem) -> str:
    """Address of the page where something missing or doubtful is mended."""
    if problem.part == GENERAL:
        return reverse("filing:general_group", args=[dossier.pk, problem.group])
    return _part_href(dossier, problem.part)
