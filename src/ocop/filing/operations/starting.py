"""A draft is opened, or becomes one of another kind (QĐ 26/2026, Đ.6.1, Đ.7.5, Đ.7.6.a; OQ-09, OQ-24).

Which kinds a product may file on a day says ``filing.arithmetic``; the database holds one open dossier per product.
"""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from ocop.dossiers.models import TERMINAL_STATES, Dossier, DossierState, DossierType, RegistrationForm
from ocop.dossiers.operations.moving import lock_dossier, note
from ocop.dossiers.rules import acts_for
from ocop.filing.operations.copying import copy_last
from ocop.filing.operations.filing import LONGEST_REASON, note_change
from ocop.filing.queries.kinds import kinds_of
from ocop.filing.rules import NOT_YOURS, may_change_kind
from ocop.law.catalogue import same_leaf
from ocop.law.governing import law_on
from ocop.law.sheets import UnknownSheetError
from ocop.ledger.errors import DomainError
from ocop.people.models import UserAccount
from ocop.people.rights import insist
from ocop.producers.queries import on_behalf_of
from ocop.products.models import Product
from ocop.vietnamese import format_date, nfc


def start_dossier(
    product: Product,
    *,
    by: UserAccount,
    at: datetime,
    kind: str = DossierType.FIRST_TIME,
    target_star: int | None = None,
    late_reason: str = "",
) -> Dossier:
    """Open a draft of a kind for a product, or return the one of this kind that is open already.

    Raises ``DomainError`` when the person may not, the kind cannot be filed today, or a dossier of another kind is open.
    """
    if not acts_for(by, product.producer):
        raise DomainError(NOT_YOURS.reason)
    if existing := open_dossier_of(product):
        return _same_kind(existing, kind)
    return draft_for(product, kind, target_star=target_star, late_reason=late_reason, by=by, at=at)


def draft_for(
    product: Product, kind: str, *, target_star: int | None = None, late_reason: str = "", by: UserAccount, at: datetime
) -> Dossier:
    """Open a draft for whoever may have one made; two who press at once get the same. Raises ``DomainError`` when the kind cannot be filed today."""
    declared = _declared(product, kind, target_star, late_reason, on=timezone.localdate(at))
    try:
        with transaction.atomic():
            return _new_draft(product, declared, by=by, at=at)
    except IntegrityError:  # two people pressed at once: the other one's draft is the draft
        if existing := open_dossier_of(product):
            return _same_kind(existing, kind)
        raise


@transaction.atomic
def change_kind(
    dossier: Dossier, *, kind: str, target_star: int | None = None, late_reason: str = "", by: UserAccount, at: datetime
) -> Dossier:
    """Let a draft go on as one of another kind, with everything in it; repeating it changes nothing.

    Raises ``DomainError`` when the person may not, the dossier was filed, or the kind cannot be filed today.
    """
    locked = lock_dossier(dossier.pk)
    insist(may_change_kind(by, locked))
    declared = _declared(locked.product, kind, target_star, late_reason, on=timezone.localdate(at))
    before = {name: getattr(locked, name) for name in declared}
    if before == declared:
        return locked
    for name, value in declared.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(declared))
    note_change(locked, "kind_changed", by=by, at=at, details={"from": before, "to": declared})
    return locked


def open_dossier_of(product: Product) -> Dossier | None:
    """Return the dossier of a product that is not finished; one that the province passed upward is not either (Đ.7.3.e ¶2)."""
    return Dossier.objects.filter(product=product).exclude(state__in=TERMINAL_STATES).first()


def _same_kind(existing: Dossier, kind: str) -> Dossier:
    if existing.dossier_type == kind:
        return existing
    label, day = existing.get_dossier_type_display(), format_date(timezone.localdate(existing.created_at))
    raise DomainError(
        f"Sản phẩm đang có hồ sơ “{label}” lập ngày {day}; mỗi sản phẩm chỉ có một hồ sơ đang mở. "
        "Hãy làm tiếp hồ sơ đó, hoặc bỏ bản nháp, rút hồ sơ rồi lập hồ sơ mới."
    )


def _declared(
    product: Product, kind: str, target_star: int | None, late_reason: str, *, on: date
) -> dict[str, str | int | None]:
    """Check what a dossier declares to be against the star of its product."""
    today = kinds_of(product, on=on)
    if kind not in DossierType.values:
        raise DomainError("Hãy chọn loại hồ sơ.", field="kind")
    if kind in today.refusals:
        raise DomainError(today.refusals[kind], field="kind")
    upgrade, again = kind == DossierType.UPGRADE, kind == DossierType.RE_RECOGNITION
    if upgrade and target_star not in today.targets:
        stars = ", ".join(map(str, today.targets))
        raise DomainError(f"Hãy chọn hạng đăng ký cao hơn {today.star} sao đang có: {stars}.", field="target_star")
    reason = nfc(late_reason).strip() if again and today.needs_reason else ""
    if again and today.needs_reason and not reason:
        raise DomainError("Đã quá hạn nộp hồ sơ phân hạng lại: hãy ghi lý do nộp muộn.", field="late_reason")
    if len(reason) > LONGEST_REASON:
        raise DomainError(f"Lý do dài quá {LONGEST_REASON} ký tự.", field="late_reason")
    aim = target_star if upgrade else (today.star if again else None)
    return {"dossier_type": str(kind), "target_star": aim, "late_reason": reason}


def _new_draft(product: Product, declared: dict[str, str | int | None], *, by: UserAccount, at: datetime) -> Dossier:
    law = law_on(timezone.localdate(at))
    unit = product.unit or product.producer.unit
    if product.set_number is None:
        raise DomainError("Sản phẩm chưa chọn bộ tiêu chí. Hãy sửa sản phẩm và chọn nhóm sản phẩm trước.")
    if unit is None:
        raise DomainError("Sản phẩm chưa có xã, phường. Hãy sửa địa chỉ của chủ thể trước.")
    if not same_leaf(product.regime or law.regime.code, product.set_number, law.regime.code):
        raise DomainError(
            f"Nhóm của sản phẩm được chọn theo quy định trước; bộ số {product.set_number} nay là loại sản phẩm khác. "
            "Hãy sửa sản phẩm và chọn lại nhóm trước."
        )
    try:
        sheet = law.sheet_in_force(product.set_number)
    except UnknownSheetError as error:
        raise DomainError(f"Chưa có bộ tiêu chí số {product.set_number} cho quy định đang áp dụng.") from error
    dossier = Dossier.objects.create(
        product=product,
        producer=product.producer,
        regime=law.regime.code,
        set_number=sheet.number,
        sheet_hash=sheet.sheet_hash,
        year=law.day.year,
        unit=unit,
        unit_path=unit.path,
        created_by=by,
        created_at=at,
        is_demo=product.is_demo,
        **declared,
    )
    RegistrationForm.objects.create(dossier=dossier)
    behalf = on_behalf_of(by, dossier.producer, on=timezone.localdate(at))
    first = dossier.dossier_type == DossierType.FIRST_TIME
    told = {} if first else {**declared, **copy_last(dossier, on=law.day, at=at)}
    note(dossier, "dossier_started", by=by, at=at, on_behalf_of=behalf, to_state=DossierState.DRAFT, details=told)
    return dossier
