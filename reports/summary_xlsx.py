"""The analysts' workbook: pivots by pandas, sheets and charts that Excel can edit by openpyxl.

Both take their time to import: nothing that is imported at start-up may import this module.
"""

import io
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.drawing.text import CharacterProperties, ParagraphProperties
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from budgets.amounts import Unit
from budgets.models import Figure
from reports.bulk import FIELDS, HEADER, tidy_rows
from reports.excel_forms import AMOUNT, RATE
from reports.summary import COLUMNS, Change, Entry, Summary, shown
from reports.table import Cell, Gap

_NAME = "맑은 고딕"
_SUM_FILL = PatternFill("solid", fgColor="F4F5F6")
_HEAD_FILL = PatternFill("solid", fgColor="E6E8EA")
_NONE = PatternFill()
_LINE = Border(bottom=Side("hair", color="B1B8BE"))
_BOX = Border(*[Side("thin", color="8A949E")] * 4)


@dataclass(frozen=True, slots=True)
class _Look:
    bold: bool = False
    size: int = 10
    muted: bool = False
    form: str = "General"
    border: str = ""  # line, box
    fill: str = ""  # head, sum
    align: str = ""  # right, head, wrap


_PLAIN, _TITLE, _MUTED = _Look(), _Look(bold=True, size=14), _Look(muted=True)
_ROW, _SUM = _Look(border="line"), _Look(bold=True, border="line", fill="sum")
_HEAD_LOOK = _Look(bold=True, border="box", fill="head", align="head")
_ALIGNED = {
    "right": Alignment(horizontal="right"),
    "head": Alignment(horizontal="center", vertical="center", wrap_text=True),
    "wrap": Alignment(wrap_text=True, vertical="top"),
}
_HEAD = 5  # the first row of the head: title, what, notes and a blank stand above
_NOT_THERE = "·"
_COLUMNS_A_PAGE = 9
_COLOURS = ("0B50D0", "BD2C0F")


def summary_xlsx(summary: Summary, sources: Sequence[str], generated_at: datetime) -> bytes:
    book = _Book()
    book.properties.title = "예산·집행 요약"
    book.properties.creator = "seoulcomm"
    book.properties.created = generated_at.replace(tzinfo=None)
    for account in summary.accounts:
        _Account(book, summary, account).write()
    _long_table(book, summary)
    _sources(book, summary, sources, generated_at)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class _Book(Workbook):
    """Styles each look once: openpyxl would weigh every cell's own."""

    def __init__(self):
        super().__init__()
        self.remove(self.active)
        self.looks: dict[_Look, Any] = {}

    def dress(self, cell, look: _Look) -> None:
        if look not in self.looks:
            colour = "58616A" if look.muted else "1E2124"
            cell.font = Font(name=_NAME, size=look.size, bold=look.bold, color=colour)
            cell.number_format = look.form
            cell.border = {"line": _LINE, "box": _BOX}.get(look.border, Border())
            cell.fill = {"head": _HEAD_FILL, "sum": _SUM_FILL}.get(look.fill, _NONE)
            cell.alignment = _ALIGNED.get(look.align, Alignment())
            self.looks[look] = cell._style
        cell._style = copy(self.looks[look])


def _put(sheet: Worksheet, row: int, column: int, value: Any, look: _Look = _PLAIN) -> None:
    """Text is text, whatever it begins with."""
    cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"
    sheet.parent.dress(cell, look)


def _sheet(book: _Book, title: str, heading: str, what: str, *notes: str) -> Worksheet:
    name = "".join(" " if letter in "[]:*?/\\" else letter for letter in title)[:31]
    sheet = book.create_sheet(
        name if name not in book.sheetnames else f"{name[:28]} {len(book.sheetnames)}"
    )
    _put(sheet, 1, 1, heading, _TITLE)
    _put(sheet, 2, 1, what)
    _put(sheet, 3, 1, " ".join(f"※ {note}" for note in notes), _MUTED)
    sheet.sheet_view.showGridLines = False
    return sheet


def _head(sheet: Worksheet, row: int, column: int, text: str) -> None:
    _put(sheet, row, column, text, _HEAD_LOOK)


def _printed(sheet: Worksheet, first: int, fixed: int, heads: int = 1, pages: int = 1) -> None:
    """`first`: of the rows below the head; `pages`: how many stand side by side."""
    sheet.freeze_panes = sheet.cell(first, fixed + 1)
    setup, page = sheet.page_setup, sheet.sheet_properties.pageSetUpPr
    setup.orientation, setup.paperSize = "landscape", "9"
    setup.fitToWidth, setup.fitToHeight = pages, 0
    page.fitToPage = True
    if pages > 1:
        sheet.print_title_cols = f"A:{get_column_letter(fixed)}"
    sheet.print_title_rows = f"{first - heads}:{first - 1}"
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = sheet.title, "&P / &N"


def _widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width


def _wide(texts: Iterable[str], least: int = 10, most: int = 48) -> int:
    longest = max((sum(2 if ord(c) > 0x1100 else 1 for c in text) for text in texts), default=0)
    return min(most, max(least, longest + 2))


def _number(cell: Cell | None, unit: Unit, *, is_rate: bool = False) -> Any:
    """A typed number, or the word of a gap."""
    if cell is None:
        return _NOT_THERE
    if not isinstance(cell, int):
        return cell.value if isinstance(cell, Gap) else cell
    if is_rate:
        return cell / 1000
    return cell / unit.value if cell % unit.value else cell // unit.value


def _amount(sheet, row: int, column: int, cell, unit: Unit, look: _Look, *, is_rate=False) -> None:
    value = _number(cell, unit, is_rate=is_rate)
    muted = isinstance(value, str) and value not in ("-", "")
    form = RATE if is_rate else AMOUNT
    _put(sheet, row, column, value, replace(look, form=form, align="right", muted=muted))


class _Account:
    def __init__(self, book: _Book, summary: Summary, account: int):
        self.book, self.summary, self.account = book, summary, account
        self.name, self.unit = summary.names.accounts[account], summary.chosen.unit
        self.what = f"{self.name} / (단위: {self.unit.label}, 집행률은 %)"

    def write(self) -> None:
        summary, account = self.summary, self.account
        departments = summary.by_department(account)
        self._pivot("부서별", departments, ("실국", "부서"))
        self._pivot("종류별", summary.by_kind(account), ("종류",))
        self._pivot("정책사업별", summary.by_program(account), ("실국", "부서", "정책사업"))
        for of_programs, title in ((True, "정책사업 전년대비"), (False, "세부사업 전년대비")):
            pairs = summary.changes(account, of_programs=of_programs)
            if pairs:
                self._changes(title, pairs, of_programs)
        self._charts(departments)

    # --- pivots -----------------------------------------------------------------------------------

    def _pivot(self, title: str, entries: list[Entry], labels: tuple[str, ...]) -> None:
        table = self._framed(entries, labels)
        sheet = _sheet(
            self.book,
            f"{title} {self.name}",
            f"{title} 예산과 집행",
            self.what,
            "합계는 세부사업 금액을 더한 값입니다.",
            f"‘{_NOT_THERE}’은 그 기준일에 없던 줄입니다.",
        )
        heads = (_HEAD, _HEAD + 1)
        for at, label in enumerate(labels, 1):
            _head(sheet, heads[0], at, label)
            _head(sheet, heads[1], at, "")
            sheet.merge_cells(start_row=heads[0], end_row=heads[1], start_column=at, end_column=at)
        self._two_heads(sheet, table, len(labels))
        first = _HEAD + 2
        for row, (names, values) in enumerate(
            zip(table.index, table.to_numpy(), strict=True), first
        ):
            self._pivot_row(sheet, row, names, values, table)
        wide = [_wide(str(names[at]) for names in table.index) for at in range(len(labels))]
        _widths(sheet, [*wide, *[15] * len(table.columns)])
        pages = -(-len(table.columns) // _COLUMNS_A_PAGE)
        _printed(sheet, first, len(labels), heads=2, pages=max(1, pages))

    def _framed(self, entries: list[Entry], labels: tuple[str, ...]) -> pd.DataFrame:
        """Rows by (measure, date); a measure that a date does not have takes no column."""
        records = [
            (*entry.row, measure, entry.date, shown(entry.cells, measure))
            for entry in entries
            for measure in self.summary.chosen.measures
        ]
        frame = pd.DataFrame(records, columns=[*labels, "measure", "date", "cell"], dtype=object)
        table = frame.pivot(index=list(labels), columns=["measure", "date"], values="cell")
        rows = dict.fromkeys(entry.row for entry in entries)
        columns = [
            (measure, each.pk)
            for measure in self.summary.chosen.measures
            for each in reversed(self.summary.dates)
            if (measure, each.pk) in table.columns
            and any(cell not in (Gap.ABSENT,) for cell in table[measure, each.pk].dropna())
        ]
        index = pd.MultiIndex.from_tuples(list(rows), names=list(labels))
        table.index = pd.MultiIndex.from_tuples(
            [row if isinstance(row, tuple) else (row,) for row in table.index], names=list(labels)
        )
        kept = pd.MultiIndex.from_tuples(columns, names=["measure", "date"])
        return table.reindex(index=index, columns=kept)

    def _two_heads(self, sheet: Worksheet, table: pd.DataFrame, fixed: int) -> None:
        """The measure over each column, not merged: a merged head would run over its page."""
        for column, (measure, day) in enumerate(table.columns, fixed + 1):
            _head(sheet, _HEAD, column, COLUMNS[measure])
            _head(sheet, _HEAD + 1, column, self.summary.when(day).words)
        sheet.row_dimensions[_HEAD + 1].height = 42

    def _pivot_row(self, sheet, row: int, names, values, table: pd.DataFrame) -> None:
        look = _SUM if names[0] == "합계" else _ROW
        for at, name in enumerate(names, 1):
            _put(sheet, row, at, name, look)
        for column, ((measure, _), value) in enumerate(
            zip(table.columns, values, strict=True), len(names) + 1
        ):
            cell = None if isinstance(value, float) else value  # what pandas has for nothing
            _amount(sheet, row, column, cell, self.unit, look, is_rate=measure == "rate")

    # --- the year before --------------------------------------------------------------------------

    def _changes(self, title: str, pairs: list[list[Change]], of_programs: bool) -> None:
        sheet = _sheet(
            self.book,
            f"{title} {self.name}",
            title,
            self.what,
            "앞에 없던 사업은 증감률이 ‘-’입니다.",
            "두 때의 단계나 금액이 다르면 그대로 견주지 않습니다.",
        )
        names = ["실국", "부서", "정책사업", *([] if of_programs else ["세부사업"]), "앞의 이름"]
        spans = ["앞 기준일", "뒤 기준일", "해 차이", "견준 금액"]
        labels = [*names, *spans, "앞", "뒤", "증감", "증감률", "이어진 근거"]
        for at, label in enumerate(labels, 1):
            _head(sheet, _HEAD, at, label)
        row = _HEAD + 1
        for change in (each for pair in pairs for each in pair):
            self._change_row(sheet, row, change, of_programs)
            row += 1
        texts = [
            [str(c.value or "") for c in column[_HEAD:]]
            for column in sheet.iter_cols(max_col=len(labels))
        ]
        _widths(sheet, [_wide(column, most=24) for column in texts])
        for at in range(len(names) + len(spans) + 1, len(labels)):
            sheet.column_dimensions[get_column_letter(at)].width = 15
        sheet.auto_filter.ref = f"A{_HEAD}:{get_column_letter(len(labels))}{row - 1}"
        _printed(sheet, _HEAD + 1, len(names) - 1)

    def _change_row(self, sheet: Worksheet, row: int, change: Change, of_programs: bool) -> None:
        look = _SUM if change.office == "합계" else _ROW
        line = [] if of_programs else [change.name]
        told = [change.office, change.department, change.program, *line, change.was]
        told += [change.before_on, change.now_on, change.years, change.measure]
        wrapped = replace(look, align="wrap")
        for at, value in enumerate(told, 1):
            _put(sheet, row, at, value, wrapped)
        for at, cell in enumerate((change.before, change.now, change.change), len(told) + 1):
            _amount(sheet, row, at, cell, self.unit, look)
        _amount(sheet, row, len(told) + 4, change.rate, self.unit, look, is_rate=True)
        _put(sheet, row, len(told) + 5, change.evidence, wrapped)

    # --- charts -----------------------------------------------------------------------------------

    def _charts(self, entries: list[Entry]) -> None:
        """Beside small tables of their own, so that Excel can change both."""
        sheet = _sheet(
            self.book,
            f"차트 {self.name}",
            "차트와 그 자료",
            self.what,
            "비어 있는 칸은 자료에 없는 금액이며 0이 아닙니다.",
        )
        oldest_first = list(reversed(self.summary.dates))
        wholes = {entry.date: entry for entry in entries if entry.row[0] == "합계"}
        by_date = [
            (self.summary.label(each), wholes[each.pk])
            for each in oldest_first
            if each.pk in wholes
        ]
        newest = next(each.pk for each in self.summary.dates if each.pk in wholes)
        parts = [
            (entry.row[-1], entry)
            for entry in entries
            if entry.date == newest and entry.row[0] != "합계"
        ]
        last = self._chart_table(sheet, _HEAD, "기준일", by_date)
        start = max(last, _HEAD + 34) + 2
        end = self._chart_table(sheet, start, "부서", parts)
        amounts = "예산현액(없으면 예산액)과 집행액"
        _bars(sheet, _HEAD, last, f"기준일별 {amounts}", "F5", self.unit)
        _rates(sheet, _HEAD, last, "기준일별 집행률", f"F{_HEAD + 18}")
        words = self.summary.when(newest).words
        _bars(sheet, start, end, f"부서별 {amounts} ({words})", f"F{start}", self.unit)
        _widths(sheet, [44, 16, 16, 12])
        _printed(sheet, _HEAD + 1, 1)

    def _chart_table(self, sheet: Worksheet, head: int, label: str, rows) -> int:
        for at, text in enumerate((label, "예산현액(예산액)", "집행액", "집행률"), 1):
            _head(sheet, head, at, text)
        for row, (name, entry) in enumerate(rows, head + 1):
            _put(sheet, row, 1, name, _ROW)
            base = next(
                (
                    c
                    for c in (shown(entry.cells, m) for m in ("budget", "appropriated"))
                    if c is not Gap.ABSENT
                ),
                None,
            )
            told = (base, shown(entry.cells, "spent"), shown(entry.cells, "rate"))
            for at, cell in enumerate(told, 2):
                known = isinstance(cell, int)
                value = _number(cell, self.unit, is_rate=at == 4) if known else None
                _put(sheet, row, at, value, replace(_ROW, form=RATE if at == 4 else AMOUNT))
        return head + len(rows)


def _bars(sheet: Worksheet, head: int, last: int, title: str, anchor: str, unit: Unit) -> None:
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "col", "clustered", -5, 60
    chart.y_axis.number_format, chart.y_axis.title = "#,##0", unit.label
    _finish(chart, sheet, head, last, (2, 3), title, anchor)


def _rates(sheet: Worksheet, head: int, last: int, title: str, anchor: str) -> None:
    chart = BarChart()  # dates of other stages are no one line
    chart.type, chart.gapWidth = "col", 120
    chart.y_axis.number_format, chart.y_axis.scaling.min = "0%", 0
    _finish(chart, sheet, head, last, (4, 4), title, anchor)


def _finish(chart, sheet, head, last, columns: tuple[int, int], title: str, anchor: str) -> None:
    data = Reference(sheet, min_col=columns[0], max_col=columns[1], min_row=head, max_row=last)
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=head + 1, max_row=last))
    chart.title, chart.width, chart.height = title, 26, 8.5
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.legend.position = "b"
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=CharacterProperties(sz=1200, b=True))
    for series, colour in zip(chart.series, _COLOURS, strict=False):
        series.graphicalProperties.solidFill = colour
    sheet.add_chart(chart, anchor)


# --- the long table and the sources ---------------------------------------------------------------


def _long_table(book: _Book, summary: Summary) -> None:
    """The rows of the package of all data, as chosen; amounts in won."""
    chosen = summary.chosen
    figures = Figure.objects.filter(
        statement__published_in__reporting_date__in=[each.pk for each in summary.dates]
    )
    sheet = _sheet(
        book,
        "긴 표",
        "긴 표: 한 줄에 금액 하나",
        "(단위: 원)",
        "표기가 value가 아닌 줄에는 금액이 없으며 0이 아닙니다.",
    )
    for at, field in enumerate(FIELDS, 1):
        _head(sheet, _HEAD, at, field.title)
    forms = {"won": AMOUNT, "as_of": "yyyy-mm-dd"}
    row, at_measure = _HEAD, HEADER.index("measure")
    for told in tidy_rows(figures):
        if told[at_measure] not in chosen.measures:
            continue
        row += 1
        for at, (name, value) in enumerate(zip(HEADER, told, strict=True), 1):
            value = COLUMNS[value] if name == "measure" else value
            if value is not None and not isinstance(value, int | date):
                value = str(value)
            _put(sheet, row, at, value, _Look(form=forms.get(name, "General")))
    sheet.auto_filter.ref = f"A{_HEAD}:{get_column_letter(len(HEADER))}{max(row, _HEAD + 1)}"
    _widths(sheet, [10, 16, 12, 9, 9, 7, 12, 18, 14, 36, 36, 12, 8, 18, 12])
    _printed(sheet, _HEAD + 1, 0)


def _sources(book: _Book, summary: Summary, sources: Sequence[str], generated_at) -> None:
    chosen = summary.chosen
    sheet = book.create_sheet("출처")
    told = [
        ("제목", "예산·집행 요약"),
        ("실국", ", ".join(chosen.offices)),
        ("회계연도", ", ".join(map(str, chosen.years))),
        ("금액", ", ".join(COLUMNS[measure] for measure in chosen.measures)),
        ("단위", f"{chosen.unit.label} (긴 표는 원)"),
        *(
            ("기준일", f"{each.book.office} {summary.when(each.pk).words}")
            for each in summary.dates
        ),
        *(("출처 문서", source) for source in sources or ("기재되지 않음",)),
        ("만든 때", f"{generated_at:%Y-%m-%d %H:%M:%S %Z}"),
        (
            "회계",
            "기금전출금이 두 번 세어지므로 회계끼리 더하지 않으며, 시트도 회계마다 따로입니다.",
        ),
        ("집행률", "집행액 ÷ 예산현액. 예산현액이 없는 자료는 집행액 ÷ 예산액."),
        (
            "이어진 근거",
            "이름과 부서의 이어짐으로 앞뒤의 같은 사업을 찾았습니다. 둘 이상이 맞으면 잇지 않습니다.",
        ),
        ("-", "자료에 ‘-’로 적혀 있거나 나눌 금액이 없음"),
        ("빈칸", "자료의 칸이 비어 있음"),
        ("없음", "자료에 그런 열이 없음"),
        ("알 수 없음", "합계를 낼 수 없음"),
        (_NOT_THERE, "그 기준일에 그 줄이 없음"),
    ]
    for row, (label, value) in enumerate(told, 1):
        _put(sheet, row, 1, label, _Look(bold=True))
        _put(sheet, row, 2, value, _Look(align="wrap"))
    _widths(sheet, [16, 90])
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
