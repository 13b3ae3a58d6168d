"""업무와 예산 as a file: the form's rows as a sheet to fill in, and a sheet as rows of the form. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from budgets.amounts import Unit
from budgets.entry_sheet import Part
from budgets.reading.headings import days_said
from budgets.reading.misfit import Misfit
from budgets.reading.own_table import Filling
from budgets.reading.sheet import Sheet
from budgets.rows_file import RowsOfFile, part
from budgets.task_sheet import KINDS, STATED, Line
from departments.text import clean

_WORDS = {
    "kind": "단계|구분",
    "title": "제목|과제|과제명",
    "department": "맡은 부서|담당부서|소관부서|부서",
    "won": "금액",
    "measure": "금액의 종류",
    "line": "세부사업|세부사업명|사업명",
}
_KINDS = {kind: kind for kind in KINDS}
_MEASURES = {label: measure for measure, label in STATED.items()}


@dataclass(frozen=True, slots=True)
class FromFile:
    lines: list[Line]
    unit: Unit | None
    day: date | None
    filling: Filling


def template(
    title: str, day: date, unit: Unit, lines: Sequence[Line], departments: Mapping[str, str]
) -> Part:
    """Amounts stand as texts: how exactly one is said depends on its digits."""
    how = (
        f"단계는 {', '.join(KINDS)} 가운데 하나입니다. 금액은 과제와 세부과제에 적고, 없으면 비웁니다. "
        f"금액의 종류는 {', '.join(_MEASURES)} 가운데 하나입니다. 공무원이나 시민의 이름은 적지 않습니다."
    )
    rows = [
        [
            line.kind,
            line.title,
            departments.get(line.department, ""),
            line.won,
            STATED.get(line.measure, "") if line.won else "",
            line.line,
        ]
        for line in lines
    ]
    said = (f"{day:%Y. %-m. %-d.} 기준 (단위: {unit.label})", how)
    return part("업무와 예산", title, said, _WORDS, (12, 44, 20, 14, 14, 44), rows)


def read(
    sheets: Sequence[Sheet], year: int, chosen: Unit | None, departments: Mapping[int, str]
) -> FromFile:
    own = RowsOfFile(sheets, _WORDS, key="title", some=["kind"], needed=["kind"])
    if own.table is None:
        return FromFile([], None, None, own.filling)
    own.must_be_of(year, range(year - 1, year + 2))
    often = Counter(departments.values())
    offices = {name: str(pk) for pk, name in departments.items() if often[name] == 1}
    lines = []
    for at, row in enumerate(own.rows()):
        line = Line(**row)
        if not line.is_blank:
            measures = _MEASURES if clean(line.won) else {"": ""} | _MEASURES
            line = Line(
                own.chosen(at, "kind", line.kind, _KINDS),
                line.title,
                own.chosen(at, "department", line.department, {"": ""} | offices),
                line.won,
                own.chosen(at, "measure", line.measure, measures) or "cost",
                line.line,
            )
        lines.append(line)
    has_amounts = any(clean(line.won) for line in lines)
    if has_amounts and "measure" not in own.columns:
        told = f"‘{_WORDS['measure']}’의 열이 없어 금액을 모두 {STATED['cost']}로 두었습니다."
        own.filling.notes.append(told)
    unit = own.unit(chosen, is_needed=has_amounts)
    return FromFile(lines, unit, _day(own), own.filling)


def _day(own: RowsOfFile) -> date | None:
    """Which the sheet says of itself; nothing where it says none."""
    said = days_said(own.table.sheet, own.heads)
    days = {each.value for each in said}
    if len(days) > 1 or None in days:
        found = "기준일이 여럿이거나 없는 날짜입니다."
        words = "있는 날짜 하나만 적으십시오."
        own.filling.misfits.append(Misfit(own.table.sheet.name, said[-1].cell, found, words))
        return None
    return days.pop() if days else None
