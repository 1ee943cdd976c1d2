"""Background work of recognition: remind every morning, compare every record with the ledger, send out the checkpoint of the day."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.utils import timezone

from ocop.jobs.declaring import Outcome, Run, Step, Steps, declarations, job
from ocop.jobs.models import Job
from ocop.jobs.operations import open_job
from ocop.jobs.upkeep import once
from ocop.ledger.checkpoints import write_checkpoint
from ocop.ledger.errors import DomainError
from ocop.ledger.mailing import send_checkpoint
from ocop.ledger.verifying import verify_chain
from ocop.people.models import Role

from .importing import jobs as _lists  # noqa: F401 - declares the work about uploaded lists
from .models import RegisterEntry
from .operations.publishing import refresh_words
from .operations.reminding import remind
from .verifying import all_comparisons

FIRST_HOUR = 7  # reminders are written when offices open
LAST_OF_THE_DAY = time(23, 0)  # the day's work is done, the file still bears its date

WORDS_AT_ONCE = 500
A_STEP = 50  # records between two looks at the lease


@job(
    "verify_contents",
    title="Đối chiếu hồ sơ, phiếu chấm, quyết định với nhật ký",
    roles=(Role.SYSTEM_ADMINISTRATOR,),
    is_shared=True,
    lease=timedelta(minutes=5),  # reading the whole chain is one step
)
def verify_contents(run: Run) -> Steps:
    """Verify the chain, then every kind of record; what differs is named line by line. Raises ``DomainError`` for a broken chain."""
    checks = all_comparisons()
    yield Step(0, len(checks) + 1, "Đang kiểm tra chuỗi nhật ký")
    chain = verify_chain()
    if not chain.holds:
        raise DomainError(f"Chuỗi nhật ký KHÔNG toàn vẹn: sai từ dòng thứ {chain.broken_at}. Chưa đối chiếu được.")
    facts: list[tuple[str, str]] = []
    wrong: list[str] = []
    for number, (title, check) in enumerate(checks.items(), start=1):
        seen = 0
        for seen, finding in enumerate(check(), start=1):
            if finding is not None:
                wrong.append(f"{finding.record}: {finding.sentence}.")
            if seen % A_STEP == 0:
                yield Step(number, len(checks) + 1, f"{title}: {seen} đã đối chiếu")
        facts.append((title[:1].upper() + title[1:], f"{seen} đã đối chiếu"))
        yield Step(number + 1, len(checks) + 1, f"{title}: {seen} đã đối chiếu")
    verdict = f"{len(wrong)} bản ghi khác với nhật ký." if wrong else "Mọi bản ghi khớp với nhật ký."
    return Outcome(verdict, facts=tuple(facts), lines=tuple(wrong))


def _due(at: datetime) -> str | None:
    local = timezone.localtime(at)
    return once(f"remind:{local.date()}") if local.hour >= FIRST_HOUR else None


@job("remind", title="Nhắc việc sắp đến hạn", due=_due)
def remind_people(run: Run) -> Steps:
    """Tell everybody of what falls due; begun anew, it tells nobody twice."""
    yield Step(0, 1, "Đang tìm việc sắp đến hạn")
    told = remind(at=run.at)
    return Outcome(
        f"{sum(told.values())} người được nhắc.", facts=tuple((name, str(count)) for name, count in told.items())
    )


def _due_words(at: datetime) -> str | None:
    return once(f"refresh_words:{timezone.localdate(at)}")


@job("refresh_words", title="Cập nhật từ để tìm sản phẩm", due=_due_words)
def refresh_words_of_products(run: Run) -> Steps:
    """Let every product be found by the names that its place has and had, as units and our own lists are today."""
    numbers = list(RegisterEntry.objects.order_by("pk").values_list("pk", flat=True))
    changed = 0
    for start in range(0, len(numbers), WORDS_AT_ONCE):
        changed += refresh_words(numbers[start : start + WORDS_AT_ONCE])
        yield Step(start, len(numbers), "Đang cập nhật")
    return Outcome(f"Đã cập nhật {changed} trên {len(numbers)} sản phẩm.")


def ask_for_words(plan: Iterable[tuple[Any, bool]] = (), using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Ask for the words anew after a ``migrate`` that changed the register; a worker writes them in steps, while people go on.

    Until then a new column is empty. The day's own run may have been before the upgrade.
    """
    changed = any(migration.app_label == "recognition" and not backwards for migration, backwards in plan)
    if not changed or Job._meta.db_table not in connections[using].introspection.table_names():
        return
    if RegisterEntry.objects.exists():
        key = f"refresh_words:{timezone.localdate()}:migrate"
        open_job(declarations()["refresh_words"], key=key, parameters={}, by=None, at=timezone.now())


def _due_checkpoint(at: datetime) -> str | None:
    local = timezone.localtime(at)
    return once(f"checkpoint:{local.date()}") if local.time() >= LAST_OF_THE_DAY else None


@job("daily_checkpoint", title="Ghi và gửi điểm kiểm tra nhật ký của ngày", due=_due_checkpoint)
def daily_checkpoint(run: Run) -> Steps:
    """Write the sealed file of the day and mail it to those who chose it; begun anew it writes and sends nothing twice."""
    path = write_checkpoint(at=run.at)
    yield Step(1, 2, "Đã ghi tệp của ngày")
    return Outcome(f"{send_checkpoint(path, at=run.at)} thư chờ gửi.")
