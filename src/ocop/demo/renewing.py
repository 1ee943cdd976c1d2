"""After recognition: an upgrade that waits at the commune, a renewal that waits for the office's report, one the council is asked about in writing."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from ocop.councils.models import Capacity, Council
from ocop.councils.operations.consulting import consult_in_writing
from ocop.dossiers.models import Dossier, DossierType
from ocop.filing.operations.filing import save_general
from ocop.filing.operations.starting import start_dossier
from ocop.law.regimes import regime_on
from ocop.law.validity import expires_on
from ocop.people.models import Role, UserAccount
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.models import Certificate
from ocop.recognition.operations import new_token, publish_products
from ocop.recognition.operations.recording import enter_certificates
from ocop.reviewing.operations.renewing import save_office_report, sign_office_report

from . import filing, reviewing
from .moments import Diary
from .places import current_unit

DAY = timedelta(days=1)
TO_UPGRADE = "Trà sen Bà Đen"
_ROW: dict[str, Any] = {"set": 11, "aims": 4, "days_ago": 30}
TO_RENEW = {**_ROW, "product": "Trà ô long Bà Đen", "name_en": "Ba Den oolong tea"}
TO_ASK = {**_ROW, "product": "Trà hoa đậu biếc Bà Đen", "name_en": "Ba Den butterfly pea tea"}
REPORT = {
    "checked": "Hồ sơ đủ thành phần, phiếu kiểm nghiệm còn hạn (trình diễn).",
    "changes": "Thêm máy sấy lạnh, nhãn mới; nguyên liệu không đổi (trình diễn).",
    "visit_findings": "",
    "proposal": "Đề nghị Hội đồng cho ý kiến bằng văn bản, giữ 4 sao (trình diễn).",
}
YEARS_LEFT = 500  # days of the star that rises
DAYS_LEFT = 125  # of the star to be renewed: its window closes in five days
TERM = 36  # months, of the regime under which the star was given
CHANGES = {
    "renewal.changes_since_recognition": "Thêm máy sấy lạnh, nhãn mới có mã truy xuất; nguyên liệu không đổi (trình diễn)."
}


def leave_an_upgrade_and_renewals(producer: Producer, *, now: datetime) -> int:
    """File all for a cooperative of Hòa Thành; returns how many dossiers were made."""
    user = producer.users.get().account
    star = Product.objects.get(name=TO_UPGRADE, producer=producer)
    diary = Diary(TO_UPGRADE, now - 4 * DAY, now)
    at = diary.after(0)
    rise = start_dossier(star, kind=DossierType.UPGRADE, target_star=5, by=user, at=at)
    save_general(rise, CHANGES | filing.results_answers(star), by=user, at=at)
    rise.refresh_from_db()
    filing.file_dossier(rise, by=user, at=diary.after(1))

    _renewal(TO_RENEW, producer, now=now)
    _ask_the_council(_renewal(TO_ASK, producer, now=now), now=now)
    return 3


def _renewal(row: dict[str, Any], producer: Producer, *, now: datetime) -> Dossier:
    """A renewal inside its window, as far as the provincial office's desk."""
    user = producer.users.get().account
    diary = Diary(row["product"], now - 28 * DAY, now)
    at = diary.after(0)
    product = filing.create_product(row, producer, "", at=at)
    filing.show_product(row, product, by=user, at=at)
    _certify(product, star=4, last=localdate(now) + DAYS_LEFT * DAY, at=now)
    again = filing.fill_dossier(row, product, kind=DossierType.RE_RECOGNITION, by=user, at=at)
    save_general(again, CHANGES, by=user, at=diary.after(0.5))
    again.refresh_from_db()
    filing.file_dossier(again, by=user, at=diary.after(1))
    reviewing.receive(again, at=diary.after(2))
    reviewing.assess(again, at=diary.after(9))
    reviewing.propose(again, at=diary.after(15))
    reviewing.check_at_province(again, at=diary.after(17))
    return again


def _ask_the_council(dossier: Dossier, *, now: datetime) -> None:
    """The office reports, and every member of the council is asked in writing (Đ.7.6.c, d)."""
    province, at = current_unit("80"), now - 3 * DAY
    officer = reviewing.officer_of(Role.PROVINCIAL_OFFICER, province)
    dossier.refresh_from_db()
    save_office_report(dossier, words=REPORT, visited_on=None, version=0, by=officer, at=at)
    sign_office_report(dossier, number="58/BC-VPĐP (trình diễn)", signed_on=localdate(at), by=officer, at=at)
    council = Council.objects.get(unit=province, is_demo=True)
    secretary = council.members.get(capacity=Capacity.SECRETARY).account
    dossier.refresh_from_db()
    consult_in_writing(council, [dossier], by=secretary, at=now - 2 * DAY, is_demo=True)


def hold_a_star(product: Product, star: int, *, now: datetime, at: datetime) -> None:
    """Enter the star of an earlier decision that an upgrade rises from."""
    _certify(product, star=star, last=localdate(now) + YEARS_LEFT * DAY, at=at)


def say_what_changed(dossier: Dossier, *, by: UserAccount, at: datetime) -> None:
    """Answer what an upgrade says anew (Đ.6.1.b)."""
    save_general(dossier, CHANGES, by=by, at=at)
    dossier.refresh_from_db()


def _certify(product: Product, *, star: int, last: date, at: datetime) -> None:
    """Four stars of an earlier decision, entered as they were printed."""
    issued_on = expires_on(last, -TERM)
    province = product.unit.parent if product.unit and product.unit.parent else current_unit("80")
    row = Certificate(
        product=product, star_rating=star, regime=regime_on(issued_on).code, issued_on=issued_on, expires_on=last,
        decision_number="512/QĐ-UBND (trình diễn)", issuing_authority=f"Ủy ban nhân dân {province.name_in_text}", token=new_token(),
        source_grade="signed_decision", is_demo=True,
    )  # fmt: skip
    enter_certificates([row], by=None, at=at)
    publish_products([product.pk])
