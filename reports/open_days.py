"""How many days of a span an office may have been open, where nothing printed says it. Pure.

The calendar bounds it: Saturdays and Sundays are known by the length of the span alone, give or take
one or two, and public holidays are no more than the law and past elections have made of a year.
"""

_WEEK = 7
_FEWEST = 6  # public holidays of a whole year that fell on no weekend, as in 2009
_YEAR = 365
# At most so many public holidays of a span fall on no weekend: they gather around the two feasts, and
# substitutes, elections and holidays of one time come on top.
_MOST = ((31, 7), (92, 9), (184, 13), (366, 18))


def working_days(days: int) -> range:
    """Monday to Friday, without public holidays."""
    weeks, rest = divmod(days, _WEEK)
    least, most = 5 * weeks + max(0, rest - 2), 5 * weeks + min(rest, 5)
    fewest = _FEWEST if days >= _YEAR else 0
    return range(max(1, least - _holidays(days)), most - fewest + 1)


def days_of_six(days: int) -> range:
    """All but one day of each week, with public holidays or without."""
    weeks, rest = divmod(days, _WEEK)
    most = 6 * weeks + rest
    return range(max(1, most - bool(rest) - _holidays(days)), most + 1)


def _holidays(days: int) -> int:
    years, rest = divmod(days, 366)
    return years * _MOST[-1][1] + next(most for longest, most in _MOST if rest <= longest)
