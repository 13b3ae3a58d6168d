"""Days as reports print them: 2022. 7. 1. / '18.6.30 / ’23.4.1. / 2012. 1. 31"""

import re
from datetime import date

_DAY = re.compile(
    r"(?:(?P<full>(?:19|20)\d{2})|['‘’′]\s*(?P<short>\d{2})|(?<![\d.])(?P<bare>\d{2}))"
    r"\s*\.\s*(?P<month>\d{1,2})\s*\.\s*(?P<day>\d{1,2})(?!\d)"
)
_YEAR_BUDGET = re.compile(
    r"(?:((?:19|20)\d{2})|['‘’′](\d{2}))\s*년?\s*(?:회계연도|사업\s*예산|예산|결산)"
)


def find_day(text: str) -> date | None:
    """The first day that is a day: 7.13.45 is a version number, not a date."""
    for found in _DAY.finditer(text):
        year = int(found["full"] or 2000 + int(found["short"] or found["bare"]))
        try:
            return date(year, int(found["month"]), int(found["day"]))
        except ValueError:
            continue
    return None


def find_fiscal_year(text: str) -> int | None:
    """'18년 결산 / 2018 회계연도 / 2012 사업 예산현황"""
    found = _YEAR_BUDGET.search(text)
    return int(found[1] or 2000 + int(found[2])) if found else None
