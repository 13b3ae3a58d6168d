"""The particle that follows a printed value, by the sound that it ends in: ‘47,8%’는, ‘2. 30.’은."""

from departments.text import ends_in_consonant

_WITH_FINAL = {"%": False, "％": False} | {digit: digit in "013678" for digit in "0123456789"}


def topic(words: str) -> str:
    """은 or 는; where no sound is known, both."""
    return _by_sound(words, "은", "는", "은(는)")


def subject(words: str) -> str:
    return _by_sound(words, "이", "가", "이(가)")


def object_of(words: str) -> str:
    return _by_sound(words, "을", "를", "을(를)")


def _by_sound(words: str, after_final: str, after_vowel: str, unknown: str) -> str:
    last = next((letter for letter in reversed(words) if letter.isalnum() or letter in "%％"), "")
    has_final = ends_in_consonant(last)
    if has_final is None:
        has_final = _WITH_FINAL.get(last)
    if has_final is None:
        return unknown
    return after_final if has_final else after_vowel
