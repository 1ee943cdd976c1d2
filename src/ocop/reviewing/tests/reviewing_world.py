"""A small world for the tests of the officers' side: one commune with its people, the province, and dossiers on their way."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.people.models import Role
from ocop.products.models import Product
from ocop.reviewing.operations import receiving as reviewing
from ocop.reviewing.operations import rounds
from ocop.territory.models import AdministrativeUnit
from tests import builders

NINE = datetime(2026, 9, 7, 2, 0, tzinfo=UTC)  # Monday 7/9/2026, 09:00 in Vietnam
CONTENTS = {
    "local_material": "Chè trồng tại ấp 3, đủ cho sản xuất quanh năm.",
    "local_labour": "12 lao động, 11 người của phường.",
    "idea_origin": "Nghề ướp sen có từ năm 1960.",
    "local_identity": "Cách ướp hai lần hương là riêng của làng.",
}


def on(day: date, hour: int = 9) -> datetime:
    """Return an hour of a day in Vietnam."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour - 7)


class World:
    """The people of one commune and its province."""

    def __init__(self) -> None:
        self.province = builders.province()
        self.commune = builders.commune()
        self.officer = builders.account(Role.COMMUNE_OFFICER, self.commune, full_name="Lê Thị Lan")
        self.chair = builders.account(Role.COMMUNE_CHAIR, self.commune, full_name="Phạm Văn Hùng")
        self.office = builders.account(Role.PROVINCIAL_OFFICER, self.province, full_name="Đỗ Minh Ánh")

    def submitted(
        self, *, at: datetime = NINE, set_number: int = 11, unit: AdministrativeUnit | None = None, name: str = ""
    ) -> Dossier:
        place = unit or self.commune
        values = {"name": name} if name else {}
        item = builders.product(builders.producer(place), set_number=set_number, **values)
        return builders.dossier(item, state="submitted", submitted_at=at)

    def received(self, *, at: datetime = NINE, **values: object) -> Dossier:
        dossier = self.submitted(at=at, **values)  # type: ignore[arg-type]
        reviewing.receive_dossier(dossier, by=self.officer, at=at)
        return Dossier.objects.get(pk=dossier.pk)

    def assessed(self, *, at: datetime = NINE, **values: object) -> Dossier:
        dossier = self.received(at=at, **values)
        reviewing.save_commune_assessment(
            dossier, contents=CONTENTS, meeting_held_on=None, version=0, by=self.officer, at=at
        )
        reviewing.send_to_chair(dossier, by=self.officer, at=at)
        return Dossier.objects.get(pk=dossier.pk)

    def proposed(self, *, at: datetime = NINE, letter_on: date | None = None, **values: object) -> Dossier:
        dossier = self.assessed(at=at, **values)
        reviewing.propose_dossier(
            dossier,
            letter_number="12/UBND-KT",
            letter_on=letter_on or timezone.localdate(at),
            samples_sent=0 if dossier.set_number == 26 else 5,
            by=self.chair,
            at=at,
        )
        return Dossier.objects.get(pk=dossier.pk)

    def registered(self, *, at: datetime = NINE, **values: object) -> Dossier:
        dossier = self.proposed(at=at, **values)  # type: ignore[arg-type]
        rounds.receive_at_province(dossier, by=self.office, at=at)
        return dossier

    def rounds(self, year: int = 2026, *, at: datetime = NINE) -> list[EvaluationRound]:
        return rounds.plan_rounds(self.province, year, by=self.office, at=at)


def many(world: World, number: int, *, state: str) -> None:
    """Put further dossiers of the commune into a state, in a few statements."""
    owner = builders.producer(world.commune)
    products = Product.objects.bulk_create(
        Product(
            producer=owner,
            name=f"Sản phẩm {index}",
            regime="R4",
            set_number=11,
            unit=world.commune,
            unit_path=world.commune.path,
            search_key=f"san pham {index}",
            created_at=NINE,
        )
        for index in range(number)
    )
    Dossier.objects.bulk_create(
        Dossier(
            product=product,
            producer=owner,
            state=state,
            regime="R4",
            set_number=11,
            sheet_hash="0" * 64,
            year=2026,
            unit=world.commune,
            unit_path=world.commune.path,
            created_by=world.officer,
            created_at=NINE,
            submitted_at=NINE,
        )
        for product in products
    )
