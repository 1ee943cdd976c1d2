"""Who sits in councils, why a certificate is revoked, what is inspected by whom, and who owes what (QĐ 26/2026, Đ.7.3.b, 7.4.b, 8, 9, 10) as data.

>>> [one.code for one in oversight("R4").revocation_grounds][:2]
['false_dossier', 'criteria_not_met']
>>> council_composition("R4", "province").chair.code
'provincial_leader'
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from ocop.law.files import kept
from ocop.law.procedure import Level, UnknownProcedureError, procedure_file
from ocop.law.reading import Key, Named, read, reading

DutyHolder = Literal["ministry_agriculture", "line_ministries", "province", "commune"]


@dataclass(frozen=True, slots=True)
class Seat(Named):
    """A body that is represented in a council; `where_present`: only where the place has such a body."""

    where_present: bool = False


@dataclass(frozen=True, slots=True)
class CouncilComposition:
    """Who chairs a council and who sits in it; numbers and quorum are settings, the law prints none."""

    level: Level
    article: str
    chair: Named
    chair_if_authorised: Named
    answerable: Named
    members: tuple[Seat, ...]
    invited: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class RevocationGround(Named):
    """A case in which a certificate is revoked, and whose conclusion it needs (Đ.8.1)."""

    article: str
    concluded_by: str | None  # competent_authority, commune; None where the law names none


@dataclass(frozen=True, slots=True)
class RevocationStep(Named):
    """One step of a revocation (Đ.8.3)."""

    article: str
    actor: str


@dataclass(frozen=True, slots=True)
class Cited(Named):
    """Words with their article."""

    article: str


@dataclass(frozen=True, slots=True)
class InspectionCompetence(Named):
    """Who inspects products of which stars (Đ.9.4)."""

    article: str
    leads: str
    joined_by: Annotated[str, Key("with")]
    stars: tuple[int, ...]
    only_when_needed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """How recognised products are inspected (Đ.9)."""

    principles: tuple[Cited, ...]
    contents: tuple[Cited, ...]
    competence: tuple[InspectionCompetence, ...]


@dataclass(frozen=True, slots=True)
class Duty(Named):
    """What one of those who carry the programme owes (Đ.10)."""

    article: str
    holder: Annotated[DutyHolder, Key("of")]


@dataclass(frozen=True, slots=True)
class Oversight:
    """What follows a recognition, and the duties of all."""

    revocation_grounds: tuple[RevocationGround, ...]
    revocation_steps: tuple[RevocationStep, ...]
    inspection: Inspection
    duties: tuple[Duty, ...]


@kept
def oversight(regime: str) -> Oversight:
    """Return revocation, inspection and duties of a regime; UnknownProcedureError where the data keeps none for it."""
    with reading(procedure_file(regime, "oversight.yaml")) as data:
        return read(Oversight, data)


@kept
def council_composition(regime: str, level: Level) -> CouncilComposition:
    """Return who sits in the councils of a level; UnknownProcedureError where the data keeps none for it."""
    with reading(procedure_file(regime, "councils.yaml")) as data:
        for row in data["councils"]:
            if row["level"] == level:
                return read(CouncilComposition, row)
    raise UnknownProcedureError(f"Chế độ {regime} không ghi thành phần Hội đồng cấp {level}.")
