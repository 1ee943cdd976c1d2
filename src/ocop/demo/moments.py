"""When invented things happened: in office hours of working days, spread over the day, never in the future."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from ocop.law.calendar import is_working_day

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING, AFTERNOON = time(7, 40), time(13, 35)
HALF_DAY = 180  # minutes of each half of a working day in which things happen
GAP = timedelta(minutes=25)


def office_moment(about: datetime, key: str, *, step: int = 1) -> datetime:
    """Return a moment in office hours of that day or the next working day (the one before with a step of -1).

    The same key gives the same minute of a day.
    """
    day = about.astimezone(VIETNAM).date()
    while not is_working_day(day):
        day += timedelta(days=step)
    chance = int.from_bytes(sha256(f"{key} {day}".encode()).digest()[:4])
    start = (MORNING, AFTERNOON)[chance % 2]
    return datetime.combine(day, start, VIETNAM) + timedelta(minutes=chance // 2 % HALF_DAY)


def start_of_meeting(about: datetime) -> datetime:
    """Return eight in the morning of that day or of the next working day."""
    return office_moment(about, "").replace(hour=8, minute=0)


@dataclass
class Diary:
    """The steps of one dossier: each later than the one before."""

    key: str
    start: datetime
    now: datetime
    last: datetime | None = None

    def after(self, days: float) -> datetime:
        """Return when the step about so many days after the start happened."""
        moment = office_moment(self.start + timedelta(days=days), self.key)
        if moment > self.now:
            moment = office_moment(self.now - timedelta(days=1), self.key, step=-1)
        if self.last is not None:
            moment = max(moment, self.last + GAP)
        self.last = min(moment, self.now)
        return self.last
