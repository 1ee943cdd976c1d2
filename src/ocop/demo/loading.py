"""Load the demonstration: real units, earlier recognitions, invented people and dossiers at every stage of the procedure.

Everything travels through the operations of the rooms, with moments spread over the months before today. Loading twice
changes nothing: each stage looks first whether it was done.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from ocop.councils.models import Council
from ocop.dossiers.models import Dossier
from ocop.files.apart import files_of_our_own
from ocop.people.models import UserAccount
from ocop.producers.models import Producer
from ocop.recognition.importing import import_register
from ocop.recognition.models import ImportBatch
from ocop.territory.operations.loading import load_units

from . import advisory
from .accounts import create_accounts
from .bodies import create_bodies
from .central import create_central_bodies
from .complaining import leave_complaints
from .councils import create_council
from .filing import create_producer
from .inspecting import leave_a_case_to_decide, leave_findings_to_answer
from .journeys import travel
from .places import current_unit
from .renewing import leave_an_upgrade_and_renewals
from .reviewing import plan_province_rounds
from .shown import DATA, account_file

Say = Callable[[str], None]
PROVINCES = ("80", "42", "22")
HISTORY = DATA / "recognised_products.csv"


@cache
def dossier_file() -> dict[str, Any]:
    """The file of invented producers and dossiers."""
    data: dict[str, Any] = yaml.safe_load((DATA / "dossiers.yaml").read_text(encoding="utf-8"))
    return data


def load_demonstration(*, say: Say = lambda _: None, now: datetime | None = None) -> dict[str, int]:
    """Load what is missing and return how many rows each stage added; a second call adds nothing."""
    at = now or timezone.now()
    added = {}
    say("đơn vị hành chính")
    added["units"] = load_units(by=None, at=at).created
    say("cơ quan và tài khoản trình diễn")
    added["bodies"] = create_bodies(at=at - timedelta(days=171), until=timezone.localdate(at))
    added["accounts"] = create_accounts(at=at - timedelta(days=170))
    say("sản phẩm đã được công nhận trước đây")
    added["history"] = _load_history(at)
    say("chủ thể, hồ sơ, Hội đồng, quyết định")
    with files_of_our_own():
        added["dossiers"] = _load_dossiers(at)
    return added


def _load_history(at: datetime) -> int:
    if ImportBatch.objects.filter(file_name=HISTORY.name).exists():
        return 0
    return int(import_register(HISTORY, dry_run=False, by=None, at=at).created)


@transaction.atomic
def _load_dossiers(at: datetime) -> int:
    if Producer.objects.filter(is_demo=True).exists():
        return 0
    start = at - timedelta(days=165)
    for code in PROVINCES:
        plan_province_rounds(current_unit(code), at=at - timedelta(days=1))
    for row in account_file()["councils"]:
        create_council(row, at=start)
    for row in account_file()["advisory_groups"]:
        advisory.create_group(row, at=start)
    create_central_bodies(account_file()["central"], at=start)
    producers = {row["key"]: create_producer(row, at=start) for row in dossier_file()["producers"]}
    travel(dossier_file(), producers, now=at)
    leave_a_case_to_decide(now=at)
    leave_findings_to_answer(now=at)
    leave_complaints(now=at)
    leave_an_upgrade_and_renewals(producers["tra-ba-den"], now=at)
    return Dossier.objects.filter(is_demo=True).count()


def has_real_accounts_only() -> bool:
    """Whether people have accounts here and none of them is invented: no place for a demonstration."""
    accounts = UserAccount.objects.all()
    return accounts.exists() and not accounts.filter(is_demo=True).exists()


def loaded() -> bool:
    """Whether the demonstration is complete."""
    return Council.objects.filter(is_demo=True).exists() and Dossier.objects.filter(is_demo=True).exists()
