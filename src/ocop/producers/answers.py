"""What this room answers when those below it ask: which officer knows a producer's people from the own work."""

from django.utils import timezone

from ocop.people.asking import looked_after_by
from ocop.people.models import Role, UserAccount
from ocop.people.rights import inside_units_of

from .queries import own_producers_of


@looked_after_by
def is_of_own_commune(officer: UserAccount, person: UserAccount) -> bool:
    """Whether the person's own producer lies in a commune whose OCOP officer asks."""
    there = inside_units_of(officer, [Role.COMMUNE_OFFICER])
    return own_producers_of(person, on=timezone.localdate()).filter(there).exists()
