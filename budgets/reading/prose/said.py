"""Everything that a report prints in its prose and that its own words work out again.

A claim is made only where the grammar leaves no doubt what comes to what: a false alarm costs more
than a miss. Each kind has a room of its own beside this one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from budgets.reading.facts import ClaimFacts, Scope, Term
from budgets.reading.lines import Line
from budgets.reading.prose.below import below
from budgets.reading.prose.calendar import durations, weekdays
from budgets.reading.prose.closing import closing
from budgets.reading.prose.each import each
from budgets.reading.prose.growth import growth
from budgets.reading.prose.parts import behind_colon, in_brackets
from budgets.reading.prose.points import points
from budgets.reading.prose.products import issued, products
from budgets.reading.prose.quantities import quantities
from budgets.reading.prose.ranks import distances, listed
from budgets.reading.prose.ratios import ratios
from budgets.reading.prose.rest import rest
from budgets.reading.prose.rows import of_rows
from budgets.reading.prose.shares import shares
from budgets.reading.prose.used import used
from budgets.reading.prose.years import by_years
from budgets.reading.titles import title_above

_HEADING_YEAR = re.compile(r"^\W*(?:(?P<full>20\d{2})|['‘’′´](?P<short>\d{2}))년도?\s+[가-힣]")
_NUMBER = re.compile(r"\d")
_LONGEST_HEADING = 30
_FARTHEST_HEADING = 60  # lines
_LONGEST_SENTENCE = 1_200  # letters: longer is no sentence, but a page in one line
_AROUND = 12  # lines to either side


def said_claims(
    lines: Sequence[Line], indents: Sequence[int], year: int | None
) -> list[ClaimFacts]:
    """`indents`: how far in each line stands; `year`: the report's, where a day lacks its own."""
    found = list(below(lines, indents, lambda index: title_above(lines, index)))
    for index, own_year in enumerate(_years(lines, year)):
        if _NUMBER.search(lines[index].text):
            own = list(_of_line(lines, index, own_year))
            found += [*own, *without_said(_of_two_numbers(lines, index), own)]
    found += without_said(of_rows(lines), found)
    return list(dict.fromkeys(found))


def without_said(found: Iterable[ClaimFacts], others: Iterable[ClaimFacts]) -> Iterator[ClaimFacts]:
    """Those that no other reader has worked out of the same line."""
    told = {_key(claim) for claim in others if claim.formula}
    return (claim for claim in found if _key(claim) not in told)


def without_unsettled(
    claims: Iterable[ClaimFacts], found: Iterable[ClaimFacts]
) -> Iterator[ClaimFacts]:
    """But for the cells of which nothing was known, and that now are worked out."""
    known = {(claim.place, claim.printed) for claim in found if claim.shape == "표"}
    for claim in claims:
        is_open = claim.shape == "표" and not claim.formula and claim.scope == Scope()
        if not (is_open and (claim.place, claim.printed) in known):
            yield claim


def _key(claim: ClaimFacts) -> tuple:
    return claim.place, claim.formula, claim.value


def _of_line(lines: Sequence[Line], index: int, year: int | None) -> Iterator[ClaimFacts]:
    line = lines[index]
    title = title_above(lines, index)
    after = next((each for each in lines[index + 1 : index + 4] if not each.is_blank), line)
    if len(line.text) > _LONGEST_SENTENCE and not line.is_tabular:
        return
    for cell in line.cells:
        if len(cell) > _LONGEST_SENTENCE:
            continue
        yield from in_brackets(cell, line.place, title)
        yield from growth(cell, line.place, title)
        yield from products(cell, line.place, title)
        yield from ratios(cell, line.place, title)
        yield from weekdays(cell, line.place, title, year)
        yield from durations(cell, after.text, line.place, after.place, title, year)
    if line.is_tabular:
        return
    yield from behind_colon(line.text, line.place, title)
    yield from closing(line.text, line.place, title)
    yield from shares(line.text, line.place, title, lambda value: _nearby(value, lines, index))
    yield from distances(lines, index, title)
    yield from listed(lines, index, title)
    if not after.is_tabular and after is not line:
        yield from issued(line.text, after.text, line.place, after.place, title)


def _of_two_numbers(lines: Sequence[Line], index: int) -> Iterator[ClaimFacts]:
    """What several rooms may read: the more particular ones have."""
    line = lines[index]
    if line.is_tabular or len(line.text) > _LONGEST_SENTENCE:
        return
    title = title_above(lines, index)
    for room in (each, points, used, rest):
        yield from room(line.text, line.place, title)
    yield from by_years(lines, index, title)


def _years(lines: Sequence[Line], year: int | None) -> Iterator[int | None]:
    """Of which year each line speaks: that of the heading above (’18년 추진실적), else the report's."""
    own, left = year, 0
    for line in lines:
        found = _HEADING_YEAR.match(line.text)
        if found and len(line.text) < _LONGEST_HEADING and not line.is_tabular:
            own, left = int(found["full"] or f"20{found['short']}"), _FARTHEST_HEADING
        yield own if left else year
        left = max(0, left - 1)


def _nearby(value: Decimal, lines: Sequence[Line], index: int) -> Term | None:
    """The same number around a line, of which it may be the parts."""
    for line in lines[max(0, index - _AROUND) : index + _AROUND]:
        for told in quantities(line.text):
            if told.singles == value and not told.is_vague and told.base and not line.is_tabular:
                return told.term("합", line.place)
    return None
