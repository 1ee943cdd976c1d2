"""The columns of a list: their names in files and programs, and as people read and write them."""

from ocop.vietnamese import fold

WORDS = {
    "product_name": "tên sản phẩm",
    "producer_name": "chủ thể",
    "producer_type": "loại hình chủ thể",
    "hamlet_or_address": "thôn hoặc địa chỉ",
    "commune": "xã",
    "district": "huyện",
    "province": "tỉnh",
    "stars": "hạng sao",
    "product_group": "ngành hàng",
    "recognised_on": "ngày công nhận",
    "decision_no": "số quyết định",
    "level": "cấp công nhận",
    "source": "nguồn",
    "confidence": "độ tin cậy",
}
COLUMNS = tuple(WORDS)
OF_ROWS = frozenset({"sheet", "row", "status", "problems"})  # an export carries them; they say nothing of a recognition
# Other heads that lists of provinces carry over these columns.
ALSO = {
    "product_name": ("sản phẩm", "tên sản phẩm OCOP"),
    "producer_name": ("tên chủ thể", "chủ thể sản xuất", "tên chủ thể sản xuất", "đơn vị", "cơ sở sản xuất"),
    "producer_type": ("loại hình", "loại hình tổ chức"),
    "hamlet_or_address": ("địa chỉ", "thôn", "thôn, ấp"),
    "commune": ("xã, phường", "xã/phường", "xã, phường, thị trấn", "xã/phường/thị trấn", "xã, phường, đặc khu", "cấp xã"),
    "district": ("huyện, thị xã", "huyện/thị xã", "quận/huyện", "huyện, thị xã, thành phố", "cấp huyện"),
    "province": ("tỉnh, thành phố", "tỉnh/thành phố", "cấp tỉnh"),
    "stars": ("sao", "số sao", "xếp hạng", "kết quả"),
    "product_group": ("ngành", "nhóm sản phẩm", "nhóm ngành"),
    "recognised_on": ("ngày quyết định", "ngày cấp", "năm công nhận", "thời gian công nhận"),
    "decision_no": ("quyết định", "quyết định số", "số QĐ"),
    "level": ("cấp",),
    "source": ("nguồn tin",),
}  # fmt: skip


def _key(text: str) -> str:
    return " ".join(fold(text).replace("/", " ").replace(",", " ").replace(".", " ").split())


KNOWN = {
    **{_key(word): name for name, word in WORDS.items()},
    **{_key(word): name for name, words in ALSO.items() for word in words},
}


def column_named(head: str) -> str:
    """Return the name of the column that a head means; the head itself in small letters where nobody knows it."""
    small = head.lower()
    return small if small in WORDS else KNOWN.get(_key(head), small)


def column_words(name: str) -> str:
    """Return a column as people read it, with the name that files carry."""
    return f"{WORDS[name]} ({name})" if name in WORDS else name
