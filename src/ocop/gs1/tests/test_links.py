"""Links, element strings and keys of a Vietnamese producer; expected forms written by hand after the standard."""

import pytest

from ocop.gs1 import LENIENT, GS1Error, canonical, gln, gtin14, link_of, read_bracketed, read_link, sscc, write_link

TEA = "08934563138165"  # 3·(6 + 8 + 1 + 6 + 4 + 9) + 1 + 3 + 3 + 5 + 3 + 8 = 125, so the check digit is 5


@pytest.mark.parametrize(
    ("uri", "form"),
    [
        (f"https://ocop.vn/01/{TEA}", f"https://id.gs1.org/01/{TEA}"),
        (f"HTTPS://OCOP.VN/tra/01/{TEA}/10/L1#dau", f"https://id.gs1.org/01/{TEA}/10/L1"),
        (
            f"http://ocop.vn/01/{TEA}/21/A+B?99=C%2BD&17=270131",
            f"https://id.gs1.org/01/{TEA}/21/A%2BB?17=270131&99=C%2BD",
        ),
    ],
)
def test_the_canonical_form_drops_host_stem_and_fragment(uri: str, form: str) -> None:
    assert canonical(read_link(uri)) == form


@pytest.mark.parametrize(
    "uri",
    [
        f"Https://ocop.vn/01/{TEA}",
        f"ocop.vn/01/{TEA}",
        f"https:///01/{TEA}",
        f"https://ocop.vn/01/{TEA}/",
        f"https://ocop.vn/01/{TEA}/10/",
        f"https://ocop.vn/01/{TEA}/21/1/10/A",
        f"https://ocop.vn/01/{TEA}/10/A?10=B",
        f"https://ocop.vn/01/{TEA}?17=270131&17=270131",
        f"https://ocop.vn/01/{TEA}?98765=A",
        f"https://ocop.vn/01/{TEA}?99=",
        f"https://ocop.vn/01/{TEA}?99=C+D",  # a plus of the query is a blank
        f"https://ocop.vn/01/{TEA}/10/A%00",
        "https://ocop.vn/01/8934563138165",
        "https://ocop.vn/01/08934563138164",
        f"https://ocop.vn/gtin/{TEA}",
        f"https://ocop.vn/o/{TEA}",
        f"https://ocop.vn/01/{TEA}/10/Lô",
    ],
)
def test_what_is_no_link_is_refused_in_a_sentence(uri: str) -> None:
    with pytest.raises(GS1Error) as refusal:
        read_link(uri)
    assert str(refusal.value).endswith(".")


def test_a_foreign_code_may_leave_out_zeros_where_it_is_asked_for() -> None:
    assert read_link("https://shop.example/01/8934563138165", LENIENT).elements[0].value == TEA


def test_what_is_written_is_read_as_it_was() -> None:
    found = read_bracketed(f"(01){TEA}(10)A\\(1/2)(17)270131(3103)000500")
    link = write_link(link_of(found), "https://ocop.vn/")
    assert link == f"https://ocop.vn/01/{TEA}/10/A%281%2F2%29?17=270131&3103=000500"
    assert read_link(link).bracketed == f"(01){TEA}(10)A\\(1/2)(17)270131(3103)000500"


def test_the_same_twice_stands_once_and_two_lots_stand_nowhere() -> None:
    assert write_link(link_of(read_bracketed(f"(01){TEA}(10)A(10)A"))) == f"https://id.gs1.org/01/{TEA}/10/A"
    with pytest.raises(GS1Error, match="nhiều lần"):
        link_of(read_bracketed(f"(01){TEA}(10)A(10)B"))


def test_keys_are_read_as_people_type_them() -> None:
    assert gtin14(" 8934563 138165 ") == TEA
    assert gln("8930000000019") == "8930000000019"
    assert sscc("0 0614141 123456789 0".replace(" ", "")) == "006141411234567890"
    for wrong, says in (
        ("8934563138164", "sai số kiểm tra"),
        ("123456", "không phải 6"),
        ("8934A63138165", "chỉ gồm chữ số"),
    ):
        with pytest.raises(GS1Error, match=says):
            gtin14(wrong)
