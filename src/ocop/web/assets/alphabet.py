"""The letters a shipped font must hold: the 134 precomposed Vietnamese letters and what stands between them."""

VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
VIETNAMESE = frozenset((VOWELS + "đ") + (VOWELS + "đ").upper()) - frozenset("aeiouyAEIOUY")
ASCII = frozenset(map(chr, range(0x20, 0x7F)))
LATIN_1 = frozenset(map(chr, range(0xA0, 0x100)))
TONE_AND_SHAPE_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b")
PUNCTUATION = frozenset("–—‘’“”…•₫−×·‹›€™≤≥")
SHIPPED = ASCII | LATIN_1 | VIETNAMESE | TONE_AND_SHAPE_MARKS | PUNCTUATION
