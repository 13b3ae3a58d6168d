"""From a grid of counts to the counts themselves, each with its item and group, and what is claimed.

Items are what a whole is divided into, groups are different wholes: votes of the first and the last
round, amounts and cases. A total, a share and an amount of the budget beside them are claimed of the
counts, and are none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from budgets.reading.columns import column
from budgets.reading.count_cells import MONEY, Count
from budgets.reading.count_changes import Moved, parted
from budgets.reading.count_grids import Grid, GridRow, tight
from budgets.reading.count_rates import Rated, rated
from budgets.reading.facts import Problem
from budgets.reading.statistic_facts import CountFacts
from departments.text import squeezed

_TOTAL = re.compile(r"^(?:계|합계|총계|총합계|전체|누계)$")
_SUBTOTAL = re.compile(r"^소계$")
_SHARES = re.compile(r"^(?:[가-힣]*(?:비율|비중|구성비|점유율|백분율)|%)(?:\(?%\)?)?$")
_MEASURE = re.compile(r"(?:건수|인원수?|금액|액|횟수|명수|표수|부수|면수|개수)(?:\(.+\))?$")
_PERIOD = re.compile(
    r"^['‘’′]?(?:(?:19|20)?\d\d)\s*(?:년도?)?[.\s]*(?:[1-4](?:/4)?분기|[상하]반기|\d{1,2}월)?$"
)
_MONTH = re.compile(r"^\d{1,2}월$")
_SAID_OF = re.compile(r"\s*(?:분야|내역|현황|구분|별)$")
_UNITS = {
    "건수": "건",
    "인원": "명",
    "인원수": "명",
    "명수": "명",
    "횟수": "회",
    "표수": "표",
    "부수": "부",
}
_IN_BRACKETS = re.compile(r"\((?P<unit>[가-힣㎡%]{1,4})\)$")
_CLOSE = Decimal("0.5")  # half a percentage point
_PEOPLE = re.compile(r"(?:자|인|객|회원|환자|인구)수?$")
_RANK = re.compile(r"^\d{1,2}\s?위\s+(?=\S)")
_STARS = re.compile(r"[*＊]+$")

Fact = CountFacts


@dataclass(frozen=True, slots=True)
class Total:
    """A sum as printed, and what it adds up."""

    item: str
    group: str
    count: Count
    place: int
    parts: tuple[Fact, ...]
    whole_item: bool  # over the items of its group; else over the groups of its item
    whole_group: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """An amount of the budget that stands beside the counts."""

    measure: str
    label: str
    count: Count
    unit: str
    place: int


@dataclass(frozen=True, slots=True)
class Counted:
    values: tuple[Fact, ...]
    totals: tuple[Total, ...]
    beside: tuple[Beside, ...]
    problems: tuple[Problem, ...]
    moved: tuple[Moved, ...] = ()
    rated: tuple[Rated, ...] = ()


@dataclass(frozen=True, slots=True)
class _At:
    """A cell in its place: what it is of."""

    item: str
    group: str
    over: str
    count: Count
    place: int
    whole_item: bool
    whole_group: bool
    under: str = ""


def counted(grid: Grid, unit: str, units: Sequence[str] = ()) -> Counted:
    """`unit`: that of the line above, for what does not say its own; `units`: where it names
    several, of which a name may tell one."""
    grid, moved = parted(grid)
    grid, rates = rated(grid)
    grid = _with_shares(grid)
    beside = [at for at, name in enumerate(grid.columns) if _is_of_budget(grid, at)]
    cells = list(_cells(grid, [at for at in range(len(grid.columns)) if at not in beside], unit))
    found = {id(cell): _fact(cell, unit, units) for cell in cells}
    values = [found[id(x)] for x in cells if not (x.whole_item or x.whole_group)]
    totals = [_total(cell, cells, found) for cell in cells if cell.whole_item or cell.whole_group]
    problems = [
        Problem(each.place, f"통계표의 칸 ‘{each.printed}’을(를) 읽지 못함")
        for each in found.values()
        if each.state == "unread"
    ]
    return Counted(
        tuple(values),
        tuple(totals),
        tuple(_beside(grid, beside, unit)),
        tuple(problems),
        tuple(_with_unit(each, unit, units) for each in moved),
        tuple(_rate_with_units(each, unit, units) for each in rates),
    )


def _with_unit(moved: Moved, unit: str, units: Sequence[str]) -> Moved:
    own = _unit_in(moved.of) or _unit_of(moved.of, units) or unit
    sides = (
        side and replace(side, count=replace(side.count, unit=side.count.unit or own))
        for side in (moved.later, moved.earlier)
    )
    count = replace(moved.count, unit="%" if moved.is_rate else moved.count.unit or own)
    return Moved(moved.of, moved.name, count, moved.place, moved.is_rate, *sides)


def _rate_with_units(rate: Rated, unit: str, units: Sequence[str]) -> Rated:
    part, whole = (
        side
        and replace(
            side, count=replace(side.count, unit=_own_unit(side.count, side.name, unit, units))
        )
        for side in (rate.part, rate.whole)
    )
    return replace(rate, part=part, whole=whole)


def _own_unit(count: Count, name: str, unit: str, units: Sequence[str]) -> str:
    return count.unit or _unit_in(name) or _unit_of(name, units) or unit


def _is_of_budget(grid: Grid, at: int) -> bool:
    known = column(grid.columns[at])
    return bool(known and known.is_amount and any(grid.overs))


def _beside(grid: Grid, columns: Sequence[int], unit: str) -> Iterator[Beside]:
    for row in grid.rows:
        for at in columns:
            if (count := row.cells[at]) and count.is_value:
                name = grid.columns[at]
                yield Beside(column(name).role, name, count, count.unit or unit, row.place)


# --- shares beside counts -------------------------------------------------------------------------


def _with_shares(grid: Grid) -> Grid:
    """Shares in a column or a row of their own go to the counts they are of."""
    return _without_share_columns(_without_share_rows(grid))


def _without_share_rows(grid: Grid) -> Grid:
    rows: list[GridRow] = []
    for row in grid.rows:
        said = [cell for cell in row.cells if cell]
        states = {cell.state for cell in said}
        if rows and "share" in states and states <= {"share", "dash", "blank"}:
            cells = zip(rows[-1].cells, row.cells, strict=True)
            rows[-1] = replace(rows[-1], cells=tuple(_shared(*pair) for pair in cells))
        elif rows and _SHARES.match(squeezed(row.name)):
            shares = [cell and replace(cell, share=f"{cell.printed}%") for cell in row.cells]
            at = _shared_row(rows, row, grid.columns)
            cells = zip(rows[at].cells, shares, strict=True)
            rows[at] = replace(rows[at], cells=tuple(_shared(*pair) for pair in cells))
        else:
            rows.append(row)
    return replace(grid, rows=tuple(rows))


def _shared_row(rows: Sequence[GridRow], shares: GridRow, columns: Sequence[str]) -> int:
    """Of which row above they are the shares: the last, unless most fit only one other."""
    whole = next((at for at, name in enumerate(columns) if _is_whole(name)), None)
    if whole is None:
        return len(rows) - 1
    fitting = [at for at, row in enumerate(rows) if _mostly_fits(row, shares, whole)]
    return fitting[0] if len(fitting) == 1 else len(rows) - 1


def _mostly_fits(row: GridRow, shares: GridRow, whole: int) -> bool:
    total = row.cells[whole] and row.cells[whole].value
    pairs = [
        (count.value, share.value)
        for at, (count, share) in enumerate(zip(row.cells, shares.cells, strict=True))
        if at != whole and count and share and count.is_value and share.is_value
    ]
    if not total or not pairs:
        return False
    off = [1 for value, share in pairs if abs(value * 100 / total - share) > _CLOSE]
    return 2 * len(off) < len(pairs)


def _without_share_columns(grid: Grid) -> Grid:
    shares = [at for at, name in enumerate(grid.columns) if at and _SHARES.match(squeezed(name))]
    if not shares:
        return grid
    rows = []
    for row in grid.rows:
        cells = list(row.cells)
        for at in shares:
            cell = cells[at]
            if cell and cell.state == "value":
                cell = replace(cell, share=f"{cell.printed}%")
            cells[at - 1] = _shared(cells[at - 1], cell)
        rows.append(replace(row, cells=_but(cells, shares)))
    return replace(
        grid,
        overs=_but(grid.overs, shares),
        columns=_but(grid.columns, shares),
        rows=tuple(rows),
    )


def _shared(count: Count | None, share: Count | None) -> Count | None:
    return (
        replace(count, share=share.share or share.printed)
        if count and share and (share.state in ("share", "value"))
        else count
    )


def _but(each: Sequence, without: Sequence[int]) -> tuple:
    return tuple(x for at, x in enumerate(each) if at not in without)


# --- items and groups -----------------------------------------------------------------------------


def _cells(grid: Grid, columns: Sequence[int], unit: str) -> Iterator[_At]:
    across = _goes_across(grid)
    is_single = across and len({row.name for row in grid.rows}) == 1
    for row in grid.rows:
        for at in columns:
            count = row.cells[at]
            if count is None:
                continue
            over, name = _named(grid.overs[at]), _named(grid.columns[at])
            if over and grid.columns.count(grid.columns[at]) > 1:
                name = f"{over} {name}"
            if across:
                group = "" if is_single else _group_of(row.name, over, unit)
                yield _At(name, group, over, count, row.place, _is_whole(name), False)
            else:
                group = row.under or (name if len(columns) > 1 else "")
                is_whole = _is_whole(name) and len(columns) > 1
                yield _At(
                    *(_named(row.name), group, over, count, row.place),
                    *(_is_whole(row.name), is_whole, row.under),
                )


def _goes_across(grid: Grid) -> bool:
    """Whether the columns are what is counted: then each row is another way of counting it."""
    names = [squeezed(row.name) for row in grid.rows]
    if len(grid.columns) < 2:
        return False
    if len(names) == 1 and any(_is_whole(name) for name in grid.columns):
        return not any(_MONTH.match(squeezed(name)) for name in grid.columns)
    if all(not name or _MEASURE.search(name) or _PERIOD.match(name) for name in names):
        return True
    units = [{cell.unit for cell in row.cells if cell and cell.is_value} for row in grid.rows]
    told = [own for own in units if own]
    return len({*map(frozenset, told)}) > 1 and all(len(own) == 1 and "" not in own for own in told)


def _group_of(name: str, over: str, unit: str) -> str:
    """A row named by its year counts what its columns are headed with: 집행 분야 of 2018년, in 천원."""
    if _PERIOD.match(squeezed(name)) and over:
        said = _SAID_OF.sub("", over)
        return f"{said}액" if unit in MONEY and not said.endswith("액") else said
    return name


def _is_whole(name: str) -> bool:
    return bool(_TOTAL.match(squeezed(name)) or is_subtotal(name))


def is_subtotal(name: str) -> bool:
    return bool(_SUBTOTAL.match(squeezed(name.split(" ")[-1])))


def _named(name: str) -> str:
    return _RANK.sub("", tight(_STARS.sub("", name).strip()))


def _fact(cell: _At, unit: str, units: Sequence[str]) -> Fact:
    named = _unit_in(cell.group) or _unit_in(cell.item)
    told = _unit_of(cell.group, units) or _unit_of(cell.item, units)
    said = cell.count.unit or named or told or unit
    count = cell.count
    state = "unread" if count.state == "share" else count.state
    own = "" if count.state == "blank" else said
    return CountFacts(
        *(cell.item, cell.group, own, state, count.value, count.printed, cell.place, count.share)
    )


def _unit_in(name: str) -> str:
    if hit := _IN_BRACKETS.search(name):
        return hit["unit"]
    word = squeezed(name)
    return next((unit for end, unit in _UNITS.items() if word.endswith(end)), "")


def _unit_of(name: str, units: Sequence[str]) -> str:
    """Of '단위: 건, 명, 백만원' the one that a name speaks of; "" if it names none of them."""
    word = squeezed(name)
    for unit in units:
        is_money = unit in MONEY and re.search(r"(?:금|액|비)$", word)
        is_people = unit in ("명", "인") and _PEOPLE.search(word)
        if is_money or is_people or re.search(rf"{re.escape(unit)}수?$", word):
            return unit
    return ""


def _is_under(each: _At, whole: _At) -> bool:
    """A total is of what stands under the same name, a whole of all."""
    return each.over == whole.over or not whole.over


def _total(cell: _At, cells: Sequence[_At], found: dict[int, Fact]) -> Total:
    """What it adds up: the other groups of its item, else the other items of its group."""
    if cell.whole_group:
        parts = [
            each
            for each in cells
            if each.place == cell.place and each.item == cell.item and not each.whole_group
        ]
    elif is_subtotal(cell.item) and not cell.over:
        parts = _beside_subtotal(cell, cells)
    else:
        parts = [
            each
            for each in cells
            if not (each.whole_item or each.under)
            and each.group == cell.group
            and _is_under(each, cell)
        ]
    fact = found[id(cell)]
    count = replace(cell.count, unit=fact.unit)
    return Total(
        *(cell.item, cell.group, count, cell.place, tuple(found[id(each)] for each in parts)),
        *(cell.whole_item, cell.whole_group),
    )


def _beside_subtotal(cell: _At, cells: Sequence[_At]) -> list[_At]:
    """The rows as far as the next total on the side where most subtotals of the table add up; where
    none does, nobody says which rows are meant."""
    alike = [each for each in cells if is_subtotal(each.item) and not each.over]
    fitting = {
        step: sum(_adds_up(each, _run(each, cells, step)) for each in alike) for step in (-1, 1)
    }
    above, below = fitting[-1], fitting[1]
    return [] if above == below else _run(cell, cells, -1 if above > below else 1)


def _run(cell: _At, cells: Sequence[_At], step: int) -> list[_At]:
    own = [each for each in cells if each.group == cell.group]
    at = next(i for i, each in enumerate(own) if each is cell)
    rows = own[at + 1 :] if step > 0 else own[:at][::-1]
    return list(takewhile(lambda each: not each.whole_item, rows))[::step]


def _adds_up(cell: _At, parts: Sequence[_At]) -> bool:
    values = [each.count.value for each in parts if each.count.value is not None]
    return bool(values) and sum(values) == cell.count.value
