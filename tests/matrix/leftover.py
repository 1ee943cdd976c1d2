"""Files of a dossier that are not part of what was filed: taken out before filing, added since, or replaced by a supplement.

They are rows like those that the operations leave: the first was removed before the first submission, the second was added after the
newest one, the third stands in the first revision and no longer in the newest.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ocop.dossiers.models import Dossier, DossierSnapshot, Evidence

WITH_LEFTOVERS = (
    "dossier.draft",
    "dossier.submitted",
    "dossier.province_review",
    "dossier.potential_five_star",
    "dossier.advisory_review",
    "item.open",
)


@dataclass(frozen=True)
class OneFile:
    """A file behind a page of a dossier, or of a product on an agenda."""

    page: Any
    row: Evidence

    @property
    def pk(self) -> int:
        """Number of the dossier or agenda item in the address."""
        return int(self.page.pk)


def add_leftovers(objects: dict[str, Any], *, now: datetime) -> None:
    """Give these dossiers and agenda items a removed, an added and, where filed, a replaced file."""
    for name in WITH_LEFTOVERS:
        page = objects[name]
        dossier = page if isinstance(page, Dossier) else page.dossier
        kinds = {"removed_before": _removed(dossier), "added_since": _added(dossier, now)}
        if dossier.submitted_at:
            kinds["replaced"] = _replaced(dossier)
        objects |= {f"{name}.{kind}": OneFile(page, row) for kind, row in kinds.items()}


def _another(dossier: Dossier, **values: Any) -> Evidence:
    row = dossier.evidence.filter(criterion_code="5.1").order_by("pk")[0]
    row.pk, row.criterion_code = None, ""
    for field, value in values.items():
        setattr(row, field, value)
    row.save(force_insert=True)
    return row


def _removed(dossier: Dossier) -> Evidence:
    began = dossier.created_at
    return _another(dossier, title="bỏ trước khi nộp", uploaded_at=began, removed_at=began + timedelta(minutes=1))


def _added(dossier: Dossier, now: datetime) -> Evidence:
    return _another(dossier, title="thêm sau khi nộp", uploaded_at=now, removed_at=None)


def _replaced(dossier: Dossier) -> Evidence:
    """A supplement took it out: an earlier revision has it, the newest has not."""
    newest = DossierSnapshot.objects.filter(dossier=dossier).latest("revision")
    row = _another(dossier, title="thay khi hoàn thiện", removed_at=newest.taken_at)
    filed = {"id": row.pk, "sha256": row.sha256, "original_name": row.original_name, "media_type": row.media_type}
    content = {**newest.content, "evidence": [*newest.content["evidence"], filed]}
    DossierSnapshot.objects.create(
        dossier=dossier, revision=0, content=content, content_hash="", self_score_total=0, self_score_star=0,
        taken_at=newest.taken_at - timedelta(hours=1),
    )  # fmt: skip
    return row
