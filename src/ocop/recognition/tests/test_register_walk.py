"""The order of a search: words side by side first; a walk to many matches gives the same page."""

from datetime import date

import pytest
from django.db import connection

from ocop.recognition.queries import register_walk
from ocop.recognition.queries.register import rank_of, search_register, words_of
from ocop.recognition.queries.register_filters import Filters
from ocop.recognition.queries.register_walk import first_page, walked_page

from .test_register import TODAY, found, published

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["long thanh", "Long Thành", "huyện Long Thành"])
def test_words_that_stand_together_come_before_words_that_lie_apart(typed: str) -> None:
    """A place of two words: who asks for Long Thành does not mean Long Hồ in the commune of Bình Thành."""
    published("Bưởi", producer="Hợp tác xã Long Hồ huyện Bình Thành")
    published("Cam", producer="Tổ hợp tác Thành Long huyện Cẩm Mỹ")
    published("Xoài", producer="Hợp tác xã huyện Long Thành")
    published("Ổi", producer="Hợp tác xã huyện Long Thành", issued_on=date(2019, 6, 1))
    assert found(typed) == ["Xoài", "Ổi", "Bưởi", "Cam"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL ranks as fast")
@pytest.mark.parametrize("typed", ["tra", "trà", "TRÀ", "tra sen", "sen tra", "hop tac", "100%"])
@pytest.mark.parametrize("walk", [1, 6, 1_000])
def test_walk_to_many_matches_gives_the_page_that_ranking_gives(
    monkeypatch: pytest.MonkeyPatch, typed: str, walk: int
) -> None:
    monkeypatch.setattr(register_walk, "MANY", 1)
    monkeypatch.setattr(register_walk, "LONGEST_WALK", walk)
    for name in (
        "Trà sen",
        "An trà",
        "Trà 100% sen",
        "Tra sen",
        "Bánh trà",
        "Trứng",
        "Chè tra",
        "Trà hoa",
        "Hoa sen trà",
    ):
        published(name)
    words = tuple((word,) for word in words_of(typed))
    ranked = search_register(typed, Filters(), on=TODAY).values_list("product_id", flat=True)
    for size in (1, 3, 8):
        walked = walked_page(words, rank_of(typed, TODAY), size)
        assert walked in (None, list(ranked[:size]))
        assert first_page(words, rank_of(typed, TODAY), size) == (tuple(ranked[:size]), len(ranked))
        assert walked or walk < 1_000 or len(ranked) < size or rank_of(typed, TODAY).exactly
