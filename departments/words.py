"""Finding words as people type them: without blanks and marks, and by first consonants alone.

'여론 조사' finds 시정여론조사 운영, and so does ㅅㅈㅇㄹ.
"""

import re
import unicodedata
from functools import lru_cache

_MARKS = re.compile(r"[\W_]+")
_CONSONANTS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_SYLLABLES = ord("가")
_OF_ONE_CONSONANT = 588  # syllables that begin with the same one


def bare(words: str) -> str:
    """Whatever form it was typed in; small letters, no blanks, no marks."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", words)).lower()


def found_in(sought: str, *names: str) -> bool:
    """Every word that is sought, anywhere in one of the names; none runs from one into the next."""
    texts = [bare(name) for name in names]
    return all(any(map(pattern.search, texts)) for pattern in _patterns(sought))


@lru_cache(maxsize=64)
def _patterns(sought: str) -> list[re.Pattern]:
    return [re.compile(pattern) for part in sought.split() if (pattern := _pattern(part))]


def _pattern(part: str) -> str:
    # NFKC would turn the consonants of a keyboard into others that no keyboard shows.
    return "".join(
        _beginning_with(letter) if letter in _CONSONANTS else re.escape(bare(letter))
        for letter in unicodedata.normalize("NFC", part)
    )


def _beginning_with(consonant: str) -> str:
    first = _SYLLABLES + _CONSONANTS.index(consonant) * _OF_ONE_CONSONANT
    return f"[{chr(first)}-{chr(first + _OF_ONE_CONSONANT - 1)}{consonant}]"
