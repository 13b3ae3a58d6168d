"""What would explain that a printed value is not what it should be: by arithmetic alone. Pure.

A hint is no verdict. It is said only where one single thing explains the whole difference.
"""

from collections.abc import Sequence
from decimal import Decimal

_PLACES = (
    *("일", "십", "백", "천", "만", "십만", "백만", "천만"),
    *("억", "십억", "백억", "천억", "조", "십조", "백조"),
)


def hint(
    printed: Decimal, right: Decimal, parts: Sequence[tuple[str, Decimal]], many: int = 1
) -> str:
    """`printed` and `right` in the same unit, and the parts that `right` adds up, in it too; `many`:
    how many one of the unit counts, so that a digit of 38백만원 has its place among 원."""
    off = printed - right
    if not off:
        return ""
    left_out = [name for name, value in parts if value and value == -off]
    if len(left_out) == 1:
        return f"‘{left_out[0]}’이(가) 빠지면 인쇄된 값이 됩니다."
    twice = [name for name, value in parts if value and value == off]
    if len(twice) == 1:
        return f"‘{twice[0]}’을(를) 두 번 더하면 인쇄된 값이 됩니다."
    return _digits(printed, right, len(str(many)) - 1)


def _digits(printed: Decimal, right: Decimal, zeros: int) -> str:
    one, other = (f"{value:f}".replace(".", "") for value in (printed, right))
    decimals = -printed.as_tuple().exponent
    if len(one) != len(other) or len(one) < 3 or "-" in one + other:
        return ""
    differing = [at for at in range(len(one)) if one[at] != other[at]]
    if len(differing) == 1 and differing[0] < len(one) - 1:  # the last digit says nothing
        place = len(one) - 1 - differing[0] - max(decimals, 0) + zeros
        where = f"{_PLACES[place]}의 자리" if 0 <= place < len(_PLACES) else "한 자리"
        return f"{where}의 숫자 하나만 다릅니다 ({one[differing[0]]} 대신 {other[differing[0]]})."
    if len(differing) == 2 and differing[1] == differing[0] + 1:
        first, then = differing
        if (one[first], one[then]) == (other[then], other[first]):
            return "이웃한 두 숫자의 차례만 다릅니다."
    return ""
