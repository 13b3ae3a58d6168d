"""Whose a series is, and which line pays for what it counts: only where a rule says so, in words.

A line pays whose name holds the series' own, or to which alone the amounts of its task lead
(`matching`). A department counts that has such a line, or a team or duty that names the series.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from budgets.reading.facts import (
    DRAWN,
    ClaimFacts,
    DutyFacts,
    LeafRow,
    Sheet,
    TeamFacts,
)
from budgets.reading.lines import Line
from budgets.reading.names import distinct, key_of
from budgets.reading.statistic_facts import Payer
from budgets.reading.titles import bare

_SHORTEST = 3  # letters of a name that tells lines apart
_OUTLINE = re.compile(r"개\s*요$")
_NUMBERED = re.compile(r"^\d{1,2}$|^\d{1,2}\s*\.\s|^[①-⑳]")
_FAR = 60  # lines that a task may take


@dataclass(frozen=True, slots=True)
class Around:
    """What the report says of its office."""

    office: str
    lines: Sequence[Line]
    sheets: Sequence[Sheet]
    teams: Sequence[TeamFacts]
    duties: Sequence[DutyFacts]
    claims: Sequence[ClaimFacts]


@dataclass(frozen=True, slots=True)
class Belongs:
    department: str = ""
    why: str = ""
    payer: Payer | None = None


def belongs(series: str, index: int, day: date | None, around: Around) -> Belongs:
    payers = list(_by_name(series, day, around)) or list(_by_amount(index, around))
    departments = dict(_of_teams(series, around))
    if len(payers) == 1:
        row, payer = payers[0]
        departments.setdefault(row.department, f"‘{row.name}’의 부서")
    payer = payers[0][1] if len(payers) == 1 else None
    if len(departments) == 1:
        return Belongs(*next(iter(departments.items())), payer)
    known = {row.department for sheet in around.sheets for row in sheet.rows}
    if not departments and known == {around.office}:
        return Belongs(around.office, "실국에 부서가 하나", payer)
    return Belongs(payer=payer)


def _by_name(series: str, day: date | None, around: Around) -> Iterator[tuple[LeafRow, Payer]]:
    """Of the sheet that speaks of the same year, else of the latest."""
    key = key_of(series)
    if len(key) < _SHORTEST:
        return
    found = [
        (sheet, path, row)
        for sheet in around.sheets
        for path, row in zip(distinct(r.path for r in sheet.rows), sheet.rows, strict=True)
        if key in key_of(row.name) and sheet.when.basis == DRAWN
    ]
    best = max((_nearness(sheet, day) for sheet, _, _ in found), default=None)
    for sheet, path, row in found:
        if _nearness(sheet, day) == best:
            why = "사업 이름에 같은 말이 있음"
            yield row, Payer(sheet.when, sheet.account, path, why)


def _nearness(sheet: Sheet, day: date | None) -> tuple:
    same = day is not None and sheet.when.fiscal_year == day.year
    return same, sheet.when.stage != "예산", sheet.when.day


def _by_amount(index: int, around: Around) -> Iterator[tuple[LeafRow, Payer]]:
    """The one line to which all amounts of the task lead that lead to one line."""
    task = _task(around.lines, index)
    places = {line.place for line in task}
    told: dict[tuple, ClaimFacts] = {}
    for claim in around.claims:
        if claim.shape == "문장" and claim.place in places and len(claim.scope.lines) == 1:
            told.setdefault((claim.scope.when, *claim.scope.lines[0]), claim)
    if len(told) != 1:
        return
    (when, account, path), claim = next(iter(told.items()))
    for sheet in around.sheets:
        paths = distinct(row.path for row in sheet.rows)
        if (sheet.when, sheet.account) == (when, account) and path in paths:
            why = f"같은 과제의 금액({claim.printed})으로 이어짐"
            yield sheet.rows[paths.index(path)], Payer(when, account, path, why)


def _task(lines: Sequence[Line], index: int) -> Sequence[Line]:
    """From the outline (사업개요) above to the next one; nothing where none is above, or where a
    numbered title stands between."""
    first = next(
        (at for at in range(index, max(index - _FAR, -1), -1) if _outlines(lines[at])), None
    )
    if first is None or any(_NUMBERED.match(line.text) for line in lines[first:index]):
        return ()
    below = range(index + 1, min(index + _FAR, len(lines)))
    return lines[first : next((at for at in below if _outlines(lines[at])), below.stop)]


def _outlines(line: Line) -> bool:
    return not line.is_tabular and bool(_OUTLINE.search(bare(line.text).strip()))


def _of_teams(series: str, around: Around) -> Iterator[tuple[str, str]]:
    key = key_of(series)
    if len(key) < _SHORTEST:
        return
    for team in around.teams:
        if key in key_of(team.name) or key in key_of(team.duty):
            yield team.department, f"{team.name}의 업무"
    for duty in around.duties:
        if key in key_of(duty.text):
            yield duty.department, "부서의 업무"
