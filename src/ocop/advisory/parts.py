"""The parts of an advisory report, in the order of the form, and what a report still lacks (QĐ 26/2026, Đ.7.3.c)."""

from .models import AdvisoryReport

PARTS = {
    "completeness": "Thành phần, tính đầy đủ của hồ sơ",
    "part_a": "Phần A · Sản phẩm và sức mạnh của cộng đồng",
    "part_b": "Phần B · Khả năng tiếp thị",
    "part_c": "Phần C · Chất lượng sản phẩm",
}


def missing_parts(report: AdvisoryReport) -> list[str]:
    """Return what a report still lacks before it can be signed, as a page names it."""
    missing = [label for name, label in PARTS.items() if not getattr(report, name).strip()]
    return missing if report.proposal else [*missing, "Đề xuất với Chủ tịch Hội đồng"]
