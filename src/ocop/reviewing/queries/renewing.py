"""Who reads the office's report on a renewal: the draft the office alone, the signed one whoever examines the dossier (Đ.7.6.c)."""

from ocop.dossiers.models import Dossier, OfficeReport
from ocop.dossiers.rules import acts_for
from ocop.people.models import Role, UserAccount
from ocop.people.rights import holds


def office_report_for(user: UserAccount, dossier: Dossier) -> OfficeReport | None:
    """Return the report this person may read, None for everybody else; the producer's side does not read it."""
    report = OfficeReport.objects.filter(dossier=dossier).first()
    if report is None or acts_for(user, dossier.producer):
        return None
    return report if report.signed_at or holds(user, Role.PROVINCIAL_OFFICER, dossier.unit_path) else None


def signed_office_report(dossier: Dossier) -> OfficeReport | None:
    """Return the signed report on a renewal; whoever asks has let the reader in."""
    return OfficeReport.objects.filter(dossier=dossier, signed_at__isnull=False).first()
