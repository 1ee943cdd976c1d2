"""The paper certificate: readable text, fixed bytes, and a QR code that survives a 200 dpi photocopy."""

import io
import subprocess
from datetime import date
from pathlib import Path

import pdfplumber
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from ocop.recognition.models import Certificate
from ocop.recognition.operations import recognise
from ocop.recognition.printing.certificate import certificate_hash, certificate_pdf
from ocop.recognition.printing.qr import qr_svg, scan_address
from tests import builders as make

from .builders import AT, chair, scored_dossier

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper() -> Certificate:
    product = make.product(
        make.producer(name="Hợp tác xã Nông nghiệp Ễ Ộ Ậ Hữu Cơ"), name="Trà hoa vàng sấy lạnh túi lọc Tân Ninh"
    )
    dossier = scored_dossier(product=product)
    recognise([dossier], decision_number="1887/QĐ-UBND", decided_on=date(2026, 12, 15), by=chair(), at=AT)
    return Certificate.objects.select_related("decision__unit", "decision__signed_by").get()


def test_certificate_says_what_it_must_on_one_landscape_page(paper: Certificate) -> None:
    with pdfplumber.open(io.BytesIO(certificate_pdf(paper))) as pdf:
        (page,) = pdf.pages
        words = " ".join((page.extract_text() or "").split())
        sizes = (round(float(page.width)), round(float(page.height)))
    assert sizes == (842, 595)
    said = [
        paper.product.name, paper.product.producer.name, "Phường Tân Ninh, Tỉnh Tây Ninh", "đạt hạng 4 sao", "1887/QĐ-UBND",
        "15/12/2026", "15/12/2029", "80-25459-1-2026", "ngày 15 tháng 12 năm 2026", certificate_hash(paper), scan_address(paper.token),
    ]  # fmt: skip
    assert [one for one in said if one not in words] == []


def test_same_certificate_gives_the_same_bytes(paper: Certificate) -> None:
    assert certificate_pdf(paper) == certificate_pdf(Certificate.objects.get())


def test_only_the_demonstration_is_marked_as_without_value(paper: Certificate) -> None:
    def text() -> str:
        with pdfplumber.open(io.BytesIO(certificate_pdf(paper))) as pdf:
            return pdf.pages[0].extract_text() or ""

    assert "KHÔNG CÓ GIÁ TRỊ" not in text()
    paper.content["paper"]["demo"] = "yes"
    assert "BẢN TRÌNH DIỄN – KHÔNG CÓ GIÁ TRỊ" in text()


def test_only_the_shipped_font_is_embedded(paper: Certificate) -> None:
    with pdfplumber.open(io.BytesIO(certificate_pdf(paper))) as pdf:
        fonts = {char["fontname"].split("+")[-1].split("-")[0] for char in pdf.pages[0].chars}
    assert fonts == {"BeVietnamPro"}


def photocopied(pdf: bytes, folder: Path) -> Image.Image:
    """200 dpi grey scan of the page, blurred, a little askew and pale, as a bad copier gives it."""
    source = folder / "certificate.pdf"
    source.write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-r", "200", "-gray", "-png", "-singlefile", str(source), str(folder / "page")], check=True
    )
    image = Image.open(folder / "page.png")
    image = image.filter(ImageFilter.GaussianBlur(1.2)).rotate(1.7, fillcolor=255, resample=Image.Resampling.BILINEAR)
    return image.point(lambda value: int(70 + value * 0.66))


@pytest.mark.parametrize("demo", [False, True])
def test_qr_is_read_back_from_a_photocopy(paper: Certificate, tmp_path: Path, demo: bool) -> None:
    paper.content["paper"]["demo"] = "yes" if demo else ""
    read = zxingcpp.read_barcodes(photocopied(certificate_pdf(paper), tmp_path))
    assert [one.text for one in read] == [scan_address(paper.token)]


def test_qr_is_at_least_25_millimetres_wide(paper: Certificate, tmp_path: Path) -> None:
    (tmp_path / "c.pdf").write_bytes(certificate_pdf(paper))
    subprocess.run(
        ["pdftoppm", "-r", "254", "-gray", "-png", "-singlefile", str(tmp_path / "c.pdf"), str(tmp_path / "c")],
        check=True,
    )
    (code,) = zxingcpp.read_barcodes(Image.open(tmp_path / "c.png"))
    corners = code.position
    side_mm = (corners.top_right.x - corners.top_left.x) / 10  # 254 dpi: ten dots to the millimetre
    assert side_mm >= 25


def test_qr_drawing_is_plain_and_reads_back() -> None:
    import typst

    svg = qr_svg("https://ocop.example/q/abcdefghijklmnop")
    drawn = typst.compile(
        b'#set page(width: auto, height: auto, margin: 5mm)\n#image(bytes(sys.inputs.svg), format: "svg", width: 30mm)',
        format="png", ppi=200, sys_inputs={"svg": svg},
    )  # fmt: skip
    assert zxingcpp.read_barcode(Image.open(io.BytesIO(drawn))).text == "https://ocop.example/q/abcdefghijklmnop"
