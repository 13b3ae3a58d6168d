"""What the rules find in a file, at its cells: what is to be mended, excepted or acknowledged. Pure."""

from collections.abc import Mapping, Sequence

from budgets.answers import Earlier
from budgets.reading.handed import Handed
from budgets.reading.misfit import MEND, Misfit
from budgets.rows import Waived
from budgets.rules import BLOCKED, PROBLEM, WARNING, Known, Problem

EXCEPT, ACKNOWLEDGE, ANSWERED = "예외 필요", "확인 필요", "답함"
_KINDS = {BLOCKED: MEND, PROBLEM: EXCEPT, WARNING: ACKNOWLEDGE}


def pointed(
    found: Sequence[Problem], handed: Handed, known: Mapping[int, Known], earlier: Earlier
) -> list[Misfit]:
    """And what was answered before: what stands of the same amounts, and what of others is lost."""
    kept = {(each.rule, each.line) for each in earlier.kept(handed.rows)}
    lost = earlier.outlived(handed.rows)
    return [_pointed(each, handed, known, each.key in kept, lost.get(each.key)) for each in found]


def _pointed(
    one: Problem, handed: Handed, known: Mapping[int, Known], is_kept: bool, lost: Waived | None
) -> Misfit:
    place, expected, kind = handed.places[one.line], one.rule.words, _KINDS[one.rule.level]
    if is_kept and kind != MEND:
        kind, expected = ANSWERED, f"{expected} 적어 둔 답을 그대로 둡니다."
    elif lost:
        expected += (
            f" 금액이 바뀌어 앞에 적은 답은 빠집니다: {_said(lost)}. 입력표에서 다시 확인합니다."
        )
    return Misfit(
        place.sheet, place.of(one.column), f"{known[one.line].name}: {one.words}", expected, kind
    )


def _said(lost: Waived) -> str:
    paper = f" ({lost.paper})" if lost.paper else ""
    return f"‘{lost.reason}’{paper}" if lost.reason else "확인함"
