"""세입 as a file: the form's rows as a sheet to fill in, and a sheet as rows of the form. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from budgets.amounts import Unit
from budgets.entry_sheet import Part, number_of
from budgets.measures import REVENUE_MEASURES
from budgets.reading.own_table import Filling
from budgets.reading.sheet import Sheet
from budgets.revenue_sheet import LEVELS, Line
from budgets.rows_file import RowsOfFile, part

_WORDS = {"level": "단계", "name": "과목|세입과목|과목명"} | REVENUE_MEASURES
_LEVELS = {str(level): str(level) for level in LEVELS}


@dataclass(frozen=True, slots=True)
class FromFile:
    lines: list[Line]
    unit: Unit | None
    filling: Filling


def template(title: str, lines: Sequence[Line], unit: Unit) -> Part:
    how = (
        "단계는 1(장)부터 4(목)까지입니다. 맨 아래 과목에 금액을 적고, 없는 금액은 ‘-’나 0으로 적습니다. "
        "위 과목의 금액은 비워도 됩니다."
    )
    rows = [
        [number_of(line.level), line.name, *map(number_of, line.cells.values())] for line in lines
    ]
    widths = (7, 40, *[16] * len(REVENUE_MEASURES))
    return part("세입", title, (f"(단위: {unit.label})", how), _WORDS, widths, rows)


def read(sheets: Sequence[Sheet], year: int, chosen: Unit | None) -> FromFile:
    own = RowsOfFile(sheets, _WORDS, key="name", some=[*REVENUE_MEASURES], needed=["level"])
    if own.table is None:
        return FromFile([], None, own.filling)
    unit = own.unit(chosen)
    own.must_be_of(year, range(year, year + 2))
    lines = []
    for at, row in enumerate(own.rows()):
        said = row.pop("level").removesuffix("단계")
        level = own.chosen(at, "level", said, _LEVELS) or "1"  # what is wrong is told already
        lines.append(Line(level, row.pop("name"), row))
    return FromFile(lines, unit, own.filling)
