"""Who may import a list, and who may decide where a product is made."""

from django.contrib.auth.models import AnonymousUser

from ocop.people.models import Role, UserAccount
from ocop.people.rights import ALLOWED, Denied, Verdict, holds, holds_any, inside_units_of
from ocop.recognition.models import Certificate, ImportBatch, UploadedList
from ocop.territory.models import UnitMappingCase

AT_ONCE = 500  # parameters of one query
NOT_ALONE = Denied("Lượt nhập này có cả sản phẩm của tỉnh khác; chỉ quản trị hệ thống hoàn tác được.")
DECIDERS = (Role.PROVINCIAL_OFFICER, Role.SYSTEM_ADMINISTRATOR)


def may_import(user: UserAccount | None, within: str = "") -> Verdict:
    """The operator of the machine and system administrators may import lists; an officer the list of the own province."""
    if user is None or holds(user, Role.SYSTEM_ADMINISTRATOR):
        return ALLOWED
    if within and holds(user, Role.PROVINCIAL_OFFICER, within):
        return ALLOWED
    return Denied("Chỉ quản trị hệ thống được nhập danh sách công nhận.")


def may_upload(user: UserAccount) -> Verdict:
    """The provincial office sends the lists of its province, a system administrator any list."""
    if holds_any(user, DECIDERS):
        return ALLOWED
    return Denied("Trang này dành cho cơ quan tham mưu OCOP cấp tỉnh và quản trị hệ thống.")


def may_apply(upload: UploadedList) -> Verdict:
    """A list is brought in once its lines lie ready; again only after that import was taken back, or when doubtful lines were answered since."""
    if upload.checked_at is None:
        return Denied("Hãy xem trước danh sách trước khi nhập.")
    stands = upload.applied_at is not None and (upload.batch is None or upload.batch.undone_at is None)
    if stands and upload.applied_at and upload.checked_at <= upload.applied_at:
        return Denied("Danh sách này đã được nhập.")
    return ALLOWED


def may_undo(user: UserAccount | None, batch: ImportBatch) -> Verdict:
    """Whoever may import a list may take one back; an officer what was brought in from an upload of the own province, and from there alone.

    The same file is one import, whoever sends it: with a list of several provinces, each brings its lines into it.
    """
    if may_import(user) or user is None or batch.imported_by_id is None:
        return may_import(user)
    mine = inside_units_of(user, [Role.PROVINCIAL_OFFICER], "unit__path")
    if not batch.uploads.filter(mine, unit__isnull=False, uploaded_by=batch.imported_by_id).exists():
        return may_import(user)
    return NOT_ALONE if _reaches_beyond(user, batch) else ALLOWED


def _reaches_beyond(user: UserAccount, batch: ImportBatch) -> bool:
    """Whether an import brought, completed or ended a certificate of another place."""
    beyond = Certificate.objects.exclude(inside_units_of(user, [Role.PROVINCIAL_OFFICER], "product__unit_path"))
    touched = [*map(int, batch.replaced.get("completed", {})), *batch.replaced.get("ended", [])]
    parts = [touched[start : start + AT_ONCE] for start in range(0, len(touched), AT_ONCE)]
    return beyond.filter(batch=batch).exists() or any(beyond.filter(pk__in=part).exists() for part in parts)


def may_erase_import_words(user: UserAccount | AnonymousUser) -> Verdict:
    """Only a system administrator erases what people wrote into a list, and sees what was brought in."""
    if isinstance(user, UserAccount) and holds(user, Role.SYSTEM_ADMINISTRATOR):
        return ALLOWED
    return Denied("Chỉ quản trị hệ thống được xóa lời ghi của một lượt nhập.")


def may_decide_places(user: UserAccount) -> Verdict:
    """The provincial office and system administrators see the queue."""
    if holds_any(user, DECIDERS):
        return ALLOWED
    return Denied("Trang này dành cho cơ quan tham mưu OCOP cấp tỉnh và quản trị hệ thống.")


def may_resolve(user: UserAccount, case: UnitMappingCase) -> Verdict:
    """An officer of the case's province, or a system administrator, may decide an open case."""
    if case.resolved_at is not None:
        return Denied("Nơi sản xuất này đã được xác định.")
    return _decides(user, case)


def may_take_back(user: UserAccount, case: UnitMappingCase) -> Verdict:
    """Whoever may decide a case may take the answer back."""
    if case.resolved_at is None:
        return Denied("Nơi sản xuất này chưa được xác định nên không có gì để rút lại.")
    return _decides(user, case)


def _decides(user: UserAccount, case: UnitMappingCase) -> Verdict:
    if holds(user, Role.SYSTEM_ADMINISTRATOR):
        return ALLOWED
    if case.province and holds(user, Role.PROVINCIAL_OFFICER, case.province.path):
        return ALLOWED
    return Denied("Việc này thuộc cơ quan tham mưu cấp tỉnh của nơi sản xuất.")
