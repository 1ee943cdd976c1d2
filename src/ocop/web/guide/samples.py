"""Sample data of the style guide: long Vietnamese names, every state, nothing that is a real document."""

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django import forms
from django.core.paginator import Paginator

from ocop.pages.page_form import PageForm
from ocop.web.drawings.charts import Chart, ChartRow, Column, Mark

LONG_NAME = "Trà Shan tuyết cổ thụ Khuổi Luông ướp hoa mộc Ễnh Ộp – hộp quà Tết Ất Tỵ"
LONG_PRODUCER = "Hợp tác xã Nông nghiệp hữu cơ và Dịch vụ tổng hợp Nguyễn Thị Bưởi – Ẩm thực Đắk Nẫm"
PLACE = "Xã Quảng Tân, tỉnh Quảng Ninh"
AT = datetime(2026, 10, 14, 2, 41, tzinfo=UTC)


class SampleForm(PageForm):
    """One field of each kind."""

    name = forms.CharField(label="Tên sản phẩm", help_text="Ghi đúng như trên nhãn hàng hóa.")
    story = forms.CharField(
        label="Câu chuyện sản phẩm", widget=forms.Textarea, required=False, help_text="Khoảng 200 đến 500 chữ."
    )
    founded_on = forms.DateField(label="Ngày thành lập", help_text="Ví dụ: 27/3/2019")
    revenue = forms.DecimalField(
        label="Doanh thu năm trước", required=False, localize=True, help_text="Ví dụ: 1.250.000.000"
    )
    set = forms.ChoiceField(
        label="Bộ sản phẩm",
        choices=[("", "Hãy chọn"), ("11", "11. Chè"), ("26", "26. Dịch vụ du lịch cộng đồng, du lịch sinh thái")],
    )
    organisation_type = forms.ChoiceField(
        label="Chủ thể thuộc loại nào?",
        widget=forms.RadioSelect,
        choices=[
            ("cooperative", "Hợp tác xã"),
            ("farm", "Trang trại"),
            ("registered_household", "Hộ gia đình có đăng ký kinh doanh"),
        ],
    )
    channels = forms.MultipleChoiceField(
        label="Nơi đang bán",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[
            ("supermarket", "Siêu thị"),
            ("shop", "Cửa hàng giới thiệu sản phẩm"),
            ("online", "Sàn thương mại điện tử"),
        ],
    )
    consent = forms.BooleanField(
        label="Tôi cam đoan những điều trên là đúng và chịu trách nhiệm về tính pháp lý của hồ sơ."
    )
    file = forms.FileField(label="Ảnh giấy chứng nhận", required=False, help_text="Ảnh chụp hoặc PDF, tối đa 20 MB.")


LEVELS = [
    {"level": 1, "points": "1", "words": "Có hợp đồng hoặc cam kết tiêu thụ với ít nhất một nơi mua", "gate": None},
    {"level": 2, "points": "2", "words": "Có liên kết bằng hợp đồng từ 30% đến dưới 50% sản lượng", "gate": 3},
    {
        "level": 3,
        "points": "3",
        "words": "Có liên kết chuỗi bằng hợp đồng từ 50% sản lượng trở lên, ổn định trên hai năm",
        "gate": 4,
    },
]
PARTS = [
    {"code": "A", "title": "Sản phẩm và sức mạnh cộng đồng", "points": "31", "max": 40},
    {"code": "B", "title": "Khả năng tiếp thị", "points": "20", "max": 25},
    {"code": "C", "title": "Chất lượng sản phẩm", "points": "28", "max": 35},
]
UNMET = [
    {
        "criterion": "2.3",
        "title": "Liên kết sản xuất, tiêu thụ",
        "needs": "mức C – từ 50% sản lượng",
        "now": "mức A – có cam kết tiêu thụ",
        "href": "/ui/levels/",
    },
    {"criterion": "6.1.1", "title": "Truy xuất nguồn gốc", "needs": "có mã truy xuất đang hoạt động"},
]
HISTORY = [
    {
        "at": AT,
        "actor": "Trần Thị Ngọc Ẩn",
        "on_behalf_of": None,
        "action": "Xã yêu cầu bổ sung",
        "note": "Giấy xác nhận nguồn gốc nguyên liệu đã hết hạn từ ngày 15/9/2026. Đề nghị gửi bản còn hiệu lực.",
    },
    {"at": AT, "actor": "Lê Văn Ất", "on_behalf_of": LONG_PRODUCER, "action": "Nộp hồ sơ", "note": ""},
    {
        "at": AT,
        "actor": "Nguyễn Thị Bưởi",
        "on_behalf_of": None,
        "action": "Bắt đầu Phiếu đăng ký (Mẫu 01)",
        "note": "",
    },
]
PRODUCTS = [
    {
        "name": LONG_NAME,
        "href": "#",
        "producer": LONG_PRODUCER,
        "place": PLACE,
        "star": 4,
        "state": "ok",
        "state_word": "Còn hiệu lực",
        "seed": "qn-1",
    },
    {
        "name": "Miến dong Bình Liêu",
        "href": "#",
        "producer": "Hộ Hoàng Thị Ỷ",
        "place": "Xã Bình Liêu, tỉnh Quảng Ninh",
        "star": 3,
        "state": "soon",
        "state_word": "Sắp hết hạn",
        "seed": "qn-23",
    },
    {
        "name": "Cu đơ Hà Tĩnh",
        "href": "#",
        "producer": "Cơ sở Ộp Ệch",
        "place": "Phường Thành Sen, tỉnh Hà Tĩnh",
        "star": 3,
        "state": "off",
        "state_word": "Hết hạn",
        "seed": "ht-42",
    },
    {
        "name": "Muối tôm Tây Ninh",
        "href": "#",
        "producer": "Công ty TNHH Ẵm Ngọ",
        "place": "Phường Trảng Bàng, tỉnh Tây Ninh",
        "star": 4,
        "state": "bad",
        "state_word": "Thu hồi",
        "seed": "tn-7",
    },
]


@lru_cache(maxsize=1)
def _filled_forms() -> dict[str, Any]:
    wrong = SampleForm(
        {"name": "", "founded_on": "31/02/2026", "revenue": "một tỷ", "set": "99", "channels": ["online"]}
    )
    wrong.is_valid()
    return {"wrong_form": wrong}


def _charts() -> list[Chart]:
    columns = (Column("Dưới 30 ngày", "leaf"), Column("30 đến 90 ngày", "gold"), Column("Trên 90 ngày", "clay"))
    numbers = {
        "Chờ chủ thể hoàn thiện theo yêu cầu của xã": (120, 3, 41),
        "Đã nộp": (0, 0, 7),
        "Xã đã đánh giá": (1, 0, 0),
    }
    rows = [
        ChartRow(title, [Mark(one, "#") for one in parts], Mark(sum(parts), "#"), f"{max(parts)} ngày")
        for title, parts in numbers.items()
    ]
    title, source = "Hồ sơ đang ở đâu, nộp đã bao lâu?", "số liệu mẫu."
    full = Chart("mau", title, "172 hồ sơ đang ở xã.", "Bước", columns, rows, source, note_heading="Lâu nhất")
    return [full, Chart("trong", title, "", "Bước", columns, [], source, empty="Không có hồ sơ nào đang ở xã.")]


def sample_context() -> dict[str, Any]:
    """Return everything the pages of the style guide show."""
    return {
        **_filled_forms(),
        "form": SampleForm(
            initial={"name": LONG_NAME, "channels": ["shop"], "organisation_type": "cooperative"}, auto_id="id_mau_%s"
        ),
        "other_form": SampleForm(auto_id="id_khac_%s"),
        "long_name": LONG_NAME,
        "long_producer": LONG_PRODUCER,
        "place": PLACE,
        "at": AT,
        "day": date(2026, 10, 24),
        "levels": LEVELS,
        "parts": PARTS,
        "unmet": UNMET,
        "history": HISTORY,
        "products": PRODUCTS,
        "facts": [
            ("Số quyết định", "125/QĐ-UBND"),
            ("Ngày quyết định", date(2026, 6, 15)),
            ("Giống chè", ""),
            ("Khối lượng tịnh", "100 g"),
        ],
        "crumbs": [("Trang chủ", "/trang-chu/"), ("Hồ sơ", "/ui/"), (LONG_NAME, "")],
        "page": Paginator(range(1234), 25).page(7),
        "seeds": [f"mau-{number}" for number in range(12)],
        "tokens": TOKENS,
        "charts": _charts(),
        "rows": [
            {"name": LONG_NAME, "place": PLACE, "total": "79,00", "star": 3, "days": 6},
            {"name": "Miến dong", "place": "Xã Bình Liêu", "total": "82,50", "star": 4, "days": 0},
            {"name": "Cu đơ Hà Tĩnh", "place": "Phường Thành Sen", "total": "–", "star": 0, "days": -3},
        ],
    }


TOKENS = (
    ("paper", "nền trang"),
    ("rice", "khung, đầu bảng"),
    ("line", "đường kẻ"),
    ("ink", "chữ"),
    ("soft", "chữ phụ"),
    ("leaf", "việc chính, được chọn"),
    ("leaf-dark", "khi rê chuột"),
    ("leaf-light", "đã xong, hợp lệ"),
    ("sky", "đường dẫn"),
    ("gold", "sao (chữ lớn và hình)"),
    ("gold-fill", "hình trên nền tối"),
    ("gold-light", "đang chờ, sắp hết hạn"),
    ("clay", "lỗi, hết hạn"),
    ("clay-light", "nền lỗi"),
    ("field", "viền ô nhập"),
)
