"""A rate, in tenths of a percent, as it is written: for a reader, for a program, as a threshold. Pure."""

from reports.table import Cell

MINUS = "△"


def percent_words(tenths: int) -> str:
    return f"{MINUS if tenths < 0 else ''}{_digits(tenths, ',')}%"


def points_words(tenths: int) -> str:
    return f"{percent_words(tenths)}p"


def cell_words(rate: Cell) -> str:
    """One that may be unknown."""
    return percent_words(rate) if isinstance(rate, int) else rate.value


def percent_plain(tenths: int) -> str:
    """For csv and json: a number that every program reads."""
    return f"{'-' if tenths < 0 else ''}{_digits(tenths)}"


def percent_short(tenths: int) -> str:
    """A threshold, as a reader types it: 30%, 12.5%."""
    return f"{percent_plain(tenths).removesuffix('.0')}%"


def _digits(tenths: int, grouping: str = "") -> str:
    return f"{abs(tenths) // 10:{grouping}}.{abs(tenths) % 10}"
