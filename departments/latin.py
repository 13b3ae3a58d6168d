"""Korean in Latin letters, syllable by syllable: 홍보 is hongbo, 민원 is minwon. For login names."""

# fmt: off
_INITIALS = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"]
_MEDIALS = ["a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"]
_FINALS = ["", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"]
# fmt: on
_FIRST, _LAST = ord("가"), ord("힣")


def in_latin(text: str) -> str:
    """Lower case; what is neither a syllable nor a letter or digit of ASCII is left out."""
    return "".join(map(_letters, text))


def _letters(character: str) -> str:
    place = ord(character) - _FIRST
    if 0 <= place <= _LAST - _FIRST:
        initial, rest = divmod(place, len(_MEDIALS) * len(_FINALS))
        medial, final = divmod(rest, len(_FINALS))
        return _INITIALS[initial] + _MEDIALS[medial] + _FINALS[final]
    return character.lower() if character.isascii() and character.isalnum() else ""
