"""Alphabetical order of Vietnamese words, titles and people."""

import random
import unicodedata

import pytest

from ocop.vietnamese import person_sort_key, sort_key

WORDS = [
    "An",
    "Áo",
    "Ăn",
    "Ân",
    "Bình",
    "Bo",
    "Bò",
    "Bỏ",
    "Bõ",
    "Bó",
    "Bọ",
    "Bồ",
    "Bơ",
    "Bưởi",
    "Cà",
    "Chè",
    "Dừa",
    "Dứa",
    "Đào",
    "Đức",
    "Em",
    "Êm",
    "Na",
    "Nghệ",
    "Ngô",
    "Nhãn",
    "Ong",
    "Ôn",
    "Ớt",
    "Thanh long",
    "Tỏi",
    "Trà",
    "Uyên",
    "Ư",
    "Xoài",
    "Yến",
]
PEOPLE = ["Lê Văn An", "Phạm Thị Ánh", "Lê Văn Ân", "Trần Ân", "Nguyễn Thị Bình"]


@pytest.mark.parametrize("seed", range(5))
def test_words_sort_by_letters_then_tones(seed: int) -> None:
    shuffled = random.Random(seed).sample(WORDS, len(WORDS))  # noqa: S311
    assert len(WORDS) == 36
    assert sorted(shuffled, key=sort_key) == WORDS
    assert sorted([unicodedata.normalize("NFD", word) for word in shuffled], key=sort_key) == [
        unicodedata.normalize("NFD", word) for word in WORDS
    ]


def test_people_sort_by_given_name_then_family_name_then_middle_name() -> None:
    backwards = PEOPLE[::-1]
    assert sorted(backwards, key=person_sort_key) == PEOPLE
    same = ["Lê An", "Lê Thị An", "Lê Văn An", "Trần An"]
    backwards = same[::-1]
    assert sorted(backwards, key=person_sort_key) == same
    assert sorted(["An", ""], key=person_sort_key) == ["", "An"]


def test_a_space_comes_before_letters_and_digits_before_letters() -> None:
    titles = ["Chè", "Chè xanh", "Chè 2", "Chèo"]
    assert sorted(titles, key=sort_key) == ["Chè", "Chè 2", "Chè xanh", "Chèo"]


def test_tones_decide_only_between_equal_letters_and_case_last() -> None:
    assert sorted(["Bò a", "Bo x"], key=sort_key) == ["Bò a", "Bo x"]
    assert sorted(["Chè", "chè", "che"], key=sort_key) == ["che", "chè", "Chè"]


def test_keys_are_safe_to_store_as_text() -> None:
    assert "\x00" not in person_sort_key("Nguyễn Văn Đức")
    assert sort_key("茶") > sort_key("Yến")
