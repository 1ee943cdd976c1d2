"""An office drafts a renewal for a producer whose star runs out (QĐ 26/2026, Đ.7.6.a; assumed: process 8.2).

The draft is the producer's own: the office that made it neither reads nor changes it, and nothing is filed for anybody.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ocop.dossiers.models import Dossier, DossierType
from ocop.dossiers.operations.telling import tell_producer
from ocop.filing.operations.starting import draft_for, open_dossier_of
from ocop.filing.queries.kinds import kinds_of
from ocop.filing.rules import may_prepare_renewal
from ocop.ledger.errors import DomainError
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.producers.queries import people_of
from ocop.products.models import Product


@transaction.atomic
def prepare_renewal(product: Product, *, by: UserAccount, at: datetime) -> Dossier:
    """Draft the renewal of a product inside its window and tell the producer; the draft that is there is returned as it is.

    Raises ``DomainError`` when the person may not, the window is not open, another dossier is, or nobody acts for the producer.
    """
    insist(may_prepare_renewal(by, product))
    today = timezone.localdate(at)
    if known := open_dossier_of(product):
        if known.dossier_type == DossierType.RE_RECOGNITION:
            return known
        raise DomainError(f"Sản phẩm đang có hồ sơ “{known.get_dossier_type_display()}” chưa kết thúc.")
    if not people_of(product.producer, on=today):
        raise DomainError("Chủ thể chưa có tài khoản. Hãy mời chủ thể trước, hoặc in thư nhắc.")
    if kinds_of(product, on=today).needs_reason:
        raise DomainError("Đã quá kỳ nộp: chủ thể tự ghi lý do nộp muộn khi lập hồ sơ.")
    made = draft_for(product, DossierType.RE_RECOGNITION, by=by, at=at)
    tell_producer(made, "renewal_drafted", at=at)
    return made
