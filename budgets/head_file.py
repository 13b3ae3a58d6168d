"""정원과 현원 as a file: the form's rows as a sheet to fill in, and a sheet as rows of the form. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from budgets.entry_sheet import Part, number_of
from budgets.head_sheet import EVERYBODY, MEASURES, WHOLE_OFFICE, Line
from budgets.reading.own_table import Filling
from budgets.reading.sheet import Sheet
from budgets.reading.sheet_said import other_days
from budgets.rows_file import RowsOfFile, part
from departments.text import clean

_WORDS = {
    "department": "부서|부서명|담당관|소속",
    "group": "직군·급|직군|직급|직군·직급|직군/직급|구분",
} | MEASURES


class FromFile(NamedTuple):
    lines: list[Line]
    filling: Filling


def template(title: str, day: date, lines: Sequence[Line], names: Mapping[str, str]) -> Part:
    """`names`: of departments, by what the form's list has for them."""
    how = (
        "부서의 직군·급마다 한 줄에 적습니다. 한 명도 없으면 ‘0’이나 ‘-’로 적습니다. "
        "총계와 소계의 줄은 적으면 더한 값과 견줍니다. 사람의 이름은 적지 않습니다."
    )
    rows = [
        [names.get(line.department, ""), line.group, *map(number_of, line.cells.values())]
        for line in lines
    ]
    said = (f"{day:%Y. %-m. %-d.} 기준 (단위: 명)", how)
    return part("인력", title, said, _WORDS, (24, 30, 12, 12), rows)


def read(sheets: Sequence[Sheet], day: date, departments: Mapping[int, str]) -> FromFile:
    own = RowsOfFile(sheets, _WORDS, key="group", some=[*MEASURES], needed=["department", "group"])
    if own.table is None:
        return FromFile([], own.filling)
    own.filling.misfits += other_days(own.table.sheet, own.heads, day)
    often = Counter(departments.values())
    choices = {name: str(pk) for pk, name in departments.items() if often[name] == 1}
    choices[WHOLE_OFFICE] = EVERYBODY
    lines = []
    for at, row in enumerate(own.rows()):
        name = row.pop("department")
        line = Line("", row.pop("group"), row)
        if line.adds_up == "" and not clean(name):  # a total of nobody in particular is everybody's
            name = WHOLE_OFFICE
        if not line.is_blank:
            line = replace(line, department=own.chosen(at, "department", name, choices))
        lines.append(line)
    return FromFile(lines, own.filling)
