"""Printed places that wait and one that was answered; what is typed on the pages of lists that are brought in."""

from datetime import datetime
from typing import Any

from ocop.territory.models import UnitMappingCase
from tests import builders

from .people import People, Places


def make_cases(people: People, places: Places, *, at: datetime) -> dict[str, UnitMappingCase]:
    """A product of the producer at home whose place waits, with two candidates, and one whose place was decided."""
    told = {"subject_kind": "product", "reason": "chia nhiều nơi", "province": places.province}
    waits = UnitMappingCase.objects.create(subject_label="Trà cũ", place_as_published="xã Cũ", **told)
    waits.candidates.add(places.commune, places.commune_next)
    answer = {"resolved_unit": places.commune, "resolved_by": people["provincial_officer"], "resolved_at": at}
    answered = UnitMappingCase.objects.create(
        subject_label="Trà đã rõ", place_as_published="xã Cũ khác", **told, **answer
    )
    for case in (waits, answered):
        builders.product(people.producers["home"], mapping_case=case, place_as_published=case.place_as_published)
    return {"mapping_case": waits, "mapping_case.answered": answered}


TYPED: dict[str, Any] = {
    "importing:erase": lambda world, _: {"reason": "Đơn số 5 ngày 1/12/2026", "confirmed": "on"},
    "importing:undo": lambda world, _: {"confirmed": "on"},
    "importing:resolve_case": lambda world, _: {"choice": world.places.commune.pk},
    "importing:take_back": lambda world, _: {"reason": "Ghi nhầm phường bên."},
}
