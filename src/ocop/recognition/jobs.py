"""Background work of recognition: remind every morning; compare every record with the ledger, as `ocop manage verify_contents` does."""

from datetime import datetime, timedelta

from django.utils import timezone

from ocop.jobs.declaring import Outcome, Run, Step, Steps, job
from ocop.jobs.upkeep import once
from ocop.ledger.errors import DomainError
from ocop.ledger.verifying import verify_chain
from ocop.people.models import Role

from .operations.reminding import remind
from .verifying import CHECKS

FIRST_HOUR = 7  # reminders are written when offices open
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
    yield Step(0, len(CHECKS) + 1, "Đang kiểm tra chuỗi nhật ký")
    chain = verify_chain()
    if not chain.holds:
        raise DomainError(f"Chuỗi nhật ký KHÔNG toàn vẹn: sai từ dòng thứ {chain.broken_at}. Chưa đối chiếu được.")
    facts: list[tuple[str, str]] = []
    wrong: list[str] = []
    for number, (title, check) in enumerate(CHECKS.items(), start=1):
        seen = 0
        for seen, finding in enumerate(check(), start=1):
            if finding is not None:
                wrong.append(f"{finding.record}: {finding.sentence}.")
            if seen % A_STEP == 0:
                yield Step(number, len(CHECKS) + 1, f"{title}: {seen} đã đối chiếu")
        facts.append((title[:1].upper() + title[1:], f"{seen} đã đối chiếu"))
        yield Step(number + 1, len(CHECKS) + 1, f"{title}: {seen} đã đối chiếu")
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
