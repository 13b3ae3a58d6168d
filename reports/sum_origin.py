"""How a sum was made of its lines: how many, which of them add nothing, and why it may be unknown."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from budgets.measures import MEASURES
from departments.cells import ABSENT, BLANK, DASH, VALUE
from reports.cuts import (
    BUDGET,
    DERIVED,
    base_of,
    lapsed_of,
    rate_of,
    uncommitted_of,
    unpaid_of,
    unspent_of,
)
from reports.rollup import Leaf, cells, summed
from reports.settled import rest_notes
from reports.sum_scope import RATE, SHARE
from reports.table import Cell, Gap, Kind, ratio

LAPSED = "lapsed"
_DERIVED: dict[str, Callable[[Sequence[Cell]], Cell]] = {
    RATE: rate_of,
    "unspent": unspent_of,
    "uncommitted": uncommitted_of,
    LAPSED: lapsed_of,
    "unpaid": unpaid_of,
}


@dataclass(frozen=True, slots=True)
class Made:
    """A measure of some lines, or what is made of measures: a rate, a rest, a share of a whole."""

    measure: str
    lines: Sequence[Leaf]
    untold: Collection[int] = ()  # programs of which nobody says what was carried over
    of_whole: Sequence[Leaf] = ()  # the lines that a share is of

    @property
    def label(self) -> str:
        return (MEASURES | DERIVED)[self.measure]

    @property
    def is_derived(self) -> bool:
        return self.measure in DERIVED

    @property
    def is_ratio(self) -> bool:
        return self.measure in (RATE, SHARE)

    @property
    def kind(self) -> Kind:
        return Kind.RATE if self.is_ratio else Kind.WON

    @property
    def sums(self) -> list[Cell]:
        return cells(summed(self.lines))

    @property
    def cell(self) -> Cell:
        return self._cell(self.sums, self.lines)

    def of_line(self, line: Leaf) -> Cell:
        return self._cell(cells(line.sums), [line])

    def _cell(self, row: Sequence[Cell], lines: Sequence[Leaf]) -> Cell:
        if self.measure == LAPSED and any(line.program in self.untold for line in lines):
            return Gap.UNKNOWN
        if self.measure == SHARE:
            return ratio(base_of(row), self.whole)
        made = _DERIVED.get(self.measure)
        return made(row) if made else row[_at(self.measure)]

    def of(self, measure: str) -> Cell:
        return self.sums[_at(measure)]

    @property
    def whole(self) -> Cell:
        """What a share divides by."""
        return base_of(cells(summed(self.of_whole)))

    @property
    def base(self) -> str:
        """What the rate divides by, and what a share is of."""
        return "appropriated" if self.sums[BUDGET] is Gap.ABSENT else "budget"

    @property
    def amounts(self) -> tuple[str, ...]:
        """What is added up: for a rate its part and its whole, for a rest its whole and what it lost."""
        parts = {
            RATE: ("spent", self.base),
            "unspent": (self.base, "spent"),
            "uncommitted": (self.base, "committed"),
            LAPSED: (self.base, "spent", "carried"),
            "unpaid": ("committed", "spent"),
            SHARE: (self.base,),
        }
        return parts.get(self.measure, (self.measure,))

    @property
    def words(self) -> list[str]:
        said = [words for measure in self.amounts for words in _words(measure, self.lines)]
        if self.measure == RATE:
            said = [*_of_rate(self), *said]
        elif self.measure == SHARE:
            said = [*_of_share(self), *said]
        elif self.is_derived:
            said = [*_of_rest(self), *said]
        return said


def line_cell(measure: str, line: Leaf) -> Cell:
    return cells(line.sums)[_at(measure)]


def _at(measure: str) -> int:
    return tuple(MEASURES).index(measure)


def _of_rate(made: Made) -> Iterator[str]:
    base = MEASURES[made.base]
    yield f"합계의 집행액을 합계의 {base}으로 나눈 비율입니다. 세부사업의 비율을 평균하지 않습니다."
    if made.base == "appropriated":
        yield "예산현액이 없는 자료여서 예산액으로 나눕니다."
    whole = base_of(made.sums)
    if isinstance(whole, int) and whole <= 0:
        yield f"{base}이 0보다 크지 않아 비율이 없습니다."


def _of_share(made: Made) -> Iterator[str]:
    base = MEASURES[made.base]
    yield f"{base}의 합계를 전체의 {base}으로 나눈 비율입니다. 전체는 세부사업 {len(made.of_whole)}개입니다."
    if isinstance(made.whole, int) and made.whole <= 0:
        yield f"전체의 {base}이 0보다 크지 않아 비율이 없습니다."


def _of_rest(made: Made) -> Iterator[str]:
    yield f"{made.label} = {' − '.join(MEASURES[measure] for measure in made.amounts)}"
    if made.measure == LAPSED:
        yield from rest_notes(made.lines, made.untold)


def _words(measure: str, lines: Sequence[Leaf]) -> Iterator[str]:
    label, count = MEASURES[measure], len(lines)
    met = Counter(line.sums[0] >> 4 * _at(measure) & 15 for line in lines)
    if met[ABSENT] == count:
        yield f"이 세부사업 {count}개의 자료에는 {label} 열이 없습니다."
    elif met[BLANK] == count:
        yield f"세부사업 {count}개의 {label}이 모두 빈칸입니다."
    elif met[DASH] == count:
        yield f"세부사업 {count}개의 {label}이 모두 ‘-’로 적혀 있어 더할 금액이 없습니다."
    else:
        yield from _of_some(measure, label, count, met)


def _of_some(measure: str, label: str, count: int, met: Counter) -> Iterator[str]:
    is_left_out = met[ABSENT] and measure == "carried"
    unknown = met[BLANK] or (met[ABSENT] and not is_left_out)
    if not unknown:
        yield _added(label, count, met)
    if met[DASH]:
        yield f"{label}이 ‘-’로 적힌 {met[DASH]}개는 더할 것이 없는 것으로 셉니다."
    if is_left_out:
        yield f"{label} 열이 없는 {met[ABSENT]}개는 이월하지 않은 것으로 셉니다."
    if met[BLANK]:
        yield f"{label}이 빈칸인 {met[BLANK]}개가 얼마인지 몰라 합계를 알 수 없습니다."
    if met[ABSENT] and not is_left_out:
        yield f"{label} 열이 없는 {met[ABSENT]}개가 얼마인지 몰라 합계를 알 수 없습니다."
    if unknown and met[VALUE]:
        yield f"금액이 적힌 {met[VALUE]}개만 더한 것은 합계가 아니어서 보이지 않습니다."


def _added(label: str, count: int, met: Counter) -> str:
    if not met[VALUE]:
        return f"세부사업 {count}개에 더할 {label}이 없습니다."
    if met[ABSENT]:
        return f"세부사업 {count}개 가운데 {label}이 있는 {count - met[ABSENT]}개를 더했습니다."
    if count == 1:
        return f"세부사업 1개의 {label}이 그대로 합계입니다."
    return f"세부사업 {count}개의 {label}을 더했습니다."
