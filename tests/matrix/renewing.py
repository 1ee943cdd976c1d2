"""Renewals of the matrix: a star whose window is open, and the report of the OCOP office (Đ.7.6)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from ocop.councils.operations import consult_in_writing
from ocop.dossiers.models import Dossier
from ocop.filing.operations.starting import start_dossier
from ocop.people.models import UserAccount
from ocop.products.models import Product
from ocop.recognition.models import Certificate
from ocop.recognition.operations import new_token
from ocop.recognition.operations.recording import enter_certificates
from ocop.reviewing.operations.renewing import save_office_report, sign_office_report

from .people import People

if TYPE_CHECKING:
    from .objects import World

CHANGES = {"renewal.changes_since_recognition": "Thêm máy sấy."}
REPORT = {"checked": "Đủ thành phần.", "changes": "Thêm máy sấy.", "visit_findings": "", "proposal": "Giữ 3 sao."}


def start(product: Product, *, renews: bool, by: UserAccount, at: datetime) -> Dossier:
    """Open a draft; to renew, the product first gets three stars that run out in 150 days: 30 days are left to file."""
    if not renews:
        return start_dossier(product, by=by, at=at)
    last = timezone.localdate(at) + timedelta(days=150)
    row = Certificate(
        product=product, star_rating=3, regime="R2", issued_on=last - timedelta(days=1096), expires_on=last,
        decision_number="21/QĐ-UBND", token=new_token(),
    )  # fmt: skip
    enter_certificates([row], by=None, at=at)
    return start_dossier(product, kind="re_recognition", by=by, at=at)


def report(people: People, dossier: Dossier, *, at: datetime) -> None:
    """The office writes its report and signs it."""
    by = people["provincial_officer"]
    save_office_report(dossier, words=REPORT, visited_on=None, version=0, by=by, at=at)
    sign_office_report(dossier, number="9/BC-VP", signed_on=timezone.localdate(at), by=by, at=at)


def stages(world: "World", register: Callable[["World", Dossier], None]) -> dict[str, Callable[[Dossier], Any]]:
    """A renewal that waits for the office's report, one that waits for the council, one the council is asked about in writing."""

    def reported(one: Dossier) -> None:
        register(world, one)
        report(world.people, one, at=world.now - timedelta(days=1))

    def asked(one: Dossier) -> None:
        reported(one)
        body, by = world.people.councils["home"], world.people["council_secretary"]
        held = consult_in_writing(body, [one], by=by, at=world.now - timedelta(hours=20))
        world.objects |= {"meeting.written": held, "item.written": held.items.get()}

    return {"renewal": lambda one: register(world, one), "renewal_reported": reported, "renewal_asked": asked}
