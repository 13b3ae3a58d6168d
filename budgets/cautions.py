"""What the law would have a 예산 변동 be, as far as the lines tell: named, and to be acknowledged. Pure.

The law knows exceptions and the structure is read from documents, so nothing of this refuses: whoever
records the change says that he has seen it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from budgets.rules import WARNING, Rule, told

ENTERTAINMENT = "업무추진비"


@dataclass(frozen=True, slots=True)
class Side:
    """A line that gives or receives, and where it stands."""

    line: str
    program: int
    program_name: str
    department: int
    department_name: str
    account: int
    account_name: str
    book_name: str
    fiscal_year: int
    is_regrouped: bool
    expected: int | None = None  # its 예산현액 before the change, where it is known


@dataclass(frozen=True, slots=True)
class Move:
    kind: str
    won: int
    decided_on: date
    giver: Side | None
    receiver: Side | None

    @property
    def sides(self) -> list[Side]:
        return [side for side in (self.giver, self.receiver) if side is not None]


@dataclass(frozen=True, slots=True)
class Caution:
    rule: Rule
    words: str


WITHIN_PROGRAM = Rule(
    "within-program",
    WARNING,
    "정책사업 안",
    "전용과 변경사용은 한 정책사업 안에서 합니다(지방재정법 제49조). 정책사업 사이의 것은 의회가 의결한 이용입니다.",
)
BETWEEN_PROGRAMS = Rule(
    "between-programs",
    WARNING,
    "정책사업 사이",
    "이용은 정책사업 사이에서 합니다(지방재정법 제47조의2제1항). 한 정책사업 안의 것은 전용입니다.",
)
BETWEEN_DEPARTMENTS = Rule(
    "between-departments",
    WARNING,
    "부서 사이",
    "이체는 조직이 바뀌어 일이 다른 부서로 갈 때 합니다(지방재정법 제47조의2제2항).",
)
NOT_INTO_ENTERTAINMENT = Rule(
    "not-into-entertainment",
    WARNING,
    ENTERTAINMENT,
    f"{ENTERTAINMENT}로는 전용하지 못합니다(지방재정법 시행령 제55조).",
)
ONE_ACCOUNT = Rule(
    "one-account", WARNING, "회계", "회계 사이에는 변동이 아니라 전출금으로 옮깁니다."
)
THERE_TO_GIVE = Rule("there-to-give", WARNING, "줄 금액", "예산현액보다 많이 줄 수는 없습니다.")
IN_THE_YEAR = Rule(
    "in-the-year",
    WARNING,
    "회계연도 전",
    "회계연도가 시작하기 전에 결정하는 것은 전년도 이월입니다.",
)
AS_DRAWN = Rule(
    "as-drawn",
    WARNING,
    "재편",
    "다시 묶은 편성체계의 총액은 당초와 같습니다. 총액을 바꾸는 추경, 이월, 예비비는 당초 편성체계에 적습니다.",
)

CAUTIONS = {
    rule.code: rule
    for rule in (
        WITHIN_PROGRAM,
        BETWEEN_PROGRAMS,
        BETWEEN_DEPARTMENTS,
        NOT_INTO_ENTERTAINMENT,
        ONE_ACCOUNT,
        THERE_TO_GIVE,
        IN_THE_YEAR,
        AS_DRAWN,
    )
}


def cautions(move: Move) -> list[Caution]:
    return [Caution(rule, words) for rule, check in _CHECKS for words in check(move)]


def _within_program(move: Move) -> Iterator[str]:
    giver, receiver = move.giver, move.receiver
    if not (giver and receiver) or giver.program == receiver.program:
        return
    if move.kind in ("전용", "변경사용"):
        yield f"‘{giver.program_name}’에서 ‘{receiver.program_name}’(으)로 갑니다."


def _between_programs(move: Move) -> Iterator[str]:
    giver, receiver = move.giver, move.receiver
    if move.kind == "이용" and giver and receiver and giver.program == receiver.program:
        yield f"두 사업이 모두 ‘{giver.program_name}’ 안에 있습니다."


def _between_departments(move: Move) -> Iterator[str]:
    giver, receiver = move.giver, move.receiver
    if move.kind == "이체" and giver and receiver and giver.department == receiver.department:
        yield f"두 사업이 모두 {giver.department_name}의 것입니다."


def _not_into_entertainment(move: Move) -> Iterator[str]:
    receiver = move.receiver
    if move.kind == "전용" and receiver:
        name = (
            receiver.line
            if ENTERTAINMENT in receiver.line.replace(" ", "")
            else receiver.program_name
        )
        if ENTERTAINMENT in name.replace(" ", ""):
            yield f"받은 사업이 ‘{name}’입니다."


def _one_account(move: Move) -> Iterator[str]:
    giver, receiver = move.giver, move.receiver
    if giver and receiver and giver.account != receiver.account:
        yield f"{giver.account_name}에서 {receiver.account_name}(으)로 갑니다."


def _there_to_give(move: Move) -> Iterator[str]:
    giver = move.giver
    if giver and giver.expected is not None and giver.expected < move.won:
        yield f"‘{giver.line}’의 예산현액은 {told(giver.expected)}인데 {told(move.won)}을 줍니다."


def _in_the_year(move: Move) -> Iterator[str]:
    year = min(side.fiscal_year for side in move.sides)
    if move.kind != "이월" and move.decided_on.year < year:
        yield f"결정일이 {move.decided_on:%Y. %-m. %-d.}이고 {year}년의 {move.kind}입니다."


def _as_drawn(move: Move) -> Iterator[str]:
    if move.kind in ("추경", "이월", "예비비"):
        for side in move.sides:
            if side.is_regrouped:
                yield f"‘{side.line}’: ‘{side.book_name}’의 사업입니다."


_CHECKS: tuple[tuple[Rule, Callable[[Move], Iterator[str]]], ...] = (
    (WITHIN_PROGRAM, _within_program),
    (BETWEEN_PROGRAMS, _between_programs),
    (BETWEEN_DEPARTMENTS, _between_departments),
    (NOT_INTO_ENTERTAINMENT, _not_into_entertainment),
    (ONE_ACCOUNT, _one_account),
    (THERE_TO_GIVE, _there_to_give),
    (IN_THE_YEAR, _in_the_year),
    (AS_DRAWN, _as_drawn),
)
