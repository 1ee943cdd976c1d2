"""Certificates in force and cases about them, brought to a state by the operations of the room."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from ocop.inspections.models import RevocationCase
from ocop.inspections.operations import ask_to_explain, open_case, start_verifying, submit_case
from ocop.inspections.operations.opening import Conclusion
from ocop.people.models import UserAccount
from ocop.recognition.models import Certificate
from ocop.recognition.tests.builders import certificate
from tests import builders as make
from tests.papers import pdf_paper

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
DAY = timedelta(days=1)
CONCLUSION = Conclusion(
    "Sở Nông nghiệp và Môi trường", "45/KL-SNNMT", TODAY - 6 * DAY, "Không còn đạt tiêu chí chất lượng."
)
PAPER: dict[str, Any] = {"decision_number": "1902/QĐ-UBND", "decided_on": TODAY}


def officer() -> UserAccount:
    return make.account("provincial_officer", make.province())


def chair() -> UserAccount:
    return make.account("provincial_chair", make.province())


def owned(**values: Any) -> tuple[UserAccount, Certificate]:
    """A certificate in force and the person of its producer."""
    user = make.account("producer_user")
    product = make.product(make.producer(user=user))
    return user, certificate(product, **values)


def opened(found: Certificate | None = None, *, by: UserAccount | None = None, **values: Any) -> RevocationCase:
    given = {"ground": "criteria_not_met", "conclusion": CONCLUSION, "files": [pdf_paper("kết luận.pdf")], **values}
    return open_case(found or owned()[1], **given, by=by or officer(), at=NOW)


def verifying(found: Certificate | None = None) -> RevocationCase:
    return start_verifying(opened(found), by=officer(), at=NOW)


def asked(found: Certificate) -> RevocationCase:
    case = opened(found)
    ask_to_explain(case, message="Vì sao mẫu không đạt?", due_on=TODAY + 2 * DAY, by=officer(), at=NOW)
    return RevocationCase.objects.get(pk=case.pk)


def submitted(found: Certificate | None = None) -> RevocationCase:
    return submit_case(verifying(found), report="Đã kiểm tra tại cơ sở, kết luận đúng.", by=officer(), at=NOW)
