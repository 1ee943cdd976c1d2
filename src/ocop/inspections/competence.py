"""Who revokes a certificate: by its star and by the unit of today, never by who issued it (QĐ 26/2026, Đ.8.1, 8.2, 8.4).

Certificates of former districts and former provinces belong to the province in which their product lies today.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from ocop.law.oversight import RevocationGround, oversight
from ocop.law.procedure import procedure_on, regime_of_procedure_on
from ocop.people.models import Role


@dataclass(frozen=True)
class Competence:
    """Who decides, who prepares, and the matter of a deputy's paper."""

    decides: Role
    prepares: Role
    matter: str
    body: str


BY_AUTHORITY = {
    "provincial_chair": Competence(
        Role.PROVINCIAL_CHAIR, Role.PROVINCIAL_OFFICER, "revocation", "Chủ tịch UBND cấp tỉnh"
    ),
    "minister": Competence(
        Role.MINISTER, Role.CENTRAL_OFFICER, "central_revocation", "Bộ trưởng Bộ Nông nghiệp và Môi trường"
    ),
}


def competence_for(star: int, *, on: date) -> Competence | None:
    """Return who revokes a star by the procedure in force on a day; None where nobody is named."""
    return BY_AUTHORITY.get(procedure_on(on).revocation_authority.get(star, ""))


def stars_of(role: str, *, on: date) -> tuple[int, ...]:
    """Return the stars whose revocation a role decides or prepares."""
    held = procedure_on(on).revocation_authority.items()
    return tuple(
        star for star, authority in held if role in (BY_AUTHORITY[authority].decides, BY_AUTHORITY[authority].prepares)
    )


def grounds_on(day: date) -> tuple[RevocationGround, ...]:
    """Return the grounds of the law in force on a day, in its order."""
    return oversight(regime_of_procedure_on(day)).revocation_grounds


def ground_of(regime: str, code: str) -> RevocationGround:
    """Return a ground by its code; ``KeyError`` for one that the regime does not know."""
    return {one.code: one for one in oversight(regime).revocation_grounds}[code]


def ground_of_the_commune(day: date) -> RevocationGround:
    """Return the ground that a commune confirms itself: production has stopped (Đ.8.1.đ, 8.4)."""
    return next(one for one in grounds_on(day) if one.concluded_by == "commune")


def days_to_decide(concluded_on: date) -> int:
    """Return in how many days after the conclusion it is decided (Đ.8.4)."""
    return procedure_on(concluded_on).revocation_days


def due_day(concluded_on: date) -> date:
    """Return the last day for a decision."""
    return concluded_on + timedelta(days=days_to_decide(concluded_on))
