"""Which lines of the ledger a finding concerns: by their names, by its title's words, by an amount.

What two lines fit alike is no link.
"""

from collections.abc import Iterator, Sequence

from budgets.measures import MEASURES
from budgets.reading.facts import DRAWN, LeafRow, Sheet
from budgets.reading.finding_facts import FindingFacts, NamedFact, NamedLine
from budgets.reading.matching import TELLING, told_by
from budgets.reading.names import key_of

_SHORTEST = 4  # letters: a shorter name stands in many sentences
_Own = tuple[Sheet, LeafRow]


def lines_of(finding: FindingFacts, said: str, sheets: Sequence[Sheet]) -> tuple[NamedLine, ...]:
    """`said`: all that the cells say. The year's own structure, not one regrouped later."""
    own = [
        (sheet, row)
        for sheet in sheets
        if sheet.when.fiscal_year == finding.fiscal_year and sheet.when.basis == DRAWN
        for row in sheet.rows
    ]
    if not own and finding.fiscal_year:
        return tuple(_of_the_newest(finding, said, sheets))
    whose = [pair for pair in own if pair[1].department in finding.departments] or own
    found = [*_named(said, whose), *_amounted(finding.facts, own)]
    found = found or list(_worded(finding, whose, own))
    return tuple({(each.when, each.account, each.row): each for each in reversed(found)}.values())[
        ::-1
    ]


def _of_the_newest(
    finding: FindingFacts, said: str, sheets: Sequence[Sheet]
) -> Iterator[NamedLine]:
    """Of a year of which the report prints no budget: a line of its newest, by its whole name. Words
    alike and amounts are evidence of one year alone."""
    drawn = [sheet for sheet in sheets if sheet.when.basis == DRAWN]
    newest = max((sheet.when for sheet in drawn), key=lambda when: when.day, default=None)
    rows = [(sheet, row) for sheet in drawn if sheet.when == newest for row in sheet.rows]
    yield from _named(said, [pair for pair in rows if pair[1].department in finding.departments])


def _named(said: str, own: Sequence[_Own]) -> Iterator[NamedLine]:
    """The longest of names that hold each other; one that two lines bear is nobody's."""
    text = key_of(said)
    met = [pair for pair in own if len(k := key_of(pair[1].name)) >= _SHORTEST and k in text]
    keys = [key_of(row.name) for _, row in met]
    for (sheet, row), key in zip(met, keys, strict=True):
        is_part = any(key != other and key in other for other in keys)
        if not is_part and keys.count(key) == 1:
            yield _line(sheet, row, "이름", row.name)


def _worded(
    finding: FindingFacts, whose: Sequence[_Own], own: Sequence[_Own]
) -> Iterator[NamedLine]:
    names = [fact.words for fact in finding.facts if fact.kind == "이름"]
    words = " ".join([finding.title, *names])
    at = told_by(words, [row.name for _, row in whose], [row.name for _, row in own])
    if at is not None:
        yield _line(*whose[at], "낱말", finding.title)


def _amounted(facts: Sequence[NamedFact], own: Sequence[_Own]) -> Iterator[NamedLine]:
    """Of an amount with enough digits that no other line has by chance."""
    for fact in facts:
        if fact.kind != "금액":
            continue
        fitting = [
            pair
            for pair in own
            if fact.value >= TELLING * pair[0].unit.value and fact.value in _amounts(pair[1])
        ]
        if len(fitting) == 1:
            yield _line(*fitting[0], "금액", fact.words)


def _amounts(row: LeafRow) -> set[int | None]:
    return {row.amounts[measure].won for measure in MEASURES if measure in row.amounts}


def _line(sheet: Sheet, row: LeafRow, how: str, words: str) -> NamedLine:
    return NamedLine(sheet.when, sheet.account, row.place, how, words)
