"""Words of daily life lead to the criteria sets (QĐ 26/2026, Phụ lục I): diacritics count, the usual set stands first."""

import csv
from pathlib import Path

import pytest

from ocop.law.catalogue import catalogue
from ocop.products.choosing import offers_for
from ocop.products.finding import sets_named
from ocop.vietnamese import fold
from tests.builders import producer

PUBLISHED = Path(__file__).parents[5] / "shared" / "data" / "recognised_products.csv"
SECTORS = {one.number: one.sector.label for one in catalogue("R4")}
# Names as people say them, by the set a person of the trade would choose.
NAMES = {
    1: ["bưởi da xanh", "rau muống an toàn", "nấm rơm", "dưa lưới", "khoai lang tươi", "măng tây", "hồng không hạt", "sầu riêng cấp đông"],
    2: ["thịt lợn bản", "tôm sú", "gà đồi Yên Thế", "trứng vịt", "mực lá", "ốc nhồi", "sữa bò tươi", "lươn đồng"],
    3: ["gạo ST25", "nếp cái hoa vàng", "đậu xanh", "lạc nhân", "hạt kê", "gạo lứt đỏ"],
    4: ["mật ong hoa nhãn", "yến sào", "tổ yến tinh chế", "phấn hoa", "mật hoa dừa", "sữa ong chúa"],
    5: ["phở ăn liền", "bánh mì", "xôi ngũ sắc", "cháo ăn liền"],
    6: ["miến dong", "bánh tráng phơi sương", "bún khô", "bánh đậu xanh", "cốm làng Vòng", "mỳ Chũ", "chè lam", "đậu phụ", "cơm cháy"],
    7: ["sầu riêng sấy", "xoài sấy dẻo", "kẹo dừa", "hạt điều rang muối", "măng khô", "tinh bột nghệ", "dầu lạc", "cu đơ", "ô mai mơ", "kim chi", "tương đậu"],
    8: ["giò lụa", "nem chua", "tôm khô", "thịt trâu gác bếp", "cá kho làng Vũ Đại", "yến chưng đường phèn", "trứng muối", "khô cá lóc", "chả mực", "sữa chua", "cá cơm sấy", "mắm tép"],
    9: ["nước mắm", "tương ớt", "mắm ruốc", "giấm gạo", "sa tế", "xì dầu"],
    10: ["muối tôm", "tiêu đen", "tỏi Lý Sơn", "bột ớt", "mắc khén", "quế chi", "chẩm chéo"],
    11: ["chè", "trà", "trà sen", "chè Thái Nguyên", "trà shan tuyết", "trà ô long", "hồng trà", "trà nhài", "chè búp khô", "nõn chè xanh"],
    12: ["trà hoa vàng", "trà gừng", "trà lá sen", "nụ vối", "trà cà gai leo", "trà măng tây", "trà atiso"],
    13: ["cà phê bột", "càphê", "cafe rang xay", "bột ca cao", "sô cô la"],
    14: ["rượu nếp", "rượu ngô men lá", "rượu Bàu Đá", "rượu gạo"],
    15: ["rượu vang nho", "rượu cần", "rượu ba kích", "bia thủ công", "rượu mơ"],
    16: ["nước khoáng", "nước uống đóng chai"],
    17: ["nước ép dứa", "nước yến", "sữa hạt sen", "nước dừa", "siro dâu"],
    18: ["cao cà gai leo", "đông trùng hạ thảo", "viên nang sâm", "thực phẩm bảo vệ sức khỏe", "dầu gió"],
    19: ["dầu gội bồ kết", "xà phòng nghệ", "son dưỡng gấc", "kem dưỡng da"],
    20: ["tinh dầu tràm", "nhang trầm", "ba kích khô", "sâm Ngọc Linh", "hương thảo mộc"],
    21: ["nón lá", "chiếu cói", "gốm Bát Tràng", "đèn lồng", "túi cói", "tranh Đông Hồ", "dao rèn", "đũa gỗ"],
    22: ["thổ cẩm", "khăn lụa", "áo dài", "túi vải", "chăn bông"],
    23: ["hoa lan hồ điệp", "hoa hồng", "hoa cúc"],
    24: ["bonsai", "mai vàng", "cây cảnh", "sen đá"],
    25: ["cá koi", "cá cảnh", "chó Phú Quốc"],
    26: ["homestay", "du lịch sinh thái", "điểm du lịch vườn", "tour trải nghiệm"],
}  # fmt: skip


@pytest.mark.parametrize("number", NAMES)
def test_the_first_offer_is_the_set_a_person_of_the_trade_would_choose(number: int) -> None:
    assert [(name, sets_named(name).sets) for name in NAMES[number] if sets_named(name).sets[:1] != (number,)] == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("bơ", 1), ("bò", 2), ("cà", 1), ("cá", 2), ("muối", 10), ("mướp", 1), ("dừa", 1), ("dứa sấy", 7), ("lạc", 3), ("lạc rang", 7),
        ("CÁ BASA KHO", 8), ("Ca\u0301 kho", 8), ("Hòa tan trà", 12),
    ],
)  # fmt: skip
def test_diacritics_and_ways_of_making_decide(typed: str, first: int) -> None:
    assert sets_named(typed).sets[0] == first


def test_without_diacritics_nineteen_names_of_twenty_lead_to_the_same_first_offer() -> None:
    pairs = [(name, number) for number, names in NAMES.items() for name in names]
    astray = [name for name, number in pairs if sets_named(fold(name)).sets[:1] != (number,)]
    assert len(astray) <= len(pairs) / 20, astray


def test_words_say_why_and_an_unknown_one_offers_nothing() -> None:
    assert sets_named("Sầu riêng Cai Lậy sấy thăng hoa").because == ("Sầu riêng", "sấy thăng hoa")
    assert sets_named("combo trà sen").because == ("trà sen",)
    assert sets_named("yến sao").sets == (4, 8)  # one mark left out
    assert [sets_named(text).sets for text in ("xyz", "", "…", "(((")] == [(), (), (), ()]


@pytest.mark.django_db
def test_a_name_offers_the_sets_a_producer_may_choose_only() -> None:
    tourism = producer(organisation_type="community_tourism_body")
    assert offers_for(tourism, "trà sen", regime="R4").sets == ()
    assert [one.entry.number for one in offers_for(producer(), "trà sen", regime="R4").sets] == [11, 12]
    explained = offers_for(producer(), "thuốc cổ truyền có số đăng ký", regime="R4").sets
    assert [one.entry.number for one in explained] == [18, 20]
    assert [one.entry.number for one in offers_for(producer(), "đóng gói", regime="R4").sets] == [1, 3]  # so explained


def _sector(group: str) -> str:
    return fold(group).replace("hang ", "")[:8]


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published lists are not beside the project")
def test_names_of_published_lists_lead_to_their_sector() -> None:
    """Eight hundred names: 98 of 100 lead to the sector under which a province published them."""
    with PUBLISHED.open(encoding="utf-8") as lists:
        rows = {row["product_name"]: row["product_group"] for row in csv.DictReader(lists) if row["product_group"]}
    firsts = {name: sets_named(name).sets[:1] for name in rows}
    right = [name for name, sets in firsts.items() if sets and _sector(SECTORS[sets[0]]) == _sector(rows[name])]
    assert len(right) / len(rows) >= 0.98, sorted(set(rows) - set(right))
