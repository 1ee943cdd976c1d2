"""What the pages of accounts hand from one to the next: the link of an invitation, for the person who made it."""

from django.http import HttpRequest
from django.utils import timezone

from ocop.pages.person import signed_in
from ocop.people import invitations as rooms
from ocop.people.models import Invitation

SHOWN = "invitation_link"  # in the inviter's session: the link is theirs to hand over, nobody else's to read


def remember_link(request: HttpRequest, invitation: Invitation) -> None:
    """Make a new link and keep it in the inviter's session, so that the next page can show it."""
    link = rooms.renew_invitation(invitation, by=signed_in(request), at=timezone.now())
    request.session[SHOWN] = {"invitation": invitation.pk, "link": link}
