"""What the newest date of an office looks like: stages, tiles, pace, what lags, what changed.

Drawn from the very table of the 집행현황표 of that date, each account by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from budgets.amounts import Unit, show
from reports.became import STATES
from reports.charts.stages import Stages, stage_bars
from reports.charts.treemap import Tile, treemap
from reports.dates import When
from reports.percent import percent_words, points_words
from reports.seasons import is_same_time
from reports.table import LEAF, Cell, Gap, Row, Table, tenths

LAGGING = 5  # so many lines are named


@dataclass(frozen=True, slots=True)
class Lag:
    """A line that spent less than its share of the year gone by."""

    row: Row
    behind: int  # won
    rate: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One account on one date."""

    account: str
    gauge: str
    bars: str
    tiles: str
    into: str  # the name of what the tiles are parts of, unless of all
    is_divided: bool  # whether its tiles lead deeper
    pace: str
    lagging: tuple[Lag, ...]


def elapsed(when: When) -> int | None:
    """Tenths of a percent of the fiscal year gone by; only execution has a pace."""
    if when.stage != "집행":
        return None
    return tenths(*_days(when.day))


def _days(day: date) -> tuple[int, int]:
    """Of the year: gone by with this day, and all."""
    first = date(day.year, 1, 1)
    return (day - first).days + 1, (date(day.year + 1, 1, 1) - first).days


def picture(table: Table, when: When, *, name: str, into: str = "", base_href: str = "") -> Picture:
    """`into`: the code of the department or program whose tiles are shown instead of all."""
    whole = table.rows[0]
    gone = elapsed(when)
    departments = [row for row in table.rows if row.mark == "department"]
    tiles, is_divided = _tiles(table, name, into, base_href)
    return Picture(
        table.title,
        stage_bars(
            f"{table.title} 예산의 단계",
            [_stages(table, whole, "합계")],
            name=f"{name}-gauge",
            show=_written,
        ),
        stage_bars(
            f"{table.title} 부서별 예산의 단계",
            [_stages(table, row, row.name) for row in departments],
            name=f"{name}-bars",
            elapsed=gone,
        )
        if len(departments) > 1
        else "",
        tiles,
        next((row.name for row in table.rows if into and row.code == into), ""),
        is_divided,
        _pace(table, whole, gone),
        tuple(lagging(table, when.day)) if gone is not None else (),
    )


def _written(won: int) -> str:
    return f"{show(won, Unit.MILLION)}백만원"


def cell(table: Table, row: Row, key: str) -> Cell:
    keys = [column.key for column in table.columns]
    return row.cells[keys.index(key)] if key in keys else Gap.ABSENT


def base(table: Table, row: Row) -> Cell:
    budget = cell(table, row, "budget")
    return cell(table, row, "appropriated") if budget is Gap.ABSENT else budget


def _stages(table: Table, row: Row, label: str) -> Stages:
    committed, spent = (cell(table, row, key) for key in ("committed", "spent"))
    return Stages(label, base(table, row), committed, spent, row.href)


def _tiles(table: Table, name: str, into: str, base_href: str) -> tuple[str, bool]:
    under = _under(table.rows, into)
    tiles = [
        Tile(
            row.name,
            size if isinstance(size := base(table, row), int) else 0,
            cell(table, row, "rate"),
            row.href if row.mark == LEAF else f"{base_href}{quote(row.code)}#{name}",
        )
        for row in under
    ]
    title = f"{table.title}: 넓이는 예산, 짙기는 집행률"
    is_divided = any(row.mark != LEAF for row in under)
    return treemap(title, tiles, _written, name=f"{name}-tiles"), is_divided


def _under(rows: Sequence[Row], code: str) -> list[Row]:
    """What stands right under a row, or the whole; deeper where that is a single one."""
    at = next((i for i, row in enumerate(rows) if code and row.code == code), 0)
    below = []
    for row in rows[at + 1 :]:
        if row.level <= rows[at].level:
            break
        if row.mark != "kind":
            below.append(row)
    level = min((row.level for row in below), default=0)
    found = [row for row in below if row.level == level]
    if len(found) == 1 and found[0].mark != LEAF:
        return _under(rows, found[0].code)
    return found


def _pace(table: Table, whole: Row, gone: int | None) -> str:
    rate = cell(table, whole, "rate")
    if gone is None or not isinstance(rate, int):
        return ""
    ahead = rate - gone
    word = "앞섬" if ahead > 0 else "뒤짐"
    if not ahead:
        return "연중 경과와 같음"
    return f"연중 경과 {percent_words(gone)}보다 {points_words(abs(ahead))} {word}"


def lagging(table: Table, day: date) -> Sequence[Lag]:
    """The lines farthest behind an even pace, in won: a low rate of a small line matters less."""
    gone, year = _days(day)
    found = []
    for row in table.rows:
        whole, spent = base(table, row), cell(table, row, "spent")
        if row.mark == LEAF and isinstance(whole, int) and isinstance(spent, int):
            behind = (2 * whole * gone + year) // (2 * year) - spent
            if behind > 0:
                found.append(Lag(row, behind, percent_words(cell(table, row, "rate"))))
    return sorted(found, key=lambda lag: -lag.behind)[:LAGGING]


def same_time_of_year(when: When, others: Sequence[When]) -> list[When]:
    """Dates of 집행 of other years at the same time of the year, newest first."""
    found = [
        other
        for other in others
        if other.stage == when.stage == "집행"
        and other.day.year != when.day.year
        and is_same_time(other.day, when.day)
    ]
    return sorted(found, key=lambda other: other.day, reverse=True)


def changed_words(counts: Mapping[str, int]) -> str:
    """'신규 12개, 종료 9개, 이동 2개, 변경 20개, 동일 4개, 비교 불가 10개'"""
    return ", ".join(f"{state} {counts[state]}개" for state in STATES if counts.get(state))
