"""The rules that a statement must keep before it is handed in, as data: code, level and words. Pure.

B is never let through. P is let through by a named exception with its reason, W by having been seen.
A problem names its line and its column, so that the grid can point at the cell and the writer can
answer it there; the same rule at the same line is one problem, however many of its cells are wrong.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from budgets.amounts import LARGEST_WON, Unit, rate, show
from budgets.measures import MEASURES, Measures
from budgets.rows import Row, Waived

BLOCKED, PROBLEM, WARNING = "B", "P", "W"
Key = tuple[str, int | None]  # the code of a rule, and the line
STATES = frozenset({"value", "dash", "blank", "absent"})
JUMP = (
    100  # times the last date's amount: as a rule thousands were typed as won, or won as thousands
)


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    level: str
    name: str
    words: str  # what must hold, as the page says it
    # That it looks at: what it finds depends on no other.
    measures: tuple[str, ...] = tuple(MEASURES)
    needs_paper: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """What the 결산 of the year before carried into a line, and the 이월 recorded until that day."""

    settled: int
    settled_by: str  # with its amount, in words
    brought: int
    brought_by: str  # the changes in words; "" where there is none


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a line beside what is handed in now."""

    name: str
    before: Measures | None = None  # the last published date of the same fiscal year and book
    before_words: str = ""  # which date that was
    # 예산현액 by what is known of it and the changes since; None where nothing is known.
    expected: int | None = None
    expected_by: str = ""  # what it comes from, in words
    moves: int = 0  # recorded changes of the line until that day
    opening: Opening | None = None  # None where the year before is not known line by line
    after: Row | None = None  # the next date of the same year and book, where that is published
    after_words: str = ""
    before_parts: tuple[int | None, int | None, int | None] = (None, None, None)  # 이월액 by kinds


@dataclass(frozen=True, slots=True)
class Asked:
    """What the date asks for."""

    stage: str
    columns: tuple[str, ...]  # measures that are handed in at this stage
    asks_below: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    rule: Rule
    line: int | None
    column: str  # the measure at which the page points; "" for the whole row
    words: str

    @property
    def key(self) -> Key:
        return self.rule.code, self.line


WHOLE = Rule("whole", BLOCKED, "원 단위", "금액은 다룰 수 있는 범위의 원 단위 정수입니다.")
SAID = Rule("said", BLOCKED, "표기", "칸은 금액이거나 ‘-’이거나 빈칸입니다.")
BY_KIND = Rule(
    "carried-by-kind",
    BLOCKED,
    "이월액의 종류",
    "이월액은 명시이월, 사고이월, 계속비이월의 합입니다.",
)
ORDER = Rule(
    "order",
    PROBLEM,
    "금액의 순서",
    "0 ≤ 집행액 ≤ 원인행위액 ≤ 예산현액. 채무부담·이월분 지출, 반납·여입, 성립 전 사용이면 그렇다고 적습니다.",
    ("appropriated", "budget", "committed", "spent"),
    needs_paper=True,
)
EXPLAINED = Rule(
    "budget-explained",
    PROBLEM,
    "예산현액의 근거",
    "예산현액은 예산액에 추경, 이월, 예비비, 이용·전용·변경사용·이체를 더하고 뺀 것입니다. 예산액을 모르면 지난 기준일의 예산현액에 그 뒤의 변동을 더하고 뺍니다.",
    ("budget",),
    needs_paper=True,
)
CARRIED_IN = Rule(
    "carried-in",
    PROBLEM,
    "넘어온 이월",
    "올해로 넘어온 이월은 지난해 결산의 이월액과 같습니다. 총괄이 예산 변동에 이월을 적거나, 다른 까닭을 적습니다.",
    (),  # of the line it looks at what was settled and recorded, whatever is handed in
    needs_paper=True,
)
CLOSING = Rule(
    "closing",
    PROBLEM,
    "결산의 등식",
    "예산현액 = 집행액 + 이월액 + 집행잔액이고, 집행잔액은 0 이상입니다.",
    ("appropriated", "budget", "spent", "carried"),
)
FALLS = Rule(
    "falls",
    PROBLEM,
    "줄어든 누계",
    "같은 회계연도에 원인행위액과 집행액의 누계는 줄지 않습니다. 반납·여입·감액·정정이면 그렇다고 적습니다.",
    ("committed", "spent"),
)
UNIT_JUMP = Rule(
    "unit-jump", WARNING, "단위", f"지난 기준일의 {JUMP}배 이상이거나 {JUMP}분의 1 이하입니다."
)
BLANK_AGAIN = Rule(
    "blank", WARNING, "빈칸과 0", "빈칸은 0이 아닙니다. 금액이 없으면 0 또는 ‘-’를 적습니다."
)
NO_NOTE = Rule(
    "note",
    WARNING,
    "부진사유",
    "집행률이 낮은 사업에는 사유를 적습니다.",
    ("appropriated", "budget", "spent"),
)

RULES = {
    rule.code: rule
    for rule in (
        WHOLE,
        SAID,
        BY_KIND,
        ORDER,
        EXPLAINED,
        CARRIED_IN,
        CLOSING,
        FALLS,
        UNIT_JUMP,
        BLANK_AGAIN,
        NO_NOTE,
    )
}


def problems(rows: Sequence[Row], known: dict[int, Known], asked: Asked) -> list[Problem]:
    """Every problem of every row at once, in the order of the rows, the worst of a row first."""
    return [problem for row in rows for problem in _of(row, known[row.line], asked)]


def open_problems(found: Iterable[Problem], waived: Iterable[Waived]) -> list[Problem]:
    """Those that no waiver answers as its rule wants it answered."""
    said = {(each.rule, each.line): each for each in waived}
    return [problem for problem in found if not answers(said.get(problem.key), problem.rule)]


def levels_of(found: Iterable[Problem]) -> dict[Key, str]:
    return {problem.key: problem.rule.level for problem in found}


def needed(waived: Iterable[Waived], levels: Mapping[Key, str]) -> list[Waived]:
    """What is no longer a problem needs no exception, and one without its reason is none."""
    return [
        each
        for key, each in {(each.rule, each.line): each for each in waived}.items()
        if levels.get(key) == WARNING or (levels.get(key) == PROBLEM and each.reason)
    ]


def answers(waived: Waived | None, rule: Rule) -> bool:
    if waived is None or rule.level == BLOCKED:
        return False
    if rule.level == WARNING:
        return True
    return bool(waived.reason) and (bool(waived.paper) or not rule.needs_paper)


def _of(row: Row, known: Known, asked: Asked) -> list[Problem]:
    found = [
        Problem(rule, row.line, column, words)
        for rule, check in _CHECKS
        for column, words in check(row, known, asked)
    ]
    return sorted(found, key=lambda problem: "BPW".index(problem.rule.level))


Found = Iterator[tuple[str, str]]


def _whole(row: Row, known: Known, asked: Asked) -> Found:
    amounts = [(m, getattr(row.measures, m)) for m in MEASURES]
    for column, won in [*amounts, *(("carried", part) for part in row.carried)]:
        if won is not None and (type(won) is not int or abs(won) > LARGEST_WON):
            yield column, f"{won!r}: 다룰 수 있는 원 단위 정수가 아닙니다."


def _said(row: Row, known: Known, asked: Asked) -> Found:
    for measure, label in MEASURES.items():
        won, state = getattr(row.measures, measure), row.states.get(measure, "absent")
        if state not in STATES or (won is None) == (state == "value"):
            yield measure, f"{label}: 표기 {state}와 금액이 어긋납니다."
        elif measure in asked.columns and state == "absent":
            yield measure, f"{label} 칸이 빠졌습니다."
        elif measure not in asked.columns and state != "absent":
            yield measure, f"{label}: {asked.stage} 단계에서 받지 않는 금액입니다."


def _by_kind(row: Row, known: Known, asked: Asked) -> Found:
    parts = [part for part in row.carried if part is not None]
    if parts and sum(parts) != row.measures.carried:
        yield "carried", f"이월액 {told(row.measures.carried)} ≠ 종류별 합 {told(sum(parts))}"


def _order(row: Row, known: Known, asked: Asked) -> Found:
    m = row.measures
    base = "예산현액" if m.budget is not None else "예산액"
    amounts = [("spent", "집행액", m.spent), ("committed", "원인행위액", m.committed)]
    amounts.append(("budget", base, m.base))
    there = [each for each in amounts if each[2] is not None]
    for column, label, won in there:
        if won < 0:
            yield column, f"{label} {told(won)}: 0보다 작습니다."
    for (column, less, low), (_, more, high) in pairwise(there):
        if low > high:
            yield column, f"{less} {told(low)} > {more} {told(high)}"


def _explained(row: Row, known: Known, asked: Asked) -> Found:
    budget = row.measures.budget
    if known.expected is not None and budget is not None and budget != known.expected:
        rest = told(budget - known.expected)
        by = known.expected_by or "예산액과 적힌 변동"
        yield (
            "budget",
            f"{by}으로 보아 {told(known.expected)}입니다. {rest}의 근거가 없습니다.",
        )


def _carried_in(row: Row, known: Known, asked: Asked) -> Found:
    """What was voted, alone, holds no 이월."""
    opening = known.opening
    if opening is None or "budget" not in asked.columns or opening.brought == opening.settled:
        return
    recorded = f"이월은 {told(opening.brought)}입니다({opening.brought_by})"
    if not opening.brought_by:
        recorded = "이월이 없습니다"
    yield "budget", f"{opening.settled_by}인데 예산 변동에 적힌 {recorded}."


def _closing(row: Row, known: Known, asked: Asked) -> Found:
    lapsed = row.measures.lapsed
    if asked.stage == "결산" and lapsed is not None and lapsed < 0:
        yield "carried", f"집행액과 이월액이 예산현액보다 {told(-lapsed)} 많습니다."


def _falls(row: Row, known: Known, asked: Asked) -> Found:
    """To here, and from here on: a date may be corrected, or published at all, after the next."""
    for measure in ("committed", "spent"):
        label, said = MEASURES[measure], getattr(row.measures, measure)
        earlier, now = getattr(known.before, measure, None), _counted(row, measure)
        if earlier is not None and now is not None and now < earlier:
            less = "‘-’로" if said is None else f"{told(now)}으로"
            yield measure, f"{label} {told(earlier)}({known.before_words})에서 {less} 줄었습니다."
        later = None if known.after is None else _counted(known.after, measure)
        if said is not None and later is not None and later < said:
            less = "‘-’" if known.after.state(measure) == "dash" else told(later)
            next_date = f"다음 기준일({known.after_words})"
            yield measure, f"{label} {told(said)}은 {next_date}의 {less}보다 많습니다."


def _counted(row: Row, measure: str) -> int | None:
    """A dash adds nothing to a sum."""
    return 0 if row.state(measure) == "dash" else getattr(row.measures, measure)


def _unit_jump(row: Row, known: Known, asked: Asked) -> Found:
    for measure in asked.columns:
        earlier, now = getattr(known.before, measure, None), getattr(row.measures, measure)
        if not earlier or not now:
            continue
        low, high = sorted((abs(earlier), abs(now)))
        if high >= low * JUMP:
            label = MEASURES[measure]
            yield (
                measure,
                f"{label} {told(earlier)}({known.before_words})에서 {told(now)}: 단위를 확인하십시오.",
            )


def _blank(row: Row, known: Known, asked: Asked) -> Found:
    for measure in asked.columns:
        if row.state(measure) == "blank":
            yield measure, f"{MEASURES[measure]} 칸이 비어 있습니다."


def _no_note(row: Row, known: Known, asked: Asked) -> Found:
    if asked.asks_below is None or row.note:
        return
    reached = rate(row.measures.spent, row.measures.base)
    if reached is not None and reached < asked.asks_below:
        yield "spent", f"집행률 {reached}%: {asked.asks_below}%보다 낮은데 부진사유가 없습니다."


_CHECKS: tuple[tuple[Rule, Callable[[Row, Known, Asked], Found]], ...] = (
    (WHOLE, _whole),
    (SAID, _said),
    (BY_KIND, _by_kind),
    (ORDER, _order),
    (EXPLAINED, _explained),
    (CARRIED_IN, _carried_in),
    (CLOSING, _closing),
    (FALLS, _falls),
    (UNIT_JUMP, _unit_jump),
    (BLANK_AGAIN, _blank),
    (NO_NOTE, _no_note),
)


def told(won: int | None) -> str:
    if won is None:
        return "-"
    unit = Unit.THOUSAND if won % Unit.THOUSAND.value == 0 else Unit.WON
    return f"{show(won, unit)}{unit.label}"
