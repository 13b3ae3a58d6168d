"""One table of a handed-in sheet, row by row. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from budgets.amounts import BLANK, Amount, Refused, Unit, parse_amount
from budgets.measures import MEASURES, Measures
from budgets.reading import sheet as raw
from budgets.reading.adding import Added, Part, differences
from budgets.reading.frame import WORDS
from budgets.reading.headings import (
    ACCOUNT,
    CODE,
    DEPARTMENT,
    NAME,
    NOTE,
    PROGRAM,
    Heads,
    key_of,
    label_of,
)
from budgets.reading.misfit import ROUNDED, Place, cell_name
from budgets.reading.own_lines import Asked, Own, Sum, Wrong
from budgets.reading.sheet import Cell, Sheet
from budgets.reading.sheet_said import unlike_amount
from budgets.rows import CARRIED, Row
from departments.text import squeezed

if TYPE_CHECKING:
    from budgets.reading.handed import Reader

LONGEST_NOTE, LONGEST_PLACE = 300, 40  # as the columns of the database
WANTED = "1,234나 △1,234 같은 금액, 0 또는 ‘-’를 적으십시오."
_REMARKS = ("※", "*", "＊", "주)", "주:", "자료:", "출처")


class Table:
    """One table of one sheet, row by row."""

    def __init__(self, reader: "Reader", sheet: Sheet, heads: Heads, unit: Unit | None):
        self.reader, self.sheet, self.heads, self.unit = reader, sheet, heads, unit
        self.columns = {key: at for key, at in heads.columns.items() if key in reader.asked}
        self.under = ""  # the program whose own row came last
        self.added: list[Added | Part] = []

    def read(self) -> None:
        for at in range(self.heads.row + 1, len(self.sheet.rows)):
            self._row(at)
        units = {key: self._unit_of(key) for key in self.columns}
        own = frozenset(own.line for own in self.reader.frame.own.lines)
        for each in differences(self.added, self.columns, units, WORDS, own):
            told = self.reader.roundings if each.kind == ROUNDED else self.reader.misfits
            told.append(replace(each, sheet=self.sheet.name))

    def _row(self, at: int) -> None:
        cells = self.sheet.rows[at]
        asked = Asked(
            *(self._said(cells, key) for key in (CODE, NAME, PROGRAM, ACCOUNT, DEPARTMENT))
        )
        has_amounts = any(self._cell(cells, column) for column in self.columns.values())
        if not any((asked.code, asked.name)):
            # Where a row has no name of its own, another column may say what it adds up.
            label = asked.program or asked.account or asked.department
            if has_amounts or self._said(cells, NOTE):
                total = label and self.reader.frame.own.sum_named(label, asked.account)
                if total:
                    self._sum(at, cells, total)
                else:
                    self._wrong(
                        at,
                        NAME,
                        "이름도 코드도 없는 줄에 값이 있습니다.",
                        "세부사업을 적거나 값을 지우십시오.",
                    )
                    self._unread(None)
            return
        if self._is_remark(asked, has_amounts) or self._is_heads_again(cells):
            return
        is_spilled = self._spilled(at, cells)
        found = self.reader.frame.own.match(asked, self.under)
        total = None if asked.code else self.reader.frame.own.sum_named(asked.name, asked.account)
        if isinstance(found, Own) and not (total and self._is_programs_own(at, found, asked)):
            self._line(at, cells, found, is_spilled)
        elif total is not None:
            if self.reader.frame.own.is_program(asked.name):
                self.under = squeezed(asked.name)
            self._sum(at, cells, total, is_spilled)
        elif isinstance(found, Wrong):
            column = CODE if asked.code else NAME
            self._wrong(at, column, found.found, found.expected)
            if has_amounts:
                self._unread(None)

    def _unread(self, line: int | None) -> None:
        self.added.append(Part(line, None, frozenset(self.columns)))

    def _is_programs_own(self, at: int, found: Own, asked: Asked) -> bool:
        """A program and a line of one name in one column: the first of the two is the program's."""
        if PROGRAM in self.heads.columns or found.line in self.reader.where:
            return False
        column = self.heads.columns[NAME]
        later = (row[column] for row in self.sheet.rows[at + 1 :])
        own = self.reader.frame.own
        return any(
            cell and own.is_program(cell.text) and squeezed(cell.text) == squeezed(asked.name)
            for cell in later
        )

    def _line(self, at: int, cells: Sequence[Cell | None], own: Own, is_spilled: bool) -> None:
        place = self._place(at)
        if own.line in self.reader.where:
            first = self.reader.where[own.line]
            sheet = f"{first.sheet} " if first.sheet else ""
            words = f"두 번 나옵니다: ‘{own.reading or own.name}’, 먼저 {sheet}{first.cells}"
            self._wrong(
                at, NAME if NAME in self.heads.columns else CODE, words, "한 줄만 남기십시오."
            )
            self._unread(own.line)
            return
        cells_of = {key: cell_name(at, column) for key, column in self.columns.items()}
        self.reader.where[own.line] = Place(self.sheet.name, place, cells_of)
        read = {key: self._amount(at, cells, key, own) for key in self.columns}
        unread = {key for key, amount in read.items() if amount is None or is_spilled}
        if not unread.isdisjoint(CARRIED):
            unread.add("carried")
        known = {key: BLANK if amount is None else amount for key, amount in read.items()}
        row = self._as_row(own, known, self._note(at, cells, own))
        where = f"{self.sheet.name}!{place}" if self.sheet.name else place
        row = replace(row, place=where[-LONGEST_PLACE:])
        if not unread:
            self.reader.rows[own.line] = row
        self.added.append(Part(own.line, row, frozenset(unread)))

    def _as_row(self, own: Own, read: dict[str, Amount], note: str) -> Row:
        parts = tuple(read[part].won if part in read else None for part in CARRIED)
        given = [read[part] for part in CARRIED if part in read]
        amounts = {key: read[key] for key in MEASURES if key in read}
        if (
            "carried" in self.reader.asked
            and amounts.get("carried", BLANK).state == "blank"
            and given
        ):
            amounts["carried"] = _sum_of_kinds(given)
        measures = Measures(**{key: amount.won for key, amount in amounts.items()})
        states = {m: amounts[m].state if m in amounts else "absent" for m in MEASURES}
        before = self.reader.frame.standing.get(own.line)
        if not given and before and before.measures.carried == measures.carried:
            parts = before.carried  # no column speaks of the kinds
        return Row(own.line, measures, states, parts, note)

    def _note(self, at: int, cells: Sequence[Cell | None], own: Own) -> str:
        if NOTE not in self.heads.columns:
            before = self.reader.frame.standing.get(own.line)
            if before and before.note:
                self.reader.notes.append("비고 열이 없어, 적혀 있던 비고를 그대로 둡니다.")
            return before.note if before else ""
        note = self._said(cells, NOTE)
        if len(note) > LONGEST_NOTE:
            words = f"비고가 {len(note)}자입니다."
            self._wrong(at, NOTE, words, f"비고는 {LONGEST_NOTE}자까지입니다.")
        return note

    def _amount(self, at: int, cells: Sequence[Cell | None], key: str, own: Own) -> Amount | None:
        cell = self._cell(cells, self.columns[key])
        name = f"{own.reading or own.name}, {WORDS[key]}"
        if unlike := unlike_amount(cell):
            self._wrong(at, key, f"{name}: {unlike.found}", unlike.expected)
            return None
        try:
            return _amount(cell, self._unit_of(key))
        except Refused as refused:
            hint = f" ‘{refused.suggestion}’인지 확인하십시오." if refused.suggestion else ""
            words = f"{name}: ‘{_shown(cell)}’. {refused.reason}"
            self._wrong(at, key, words, f"{WANTED}{hint}")
        return None

    def _sum(
        self, at: int, cells: Sequence[Cell | None], total: Sum, is_spilled: bool = False
    ) -> None:
        printed: dict[str, tuple[str, int]] = {}
        for key, column in () if is_spilled else self.columns.items():
            cell = self._cell(cells, column)
            if cell is not None and cell.kind == raw.UNCALCULATED:
                self.reader.notes.append(
                    "계산되지 않은 합계는 견주지 않았습니다. 저장하는 것은 세부사업의 금액입니다."
                )
                continue
            try:
                amount = _amount(cell, self._unit_of(key))
            except Refused as refused:
                self._wrong(at, key, f"{total.label}: ‘{_shown(cell)}’. {refused.reason}", WANTED)
                continue
            if amount.won is not None:
                printed[key] = cell_name(at, column), amount.won
        self.added.append(Added(total, printed))

    def _unit_of(self, key: str) -> Unit:
        return self.heads.units.get(key) or self.unit

    def _spilled(self, at: int, cells: Sequence[Cell | None]) -> bool:
        """In text, a comma within an amount makes one more column, and shifts what stands behind."""
        heads = self.sheet.rows[self.heads.row]
        width = max((c for c, cell in enumerate(heads) if cell), default=0) + 1
        is_spilled = self.sheet.is_text and any(cells[width:])
        if is_spilled:
            cell = cell_name(at, width)
            self.reader.wrong(
                self.sheet,
                cell,
                "머리글보다 칸이 많습니다.",
                '쉼표가 든 금액은 "1,000"처럼 따옴표로 싸십시오.',
            )
        return is_spilled

    def _is_remark(self, asked: Asked, has_amounts: bool) -> bool:
        return not has_amounts and not asked.code and asked.name.startswith(_REMARKS)

    def _is_heads_again(self, cells: Sequence[Cell | None]) -> bool:
        """Sheets for printing repeat their heads on each page."""
        return all(
            key_of(label_of(self._cell(cells, at))) == key for key, at in self.heads.columns.items()
        )

    def _said(self, cells: Sequence[Cell | None], key: str) -> str:
        cell = self._cell(cells, self.heads.columns[key]) if key in self.heads.columns else None
        return label_of(cell)

    def _cell(self, cells: Sequence[Cell | None], column: int) -> Cell | None:
        return cells[column] if column < len(cells) else None

    def _wrong(self, at: int, key: str, found: str, expected: str) -> None:
        column = self.heads.columns.get(key, self.heads.columns.get(CODE, 0))
        self.reader.wrong(self.sheet, cell_name(at, column), found, expected)

    def _place(self, at: int) -> str:
        """All of its amounts: a reader asks of any of them where it came from."""
        first, last = min(self.columns.values()), max(self.columns.values())
        ends = "" if first == last else f":{cell_name(at, last)}"
        return cell_name(at, first) + ends


def _amount(cell: Cell | None, unit: Unit) -> Amount:
    match cell:
        case None:
            return BLANK
        case Cell(raw.NUMBER, text):
            return parse_amount(Decimal(text), unit)
        case _:
            return parse_amount(cell.text, unit)


def _sum_of_kinds(given: Sequence[Amount]) -> Amount:
    known = [amount.won for amount in given if amount.won is not None]
    if known:
        return Amount("value", sum(known))
    return given[0] if all(each.state == given[0].state for each in given) else BLANK


def _shown(cell: Cell) -> str:
    text = "".join(letter if letter.isprintable() else " " for letter in cell.text[:40])
    return text + ("…" if len(cell.text) > 40 else "")
