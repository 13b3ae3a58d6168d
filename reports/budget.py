"""예산 (전년 대비): what was voted for a year beside the year before, in the form of a council's table.

이번 연도, 지난 연도, 증감, 증감률 of departments, programs and lines, what each kind comes to, and in words
what is new and what ended. The year before stands as it was drawn, or as it was regrouped to this
year's organisation. Each account is a table of its own.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from budgets.amounts import Unit, show
from reports.asked import known_department
from reports.became import MOVED as MOVED_AWAY
from reports.became import UNTOLD as NOT_TOLD
from reports.became import Became, by_account
from reports.budget_asked import CUT, ENDED, MOVED, NEW, RAISED, SAME, STATES, UNTOLD, Asked
from reports.choices import is_unfolded
from reports.compare import without_silent
from reports.compare_leading import Leads, leads
from reports.cuts import APPROPRIATED
from reports.execution import KIND_TITLES, NO_KIND, Execution
from reports.execution_columns import ranked_by
from reports.matched import Matched, Pair, account_of, change, department_of, has, masks_of, matched
from reports.percent import percent_words
from reports.placed import Placed, Stand, summed_up
from reports.rollup import Sums, cells
from reports.successors import Successors
from reports.table import LEAF, Cell, Column, Gap, Kind, Report, Row, Table, ratio
from reports.two_dates import Side, untold_notes

_BASES = (APPROPRIATED, APPROPRIATED)
NOW, THEN = "now_appropriated", "then_appropriated"
_ADDRESS = {
    "office": "/departments",
    "department": "/departments",
    "program": "/programs",
    LEAF: "/lines",
}


@dataclass(frozen=True, slots=True)
class Years:
    """A year's budget and that of the year before; `then` is empty where nothing is published."""

    year: int
    now: Side
    then: Side
    is_regrouped: bool

    @property
    def heads(self) -> tuple[str, str]:
        regrouped = "(재편)" if self.is_regrouped else ""
        return f"{self.year}년 예산액", f"{self.year - 1}년 예산액{regrouped}"


def budget(
    office: str,
    years: Years,
    successors: Successors,
    asked: Asked,
    sources: tuple[str, ...] = (),
    *,
    is_led: bool = False,
) -> Report:
    """`is_led`: whether amounts lead to where they come from, as they do on the page."""
    now, without_now = _voted(years.now)
    then, without_then = _voted(years.then)
    known_department(asked.choices.department, departments_asked(years, successors, asked))
    told = matched(then, now, successors)
    masks = masks_of(then.found), masks_of(now.found)
    tables = []
    for account, pairs in sorted(by_account(told, then, now).items()):
        if account in without_now:
            continue
        own = _Account(
            account,
            years,
            then,
            now,
            told,
            successors,
            asked,
            tuple(mask.get(account, 0) for mask in masks),
            account in without_then,
        )
        tables.append(own.table(pairs, is_led=is_led))
    names = years.now.found.names.accounts
    title = f"{office} {years.year}년 예산 (전년 대비)"
    return Report(
        title=title,
        office=office,
        when=f"{years.year}년",
        unit=asked.choices.unit,
        tables=tuple(table for table in tables if table),
        sources=sources,
        chosen=asked.words,
        file=f"{office}_{years.year}년_예산_전년대비{'_재편' if years.is_regrouped else ''}",
        name=f"{years.year}년 예산 (전년 대비)",
        notes=tuple(
            f"{years.year}년 자료의 {names[account]}에는 예산액 열이 없습니다. 0원이라는 뜻이 아닙니다."
            for account in sorted(without_now)
        ),
    )


def _voted(side: Side) -> tuple[Side, frozenset[int]]:
    """Without the accounts of which the date prints no 예산액 at all, and which these are: what was
    never voted on paper is neither new nor the same."""
    masks = masks_of(side.found)
    without = frozenset(account for account, mask in masks.items() if not has(mask, APPROPRIATED))
    if not without:
        return side, without
    names = side.found.names
    leaves = [leaf for leaf in side.found.leaves if account_of(leaf.pk, names) not in without]
    return Side(side.when, Execution(names, leaves)), without


@dataclass(frozen=True, slots=True)
class _Account:
    account: int
    years: Years
    then: Side
    now: Side
    told: Matched
    successors: Successors
    asked: Asked
    masks: tuple[int, int]
    is_then_without: bool

    def table(self, pairs: list[Pair], *, is_led: bool) -> Table | None:
        became = Became(self.then, self.now, self.told, self.successors, _BASES)
        placed = Placed(self.then, self.now, became, is_today=self.asked.is_today)
        counts: Counter[str] = Counter()
        states: dict[int, str] = {}
        for pair in pairs:
            basic = became.state(pair)
            state = state_of(basic, pair)
            counts[state] += 1
            for leaf in (pair.before, pair.now):
                if leaf is not None:
                    states[leaf.figure] = state
            placed.take(pair, basic, self.masks)
        asked, choices = self.asked, self.asked.choices

        def is_chosen(line: Stand, pair: Pair) -> bool:
            state = states[(pair.now or pair.before).figure]
            return (
                asked.state in ("", state)
                and (not choices.kind or (line.kind or NO_KIND) == choices.kind)
                and (not choices.text or placed.is_found(pair, choices))
            )

        stands = placed.stands(choices.department, is_chosen)
        if not stands:
            return None
        columns = _columns(self.years)
        led = None
        if is_led:
            own = replace(choices, department="", kind="", depth="세부사업")
            led = leads(columns, self.then, self.now, own, is_everyone=False)
        columns, rows = without_silent(columns, list(_Drawing(asked, led, states).rows(stands)))
        title = self.now.found.names.accounts[self.account]
        return Table(
            key=title,
            title=title,
            columns=columns,
            rows=rows,
            notes=(
                *_whole(self.years, summed_up(stands), choices.unit),
                _sentence(counts),
                *self._notes(counts, stands, placed),
            ),
            name_label="부서 / 사업명",
        )

    def _notes(self, counts: Counter, stands: list[Stand], placed: Placed) -> Iterable[str]:
        before = f"{self.years.year - 1}년"
        if self.is_then_without:
            yield f"{before} 자료의 이 회계에는 예산액 열이 없어 견줄 수 없습니다. 0원이라는 뜻이 아닙니다."
        elif not self.then.found.leaves:
            yield f"공개된 {before} 예산 자료가 없어 견줄 수 없습니다. 0원이라는 뜻이 아닙니다."
        elif counts[UNTOLD]:
            yield from self._untold()
        if placed.is_today:
            yield "오늘의 조직: 두 연도의 사업을 그 부서를 이어받은 오늘의 부서에 넣었습니다."
        if placed.stayed:
            told = ", ".join(sorted(placed.by_code[code][1].name for code in placed.stayed))
            yield f"이어받은 부서를 알 수 없어 그대로 둔 부서: {told}"
        if counts[MOVED] and not placed.is_today:
            yield "이동한 사업은 두 부서에 한 번씩, 각 연도의 금액으로 나옵니다."
        if self.asked.is_filtered:
            yield f"조건에 맞는 {count_of(stands)}개 행만의 합계입니다."

    def _untold(self) -> Iterable[str]:
        """A year that has no 예산액 of the account is published all the same."""
        years = (self.years.year - 1, self.years.year)
        silent = [year for year, mask in zip(years, self.masks, strict=True) if not mask]
        for year in silent:
            yield f"{year}년 자료에는 이 회계의 예산액이 없어 견줄 수 없습니다. 0원이라는 뜻이 아닙니다."
        if not silent:
            yield from untold_notes(self.account, self.told, self.then, self.now, self.masks)


def _columns(years: Years) -> tuple[Column, ...]:
    now, then = years.heads
    return (
        Column("state", "변동", Kind.TEXT),
        Column(NOW, now, Kind.WON),
        Column(THEN, then, Kind.WON),
        Column("change", "증감", Kind.WON, (NOW, THEN), title=f"{now} - {then}"),
        Column("change_rate", "증감률", Kind.RATE, ("change", THEN)),
        Column("remark", "비고", Kind.TEXT),
    )


def amounts_of(then: Sums, now: Sums) -> tuple[Cell, ...]:
    before, after = cells(then)[APPROPRIATED], cells(now)[APPROPRIATED]
    changed = change(after, before)
    return after, before, changed, _rate(changed, before)


def _rate(changed: Cell, before: Cell) -> Cell:
    return ratio(changed, before) if isinstance(changed, int) else changed


def state_of(basic: str, pair: Pair) -> str:
    """In the words of a budget: a line that stands in a table with "-" has nothing there."""
    if basic in (MOVED_AWAY, NOT_TOLD):
        return {MOVED_AWAY: MOVED, NOT_TOLD: UNTOLD}[basic]
    if pair.before is None or pair.now is None:
        return NEW if pair.before is None else ENDED
    before, now = (cells(leaf.sums)[APPROPRIATED] for leaf in (pair.before, pair.now))
    if before is Gap.DASH and isinstance(now, int):
        return NEW
    if now is Gap.DASH and isinstance(before, int):
        return ENDED
    if isinstance(before, int) and isinstance(now, int) and before != now:
        return RAISED if now > before else CUT
    return SAME if before == now else UNTOLD


@dataclass(frozen=True, slots=True)
class _Drawing:
    asked: Asked
    led: Leads | None
    states: dict[int, str]  # by figure

    def rows(self, stands: list[Stand]) -> Iterable[Row]:
        yield self._row(0, "total", "합계", stands)
        yield from self._kinds(list(lines_of(stands)))
        if self.asked.choices.depth != "합계":
            yield from self._unfold(stands, 1, self._rank())

    def _kinds(self, lines: list[Stand]) -> Iterable[Row]:
        """What each kind comes to, where any is printed."""
        if not any(line.kind for line in lines):
            return
        for kind in (*KIND_TITLES, ""):
            if own := [line for line in lines if line.kind == kind]:
                row = self._row(1, "kind", KIND_TITLES.get(kind, NO_KIND), own)
                yield row._replace(kind=kind)

    def _row(self, level: int, mark: str, name: str, below: list[Stand]) -> Row:
        then, now = summed_up(below)
        return self._led(
            Row(level, mark, name, "", "", "", ("", *amounts_of(then, now), "")), below
        )

    def _led(self, row: Row, below: Sequence[Stand]) -> Row:
        if self.led is None:
            return row
        return row._replace(links=self.led.of(row.mark, below, row.cells))

    def _rank(self) -> Callable[[Row], tuple] | None:
        if self.asked.sort is None:
            return None
        keys = ("now", "then", "change", "change_rate")
        key, is_descending = self.asked.sort
        return ranked_by(1 + keys.index(key), is_descending)

    def _unfold(self, stands: list[Stand], level: int, rank) -> Iterable[Row]:
        told = [(self._stand(once(stand), level), stand) for stand in stands]
        if rank is not None:
            told.sort(key=lambda pair: rank(pair[0]))
        for row, stand in told:
            yield row
            if row.mark != LEAF and is_unfolded(stand.mark, self.asked.choices.depth):
                yield from self._unfold(stand.below, level + 1, rank)

    def _stand(self, stand: Stand, level: int) -> Row:
        state, remark = "", stand.remark
        if stand.mark == LEAF:
            leaf = stand.pair.now or stand.pair.before
            state = self.states[leaf.figure]
        amounts = amounts_of(stand.then, stand.now)
        if state == CUT and amounts[0] == 0:
            remark = ", ".join(filter(None, (remark, "전액 감액")))
        href = f"{_ADDRESS[stand.mark]}/{stand.pk}"
        row = Row(level, stand.mark, stand.name, stand.code, href, stand.kind, ())
        return self._led(row._replace(cells=(state, *amounts, remark)), [stand])


def once(stand: Stand) -> Stand:
    """A program whose one line has its name is printed once, as the 집행현황표 does."""
    if stand.mark == "program" and len(stand.below) == 1 and stand.below[0].name == stand.name:
        return stand.below[0]
    return stand


def lines_of(stands: Iterable[Stand]) -> Iterable[Stand]:
    for stand in stands:
        if stand.mark == LEAF:
            yield stand
        else:
            yield from lines_of(stand.below)


def count_of(stands: Iterable[Stand]) -> int:
    return sum(1 for _ in lines_of(stands))


def departments_asked(years: Years, successors: Successors, asked: Asked) -> list[str]:
    """Under which lines may be asked for: of their year, or of today."""
    if not asked.is_today:
        return departments_of(years.then, years.now)
    found: dict[str, tuple] = {}
    for side in (years.now, years.then):
        names = side.found.names
        known = {each.code: each for each in names.departments.values()}
        for pk in {department_of(leaf.pk, names) for leaf in side.found.leaves}:
            own = known[successors.today(names.departments[pk].code)[0]]
            found.setdefault(own.name, own.order)
    return sorted(found, key=found.get)


def departments_of(*sides: Side) -> list[str]:
    """The names of departments that have lines in either year, this year's first."""
    found: dict[str, tuple] = {}
    for side in reversed(sides):
        names = side.found.names
        for pk in {department_of(leaf.pk, names) for leaf in side.found.leaves}:
            found.setdefault(names.departments[pk].name, names.departments[pk].order)
    return sorted(found, key=found.get)


def _whole(years: Years, sums: tuple[Sums, Sums], unit: Unit) -> Iterable[str]:
    """As one says it aloud: how much, and how much more or less than the year before."""
    now, before, changed, rate = amounts_of(*sums)
    if not all(isinstance(cell, int) for cell in (now, before, changed)):
        return
    heads = [head.replace("예산액", "예산액 ", 1).strip() for head in years.heads]
    words = f"{heads[0]}은 {_said(now, unit)}이고 {heads[1]} {_said(before, unit)}"
    if not changed:
        yield f"{words}과 같습니다."
        return
    share = f"({percent_words(abs(rate))}) " if isinstance(rate, int) else ""
    more = "늘었습니다" if changed > 0 else "줄었습니다"
    yield f"{words}보다 {_said(abs(changed), unit)} {share}{more}."


def _said(won: int, unit: Unit) -> str:
    return f"{show(won, unit)}{unit.label}"


def _sentence(counts: Counter) -> str:
    told = ", ".join(f"{state} {counts[state]}개" for state in STATES if counts[state])
    return f"세부사업 {sum(counts.values())}개 가운데 {told}입니다."
