"""What the newest date of an office looks like: stages, tiles, pace, what lags, what changed.

Drawn from the very table of the 집행현황표 of that date, each account by itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from budgets.amounts import Unit, show
from reports.charts import stages, treemap
from reports.charts.stages import Stages, stage_bars
from reports.charts.svg import Origin
from reports.charts.treemap import Tile
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


def picture(
    table: Table,
    when: When,
    *,
    name: str,
    into: str = "",
    base_href: str = "",
    origin: Origin | None = None,
) -> Picture:
    """`into`: the code of the department or program whose tiles are shown instead of all; `origin`:
    the table of the page that has what is drawn."""
    whole = table.rows[0]
    gone = elapsed(when)
    departments = [row for row in table.rows if row.mark == "department"]
    tiles, is_divided = _tiles(table, name, into, base_href, origin)

    def bars(title: str, shown: list[Stages], key: str, **how) -> str:
        return twice(
            lambda **room: stage_bars(title, shown, origin=origin, **how, **room),
            f"{name}-{key}",
            (stages.BROAD, stages.NARROW),
        )

    return Picture(
        table.title,
        bars(
            f"{table.title} 예산의 단계",
            [_stages(table, whole, "합계")],
            "gauge",
            show=_written,
        ),
        bars(
            f"{table.title} 부서별 예산의 단계",
            [_stages(table, row, row.name) for row in departments],
            "bars",
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


def twice(draw: Callable[..., str], name: str, rooms: tuple) -> str:
    """For a wide screen and for a narrow one, of which the stylesheet shows one: made smaller, a
    drawing's letters could not be read."""
    broad, narrow = rooms
    return draw(name=name, room=broad, shape="broad") + draw(
        name=f"{name}-narrow", room=narrow, shape="narrow"
    )


def _written(won: int) -> str:
    return f"{show(won, Unit.MILLION)}백만원"


def cell(table: Table, row: Row, key: str) -> Cell:
    keys = [column.key for column in table.columns]
    return row.cells[keys.index(key)] if key in keys else Gap.ABSENT


def way(table: Table, row: Row, key: str) -> str:
    """Where a cell leads."""
    keys = [column.key for column in table.columns]
    return row.links[keys.index(key)] if row.links and key in keys else ""


def base(table: Table, row: Row) -> Cell:
    budget = cell(table, row, "budget")
    return cell(table, row, "appropriated") if budget is Gap.ABSENT else budget


def _stages(table: Table, row: Row, label: str) -> Stages:
    committed, spent = (cell(table, row, key) for key in ("committed", "spent"))
    return Stages(label, base(table, row), committed, spent, row.href)


def _tiles(
    table: Table, name: str, into: str, base_href: str, origin: Origin | None
) -> tuple[str, bool]:
    under = [table.rows[at] for at in _below(table.rows, _opened(table.rows, into)[-1])]
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
    drawn = twice(
        lambda **room: treemap.treemap(title, tiles, _written, origin=origin, **room),
        f"{name}-tiles",
        (treemap.BROAD, treemap.NARROW),
    )
    return drawn, any(row.mark != LEAF for row in under)


def drawn_rows(rows: Sequence[Row], into: str, office: str) -> list[Row]:
    """The whole, and all that stands under each row that is unfolded: so their sums are whole. What
    is alone under a row says the same again, unless it says whose it is."""
    opened = _opened(rows, into)
    shown = [rows[0]]
    for at in sorted({at for row in opened for at in _below(rows, row)}):
        row, is_alone = rows[at], len(_below(rows, _above(rows, at))) == 1
        if is_alone and at in opened and not (row.mark == "department" and row.name != office):
            continue
        shown.append(row)
    return _levelled(shown)


def _levelled(rows: Sequence[Row]) -> list[Row]:
    """Each as deep as there are rows above it that it stands under."""
    path: list[int] = []
    found = []
    for row in rows:
        while path and path[-1] >= row.level:
            path.pop()
        found.append(row._replace(level=len(path)))
        path.append(row.level)
    return found


def _opened(rows: Sequence[Row], code: str) -> list[int]:
    """From the whole to what is asked for, and deeper where that has a single one below it."""
    at = next((i for i, row in enumerate(rows) if code and row.code == code), 0)
    path = [at]
    while path[0]:
        path.insert(0, _above(rows, path[0]))
    while len(below := _below(rows, path[-1])) == 1 and rows[below[0]].mark != LEAF:
        path += below
    return path


def _above(rows: Sequence[Row], at: int) -> int:
    return next(
        i
        for i in range(at - 1, -1, -1)
        if rows[i].level < rows[at].level and rows[i].mark != "kind"
    )


def _below(rows: Sequence[Row], at: int) -> list[int]:
    """What stands right under a row; a kind is another way to add up the same."""
    below = []
    for i in range(at + 1, len(rows)):
        if rows[i].level <= rows[at].level:
            break
        if rows[i].mark != "kind":
            below.append(i)
    level = min((rows[i].level for i in below), default=0)
    return [i for i in below if rows[i].level == level]


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
