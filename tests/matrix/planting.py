"""Plant recognisable words into every field and state that pages could show; the table of canaries names them."""

from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import models

from ocop.advisory import operations as advisory
from ocop.councils import operations as councils
from ocop.councils.arithmetic import Mark
from ocop.dossiers.models import CommuneAssessment, SelfScore
from ocop.filing.operations.answering import keep_supplement_answer
from ocop.people.models import UserAccount
from ocop.producers.models import LegalRepresentative, Producer
from ocop.products.fields import FIELDS
from ocop.products.models import Product
from ocop.reviewing.operations import proposing

from .advising import WORDS
from .answers import CONTENTS
from .objects import World

TABLE = Path(__file__).with_name("canaries.yaml")


@cache
def canaries() -> dict[str, dict[str, Any]]:
    """What is planted, by its name: the words, and who reads them."""
    data: dict[str, dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return data


def words(name: str) -> str:
    """The words of a canary."""
    return str(canaries()[name]["words"])


def plant(world: World) -> None:
    """Write every canary that the world does not carry from its making; the caller undoes it."""
    _profiles(world)
    _on_the_way(world)
    _before_the_judges(world)


def _profiles(world: World) -> None:
    home = world.people.producers["home"].pk
    fields = ("phone", "email", "address", "registration_number")
    Producer.objects.filter(pk=home).update(**{name: words(f"producer.{name}") for name in fields})
    LegalRepresentative.objects.filter(producer=home).update(full_name=words("representative.full_name"))
    own = {name: words(f"product_never_filed.{name}") for name in ("name", "description", "story")}
    written = {one.name for one in FIELDS if isinstance(one.column, models.CharField | models.TextField)}
    texts = dict.fromkeys(written, words("product_never_filed.everything_else")) | own
    Product.objects.filter(pk=world["product"].pk).update(**texts)
    type(world["delegation"]).objects.filter(pk=world["delegation"].pk).update(note=words("delegation.note"))
    UserAccount.objects.filter(pk=world["account"].pk).update(phone=words("account.phone"))


def _on_the_way(world: World) -> None:
    officer, chair, at = world.people["commune_officer"], world.people["commune_chair"], world.now
    SelfScore.objects.filter(dossier=world["dossier.draft"]).update(description=words("self_score.draft"))
    keep_supplement_answer(
        world["dossier.commune_supplement"],
        answer=words("supplement.answer_not_sent"),
        by=world.people["producer"],
        at=at,
    )
    proposing.save_commune_assessment(
        world["dossier.commune_review"], contents={**CONTENTS, "local_material": words("form_03.draft")},
        meeting_held_on=None, version=0, by=officer, at=at,
    )  # fmt: skip
    waiting = world["dossier.commune_assessed"]
    proposing.send_back_draft(waiting, reason=words("form_03.sent_back"), by=chair, at=at)
    proposing.send_to_chair(waiting, by=officer, at=at)
    CommuneAssessment.objects.filter(dossier=waiting).update(local_material=words("form_03.waits_for_chair"))


def _before_the_judges(world: World) -> None:
    by: dict[str, Any] = {"by": world.people["advisory_member"], "at": world.now}
    draft = {**WORDS, "part_a": words("advisory_report.draft")}
    under_way = world["dossier.advisory_review"]
    advisory.save_report(under_way, words=draft, version=0, **by)
    advisory.record_survey(
        under_way, survey=under_way.advisory_reports.get().surveys.get(), visited_on=(world.now - timedelta(days=2)).date(), place="Ấp 2",
        participants="Hai người.", findings=words("site_survey.findings"), **by,
    )  # fmt: skip
    item, note = world["item.open"], words("score_sheet.note_before_sealing")
    councils.save_marks(item, [Mark("1.1", "", 0, note)], by=world.people["council_member"], at=world.now)
    second = world.people["council_member_second"]
    councils.seal_sheet(item, comment=words("score_sheet.comment_before_closing"), by=second, at=world.now)
