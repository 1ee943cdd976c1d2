"""What the tests of the producer's side share: a producer with a tea product, answers to every question, small files."""

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ocop.dossiers.models import Dossier, DossierState, SelfScore, SupplementRequest
from ocop.dossiers.parts import GENERAL, REGISTRATION, sheet_of
from ocop.dossiers.questions import question_part
from ocop.filing.operations.filing import save_general, save_registration, submit_dossier
from ocop.filing.operations.starting import start_dossier
from ocop.ledger.models import Receipt
from ocop.people.models import UserAccount
from ocop.producers.models import Producer
from ocop.products.models import Product
from tests import builders

AT = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)  # a Tuesday, 09:00 in Vietnam
# How pages write the short forms of the law's labels.
GCN = '<abbr title="giấy chứng nhận">GCN<span class="means"> (giấy chứng nhận)</span></abbr>'
ATTP = '<abbr title="an toàn thực phẩm">ATTP<span class="means"> (an toàn thực phẩm)</span></abbr>'
DAY = date(2026, 9, 1)
SAMPLE = {
    "long_text": "Đã làm từ năm 2012.",
    "date": "2012-05-20",
    "tick": True,
    "phone": "0912345678",
    "email": "a@example.vn",
    "money": 1_250_000_000,
}


@dataclass
class World:
    """A producer, the person who acts for it and one product."""

    user: UserAccount
    producer: Producer
    product: Product

    def start(self) -> Dossier:
        return start_dossier(self.product, by=self.user, at=AT)


def tea_world(set_number: int = 11) -> World:
    user = builders.account("producer_user")
    producer = builders.producer(user=user)
    return World(user, producer, builders.product(producer, set_number=set_number))


def answers_for(part: str) -> dict[str, Any]:
    """Give every question of a part an answer of its kind."""
    return {
        one.key: one.choices[0] if one.kind == "choice" else SAMPLE.get(one.kind, "Ấp 3")
        for one in question_part(part, "R4").questions
    }


def answer_forms(dossier: Dossier, user: UserAccount) -> None:
    save_registration(dossier, answers_for(REGISTRATION), by=user, at=AT)
    save_general(dossier, answers_for(GENERAL), by=user, at=AT)


def answer_criteria(dossier: Dossier, *, level: str = "highest") -> None:
    """Answer every criterion that has no answer with its highest or its lowest printed level, at one stroke."""
    answered = set(dossier.self_scores.values_list("criterion_code", flat=True))
    rows = []
    for criterion in sheet_of(dossier).scored_criteria:
        case = criterion.cases[0].code if criterion.cases else ""
        chosen = criterion.options_of(case)[-1 if level == "highest" else 0].level
        if criterion.code not in answered:
            rows.append(SelfScore(dossier=dossier, criterion_code=criterion.code, case_code=case, level=chosen,
                                  description="Có giấy tờ.", saved_at=AT))  # fmt: skip
    SelfScore.objects.bulk_create(rows)


def complete(world: World, *, level: str = "highest") -> Dossier:
    """Return a draft with everything answered."""
    dossier = world.start()
    answer_forms(dossier, world.user)
    answer_criteria(dossier, level=level)
    dossier.refresh_from_db()
    return dossier


def photo(
    name: str = "giay-to.jpg", *, size: tuple[int, int] = (40, 30), form: str = "JPEG", **options: Any
) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 180, 40)).save(out, form, **options)
    return SimpleUploadedFile(name, out.getvalue(), f"image/{form.lower()}")


def submit(dossier: Dossier, world: World, **options: Any) -> Receipt:
    return submit_dossier(dossier, declared=True, by=world.user, at=AT, **options)


def ask(dossier: Dossier, *parts: str, level: str = "commune") -> SupplementRequest:
    """An officer's request, as the reviewing side leaves it."""
    state = DossierState.COMMUNE_SUPPLEMENT if level == "commune" else DossierState.PROVINCE_SUPPLEMENT
    Dossier.objects.filter(pk=dossier.pk).update(state=state)
    dossier.refresh_from_db()
    return SupplementRequest.objects.create(
        dossier=dossier, evaluation_level=level, message="Ảnh hợp đồng bị mờ.", open_parts=list(parts),
        due_on=date(2026, 9, 20), requested_by=builders.account(), requested_at=AT,
    )  # fmt: skip
