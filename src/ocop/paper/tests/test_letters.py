"""Every letter of Vietnamese and of the highlands is printed; others are named."""

from datetime import date

import pytest

from ocop.paper import Table, unprintable_letters
from ocop.paper.measures import measures_on

VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"


@pytest.mark.parametrize(
    "text",
    [
        VIETNAMESE,
        VIETNAMESE.upper(),
        "fjwz FJWZ 0123456789",
        "ŭ ƀ ʉ ĭ ĕ ŏ č ŋ ñ Ŭ Ƀ",
        "№ – — “ ” … ‰ ° ² ³ ± ½ ₫ € ≥ ≤ × −",
    ],
)
def test_letters_in_use_can_be_printed(text: str) -> None:
    assert unprintable_letters([text]) == ()


def test_letters_without_a_font_are_named_once_in_their_order() -> None:
    assert unprintable_letters(["Lúa 🌾", "茶", "🌾"]) == ("🌾", "茶")


def test_decomposed_letters_are_judged_as_they_will_be_printed() -> None:
    assert unprintable_letters(["e\u0302\u0301"]) == ()


def test_a_paper_takes_the_layout_of_its_day() -> None:
    assert measures_on(date(2026, 7, 5)).since == date(2020, 3, 5)
    assert measures_on(None).source.startswith("NĐ 30/2020/NĐ-CP")


def test_a_table_with_a_row_of_other_length_is_refused() -> None:
    with pytest.raises(ValueError, match="cells"):
        Table(("a", "b"), (("1",),), (1, 1))
