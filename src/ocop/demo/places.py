"""Places of the demonstration by their codes of today."""

from ocop.territory.models import AdministrativeUnit


def current_unit(code: str) -> AdministrativeUnit:
    """The unit that bears a code today; raises ``AdministrativeUnit.DoesNotExist``."""
    return AdministrativeUnit.objects.get(code=code, effective_to__isnull=True)
