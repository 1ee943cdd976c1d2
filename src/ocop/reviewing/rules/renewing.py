"""Rules of a renewal at the province: the OCOP office checks and reports, no round and no advisory group (QĐ 26/2026, Đ.7.6.c)."""

from ocop.dossiers.models import Dossier, DossierState, DossierType
from ocop.people.models import UserAccount
from ocop.people.rights import ALLOWED, Denied, Verdict
from ocop.reviewing.rules.commune import as_provincial_officer, first_refusal, in_state


def is_renewal(dossier: Dossier) -> bool:
    """Whether the dossier goes the way of a re-recognition (Đ.7.6)."""
    return dossier.dossier_type == DossierType.RE_RECOGNITION


def may_report(user: UserAccount, dossier: Dossier) -> Verdict:
    """Whether the person may write and sign the office's report: the office of the province, on a renewal it has received."""
    return first_refusal(
        as_provincial_officer(user, dossier),
        ALLOWED if is_renewal(dossier) else Denied("Báo cáo này chỉ lập cho hồ sơ phân hạng lại (Đ.7.6.c)."),
        in_state(dossier, DossierState.PROVINCE_REVIEW),
        ALLOWED
        if dossier.receipts.filter(evaluation_level="province").exists()
        else Denied("Hồ sơ chưa được tỉnh tiếp nhận và cấp số phiếu."),
    )
