"""Large worlds, written with bulk inserts: 60,000 public products; a council of ten members with 500 dossiers and all marks."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction

from ocop.councils.guards import GUARDS
from ocop.councils.models import (
    AgendaItem,
    Attendance,
    Council,
    CouncilMeeting,
    CouncilMember,
    CouncilRules,
    CriterionScore,
    ScoreSheet,
)
from ocop.demo.choices import choices_reaching, member_choices
from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.law.tests.usual import get_sheet, score
from ocop.people.models import UserAccount
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.models import Certificate
from ocop.recognition.operations.publishing import publish_products
from ocop.recognition.operations.recording import enter_certificates
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import fold, sort_key
from tests import builders

WORDS = (
    "Trà sen|Mật ong rừng|Bánh tráng|Nước mắm nhỉ|Muối ớt tôm|Gạo nếp|Cà phê|Chè xanh|Miến dong|Giò lụa|Rượu nếp|Tinh bột nghệ|"
    "Khô cá|Dầu sở|Tinh dầu hồi|Giỏ mây|Thổ cẩm|Hoa hồng|Đường phèn|Bưởi da xanh|Xoài cát|Tiêu hạt|Nấm linh chi|Trứng vịt"
).split("|")
PLACES = "Bà Đen|Đại Ngàn|Cửa Sót|Bình Liêu|Hòa Thành|Đức Hoà|Thuỷ Nguyên|Đắk Lắk|Mộc Châu|Tân Cương|Hội An|Cái Bè|Năm Căn".split(
    "|"
)


def communes(count: int) -> list[AdministrativeUnit]:
    """Communes in 34 provinces with the given total."""
    provinces = [builders.province(f"{number:02}", f"Tỉnh {number}") for number in range(1, 35)]
    rows = [
        AdministrativeUnit(
            code=f"{number:05}", level="commune", unit_type="Xã", name=f"Xã {number}", parent=provinces[number % 34],
            path=f"{provinces[number % 34].path}{number:05}/", effective_from=builders.START, search_key=f"xa {number}",
        )
        for number in range(1, count + 1)
    ]  # fmt: skip
    return AdministrativeUnit.objects.bulk_create(rows, batch_size=500)


def public_products(count: int, *, beside: int = 0) -> list[Product]:
    """A register of ``count`` recognised products with certificates of every age; ``beside`` as many that are there already."""
    chance = random.Random(26 + beside)
    units = list(AdministrativeUnit.objects.filter(level="commune", name__startswith="Xã ")[:300]) or communes(300)
    producers = Producer.objects.bulk_create(
        [
            _producer(f"Hợp tác xã {chance.choice(PLACES)} {beside + number}", units[number % 300])
            for number in range(count // 6 + 1)
        ],
        batch_size=1000,
    )
    rows = []
    for number in range(count):
        owner = producers[number % len(producers)]
        name = f"{chance.choice(WORDS)} {chance.choice(PLACES)} {beside + number}"
        rows.append(
            Product(
                producer=owner, name=name, regime="R4", set_number=number % 26 + 1, sector_code="I", unit=owner.unit,
                unit_path=owner.unit_path, story="Câu chuyện của làng. " * 20, search_key=fold(f"{name} {owner.name}"),
                sort_key=sort_key(name).encode(), created_at=builders.AT,
            )
        )  # fmt: skip
    products = Product.objects.bulk_create(rows, batch_size=1000)
    for start in range(0, len(products), 1000):
        part = products[start : start + 1000]
        with transaction.atomic():
            new = [_certificate(one, beside + start + number, chance) for number, one in enumerate(part)]
            enter_certificates(new, by=None, at=builders.AT)
    publish_products(one.pk for one in products)
    return products


def _producer(name: str, unit: AdministrativeUnit) -> Producer:
    return Producer(
        name=name, organisation_type="cooperative", unit=unit, unit_path=unit.path, search_key=fold(name),
        sort_key=sort_key(name).encode(), created_at=builders.AT,
    )  # fmt: skip


def _certificate(product: Product, number: int, chance: random.Random) -> Certificate:
    issued = date(2026, 11, 1) - timedelta(days=chance.randrange(0, 1800))
    return Certificate(
        product=product, star_rating=3 + number % 3, regime="R4", issued_on=issued, expires_on=issued.replace(day=1) + timedelta(days=1096),
        decision_number=f"{number}/QĐ-UBND", issuing_authority="UBND tỉnh", token=f"bench{number:08}",
    )  # fmt: skip


@dataclass
class CouncilWorld:
    """A meeting and its people."""

    meeting: CouncilMeeting
    chair: UserAccount
    member: UserAccount
    officer: UserAccount
    items: list[AgendaItem]
    sheet_of_member: ScoreSheet


def council(items: int, *, members: int = 10, set_number: int = 11, code: str = "80") -> CouncilWorld:
    """A council in session: every item open, every sheet of the other members filled and sealed, one member's sheets in work."""
    unit = builders.province(code, f"Tỉnh {code}")
    place = builders.commune(f"{code}001", "Hòa Thành", inside=unit)
    rules = CouncilRules.objects.create(
        unit=unit, decision_number="1/QĐ", effective_from=date(2026, 6, 1), quorum_ratio="0.75", max_spread="10"
    )
    body = Council.objects.create(
        unit=unit,
        unit_path=unit.path,
        name="Hội đồng",
        decision_number="2/QĐ",
        decided_on=date(2026, 6, 1),
        rules=rules,
    )
    seats = []
    for number in range(members):
        role = "council_chair" if number == 0 else "council_member"
        person = builders.account(role, unit)
        seats.append(
            CouncilMember.objects.create(
                council=body, account=person, capacity=role, organisation="Sở", position=number
            )
        )
    round_ = (
        builders.evaluation_round(unit)
        if not EvaluationRound.objects.filter(unit=unit).exists()
        else EvaluationRound.objects.get(unit=unit)
    )
    meeting = CouncilMeeting.objects.create(
        council=body, rules=rules, round=round_, held_on=date(2026, 11, 20), place="Hội trường", state="open",
        opened_at=builders.AT,
    )  # fmt: skip
    Attendance.objects.bulk_create([Attendance(meeting=meeting, member=seat, present=True) for seat in seats])
    agenda = _agenda(meeting, place, items, set_number, seats[0].account)
    mine = _sheets(agenda, seats, set_number)
    return CouncilWorld(
        meeting, seats[0].account, seats[-1].account, builders.account("provincial_officer", unit), agenda, mine
    )


def _agenda(
    meeting: CouncilMeeting, place: AdministrativeUnit, count: int, set_number: int, by: UserAccount
) -> list[AgendaItem]:
    owner = builders.producer(place)
    products = Product.objects.bulk_create(
        [
            Product(
                producer=owner, name=f"Trà sen ướp xổi nhà vườn số {number}", regime="R4", set_number=set_number, unit=place,
                unit_path=place.path, search_key=f"tra sen {number}", created_at=builders.AT,
            )
            for number in range(count)
        ]
    )  # fmt: skip
    dossiers = Dossier.objects.bulk_create(
        [
            Dossier(
                product=one, producer=owner, state="council_review", regime="R4", set_number=set_number, year=2026, unit=place,
                sheet_hash=get_sheet("R4", set_number).sheet_hash, unit_path=place.path, created_by=by, created_at=builders.AT,
                submitted_at=builders.AT, round=meeting.round, revision=1,
            )
            for one in products
        ]
    )  # fmt: skip
    return AgendaItem.objects.bulk_create(
        [
            AgendaItem(meeting=meeting, dossier=one, position=number + 1, state="open")
            for number, one in enumerate(dossiers)
        ]
    )


def _sheets(agenda: list[AgendaItem], seats: list[CouncilMember], set_number: int) -> ScoreSheet:
    sheet = get_sheet("R4", set_number)
    base = choices_reaching(sheet, 4)
    answers = [member_choices(sheet, base, number) for number in range(len(seats))]
    totals = [score(sheet, one).total for one in answers]
    last = len(seats) - 1
    rows = [
        ScoreSheet(
            item=item, member=seat, sheet_hash=sheet.sheet_hash, started_at=builders.AT, nonce="n" * 22,
            sealed_at=None if number == last else builders.AT, total=None if number == last else totals[number],
        )
        for item in agenda
        for number, seat in enumerate(seats)
    ]  # fmt: skip
    sheets = ScoreSheet.objects.bulk_create(rows, batch_size=1000)
    marks: list[CriterionScore] = []
    for position, row in enumerate(sheets):
        choices: dict[str, Any] = answers[position % len(seats)]
        marks.extend(
            CriterionScore(
                sheet=row, criterion_code=one.code, level=_level(choices.get(one.code)), saved_at=builders.AT
            )
            for one in sheet.scored_criteria
        )
    with GUARDS.lifted(connection):  # the database refuses marks on a sealed sheet
        CriterionScore.objects.bulk_create(marks, batch_size=5000)
    return sheets[last]


def _level(choice: Any) -> int:
    return int(choice["level"] if isinstance(choice, dict) else choice or 0)


def province_dossiers(count: int, *, code: str) -> UserAccount:
    """A province's work list with ``count`` dossiers; returns its officer."""
    unit = builders.province(code, f"Tỉnh {code}")
    place = builders.commune(f"{code}001", "Hòa Thành", inside=unit)
    owner = builders.producer(place)
    officer: UserAccount = builders.account("provincial_officer", unit)
    products = Product.objects.bulk_create(
        [
            Product(
                producer=owner, name=f"Bánh tráng phơi sương {number}", regime="R4", set_number=6, unit=place, unit_path=place.path,
                search_key=f"banh trang {number}", created_at=builders.AT,
            )
            for number in range(count)
        ]
    )  # fmt: skip
    Dossier.objects.bulk_create(
        [
            Dossier(
                product=one, producer=owner, state="province_review", regime="R4", set_number=6, year=2026, unit=place,
                sheet_hash=get_sheet("R4", 6).sheet_hash, unit_path=place.path, created_by=officer, created_at=builders.AT,
                submitted_at=builders.AT, revision=1,
            )
            for one in products
        ]
    )  # fmt: skip
    return officer


__all__ = ["CouncilWorld", "council", "province_dossiers", "public_products"]
