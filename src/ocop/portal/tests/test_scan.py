"""The address in the QR code: verdict first, then who, then where to expect it."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ocop.portal.pages.addresses import tokens_in
from ocop.recognition.models import Certificate

from .builders import forget, published, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> None:
    forget()


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ({}, "Hợp lệ"),
        ({"issued_on": date(2020, 1, 1), "regime": "R1"}, "Hết hạn"),
        ({"ended_on": date(2026, 7, 1), "end_reason": "revoked"}, "Đã thu hồi"),
        ({"ended_on": date(2026, 7, 1), "end_reason": "superseded"}, "Đã thay bằng giấy mới"),
        ({"issued_on": None}, "Chưa rõ hạn"),
    ],
)
def test_scan_page_gives_its_verdict_in_the_heading(client: Client, values: dict[str, Any], verdict: str) -> None:
    published("Trà sen", **values)
    page = text(client, f"/q/{Certificate.objects.get().token}")
    assert re.findall(r"<h1[^>]*>([^<]+)</h1>", page) == [verdict]
    body = page[page.index("<main") :]
    order = [
        body.index(part)
        for part in (verdict, "Hợp tác xã Trà sen", "Số quyết định", "Có giá trị đến", "http://127.0.0.1:8000")
    ]
    assert order == sorted(order)


def test_scan_page_warns_before_the_end(client: Client) -> None:
    today = timezone.localdate()
    published("Trà sen", issued_on=None, expires_on=today + timedelta(days=30))
    assert "Hợp lệ, sắp hết hạn" in text(client, f"/q/{Certificate.objects.get().token}")


@pytest.mark.parametrize("token", ["abc", "A" * 16, "..", "%F0%9F%98%80", "a" * 2000, "<script>"])
def test_unknown_token_is_explained(client: Client, token: str) -> None:
    published("Trà sen")
    page = text(client, f"/q/{token}", status=404)
    assert "Mã này không có trong sổ" in page


def test_near_misses_of_a_token_are_never_valid(client: Client) -> None:
    published("Trà sen")
    token = Certificate.objects.get().token
    near = [token[:-1], token + "A", token.swapcase(), token[::-1], token[:-1] + ("A" if token[-1] != "A" else "B")]
    assert {client.get(f"/q/{one}").status_code for one in near if one != token} == {404}


# What readers of codes, messages, programs for writing and fingers add around a token.
AROUND = [
    "/q/{}/", "/q/{}%20", "/q/{}%0D", "/q/{}%0A", "/q/{}%0D%0A", "/q/{}%09", "/q/{}.", "/q/{},", "/q/{})", "/q/{};", "/q/{}%22", "/q/{}'",
    "/q/{}%E2%80%8B", "/q/%EF%BB%BF{}", "/q/{}%C2%A0", "/q/{}%E2%80%9D", "/q/%20{}", "/q/({})", "/q/%3C{}%3E", "/q/{}%2520", "/q/{}//",
    "/Q/{}", "/q//{}", "/Q//{}//", "/q/{}/index.html", "/q/{}&utm_source=zalo", "/q/{}%3Futm_source=zalo", "/Q/{}.",
]  # fmt: skip


@pytest.mark.parametrize("around", AROUND)
def test_a_genuine_code_with_something_around_it_leads_to_its_page(client: Client, around: str) -> None:
    published("Trà sen")
    token = Certificate.objects.get().token
    answer = client.get(around.format(token))
    assert (answer.status_code, answer["Location"]) == (302, f"/q/{token}")
    assert "Hợp lệ" in text(client, answer["Location"])


def test_two_slashes_before_the_code_and_the_english_page_are_led_the_same_way(client: Client) -> None:
    published("Trà sen")
    token = Certificate.objects.get().token
    assert client.get("/", PATH_INFO=f"//q/{token}")["Location"] == f"/q/{token}"
    assert client.get(f"/en/Q/{token}.")["Location"] == f"/en/q/{token}"


def test_a_code_written_with_letters_of_full_width_or_another_dash_is_the_same(client: Client) -> None:
    published("Trà sen")
    token = Certificate.objects.get().token
    wide = "".join(chr(ord(one) + 0xFEE0) for one in token)
    assert client.get(f"/q/{wide}")["Location"] == f"/q/{token}"
    assert tokens_in("Ab–9_xYz‑1")[0] == "Ab-9_xYz-1"


@pytest.mark.parametrize("printed", ["x" * 16 + ".", "%20", "/", "..", "%C2%A0%20", "A" * 41 + "/"])
def test_what_holds_no_genuine_code_is_not_led_anywhere(client: Client, printed: str) -> None:
    published("Trà sen")
    assert "Mã này không có trong sổ" in text(client, f"/q/{printed}", status=404)


def test_the_page_of_a_code_speaks_english_on_request(client: Client) -> None:
    published("Trà sen")
    token = Certificate.objects.get().token
    page = text(client, f"/q/{token}")
    main = page[page.index("<main") : page.index("</main>")]
    assert f'href="/en/q/{token}" lang="en"' in main
    english = text(client, f"/en/q/{token}")
    assert re.findall(r"<h1[^>]*>([^<]+)</h1>", english) == ["Valid"]
    assert '<p lang="vi">Hợp lệ</p>' in english
    assert "See the page of the product" in english
    assert f'href="/q/{token}" lang="vi"' in english
    unknown = text(client, "/en/q/abc", status=404)
    assert re.findall(r"<h1[^>]*>([^<]+)</h1>", unknown) == ["This code is not in the register"]


def test_qr_file_reads_back_as_the_scan_address(client: Client) -> None:
    import io

    import typst
    import zxingcpp
    from PIL import Image

    published("Trà sen")
    token = Certificate.objects.get().token
    svg = client.get(f"/q/{token}.svg")
    assert svg["Content-Type"] == "image/svg+xml"
    drawn = typst.compile(
        b'#set page(width: auto, height: auto)\n#image(bytes(sys.inputs.svg), format: "svg", width: 40mm)', format="png",
        sys_inputs={"svg": svg.content.decode()},
    )  # fmt: skip
    assert zxingcpp.read_barcode(Image.open(io.BytesIO(drawn))).text == f"http://127.0.0.1:8000/q/{token}"
