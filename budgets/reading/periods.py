"""The days that a count speaks of: '23.1~3월 / '22.상반기 / '18년 / ’22. 12. 28. ~ ’23. 3월 16일.

Only what is printed. Where a day is said to be the last, and nothing says the first, the first stays
unknown until a mean of a day proves it.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from budgets.reading.dates import Printed, find_reporting_day

_MARK = "['‘’′´`＇]"
_YEAR = rf"(?:(?P<full>(?:19|20)\d\d)|{_MARK}\s*(?P<short>\d\d))\s*(?:[.년]|(?=\s*[상하]반기))\s*"
_MONTHS = re.compile(
    _YEAR
    + r"(?P<from>\d{1,2})\s*(?:월|\.)?\s*[~∼～-]\s*(?P<to>\d{1,2})\s*(?:월|\.(?=\s*(?:[)\]]|$)))"
)
_HALF = re.compile(_YEAR + r"(?P<half>[상하])반기")
_QUARTER = re.compile(_YEAR + r"(?P<quarter>[1-4])\s*(?:/4)?\s*분기")
_DAY = r"(?P<{0}month>\d{{1,2}})\s*[.월]\s*(?P<{0}day>\d{{1,2}})\s*[.일]?\s*(?:\(.\))?"
_SPAN = re.compile(
    _YEAR
    + _DAY.format("a")
    + rf"\s*[~∼～]\s*(?:(?:(?P<bfull>(?:19|20)\d\d)|{_MARK}\s*(?P<bshort>\d\d))\s*[.년]\s*)?"
    + _DAY.format("b")
)
_WHOLE_YEAR = re.compile(
    rf"(?:(?P<full>(?:19|20)\d\d)|{_MARK}\s*(?P<short>\d\d))\s*년(?!\s*\d|\s*[상하]반기|도?\s*대비)"
)
_YEARS = re.compile(
    rf"(?:(?P<full>(?:19|20)\d\d)|{_MARK}\s*(?P<short>\d\d))\s*[.년]?\s*[~∼～-]\s*"
    rf"(?:(?P<bfull>(?:19|20)\d\d)|{_MARK}\s*(?P<bshort>\d\d))(?!\d)\s*(?:년|(?![\d.,]))(?!\s*\d)"
)
_SEVERAL_YEARS = re.compile(
    r"(?<!\d)(?P<years>\d{1,2})\s*개?년\s*(?:간|동안)|(?:최근|지난)\s*(?P<last>\d{1,2})\s*개?년"
)
_ONE_YEAR = re.compile(
    rf"^(?:(?P<full>(?:19|20)\d\d)|{_MARK}?\s*(?P<short>\d\d)(?=\s*년))\s*(?:년도?)?$"
)
_MONTH_END = re.compile(r"(?<![\d.])(?P<month>\d{1,2})\s*월\s*말")


@dataclass(frozen=True, slots=True)
class Period:
    first: date | None
    last: date | None

    @property
    def days(self) -> int | None:
        return (self.last - self.first).days + 1 if self.first and self.last else None


UNKNOWN = Period(None, None)


def find_period(text: str, printed: Printed | None = None) -> Period:
    """`printed`: the report's own date, which says of which year an unnamed month is, and that a year
    is over."""
    for reader in (_of_days, _of_months, _of_half, _of_quarter):
        if found := reader(text):
            return found
    if years := _YEARS.search(text):
        return of_years([_year(years), _later(years)], printed)
    several = _SEVERAL_YEARS.search(text)
    if day := find_reporting_day(text):
        return Period(_first_of(several, day), day)
    if several:
        return UNKNOWN  # 5년간: not the one year that stands beside it
    if (end := _MONTH_END.search(text)) and printed:
        return Period(None, _end_before(int(end["month"]), printed))
    if (year := _WHOLE_YEAR.search(text)) and printed and _year(year) < printed.year:
        return Period(date(_year(year), 1, 1), date(_year(year), 12, 31))
    return UNKNOWN


def since_new_year(last: date) -> Period:
    return Period(date(last.year, 1, 1), last)


def _of_days(text: str) -> Period | None:
    """Several spans in a line are the rounds of one thing: from the first day to the last."""
    spans = [span for hit in _SPAN.finditer(text) if (span := _span(hit))]
    if not spans:
        return None
    return Period(min(span.first for span in spans), max(span.last for span in spans))


def of_years(years: Sequence[int], printed: Printed | None) -> Period:
    """From the first of them to the last, if that is over."""
    first, last = min(years), max(years)
    is_over = printed is not None and last < printed.year
    return Period(date(first, 1, 1), date(last, 12, 31)) if is_over else UNKNOWN


def year_named(text: str) -> int | None:
    """2028년, '28년: and nothing else."""
    hit = _ONE_YEAR.match(text.strip())
    return _year(hit) if hit else None


def _first_of(several: re.Match | None, last: date) -> date | None:
    """최근 3년간 as of the end of a year are three whole years; as of another day, nobody knows."""
    if several is None or (last.month, last.day) != (12, 31):
        return None
    return date(last.year - int(several["years"] or several["last"]) + 1, 1, 1)


def _span(hit: re.Match) -> Period | None:
    return _period(
        (_year(hit), int(hit["amonth"]), int(hit["aday"])),
        (_later(hit), int(hit["bmonth"]), int(hit["bday"])),
    )


def _later(hit: re.Match) -> int:
    """The year of the end, which may be that of the beginning."""
    return int(hit["bfull"] or (hit["bshort"] and 2000 + int(hit["bshort"])) or _year(hit))


def _of_months(text: str) -> Period | None:
    hit = _MONTHS.search(text)
    return _of_year(_year(hit), int(hit["from"]), int(hit["to"])) if hit else None


def _of_half(text: str) -> Period | None:
    hit = _HALF.search(text)
    return _of_year(_year(hit), *((1, 6) if hit["half"] == "상" else (7, 12))) if hit else None


def _of_quarter(text: str) -> Period | None:
    hit = _QUARTER.search(text)
    at = hit and 3 * int(hit["quarter"])
    return _of_year(_year(hit), at - 2, at) if hit else None


def _of_year(year: int, first: int, last: int) -> Period | None:
    if not 1 <= first <= last <= 12:
        return None
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _period(first: tuple[int, int, int], last: tuple[int, int, int]) -> Period | None:
    try:
        found = Period(date(*first), date(*last))
    except ValueError:
        return None
    return found if found.first <= found.last else None


def _end_before(month: int, printed: Printed) -> date | None:
    """The last end of that month that the report can speak of."""
    if not 1 <= month <= 12:
        return None
    year = printed.year if month <= printed.month else printed.year - 1
    end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return end


def _year(hit: re.Match) -> int:
    return int(hit["full"] or 2000 + int(hit["short"]))
