"""Which row of a handed-in sheet names the columns, and what stands above it: unit and day. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from budgets.amounts import Unit
from budgets.reading.misfit import Misfit, cell_name
from budgets.reading.sheet import Cell, Sheet
from departments.text import squeezed

NAME, CODE, PROGRAM, DEPARTMENT, ACCOUNT, NOTE = (
    "name",
    "code",
    "program",
    "department",
    "account",
    "note",
)
AMOUNTS = (
    "appropriated",
    "budget",
    "committed",
    "spent",
    "carried",
    "carried_planned",
    "carried_unavoidable",
    "carried_continuing",
)
LABELS = {
    NAME: "세부사업 세부사업명 사업명 구분 과목 사업 세부사업과목",
    CODE: "사업코드 세부사업코드 코드 세부코드",
    PROGRAM: "정책사업 정책사업명",
    DEPARTMENT: "부서 부서명 담당부서 소관부서 담당관",
    ACCOUNT: "회계 회계구분 회계명",
    NOTE: "비고 부진사유 사유 부진사유·비고 비고·부진사유 부진사유/비고 비고/부진사유 집행부진사유",
    "appropriated": "예산액 당초예산 당초예산액 본예산 본예산액 세출예산액",
    "budget": "예산현액 현액 현예산액",
    "committed": "원인행위액 원인행위 지출원인행위액 지출원인행위",
    "spent": "집행액 지출액 집행 지출 지출누계 집행누계 지출누계액 집행누계액",
    "carried": "이월액 다음연도이월액 차년도이월액 익년도이월액 이월 이월계 이월액계 이월액합계",
    "carried_planned": "명시이월 명시이월액 명시",
    "carried_unavoidable": "사고이월 사고이월액 사고",
    "carried_continuing": "계속비이월 계속비이월액 계속비 계속",
}
_KEYS = {word: key for key, words in LABELS.items() for word in words.split()}
_WITHIN = 50  # rows, before the heads must have come
_ASIDE = re.compile(r"[(\[（［].*?[)\]）］]")
_ORDER = re.compile(r"^[①-⑳ⓐ-ⓩ㉠-㉭]|[①-⑳ⓐ-ⓩ㉠-㉭*＊※]+$")
_UNIT = re.compile(r"(?:단위[:：]?)?(백만원|억원|천원|원)")
_UNIT_SAID = re.compile(r"단위[:：]?\(?(백만원|억원|천원|원)")
_DAY = r"(\d{4})[.년/-](\d{1,2})[.월/-](\d{1,2})[.일]?"
_DAY_SAID = re.compile(rf"{_DAY}(?:자)?(?:현재|기준)|기준일(?:자)?[:：(]*{_DAY}")
_DAY_ALONE = re.compile(rf"{_DAY}(?:T.*)?")


@dataclass(frozen=True, slots=True)
class Said:
    """A word of the sheet on itself, and where."""

    value: object
    cell: str


@dataclass(slots=True)
class Heads:
    row: int
    columns: dict[str, int] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)  # of columns that name one themselves
    unread: list[str] = field(default_factory=list)  # labels that say nothing to us
    repeated: list[Misfit] = field(default_factory=list)

    @property
    def last(self) -> int:
        return max(self.columns.values())


def heads_of(sheet: Sheet) -> Heads | None:
    """The first row that names lines and amounts."""
    for at, cells in enumerate(sheet.rows[:_WITHIN]):
        heads = _read(sheet, at, cells)
        names_lines = NAME in heads.columns or CODE in heads.columns
        if names_lines and any(key in heads.columns for key in AMOUNTS):
            return heads
    return None


def label_of(cell: Cell | None) -> str:
    return "" if cell is None else " ".join(cell.text.split())


def key_of(label: str) -> str | None:
    word = squeezed(label)
    return _KEYS.get(word) or _KEYS.get(_ORDER.sub("", _ASIDE.sub("", word)))


def _read(sheet: Sheet, at: int, cells: Sequence[Cell | None]) -> Heads:
    heads = Heads(at)
    for column, cell in enumerate(cells):
        label = label_of(cell)
        key = key_of(label) if label else None
        if key is None:
            heads.unread += [label] if label else []
            continue
        if key in heads.columns:
            first = cell_name(at, heads.columns[key])
            heads.repeated.append(
                Misfit(
                    sheet.name,
                    cell_name(at, column),
                    f"‘{label}’: {first}와 같은 열이 또 있습니다.",
                    "한 열만 남기거나 머리글을 다르게 적으십시오.",
                )
            )
            continue
        heads.columns[key] = column
        if key in AMOUNTS and (unit := _aside_unit(label)):
            heads.units[key] = unit
    return heads


def _aside_unit(label: str) -> Unit | None:
    for aside in _ASIDE.findall(squeezed(label)):
        if found := _UNIT.fullmatch(aside[1:-1]):
            return _unit(found[1])
    return None


def _unit(word: str) -> Unit:
    return next(unit for unit in Unit if unit.label == word)


def units_said(sheet: Sheet, heads: Heads) -> list[Said]:
    """Above the heads, or beside them: (단위: 천원)."""
    found = []
    for row, column, word in _words(sheet, heads):
        if match := _UNIT_SAID.search(word):
            found.append(Said(_unit(match[1]), cell_name(row, column)))
    return found


def days_said(sheet: Sheet, heads: Heads) -> list[Said]:
    """2030. 9. 30. 기준; or 기준일 with the day in the next cell."""
    found = []
    for row, column, word in _words(sheet, heads):
        for match in _DAY_SAID.finditer(word):
            digits = [part for part in match.groups() if part]
            found += _said_day(digits, row, column)
        if re.fullmatch(r"기준일(?:자)?[:：]?", word):
            beside = next(
                (c for c in range(column + 1, len(sheet.rows[row])) if sheet.rows[row][c]), None
            )
            if beside is not None and (
                match := _DAY_ALONE.fullmatch(squeezed(sheet.rows[row][beside].text))
            ):
                found += _said_day(match.groups(), row, beside)
    return found


def _said_day(digits: Sequence[str], row: int, column: int) -> list[Said]:
    try:
        return [Said(date(*map(int, digits)), cell_name(row, column))]
    except ValueError:
        return [Said(None, cell_name(row, column))]


def _words(sheet: Sheet, heads: Heads) -> Iterator[tuple[int, int, str]]:
    for row in range(heads.row + 1):
        for column, cell in enumerate(sheet.rows[row]):
            if cell is not None:
                yield row, column, squeezed(cell.text)
