"""Who complained can be erased: nothing of it is left to read, and chain, hashes and the closed complaint stay valid."""

import json

import pytest
from django.core import serializers
from django.db import IntegrityError, transaction
from django.urls import reverse

from ocop.complaints.models import Complaint, ComplaintFile
from ocop.complaints.operations import erase_complainant
from ocop.ledger.adopting import adopt_records
from ocop.ledger.comparing import record_checks, told_by_the_chain
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry, PersonalValue
from ocop.ledger.personal import ERASED
from ocop.ledger.verifying import verify_chain
from ocop.people.models import UserAccount
from tests import builders as make
from tests.papers import pdf_paper

from .builders import NOW, SAID, answered, owned, recorded

pytestmark = pytest.mark.django_db
FILE = "đơn của ông Khiếu.pdf"
REQUEST = "Đơn số 5 ngày 1/12/2026"
WORDS = ("Trần Văn Khiếu", "Ấp 3", FILE)


@pytest.fixture
def closed() -> Complaint:
    by, product = make.account("provincial_officer", make.province(), username="can-bo"), owned()[1]
    make.account("system_administrator", username="quan-tri")
    adopt_records(at=NOW)
    return answered(recorded(product, by, files=[pdf_paper(FILE)]), by)


def administrator() -> UserAccount:
    return UserAccount.objects.get(username="quan-tri")


def office() -> UserAccount:
    return UserAccount.objects.get(username="can-bo")


def left(text: str) -> list[str]:
    return [word for word in WORDS if word in text]


def everything_stored() -> str:
    rows = [
        *Complaint.objects.all(),
        *ComplaintFile.objects.all(),
        *PersonalValue.objects.all(),
        *AuditEntry.objects.all(),
    ]
    return json.dumps(json.loads(serializers.serialize("json", rows)), ensure_ascii=False)


def findings() -> list[str]:
    return [one.record for check in record_checks(told_by_the_chain).values() for one in check() if one]


def read_by_the_office(one: Complaint) -> str:
    """The page, the list on it and the list as CSV."""
    client, address = make.browser(office()), reverse("complaints:complaints")
    listed = client.get(address, {"loc": "da-tra-loi", "tai": "csv"})
    exported = b"".join(listed.streaming_content) if listed.streaming else listed.content
    pages = [client.get(reverse("complaints:complaint", args=[one.pk])), client.get(address, {"loc": "da-tra-loi"})]
    return exported.decode() + "".join(page.content.decode() for page in pages)


def test_erasing_leaves_nothing_to_read_and_everything_valid(closed: Complaint) -> None:
    assert left(everything_stored()) == list(WORDS)
    assert left(read_by_the_office(closed)) == list(WORDS)
    by = administrator()
    for _ in range(2):
        erase_complainant(closed, reason=REQUEST, by=by, at=NOW)
    assert (left(everything_stored()), left(read_by_the_office(closed))) == ([], [])
    assert SAID.content in read_by_the_office(closed)
    assert (verify_chain().holds, findings()) == (True, [])
    assert AuditEntry.objects.get(action="personal_data_erased").reason == REQUEST
    paper = closed.files.get(purpose="complaint")
    download = make.browser(office()).get(reverse("complaints:paper_file", args=[closed.pk, paper.pk]))
    assert f"tep-{paper.pk}.pdf" in download["Content-Disposition"]


def test_the_texts_about_people_of_a_closed_complaint_may_only_be_erased(closed: Complaint) -> None:
    files = ComplaintFile.objects.filter(complaint=closed)
    for change in (
        lambda: Complaint.objects.filter(pk=closed.pk).update(complainant="Người khác"),
        lambda: Complaint.objects.filter(pk=closed.pk).update(contact="Ấp 4"),
        lambda: files.update(original_name="khác.pdf"),
        lambda: files.update(original_name=ERASED, size=1),
    ):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            change()
    files.update(original_name=ERASED)
    assert len(findings()) == 2  # without a line that says so, each of the two files is named


def test_only_an_administrator_erases_what_is_closed_and_says_why(closed: Complaint) -> None:
    waiting = recorded(owned()[1], office())
    for one, by, reason, sentence in (
        (closed, office(), "x", "Chỉ người quản trị hệ thống"),
        (waiting, administrator(), "x", "còn chờ trả lời"),
        (closed, administrator(), " ", "Hãy ghi số và ngày của đơn"),
    ):
        with pytest.raises(DomainError, match=sentence):
            erase_complainant(one, reason=reason, by=by, at=NOW)
    assert Complaint.objects.filter(complainant=SAID.complainant).count() == 2


def test_the_administrators_page_asks_for_the_request_and_a_tick_and_shows_nobody(closed: Complaint) -> None:
    client, address = make.browser(administrator()), reverse("complaints:erase", args=[closed.pk])
    product = reverse("products:detail", args=[closed.product_id])
    assert address in client.get(product).content.decode()
    assert address not in make.browser(office()).get(product).content.decode()
    opened = client.get(address).content.decode()
    assert left(opened) == []
    assert SAID.content not in opened
    assert client.post(address, {"reason": REQUEST}).status_code == 422
    assert left(everything_stored()) == list(WORDS)
    assert client.post(address, {"reason": REQUEST, "confirmed": "on"}).status_code == 302
    assert left(everything_stored()) == []
    assert address not in client.get(product).content.decode()
