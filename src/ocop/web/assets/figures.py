"""Figures of equal width for tables and scores: Be Vietnam Pro has only proportional ones.

Ten more glyphs, each the figure itself moved to the middle of one common width, and the OpenType feature ``tnum`` that
``font-variant-numeric: tabular-nums`` asks for. The Open Font License allows it; the font reserves no name.
"""

from typing import Any

DIGITS = "0123456789"


def add_tabular_figures(font: Any) -> None:
    """Add ``tnum`` to a TrueType font (a ``TTFont``) that has none."""
    names = [font.getBestCmap()[ord(digit)] for digit in DIGITS]
    width = round(sum(font["hmtx"][name][0] for name in names[2:]) / 8)  # 0 and 1 are the extremes of most designs
    pairs = {name: _centred_copy(font, name, width) for name in names}
    _add_feature(font, pairs)


def _centred_copy(font: Any, name: str, width: int) -> str:
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

    advance, _ = font["hmtx"][name]
    part = GlyphComponent()
    part.glyphName, part.x, part.y, part.flags = name, round((width - advance) / 2), 0, 0x4  # ROUND_XY_TO_GRID
    copy = Glyph()
    copy.numberOfContours, copy.components = -1, [part]
    copy_name = f"{name}.tnum"
    font.setGlyphOrder([*font.getGlyphOrder(), copy_name])
    font["glyf"].glyphs[copy_name] = copy
    copy.recalcBounds(font["glyf"])
    font["hmtx"].metrics[copy_name] = (width, copy.xMin)
    return copy_name


def _add_feature(font: Any, pairs: dict[str, str]) -> None:
    from fontTools.otlLib.builder import buildLookup, buildSingleSubstSubtable
    from fontTools.ttLib.tables import otTables

    table = font["GSUB"].table
    table.LookupList.Lookup.append(buildLookup([buildSingleSubstSubtable(pairs)]))
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    feature = otTables.Feature()
    feature.FeatureParams, feature.LookupListIndex, feature.LookupCount = None, [table.LookupList.LookupCount - 1], 1
    record = otTables.FeatureRecord()
    record.FeatureTag, record.Feature = "tnum", feature
    table.FeatureList.FeatureRecord.append(record)
    table.FeatureList.FeatureCount = len(table.FeatureList.FeatureRecord)
    for script in table.ScriptList.ScriptRecord:
        for system in [script.Script.DefaultLangSys, *(one.LangSys for one in script.Script.LangSysRecord)]:
            if system:
                system.FeatureIndex.append(table.FeatureList.FeatureCount - 1)
                system.FeatureCount = len(system.FeatureIndex)
