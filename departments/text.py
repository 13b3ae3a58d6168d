"""Text as it may stand in the database: NFC, trimmed, one line, no control characters.

What a source printed, letter for letter, stays in the source; here stands what people search,
compare and read.
"""

import re
import unicodedata

_BLANKS = re.compile(r"\s+")


def clean(text: str) -> str:
    """NFC, every run of blanks one blank, control and format characters gone."""
    seen = "".join(c for c in _BLANKS.sub(" ", text) if unicodedata.category(c) not in UNSEEN)
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", seen)).strip()


# Control, format (zero-width, BOM), surrogate, private use (a PDF's lost bullets), unassigned.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def squeezed(text: str) -> str:
    """The text without blanks: offices print '홍 보 담 당 관' and '시민소통 담당관' at will."""
    return clean(text).replace(" ", "")


_SYLLABLES, _FINALS = range(ord("가"), ord("힣") + 1), 28


def ends_in_consonant(word: str) -> bool | None:
    """Of a word in Hangul: particles go by it. None where its last letter is no syllable."""
    last = ord(word[-1]) if word else 0
    return (last - _SYLLABLES.start) % _FINALS > 0 if last in _SYLLABLES else None
