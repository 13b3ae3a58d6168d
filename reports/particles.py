"""The particle that follows a printed value, by the sound that it ends in: ‘47,8%’는, ‘2. 30.’은."""

_WITH_FINAL = {"%": False, "％": False} | {digit: digit in "013678" for digit in "0123456789"}
_SYLLABLES, _FINALS = range(ord("가"), ord("힣") + 1), 28


def topic(words: str) -> str:
    """은 or 는; where no sound is known, both."""
    last = next((letter for letter in reversed(words) if letter.isalnum() or letter in "%％"), "")
    if last and ord(last) in _SYLLABLES:
        has_final = (ord(last) - _SYLLABLES.start) % _FINALS > 0
    else:
        has_final = _WITH_FINAL.get(last)
    if has_final is None:
        return "은(는)"
    return "은" if has_final else "는"
