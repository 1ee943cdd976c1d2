"""May this person take this step of a revocation, now? (QĐ 26/2026, Đ.8.1–8.4)."""

from datetime import date

from ocop.people.models import Role, UserAccount
from ocop.people.rights import ALLOWED, Denied, Verdict, holds, holds_any, may_sign_matter
from ocop.producers.queries import is_acted_for_by
from ocop.recognition.arithmetic import CertificateState
from ocop.recognition.models import Certificate
from ocop.recognition.queries.certificates import proven_state

from .competence import Competence, competence_for
from .models import ExplanationRequest, RevocationCase, RevocationState

IN_FORCE = frozenset({CertificateState.VALID, CertificateState.EXPIRING, CertificateState.UNCERTAIN})
COMMUNE = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR)
OFFICE_WORDS = {
    Role.PROVINCIAL_OFFICER: "cơ quan tham mưu OCOP của tỉnh",
    Role.CENTRAL_OFFICER: "cơ quan tham mưu OCOP của Bộ",
}


def may_prepare(user: UserAccount, certificate: Certificate, *, on: date) -> Verdict:
    """Whether the person prepares revocations of this star here: the office of whoever decides (Đ.8.2, 8.3.a)."""
    found = competence_for(certificate.star_rating, on=on)
    if found is None:
        return Denied(f"Luật không nêu ai thu hồi hạng {certificate.star_rating} sao.")
    if not certificate.product.unit_path and found.prepares != Role.CENTRAL_OFFICER:
        return Denied(
            "Chưa xác định địa bàn của sản phẩm nên chưa biết tỉnh nào có thẩm quyền. Hãy xác định địa bàn trước."
        )
    if holds(user, found.prepares, certificate.product.unit_path):
        return ALLOWED
    return Denied(
        f"Hạng {certificate.star_rating} sao do {found.body} thu hồi (Đ.8.2): "
        f"hồ sơ do {OFFICE_WORDS[found.prepares]} lập."
    )


def may_open(user: UserAccount, certificate: Certificate, *, on: date) -> Verdict:
    """Whether the person may open a case about a certificate read with its proof: it is in force and no other case is open."""
    return may_prepare(user, certificate, on=on) and _may_begin(certificate, on=on)


def _may_begin(certificate: Certificate, *, on: date) -> Verdict:
    live = proven_state(certificate, on=on)
    if live.state not in IN_FORCE:
        return Denied(f"Giấy chứng nhận này đang ở trạng thái “{live.word}”, không thu hồi được nữa.")
    if open_case_of(certificate):
        return Denied("Giấy chứng nhận này đã có một hồ sơ thu hồi chưa kết thúc.")
    return ALLOWED


def may_confirm_stopped(user: UserAccount, certificate: Certificate, *, on: date) -> Verdict:
    """Whether the person confirms for the commune that the product is made no longer (Đ.8.1.đ, 8.4): a star in force, no open case."""
    if not (certificate.product.unit_path and holds_any(user, COMMUNE, certificate.product.unit_path)):
        return Denied("Chỉ UBND xã nơi có sản phẩm xác nhận chủ thể không còn sản xuất (Đ.8.4).")
    return _may_begin(certificate, on=on)


def open_case_of(certificate: Certificate) -> RevocationCase | None:
    """Return the case about a certificate that is not closed yet."""
    closed = (RevocationState.REVOKED, RevocationState.DISMISSED)
    return certificate.revocation_cases.exclude(state__in=closed).first()


def _in_state(case: RevocationCase, *states: str) -> Verdict:
    if case.state in states:
        return ALLOWED
    return Denied(f"Hồ sơ thu hồi đang ở bước “{RevocationState(case.state).label}”, không làm được việc này.")


def may_verify(user: UserAccount, case: RevocationCase, *, on: date) -> Verdict:
    """Whether the person may ask for an explanation: the office, until the case is submitted."""
    verdict = may_prepare(user, case.certificate, on=on)
    return verdict and _in_state(case, RevocationState.OPENED, RevocationState.VERIFYING)


def may_start_verifying(user: UserAccount, case: RevocationCase, *, on: date) -> Verdict:
    """Whether the person may begin to verify: the office, once the case is opened."""
    verdict = may_prepare(user, case.certificate, on=on)
    return verdict and _in_state(case, RevocationState.OPENED)


def may_explain(user: UserAccount, case: RevocationCase) -> Verdict:
    """Whether the person may answer for the producer: asked, and not submitted yet."""
    if not is_acted_for_by(user, case.certificate.product.producer):
        return Denied("Chỉ chủ thể của sản phẩm mới giải trình được.")
    if not (verdict := _in_state(case, RevocationState.VERIFYING)):
        return verdict
    return (
        ALLOWED
        if open_request(case)
        else Denied("Cơ quan tham mưu chưa yêu cầu giải trình, hoặc bạn đã giải trình rồi.")
    )


def open_request(case: RevocationCase) -> ExplanationRequest | None:
    """Return what the producer is asked and has not answered."""
    return case.explanations.filter(answered_at__isnull=True).first()


def may_submit(user: UserAccount, case: RevocationCase, *, on: date) -> Verdict:
    """Whether the person may report and submit: the office, when the producer answered or the day to answer has passed."""
    verdict = may_prepare(user, case.certificate, on=on)
    if not (verdict := verdict and _in_state(case, RevocationState.VERIFYING)):
        return verdict
    asked = open_request(case)
    if asked and asked.due_on >= on:
        return Denied(f"Chủ thể còn được giải trình đến hết ngày {asked.due_on:%d/%m/%Y}. Hãy trình sau ngày đó.")
    return ALLOWED


def may_decide(user: UserAccount, case: RevocationCase, *, on: date) -> Verdict:
    """Whether the person may decide on a submitted case: who the law names for today's star and unit (Đ.8.2)."""
    if not (verdict := decides(user, case.certificate, on=on)):
        return verdict
    return _in_state(case, RevocationState.REVOCATION_SUBMITTED, RevocationState.REVOKED)


def decides(user: UserAccount, certificate: Certificate, *, on: date) -> Verdict:
    """Whether the person revokes this star here, in the own office or by a paper that covers it."""
    found = competence_for(certificate.star_rating, on=on)
    path = certificate.product.unit_path
    if found is None or not _holds_office(user, found, path):
        body = found.body if found else "người có thẩm quyền"
        return Denied(f"Chỉ {body} được quyết định thu hồi giấy chứng nhận {certificate.star_rating} sao (Đ.8.2).")
    return may_sign_matter(user, found.matter, path)


def _holds_office(user: UserAccount, found: Competence, path: str) -> bool:
    return (bool(path) or found.decides == Role.MINISTER) and holds(user, found.decides, path)


def may_dismiss(user: UserAccount, case: RevocationCase, *, on: date) -> Verdict:
    """Whether the person may close a case without revoking: the office while verifying, who decides once it is submitted."""
    if case.state == RevocationState.REVOCATION_SUBMITTED:
        return decides(user, case.certificate, on=on)
    verdict = may_prepare(user, case.certificate, on=on)
    return verdict and _in_state(case, RevocationState.VERIFYING)
