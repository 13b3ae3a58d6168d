"""조직 개편으로 옮긴 예산: one year's budget as it was drawn beside the same as it was regrouped later.

Nothing was voted between the two, so that whatever a department lost another got: the whole of it is
zero, or the page says by how much it is not. Only what changed its place or its amount is shown.
"""

from collections.abc import Iterable

from reports.became import MOVED, UNTOLD, Became, by_account
from reports.budget import amounts_of, lines_of
from reports.cuts import APPROPRIATED
from reports.matched import Pair, has, masks_of, matched
from reports.placed import Placed, Stand, summed_up
from reports.rollup import cells
from reports.successors import Successors
from reports.table import LEAF, Column, Gap, Kind, Row, Table
from reports.two_dates import Side

_BASES = (APPROPRIATED, APPROPRIATED)
ONLY_DRAWN, ONLY_REGROUPED, MORE, LESS = "재편에 없음", "재편에만 있음", "늘어남", "줄어듦"
_COLUMNS = (
    Column("state", "변동", Kind.TEXT),
    Column("drawn", "편성 당시 예산액", Kind.WON),
    Column("regrouped", "재편한 예산액", Kind.WON),
    Column("moved", "옮긴 금액", Kind.WON, ("regrouped", "drawn")),
    Column("remark", "비고", Kind.TEXT),
)


def regrouped_tables(
    year: int, drawn: Side, regrouped: Side, successors: Successors
) -> Iterable[Table]:
    """One an account, of those that were regrouped."""
    told = matched(drawn, regrouped, successors)
    masks = masks_of(drawn.found), masks_of(regrouped.found)
    for account, pairs in sorted(by_account(told, drawn, regrouped).items()):
        own = tuple(mask.get(account, 0) for mask in masks)
        if not all(mask and has(mask, APPROPRIATED) for mask in own):
            continue
        became = Became(drawn, regrouped, told, successors, _BASES)
        placed = Placed(drawn, regrouped, became, is_today=False)
        states: dict[int, str] = {}
        for pair in pairs:
            basic = became.state(pair)
            for leaf in filter(None, pair[:2]):
                states[leaf.figure] = _state(basic, pair)
            placed.take(pair, basic, own)
        stands = placed.stands("", lambda line, pair: True)
        yield _table(year, regrouped.found.names.accounts[account], stands, states)


def _state(basic: str, pair: Pair) -> str:
    if basic in (MOVED, UNTOLD):
        return basic
    if pair.before is None or pair.now is None:
        return ONLY_REGROUPED if pair.before is None else ONLY_DRAWN
    before, now = (
        0 if cell is Gap.DASH else cell
        for cell in (cells(leaf.sums)[APPROPRIATED] for leaf in pair[:2])
    )
    if not isinstance(before, int) or not isinstance(now, int):
        return "" if before == now else UNTOLD
    return "" if before == now else MORE if now > before else LESS


def _table(year: int, account: str, stands: list[Stand], states: dict[int, str]) -> Table:
    then, now = summed_up(stands)
    rows = [Row(0, "total", "합계", "", "", "", ("", *_moved(then, now), ""))]
    for stand in stands:
        changed = [line for line in lines_of([stand]) if _has_moved(line, states)]
        if not changed:
            continue
        own = ("", *_moved(stand.then, stand.now), "")
        rows.append(Row(1, stand.mark, stand.name, stand.code, f"/departments/{stand.pk}", "", own))
        for line in changed:
            cells_ = (_of(line, states), *_moved(line.then, line.now), line.remark)
            rows.append(Row(2, LEAF, line.name, line.code, f"/lines/{line.pk}", line.kind, cells_))
    whole = rows[0].cells[3]
    notes = [
        "부서에서는 옮긴 사업만 보이며, 부서의 금액은 옮기지 않은 사업을 더한 것입니다.",
        "재편은 같은 예산을 다시 나눈 것이므로 옮긴 금액의 합계는 0입니다."
        if whole == 0
        else "재편한 예산의 합계가 편성 당시와 다릅니다.",
    ]
    title = f"{year}년 예산의 재편 ({account})"
    key = f"regrouped-{account}"
    return Table(key, title, _COLUMNS, tuple(rows), tuple(notes), "부서 / 사업명")


def _has_moved(line: Stand, states: dict[int, str]) -> bool:
    """What has nothing on either side moved nothing, whatever its place."""
    is_there = any(isinstance(cells(side)[APPROPRIATED], int) for side in (line.then, line.now))
    return is_there and bool(_of(line, states))


def _of(line: Stand, states: dict[int, str]) -> str:
    return states[(line.pair.now or line.pair.before).figure]


def _moved(then, now) -> tuple:
    after, before, changed, _ = amounts_of(then, now)
    return before, after, changed
