"""What a person said of a list before it is read: what its columns mean, which doubtful lines are known, how far the person may reach."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import TextChoices


class Answer(TextChoices):
    """What a person says of a doubtful line."""

    SAME = "same", "Là sản phẩm, giấy đã có"
    NEW = "new", "Là sản phẩm, giấy mới"


Meanings = Mapping[tuple[str | None, int, int], str]  # sheet, row and column from 0 → the role of the column
LineKey = tuple[str, int]  # sheet ("" where the file has one) and row


@dataclass(frozen=True, slots=True)
class Wishes:
    """Nothing said: the columns are read as the system understands them, doubtful lines wait, the whole country is meant."""

    file_name: str = ""  # of an upload, which lies under its hash
    meanings: Meanings = field(default_factory=dict)
    answers: Mapping[LineKey, str] = field(default_factory=dict)
    within: str = ""  # path of the unit to which the lines must belong


NOTHING_SAID = Wishes()
