"""A table of revenue whose 관 and 항 are merged cells beside its rows: the cells say what stands below what.

A category that no row of its own prints has no amounts but those of its rows.
"""

from collections.abc import Mapping, Sequence

from budgets.reading.context import is_account
from budgets.reading.hierarchy import Hierarchy
from budgets.reading.misprint import adds_up
from budgets.reading.names import is_account_row
from budgets.reading.sums import Row as Amounts
from budgets.reading.tables import Row

Path = tuple[str, ...]


def paths_of(rows: Sequence[Row], names: Sequence[str]) -> list[Path]:
    """Each row's categories, from the highest down to its own; () where no cell is merged."""
    if not any(row.above for row in rows):
        return []
    told = []
    for row, name in zip(rows, names, strict=True):
        is_again = row.above and row.above[-1] == name  # 국고보조금 | 국고보조금
        told.append((*row.above[:-1], name) if is_again else (*row.above, name))
    return told


def categories_of(path: Path) -> Path:
    """Without the account that it begins with."""
    return path[1:] if _is_account(path[0]) else path


def account_beside(row: Row) -> str:
    return next((each for each in row.above if _is_account(each)), "")


def _is_account(name: str) -> bool:
    return is_account(name) or is_account_row(name)


def by_paths(
    paths: Sequence[Path], totals: frozenset[int], additive: Sequence[Amounts]
) -> Hierarchy:
    rows = range(len(paths))
    total = next((i for i in rows if i in totals), None)
    sums = {path: i for i, path in reversed(list(enumerate(paths))) if i not in totals}
    parents = tuple(None if i in totals else _over(paths[i], sums, total) for i in rows)
    leaves = tuple(i for i in rows if i not in parents and i not in totals)
    below: dict[int, list[int]] = {}
    for i, parent in enumerate(parents):
        if parent is not None:
            below.setdefault(parent, []).append(i)
    remarks = tuple(
        (parent, "아래 행을 더한 것과 다름")
        for parent, own in sorted(below.items())
        if not adds_up(additive, parent, own)
    )
    return Hierarchy(parents, leaves, {}, remarks)


def _over(path: Path, sums: Mapping[Path, int], total: int | None) -> int | None:
    """The nearest row that prints a sum over it."""
    above = (sums.get(path[:n]) for n in range(len(path) - 1, 0, -1))
    return next((i for i in above if i is not None), total)
