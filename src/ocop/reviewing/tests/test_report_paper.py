"""Mẫu 03 on paper: the draft for its commune, the signed report for those who may have the forms."""

import io

import pdfplumber
import pytest
from django.urls import reverse

from ocop.dossiers.models import Dossier
from ocop.people.models import UserAccount
from tests.builders import browser

from .reviewing_world import CONTENTS, World

pytestmark = pytest.mark.django_db


def answer(user: UserAccount, dossier: Dossier, form: str = "pdf") -> tuple[int, str]:
    client = browser(user)
    response = client.get(reverse("reviewing:commune_report_paper", args=[dossier.pk, form]))
    if response.status_code != 200:
        return response.status_code, ""
    with pdfplumber.open(io.BytesIO(response.content)) as pdf:
        return 200, " ".join(" ".join((page.extract_text() or "").split()) for page in pdf.pages)


def test_the_draft_is_for_its_commune_only_and_says_that_it_is_one() -> None:
    world = World()
    dossier = world.assessed()
    status, said = answer(world.officer, dossier)
    assert status == 200
    assert "chưa ký" in said
    producer = dossier.created_by
    assert [answer(one, dossier)[0] for one in (world.chair, world.office, producer)] == [200, 404, 404]


def test_the_signed_report_names_body_number_day_contents_and_signer() -> None:
    world = World()
    dossier = world.proposed()
    status, said = answer(world.office, dossier)
    letter = dossier.commune_assessment
    assert status == 200
    for words in (*CONTENTS.values(), f"Số: {letter.letter_number}", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", world.chair.full_name, "PHƯỜNG"):  # fmt: skip
        assert words in said
    assert "chưa ký" not in said
