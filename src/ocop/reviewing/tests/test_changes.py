"""What an officer is shown after a supplement: only what differs from the submission before, in words (Đ.7.2.a, 7.3.a)."""

from typing import Any

import pytest

from ocop.dossiers.models import Dossier, DossierSnapshot
from ocop.dossiers.questions import question_part
from ocop.law.tests.usual import get_sheet
from ocop.reviewing.queries.changes import changes_since_last_submission, compare
from ocop.reviewing.tests.reviewing_world import NINE
from tests import builders

FILE = {
    "id": 1,
    "sha256": "a" * 64,
    "criterion": "1.1",
    "evidence_type": "materials_and_links",
    "title": "Hợp đồng",
    "original_name": "hop-dong.jpg",
    "valid_until": "2027-01-31",
}


def content(**changed: Any) -> dict[str, Any]:
    return {
        "registration_form": {},
        "general": {},
        "self_scores": {"1.1": {"case": "", "level": 1, "description": "Có giấy tờ."}},
        "evidence": [FILE],
        **changed,
    }


def lines(before: dict[str, Any], now: dict[str, Any]) -> list[tuple[str, str, str, str, str]]:
    found = compare(get_sheet("R4", 11), before, now, regime="R4")
    return [(one.kind_words, one.place, one.label, one.before, one.now) for one in found]


def test_equal_submissions_have_no_changes() -> None:
    assert lines(content(), content()) == []


def test_a_new_level_and_a_new_description_are_two_changes_in_words() -> None:
    now = content(self_scores={"1.1": {"case": "", "level": 3, "description": "Sổ thu mua 2025."}})
    first, third = (option.label for option in get_sheet("R4", 11).criterion("1.1").options[::2])
    assert lines(content(), now) == [
        ("Sửa", "Mức tự đánh giá", "1.1 Nguồn nguyên liệu", f"A – {first} (1 điểm)", f"C – {third} (3 điểm)"),
        ("Sửa", "Mô tả của chủ thể", "1.1 Nguồn nguyên liệu", "Có giấy tờ.", "Sổ thu mua 2025."),
    ]


def test_an_explicit_zero_is_told_from_a_missing_answer() -> None:
    zero = content(self_scores={"1.1": {"case": "", "level": 0, "description": "Có giấy tờ."}})
    none = content(self_scores={})
    assert [(kind, now) for kind, place, _, _, now in lines(none, zero) if place == "Mức tự đánh giá"] == [
        ("Thêm", "Không đạt mức nào (0 điểm)")
    ]


def test_files_are_told_by_their_bytes_not_by_their_number() -> None:
    renumbered = content(evidence=[{**FILE, "id": 9}])
    replaced = content(evidence=[{**FILE, "sha256": "b" * 64, "valid_until": None}])
    assert lines(content(), renumbered) == []
    assert lines(content(), replaced) == [
        ("Thêm", "Minh chứng", "Tiêu chí 1.1", "", "Hợp đồng"),
        ("Bỏ", "Minh chứng", "Tiêu chí 1.1", "Hợp đồng, có giá trị đến 31/01/2027", ""),
    ]


def test_answers_of_the_forms_are_named_by_their_question() -> None:
    question = next(one for one in question_part("general", "R4").questions if one.kind == "long_text")
    assert lines(content(), content(general={question.key: "Mở thêm xưởng."})) == [
        ("Thêm", "Thông tin chung (Mẫu 02, phần I, II, IV)", question.ask, "", "Mở thêm xưởng.")
    ]


def freeze(dossier: Dossier, revision: int, frozen: dict[str, Any]) -> None:
    DossierSnapshot.objects.create(
        dossier=dossier,
        revision=revision,
        content=frozen,
        content_hash="0" * 64,
        self_score_total=1,
        self_score_star=1,
        taken_at=NINE,
    )


@pytest.mark.django_db
def test_only_the_last_two_submissions_are_compared() -> None:
    dossier = builders.dossier(state="commune_review")
    freeze(dossier, 1, content(evidence=[]))
    assert changes_since_last_submission(dossier) is None
    freeze(dossier, 2, content())
    freeze(dossier, 3, content(self_scores={"1.1": {"case": "", "level": 1, "description": "Rõ hơn."}}))
    changes = changes_since_last_submission(dossier)
    assert changes is not None
    assert [(one.place, one.now) for one in changes] == [("Mô tả của chủ thể", "Rõ hơn.")]
