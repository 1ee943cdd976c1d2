"""The API describes itself in English, for programs; the Vietnamese page about it says the same in Vietnamese."""

VIETNAMESE = {
    "Search the register": "Tìm trong sổ",
    "One page of 24 products in the order of the site: exact diacritics first, then Vietnamese alphabetical order.": "Mỗi trang 24 sản phẩm, theo thứ tự của trang web: đúng dấu như đã gõ trước, rồi theo bảng chữ cái tiếng Việt.",
    "Words of name, producer or place; diacritics may be left out": "Từ trong tên sản phẩm, chủ thể hoặc nơi làm ra; không cần dấu",
    "Code of a province of today": "Mã của tỉnh, thành phố hiện nay",
    "I to VI, Annex I of 26/2026/QĐ-TTg": "I đến VI, Phụ lục I Quyết định 26/2026/QĐ-TTg",
    "Criteria set of 26/2026/QĐ-TTg": "Số của bộ sản phẩm theo Quyết định 26/2026/QĐ-TTg",
    "Nothing matched as typed; these match with a slip of the finger allowed": "Không có kết quả đúng như đã gõ; đây là kết quả gần giống",
    "One product": "Một sản phẩm",
    "A product with its story, its facts and every certificate, newest first.": "Sản phẩm với câu chuyện, thông tin và mọi giấy chứng nhận, mới nhất trước.",
    "One producer": "Một chủ thể",
    "A producer and its published products.": "Chủ thể và các sản phẩm đã công bố của chủ thể đó.",
    "A certificate by its QR token": "Giấy chứng nhận theo mã trong QR",
    "What a QR code is worth today.": "Mã QR hôm nay còn giá trị hay không.",
    "Derived today from the dates; never stored": "Tính từ các ngày, tại ngày hỏi; không lưu sẵn",
    "As printed; never rewritten after mergers": "Như đã in; không viết lại sau khi sắp xếp đơn vị hành chính",
    "2020 or 2021-04 where the source gives no day": "2020 hoặc 2021-04 khi nguồn không ghi ngày",
    "Administrative units of today": "Đơn vị hành chính hiện nay",
    "Provinces, or the communes of one province, in Vietnamese order.": "Các tỉnh, hoặc các xã của một tỉnh, theo thứ tự tiếng Việt.",
    "Official code; unique only together with level and date": "Mã chính thức; chỉ duy nhất khi kèm cấp và ngày",
}
