"""From the sums of a row to its cells: the amounts that a table shows, and what is made of them. Pure."""

from collections.abc import Callable, Sequence
from operator import itemgetter

from budgets.measures import MEASURES
from departments.cells import VALUE
from reports.rollup import Sums, cells, is_plain
from reports.table import Cell, Column, Gap, minus, ratio, tenths

APPROPRIATED, BUDGET, COMMITTED, SPENT, CARRIED = range(len(MEASURES))

DERIVED = {  # made of amounts that stand elsewhere
    "rate": "집행률",
    "unspent": "미집행액",
    "uncommitted": "미원인행위액",
    "lapsed": "집행잔액",
    "unpaid": "미지급액",
    "share": "구성비",
}


def unspent_of(row: Sequence[Cell]) -> Cell:
    return minus(base_of(row), row[SPENT])


def uncommitted_of(row: Sequence[Cell]) -> Cell:
    return minus(base_of(row), row[COMMITTED])


def unpaid_of(row: Sequence[Cell]) -> Cell:
    return minus(row[COMMITTED], row[SPENT])


def base_of(row: Sequence[Cell]) -> Cell:
    """예산현액; 예산액 only where a source has no 예산현액 at all."""
    return row[APPROPRIATED] if row[BUDGET] is Gap.ABSENT else row[BUDGET]


def rate_of(row: Sequence[Cell]) -> int | Gap:
    return ratio(row[SPENT], base_of(row))


def lapsed_of(row: Sequence[Cell]) -> Cell:
    """집행잔액. Of a line that names no 이월액 nothing was carried over; whether its office names any
    at all `reports.settled` tells.
    """
    left, carried = minus(base_of(row), row[SPENT]), row[CARRIED]
    if isinstance(left, int) and carried in (Gap.BLANK, Gap.UNKNOWN):
        return Gap.UNKNOWN
    return left - carried if isinstance(left, int) and isinstance(carried, int) else left


def cut_of(columns: Sequence[Column], whole: Sums) -> Callable[[Sums], tuple[Cell, ...]]:
    """From the sums of a row to its cells."""
    shown = {column.key for column in columns}
    kept = [at for at, m in enumerate(MEASURES) if m in shown]
    is_usual = shown <= {*MEASURES, "rate"}
    if is_usual and is_plain(whole[0]) and whole[0] >> 4 * SPENT & 15 == VALUE:
        return _plain_cut(kept, cells(whole))
    pick = itemgetter(*kept)
    of = base_of(cells(whole))
    made: dict[str, Callable[[Sequence[Cell]], Cell]] = {
        "lapsed": lapsed_of,
        "rate": rate_of,
        "unspent": unspent_of,
        "uncommitted": uncommitted_of,
        "share": lambda row: ratio(base_of(row), of),
    }
    extra = [made[column.key] for column in columns if column.key in made]

    def cut(sums: Sums) -> tuple[Cell, ...]:
        row = cells(sums)
        return (*pick(row), *(one(row) for one in extra))

    return cut


def _plain_cut(kept: Sequence[int], there: Sequence[Cell]) -> Callable[[Sums], tuple[Cell, ...]]:
    """Where every cell is a value or its whole column is absent: the same cells, in half the time."""
    base = (APPROPRIATED if there[BUDGET] is Gap.ABSENT else BUDGET) + 1
    spent = SPENT + 1
    if all(there[at] is not Gap.ABSENT for at in kept):
        pick = itemgetter(*(at + 1 for at in kept))
        return lambda sums: (*pick(sums), tenths(sums[spent], sums[base]))
    absent = [there[at] is Gap.ABSENT for at in kept]

    def cut(sums: Sums) -> tuple[Cell, ...]:
        amounts = (
            Gap.ABSENT if gone else sums[at + 1] for at, gone in zip(kept, absent, strict=True)
        )
        return (*amounts, tenths(sums[spent], sums[base]))

    return cut


def cut_in_columns(
    columns: Sequence[Column], measures: Sequence[Sequence[Cell]]
) -> list[Sequence[Cell]]:
    """The same for whole columns: of a measure in each row, the first of the whole."""
    shown = dict(zip(MEASURES, measures, strict=True))
    base, spent = _bases(measures), measures[SPENT]
    made: dict[str, Callable[[], Sequence[Cell]]] = {
        "rate": lambda: _ratios(spent, base),
        "unspent": lambda: list(map(minus, base, spent)),
        "uncommitted": lambda: list(map(minus, base, measures[COMMITTED])),
        "share": lambda: _ratios(base, [base[0]] * len(base)),
    }
    return [shown[c.key] if c.key in shown else made[c.key]() for c in columns]


def _bases(measures: Sequence[Sequence[Cell]]) -> Sequence[Cell]:
    budget = measures[BUDGET]
    if Gap.ABSENT not in budget:
        return budget
    pairs = zip(measures[APPROPRIATED], budget, strict=True)
    return [voted if cell is Gap.ABSENT else cell for voted, cell in pairs]


def _ratios(parts: Sequence[Cell], wholes: Sequence[Cell]) -> list[Cell]:
    """Where all are plain, without a call for each; as `tenths` has it."""
    if {*map(type, parts), *map(type, wholes)} == {int} and min(parts) >= 0 and min(wholes) > 0:
        return [(2000 * p + w) // (2 * w) for p, w in zip(parts, wholes, strict=True)]
    return list(map(ratio, parts, wholes))
