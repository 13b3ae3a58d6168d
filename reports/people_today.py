"""정원과 현원 in 오늘의 조직: who was renamed or merged goes through the days as one department, with its
persons and what budget came to each of them.

Persons cannot be divided, and so the budget beside them is not, either: it is that of the same
departments of then. Who was split or is no more stays under its own name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from budgets.amounts import Unit
from reports.called_today import Called
from reports.dates import written
from reports.people import Counted, People, Share, accounts_of, shares_of
from reports.printed_persons import PEOPLE
from reports.table import LEAF, Cell, Column, Gap, Kind, Row, Table
from reports.timeline import text

Key = tuple[int, bool]  # a department of today, and whether nobody is it today
TREND = "trend"
_NOTE = (
    "이름이 바뀌거나 합쳐진 부서를 오늘의 부서 한 줄에 이었습니다. 사람과 예산은 그날 그 부서의 것입니다. "
    "나뉜 부서는 사람을 나눌 수 없어 그때의 이름으로 둡니다."
)


def people_today(found: People, called: Called) -> People:
    groups: dict[tuple, list[Counted]] = {}
    for each in found.counted:
        (then,) = each.then
        owner = called.department(then)
        key = (each.day, each.office, each.is_whole, owner.pk, owner.is_kept)
        groups.setdefault(key, []).append(each)
    counted = [_joined(found, key[-2], own, is_kept=key[-1]) for key, own in groups.items()]
    office = found.departments.get(called.department(found.office).pk, found.office)
    return replace(found, office=office, counted=counted, is_today=True)


def _joined(found: People, pk: int, own: Sequence[Counted], *, is_kept: bool) -> Counted:
    first = own[0]
    today = found.departments[pk]
    if len(own) == 1:
        return replace(first, own=today, is_kept=is_kept)
    cells = tuple(added(each.cells[at] for each in own) for at in range(len(PEOPLE)))
    then = tuple(each.own for each in own)
    links = ("",) * len(PEOPLE)  # printed nowhere
    return Counted(today, then, first.day, cells, first.is_whole, links, {}, is_kept)


def added(cells: Iterable[Cell]) -> Cell:
    """A dash counts nobody; what else is no number makes the sum unknown, but where all say the same."""
    there = list(cells)
    gaps = {cell for cell in there if not isinstance(cell, int)}
    if len(gaps) == 1 and not any(isinstance(cell, int) for cell in there):
        return gaps.pop()
    if gaps - {Gap.DASH}:
        return Gap.UNKNOWN
    return sum(cell for cell in there if isinstance(cell, int))


# --- a row a department ---------------------------------------------------------------------------


def trends(found: People, unit: Unit) -> list[Table]:
    """Where two days tell of persons: 현원 through all of them, and 1인당 예산 of each account."""
    if len({each.day for each in found.counted}) < 2:
        return []
    tables = [_actual(found)]
    for account, name in accounts_of(found).items():
        shares = [x for x in shares_of(found, account, unit) if isinstance(x.won, int)]
        if len({each.counted.day for each in shares}) > 1:
            tables.append(_per_head(found, account, name, shares))
    return tables


def _actual(found: People) -> Table:
    days = _days(found.counted)
    columns = [Column(f"day_{at}", written(day), Kind.COUNT, is_named_by_data=True)
               for at, day in enumerate(days, 1)]  # fmt: skip
    at_day = {(_key(each), each.day): (each.cells[1], each.links[1]) for each in found.counted}
    rows = _rows(found.counted, days, at_day)
    return Table(
        f"{TREND}-actual", "현원의 흐름 (명)", _columns(columns), rows, (_NOTE,), "오늘의 부서"
    )


def _per_head(found: People, account: int, name: str, shares: Sequence[Share]) -> Table:
    days = _days(share.counted for share in shares)
    columns = [
        Column(f"day_{at}", written(day), Kind.WON, is_named_by_data=True)
        for at, day in enumerate(days, 1)
    ]
    at_day = {
        (_key(share.counted), share.counted.day): (share.per_head, share.href) for share in shares
    }
    rows = _rows([share.counted for share in shares], days, at_day)
    title = f"1인당 예산의 흐름: {name}"
    notes = (" ".join(_divided(shares)), _NOTE)
    key = f"{TREND}-per-head-{account}"
    return Table(key, title, _columns(columns), rows, notes, "오늘의 부서")


def _columns(days: Sequence[Column]) -> tuple[Column, ...]:
    return (text("was", "그때의 이름"), *days)


def _divided(shares: Sequence[Share]) -> Iterable[str]:
    """A budget as voted and one as amended are not the same."""
    yield "예산을 그날의 현원으로 나눈 금액입니다."
    measures = dict.fromkeys(share.measure for share in reversed(shares))
    for measure in measures:
        days = sorted({share.counted.day for share in shares if share.measure == measure})
        yield f"{measure}: {', '.join(map(written, days))}"
    if len(measures) > 1:
        yield "기준이 다른 날은 바로 견줄 수 없습니다."


def _days(counted: Iterable[Counted]) -> list:
    """The oldest first, as a row is read."""
    return sorted({each.day for each in counted})


def _key(each: Counted) -> Key:
    return each.own.pk, each.is_kept


def _rows(counted: Sequence[Counted], days: Sequence, at_day) -> tuple[Row, ...]:
    """Offices first, then departments as the newest day has them."""
    groups: dict[Key, list[Counted]] = {}
    for each in counted:
        groups.setdefault(_key(each), []).append(each)
    ordered = sorted(groups.values(), key=lambda own: not own[0].is_whole)
    return tuple(_row(own, days, at_day) for own in ordered)


def _row(own: Sequence[Counted], days: Sequence, at_day) -> Row:
    newest, key = own[0], _key(own[0])
    names = dict.fromkeys(then.name for each in reversed(own) for then in each.then)
    told = [at_day.get((key, day), (Gap.DASH, "")) for day in days]
    cells = (" → ".join(names), *(cell for cell, _ in told))
    links = ("", *(href if isinstance(cell, int) else "" for cell, href in told))
    mark = "office" if newest.is_whole else LEAF
    href = f"/departments/{newest.own.pk}"
    return Row(0, mark, newest.name, newest.own.code, href, "", cells, links)
