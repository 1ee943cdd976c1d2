"""Is this a written Vietnamese syllable? Onset, vowels, final and at most one tone; no dictionary.

>>> is_syllable("nghiêng"), is_syllable("saûn")
(True, False)
"""

import re
import unicodedata

TONES = "\u0300\u0301\u0303\u0309\u0323"
ONSETS = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx]"
# Vowels that may stand before a final consonant, and those that end a syllable.
OPEN = "a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|iê|yê|oa|oă|oe|oo|uâ|uê|uô|uơ|uy|uyê|ươ|ua|ue|uă"
CLOSED = "ai|ao|au|ay|âu|ây|eo|êu|ia|iu|iêu|yêu|oi|ôi|ơi|oai|oao|oay|oeo|ui|uôi|uây|uao|uai|uay|uya|uyu|uêu|uơi|ưa|ưi|ưu|ươi|ươu|uôu|ya|iai"
SYLLABLE = re.compile(f"(?:{ONSETS})?(?:(?:{CLOSED})|(?:{OPEN})(?:ch|ng|nh|[cmnpt])?)")


def is_syllable(word: str) -> bool:
    """Whether one word could be a Vietnamese syllable, in any case of letters."""
    apart = unicodedata.normalize("NFD", word.lower())
    tones = sum(apart.count(tone) for tone in TONES)
    plain = unicodedata.normalize("NFC", "".join(char for char in apart if char not in TONES))
    return tones <= 1 and SYLLABLE.fullmatch(plain) is not None
