"""The test vectors of the language rules: normal form, search key, tone key."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.vietnamese import fold, nfc, slug, tone_key


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def test_fifteen_code_points_become_eleven() -> None:
    typed = nfd("Trà Đức Hòa")
    assert len(typed) == 15
    assert len(nfc(typed)) == 11
    assert nfc(typed) == "Trà Đức Hòa"


def test_the_eth_look_alike_becomes_d_with_stroke() -> None:
    assert nfc("\u00d0ắk Lắk") == "Đắk Lắk"
    assert nfc("\u00f0ường") == "đường"


@pytest.mark.parametrize("unseen", ["\u202e", "\u202c", "\u2066", "\u2069", "\u200b", "\u200f", "\u00ad", "\ufeff"])
def test_signs_nobody_sees_cannot_make_one_name_look_like_another(unseen: str) -> None:
    assert nfc(f"Trà {unseen}sen{unseen}") == "Trà sen"


def test_line_ends_and_joined_emoji_stay() -> None:
    assert nfc("một\nhai\t👩\u200d🌾") == "một\nhai\t👩\u200d🌾"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("duong phen", "duong phen"),
        ("DUONG PHEN", "duong phen"),
        ("đường phèn", "duong phen"),
        ("đuờng phèn", "duong phen"),
        (nfd("Đường Phèn"), "duong phen"),
        ("  Đường \u00a0 phèn ", "duong phen"),
        ("\u00d0ắk Lắk", "dak lak"),
        ("dak lak", "dak lak"),
        ("Đắk Lắk", "dak lak"),
        ("tra duc hoa", "tra duc hoa"),
        ("Trà Đức Hoà", "tra duc hoa"),
        (nfd("Trà Đức Hòa"), "tra duc hoa"),
    ],
)
def test_every_way_of_typing_gives_the_same_search_key(typed: str, key: str) -> None:
    assert fold(typed) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hòa", "Hoà"), ("thủy", "thuỷ"), ("khỏe", "khoẻ"), ("túy", "tuý"), ("Trà Đức Hòa", "Trà Đức Hoà")],
)
def test_tone_placement_makes_no_difference(one: str, other: str) -> None:
    assert nfc(one) != nfc(other)
    assert tone_key(one) == tone_key(other)
    assert tone_key(nfd(one)) == tone_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("hòa", "hóa"), ("Hòa", "Hoa"), ("Ân", "An"), ("dào", "đào"), ("hoà lan", "hoa làn")]
)
def test_another_tone_or_letter_is_another_key(one: str, other: str) -> None:
    assert tone_key(one) != tone_key(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [("Chè Tân Cương (hộp 200g)", "che-tan-cuong-hop-200g"), ("  Đường  phèn! ", "duong-phen"), ("!!!", "")],
)
def test_a_slug_is_plain_words_and_hyphens(text: str, words: str) -> None:
    assert slug(text) == words


@settings(deadline=None)
@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)
    assert nfc(nfd(text)) == nfc(text)


@settings(deadline=None)
@given(st.text(alphabet="aăâbdđeêhoôơuưyàáảãạằắẵỀẾỔỢ TRÀĐ"))
def test_the_search_key_of_vietnamese_is_plain_ascii(text: str) -> None:
    assert fold(text).isascii()
    assert fold(fold(text)) == fold(text)
