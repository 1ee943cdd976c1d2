"""A name as it was when something was made, and today's beside it where it differs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Named:
    """A name on record; ``today`` is empty where nothing has changed."""

    record: str
    today: str = ""

    def __str__(self) -> str:
        return self.record

    @property
    def words(self) -> str:
        """Say both: "Nguyễn Thị Ân (nay là Nguyễn Thị Ơn)"."""
        return f"{self.record} (nay là {self.today})" if self.today else self.record


def named(record: str, today: str) -> Named:
    """Return a name on record beside today's."""
    return Named(record, today if today != record else "")
