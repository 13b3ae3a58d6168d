"""Whether one amount is another one misprinted: a slip of the pen, or of who read the scan."""

TELLING = 2  # digits: any one of them is another one misprinted


def is_slip(printed: int | None, right: int) -> bool:
    """One digit or the sign is wrong, missing or too many, two are turned, or all are missing."""
    if not printed or printed == -right:
        return printed != right
    if (printed < 0) != (right < 0):
        return False
    return _is_near(str(abs(printed)), str(abs(right)))


def _is_near(printed: str, right: str) -> bool:
    short, long = sorted((printed, right), key=len)
    if len(long) < TELLING:
        return False
    if len(short) == len(long):
        off = [at for at in range(len(long)) if short[at] != long[at]]
        return len(off) == 1 or _is_turned(short, long, off)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _is_turned(a: str, b: str, off: list[int]) -> bool:
    if len(off) != 2 or off[1] != off[0] + 1:
        return False
    first, then = off
    return (a[first], a[then]) == (b[then], b[first])
