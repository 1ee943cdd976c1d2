"""Which of the places that a printed one can mean today comes first: what people answered before, then the names. Reads only.

Nothing is decided here: a person sees the likeliest place first and chooses.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from ocop.recognition.importing.identity import Spot
from ocop.territory.models import AdministrativeUnit, UnitMappingCase, UnitSuccession
from ocop.territory.places import Name

CLOSE = 0.75  # spelt that much alike
EXACT, FOLDED, ALIKE, UNLIKE = 3, 2, 1, 0
Answer = tuple[str, int]  # a printed place and the unit that people gave it
Former = tuple[str, str, str]  # type, name, and the name of the unit above


def ranked(cases: Iterable[UnitMappingCase]) -> dict[int, list[AdministrativeUnit]]:
    """Return the candidates of each case, the likeliest first, by the number of the case; needs ``candidates`` prefetched.

    Two queries for any number of cases. A case of which nothing speaks for one place keeps the order of the candidates.
    """
    asked = list(cases)
    earlier = _answered_before(asked)
    former = _went_into({unit.pk for case in asked for unit in case.candidates.all()})
    return {case.pk: _in_order(case, earlier, former) for case in asked}


def best_of(case: UnitMappingCase) -> list[AdministrativeUnit]:
    """Return the candidates of one case, the likeliest first."""
    return ranked([case])[case.pk]


def _answered_before(cases: Sequence[UnitMappingCase]) -> Counter[Answer]:
    places = {case.place_as_published for case in cases}
    answers = UnitMappingCase.objects.filter(place_as_published__in=places, resolved_unit__isnull=False)
    return Counter(answers.values_list("place_as_published", "resolved_unit_id"))


def _went_into(units: Iterable[int]) -> dict[int, list[Former]]:
    found: dict[int, list[Former]] = defaultdict(list)
    links = UnitSuccession.objects.filter(successor__in=set(units)).values_list(
        "successor_id", "predecessor__unit_type", "predecessor__name", "predecessor__parent__name"
    )
    for successor, kind, name, above in links.order_by("pk"):
        found[successor].append((kind, name, above or ""))
    return found


def _in_order(
    case: UnitMappingCase, earlier: Counter[Answer], former: dict[int, list[Former]]
) -> list[AdministrativeUnit]:
    spot = Spot.printed(case.place_as_published, None)

    def weight(unit: AdministrativeUnit) -> tuple[int, int, int]:
        before = [_likeness(spot.commune, Name.read(f"{kind} {name}")) for kind, name, _ in former[unit.pk]]
        inside = [
            like + (like > UNLIKE and Name.read(above).folded == spot.district.folded)
            for like, (*_, above) in zip(before, former[unit.pk], strict=True)
        ]
        now = _likeness(spot.commune, Name.read(unit.full_name))
        return -earlier[case.place_as_published, unit.pk], -max(inside, default=UNLIKE), -now

    return sorted(case.candidates.all(), key=weight)


def _likeness(printed: Name, other: Name) -> int:
    if printed.exact == other.exact:
        return EXACT
    if printed.folded == other.folded:
        return FOLDED
    alike = SequenceMatcher(None, printed.folded, other.folded).ratio() >= CLOSE
    return ALIKE if alike and printed.folded else UNLIKE
