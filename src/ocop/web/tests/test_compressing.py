"""Large pages travel compressed, each a little longer or shorter than the last; small ones and files as they are."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from ocop.web.compressing import LEAST, LargeTextsCompressed

PAGE = "<li>Trà sen ướp xổi</li>" * 1000


def sent(answer: HttpResponseBase, accepts: str = "gzip, br") -> HttpResponseBase:
    asked = RequestFactory().get("/", headers={"accept-encoding": accepts})
    return LargeTextsCompressed(lambda _: answer)(asked)  # type: ignore[return-value]


def test_a_large_page_arrives_whole_and_small() -> None:
    answer = sent(HttpResponse(PAGE, headers={"ETag": '"a"'}))
    assert (answer["Content-Encoding"], answer["Vary"], answer["ETag"]) == ("gzip", "Accept-Encoding", 'W/"a"')
    assert len(answer.content) < len(PAGE) / 20  # type: ignore[attr-defined]
    assert gzip.decompress(answer.content).decode() == PAGE  # type: ignore[attr-defined]


def test_the_length_of_the_same_page_differs_from_one_time_to_the_next() -> None:
    assert len({sent(HttpResponse(PAGE))["Content-Length"] for _ in range(30)}) > 10


@pytest.mark.parametrize(
    ("answer", "accepts"),
    [
        (HttpResponse("a" * (LEAST - 1)), "gzip"),
        (HttpResponse(PAGE), ""),
        (HttpResponse(b"%PDF-" + b"a" * LEAST, content_type="application/pdf"), "gzip"),
        (HttpResponse(b"a" * LEAST, content_type="image/webp"), "gzip"),
        (StreamingHttpResponse(["a" * LEAST]), "gzip"),
    ],
)
def test_what_is_small_or_compressed_or_streams_stays_as_it_is(answer: HttpResponseBase, accepts: str) -> None:
    assert "Content-Encoding" not in sent(answer, accepts)


@pytest.mark.django_db
def test_a_page_of_the_site_is_compressed_and_not_sent_twice(client: Client) -> None:
    page = client.get("/gioi-thieu/", headers={"accept-encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    again = client.get("/gioi-thieu/", headers={"accept-encoding": "gzip", "if-none-match": page["ETag"]})
    assert again.status_code == 304
