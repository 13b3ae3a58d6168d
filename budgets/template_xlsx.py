"""A department's template: its lines as a sheet to fill in, read back by `budgets.reading.handed`.

Written by XlsxWriter, which keeps a value beside each formula (docs/decisions/0007). What is not to
be typed is locked, without a password: the lock keeps a slip away, not a person.
"""

import io
from collections.abc import Sequence
from itertools import groupby

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from budgets.amounts import Unit, exact_in_unit
from budgets.facing import asked_of, date_before, known_of, lines_of
from budgets.measures import MEASURES
from budgets.models import Filing, LineItem
from budgets.models.filing import CARRIED as KINDS
from budgets.rows import CARRIED, Row
from budgets.rules import Known
from budgets.statements import rows_of

FONT = {"font_name": "맑은 고딕", "font_size": 10, "valign": "vcenter"}
EDGE = {"border": 1, "border_color": "#8A949E"}
HEAD = FONT | EDGE | {"bold": True, "bg_color": "#E6E8EA", "align": "center", "text_wrap": True}
OPEN = FONT | EDGE | {"bg_color": "#FFF9E5", "locked": False}
SHUT = FONT | EDGE | {"bg_color": "#F4F5F6"}
_HEAD_ROW, _NAMES = 4, 2
_UNITS = {Unit.WON: "#,##0", Unit.THOUSAND: "#,##0.###"}
_HOW = "노란 칸에만 적습니다. 금액이 없으면 0 또는 ‘-’를 적고, 빈칸으로 두지 않습니다. 회색 칸은 잠겨 있습니다."
_EXPECTED = "변동으로 계산한 예산현액"
_HOW_EXPECTED = (
    f"‘{_EXPECTED}’은 참고로 적은 것이고 읽지 않습니다. "
    "맞으면 복사하여 왼쪽의 예산현액 칸에 값으로 붙입니다."
)


def template_xlsx(filing: Filing, unit: Unit = Unit.WON) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        _Template(book, filing, unit).write()
    return out.getvalue()


class _Template:
    def __init__(self, book: Workbook, filing: Filing, unit: Unit):
        self.book, self.filing, self.unit = book, filing, unit
        self.sheet = book.add_worksheet("제출")
        self.formats: dict[tuple, object] = {}
        self.lines: list[LineItem] = list(lines_of(filing))
        self.known: dict[int, Known] = known_of(filing)
        standing = [] if filing.standing_id is None else rows_of(filing.standing)
        self.standing: dict[int, Row] = {row.line: row for row in standing}
        measures = asked_of(filing.reporting_date).columns
        self.measures: tuple[str, ...] = measures
        self.inputs = [*measures, *(CARRIED if "carried" in measures else ())]
        self.before = date_before(filing)
        self._columns()

    def _columns(self) -> None:
        """Names, what is typed, what comes of it, what was before; the code, long, stands last. What
        the changes come to stands beside the 예산현액 that is typed: to be copied, not to be read."""
        at = _NAMES
        has_expected = any(known.expected is not None for known in self.known.values())
        self.at: dict[str, int] = {}
        self.expected_at = None
        for key in self.inputs:
            self.at[key], at = at, at + 1
            if key == "budget" and has_expected:
                self.expected_at, at = at, at + 1
        derived = ["rate", "rest"] if "spent" in self.measures else []
        self.derived = {key: at + n for n, key in enumerate(derived)}
        at += len(derived)
        self.note_at = at
        earlier = self.measures if self.before else ()
        self.earlier = {key: at + 1 + n for n, key in enumerate(earlier)}
        at += 1 + len(earlier)
        self.account_at, self.code_at = at, at + 1

    def write(self) -> None:
        self._head()
        row = _HEAD_ROW + 1
        for account, own in groupby(self.lines, key=lambda line: line.program.account):
            lines = list(own)
            total, row = row, row + 1
            first, programs = row, []
            for program, parts in groupby(lines, key=lambda line: line.program):
                of_program = list(parts)
                last = row + len(of_program)
                self._sum(row, str(program), account.name, of_program, row + 1, last)
                programs.append(row)
                for line in of_program:
                    row += 1
                    self._line(row, line)
                row += 1
            name = f"{account.name} 합계"
            self._sum(total, name, account.name, lines, first, row - 1, programs)
        self._layout(row - 1)

    def _head(self) -> None:
        date, write = self.filing.reporting_date, self.sheet.write_string
        department = self.filing.department
        office = f"{department.parent.name} " if department.parent else ""
        plain = self._format(FONT)
        write(
            0,
            0,
            f"{office}{department.name}",
            self._format(FONT | {"bold": True, "font_size": 14}),
        )
        day = f"{date.day:%Y. %-m. %-d.}"
        write(1, 0, f"{date.stage} 금액 제출 서식 ({day} 기준, 단위: {self.unit.label})", plain)
        write(2, 0, _HOW, plain)
        heads = {0: "정책사업", 1: "세부사업", self.note_at: "부진사유·비고"}
        heads |= {at: (MEASURES | KINDS)[key] for key, at in self.at.items()}
        heads |= {
            at: {"rate": "집행률", "rest": "집행잔액"}[key] for key, at in self.derived.items()
        }
        for key, at in self.earlier.items():
            heads[at] = f"지난 {MEASURES[key]} ({self.before.day:%Y. %-m. %-d.})"
        if self.expected_at is not None:
            heads[self.expected_at] = _EXPECTED
            write(3, 0, _HOW_EXPECTED, plain)
        heads |= {self.account_at: "회계", self.code_at: "사업코드"}
        for at, label in heads.items():
            write(_HEAD_ROW, at, label, self._format(HEAD))

    def _line(self, at: int, line: LineItem) -> None:
        sheet, row, known = self.sheet, self.standing.get(line.pk), self.known[line.pk]
        text = self._format(SHUT | {"num_format": "@"})
        sheet.write_string(at, 0, str(line.program), text)
        sheet.write_string(at, 1, str(line), self._format(SHUT | {"num_format": "@", "indent": 1}))
        for key, column in self.at.items():
            self._input(at, column, *_typed(row, key))
        self._derived(at, SHUT, [row], *self._known_of_line(at))
        note = self._format(OPEN | {"num_format": "@", "text_wrap": True})
        sheet.write_string(at, self.note_at, row.note if row else "", note)
        for key, column in self.earlier.items():
            self._amount(at, column, getattr(known.before, key, None))
        if self.expected_at is not None:
            self._amount(at, self.expected_at, known.expected)
        sheet.write_string(at, self.account_at, line.program.account.name, text)
        sheet.write_string(at, self.code_at, line.code, text)

    def _input(self, at: int, column: int, won: int | None, state: str) -> None:
        form = self._format(OPEN | {"num_format": _UNITS[self.unit], "align": "right"})
        if won is not None:
            self.sheet.write_number(at, column, self._number(won), form)
        elif state == "dash":
            self.sheet.write_string(at, column, "-", form)
        else:
            self.sheet.write_blank(at, column, None, form)

    def _amount(self, at: int, column: int, won: int | None) -> None:
        form = self._format(SHUT | {"num_format": _UNITS[self.unit], "align": "right"})
        if won is None:
            self.sheet.write_string(at, column, "-", form)
        else:
            self.sheet.write_number(at, column, self._number(won), form)

    def _sum(
        self,
        at: int,
        label: str,
        account: str,
        lines: Sequence[LineItem],
        first: int,
        last: int,
        programs: Sequence[int] = (),
    ) -> None:
        bold = SHUT | {"bold": True}
        text = self._format(bold | {"num_format": "@"})
        for column in (1, self.note_at, self.code_at):
            self.sheet.write_blank(at, column, None, text)
        self.sheet.write_string(at, 0, label, text)
        self.sheet.write_string(at, self.account_at, account, text)
        form = self._format(bold | {"num_format": _UNITS[self.unit], "align": "right"})
        rows = [self.standing.get(line.pk) for line in lines]
        for key, column in self.at.items():
            told = [won for row in rows if (won := _typed(row, key)[0]) is not None]
            if key == "carried":
                formula = self._carried(first, last, programs)
                self.sheet.write_formula(at, column, formula, form, self._number(sum(told)))
            else:
                self._summed(at, column, form, told, first, last)
        self._derived(at, bold, rows, *self._known_of_sum(at, first, last))
        before = [self.known[line.pk].before for line in lines]
        for key, column in self.earlier.items():
            told = [
                getattr(each, key) for each in before if each and getattr(each, key) is not None
            ]
            self._summed(at, column, form, told, first, last)
        if self.expected_at is not None:
            told = [self.known[line.pk].expected for line in lines]
            told = [won for won in told if won is not None]
            self._summed(at, self.expected_at, form, told, first, last)

    def _summed(self, at: int, column: int, form, told: list[int], first: int, last: int) -> None:
        formula = f"=SUBTOTAL(9,{_range(column, first, last)})"
        self.sheet.write_formula(at, column, formula, form, self._number(sum(told)))

    def _carried(self, first: int, last: int, programs: Sequence[int]) -> str:
        """이월액 as it is read: where a line says only the kinds, their sum."""
        column = self.at["carried"]
        if programs:
            return f"=SUM({','.join(xl_rowcol_to_cell(row, column) for row in programs)})"
        whole, *kinds = (_range(self.at[key], first, last) for key in ("carried", *CARRIED))
        return f"=SUM({whole})" + "".join(f'+SUMIF({whole},"=",{kind})' for kind in kinds)

    def _known_of_line(self, at: int) -> tuple[str, str, str]:
        """When its 예산현액 and 집행액 are known, when its 이월액 is, and what it carries over."""
        cell = {key: xl_rowcol_to_cell(at, column) for key, column in self.at.items()}
        if not self.derived:
            return "", "", ""
        known = f"ISNUMBER({cell['budget']}),ISNUMBER({cell['spent']})"
        if "carried" not in cell:
            return known, "", ""
        kinds = f"{cell[CARRIED[0]]}:{cell[CARRIED[-1]]}"
        carried = cell["carried"]
        is_said = f",COUNTBLANK({carried}:{cell[CARRIED[-1]]})<{1 + len(CARRIED)}"
        return known, is_said, f"-IF(ISNUMBER({carried}),{carried},SUM({kinds}))"

    def _known_of_sum(self, at: int, first: int, last: int) -> tuple[str, str, str]:
        """A blank makes it unknown, a dash adds nothing. Sums among the rows are not blank."""
        if not self.derived:
            return "", "", ""
        both = [_range(self.at[key], first, last) for key in ("budget", "spent")]
        known = ",".join(f"SUBTOTAL(2,{each})>0,COUNTBLANK({each})=0" for each in both)
        if "carried" not in self.at:
            return known, "", ""
        each = [_range(self.at[key], first, last) for key in ("carried", *CARRIED)]
        blank = ",".join(f'{one},"="' for one in each)
        return (
            known,
            f",COUNTIFS({blank})=0",
            f"-{xl_rowcol_to_cell(at, self.at['carried'])}",
        )

    def _derived(
        self, at: int, shape: dict, rows: Sequence[Row | None], known: str, is_said: str, less: str
    ) -> None:
        """집행률 and 집행잔액, live, with the values that they have now. Where one of the cells that
        they need is blank they are not known."""
        if not self.derived:
            return
        budget, spent = (xl_rowcol_to_cell(at, self.at[key]) for key in ("budget", "spent"))
        won = {key: _whole(rows, key) for key in ("budget", "spent", "carried")}
        has_both = None not in (won["budget"], won["spent"])
        has_rest = has_both and (not is_said or not _is_blank(rows, "carried"))
        self.sheet.write_formula(
            at,
            self.derived["rate"],
            f'=IF(AND({known}),IF({budget}>0,ROUND({spent}/{budget},3),"-"),"-")',
            self._format(shape | {"num_format": "0.0%", "align": "right"}),
            (won["spent"] * 1000 * 2 + won["budget"]) // (won["budget"] * 2) / 1000
            if has_both and won["budget"] > 0
            else "-",
        )
        self.sheet.write_formula(
            at,
            self.derived["rest"],
            f'=IF(AND({known}{is_said}),{budget}-{spent}{less},"-")',
            self._format(shape | {"num_format": _UNITS[self.unit], "align": "right"}),
            self._number(won["budget"] - won["spent"] - (won["carried"] or 0)) if has_rest else "-",
        )

    def _number(self, won: int) -> int | float:
        return won if self.unit is Unit.WON else float(exact_in_unit(won, self.unit))

    def _format(self, shape: dict):
        key = tuple(sorted(shape.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(shape)
        return self.formats[key]

    def _layout(self, last: int) -> None:
        sheet, first = self.sheet, _HEAD_ROW + 1
        sheet.set_row(_HEAD_ROW, 32)
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 34)
        sheet.set_column(_NAMES, self.code_at - 1, 15)
        sheet.set_column(self.note_at, self.note_at, 30)
        sheet.set_column(self.code_at, self.code_at, 40)
        sheet.freeze_panes(_HEAD_ROW + 1, _NAMES)
        for column in self.at.values():
            self._checked(first, last, column)
        sheet.data_validation(
            first,
            self.note_at,
            last,
            self.note_at,
            {
                "validate": "length",
                "criteria": "<=",
                "value": 300,
                "error_title": "부진사유·비고",
                "error_message": "300자까지 적습니다.",
            },
        )
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD_ROW)
        sheet.print_area(0, 0, last, self.account_at)
        sheet.set_footer("&C&P / &N")

    def _checked(self, first: int, last: int, column: int) -> None:
        cell = xl_rowcol_to_cell(first, column)
        whole = f",{cell}=INT({cell})" if self.unit is Unit.WON else ""
        words = "금액이 없으면 0 또는 ‘-’를 적습니다."
        sheet = self.sheet
        sheet.data_validation(
            first,
            column,
            last,
            column,
            {
                "validate": "custom",
                "value": f'=OR({cell}="-",AND(ISNUMBER({cell}){whole}))',
                "error_title": "금액",
                "error_message": f"{self.unit.label} 단위의 수만 적습니다. {words}",
            },
        )


def _typed(row: Row | None, key: str) -> tuple[int | None, str]:
    if row is None:
        return None, "blank"
    if key in CARRIED:
        return row.carried[CARRIED.index(key)], "blank"
    return getattr(row.measures, key), row.state(key)


def _is_blank(rows: Sequence[Row | None], key: str) -> bool:
    return any(row is None or row.state(key) == "blank" for row in rows)


def _whole(rows: Sequence[Row | None], key: str) -> int | None:
    """What rows come to; a blank makes it unknown, a dash adds nothing."""
    there = [won for row in rows if (won := _typed(row, key)[0]) is not None]
    return sum(there) if there and (key == "carried" or not _is_blank(rows, key)) else None


def _range(column: int, first: int, last: int) -> str:
    name = xl_col_to_name(column)
    return f"{name}{first + 1}:{name}{last + 1}"
