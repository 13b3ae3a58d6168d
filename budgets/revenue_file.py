"""세입 as a file: the form's rows as a sheet to fill in, and a sheet as rows of the form. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from budgets.amounts import Unit
from budgets.entry_sheet import Box, Part, number_of
from budgets.measures import REVENUE_MEASURES
from budgets.reading.headings import Heads, label_of
from budgets.reading.misfit import Misfit
from budgets.reading.own_table import (
    Filling,
    OwnTable,
    known_columns,
    missing_columns,
    no_table,
    only_one,
    tables_in,
    text_in,
)
from budgets.reading.sheet import Sheet
from budgets.reading.sheet_said import no_unit, unit_of
from budgets.revenue_sheet import Line
from budgets.typed_rows import MOST_ROWS, box_name
from departments.text import squeezed

_WORDS = {"level": "단계", "name": "과목|세입과목|과목명"} | REVENUE_MEASURES
_YEAR = re.compile(r"((?:19|20)[0-9]{2})년")
_ROOM = 40  # rows to fill in, beyond those that are filled


@dataclass(frozen=True, slots=True)
class FromFile:
    lines: list[Line]
    unit: Unit | None
    filling: Filling


def template(title: str, lines: Sequence[Line], unit: Unit) -> Part:
    rows = [[line.level, line.name, *line.cells.values()] for line in lines]
    rows += [["", "", *[""] * len(REVENUE_MEASURES)] for _ in range(_ROOM)]
    how = (
        "단계는 1(장)부터 4(목)까지입니다. 맨 아래 과목에 금액을 적고, 없는 금액은 ‘-’나 0으로 적습니다. "
        "위 과목의 금액은 비워도 됩니다."
    )
    return Part(
        name="세입",
        title=title,
        said=(f"(단위: {unit.label})", how),
        heads=tuple(Box(label) for label in ("단계", "과목", *REVENUE_MEASURES.values())),
        widths=(7, 40, *[16] * len(REVENUE_MEASURES)),
        rows=[
            [Box(text if at == 1 else number_of(text), is_open=True) for at, text in enumerate(row)]
            for row in rows
        ],
    )


def read(sheets: Sequence[Sheet], year: int, chosen: Unit | None) -> FromFile:
    filling = Filling()
    names = {squeezed(word) for word in _WORDS["name"].split("|")}
    amounts = {squeezed(label) for label in REVENUE_MEASURES.values()}
    tables = tables_in(sheets, lambda heads: bool(heads & names and heads & amounts))
    if not tables:
        labels = ", ".join(REVENUE_MEASURES.values())
        words = f"한 줄에 단계, 과목과 금액({labels})의 머리글을 적으십시오."
        filling.misfits.append(no_table(words))
    table = only_one(tables, filling)
    if table is None:
        return FromFile([], None, filling)
    columns, others = known_columns(table, _WORDS, filling)
    if "level" not in columns:
        filling.misfits += missing_columns(table, ["단계"])
    if others:
        filling.notes.append(f"읽지 않은 열: {', '.join(label for _, label in others)}")
    unit, wrong = unit_of(table.sheet, Heads(table.row), chosen)
    filling.misfits += [*wrong, *([] if unit or wrong else [no_unit(table.sheet)])]
    filling.misfits += _other_years(table, year)
    lines = _lines(table, columns, filling)
    return FromFile(lines, unit, filling)


def _lines(table: OwnTable, columns: dict[str, int], filling: Filling) -> list[Line]:
    lines: list[Line] = []
    for row, cells in table.rows():
        if not any(column < len(cells) and cells[column] for column in columns.values()):
            continue
        at = len(lines)
        if at == MOST_ROWS:
            found = f"과목이 {MOST_ROWS}줄보다 많습니다."
            words = f"한 표는 {MOST_ROWS}줄까지입니다."
            filling.misfits.append(table.wrong(row, columns["name"], found, words))
            break
        said = {
            key: text_in(table, row, columns.get(key), box_name(at, key), filling, label)
            for key, label in (_WORDS | {"name": "과목"}).items()
        }
        level = squeezed(said.pop("level")).removesuffix("단계")
        level = level if "level" in columns else "1"  # of a missing column it is said once
        lines.append(Line(level, said.pop("name"), said))
    return lines


def _other_years(table: OwnTable, year: int) -> list[Misfit]:
    """A sheet that names another year above its heads is of that year."""
    found = []
    for row in range(table.row):
        for column, cell in enumerate(table.sheet.rows[row]):
            for said in _YEAR.findall(squeezed(label_of(cell))):
                if int(said) != year:
                    words = f"{year}회계연도의 파일을 올리십시오."
                    found.append(table.wrong(row, column, f"{said}년의 파일입니다.", words))
    return found
