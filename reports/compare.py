"""비교: two dates of an office, or of all, line by line, and what everything above them came to on both.

신규, 종료, 이동, 변경, 동일 are told of lines (reports/became.py); where they stand says reports/placed.py.
Each account is a table of its own.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reports.asked import known_department
from reports.became import MOVED, STATES, UNTOLD, Became, by_account
from reports.choices import is_unfolded
from reports.compare_leading import Leads, leads
from reports.comparison import SORTS, Asked
from reports.dates import EVERYONE
from reports.execution_columns import ranked_by
from reports.matched import Matched, Pair, department_of, masks_of, matched
from reports.placed import Placed, Stand, summed_up
from reports.rollup import Sums
from reports.successors import Successors
from reports.table import LEAF, Cell, Column, Kind, Report, Row, Table
from reports.two_dates import Side, bases_of, columns_of, drawer, measure_notes, untold_notes
from reports.two_views import TODAY

_ADDRESS = {
    "office": "/departments",
    "department": "/departments",
    "program": "/programs",
    LEAF: "/lines",
}
_REMARK = Column("remark", "비고", Kind.TEXT)


def compare(
    office: str,
    then: Side,
    now: Side,
    successors: Successors,
    asked: Asked,
    sources: tuple[str, ...] = (),
    *,
    is_led: bool = False,
) -> Report:
    """`is_led`: whether amounts lead to where they come from, as they do on the page."""
    known_department(asked.choices.department, departments_of(then, now, successors, asked))
    told = matched(then, now, successors)
    masks = masks_of(then.found), masks_of(now.found)
    tables = [
        _Account(
            account, told, then, now, successors, asked, tuple(m.get(account, 0) for m in masks)
        ).table(pairs, is_everyone=office == EVERYONE, is_led=is_led)
        for account, pairs in sorted(by_account(told, then, now).items())
    ]
    return Report(
        title=f"{office} 비교",
        office=office,
        when=f"{then.when.words} → {now.when.words}",
        unit=asked.choices.unit,
        tables=tuple(table for table in tables if table),
        sources=sources,
        chosen=asked.words,
        file=f"{office}_{then.when.slug}_{now.when.slug}_비교",
        name=f"{then.when.short} → {now.when.short} 비교",
    )


@dataclass(frozen=True, slots=True)
class _Account:
    account: int
    told: Matched
    then: Side
    now: Side
    successors: Successors
    asked: Asked
    masks: tuple[int, int]

    @property
    def bases(self) -> tuple[int, int]:
        return bases_of(*self.masks)

    def table(self, pairs: list[Pair], *, is_everyone: bool, is_led: bool) -> Table | None:
        became = Became(self.then, self.now, self.told, self.successors, self.bases)
        placed = Placed(self.then, self.now, became, is_today=self.asked.organisation == TODAY)
        counts: Counter[str] = Counter()
        for pair in pairs:
            state = became.state(pair)
            counts[state] += 1
            placed.take(pair, state, self.masks)
        asked = self.asked
        stands = placed.stands(
            asked.choices.department,
            lambda line, pair: (
                asked.state in ("", line.state)
                and (not asked.choices.text or placed.is_found(pair, asked.choices))
            ),
        )
        if not stands:
            return None
        columns = (*columns_of(self.then.when, self.now.when, self.bases), _REMARK)
        led = (
            leads(columns, self.then, self.now, asked.choices, is_everyone=is_everyone)
            if is_led
            else None
        )
        columns, rows = without_silent(
            columns, list(_Drawing(asked, columns, self.bases, led).rows(stands))
        )
        title = self.now.found.names.accounts[self.account]
        return Table(
            key=title,
            title=title,
            columns=columns,
            rows=rows,
            notes=(
                _sentence(counts),
                *measure_notes(self.then.when, self.now.when, self.masks, self.bases),
                *self._notes(counts, placed, stands),
            ),
            name_label="부서 / 사업명",
        )

    def _notes(self, counts: Counter, placed: Placed, stands: list[Stand]) -> Iterable[str]:
        if counts[UNTOLD]:
            yield from untold_notes(self.account, self.told, self.then, self.now, self.masks)
        if counts[MOVED] and not placed.is_today:
            yield "이동한 사업은 두 부서에 한 번씩, 각 기준일의 금액으로 나옵니다."
        if placed.resettled:
            yield f"실국을 옮긴 부서는 뒤의 실국에 나옵니다: {', '.join(placed.resettled)}"
        if placed.stayed:
            told = ", ".join(sorted(placed.by_code[code][1].name for code in placed.stayed))
            yield f"이어받은 부서를 알 수 없어 그대로 둔 부서: {told}"
        if self.asked.is_filtered:
            yield f"조건에 맞는 {_count(stands)}개 행만의 합계입니다."


@dataclass(frozen=True, slots=True)
class _Drawing:
    asked: Asked
    columns: tuple[Column, ...]
    bases: tuple[int, int]
    led: Leads | None

    def rows(self, stands: list[Stand]) -> Iterable[Row]:
        draw = drawer(self.bases)
        yield self._led(
            Row(0, "total", "합계", "", "", "", ("", *draw(*summed_up(stands)), "")), stands
        )
        if self.asked.choices.depth != "합계":
            yield from self._unfold(stands, 1, draw, self._rank())

    def _led(self, row: Row, below: Sequence[Stand]) -> Row:
        if self.led is None:
            return row
        return row._replace(links=self.led.of(row.mark, below, row.cells))

    def _rank(self) -> Callable[[Row], tuple] | None:
        if self.asked.sort is None:
            return None
        key, is_descending = self.asked.sort
        return ranked_by(1 + list(SORTS).index(key), is_descending)  # behind 변동

    def _unfold(
        self,
        stands: list[Stand],
        level: int,
        draw: Callable[[Sums, Sums], tuple[Cell, ...]],
        rank: Callable[[Row], tuple] | None,
    ) -> Iterable[Row]:
        """Depth first; within a level in the council's order, or by the chosen column."""
        told = [(self._led(_row(_once(stand), level, draw), [stand]), stand) for stand in stands]
        if rank is not None:
            told.sort(key=lambda pair: rank(pair[0]))
        for row, stand in told:
            yield row
            if row.mark != LEAF and is_unfolded(stand.mark, self.asked.choices.depth):
                yield from self._unfold(stand.below, level + 1, draw, rank)


def _once(stand: Stand) -> Stand:
    """A program whose one line has its name is printed once, as the 집행현황표 does."""
    if stand.mark == "program" and len(stand.below) == 1 and stand.below[0].name == stand.name:
        return stand.below[0]
    return stand


def _row(stand: Stand, level: int, draw) -> Row:
    href = f"{_ADDRESS[stand.mark]}/{stand.pk}"
    cells = (stand.state, *draw(stand.then, stand.now), stand.remark)
    return Row(level, stand.mark, stand.name, stand.code, href, stand.kind, cells)


def without_silent(
    columns: Sequence[Column], rows: list[Row]
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Without a column of words that says nothing in any row shown."""
    kept = [
        at
        for at, column in enumerate(columns)
        if column.kind is not Kind.TEXT or any(row.cells[at] for row in rows)
    ]
    return tuple(columns[at] for at in kept), tuple(
        row._replace(
            cells=tuple(row.cells[at] for at in kept),
            links=tuple(row.links[at] for at in kept) if row.links else (),
        )
        for row in rows
    )


def departments_of(then: Side, now: Side, successors: Successors, asked: Asked) -> list[str]:
    """The names of departments under which lines may be asked for, the later date's first."""
    found: dict[str, tuple] = {}
    for side in (now, then):
        names = side.found.names
        known = {each.code: each for each in names.departments.values()}
        for pk in {department_of(leaf.pk, names) for leaf in side.found.leaves}:
            own = names.departments[pk]
            if asked.organisation == TODAY:
                own = known[successors.today(own.code)[0]]
            found.setdefault(own.name, own.order)
    return sorted(found, key=found.get)


def _count(stands: list[Stand]) -> int:
    return sum(1 if stand.mark == LEAF else _count(stand.below) for stand in stands)


def _sentence(counts: Counter) -> str:
    told = ", ".join(f"{state} {counts[state]}개" for state in STATES if counts[state])
    zero = ", ".join(state for state in STATES[:-1] if not counts[state])
    none = f" ({zero} 없음)" if zero else ""
    return f"세부사업 {sum(counts.values())}개 가운데 {told}입니다{none}."
