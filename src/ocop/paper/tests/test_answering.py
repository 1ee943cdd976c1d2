"""A paper is downloaded under a name that every computer takes."""

import pytest

from ocop.paper.answering import paper_response

from .describing_papers import minutes


@pytest.mark.parametrize(
    ("form", "media_type", "begins"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("pdf", "application/pdf", b"%PDF"),
    ],
)
def test_paper_is_an_attachment_with_a_plain_name(form: str, media_type: str, begins: bytes) -> None:
    response = paper_response(minutes(), form=form, name="Mẫu 03 – Trà hoa vàng Đắk Nông")  # type: ignore[arg-type]
    assert response.content.startswith(begins)
    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"] == f'attachment; filename="mau-03-tra-hoa-vang-dak-nong.{form}"'
    assert response["Cache-Control"] == "private, no-store"
