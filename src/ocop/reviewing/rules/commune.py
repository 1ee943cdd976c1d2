"""May this person take this step of the review, now? Commune: QĐ 26/2026, Đ.7.2; provincial check: Đ.7.3.a.

Who acts in which unit is the role matrix: the officer receives, asks and drafts, the chair alone signs.
"""

from datetime import date

from ocop.dossiers.law import law_of, local_setting
from ocop.dossiers.models import CommuneAssessment, Dossier, DossierState, SupplementRequest
from ocop.dossiers.queries.access import may_read_contacts
from ocop.law.governing import Law
from ocop.law.procedure import Package
from ocop.people.models import Role, UserAccount
from ocop.people.rights import ALLOWED, Denied, Verdict, holds, may_sign_matter

CONTENTS = ("local_material", "local_labour", "idea_origin", "local_identity")
LEVEL_OF_STATE: dict[str, str] = {
    DossierState.COMMUNE_REVIEW: "commune",
    DossierState.COMMUNE_SUPPLEMENT: "commune",
    DossierState.PROVINCE_REVIEW: "province",
    DossierState.PROVINCE_SUPPLEMENT: "province",
    DossierState.ADVISORY_REVIEW: "advisory",
}


def _acts_as(user: UserAccount, role: Role, dossier: Dossier, words: str) -> Verdict:
    return ALLOWED if holds(user, role, dossier.unit_path) else Denied(f"Chỉ {words} mới được làm bước này.")


def as_commune_officer(user: UserAccount, dossier: Dossier) -> Verdict:
    """Whether the person is an OCOP officer of the dossier's commune; a step taken twice asks this before it answers."""
    return _acts_as(user, Role.COMMUNE_OFFICER, dossier, "cán bộ OCOP của xã nhận hồ sơ")


def as_commune_chair(user: UserAccount, dossier: Dossier) -> Verdict:
    """Whether the person is the chair of the dossier's commune."""
    return _acts_as(user, Role.COMMUNE_CHAIR, dossier, "Chủ tịch UBND của xã nhận hồ sơ")


def as_provincial_officer(user: UserAccount, dossier: Dossier) -> Verdict:
    """Whether the person works in the OCOP office of the dossier's province."""
    return _acts_as(user, Role.PROVINCIAL_OFFICER, dossier, "cán bộ cơ quan tham mưu OCOP của tỉnh")


def in_state(dossier: Dossier, *states: DossierState) -> Verdict:
    """Whether the dossier is at one of these steps."""
    if dossier.state in states:
        return ALLOWED
    now = DossierState(dossier.state).label
    needed = " hoặc ".join(f"“{state.label}”" for state in states)
    return Denied(f"Bước này cần hồ sơ ở trạng thái {needed}; hồ sơ đang ở “{now}”.")


def first_refusal(*verdicts: Verdict) -> Verdict:
    """Return the first refusal, or permission when there is none."""
    return next((one for one in verdicts if not one), ALLOWED)


def may_receive(user: UserAccount, dossier: Dossier) -> Verdict:
    """Whether the commune officer may receive the dossier and give it a number (Đ.7.2, Mẫu 01)."""
    return first_refusal(as_commune_officer(user, dossier), in_state(dossier, DossierState.SUBMITTED))


def may_request_supplement(user: UserAccount, dossier: Dossier) -> Verdict:
    """Whether the person may ask for completion: the commune officer (Đ.7.2.a) or the provincial officer (Đ.7.3.a)."""
    step = in_state(dossier, DossierState.COMMUNE_REVIEW, DossierState.PROVINCE_REVIEW)
    if dossier.state == DossierState.PROVINCE_REVIEW:
        return first_refusal(as_provincial_officer(user, dossier), step)
    return first_refusal(as_commune_officer(user, dossier), step)


def may_return(user: UserAccount, dossier: Dossier, request: SupplementRequest | None, *, on: date) -> Verdict:
    """Whether a dossier whose producer did not answer in time may be returned (OQ-07, setting ``commune.may_return``)."""
    step = in_state(dossier, DossierState.COMMUNE_SUPPLEMENT, DossierState.PROVINCE_SUPPLEMENT)
    if dossier.state == DossierState.PROVINCE_SUPPLEMENT:
        who = as_provincial_officer(user, dossier)
    else:
        who = as_commune_officer(user, dossier)
    return first_refusal(who, step, _unanswered_in_time(dossier, request, on=on))


def may_have_returned(user: UserAccount, dossier: Dossier) -> Verdict:
    """Whether a returned dossier may be returned once more by this person, which changes nothing: whoever may return here."""
    asked = dossier.supplement_requests.order_by("-requested_at").values_list("evaluation_level", flat=True).first()
    return as_commune_officer(user, dossier) if asked == "commune" else as_provincial_officer(user, dossier)


def _unanswered_in_time(dossier: Dossier, request: SupplementRequest | None, *, on: date) -> Verdict:
    if local_setting(dossier, "commune.may_return") != "after_unanswered_supplement":
        return Denied("Quy định đang áp dụng không cho trả lại hồ sơ.")
    if request is None or request.answered_at is not None:
        return Denied("Chỉ trả lại được khi chủ thể không trả lời yêu cầu hoàn thiện.")
    if on <= request.due_on:
        return Denied(f"Chủ thể còn được trả lời đến hết ngày {request.due_on:%d/%m/%Y}; chưa trả lại được.")
    return ALLOWED


def may_assess(user: UserAccount, dossier: Dossier) -> Verdict:
    """Whether the commune officer may draft the four contents of Mẫu 03 (Đ.7.2.a)."""
    return first_refusal(as_commune_officer(user, dossier), in_state(dossier, DossierState.COMMUNE_REVIEW))


def missing_contents(assessment: CommuneAssessment | None) -> list[str]:
    """Return the contents of Mẫu 03 that are still empty (Đ.7.2.a)."""
    return [name for name in CONTENTS if not (assessment and getattr(assessment, name).strip())]


def content_labels(law: Law) -> dict[str, str]:
    """Return the four contents of Mẫu 03 with their titles, in the order of a dossier's law (R4, Đ.7.2.a)."""
    return {content.code: content.label for content in law.procedure.commune_contents}


def _four_contents(dossier: Dossier, assessment: CommuneAssessment | None) -> Verdict:
    missing = missing_contents(assessment)
    if not missing:
        return ALLOWED
    titles = content_labels(law_of(dossier))
    labels = [titles[name] for name in missing]
    return Denied("Mẫu 03 còn thiếu nội dung: " + "; ".join(labels) + ".")


def may_send_to_chair(user: UserAccount, dossier: Dossier, assessment: CommuneAssessment | None) -> Verdict:
    """Whether the officer may send Mẫu 03 to the chair: all four contents are filled (Đ.7.2.a)."""
    return first_refusal(may_assess(user, dossier), _four_contents(dossier, assessment))


def may_send_back(user: UserAccount, dossier: Dossier) -> Verdict:
    """Whether the commune chair may give the draft back to the officer."""
    return first_refusal(as_commune_chair(user, dossier), in_state(dossier, DossierState.COMMUNE_ASSESSED))


def may_propose(user: UserAccount, dossier: Dossier, assessment: CommuneAssessment | None) -> Verdict:
    """Whether the commune chair may sign Mẫu 03 and the letter, and send the dossier to the province (Đ.6.2, 7.2.b).

    Being late is no ground to refuse: the limit binds the commune, not the producer.
    """
    return first_refusal(
        as_commune_chair(user, dossier),
        may_sign_matter(user, "commune_proposal", dossier.unit_path),
        in_state(dossier, DossierState.COMMUNE_ASSESSED),
        _four_contents(dossier, assessment),
    )


def may_receive_at_province(user: UserAccount, dossier: Dossier) -> Verdict:
    """Whether the OCOP office may register the package of the commune (Đ.7.3.a, Mẫu 01)."""
    return first_refusal(as_provincial_officer(user, dossier), in_state(dossier, DossierState.PROVINCE_REVIEW))


def samples_required(dossier: Dossier) -> int:
    """Return how many samples go with the dossier: the law's number, none for tourism (Đ.6.2.d)."""
    law = law_of(dossier)
    return law.procedure.samples if law.sheet.sample_required else 0


def package_to_province(dossier: Dossier) -> Package:
    """Return what the commune sends to the province with a dossier (R4, Đ.6.2, 7.2.b)."""
    return law_of(dossier).procedure.package("to_province")


def may_print_report(user: UserAccount, dossier: Dossier, report: CommuneAssessment) -> bool:
    """Whether the person may have Mẫu 03 on paper: its commune while it is written, readers of both forms once it is signed."""
    of_commune = holds(user, Role.COMMUNE_OFFICER, dossier.unit_path) or holds(
        user, Role.COMMUNE_CHAIR, dossier.unit_path
    )
    return of_commune or (report.signed_at is not None and may_read_contacts(user, dossier))
