"""How the council of the matrix scores and closes its products."""

from datetime import timedelta
from typing import TYPE_CHECKING

from ocop.councils import operations as councils
from ocop.councils.arithmetic import Mark
from ocop.councils.models import AgendaItem
from ocop.demo.choices import choices_reaching
from ocop.law.tests.usual import get_sheet

if TYPE_CHECKING:
    from .objects import World

SET = 11
SCORERS = ("council_chair", "council_member", "council_member_second", "council_member_third", "council_expert")


def fill_sheets(world: "World", item: AgendaItem, star: int, *, sealed: tuple[str, ...] = SCORERS) -> None:
    """Every scorer marks every criterion; those named send the sheet."""
    item.refresh_from_db()
    law, at = get_sheet("R4", SET), world.now - timedelta(hours=5)
    choices = choices_reaching(law, star)
    for name in SCORERS:
        marks = [Mark(one.code, "", choices.get(one.code, 0)) for one in law.scored_criteria]
        councils.save_marks(item, marks, by=world.people[name], at=at)
        if name in sealed:
            councils.seal_sheet(item, by=world.people[name], at=at)


def close(world: "World", item: AgendaItem, *, finalise: bool = True) -> None:
    """The chair closes a product and, unless told otherwise, makes it final."""
    by, at = world.people["council_chair"], world.now - timedelta(hours=4)
    councils.close_item(item, by=by, at=at)
    if finalise:
        councils.finalise_item(item, by=by, at=at)
