"""Days as reports print them: 2022. 7. 1. / '18.6.30 / ’23.4.1. / 2024년 3월 31일 / '24. 3월말

Nothing is guessed: a month without a day is no day, unless its end is what was printed.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MARK = "['‘’′´`＇]"
_FULL = r"(?:19|20)\d{2}"
_SHORT = rf"(?:{_MARK}\s*(?P<short>\d{{2}})|(?<![\d.])(?P<bare>\d{{2}}))\s*(?:\.|년)"
_YEAR = rf"(?:(?P<full>{_FULL})\s*(?:\.|년|-|/)|{_SHORT})\s*(?P<month>\d{{1,2}})\s*"
_DAY = re.compile(_YEAR + r"(?:\.|월|-|/)\s*(?P<day>\d{1,2})(?!\d)")
_MONTH_END = re.compile(_YEAR + r"(?:\.|월)\s*말")
_MONTH = re.compile(_YEAR + r"월(?!\s*(?:말|\d))")
_SPEAKS_OF = re.compile(r"기준|현재")
_NAMED_YEAR = rf"(?:(?P<full>{_FULL})|{_MARK}\s*(?P<short>\d{{2}}))\s*(?:년도?)?\s*"
_BUDGET_YEAR = re.compile(
    _NAMED_YEAR
    + r"(?:회계연도|(?:(?:세입|세출|사업|본|최종|일반회계|[·‧․ㆍ,및])\s*)*(?:예산|결산))"
)
_ANY_YEAR = re.compile(rf"(?<!\d)(?:(?P<full>{_FULL})|{_MARK}\s*(?P<short>\d{{2}}))\s*년")
_SETTLED_YEAR = re.compile(
    _NAMED_YEAR + r"(?:회계연도\s*)?(?:(?:세입|세출|예산|[·‧․ㆍ,및])\s*)*결산"
)
# '2024.3분기' is no month, and '24. 3월은 no title page's year.
_PRINTED = re.compile(
    rf"^(?:(?P<full>{_FULL})|{_MARK}\s*(?P<short>\d{{2}}))\s*(?:\.|년)\s*"
    r"(?P<month>0?[1-9]|1[0-2])(?!\d)\s*(?:\.|월|$)"
    r"(?:\s*(?P<day>\d{1,2})(?!\d)\s*(?:\.|일)?)?"
)


def find_day(text: str) -> date | None:
    """The first day that is a day: 7.13.45 is a version number, not a date."""
    return next(_days(text), None)


def find_reporting_day(text: str) -> date | None:
    """The day as of which a text says its figures stand: … 현재, … 기준, 기준일 : …, … 월말"""
    said = list(_SPEAKS_OF.finditer(text))
    if not said:
        ended = _MONTH_END.search(text)
        return ended and _day(ended)
    before = list(_days(text[: said[-1].start()]))
    return before[-1] if before else find_day(text[said[-1].end() :])


def _days(text: str) -> Iterator[date]:
    found = [*_DAY.finditer(text), *_MONTH_END.finditer(text)]
    days = (_day(hit) for hit in sorted(found, key=lambda hit: hit.start()))
    return (day for day in days if day)


@dataclass(frozen=True, slots=True)
class Span:
    """A day, or a month without one: from its first day to its last."""

    first: date
    last: date
    printed: str
    start: int
    end: int


def find_spans(text: str) -> list[Span]:
    """Every day and month that a text prints, in its order."""
    found = []
    for hit in sorted([*_DAY.finditer(text), *_MONTH.finditer(text)], key=lambda hit: hit.start()):
        last = _day(hit)
        if last and (not found or found[-1].end <= hit.start()):
            first = last if "day" in hit.groupdict() else last.replace(day=1)
            found.append(Span(first, last, hit[0].strip(), *hit.span()))
    return found


def find_fiscal_year(text: str) -> int | None:
    """'18년 결산 / 2018 회계연도 / 2012 사업 예산현황"""
    found = _BUDGET_YEAR.search(text)
    return _year(found) if found else None


def find_year(text: str) -> int | None:
    """'18년 추진실적 / 2018년도 성과"""
    found = _ANY_YEAR.search(text)
    return _year(found) if found else None


def find_settled_year(text: str) -> int | None:
    """The year whose accounts a text says are closed: '18년 결산, 2018 회계연도 세입·세출 결산"""
    found = _SETTLED_YEAR.search(text)
    return _year(found) if found else None


@dataclass(frozen=True, slots=True)
class Printed:
    """A title page's date, to the day or only to the month."""

    text: str
    year: int
    month: int
    day: date | None


def find_printed(text: str) -> Printed | None:
    found = _PRINTED.match(text)
    if not found:
        return None
    return Printed(
        found[0].strip(), _year(found), int(found["month"]), _day(found) if found["day"] else None
    )


def _year(found: re.Match) -> int:
    parts = found.groupdict()
    return int(parts["full"] or 2000 + int(parts.get("short") or parts.get("bare")))


def _day(found: re.Match) -> date | None:
    year, month = _year(found), int(found["month"])
    try:
        day = int(found["day"]) if "day" in found.groupdict() else monthrange(year, month)[1]
        return date(year, month, day)
    except ValueError:
        return None
