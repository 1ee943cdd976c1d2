"""What the pages of a meeting show around their forms: agenda, closing of a product, report."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from ocop.councils.models import AgendaItem, CouncilMeeting, CouncilReport, ItemState
from ocop.councils.pages.board_cells import WITHOUT_REPORT
from ocop.councils.pages.trails import trail
from ocop.councils.queries.meetings import Present, agenda_of, dossiers_waiting_for, movable, sent_back
from ocop.councils.queries.minutes import minutes_of, unfinished_items
from ocop.councils.queries.recorded import names_of_items
from ocop.councils.queries.standing import Standing, seats_at
from ocop.councils.rules import may_arrange, may_close_item
from ocop.people.models import UserAccount
from ocop.people.queries.naming import signer_name


def agenda_page(meeting: CouncilMeeting, user: UserAccount) -> dict[str, Any]:
    """The products of a meeting in their order, and the dossiers of the round that still wait for one."""
    items, waiting = list(agenda_of(meeting)), list(dossiers_waiting_for(meeting))
    names = names_of_items([meeting], items)
    can_rise, can_sink = movable(items)
    returned = sent_back(dossier.pk for dossier in waiting)
    return {
        "meeting": meeting,
        "items": [(item, names[item.pk]) for item in items],
        "can_rise": can_rise,
        "can_sink": can_sink,
        "waiting": [(dossier, returned.get(dossier.pk)) for dossier in waiting],
        "may_arrange": may_arrange(user, meeting),
        "waiting_state": ItemState.WAITING,
        "without_report": WITHOUT_REPORT,
        "crumbs": trail(meeting=meeting, last="Chương trình"),
    }


def closing_page(item: AgendaItem, standing: Standing) -> dict[str, Any]:
    """Whose sheets are still missing when a product is closed."""
    return {
        "item": item,
        "missing": [seat.member for seat in seats_at(item) if seat.expected],
        "may_close": may_close_item(standing, item),
        "crumbs": trail(item=item, last="Đóng chấm"),
    }


def report_page(meeting: CouncilMeeting, signed: CouncilReport | None) -> dict[str, Any]:
    """The minutes: frozen once signed, before that as they would be, and not while a product is open."""
    unfinished = unfinished_items(meeting) if signed is None else []
    content = signed.content if signed else minutes_of(meeting) if not unfinished else None
    return {
        "meeting": meeting,
        "report": signed,
        "signer": signer_name(signed.content.get("signed_by") or {}, signed.signed_by, signed.signed_at)
        if signed
        else "",
        "content": content,
        "unfinished": unfinished,
        "crumbs": trail(meeting=meeting, last="Báo cáo và biên bản"),
    }


def read_presence(sent: QueryDict, members: Iterable[Present]) -> dict[int, bool]:
    """Read the attendance as it was sent: whom the page listed is absent without a tick; nothing is said of anybody else."""
    listed = set(sent.getlist("danh-sach"))
    answers = {
        one.member.pk: sent.get(f"tv-{one.member.pk}", "vang" if str(one.member.pk) in listed else "")
        for one in members
    }
    return {pk: answer == "co" for pk, answer in answers.items() if answer in {"co", "vang"}}
