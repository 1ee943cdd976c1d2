"""What this room answers when those below it ask: the seats of an invited person count once it is known who it is."""

from datetime import datetime

from ocop.councils.operations.counting import count_seats
from ocop.people.asking import person_confirmed
from ocop.people.models import Invitation, UserAccount


@person_confirmed
def count_waiting_seats(invitation: Invitation, by: UserAccount, at: datetime) -> int:
    """Waiting seats in councils count from now on."""
    return count_seats(invitation, by=by, at=at)
