"""Which pieces there are, in which group, and what each is for. One template per piece stands in templates/web/ui/."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """A page of the style guide and the components it shows."""

    name: str
    title: str
    purpose: str
    components: tuple[str, ...]


GROUPS: dict[str, tuple[Piece, ...]] = {
    "Nền": (
        Piece("foundations", "Màu, chữ, khoảng cách", "Bảng màu, cỡ chữ và dấu chồng Ễ Ộ Ậ", ("icon",)),
        Piece("layout", "Bố cục", "Xếp dọc, xếp ngang, lưới, hai cột, thanh chân", ()),
    ),
    "Đầu trang": (
        Piece(
            "page-header",
            "Đầu trang và đường dẫn",
            "Tên trang, lời dẫn, một việc chính",
            ("page_header", "breadcrumbs"),
        ),
        Piece("banner", "Dải thông báo", "Ngoại tuyến, chỉ đọc, trình diễn, cảnh báo", ("banner",)),
    ),
    "Việc và biểu mẫu": (
        Piece("button", "Nút", "Một nút chính trên mỗi trang", ("button",)),
        Piece("field", "Ô nhập", "Nhãn, gợi ý, lỗi; không bao giờ có dấu sao", ("field", "field_body", "fieldset")),
        Piece("question", "Câu hỏi", "Mỗi trang một câu hỏi; nhãn là tiêu đề", ("question",)),
        Piece("error-summary", "Tóm tắt lỗi", "Ở đầu trang, nhận tiêu điểm, dẫn tới ô sai", ("error_summary",)),
        Piece("levels", "Các mức điểm", "Chọn một mức; ô to, điểm trước, lời sau", ("levels",)),
        Piece("search-box", "Ô tìm kiếm", "Gõ không dấu cũng được", ("search_box",)),
        Piece("dialog", "Hộp xác nhận", "Cho việc không thể hoàn lại", ("dialog",)),
    ),
    "Trạng thái": (
        Piece("tag", "Nhãn trạng thái", "Chữ và hình, không chỉ màu", ("tag",)),
        Piece("stars", "Sao", "Năm sao phẳng của riêng hệ thống, luôn có chữ", ("stars",)),
        Piece("deadline", "Thời hạn", "Ngày và số ngày còn lại", ("deadline",)),
        Piece("job-progress", "Tiến độ công việc", "Rời trang được, quay lại được", ("job_progress",)),
    ),
    "Danh sách việc, câu trả lời, diễn biến": (
        Piece("task-list", "Danh sách việc", "Cả hàng là đường dẫn, nhiều nhất bốn trạng thái", ("task_list", "task")),
        Piece("summary-list", "Kiểm tra câu trả lời", "Sửa từng dòng", ("summary_list", "summary_row", "facts")),
        Piece("timeline", "Diễn biến", "Ai, việc gì, khi nào, thay mặt ai", ("timeline",)),
        Piece("receipt", "Biên nhận", "Mã, giờ máy chủ nhận, bước tiếp theo", ("receipt",)),
    ),
    "Điểm": (
        Piece("score-bar", "Thanh điểm", "Ba phần A, B, C so với 40, 25, 35", ("score_bar",)),
        Piece("gate-list", "Điều kiện còn thiếu", "Nêu đúng tiêu chí chặn sao tiếp theo", ("gate_list",)),
        Piece("figure", "Con số", "Tử số, mẫu số, nguồn", ("figure",)),
    ),
    "Minh chứng và giấy tờ": (
        Piece("evidence", "Minh chứng và giấy tờ", "Tệp, số, nơi cấp, hạn", ("evidence_card", "document_row")),
        Piece("certificate", "Giấy chứng nhận", "Bản xem trước", ("certificate_preview",)),
    ),
    "Danh sách": (
        Piece(
            "work-table",
            "Bảng công việc",
            "Đầu bảng dính, bộ lọc, chọn nhiều dòng",
            ("work_table", "pagination", "list_links"),
        ),
        Piece(
            "product-card", "Thẻ sản phẩm", "Ảnh hoặc hoa văn, sao và tình trạng bằng chữ", ("product_card", "photo")
        ),
        Piece("empty", "Trạng thái trống", "Vì sao trống và việc tiếp theo", ("empty",)),
    ),
    "Hình": (
        Piece("pattern", "Hoa văn", "Đan tre, lá chè, ruộng bậc thang; cố định theo sản phẩm", ("pattern",)),
        Piece("place-map", "Bản đồ nơi làm ra", "Vẽ từ điểm các xã, có Hoàng Sa và Trường Sa", ("place_map",)),
        Piece(
            "chart", "Biểu đồ trong bảng", "Thanh, con số và bảng là một; mỗi con số mở danh sách của nó", ("chart",)
        ),
        Piece("print", "Đầu và chân trang in", "Chỉ hiện trên giấy", ("print_header", "print_footer", "paper_links")),
    ),
}
PIECES = {piece.name: piece for group in GROUPS.values() for piece in group}
