"""What a handed-in sheet says of itself, held against what is expected: its day, its unit, its cells.
Pure."""

from datetime import date
from typing import NamedTuple

from budgets.amounts import Unit
from budgets.reading import sheet as raw
from budgets.reading.headings import Heads, days_said, units_said
from budgets.reading.misfit import Misfit, cell_name
from budgets.reading.sheet import Cell, Sheet


class Unlike(NamedTuple):
    found: str
    expected: str


def unlike_amount(cell: Cell | None) -> Unlike | None:
    """Of a cell that holds something else than text or a number."""
    match cell.kind if cell else None:
        case raw.UNCALCULATED:
            return Unlike(
                "한 번도 계산되지 않은 수식입니다.", "엑셀에서 열어 저장한 뒤 올리십시오."
            )
        case raw.DATE:
            words = "금액을 적으십시오. 칸의 서식을 확인하십시오."
            return Unlike(f"날짜({cell.text})입니다.", words)
        case raw.LOGICAL:
            return Unlike(f"참·거짓 값({cell.text})입니다.", "금액을 적으십시오.")
    return None


def merged_within(sheet: Sheet, row: int, last: int) -> list[Misfit]:
    """In the table that begins in `row` and ends in the column `last`."""
    words = "표 안에 병합한 칸이 있습니다.", "병합을 풀고 칸마다 적으십시오."
    return [
        Misfit(sheet.name, f"{cell_name(top, left)}:{cell_name(bottom, right)}", *words)
        for top, left, bottom, right in sheet.merged
        if bottom >= row and left <= last
    ]


def other_days(sheet: Sheet, heads: Heads, day: date) -> list[Misfit]:
    found = []
    for said in days_said(sheet, heads):
        if said.value != day:
            other = f"{said.value:%Y. %-m. %-d.} 기준" if said.value else "없는 날짜"
            words = f"{day:%Y. %-m. %-d.} 기준으로 적은 파일을 올리십시오."
            found.append(Misfit(sheet.name, said.cell, f"{other}의 파일입니다.", words))
    return found


def unit_of(sheet: Sheet, heads: Heads, chosen: Unit | None) -> tuple[Unit | None, list[Misfit]]:
    """What the sheet or the person says, None where neither does; and where they do not agree."""
    said = units_said(sheet, heads)
    labels = {each.value: each.cell for each in said}
    if len(labels) > 1:
        words = f"단위가 여럿 적혀 있습니다: {', '.join(unit.label for unit in labels)}"
        return None, [Misfit(sheet.name, said[-1].cell, words, "단위는 하나만 적으십시오.")]
    own = next(iter(labels), None)
    if own and chosen and own != chosen:
        found = f"파일에는 단위가 {own.label}이라고 적혀 있습니다."
        words = f"고른 단위는 {chosen.label}입니다. 어느 쪽이 맞는지 확인하십시오."
        return None, [Misfit(sheet.name, labels[own], found, words)]
    return own or chosen, []


def no_unit(sheet: Sheet) -> Misfit:
    words = "올릴 때 단위를 고르거나 ‘(단위: 천원)’처럼 적으십시오."
    return Misfit(sheet.name, "", "단위가 적혀 있지 않습니다.", words)
