"""What people are told of who reads their data is what the role matrix proves: no group of readers is left out."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

CANARIES = Path(__file__).parents[4] / "tests" / "matrix" / "canaries.yaml"
# A group of the matrix and how the sentence calls it.
WORDS = {
    "own": "", "commune": "xã", "commune_officer": "cán bộ OCOP của xã", "province": "tỉnh", "only_readers": "cán bộ sở, ngành, đoàn giám sát",
    "system_administrator": "người quản trị hệ thống", "advisory": "Tổ tư vấn", "other_advisory_head": "Tổ tư vấn", "council": "Hội đồng",
    "central_officer": "Bộ Nông nghiệp và Môi trường", "minister": "Bộ Nông nghiệp và Môi trường",
    "central_advisory_head": "Tổ tư vấn và Hội đồng cấp trung ương", "central_advisory_member": "Tổ tư vấn và Hội đồng cấp trung ương",
}  # fmt: skip
# A sentence and what is planted of what it speaks of.
SENTENCES = {
    "Số điện thoại, thư để đăng nhập": ("account.phone", "account_to_help.phone"),
    "Hồ sơ đang soạn": ("self_score.draft",),
    "Thông tin chủ thể": ("producer.phone", "producer.email", "producer.address", "producer.registration_number", "representative.full_name", "product_never_filed.name"),
    "Hồ sơ đã nộp": ("self_score.filed", "evidence.filed", "answers.history"),
}  # fmt: skip


def told() -> dict[str, str]:
    lines = render_to_string("web/who_reads.html").split("<li>")[1:]
    return {line.partition("<strong>")[2].partition("</strong>")[0]: line for line in lines}


def planted() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(CANARIES.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("begin", SENTENCES)
def test_every_group_that_reads_is_named(begin: str) -> None:
    groups = {group for name in SENTENCES[begin] for group in planted()[name]["read_by"]}
    assert [group for group in groups if WORDS[group] not in told()[begin]] == []


def test_nobody_is_named_who_does_not_read() -> None:
    readers = {WORDS[group] for group in planted()["producer.phone"]["read_by"]}
    assert [word for word in ("Tổ tư vấn", "Hội đồng", "Bộ Nông") if word in told()["Thông tin chủ thể"]] == []
    assert "Hội đồng không thấy địa chỉ, điện thoại" in told()["Hồ sơ đã nộp"]
    assert not {"advisory", "council", "minister"} & {*planted()["answers.phone"]["read_by"]}
    assert "" in readers


@pytest.mark.django_db
def test_it_stands_where_an_account_is_made(client: Client) -> None:
    assert "cán bộ sở, ngành, đoàn giám sát" in client.get(reverse("account_signup")).content.decode()
