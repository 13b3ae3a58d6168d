"""The heads of budget tables: which column is which measure, of which year, in which unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from budgets.amounts import Unit
from budgets.reading.lines import Line
from budgets.reading.tables import Head
from departments.text import squeezed

AMOUNTS = {
    "예산액": "appropriated",
    "예산현액": "budget",
    "원인행위액": "committed",
    "집행액": "spent",
    "지출액": "spent",
    "이월액": "carried",
}
DERIVED = {
    "집행잔액": "lapsed",
    "잔액": "lapsed",
    "집행률": "rate",
    "집행율": "rate",
    "증감": "change",
    "증감률": "change_rate",
    "증감율": "change_rate",
}
_NOTE = {"비고": "note"}
_ROLES = AMOUNTS | DERIVED | _NOTE
_UNIT = re.compile(r"\((천원|백만원|억원|원|%)\)")
_YEAR = re.compile(r"^((?:19|20)\d{2})년(?:도)?(예산)(?:액)?$")
_FIRST = re.compile(r"^(?:부서(?:/|및)?(?:사업)?명|(?:세부)?사업명|부서|구분|과목)$")
_LOOSE = re.compile(
    r"\s*((?:(?:19|20)\d{2}\s*년\s*예산)|"
    + "|".join(r"\s?".join(word) for word in sorted(_ROLES, key=len, reverse=True))
    + r")(\s*\((?:천원|백만원|억원|원|%)\))?"
)


@dataclass(frozen=True, slots=True)
class Column:
    role: str
    year: int | None = None
    unit: Unit | None = None

    @property
    def is_amount(self) -> bool:
        return self.role in AMOUNTS.values()


def column(text: str) -> Column | None:
    word = squeezed(text)
    unit = _UNIT.search(word)
    word = _UNIT.sub("", word)
    if year := _YEAR.match(word):
        return Column("appropriated", int(year[1]), _unit(unit))
    return Column(_ROLES[word], None, _unit(unit)) if word in _ROLES else None


def _unit(found: re.Match | None) -> Unit | None:
    return next((u for u in Unit if found and u.label == found[1]), None)


def budget_head(lines: Sequence[Line], index: int) -> Head | None:
    """A head is one only if every column is known: a half understood table is not read."""
    line = lines[index]
    cells = line.cells if line.is_tabular else _loose_cells(line.text)
    if len(cells) < 3 or not _FIRST.match(squeezed(cells[0])):
        return None
    columns, after = tuple(cells[1:]), index + 1
    if not _understood(columns) and line.is_tabular and after < len(lines):
        columns, after = _merged(columns, lines[after].cells), after + 1
    while columns and not columns[-1]:
        columns = columns[:-1]
    return Head(columns, after) if _understood(columns) else None


def _understood(columns: Sequence[str]) -> bool:
    known = [column(text) for text in columns]
    return all(known) and any(c.is_amount for c in known)


def _merged(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """A head of two lines: '2018년 대비' over '증 감' and '증감률(%)'."""
    if below[:1] != ("",) or len(below) > len(above) + 1:
        return ()
    padded = (*below[1:], *[""] * len(above))
    return tuple(low or high for high, low in zip(above, padded, strict=False))


def _loose_cells(text: str) -> tuple[str, ...]:
    first = re.match(r"^(부서\s*(?:/|및)?\s*(?:사업)?명|사업명|부서|구\s*분|과\s*목)\s+", text)
    if not first:
        return ()
    cells, at = [first[1]], first.end()
    while found := _LOOSE.match(text, at):
        cells.append(found[0].strip())
        at = found.end()
    return tuple(cells) if not text[at:].strip() else ()
