"""A potential five-star dossier with everything its package needs, and the people on both sides."""

from datetime import date
from typing import Any

from django.test import Client

from ocop.advisory.models import AdvisoryGroup, AdvisoryReport
from ocop.dossiers.models import Dossier, DossierSnapshot
from ocop.ministry.models import SubmissionPackage
from ocop.ministry.operations import receive_package, send_package
from ocop.people.models import Role, UserAccount
from ocop.recognition.operations import approve_result
from ocop.recognition.tests.builders import AT, chair, officer, scored_dossier
from tests import builders as make

LETTER: dict[str, Any] = {"letter_number": "2150/UBND-NN", "letter_on": date(2026, 12, 18), "samples_sent": 5}


def central_officer() -> UserAccount:
    return make.account(Role.CENTRAL_OFFICER)


def approved(*, report: bool = True, product: Any = None, number: str = "1900/QĐ-UBND") -> Dossier:
    """A dossier whose result of 92 points the chair approved on 15/12/2026."""
    dossier = scored_dossier(mean="92", star=5, product=product)
    head = {"product": {"name": dossier.product.name}, "producer": {"name": dossier.producer.name}}
    DossierSnapshot.objects.get_or_create(
        dossier=dossier, revision=1,
        defaults={
            "content": {"head": head, "evidence": [{}, {}]}, "content_hash": "a" * 64, "self_score_total": "92",
            "self_score_star": 5, "taken_at": AT,
        },
    )  # fmt: skip
    if report:
        sign_advisory_report(dossier)
    approve_result([dossier], decision_number=number, decided_on=date(2026, 12, 15), by=chair(), at=AT)
    return Dossier.objects.get(pk=dossier.pk)


def sign_advisory_report(dossier: Dossier) -> AdvisoryReport:
    unit = make.province()
    group, _ = AdvisoryGroup.objects.get_or_create(
        unit=unit, decision_number="5/QĐ", decided_on=date(2026, 8, 1), defaults={"unit_path": unit.path, "name": "Tổ"}
    )
    by = make.account()
    return AdvisoryReport.objects.create(
        dossier=dossier, group=group, started_by=by, started_at=AT, number="12/BC-TTV", signed_on=date(2026, 12, 1),
        signed_by=by, signed_at=AT, content={"number": "12/BC-TTV"}, content_hash="b" * 64,
    )  # fmt: skip


def sent(**of: Any) -> SubmissionPackage:
    return send_package(approved(**of), **LETTER, by=officer(), at=AT)


def received(**of: Any) -> SubmissionPackage:
    return receive_package(sent(**of), by=central_officer(), at=AT)


def browser(user: UserAccount) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
