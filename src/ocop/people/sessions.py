"""Sessions in the database, of which a page can say how long they last: the moment is in the row that is read anyway."""

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from ocop.ledger.prepared import Prepared

COLUMNS = ("session_key", "session_data", "expire_date")
# Every visit of somebody signed in begins with this question.
LIVE = Prepared(lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now).values_list(*COLUMNS))


class SessionStore(db.SessionStore):
    """Django's store, which remembers when its row ends."""

    ends_at: datetime | None = None

    @property
    def seconds_left(self) -> int:
        """Seconds until this session ends unless it is prolonged; 0 where there is none."""
        if not self.session_key or self.ends_at is None:
            return 0
        return max(0, int((self.ends_at - timezone.now()).total_seconds()))

    def prolong(self) -> None:
        """Let the session last its whole time from now on."""
        self.modified = True
        self.ends_at = self.get_expiry_date()

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's own signature
        """Write the row, whose time begins anew."""
        super().save(must_create=must_create)
        self.ends_at = self.get_expiry_date()

    def _get_session_from_db(self) -> Session | None:
        """Return the live row of this key; an unknown or expired one loses its key, as in Django."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        found = [Session.from_db(None, COLUMNS, row) for row in LIVE.rows(self.session_key, now)]
        row = found[0] if found else None
        self.ends_at = row.expire_date if row else None
        if row is None:
            self._session_key = None
        return row
