"""What a producer sees below the work to do: own products with star, days left, the next step and its day.

A fixed number of reads, whatever the number of products: products, certificates, main photos; the dossiers come with the tasks.
"""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from ocop.dossiers.models import DossierState
from ocop.dossiers.wording import holder_words
from ocop.filing.arithmetic import KindsToday
from ocop.filing.pages.kinds import possible_today
from ocop.filing.pages.tasks import dossier_href
from ocop.filing.queries.kinds import kinds_by_star
from ocop.filing.queries.own_dossiers import OwnDossier, own_dossiers
from ocop.people.models import UserAccount
from ocop.products.models import Product, ProductPhoto
from ocop.products.pages import shown_to_editors
from ocop.products.queries import main_photos, own_products
from ocop.products.showing import ShownPhoto
from ocop.recognition.arithmetic import CertificateState
from ocop.recognition.models import Certificate
from ocop.recognition.queries.certificates import LiveState, newest_certificates, star_held

HOLDS = frozenset({CertificateState.VALID, CertificateState.EXPIRING, CertificateState.UNCERTAIN})


@dataclass(frozen=True)
class NextStep:
    """What comes next with a product: a link in words, its day, and who has to act."""

    words: str
    href: str
    on: date | None = None
    days_left: int | None = None
    done: tuple[int, int] | None = None  # criteria answered of how many, for a draft
    working: bool = False  # its day is counted in working days


@dataclass(frozen=True)
class OwnProduct:
    """A product of the person's producers."""

    product: Product
    photo: ShownPhoto | None
    star: int
    live: LiveState | None
    days_left: int | None
    step: NextStep | None


def products_at_home(user: UserAccount, *, on: date) -> list[OwnProduct]:
    """Return the products a person acts for, in Vietnamese order (four queries)."""
    products = list(own_products(user))
    newest = newest_certificates([one.pk for one in products], on=on)
    kinds = kinds_by_star(products, {pk: star_held(*pair) for pk, pair in newest.items()}, on=on)
    photos = main_photos([one.pk for one in products])
    dossiers: dict[int, OwnDossier] = {}
    for row in own_dossiers(user, on=on):  # requests first, then drafts, then the newest
        dossiers.setdefault(row.dossier.product_id, row)
    return [
        _own(one, newest.get(one.pk), photos.get(one.pk), _next_step(one, kinds[one.pk], dossiers.get(one.pk), on), on)
        for one in products
    ]


def _own(
    product: Product,
    newest: tuple[Certificate, LiveState] | None,
    photo: ProductPhoto | None,
    step: NextStep | None,
    on: date,
) -> OwnProduct:
    certificate, live = newest or (None, None)
    last = live.expiry.earliest if live and live.state in HOLDS else None
    return OwnProduct(
        product=product,
        photo=shown_to_editors(photo, product) if photo else None,
        star=certificate.star_rating if certificate and live and live.state in HOLDS else 0,
        live=live,
        days_left=(last - on).days if last else None,
        step=step,
    )


def _next_step(product: Product, kinds: KindsToday, row: OwnDossier | None, on: date) -> NextStep | None:
    """An open dossier decides; then what can be filed for the star; then the first dossier."""
    if row and row.is_open:
        return _open_step(row)
    if possible := possible_today(kinds):
        left = (possible.until - on).days if possible.until else None
        return NextStep(possible.words, reverse("filing:start", args=[product.pk]), possible.until, left)
    if row:
        return NextStep(f"{row.dossier.get_state_display()}: xem kết quả", dossier_href(row))
    if product.set_number and not product.product_code:
        return NextStep("Lập hồ sơ đánh giá", reverse("filing:start", args=[product.pk]))
    return None


def _open_step(row: OwnDossier) -> NextStep:
    state = row.dossier.state
    words = row.next_action if row.waits_for_producer else f"Đang ở: {holder_words(state)}"
    words = "Soạn tiếp hồ sơ" if state == DossierState.DRAFT else words
    return NextStep(words, dossier_href(row), row.due_on, row.days_left, row.done, row.working)
