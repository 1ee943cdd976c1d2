"""What `filing` asks the rooms above it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from ocop.asking import Question

from .arithmetic import HeldStar

drop_orphans_of: Question[[datetime], int] = Question(
    "How many stored files of yours, older than this moment, did no record name, so that you deleted them?"
)
held_stars: Question[[Sequence[int], date], Mapping[int, HeldStar]] = Question(
    "Which star does each of these products hold on a day, or did it hold last? A product without one is left out."
)
