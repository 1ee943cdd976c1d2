"""Texts of old fonts are found and read as they were meant; modern and foreign texts are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.vietnamese import nfc
from ocop.vietnamese.legacy import NAMES, _letters, decode, legacy_text
from ocop.vietnamese.syllables import is_syllable

# Typed by hand from the two code tables, not by the code under test.
KNOWN = [
    ("tcvn3", "§Æc s¶n", "Đặc sản"),
    ("tcvn3", "Hîp t¸c x· Trµ sen Bµ §en", "Hợp tác xã Trà sen Bà Đen"),
    ("tcvn3", "B¶o Th¾ng", "Bảo Thắng"),
    ("tcvn3", "Kh«ng dïng ho¸ chÊt, n\xadíc giÕng khoan", "Không dùng hoá chất, nước giếng khoan"),
    ("tcvn3", "TrÇn V¨n B×nh", "Trần Văn Bình"),
    ("vni", "Ñaëc saûn", "Đặc sản"),
    ("vni", "Hôïp taùc xaõ Traø sen Baø Ñen", "Hợp tác xã Trà sen Bà Đen"),
    ("vni", "HÔÏP TAÙC XAÕ", "HỢP TÁC XÃ"),
    ("vni", "Khoâng duøng hoùa chaát, nöôùc gieáng khoan", "Không dùng hóa chất, nước giếng khoan"),
    ("vni", "Traàn Vaên Bình", "Trần Văn Bình"),
]
MODERN = [
    "Đặc sản Trà Đức Hòa, 100 g; giá 25.000 đồng",
    "Hợp tác xã Nguyễn Thị Ánh",
    "Thuở xưa, người quỳnh quỵu nghiêng khuya quýt quạnh",
    "Café Müller, François & Noël – crème brûlée, pâté",
    "5 µm, 10 µl; 25 °C ± 2; § 3; © ® ½",
    "Đắk Lắk, Krông Pắc, Ea H'leo, Êa Súp, A Lưới",
    "Trà Ô Long, Bò Né, Cù Là",
    "",
    "plain words",
    "日本 Привет",
]


@pytest.mark.parametrize(("encoding", "shown", "meant"), KNOWN)
def test_texts_of_old_fonts_are_read_as_they_were_meant(encoding: str, shown: str, meant: str) -> None:
    found = legacy_text(shown)
    assert found
    assert (found.encoding, found.meant) == (encoding, meant)
    assert found.name == NAMES[encoding]


@pytest.mark.parametrize("text", MODERN)
def test_modern_and_foreign_texts_are_left_alone(text: str) -> None:
    assert legacy_text(text) is None


def test_in_a_mixed_text_only_the_old_words_change() -> None:
    found = legacy_text("Có trà “§Æc s¶n” của xã")
    assert found
    assert found.meant == "Có trà “Đặc sản” của xã"


def test_both_tables_hold_every_small_letter_once() -> None:
    marked = set("àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ")
    assert {letter for letter in _letters("tcvn3").values() if letter.islower()} == marked
    assert {letter for letter in _letters("vni").values() if letter.islower()} == marked
    assert {letter for letter in _letters("tcvn3").values() if letter.isupper()} == set("ĂÂÊÔƠƯĐ")


WORDS = [
    "chủ",
    "thể",
    "sản",
    "phẩm",
    "trà",
    "mật",
    "ong",
    "rừng",
    "nước",
    "mắm",
    "đặc",
    "sắc",
    "quê",
    "hương",
    "nghề",
    "truyền",
    "thống",
    "người",
    "làng",
    "bưởi",
    "năm",
    "roi",
    "khuyến",
    "khích",
    "vườn",
    "ruộng",
    "giống",
    "lúa",
    "thuyền",
    "đồng",
    "bằng",
    "miền",
    "núi",
    "cửa",
    "biển",
    "quýt",
    "hồng",
    "nghiêng",
    "chiều",
    "khuya",
    "thuở",
    "ngoằn",
    "ngoèo",
    "huỳnh",
    "xoài",
    "cát",
    "hòa",
    "lộc",
]


SURELY = 4  # one or two words may read well in both fonts: "thuû" is thủ in VNI and thuỷ in TCVN3


def encoded(text: str, encoding: str) -> str:
    """The text as the old font kept it: the table read the other way."""
    letters = {meant: shown for shown, meant in _letters(encoding).items() if meant.islower()}
    return "".join(letters.get(char, char) for char in text)


@given(st.lists(st.sampled_from(WORDS), min_size=6, max_size=30), st.sampled_from(sorted(NAMES)))
def test_what_an_old_font_kept_comes_back_letter_by_letter(words: list[str], encoding: str) -> None:
    text = " ".join(words)
    kept = encoded(text, encoding)
    assert decode(kept, encoding) == text
    found = legacy_text(kept)
    odd = {word for word in kept.split() if not word.isascii() and not is_syllable(word)}
    if len(odd) >= SURELY:
        assert found
        assert (found.encoding, found.meant) == (encoding, text)


@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_vietnamese_of_today_is_never_taken_for_an_old_font(words: list[str]) -> None:
    assert legacy_text(" ".join(words)) is None
    assert legacy_text(nfc(" ".join(words).upper())) is None


@given(st.text(max_size=60))
def test_any_text_is_answered_and_nothing_is_found_twice(text: str) -> None:
    found = legacy_text(text)
    assert found is None or found.meant != text


@pytest.mark.parametrize("word", WORDS)
def test_words_are_syllables(word: str) -> None:
    assert is_syllable(word)
