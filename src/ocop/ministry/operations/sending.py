"""The provincial office sends the package of a potential five-star product to the ministry (QĐ 26/2026, Đ.6.3.a, 7.3.e ¶2)."""

from datetime import date, datetime

from django.utils import timezone

from ocop.dossiers.models import Dossier
from ocop.dossiers.operations.moving import lock_dossier
from ocop.dossiers.operations.telling import tell_holders, tell_producer
from ocop.ledger.chain import content_hash
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.ministry.models import SubmissionPackage
from ocop.ministry.queries.contents import assemble, content_of
from ocop.ministry.rules import may_prepare, may_send
from ocop.people.models import Role, UserAccount
from ocop.reviewing.operations.letters import check_letter_day, check_samples
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import format_date, nfc


@one_winner()
def send_package(
    dossier: Dossier, *, letter_number: str, letter_on: date, samples_sent: int, by: UserAccount, at: datetime
) -> SubmissionPackage:
    """Send a package with its letter; what it consists of is frozen under a hash. Repeating it returns the package.

    Raises ``DomainError`` with the field when the person may not, a part is missing, or letter or samples do not fit.
    """
    locked = lock_dossier(dossier.pk)
    insist(may_prepare(by, locked.unit_path))
    assembled = assemble(locked)
    approval = assembled.approval.decision if assembled.approval else None
    if approval and (sent := SubmissionPackage.objects.filter(dossier=locked, approval=approval).first()):
        return sent
    insist(may_send(by, locked))
    if approval is None or assembled.missing:
        raise DomainError(f"Hồ sơ đề nghị chưa đủ: {' '.join(assembled.missing)}")
    number = nfc(" ".join(letter_number.split()))
    decided = approval.decided_on
    check_letter_day(
        number, letter_on, since=decided, what="quyết định phê duyệt kết quả", today=timezone.localdate(at)
    )
    check_samples(samples_sent, needed=assembled.samples, article="Đ.6.3.a")
    package = SubmissionPackage(
        dossier=locked, approval=approval, unit=_province_of(locked), unit_path=locked.unit_path, letter_number=number,
        letter_on=letter_on, samples_sent=samples_sent, sent_by=by, sent_at=at,
    )  # fmt: skip
    package.content = content_of(package, assembled)
    package.content_hash = content_hash(package.content)
    package.save(force_insert=True)
    told = {"dossier": locked.pk, "letter": number, "content_hash": package.content_hash}
    record("package_sent", package, by=by, at=at, unit_path=locked.unit_path, details=told, records=[package])
    words = {"letter": number, "letter_on": format_date(letter_on)}
    tell_producer(locked, "package_sent", at=at, of=str(package.pk), **words)
    tell_holders(locked, "package_arrived", [Role.CENTRAL_OFFICER], at=at, of=str(package.pk), **words)
    return package


def _province_of(dossier: Dossier) -> AdministrativeUnit:
    path = f"{dossier.unit_path.split('/')[0]}/"
    return AdministrativeUnit.objects.get(path=path, effective_to__isnull=True)
