"""The heads of tables of changes: which column is of which side, and what it says.

'감액 | 증액', '전용 전 | 전용 후', or a line of sides over a line of 부서, 사업, 과목 and 금액. A column that is
none of these is kept apart: its words are never taken for those of another.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from budgets.amounts import Unit
from budgets.reading import columns
from budgets.reading.columns import word_of_head
from budgets.reading.lines import Line
from budgets.reading.tables import NUMBER
from departments.text import squeezed

GIVES, TAKES = "from", "to"
DEPARTMENT, LINE, ITEM, NAME = "department", "line", "item", "name"
AMOUNT, CHANGE, KIND, NUMBERED = "amount", "change", "kind", "number"
REASON, DAY, TOLD_DAY, BESIDE, UNKNOWN = "reason", "day", "told", "beside", "unknown"
NAMES = (DEPARTMENT, LINE, ITEM, NAME)
_BEFORE = r"^(?:이용|전용|변경사용|변경|이체)?전(?=부서|사업|세부|과목|통계목|비목|$)"
_AFTER = r"^(?:이용|전용|변경사용|변경|이체)?후(?=부서|사업|세부|과목|통계목|비목|$)"
_GIVES = re.compile(
    rf"{_BEFORE}|^감|감액$|감소|전출|^(?:당초|기존|종전|준)(?:쪽|측|부서|사업|과목|$)"
)
_TAKES = re.compile(
    rf"{_AFTER}|^증|증액$|증가|전입|^(?:받은|변경)(?:쪽|측|부서|사업|과목|통계목|비목)|^받은$"
)
_CHANGE = re.compile(r"^증감액?$")
_MEANS = (
    (NUMBERED, re.compile(r"^(?:연번|번호|순번|순|No\.?)$", re.IGNORECASE)),
    (TOLD_DAY, re.compile(r"보고")),
    (DAY, re.compile(r"(?:일|일자|날짜|일시|시기)$")),
    (DEPARTMENT, re.compile(r"부서|실·?과|담당관|소관|기관")),
    (ITEM, re.compile(r"과목|비목|통계목|편성목|세목|^목$|목$")),
    (LINE, re.compile(r"사업(?!비)")),
    (REASON, re.compile(r"사유|이유|목적|용도|내용|비고")),
    (AMOUNT, re.compile(r"(?:액|감|증|예산|사업비)$|금액")),
    (KIND, re.compile(r"^(?:구분|종류|유형|변동구분|변동내용|이월구분|이월종류)$")),
)
_BRACKETS = re.compile(r"[(\[（][^)\]）]*[)\]）]")
_KNOWN_BESIDE = frozenset(
    ["appropriated", "budget", "spent", "committed", "rate", "beside", "original"]
)


@dataclass(frozen=True, slots=True)
class Column:
    means: str
    side: str = ""
    unit: Unit | None = None
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    columns: tuple[Column, ...]
    lines: int  # how many it takes

    def has(self, means: str, side: str | None = None) -> bool:
        return any(c.means == means and side in (None, c.side) for c in self.columns)

    @property
    def is_of_changes(self) -> bool:
        """Amounts, and whose they are."""
        amounts = self.has(AMOUNT) or self.has(CHANGE)
        return amounts and any(c.means in NAMES or c.means == REASON for c in self.columns)

    @property
    def says_sides(self) -> bool:
        return self.has(CHANGE) or any(c.side for c in self.columns)


def head_at(lines: Sequence[Line], at: int) -> Head | None:
    """One line of words, or two of which the first says the sides."""
    high = lines[at]
    if not high.is_tabular or any(NUMBER.match(cell) for cell in high.cells if cell):
        return None
    low = lines[at + 1] if at + 1 < len(lines) else None
    if low and low.is_tabular and not any(NUMBER.match(cell) for cell in low.cells if cell):
        found = _of_two(high.cells, low.cells)
        if found and found.is_of_changes:
            return found
    found = Head(tuple(column(cell) for cell in high.cells), 1)
    return found if found.is_of_changes else None


def _of_two(high: Sequence[str], low: Sequence[str]) -> Head | None:
    width = max(len(high), len(low))
    padded = [(*cells, *[""] * (width - len(cells))) for cells in (high, low)]
    if not any(below and not above for above, below in zip(*padded, strict=True)):
        return None  # nothing of the first line is over more than one column
    told, over = [], ""
    for above, below in zip(*padded, strict=True):
        over = above or over
        told.append(column(below, over) if below else column(above))
    return Head(tuple(told), 2)


def column(text: str, over: str = "") -> Column:
    word, unit = word_of_head(text)
    unit = unit or word_of_head(over)[1]
    word, above = _BRACKETS.sub("", word), _BRACKETS.sub("", squeezed(over))
    if _CHANGE.match(word):
        return Column(CHANGE, "", unit, text)
    side = side_of(word) or side_of(above)
    known = columns.column(text)
    if not side and known and known.role in _KNOWN_BESIDE:
        return Column(BESIDE, "", unit, text)
    if side and not over and word in ("감", "증"):
        return Column(AMOUNT, side, unit, text)
    means = next((what for what, pattern in _MEANS if pattern.search(word)), "")
    return Column(means or (NAME if side else UNKNOWN), side, unit, text)


def side_of(word: str) -> str:
    if _GIVES.search(word):
        return GIVES
    return TAKES if _TAKES.search(word) else ""
