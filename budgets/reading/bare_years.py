"""Heads of budget tables whose columns are years alone: 부서·사업명 | 2021년(A) | 2020년(B) | 증감.

A year says nothing of what its amounts are. They are the budget where the rows are departments or
programs, two years stand beside each other, the unit is money and a heading speaks of 예산.
"""

import re
from collections.abc import Iterator, Sequence

from budgets.reading.captions import is_caption, stated_unit
from budgets.reading.lines import Line
from departments.text import squeezed

_YEAR = re.compile(r"^\s*(?P<year>(?:19|20)\d\d\s*년도?|['‘’′]\s?\d\d\s*년도?)(?=\s*(?:\(|$))")
_OF_PROGRAMS = re.compile(r"부서|사업")
_NO_BUDGET = re.compile(r"결산|집행|세입|수납|정원|현원|추진실적|통계")
_NEAR = 4  # lines of words above a table that may say what it is


def with_budget_named(texts: Sequence[str], lines: Sequence[Line], index: int) -> tuple[str, ...]:
    """The cells of a head, with each year's column called by what it is."""
    years = [text for text in texts[1:] if _YEAR.match(text)]
    if len(years) < 2 or not _OF_PROGRAMS.search(squeezed(texts[0])):
        return tuple(texts)
    near = list(_words_above(lines, index))
    is_money = any(stated_unit(text) for text in near[:_NEAR])
    said = [text for text in near if not is_caption(text)][:_NEAR]
    of = next((text for text in said if "예산" in squeezed(text)), "")
    if not is_money or not of or _NO_BUDGET.search(squeezed(of)):
        return tuple(texts)
    return tuple(_YEAR.sub(r"\g<year> 예산", text) for text in texts)


def _words_above(lines: Sequence[Line], index: int) -> Iterator[str]:
    """Nearest first, beyond the rows of the same table on the page before, and without notes."""
    for line in reversed(lines[:index]):
        if not line.is_blank and not line.is_tabular and not line.text.startswith(("※", "*", "주")):
            yield line.text
