"""What the pages of accounts hand from one to the next: the link of an invitation, for the person who made it."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from ocop.ledger.queries import timeline_lines
from ocop.pages.person import signed_in
from ocop.people import invitations as rooms
from ocop.people.models import Invitation, PublicBody
from ocop.people.queries.bodies import body_name_on, letterhead_on, letterheads_of, names_of, successions_of

SHOWN = "invitation_link"  # in the inviter's session: the link is theirs to hand over, nobody else's to read


def remember_link(request: HttpRequest, invitation: Invitation) -> None:
    """Make a new link and keep it in the inviter's session, so that the next page can show it."""
    link = rooms.renew_invitation(invitation, by=signed_in(request), at=timezone.now())
    request.session[SHOWN] = {"invitation": invitation.pk, "link": link}


def body_page(found: PublicBody, *, may_write: bool, on: date) -> dict[str, Any]:
    """A body with its names, the heads of its papers, what it came from and what it went into."""
    today = on
    origins, successions = successions_of(found)
    return {
        "body": found,
        "name": body_name_on(found, today),
        "names": names_of(found),
        "head": letterhead_on(found, today),
        "letterheads": letterheads_of(found),
        "origins": [(row, body_name_on(row.predecessor, row.effective_on)) for row in origins],
        "successions": [(row, body_name_on(row.successor, row.effective_on)) for row in successions],
        "may_write": may_write,
        "history": timeline_lines(found) if may_write else [],
        "crumbs": [("Cơ quan", reverse("people:bodies")), (body_name_on(found, today), "")] if may_write else [],
    }
