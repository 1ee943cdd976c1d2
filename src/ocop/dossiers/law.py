"""The law of a dossier: the one function that says by which version of the law it is read, sealed, counted and printed.

A dossier takes its regime, its sheet and its settings from the day it is filed (QĐ 26/2026, Đ.11.1, Đ.12) and keeps them:
a corrected sheet, a new decision or another default changes nothing for it. A draft is not filed yet, so the settings of
today hold for it; the sheet is the one its answers were given on, see ``ocop.filing`` for what happens when it changes.
"""

from datetime import date
from typing import Any

from django.utils import timezone

from ocop.law.governing import DossierLaw, law_filed_under
from ocop.territory.queries.settings import setting_for

from .models import Dossier


def law_of(dossier: Dossier) -> DossierLaw:
    """Return the law that governs a dossier; raises ``UnknownSheetError`` when its version is not on the shelf, never another."""
    return law_filed_under(dossier.regime, dossier.set_number, dossier.sheet_hash, law_day_of(dossier))


def law_day_of(dossier: Dossier) -> date:
    """Return the day whose settings hold for a dossier: the day it was filed, today for a draft."""
    return timezone.localdate(dossier.submitted_at) if dossier.submitted_at else timezone.localdate()


def local_setting(dossier: Dossier, name: str) -> Any:
    """Return a setting that places may replace, as it was at the dossier's commune on the dossier's day."""
    return setting_for(dossier.unit_path, name, law_day_of(dossier))
