"""Days as prose prints them, with the weekday in brackets: '2022. 7. 18.(월)', '3월 16일(화)', '2.7(화)'.

A year that a day lacks is the one printed before it on the line, else that of the heading (’18년
추진실적), else the report's. Only the first is certain: a day of the others may lie a year off.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

WEEKDAYS = "월화수목금토일"
_CHINESE = str.maketrans("月火水木金土日", WEEKDAYS)
_MARK = "['‘’′´`＇]"
_YEAR = rf"(?:(?P<full>(?:19|20)\d{{2}})|{_MARK}\s*(?P<short>\d{{2}})|(?P<bare>\d{{2}})(?=\s*\.\s*\d{{1,2}}\s*\.))"
_WEEKDAY = r"\s*(?:\(\s*(?P<weekday>[월화수목금토일月火水木金土日])(?:요일)?\s*(?=[),，/·]|\d)|(?P<spelled>[월화수목금토일])요일)"
_FULL_DAY = re.compile(
    rf"(?<![\d.,])(?:{_YEAR}\s*(?P<sep>\.|년|-|/)\s*)?(?P<month>\d{{1,2}})\s*(?P<mid>\.|월|-|/)\s*"
    rf"(?P<day>\d{{1,2}})(?!\d|\.\d)\s*(?P<close>\.|일)?(?:{_WEEKDAY})?"
)
_DAY_ALONE = re.compile(rf"(?<=[~∼〜,·])\s*(?P<day>\d{{1,2}})\s*(?P<close>\.|일)?(?:{_WEEKDAY})")
_SPAN = re.compile(r"^[^\d~∼〜]{0,8}[~∼〜–-]\s*$")
_MONTHS_LONG = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}


@dataclass(frozen=True, slots=True)
class Printed:
    text: str  # as it stands, without the weekday
    year: int | None
    month: int
    number: int  # the day of the month
    weekday: str
    is_sure: bool  # the year is printed with it, or before it on its line
    begins: int
    ends: int
    is_dotted: bool  # 2. 7. or 2월 7일; 2.7 might as well be a decimal
    follows: bool  # ends a span that the day before it begins

    @property
    def day(self) -> date | None:
        return day_of(self.year, self.month, self.number)

    @property
    def is_possible(self) -> bool:
        """Whether any year has such a day."""
        return day_of(2024, self.month, self.number) is not None


def day_of(year: int | None, month: int, number: int) -> date | None:
    try:
        return date(year, month, number) if year else None
    except ValueError:
        return None


def days_in(text: str, year: int | None) -> list[Printed]:
    """All of a line, from left to right. `year`: where it prints none itself."""
    found: list[Printed] = []
    hits = sorted(
        [*_FULL_DAY.finditer(text), *_DAY_ALONE.finditer(text)], key=lambda hit: hit.start()
    )
    for hit in hits:
        if found and hit.start() < found[-1].ends:
            continue
        if printed := _printed(hit, text, found[-1] if found else None, year):
            found.append(printed)
    return found


def _printed(hit: re.Match, text: str, last: Printed | None, year: int | None) -> Printed | None:
    parts = hit.groupdict()
    weekday = (parts["weekday"] or parts["spelled"] or "").translate(_CHINESE)
    begins = hit.start() + len(hit[0]) - len(hit[0].lstrip())
    ends = hit.end() + (1 if text[hit.end() : hit.end() + 1] == ")" else 0)
    follows = bool(last and _SPAN.match(text[last.ends : begins]))
    if "month" not in parts:
        if last is None:
            return None
        month, own, is_dotted = last.month, None, True
    else:
        month = int(parts["month"])
        own = _own_year(parts)
        is_dotted = bool(parts["close"]) or own is not None
        begins_span = bool(weekday and re.match(r"\s*[~∼〜]\s*\d", text[ends:]))
        if not _may_be_day(parts, weekday, own, follows=follows, begins_span=begins_span):
            return None
    then = Printed(
        _bare(hit),
        own or year,
        month,
        int(parts["day"]),
        weekday,
        own is not None,
        begins,
        ends,
        is_dotted,
        follows,
    )
    return then if own or last is None else _after(last, then)


def _after(last: Printed, then: Printed) -> Printed:
    """In the year of the day before it; a span may run into the next."""
    if not last.is_sure and last.year != then.year and not then.follows:
        return then
    turns = then.follows and last.year and (then.month, then.number) < (last.month, last.number)
    year = last.year + 1 if turns else last.year
    return replace(then, year=year, is_sure=last.is_sure)


def _own_year(parts: dict) -> int | None:
    if parts["full"]:
        return int(parts["full"])
    short = parts["short"] or parts["bare"]
    return 2000 + int(short) if short else None


def _may_be_day(
    parts: dict, weekday: str, own: int | None, *, follows: bool, begins_span: bool
) -> bool:
    """12.5(토) is a day, 3.5(일) may be as many days, and 7.13.45 is a version."""
    month, number = int(parts["month"]), int(parts["day"])
    if not 1 <= month <= 12 or not 1 <= number <= 31:
        return bool(weekday) and own is not None and month < 20
    if own is not None or parts["mid"] == "월" or follows:
        return True
    if parts["mid"] == "-":
        return False
    return bool(parts["close"]) or weekday not in ("", "일", "월") or begins_span


def _bare(hit: re.Match) -> str:
    text = hit[0]
    cut = hit.start("weekday") if hit["weekday"] else hit.start("spelled")
    return (text[: cut - hit.start()] if cut >= 0 else text).strip(" (")


def spans(found: list[Printed]) -> Iterator[tuple[Printed, Printed]]:
    for first, last in pairwise(found):
        if last.follows and not first.follows:
            yield first, last
