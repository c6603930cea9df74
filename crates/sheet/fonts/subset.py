#!/usr/bin/env python3
"""Makes the three fonts of the sheet from Debian's package fonts-paratype: `subset.py` (needs fonttools).

Kept: what Russian and English texts are written with, and in the two text faces the letters of all
languages that PT Sans was made for: names of accounts are printed, too. Renamed, as the licence asks of changed fonts.
"""
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

SOURCE = Path("/usr/share/fonts/truetype/paratype")
ASCII = set(range(0x20, 0x7F))
LETTERS = set(range(0xA0, 0x180)) | set(range(0x218, 0x21C)) | set(range(0x400, 0x530)) | {0x1E9E}
WRITTEN = ASCII | LETTERS | {ord(c) for c in "•–—‘’“”„…№€₴₽◊"}
FONTS = [
    ("PTS55F.ttf", "sans-regular.ttf", "Propusk Sheet Sans", "Regular", WRITTEN),
    ("PTS75F.ttf", "sans-bold.ttf", "Propusk Sheet Sans", "Bold", WRITTEN),
    ("PTM75F.ttf", "mono-bold.ttf", "Propusk Sheet Mono", "Bold", ASCII),
]

for source, target, family, style, characters in FONTS:
    font = TTFont(SOURCE / source, recalcTimestamp=False)
    options = subset.Options(
        hinting=False, legacy_kern=False, layout_features=["kern"], name_IDs=[0, 1, 2, 4, 6, 13, 14], notdef_outline=True
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    names = {1: family, 2: style, 4: f"{family} {style}", 6: f"{family.replace(' ', '')}-{style}"}
    for record in font["name"].names:
        record.string = names.get(record.nameID, record.toUnicode())
    font.save(Path(__file__).parent / target)
