"""Dossiers that would raise or renew a star which was revoked meanwhile: they cannot go on (QĐ 26/2026, Đ.7.5, 7.6, 8)."""

from collections.abc import Iterable
from datetime import date

from ocop.dossiers.models import Dossier, DossierType
from ocop.recognition.arithmetic import CertificateState
from ocop.vietnamese import format_date

from .certificates import newest_certificates

OF_A_STAR = frozenset({DossierType.UPGRADE, DossierType.RE_RECOGNITION})


def revoked_stars(dossiers: Iterable[Dossier], *, on: date) -> dict[int, str]:
    """Return, by dossier, the sentence why it cannot go on; dossiers of other kinds and of stars in force are left out.

    One query where there is a dossier that raises or renews a star, none elsewhere.
    """
    asked = [one for one in dossiers if one.dossier_type in OF_A_STAR]
    if not asked:
        return {}
    newest = newest_certificates({one.product_id for one in asked}, on=on)
    found = {}
    for one in asked:
        certificate, live = newest.get(one.product_id, (None, None))
        if certificate and live and live.state == CertificateState.REVOKED and certificate.ended_on:
            day, kind = format_date(certificate.ended_on), one.get_dossier_type_display().lower()
            found[one.pk] = (
                f"Giấy chứng nhận {certificate.star_rating} sao đã bị thu hồi ngày {day} nên hồ sơ {kind} không tiếp tục được."
            )
    return found
