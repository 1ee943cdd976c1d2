"""Papers the tests set: minutes of a council with everything a paper can hold, short or long."""

from datetime import date

from ocop.paper import Facts, Heading, Items, Letterhead, Paper, Paragraph, Run, Signature, Table

LONG_BODY = "Hội đồng đánh giá, phân hạng sản phẩm Mỗi xã một sản phẩm cấp tỉnh"


def minutes(
    *, rows: int = 3, issuer: str = LONG_BODY, words: str = "Trà hoa vàng sấy lạnh", **changes: object
) -> Paper:
    """Minutes whose table has that many rows."""
    described: dict[str, object] = {
        "title": "Biên bản",
        "subject": "Họp Hội đồng đợt 1 năm 2026",
        "letterhead": Letterhead(
            parent="Ủy ban nhân dân tỉnh Đồng Tháp",
            issuer=issuer,
            number="12/BB-HĐ",
            place="Đồng Tháp",
            dated=date(2026, 7, 5),
        ),
        "blocks": (
            Heading("I. Thành phần"),
            Facts((("Chủ tọa", "Trần Văn Ễ"), ("Thư ký", ""))),
            Paragraph((Run("Hội đồng thống nhất "), Run("12", bold=True, figure="so_san_pham"), Run(" sản phẩm."))),
            Items(("Nhất trí", "Đề nghị cấp có thẩm quyền công nhận")),
            Table(
                ("Số", "Sản phẩm", "Điểm"),
                tuple((str(number), words, f"{number},50") for number in range(1, rows + 1)),
                (1, 6, 2),
                numeric=(0, 2),
            ),
        ),
        "signatures": (
            Signature("Thư ký", "Lê Thị B"),
            Signature("Phó Chủ tịch", "Nguyễn Văn A", capacity="KT. CHỦ TỊCH HỘI ĐỒNG"),
        ),
        "recipients": ("UBND tỉnh", "Lưu: VT"),
        "foot": ("Dấu kiểm nội dung (SHA-256): 0f1e",),
    }
    return Paper(**{**described, **changes})  # type: ignore[arg-type]
