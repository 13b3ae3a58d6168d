"""The rules that figures must keep, over plain rows: every Problem at once, with its place.

Levels: B is blocked always, P needs a named exception, W must be acknowledged. The numbers are
those of the README's table of rules.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from budgets.amounts import LARGEST_WON, Unit, show
from budgets.measures import MEASURES, Measures

BLOCKED, PROBLEM, WARNING = "B", "P", "W"
STATES = frozenset({"value", "dash", "blank", "absent"})


@dataclass(frozen=True, slots=True)
class Problem:
    rule: int
    level: str
    place: str
    words: str
    excepted: str = ""  # why it was let stand, and by which paper


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A line's figures in one statement, as the rules see them."""

    where: str  # office, department, line and day, in words
    source: str  # document and line, file and cell, or who typed it; "" if unknown
    measures: Measures
    states: dict[str, str]

    @property
    def place(self) -> str:
        return f"{self.source or '출처 없음'} {self.where}"


def check_row(row: CheckedRow) -> list[Problem]:
    rules = (whole_won, four_states, in_order, explained_budget, has_source)
    return [problem for rule in rules for problem in rule(row)]


def whole_won(row: CheckedRow) -> Iterator[Problem]:
    for measure, label in MEASURES.items():
        won = getattr(row.measures, measure)
        if won is not None and (type(won) is not int or abs(won) > LARGEST_WON):
            yield Problem(
                1, BLOCKED, row.place, f"{label} {won!r}: 다룰 수 있는 원 단위 정수가 아님"
            )


def four_states(row: CheckedRow) -> Iterator[Problem]:
    for measure, label in MEASURES.items():
        state, won = row.states[measure], getattr(row.measures, measure)
        if state not in STATES or (state == "value") != (won is not None):
            yield Problem(2, BLOCKED, row.place, f"{label}: 표기 {state!r}와 금액 {won!r}이 어긋남")


def in_order(row: CheckedRow) -> Iterator[Problem]:
    """0 ≤ 집행액 ≤ 원인행위액 ≤ 예산현액, as far as each is known."""
    m = row.measures
    known = [
        ("집행액", m.spent),
        ("원인행위액", m.committed),
        ("예산현액" if m.budget is not None else "예산액", m.base),
    ]
    known = [(label, won) for label, won in known if won is not None]
    if known and known[0][1] < 0:
        yield Problem(3, PROBLEM, row.place, f"{known[0][0]} {_thousands(known[0][1])}: 0보다 작음")
    for (less, low), (more, high) in pairwise(known):
        if low > high:
            words = f"{less} {_thousands(low)} > {more} {_thousands(high)}"
            yield Problem(3, PROBLEM, row.place, words)


def explained_budget(row: CheckedRow) -> Iterator[Problem]:
    """예산현액 = 예산액 + 변동. Without a recorded change the rest is 출처 미기재, and is named."""
    m = row.measures
    if m.appropriated is not None and m.budget is not None and m.appropriated != m.budget:
        rest = _thousands(m.budget - m.appropriated)
        yield Problem(7, PROBLEM, row.place, f"예산현액 − 예산액 = {rest}: 출처 미기재")


def has_source(row: CheckedRow) -> Iterator[Problem]:
    if not row.source:
        yield Problem(11, BLOCKED, row.place, "출처가 없음")


def never_falls(where: str, earlier: Measures, later: Measures) -> Iterator[Problem]:
    """Within a fiscal year 원인행위액 and 집행액 do not fall from one date to the next."""
    for measure in ("committed", "spent"):
        before, after = getattr(earlier, measure), getattr(later, measure)
        if before is not None and after is not None and after < before:
            words = f"{MEASURES[measure]} {_thousands(before)} → {_thousands(after)}: 줄어듦"
            yield Problem(9, PROBLEM, where, words)


def same_total(where: str, drawn: int | None, regrouped: int | None) -> Iterator[Problem]:
    if drawn is not None and regrouped is not None and drawn != regrouped:
        words = f"당초 {_thousands(drawn)}, 재편 {_thousands(regrouped)}: 총액이 다름"
        yield Problem(8, BLOCKED, where, words)


def worst_first(problems: Iterable[Problem]) -> list[Problem]:
    """What was excepted stands last."""
    return sorted(
        problems, key=lambda p: (bool(p.excepted), "BPW".index(p.level), p.rule, p.place, p.words)
    )


def _thousands(won: int) -> str:
    whole = won % Unit.THOUSAND.value == 0
    unit = Unit.THOUSAND if whole else Unit.WON
    return f"{show(won, unit)}{unit.label}"
