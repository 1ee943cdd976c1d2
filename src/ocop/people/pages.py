"""What the pages of accounts show: an invitation with its link for whoever made it, people to confirm as tasks, a body."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from ocop.ledger.queries import timeline_lines
from ocop.pages.person import signed_in
from ocop.people import invitations as rooms
from ocop.people.models import Invitation, PublicBody, Role, UserAccount
from ocop.people.queries.bodies import body_name_on, letterhead_on, letterheads_of, names_of, successions_of
from ocop.people.rules import may_confirm_person, may_manage_accounts
from ocop.people.tasks import Task

SHOWN = "invitation_link"  # in the inviter's session: the link is theirs to hand over, nobody else's to read


def hand_over(request: HttpRequest, invitation: Invitation, *, by_hand: bool = False) -> None:
    """Send a new link to the invited person alone; without a way to, or ``by_hand``, keep it for the next page of whoever made it."""
    if not by_hand and rooms.can_be_sent(invitation.account):
        rooms.send_invitation(invitation, by=signed_in(request), at=timezone.now())
        request.session.pop(SHOWN, None)
        return
    link = rooms.renew_invitation(invitation, by=signed_in(request), at=timezone.now())
    request.session[SHOWN] = {"invitation": invitation.pk, "link": link}


def invitation_page(request: HttpRequest, found: Invitation) -> dict[str, Any]:
    """One invitation: whether it is open, how its link travels, and who the person is known by."""
    shown = request.session.get(SHOWN, {})
    expires = rooms.expires_at(found)
    return {
        "invitation": found,
        "link": shown.get("link", "") if shown.get("invitation") == found.pk and found.accepted_at is None else "",
        "expires": expires,
        "is_over": expires < timezone.now(),
        "can_be_sent": rooms.can_be_sent(found.account),
        "may_give_roles": bool(may_manage_accounts(request.user)),
        "may_confirm": bool(may_confirm_person(request.user, found)),
        "spoke_as": Role(found.confirmed_role).label if found.confirmed_role else "",
        "waits": found.accepted_at is not None and found.confirmed_at is None and bool(found.unit_path),
    }


def tasks_for(user: UserAccount) -> list[Task]:
    """People who took an account by a link that was shown, for somebody who may say that they know them."""
    waiting = rooms.people_to_confirm(user)
    return [
        Task(f"Xác nhận người được mời: {one.account.full_name}", reverse("people:invitation", args=[one.pk]))
        for one in waiting
    ]


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
