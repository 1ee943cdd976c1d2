"""Printed places that wait and one that was answered; what is typed on the pages of lists that are brought in."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from ocop.recognition.models import UploadedList
from ocop.territory.models import UnitMappingCase
from tests import builders

from .people import People, Places

LIST = "Tên sản phẩm,Chủ thể,Xã,Tỉnh,Hạng sao,Ngày công nhận\nTrà,HTX Trà,xã Cũ,Tây Ninh,3,2023\n"


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


def make_upload(people: People, places: Places, *, at: datetime) -> UploadedList:
    """A list that the office at home sent and that was checked, with one line that waits."""
    headings = [
        {"sheet": None, "row": 0, "column": number, "text": text, "proposed": role, "role": role, "sample": ""}
        for number, (text, role) in enumerate((("Tên sản phẩm", "product_name"), ("Hạng sao", "stars")))
    ]
    made = UploadedList.objects.create(
        unit=places.province, uploaded_by=people["provincial_officer"], uploaded_at=at, file_name="danh-sach.csv",
        sha256="1" * 64, headings=headings, checked_at=at,
    )  # fmt: skip
    made.lines.create(position=0, row=2, outcome="held", values={"product_name": "Trà"}, problems=["Có thể đã có."])
    return made


TYPED: dict[str, Any] = {
    "importing:uploads": lambda world, _: {"file": SimpleUploadedFile("a.csv", LIST.encode())},
    "importing:columns": lambda world, found: {
        f"cot-{number}": one["role"] for number, one in enumerate(found.headings)
    },
    "importing:answer": lambda world, found: {"viec": "same", "dong": [found.lines.get().pk]},
    "importing:apply": lambda world, _: {},
    "importing:erase": lambda world, _: {"reason": "Đơn số 5 ngày 1/12/2026", "confirmed": "on"},
    "importing:undo": lambda world, _: {"confirmed": "on", "reason": "Nhầm tệp."},
    "importing:resolve_case": lambda world, _: {"choice": world.places.commune.pk},
    "importing:take_back": lambda world, _: {"reason": "Ghi nhầm phường bên."},
}
