"""After recognition: an upgrade that waits at the commune, and a renewal inside its window that waits for the office's report."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from ocop.dossiers.models import Dossier, DossierType
from ocop.filing.operations.filing import save_general
from ocop.filing.operations.starting import start_dossier
from ocop.law.regimes import regime_on
from ocop.law.validity import expires_on
from ocop.people.models import UserAccount
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.models import Certificate
from ocop.recognition.operations import new_token, publish_products
from ocop.recognition.operations.recording import enter_certificates

from . import filing, reviewing
from .moments import Diary
from .places import current_unit

DAY = timedelta(days=1)
TO_UPGRADE = "Trà sen Bà Đen"
TO_RENEW = {"product": "Trà ô long Bà Đen", "name_en": "Ba Den oolong tea", "set": 11, "aims": 4, "days_ago": 30}
YEARS_LEFT = 500  # days of the star that rises
DAYS_LEFT = 125  # of the star to be renewed: its window closes in five days
TERM = 36  # months, of the regime under which the star was given
CHANGES = {
    "renewal.changes_since_recognition": "Thêm máy sấy lạnh, nhãn mới có mã truy xuất; nguyên liệu không đổi (trình diễn)."
}


def leave_an_upgrade_and_a_renewal(producer: Producer, *, now: datetime) -> int:
    """File both for a cooperative of Hòa Thành; returns how many dossiers were made."""
    user = producer.users.get().account
    star = Product.objects.get(name=TO_UPGRADE, producer=producer)
    diary = Diary(TO_UPGRADE, now - 4 * DAY, now)
    at = diary.after(0)
    rise = start_dossier(star, kind=DossierType.UPGRADE, target_star=5, by=user, at=at)
    save_general(rise, CHANGES | filing.results_answers(star), by=user, at=at)
    rise.refresh_from_db()
    filing.file_dossier(rise, by=user, at=diary.after(1))

    diary = Diary(str(TO_RENEW["product"]), now - 28 * DAY, now)
    at = diary.after(0)
    product = filing.create_product(TO_RENEW, producer, "", at=at)
    filing.show_product(TO_RENEW, product, by=user, at=at)
    _certify(product, star=4, last=localdate(now) + DAYS_LEFT * DAY, at=now)
    again = filing.fill_dossier(TO_RENEW, product, kind=DossierType.RE_RECOGNITION, by=user, at=at)
    save_general(again, CHANGES, by=user, at=diary.after(0.5))
    again.refresh_from_db()
    filing.file_dossier(again, by=user, at=diary.after(1))
    reviewing.receive(again, at=diary.after(2))
    reviewing.assess(again, at=diary.after(9))
    reviewing.propose(again, at=diary.after(15))
    reviewing.check_at_province(again, at=diary.after(17))
    return 2


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
