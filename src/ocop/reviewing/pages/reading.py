"""Everything the officers' read view of a dossier shows, in one place."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from ocop.dossiers import clocks
from ocop.dossiers.law import law_of
from ocop.dossiers.models import CommuneAssessment, Dossier, EvaluationRound, Evidence
from ocop.dossiers.queries.access import COMMUNE_ROLES, may_read_contacts
from ocop.dossiers.queries.history import history_of
from ocop.dossiers.queries.read_view import CriterionReading, read_view
from ocop.dossiers.wording import holder_words, state_tag
from ocop.law.calendar import last_day_before
from ocop.law.governing import Law
from ocop.people.models import UserAccount
from ocop.people.queries.naming import signer_name
from ocop.people.rights import holds_any
from ocop.reviewing.pages.steps import may_be_placed, review_steps
from ocop.reviewing.queries.changes import changes_since_last_submission, changes_since_recognition
from ocop.reviewing.queries.renewing import office_report_for
from ocop.reviewing.queries.worklists_commune import AT_COMMUNE, commune_step, next_in_queue, open_request
from ocop.reviewing.rules.commune import content_labels, package_to_province
from ocop.reviewing.rules.rounds import next_round_for, proposal_in_time


@dataclass(frozen=True)
class RoundChoice:
    """A round a dossier could enter: whether its proposal came in time, and whether it is the one offered."""

    round: EvaluationRound
    last_day: date
    in_time: bool
    offered: bool


def officer_view(dossier: Dossier, user: UserAccount, *, today: date) -> dict[str, Any]:
    """Return what the read view shows to this person."""
    of_commune = holds_any(user, COMMUNE_ROLES, dossier.unit_path)
    contacts, assessment = may_read_contacts(user, dossier), assessment_for(user, dossier)
    request = open_request(dossier)
    at_commune = dossier.state in AT_COMMUNE
    view = read_view(dossier, link_of=evidence_address, contacts=contacts)
    return {
        "dossier": dossier,
        "view": view,
        "score_parts": [
            {"code": one.code, "title": one.title, "points": one.points, "max": one.max}
            for one in view.assessment.parts
        ],
        "tag": state_tag(dossier.state),
        "holder": holder_words(dossier.state),
        "clock": clocks.clock_of(dossier, today=today) if at_commune else None,
        "due_on": None if at_commune else dossier.due_on,
        "in_working_days": (working := clocks.counts_working_days(dossier)),
        "days_left": clocks.days_left(dossier.due_on, today, working=working) if dossier.due_on else None,
        "receipts": list(dossier.receipts.select_related("received_by").order_by("received_on", "pk")),
        "asked": request,
        "answered": _last_answered(dossier),
        "assessment": assessment,
        "signer": signer_name(assessment.signed_as, assessment.signed_by, assessment.signed_at) if assessment else "",
        "contents": contents_of(law_of(dossier), assessment),
        "may_print_forms": contacts,
        "steps": review_steps(user, dossier, today=today),
        "step_words": commune_step(dossier, request, user, today=today)[0] if at_commune else "",
        "round_choices": round_choices(dossier, assessment, today=today) if may_be_placed(user, dossier) else None,
        "changes": changes_since_last_submission(dossier) if contacts else None,  # old and new telephones among them
        "office_report": office_report_for(user, dossier),
        "changes_of_star": changes_since_recognition(dossier) if contacts else None,
        "history": history_of(dossier, internal=of_commune),
        "following": next_in_queue(user, dossier) if of_commune else None,
        "crumbs": [queue_crumb(user, dossier), (dossier.product.name, "")],
    }


def assessment_for(user: UserAccount, dossier: Dossier) -> CommuneAssessment | None:
    """Return Mẫu 03 for a reader: the commune's own people see the draft, everybody else what its chair has signed."""
    found: CommuneAssessment | None = getattr(dossier, "commune_assessment", None)
    if found is None or found.signed_at or holds_any(user, COMMUNE_ROLES, dossier.unit_path):
        return found
    return None


def evidence_address(evidence: Evidence) -> str:
    """Return where an officer fetches a file."""
    return reverse("dossiers:evidence_file", args=[evidence.dossier_id, evidence.pk])


def queue_crumb(user: UserAccount, dossier: Dossier) -> tuple[str, str]:
    """Return the work list this person came from."""
    if holds_any(user, COMMUNE_ROLES, dossier.unit_path):
        return ("Hàng đợi của xã", reverse("reviewing:commune_queue"))
    return ("Hồ sơ của tỉnh", reverse("reviewing:province_queue"))


def contents_of(law: Law, assessment: CommuneAssessment | None) -> list[tuple[str, str]]:
    """Return the four contents of Mẫu 03 with their titles, empty without a draft."""
    if assessment is None:
        return []
    return [(label, getattr(assessment, name)) for name, label in content_labels(law).items()]


def own_words(dossier: Dossier) -> dict[str, list[CriterionReading]]:
    """Return, for each content of Mẫu 03, what the producer answered to the criteria it concerns."""
    view = read_view(dossier, link_of=evidence_address)
    readings = {one.code: one for part in view.parts for one in part.criteria}
    law = law_of(dossier)
    kind = law.sheet.product_kind
    return {
        content.code: [readings[code] for code in content.criteria[kind] if code in readings]
        for content in law.procedure.commune_contents
    }


def _last_answered(dossier: Dossier) -> Any:
    answered = dossier.supplement_requests.filter(answered_at__isnull=False)
    return answered.select_related("answered_by").order_by("-answered_at").first()


def round_choices(dossier: Dossier, assessment: CommuneAssessment | None, *, today: date) -> list[RoundChoice]:
    """Return the rounds of the dossier's province that are not over, with the one that takes its proposal (Đ.5.1)."""
    rounds = list(EvaluationRound.objects.filter(unit=dossier.unit.parent_id).order_by("proposals_before", "number"))
    running = [one for one in rounds if today <= last_day_before(one.finished_before)]
    proposed_on = assessment.letter_on if assessment else None
    offered = next_round_for(proposed_on, running, on=today) if proposed_on else None
    return [
        RoundChoice(
            one,
            last_day_before(one.proposals_before),
            in_time=proposed_on is not None and proposal_in_time(one, proposed_on),
            offered=one == offered,
        )
        for one in running
    ]


def proposal_page(dossier: Dossier, draft: CommuneAssessment | None) -> dict[str, Any]:
    """What the chair signs: the four contents, and what goes to the province with them."""
    return {
        "contents": contents_of(law_of(dossier), draft),
        "draft": draft,
        "package": package_to_province(dossier),
    }
