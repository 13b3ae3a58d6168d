"""부진사업과 순위: where the money of one date has not gone, by thresholds that stand in the address.

Each account by itself: how many lines spent how much of their budget, which are below a rate, and
which leave most unspent, uncommitted, or committed and not yet paid.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from types import MappingProxyType
from urllib.parse import urlencode

from django.urls import reverse

from reports.asked_sums import AskedSums
from reports.called_today import Owner
from reports.cuts import (
    APPROPRIATED,
    BUDGET,
    CARRIED,
    COMMITTED,
    SPENT,
    lapsed_of,
    rate_of,
    uncommitted_of,
    unpaid_of,
    unspent_of,
)
from reports.dates import EVERYONE, When
from reports.execution import Execution, chosen_of
from reports.execution_columns import lapsed_column
from reports.file_names import file_name
from reports.in_todays import INVENTED, NOTE, in_todays, parts_in, real
from reports.percent import percent_short
from reports.ranking_leading import Band, Leads
from reports.rollup import Leaf, add, cells, empty
from reports.settled import settled_notes, untold_programs
from reports.structure import Structure
from reports.sum_scope import sum_path
from reports.table import LEAF, Cell, Column, Gap, Kind, Report, Row, Table
from reports.thresholds import Thresholds

Rest = Callable[[Leaf, Sequence[Cell]], Cell]


def ranking(
    when: When,
    office: str,
    found: Execution,
    asked: Thresholds,
    sources: tuple[str, ...] = (),
    notes: Mapping[int, str] = MappingProxyType({}),
    *,
    is_led: bool = False,
    todays: Mapping[int, str | None] | None = None,
) -> Report:
    """`notes`: what a department said of a figure, by its key. `is_led`: whether amounts lead to
    where they come from, as they do on the page. `todays`: the departments that do the work of each
    line today, where the lines are to stand under those."""
    view = found if todays is None else in_todays(found, todays)
    by_account: dict[int, list[Leaf]] = {}
    for leaf in chosen_of(view, asked.choices):
        program = view.names.programs[leaf.program]
        by_account.setdefault(program.account, []).append(leaf)
    execution_page = reverse("execution", args=[office, when, ""])
    untold = untold_programs(found.leaves, found.names) if when.is_settled else None
    if untold is not None:  # who says what was carried over is who reported it then
        untold = parts_in(view, untold)
    sums = None
    if is_led:
        own = replace(asked.choices, department="") if asked.is_today else asked.choices
        sums = AskedSums(when, found, own, is_everyone=office == EVERYONE)
    division = partial(_division, found=found, view=view)
    tables = []
    for account, leaves in sorted(by_account.items()):
        name = found.names.accounts[account]
        led = Leads(name, sums, sum_path(office, when)) if sums else None
        own = _Account(
            account, leaves, view.names, asked, execution_page, untold, led, notes, division
        )
        tables += own.tables()
    return Report(
        title=f"{office} 부진사업과 순위",
        office=office,
        when=when.words,
        unit=asked.choices.unit,
        tables=tuple(tables),
        sources=sources,
        chosen=asked.words,
        file=file_name(f"{office}_{when.slug}_부진사업과_순위", asked.unusual_words),
        name=f"{when.words.removesuffix(' 기준')} 부진사업과 순위",
        notes=() if todays is None else (NOTE,),
    )


def _division(leaf: Leaf, *, found: Execution, view: Execution) -> str:
    """Whose it is; what nobody can place keeps the department that it had."""
    parent = view.names.programs[leaf.program].parent
    if parent != INVENTED:
        return view.names.departments[parent].name
    own = found.names.programs[real(leaf.program)].parent
    return Owner(found.names.departments[own].name, own, is_kept=True).words


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A line with its cells; `by` is what it is ranked by."""

    leaf: Leaf
    cells: Sequence[Cell]
    by: Cell


class _Account:
    def __init__(
        self,
        account: int,
        leaves: list[Leaf],
        names: Structure,
        asked: Thresholds,
        page: str,
        untold: frozenset[int] | None,
        led: Leads | None,
        notes: Mapping[int, str],
        division: Callable[[Leaf], str],
    ):
        """`untold`: after the year, of which programs nobody says what was carried over."""
        self.name, self.names, self.asked, self.page = names.accounts[account], names, asked, page
        self.leaves = [(leaf, cells(leaf.sums)) for leaf in leaves]
        self.there = _sum(leaf for leaf, _ in self.leaves)
        self.base = "budget" if self.there[BUDGET] is not Gap.ABSENT else "appropriated"
        self.untold, self.led, self.notes = untold, led, notes
        self.division = division

    def tables(self) -> Iterable[Table]:
        yield self._rate_bands()
        yield self._slow()
        left = self._left()
        yield self._largest(f"{left.label}이 큰 사업", left, self._rest)
        for key, title, label, of, rest in (
            (
                "uncommitted",
                "미원인행위액이 큰 사업",
                "미원인행위액",
                (self.base, "committed"),
                lambda _, row: uncommitted_of(row),
            ),
            (
                "unpaid",
                "원인행위 뒤 미지급액이 큰 사업",
                "미지급액",
                ("committed", "spent"),
                lambda _, row: unpaid_of(row),
            ),
        ):
            column = Column(key, label, Kind.WON, of, _MEANT[key])
            yield self._largest(title, column, rest)

    @property
    def _is_of_then(self) -> bool:
        """Whether an address says what was chosen: a department of today is none of the date's."""
        return not (self.asked.is_today and self.asked.choices.department)

    @property
    def _is_settled(self) -> bool:
        return self.untold is not None

    def _left(self) -> Column:
        """What is not spent: after the year some of it was carried over, and is not left."""
        if self._is_settled:
            return lapsed_column(self.base)
        return Column("unspent", "미집행액", Kind.WON, (self.base, "spent"), _MEANT["unspent"])

    def _rest(self, leaf: Leaf, row: Sequence[Cell]) -> Cell:
        if not self._is_settled:
            return unspent_of(row)
        return Gap.UNKNOWN if leaf.program in self.untold else lapsed_of(row)

    def _columns(self) -> tuple[Column, ...]:
        label = "예산현액" if self.base == "budget" else "예산액"
        committed = (Column("committed", "원인행위액", Kind.WON),)
        return (
            Column(self.base, label, Kind.WON),
            *(committed if self.there[COMMITTED] is not Gap.ABSENT else ()),
            Column("spent", "집행액", Kind.WON),
            *((Column("carried", "이월액", Kind.WON),) if self._is_settled else ()),
            Column("rate", "집행률", Kind.RATE, ("spent", self.base)),
        )

    def _cut(self, row: Sequence[Cell]) -> tuple[Cell, ...]:
        committed = (row[COMMITTED],) if self.there[COMMITTED] is not Gap.ABSENT else ()
        whole = row[BUDGET] if self.base == "budget" else row[APPROPRIATED]
        carried = (row[CARRIED],) if self._is_settled else ()
        return (whole, *committed, row[SPENT], *carried, rate_of(row))

    # --- bands ------------------------------------------------------------------------------------

    def _rate_bands(self) -> Table:
        columns = (Column("lines", "세부사업 수", Kind.COUNT), *self._columns())
        rows = [self._band_row(0, "total", "합계", "", self.leaves, columns)]
        edges = (0, *self.asked.bands, None)
        for low, high in pairwise(edges):
            inside = [pair for pair in self.leaves if _within(rate_of(pair[1]), low, high)]
            name, href = _band_words(low, high), self._at(low, high)
            rows.append(self._band_row(1, "band", name, href, inside, columns, (low, high)))
        without = [pair for pair in self.leaves if not isinstance(rate_of(pair[1]), int)]
        negative = [pair for pair in self.leaves if _within(rate_of(pair[1]), None, 0)]
        if negative:
            below = self._band_row(1, "band", "0% 미만", "", negative, columns, (None, 0))
            rows.insert(1, below)
        if without:
            name = "집행률을 낼 수 없음"
            rows.append(self._band_row(1, "band", name, "", without, columns, None))
        return self._table("집행률 구간", columns, rows, name_label="집행률")

    def _band_row(
        self, level: int, mark: str, name: str, href: str, inside, columns, band: Band | None = None
    ) -> Row:
        """`band`: an address that says it; lines without a rate are in none."""
        leaves = [leaf for leaf, _ in inside]
        whole = _sum(leaves) if leaves else [Gap.DASH] * len(self.there)
        told = (len(leaves), *self._cut(whole))
        links: Sequence[str] = ()
        if self.led and leaves:
            is_said = (band or mark == "total") and self._is_of_then
            links = (
                self.led.of_band(band, columns, told)
                if is_said
                else self.led.of_lines(leaves, columns, told)
            )
        return Row(level, mark, name, "", href, "", told, links)

    def _at(self, low: int, high: int | None) -> str:
        """The 집행현황표 of these lines alone."""
        choices = self.asked.choices
        if not self._is_of_then:
            return ""
        said = {
            "rate": f"{percent_short(low)[:-1]}-{'' if high is None else percent_short(high)[:-1]}",
            "department": choices.department,
            "kind": choices.kind,
            "q": choices.text,
        }
        return f"{self.page}?{urlencode({key: value for key, value in said.items() if value})}"

    # --- lists ------------------------------------------------------------------------------------

    def _slow(self) -> Table:
        """The lowest rate first; of equal ones what leaves most."""
        below = self.asked.below
        ranked = [
            _Ranked(leaf, row, self._rest(leaf, row))
            for leaf, row in self.leaves
            if _within(rate_of(row), None, below)
        ]
        ranked.sort(key=lambda each: (rate_of(each.cells), -_number(each.by), each.leaf.pk))
        words = f"집행률이 {percent_short(below)} 미만인 사업"
        title = f"부진사업 ({percent_short(below)} 미만)"
        shown = ranked[: self.asked.top]
        has_notes = any(each.leaf.figure in self.notes for each in shown)
        said = (self._said,) if has_notes else ()
        return self._list(title, self._left(), ranked, words, lambda _, row: rate_of(row), said)

    def _said(self, leaf: Leaf) -> Cell:
        """Why, as its department says."""
        return self.notes.get(leaf.figure, Gap.DASH)

    def _largest(self, title: str, column: Column, rest: Rest) -> Table:
        ranked = [_Ranked(leaf, row, rest(leaf, row)) for leaf, row in self.leaves]
        ranked = [each for each in ranked if isinstance(each.by, int) and each.by > 0]
        ranked.sort(key=lambda each: (-each.by, each.leaf.pk))
        return self._list(title, column, ranked, f"{column.label}이 남은 사업", rest)

    def _list(
        self,
        title: str,
        last: Column,
        ranked: list[_Ranked],
        words: str,
        needed: Rest,
        said: Sequence[Callable[[Leaf], Cell]] = (),
    ) -> Table:
        """`said`: what stands behind the amounts, if anything does."""
        shown = ranked[: self.asked.top]
        rests = [each.by for each in shown]
        left = sum(rests) if all(isinstance(rest, int) for rest in rests) else Gap.UNKNOWN
        whole = _sum(each.leaf for each in shown)
        columns = (Column("division", "부서", Kind.TEXT), *self._columns(), last)
        columns += tuple(_NOTE for _ in said)
        rows = [self._line(each, columns, said) for each in shown]
        if rows:
            name = f"합계 (아래 {len(rows)}개)"
            told = ("", *self._cut(whole), left, *("" for _ in said))
            leaves = [each.leaf for each in shown]
            links = self.led.of_lines(leaves, columns, told) if self.led else ()
            rows.insert(0, Row(0, "total", name, "", "", "", told, links))
        unknown = sum(not isinstance(needed(*pair), int) for pair in self.leaves)
        notes = [*_told(words, ranked, shown, unknown, len(self.leaves))]
        if last.key == "lapsed":
            leaves = [leaf for leaf, _ in self.leaves]
            notes += settled_notes(leaves, self.untold, self.names)
        return self._table(title, columns, rows, *notes)

    def _line(self, each: _Ranked, columns: Sequence[Column], said) -> Row:
        line = each.leaf
        program = self.names.programs[line.program]
        href = f"/lines/{line.pk}"
        shown = (
            self.division(line),
            *self._cut(each.cells),
            each.by,
            *(tell(line) for tell in said),
        )
        links = self.led.of_line(line, columns, shown) if self.led else ()
        return Row(1, LEAF, line.name, line.code, href, program.kind or "", shown, links)

    def _table(self, title: str, columns, rows, *notes: str, name_label="세부사업") -> Table:
        return Table(
            key=f"{self.name}/{title}",
            title=f"{self.name}: {title}",
            columns=columns,
            rows=tuple(rows),
            notes=notes,
            name_label=name_label,
        )


_NOTE = Column("remark", "부진사유·비고", Kind.TEXT)
_MEANT = {
    "unspent": "예산현액 − 집행액",
    "uncommitted": "예산현액 − 원인행위액",
    "unpaid": "원인행위액 − 집행액",
}


def _told(words: str, ranked, shown, unknown: int, lines: int) -> Iterable[str]:
    if unknown == lines:
        yield "이 자료에는 견줄 금액이 없어 순위를 낼 수 없습니다."
        return
    if not ranked:
        yield f"{words}이 없습니다."
    elif len(shown) < len(ranked):
        yield f"{words} {len(ranked)}개 가운데 {len(shown)}개입니다."
    if unknown:
        yield f"견줄 금액이 없는 세부사업 {unknown}개는 빠졌습니다."


def _number(rest: Cell) -> int:
    return rest if isinstance(rest, int) else 0


def _sum(leaves: Iterable[Leaf]) -> list[Cell]:
    sums = empty()
    for leaf in leaves:
        add(sums, leaf.sums)
    return cells(sums)


def _within(rate: Cell, low: int | None, high: int | None) -> bool:
    if not isinstance(rate, int):
        return False
    return (low is None or low <= rate) and (high is None or rate < high)


def _band_words(low: int, high: int | None) -> str:
    if high is None:
        return f"{percent_short(low)} 이상"
    return (
        f"{percent_short(low)} 이상 {percent_short(high)} 미만"
        if low
        else f"{percent_short(high)} 미만"
    )
