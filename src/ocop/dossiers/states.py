"""Which state follows which (QĐ 26/2026, Đ.7): one table that every operation consults."""

from .models import TERMINAL_STATES
from .models import DossierState as S

# A dossier of a star that is revoked meanwhile stops wherever it is, but not under the hands of a council.
NEXT_STATES: dict[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.SUBMITTED, S.WITHDRAWN}),
    S.SUBMITTED: frozenset({S.COMMUNE_REVIEW, S.STOPPED, S.WITHDRAWN}),
    S.COMMUNE_REVIEW: frozenset({S.COMMUNE_SUPPLEMENT, S.COMMUNE_ASSESSED, S.STOPPED, S.WITHDRAWN}),
    S.COMMUNE_SUPPLEMENT: frozenset({S.COMMUNE_REVIEW, S.RETURNED, S.STOPPED, S.WITHDRAWN}),
    S.COMMUNE_ASSESSED: frozenset({S.PROVINCE_REVIEW, S.COMMUNE_REVIEW, S.STOPPED, S.WITHDRAWN}),
    S.PROVINCE_REVIEW: frozenset({S.PROVINCE_SUPPLEMENT, S.IN_ROUND, S.COUNCIL_REVIEW, S.STOPPED, S.WITHDRAWN}),
    S.PROVINCE_SUPPLEMENT: frozenset({S.PROVINCE_REVIEW, S.ADVISORY_REVIEW, S.RETURNED, S.STOPPED, S.WITHDRAWN}),
    S.IN_ROUND: frozenset({S.ADVISORY_REVIEW, S.COUNCIL_REVIEW, S.STOPPED, S.WITHDRAWN}),
    S.ADVISORY_REVIEW: frozenset({S.PROVINCE_SUPPLEMENT, S.COUNCIL_REVIEW, S.STOPPED, S.WITHDRAWN}),
    S.COUNCIL_REVIEW: frozenset({S.PROVINCE_SCORED, S.REJECTED, S.STOPPED, S.WITHDRAWN}),
    S.PROVINCE_SCORED: frozenset({S.DECISION_PENDING}),
    S.DECISION_PENDING: frozenset({S.RECOGNISED, S.POTENTIAL_FIVE_STAR, S.NOT_RECOGNISED, S.COUNCIL_REVIEW}),
    S.NOT_RECOGNISED: frozenset({S.IN_ROUND, S.COUNCIL_REVIEW}),  # evaluated again at the ministry's request (Đ.10.1.b)
    S.POTENTIAL_FIVE_STAR: frozenset({S.CENTRAL_REVIEW, S.STOPPED}),
    S.CENTRAL_REVIEW: frozenset({S.CENTRAL_SUPPLEMENT, S.CENTRAL_ADVISORY_REVIEW, S.STOPPED}),
    S.CENTRAL_SUPPLEMENT: frozenset({S.CENTRAL_REVIEW, S.CENTRAL_ADVISORY_REVIEW, S.STOPPED}),
    S.CENTRAL_ADVISORY_REVIEW: frozenset({S.CENTRAL_SUPPLEMENT, S.CENTRAL_COUNCIL_REVIEW, S.STOPPED}),
    S.CENTRAL_COUNCIL_REVIEW: frozenset({S.CENTRAL_SCORED, S.REJECTED, S.STOPPED}),
    S.CENTRAL_SCORED: frozenset({S.CENTRAL_DECISION_PENDING}),
    S.CENTRAL_DECISION_PENDING: frozenset({S.RECOGNISED, S.PROVINCE_FALLBACK, S.CENTRAL_COUNCIL_REVIEW}),
    # The province decides on what came back (Đ.7.4.g).
    S.PROVINCE_FALLBACK: frozenset({S.RECOGNISED, S.NOT_RECOGNISED, S.COUNCIL_REVIEW}),
}

# A supplement request is open in these states only.
SUPPLEMENT_STATES = frozenset({S.COMMUNE_SUPPLEMENT, S.PROVINCE_SUPPLEMENT})
# With the ministry (Đ.7.4): the province passed the result upward and reads on.
AT_MINISTRY = frozenset(
    {
        S.CENTRAL_REVIEW, S.CENTRAL_SUPPLEMENT, S.CENTRAL_ADVISORY_REVIEW, S.CENTRAL_COUNCIL_REVIEW, S.CENTRAL_SCORED,
        S.CENTRAL_DECISION_PENDING,
    }
)  # fmt: skip
# The central council scores in these states, a provincial one in no other's.
BEFORE_CENTRAL_COUNCIL = (S.CENTRAL_ADVISORY_REVIEW, S.CENTRAL_COUNCIL_REVIEW)
# The province approved 90 points or more: what the ministry reads.
FROM_NINETY = AT_MINISTRY | {S.POTENTIAL_FIVE_STAR}
# The province gave a result; nothing more is asked of the producer.
WITH_RESULT = FROM_NINETY | frozenset(TERMINAL_STATES) | {S.PROVINCE_FALLBACK}
# The clock of a re-recognition runs from the complete file to the decision (Đ.7.6.g), whoever has it.
RENEWAL_CLOCK = frozenset({S.COUNCIL_REVIEW, S.PROVINCE_SCORED, S.DECISION_PENDING})
# From here on the province's side may read (after the commune forwarded).
AT_PROVINCE = frozenset(
    {
        S.PROVINCE_REVIEW, S.PROVINCE_SUPPLEMENT, S.IN_ROUND, S.ADVISORY_REVIEW, S.COUNCIL_REVIEW, S.PROVINCE_SCORED, S.DECISION_PENDING,
        S.RECOGNISED, S.NOT_RECOGNISED, S.REJECTED, S.STOPPED, *FROM_NINETY,
        S.PROVINCE_FALLBACK,
    }
)  # fmt: skip


def may_follow(state: str, next_state: str) -> bool:
    """Whether ``next_state`` may come directly after ``state``."""
    return next_state in NEXT_STATES.get(state, frozenset())
