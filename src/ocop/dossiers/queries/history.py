"""The timeline of a dossier: its ledger lines as words, with runs of content edits drawn together."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from ocop.dossiers.models import Dossier
from ocop.dossiers.wording import action_words
from ocop.ledger.models import AuditEntry
from ocop.ledger.queries import timeline_of
from ocop.people.queries.naming import PastNames, past_names

EDITS = frozenset({"answers_saved", "self_score_saved", "evidence_added", "evidence_removed", "evidence_restored"})


@dataclass(frozen=True)
class HistoryLine:
    """One line of a timeline."""

    at: datetime
    actor: str
    on_behalf_of: str
    action: str
    note: str


# Words between two officers of one office, before anything left it.
INTERNAL = frozenset({"assessment_sent_back"})


def history_of(dossier: Dossier, *, internal: bool = False) -> list[HistoryLine]:
    """Return what happened to a dossier, newest first (two queries), everybody called as then; the commune's own people (``internal``) read its notes too."""
    lines: list[HistoryLine] = []
    entries = list(timeline_of(dossier))
    names = past_names(one.actor for one in entries if one.actor)
    for _, run in groupby(
        entries, key=lambda one: ((one.action in EDITS) and (one.actor_id, one.on_behalf_of)) or one.pk
    ):
        group = list(run)
        lines.append(_line(group[-1], len(group), names, internal=internal))
    return lines[::-1]


def _line(entry: AuditEntry, times: int, names: PastNames, *, internal: bool) -> HistoryLine:
    words = action_words(entry.action)
    if entry.action in EDITS:
        words = f"Sửa nội dung hồ sơ ({times} lần lưu)" if times > 1 else "Sửa nội dung hồ sơ"
    note = "" if entry.action in INTERNAL and not internal else entry.reason
    actor = names.at(entry.actor, entry.at).words if entry.actor else "Hệ thống"
    return HistoryLine(entry.at, actor, entry.on_behalf_of, words, note)
