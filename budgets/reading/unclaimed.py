"""Amounts of an office's own budget in sentences that no other reader has read.

Of what such a sentence speaks nobody can tell by rule; but it states an amount, so it is a claim like
any other, and cannot be settled.
"""

import re
from collections.abc import Iterator, Sequence

from budgets.reading.facts import ClaimFacts, Problem, Scope, TaskFacts
from budgets.reading.lines import Line
from budgets.reading.sentences import MONEY, stated_money
from budgets.reading.table_claims import LONGEST_SUBJECT
from budgets.reading.titles import task_title
from departments.text import squeezed

# Right before an amount or right after it, the most telling first.
_MEASURES = {
    "carried": r"이월",
    "lapsed": r"집행\s*잔액|불용",
    "spent": r"집행|지출",
    "budget": r"예산\s*현액",
    "appropriated": r"본예산|추경|세출\s*예산|예산액?",
    "cost": r"사업비|출연금|전출금|위탁금|편성|증액|감액|예비비|지원(?!자)|보조금|[국도시군구]비(?![가-힣])",
}
_TOLD = {measure: re.compile(words) for measure, words in _MEASURES.items()}
_MONEY = re.compile(MONEY)
# A price, a limit, or what nobody pays: no amount of a budget.
_NO_BUDGET = re.compile(r"당\s*$|(?<!\d)[월일주]\s*$|효과|절감|벌금|과태료|경품|매출")
_LIMIT = re.compile(r"\s*(?:이상|이하|미만|초과|까지)")
_DONE = re.compile(r"\s*[을를]\s*(?:(?:다음|차|익)\s*(?:년도|연도)\s*(?:로|에)?\s*)?(?P<what>\S.*)")
_NEAR = 25  # letters before an amount that may say what it is
_AFTER = 20


def unclaimed(
    lines: Sequence[Line],
    claims: Sequence[ClaimFacts],
    problems: Sequence[Problem],
    tasks: Sequence[TaskFacts],
) -> Iterator[ClaimFacts]:
    """`problems`: what was named already is not passed over in silence."""
    said: dict[int, list[str]] = {}
    for claim in claims:
        said.setdefault(claim.place, []).append(squeezed(claim.printed))
        for term in claim.terms:
            said.setdefault(term.place, []).append(squeezed(term.printed))
    named = {problem.place for problem in problems}
    for index, line in enumerate(lines):
        if line.is_tabular or line.place in named:
            continue
        for hit in _MONEY.finditer(line.text):
            printed = hit[0].strip()
            measure = _measure(line.text, hit)
            if measure and not any(squeezed(printed) in own for own in said.get(line.place, ())):
                stated = stated_money(measure, [printed], printed, line.place)
                yield ClaimFacts(
                    line.place,
                    "문장",
                    task_title(lines, index, tasks)[:LONGEST_SUBJECT],
                    measure,
                    printed,
                    "unread" if stated.value is None else "value",
                    stated.value,
                    stated.unit,
                    Scope(),
                )


def _measure(text: str, hit: re.Match) -> str:
    before = text[max(0, hit.start() - _NEAR) : hit.start()]
    after = text[hit.end() : hit.end() + _AFTER]
    if _NO_BUDGET.search(before) or _LIMIT.match(text, hit.end()):
        return ""
    if done := _DONE.match(after):  # what is done with it: 집행하고 320,000천원을 이월
        for measure, words in _TOLD.items():
            if words.match(done["what"]):
                return measure
    told = [
        (found[-1].end(), measure)
        for measure, words in _TOLD.items()
        if (found := list(words.finditer(before)))
    ]
    if told:
        return max(told)[1]
    return next((measure for measure, words in _TOLD.items() if words.search(after)), "")
