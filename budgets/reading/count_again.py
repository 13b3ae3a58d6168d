"""Whether a sentence says a count again that a table prints, right or wrong."""

from budgets.reading.count_cells import Count

NEAR = 5  # a fifth of a count: farther off, no misprint made it
_SEVERAL = 3  # digits: fewer are alike by chance


def says_again(said: Count, counted: Count, *, is_named: bool = False) -> bool:
    """Whether two counts mean the same: equal, or a misprint. Where both are of the same thing and in
    the same unit, any number near enough is one; else as many digits must be alike."""
    if not (said.is_value and counted.is_value) or said.is_about or said.value <= 0:
        return False
    mine, theirs = (f"{each.value:f}" for each in (said, counted))
    alike = sum(a == b for a, b in zip(mine, theirs, strict=False))
    if len(mine) == len(theirs) and 2 * alike > len(mine):
        return True
    if not is_named or said.unit != counted.unit:
        return False
    is_near = abs(said.value - counted.value) * NEAR <= max(said.value, counted.value)
    return is_near or sorted(mine) == sorted(theirs) or _lost_one(mine, theirs)


def _lost_one(mine: str, theirs: str) -> bool:
    """5,47 for 5,247: one digit of several is missing in one of them."""
    short, long = sorted((mine, theirs), key=len)
    if len(long) - len(short) != 1 or len(short) < _SEVERAL:
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
