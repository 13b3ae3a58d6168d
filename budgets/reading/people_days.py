"""The day of which a headcount table speaks."""

import re
from collections.abc import Sequence
from datetime import date

from budgets.reading.dates import find_day, find_reporting_day
from budgets.reading.heads_over import headings_over, said_over
from budgets.reading.lines import Line

_ABOVE = 8  # lines above a head that may say its day
_IN_BRACKETS = re.compile(r"\(\s*(?P<inner>[^()]*\d)\s*[.일]?\s*(?:,[^()]*)?\)\s*$")


def day_of_table(lines: Sequence[Line], index: int) -> date | None:
    """'… 현재' above it or over it; else a day alone in the brackets of its headings."""
    above = [line.text for line in lines[max(0, index - _ABOVE) : index]]
    said = (*reversed(above), *said_over(lines, index))
    told = (
        *(find_reporting_day(text) for text in said),
        *(_day_of(text) for text in _headings(lines, index)),
    )
    return next((day for day in told if day), None)


def _headings(lines: Sequence[Line], index: int) -> list[str]:
    """Right above the table, and those of its parts and chapter. The day of the title page is when
    the report was given, and no day of a headcount."""
    near = next((x.text for x in reversed(lines[:index]) if not x.is_blank), "")
    return [near, *headings_over(lines, index)]


def _day_of(text: str) -> date | None:
    """'Ⅰ. 일반현황 (2032. 5. 31.)': a day in brackets at the end of a heading, and no span of days."""
    found = _IN_BRACKETS.search(text)
    return find_day(found["inner"]) if found and "~" not in found["inner"] else None
