"""비교: two dates of an office, line by line, and what each department came to on both.

신규, 종료, 이동, 변경, 동일 are told of lines (reports/lineage.py). A line stands once where it stayed in
its department; printed as on its dates, one that moved stands in both departments, with the amounts
of each date, so that every department is the sum that its report prints.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from budgets.amounts import Unit
from budgets.reading.names import key_of
from reports.asked import one_of, read_asked, read_unit
from reports.execution import ROUNDED, is_rounded
from reports.matched import (
    Matched,
    Pair,
    account_of,
    code_of,
    department_of,
    masks_of,
    matched,
    sums_of,
)
from reports.rollup import Sums, add, cells, empty
from reports.structure import Structure
from reports.successors import Successors
from reports.table import LEAF, Column, Kind, Report, Row, Table
from reports.two_dates import Side, bases_of, columns_of, drawer, measure_notes, untold_notes

NEW, ENDED, MOVED, CHANGED, SAME, UNTOLD = "신규", "종료", "이동", "변경", "동일", "비교 불가"
STATES = (NEW, ENDED, MOVED, CHANGED, SAME, UNTOLD)
PRINTED, TODAY = "printed", "today"
ORGANISATIONS = {PRINTED: "각 자료의 조직", TODAY: "오늘의 조직"}
_RIEUL = 8  # the place of ㄹ among the last consonants
DEPTHS = ("부서", "세부사업")


@dataclass(frozen=True, slots=True)
class Asked:
    unit: Unit = Unit.THOUSAND
    state: str = ""
    department: str = ""
    organisation: str = PRINTED
    depth: str = "세부사업"

    @property
    def is_filtered(self) -> bool:
        return bool(self.state or self.department)

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        said = {
            "조직": ORGANISATIONS[self.organisation],
            "부서": self.department,
            "변동": self.state,
            "펼친 단계": self.depth if self.depth != "세부사업" else "",
        }
        return tuple((label, value) for label, value in said.items() if value)


def read_asked_of_comparison(said: Mapping[str, str]) -> Asked:
    readers = {
        "unit": read_unit,
        "state": one_of("변동", STATES),
        "department": str,
        "organisation": one_of("조직", tuple(ORGANISATIONS)),
        "depth": one_of("단계", DEPTHS),
    }
    return replace(Asked(), **read_asked(said, readers))


class Line(NamedTuple):
    """A row before it is drawn."""

    name: str
    code: str
    href: str
    kind: str
    state: str
    remark: str
    then: Sequence[int]
    now: Sequence[int]
    order: tuple


@dataclass(slots=True)
class Group:
    """A department, under the names that it had on both dates."""

    then: dict[int, str] = field(default_factory=dict)
    now: dict[int, str] = field(default_factory=dict)
    order: tuple = ()
    lines: list[Line] = field(default_factory=list)

    @property
    def name(self) -> str:
        then, now = (", ".join(dict.fromkeys(side.values())) for side in (self.then, self.now))
        return then if then == now or not now else f"{then} → {now}" if then else now

    @property
    def names(self) -> set[str]:
        return {*self.then.values(), *self.now.values()}

    @property
    def pk(self) -> int:
        return next(iter(self.now or self.then))


def compare(
    office: str,
    then: Side,
    now: Side,
    successors: Successors,
    asked: Asked,
    sources: tuple[str, ...] = (),
) -> Report:
    told = matched(then.found, now.found, successors)
    masks = masks_of(then.found), masks_of(now.found)
    accounts: dict[int, list[Pair]] = {}
    for pair in told.pairs:
        side, leaf = (now, pair.now) if pair.now else (then, pair.before)
        accounts.setdefault(account_of(leaf.line, side.found.names), []).append(pair)
    tables = [
        _Account(
            account, pairs, told, then, now, successors, asked, [m.get(account, 0) for m in masks]
        ).table()
        for account, pairs in sorted(accounts.items())
    ]
    return Report(
        title=f"{office} 비교",
        office=office,
        when=f"{then.when.words} → {now.when.words}",
        unit=asked.unit,
        tables=tuple(table for table in tables if table),
        sources=sources,
        chosen=asked.words,
        file=f"{office}_{then.when.slug}_{now.when.slug}_비교",
        name=f"{then.when.short} → {now.when.short} 비교",
    )


@dataclass(slots=True)
class _Account:
    """The table of one account; accounts are never added."""

    account: int
    pairs: list[Pair]
    told: Matched
    then: Side
    now: Side
    successors: Successors
    asked: Asked
    masks: Sequence[int]
    stayed: set[str] = field(default_factory=set)  # of whom nobody knows who does it today
    groups: dict[str, Group] = field(default_factory=dict)

    @property
    def bases(self) -> tuple[int, int]:
        return bases_of(*self.masks)

    def table(self) -> Table | None:
        counts = Counter(self._state(pair) for pair in self.pairs)
        for pair in self.pairs:
            self._place(pair)
        groups = self._chosen()
        if not groups:
            return None
        columns, draw = columns_of(self.then.when, self.now.when, self.bases), drawer(self.bases)
        remarked = any(line.remark for group in groups for line in group.lines)
        if remarked:
            columns = (*columns, Column("remark", "비고", Kind.TEXT))
        rows = list(self._rows(groups, draw, remarked))
        title = self.now.found.names.accounts[self.account]
        return Table(
            key=title,
            title=title,
            columns=columns,
            rows=tuple(rows),
            notes=tuple(self._notes(counts, groups, columns, rows)),
            name_label="부서 / 세부사업",
        )

    # --- what became of a line

    def _state(self, pair: Pair) -> str:
        if pair.how == "untold":
            return UNTOLD
        if pair.before is None or pair.now is None:
            return NEW if pair.before is None else ENDED
        if not self.successors.is_same(*self._codes(pair)):
            return MOVED
        before, now = cells(pair.before.sums), cells(pair.now.sums)
        names = self._names(pair)
        is_same = before[self.bases[0]] == now[self.bases[1]] and len(set(map(key_of, names))) == 1
        return SAME if is_same else CHANGED

    def _codes(self, pair: Pair) -> tuple[str, str]:
        return (
            code_of(pair.before.line, self.then.found.names),
            code_of(pair.now.line, self.now.found.names),
        )

    def _names(self, pair: Pair) -> tuple[str, str]:
        return (
            self.then.found.names.lines[pair.before.line].name,
            self.now.found.names.lines[pair.now.line].name,
        )

    # --- where a line stands

    def _place(self, pair: Pair) -> None:
        state = self._state(pair)
        is_apart = state == MOVED and self.asked.organisation == PRINTED
        if pair.before is None or pair.now is None or not is_apart:
            self._put(pair, state, self._remark(pair, state))
            return
        there, here = (
            side.found.names.departments[department_of(leaf.line, side.found.names)].name
            for side, leaf in ((self.then, pair.before), (self.now, pair.now))
        )
        self._put(Pair(pair.before, None, pair.how), state, towards(here))
        self._put(Pair(None, pair.now, pair.how), state, f"{there}에서")

    def _remark(self, pair: Pair, state: str) -> str:
        if pair.before is None or pair.now is None:
            return ""
        said = []
        if state == MOVED:
            names = self.then.found.names
            said.append(f"{names.departments[department_of(pair.before.line, names)].name}에서")
        before, now = self._names(pair)
        if key_of(before) != key_of(now):
            said.append(f"이전 이름: {before}")
        return ", ".join(said)

    def _put(self, pair: Pair, state: str, remark: str) -> None:
        side, leaf = (self.now, pair.now) if pair.now else (self.then, pair.before)
        names = side.found.names
        own = names.lines[leaf.line]
        group = self._group(pair, names)
        then, now = (
            sums_of(each, pair.how, mask)
            for each, mask in zip((pair.before, pair.now), self.masks, strict=True)
        )
        kind = names.programs[own.parent].kind or ""
        order = (pair.now is None, names.programs[own.parent].order, own.order)
        line = Line(
            own.name, own.code, f"/lines/{leaf.line}", kind, state, remark, then, now, order
        )
        group.lines.append(line)

    def _group(self, pair: Pair, names: Structure) -> Group:
        leaf = pair.now or pair.before
        code = code_of(leaf.line, names)
        if self.asked.organisation == TODAY:
            key, is_known = self.successors.today(code)
            if not is_known:
                self.stayed.add(key)
        else:
            key = self.successors.last_name(code)
        group = self.groups.setdefault(key, Group())
        if self.asked.organisation == TODAY:
            pk, own = next((pk, each) for pk, each in names.departments.items() if each.code == key)
            group.now[pk], group.order = own.name, own.order
            return group
        for side, own, told in (
            (self.then, pair.before, group.then),
            (self.now, pair.now, group.now),
        ):
            if own is not None:
                pk = department_of(own.line, side.found.names)
                told[pk] = side.found.names.departments[pk].name
                order = side.found.names.departments[pk].order
                group.order = min(group.order, order) if group.order else order
        return group

    # --- what is drawn

    def _chosen(self) -> list[Group]:
        """What the filters let through, in the order of the departments."""
        asked, found = self.asked, []
        for group in self.groups.values():
            if asked.department and asked.department not in group.names:
                continue
            lines = [x for x in group.lines if not asked.state or x.state == asked.state]
            if lines:
                found.append(
                    Group(group.then, group.now, group.order, sorted(lines, key=lambda x: x.order))
                )
        return sorted(found, key=lambda group: group.order)

    def _rows(self, groups: list[Group], draw: Callable, remarked: bool) -> Iterable[Row]:
        last = ("",) if remarked else ()
        whole = _summed(line for group in groups for line in group.lines)
        yield Row(0, "total", "합계", "", "", "", ("", *draw(*whole), *last))
        for group in groups:
            href = f"/departments/{group.pk}"
            sums = ("", *draw(*_summed(group.lines)), *last)
            yield Row(1, "department", group.name, "", href, "", sums)
            if self.asked.depth == "부서":
                continue
            for line in group.lines:
                remark = (line.remark,) if remarked else ()
                own = (line.state, *draw(line.then, line.now), *remark)
                yield Row(2, LEAF, line.name, line.code, line.href, line.kind, own)

    def _notes(
        self, counts: Counter, groups: list[Group], columns: Sequence[Column], rows: Sequence[Row]
    ) -> Iterable[str]:
        yield _sentence(counts)
        yield from measure_notes(self.then.when, self.now.when, self.masks, self.bases)
        if counts[UNTOLD]:
            yield from untold_notes(self.account, self.told, self.then, self.now)
        if counts[MOVED] and self.asked.organisation == PRINTED:
            yield "이동한 사업은 두 부서에 한 번씩, 각 기준일의 금액으로 나옵니다."
        if self.stayed:
            told = ", ".join(sorted(self._name(code) for code in self.stayed))
            yield f"이어받은 부서를 알 수 없어 그대로 둔 부서: {told}"
        if self.asked.is_filtered:
            lines = len({(x.href, x.state) for group in groups for x in group.lines})
            yield f"조건에 맞는 {lines}개 행만의 합계입니다."
        if is_rounded(columns, rows, self.asked.unit):
            yield ROUNDED

    def _name(self, code: str) -> str:
        return next(
            (d.name for d in self.now.found.names.departments.values() if d.code == code), code
        )


def towards(name: str) -> str:
    """담당관으로, 과로, 실로: the ending follows the last sound."""
    last = (ord(name[-1]) - ord("가")) % 28 if "가" <= name[-1] <= "힣" else 0
    return f"{name}{'로' if last in (0, _RIEUL) else '으로'}"


def _summed(lines: Iterable[Line]) -> tuple[Sums, Sums]:
    then, now = empty(), empty()
    for line in lines:
        add(then, line.then)
        add(now, line.now)
    return then, now


def _sentence(counts: Counter) -> str:
    told = ", ".join(f"{state} {counts[state]}개" for state in STATES if counts[state])
    zero = ", ".join(state for state in STATES[:-1] if not counts[state])
    none = f" ({zero} 없음)" if zero else ""
    return f"세부사업 {sum(counts.values())}개 가운데 {told}입니다{none}."
