"""Pure: what a resolution does to the units it names."""

from datetime import date
from typing import Any

import pytest

from ocop.territory.sources import Published, SourceLink, SourceUnit, typed_name
from ocop.territory.timeline import ChangeError, Timeline, build_timeline

DAY = date(2027, 1, 1)


def unit(path: str, name: str, kind: str = "Tỉnh", level: str = "province") -> SourceUnit:
    return SourceUnit(path, path.rstrip("/").rsplit("/", 1)[-1], level, kind, name, 10.0, 106.0)


PUBLISHED = Published(
    current=(
        unit("80/", "Tây Ninh"),
        unit("80/25459/", "Tân Ninh", "Phường", "commune"),
        unit("82/", "Đồng Tháp"),
        unit("82/28249/", "Mỹ Tho", "Phường", "commune"),
        unit("82/28270/", "Đạo Thạnh", "Xã", "commune"),
    ),
    former=(unit("cu/72/", "Tây Ninh"), unit("cu/72/703/", "Tây Ninh", "Thành phố", "district"),
            unit("cu/72/703/25459/", "Phường 1", "Phường", "commune")),
    links=(SourceLink("cu/72/", "80/", whole=True), SourceLink("cu/72/703/25459/", "80/25459/", whole=True)),
)  # fmt: skip


def changed(*units: dict[str, Any], level: str = "province") -> Timeline:
    change = {"effective_on": DAY, "legal_source": "Nghị quyết thử", "level": level, "units": list(units)}
    return build_timeline(PUBLISHED, {}, [change])


def open_paths(timeline: Timeline) -> list[str]:
    return sorted(timeline.periods[key].path for key in timeline.open.values())


def test_two_provinces_merge_and_their_communes_follow() -> None:
    timeline = changed({"code": "80", "name": "Tây Ninh", "from": ["80", "82"]})
    assert open_paths(timeline) == ["80/", "80/25459/", "80/28249/", "80/28270/"]
    merged = [link for link in timeline.links if link.effective_on == DAY and link.successor[1] == "province"]
    assert [(link.predecessor[0], link.successor[0], link.whole) for link in merged] == [
        ("80", "80", True),
        ("82", "80", True),
    ]
    assert timeline.periods["82", "province", date(2025, 7, 1)].effective_to == date(2026, 12, 31)
    assert timeline.periods["28249", "commune", date(2025, 7, 1)].path == "82/28249/"


def test_a_commune_divided_between_two_keeps_its_parts_on_record() -> None:
    timeline = changed(
        {"code": "28249", "from": ["28249"], "part": ["28270"]}, {"code": "25459", "part": ["28270"]}, level="commune"
    )
    parts = [(link.successor[0], link.whole) for link in timeline.links if link.predecessor[0] == "28270"]
    assert parts == [("28249", False), ("25459", False)]
    assert timeline.current("28270", "commune").effective_to is None


def test_a_change_of_type_keeps_name_and_place() -> None:
    timeline = changed({"code": "28270", "unit_type": "Phường"}, level="commune")
    now = timeline.current("28270", "commune")
    assert (now.unit_type, now.name, now.path, now.effective_from) == ("Phường", "Đạo Thạnh", "82/28270/", DAY)


def test_a_commune_may_move_to_another_province() -> None:
    timeline = changed({"code": "28270", "parent": "80"}, level="commune")
    assert timeline.current("28270", "commune").path == "80/28270/"


def test_later_facts_wait_for_their_day() -> None:
    change = {
        "effective_on": DAY,
        "legal_source": "x",
        "level": "province",
        "units": [{"code": "80", "unit_type": "Thành phố"}],
    }
    timeline = build_timeline(PUBLISHED, {}, [change], until=date(2026, 12, 31))
    assert timeline.current("80", "province").unit_type == "Tỉnh"


def test_a_fact_about_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ChangeError, match="Không có đơn vị đang tồn tại mang mã 99"):
        changed({"code": "99", "unit_type": "Thành phố"})


def test_a_fact_before_the_unit_began_is_refused() -> None:
    change = {
        "effective_on": date(2025, 7, 1),
        "legal_source": "x",
        "level": "province",
        "units": [{"code": "80", "name": "y"}],
    }
    with pytest.raises(ChangeError, match="Đơn vị mã 80 thay đổi trước ngày bắt đầu"):
        build_timeline(PUBLISHED, {}, [change])


def test_a_corrected_succession_replaces_the_published_one() -> None:
    corrections = {"legal_source": "x", "disputed": [{"former": "25459", "into": ["25459", "28249"]}]}
    timeline = build_timeline(PUBLISHED, corrections, [])
    links = [(link.successor[0], link.whole) for link in timeline.links if link.predecessor[1] == "commune"]
    assert links == [("25459", False), ("28249", False)]


@pytest.mark.parametrize(
    ("full_name", "expected"),
    [
        ("Phường Hòa Thành", ("Phường", "Hòa Thành")),
        ("Thành Phố Bắc Kạn", ("Thành phố", "Bắc Kạn")),
        ("Thị trấn Yên Viên", ("Thị trấn", "Yên Viên")),
        ("Phường 1", ("Phường", "1")),
        ("Đặc khu Phú Quốc", ("Đặc khu", "Phú Quốc")),
    ],
)
def test_type_and_name_are_read_from_the_full_name(full_name: str, expected: tuple[str, str]) -> None:
    assert typed_name(full_name) == expected
