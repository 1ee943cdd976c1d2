"""Fonts, style sheet and dot map are made from packages at installation and served by this host."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from pytest_django import Settings

from ocop.web.assets import dot_map, fonts
from ocop.web.assets.alphabet import VIETNAMESE
from ocop.web.assets.finder import BUILT_FILES, BuiltAssetsFinder, built_path


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.OCOP_BUILD_DIR = tmp_path


def test_vietnamese_has_134_letters_of_its_own() -> None:
    assert len(VIETNAMESE) == 134


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_shipped_fonts_hold_every_vietnamese_letter(weight: int, tmp_path: Path) -> None:
    target = tmp_path / "font.woff2"
    fonts.write_font(weight, target)
    font = TTFont(target)
    assert VIETNAMESE - {chr(code) for code in font.getBestCmap()} == set()
    assert font.flavor == "woff2"
    assert font["OS/2"].usWeightClass == weight
    assert target.stat().st_size < 16_000


def test_shipped_fonts_keep_their_licence(tmp_path: Path) -> None:
    target = tmp_path / "font.woff2"
    fonts.write_font(400, target)
    assert "OFL" in str(TTFont(target)["name"].getDebugName(14))


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_figures_in_tables_have_one_width(weight: int, tmp_path: Path) -> None:
    target = tmp_path / "font.woff2"
    fonts.write_font(weight, target)
    font = TTFont(target)
    features = [record for record in font["GSUB"].table.FeatureList.FeatureRecord if record.FeatureTag == "tnum"]
    lookup = font["GSUB"].table.LookupList.Lookup[features[0].Feature.LookupListIndex[0]]
    pairs = lookup.SubTable[0].mapping
    digits = [font.getBestCmap()[code] for code in range(ord("0"), ord("9") + 1)]
    assert len({font["hmtx"][pairs[digit]][0] for digit in digits}) == 1
    assert all(font["hmtx"][pairs[digit]][1] >= 0 for digit in digits)  # no figure leaves its box


def test_every_made_file_is_found_and_listed() -> None:
    finder = BuiltAssetsFinder()
    assert sorted(path for path, _ in finder.list(None)) == sorted(BUILT_FILES)
    assert all(Path(finder.find(path)).exists() for path in BUILT_FILES)
    assert finder.find("web/built/nothing.css") == []


def test_a_made_file_is_kept_until_a_source_changes() -> None:
    sheet = BUILT_FILES["web/built/ocop.css"]
    first = built_path(sheet).stat().st_mtime_ns
    assert built_path(sheet).stat().st_mtime_ns == first


def test_the_map_shows_the_archipelagos() -> None:
    drawn = set(dot_map.dots())
    project = dot_map.project
    assert {project(*place) for place in (*dot_map.HOANG_SA, *dot_map.TRUONG_SA)} <= drawn
    assert {project(16.568, 112.135), project(9.71, 114.45)} <= drawn  # the two communes themselves
    assert len(dot_map.draw()) < 12_000
