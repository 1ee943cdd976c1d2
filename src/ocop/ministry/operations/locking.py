"""Read rows for change: every step of a package locks its dossier first, so that two clicks have one winner."""

from ocop.dossiers.operations.moving import lock_dossier
from ocop.ministry.models import SubmissionPackage


def lock_package(pk: int) -> SubmissionPackage:
    """Read a package and its dossier for change inside the running transaction; raises ``SubmissionPackage.DoesNotExist``."""
    dossier_id = SubmissionPackage.objects.values_list("dossier_id", flat=True).get(pk=pk)
    dossier = lock_dossier(dossier_id)
    package = SubmissionPackage.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=pk)
    package.dossier = dossier
    return package
