"""What stands above a budget table: its unit, its days, its account and whose it is.

What is not said there, or is said twice, is `Unreadable`: a table without it gives no figures.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from budgets.amounts import Unit
from budgets.reading.captions import is_caption, stated_unit, states_unit
from budgets.reading.columns import KINDS, Column
from budgets.reading.dates import find_fiscal_year, find_reporting_day, find_settled_year
from budgets.reading.facts import DRAWN, REGROUPED, DateKey
from budgets.reading.lines import Line
from budgets.reading.periods import find_period
from budgets.reading.tables import NUMBER
from budgets.reading.titles import bare
from departments.text import squeezed

GENERAL_ACCOUNT = "일반회계"
NEAR_ABOVE = 6  # lines: what stands farther up speaks of something else
_ACCOUNT = re.compile(
    r"일반회계|(?:[가-힣·]+\s?)?특별회계(?:\s*\([가-힣· ]+계정\))?"
    r"|[가-힣·]+기금(?:\s*\([가-힣· ]+계정\))?(?![가-힣])"
)
_UNNAMED_FUND = re.compile(r"^\W*기\s*금\s*(?:$|[:：]|(?:예산|집행|운용|현황|사업))")
_TITLED = re.compile(r"\(([^()]+)\)\s*$")
_FIGURE = re.compile(r"\d[\d,.]*\s*(?:%|[백천억만]*원)|\d{4}\s*[.년]|기준|현재")
_EXECUTED = frozenset({"committed", "spent", "carried", "lapsed", "rate", *KINDS.values()})


class Unreadable(Exception):
    """Why a table gives no figures, and the line that says so."""

    def __init__(self, words: str, place: int | None = None):
        super().__init__(words)
        self.place = place


class Undated(Unreadable):
    """Nothing says of which day its amounts are; all else of the table can be read."""


# Of a table whose day nobody says: its cells are set against each other, and never stored.
NO_DAY = DateKey(0, DRAWN, date.min, "집행")


@dataclass(frozen=True, slots=True)
class Context:
    unit: Unit
    dates: dict[int | None, DateKey]  # by the year of the column; None where columns have none
    account: str | None  # None: its rows name several
    title: str

    def when(self, column: Column | None = None) -> DateKey:
        known = column and column.year in self.dates
        return self.dates[column.year if known else self.latest]

    @property
    def latest(self) -> int | None:
        return max(self.dates, key=lambda year: year or 0)

    @property
    def before(self) -> DateKey | None:
        """The year that a change is counted from."""
        earlier = [year for year in self.dates if year != self.latest]
        return self.dates[max(earlier)] if earlier else None


def read_context(
    columns: Sequence[Column],
    above: Sequence[Line],
    over: Sequence[str] = (),
    *,
    own_accounts: bool,
    settled: int | None,
    is_undated: bool = False,
) -> Context:
    """`over`: what the headings say that it stands under. `own_accounts`: the rows themselves name
    accounts. `settled`: the report is a settlement's. `is_undated`: no day is asked for."""
    near = near_above(above)
    account = None if own_accounts else account_above(near, over)
    amounts = [
        c
        for c in columns
        if c.is_amount or c.is_part or c.is_kind or c.role in ("lapsed", "change")
    ]
    unit = unit_above({c.unit for c in amounts}, near)
    dates = {None: NO_DAY} if is_undated else _dates(columns, near, over, settled)
    return Context(unit, dates, account, title_of(above))


def near_above(above: Sequence[Line]) -> list[str]:
    """Nearest first, as far as it speaks of this table."""
    return [line.text for line in takewhile(_is_no_row, above[:NEAR_ABOVE])]


def title_of(above: Sequence[Line]) -> str:
    """'과목별 집행현황(시장 업무추진비)' is titled by what stands in its parentheses, unless that is a
    figure, a unit or a day: '4. 예산집행 현황 (2024. 5. 31. 기준)' is 예산집행 현황."""
    line = next((line.text for line in above if not is_caption(line.text)), "")
    titled = _TITLED.search(line)
    if titled and not states_unit(titled[0]) and not _FIGURE.search(titled[1]):
        return titled[1]
    plain = _TITLED.sub("", line) if titled else line
    return bare(plain.strip()) or line


def unit_above(units: set[Unit | None], near: Sequence[str]) -> Unit:
    """The one unit of a table. `units`: what its columns say themselves, None where one says none."""
    stating = next((text for text in near if states_unit(text)), "")
    if stating:
        units = {unit or stated_unit(stating) for unit in units}
        if stated_unit(stating) is not None:
            units.add(stated_unit(stating))
    if None in units:
        raise Unreadable(f"표의 단위를 찾지 못했습니다{f': {stating}' if stating else ''}.")
    if len(units) > 1:
        raise Unreadable("표의 단위가 둘 이상입니다.")
    return units.pop()


def _is_no_row(line: Line) -> bool:
    """What stands beyond another table's row is that table's."""
    last = line.text.split(" ")[-3:]
    return not line.is_tabular and not (len(last) == 3 and all(map(NUMBER.match, last)))


def _dates(
    columns: Sequence[Column], near: Sequence[str], over: Sequence[str], settled: int | None
) -> dict[int | None, DateKey]:
    years = sorted({c.year for c in columns if c.year and c.is_amount})
    executed = any(c.role in _EXECUTED for c in columns)
    if years and not executed:
        return {year: _budget_date(year, years[-1]) for year in years}
    if len(years) > 1:
        raise Unreadable("여러 해의 예산과 집행을 한 표에 담아 기준일을 나눌 수 없습니다.")
    when = date_above(near, over, executed=executed, settled=settled)
    if any(c.year not in (None, when.fiscal_year) for c in columns):
        raise Unreadable(f"열의 연도가 표의 회계연도({when.fiscal_year})와 다릅니다.")
    if when.day == date(when.fiscal_year, 1, 1) and any(c.role == "supplement" for c in columns):
        raise Unreadable("추경을 더한 예산액의 기준일을 찾지 못했습니다.")
    return {None: when}


def _budget_date(year: int, this_year: int) -> DateKey:
    """A budget table prints last year regrouped to this year's organisation."""
    new_year = date(this_year, 1, 1)
    if year == this_year:
        return DateKey(year, DRAWN, new_year, "예산")
    return DateKey(year, REGROUPED, date(year, 1, 1), "예산", new_year)


def date_above(
    near: Sequence[str], over: Sequence[str] = (), *, executed: bool, settled: int | None
) -> DateKey:
    if executed and any("결산" in squeezed(text) for text in near):
        return _settlement(near, settled)
    for text in near:
        if day := find_reporting_day(text):
            return DateKey(day.year, DRAWN, day, "집행" if executed else "예산")
        year = find_fiscal_year(text)
        if year and not executed:
            return DateKey(year, DRAWN, date(year, 1, 1), "예산")
    days = (*map(_end_of_period, _titles(near)), *map(find_reporting_day, over))
    if executed and (day := next((day for day in days if day), None)):
        return DateKey(day.year, DRAWN, day, "집행")
    raise Undated("표의 기준일을 찾지 못했습니다.")


def _titles(near: Sequence[str]) -> Sequence[str]:
    """The captions right above a table, and the title over them."""
    captions = list(takewhile(is_caption, near))
    return near[: len(captions) + 1]


def _end_of_period(text: str) -> date | None:
    """(2023. 1. ~ 10.): what was spent since New Year is spent as of its last day."""
    period = find_period(text)
    if period.first and period.last and (period.first.month, period.first.day) == (1, 1):
        return period.last
    return None


def _settlement(near: Sequence[str], settled: int | None) -> DateKey:
    """Of the year that is named as closed, else of the one named at all, else of the report's."""
    days = (find_reporting_day(text) for text in near)
    years = (
        *(find_settled_year(text) for text in near),
        *(find_fiscal_year(text) for text in near),
        *(day.year for day in days if day and (day.month, day.day) == (12, 31)),
        settled,
    )
    year = next((year for year in years if year), None)
    if year is None:
        raise Unreadable("결산표의 회계연도를 찾지 못했습니다.")
    return DateKey(year, DRAWN, date(year, 12, 31), "결산")


def account_above(near: Sequence[str], over: Sequence[str] = ()) -> str:
    """The account that a table's title names, or a heading that it stands under; the general one where
    none is named."""
    titles = [text for text in near if not text.startswith(("※", "*"))]
    named = dict.fromkeys(account for text in titles for account in accounts_in(text))
    if len(named) > 1:
        raise Unreadable(f"표의 회계를 정할 수 없습니다: {', '.join(named)}.")
    over_it = (accounts_in(text) for text in over)
    return next(iter(named), next((own[0] for own in over_it if len(own) == 1), GENERAL_ACCOUNT))


def accounts_in(text: str) -> list[str]:
    named = [found[0].strip() for found in _ACCOUNT.finditer(text)]
    return named or (["기금"] if _UNNAMED_FUND.match(text) else [])


def is_account(name: str) -> bool:
    return bool(_ACCOUNT.fullmatch(name.strip()))
