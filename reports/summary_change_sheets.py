"""전년대비 in the analysts' workbook: a row a work or a program, with how it was known again."""

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from reports.rounding import ROUNDED, parts_add_up
from reports.sheets import Book
from reports.summary import Summary
from reports.summary_changes import Change
from reports.summary_sheet import (
    HEAD_ROW,
    Cells,
    about,
    headed,
    is_rate_of,
    is_sum_of,
    rate_formula,
    width,
    write_heads,
)
from reports.table import Cell

_FIRST = HEAD_ROW + 1
_SPAN = ("앞 기준일", "뒤 기준일", "해 차이", "견준 금액")
_AMOUNTS = ("앞", "뒤", "증감", "증감률")
_NOTES = (
    "앞에 없던 사업은 증감률이 ‘-’입니다.",
    "두 때의 단계나 금액이 다르면 그대로 견주지 않습니다.",
    "합계의 수식은 걸러 낸 줄을 빼고 더합니다.",
)


def write_changes(
    book: Book,
    title: str,
    pairs: list[list[Change]],
    summary: Summary,
    account: int,
    *,
    of_programs: bool,
) -> None:
    unit, name = summary.chosen.unit, summary.names.accounts[account]
    adds_up = all(
        parts_add_up(of(total), [of(part) for part in parts], unit)
        for total, *parts in pairs
        for of in (_before, _now, _changed)
    )
    notes = _NOTES if adds_up else (*_NOTES, ROUNDED)
    what = f"{name} / (단위: {unit.label}, 증감률은 %)"
    sheet = headed(book, f"{title} {name}", title, about(summary, what), notes)
    names = ["실국", "부서", "정책사업", *([] if of_programs else ["세부사업"]), "앞의 이름"]
    labels = [*names, *_SPAN, *_AMOUNTS, "이어진 근거"]
    write_heads(book, sheet, HEAD_ROW, labels)
    cells, first, row = Cells(book, sheet, unit), len(names) + len(_SPAN), _FIRST
    texts: list[list[str]] = []
    for pair in pairs:
        total, *parts = pair
        for each in pair:
            words = _words(each, of_programs=of_programs)
            texts.append(words)
            _write_words(cells, row, words, each)
            _write_amounts(cells, row, first, each, parts if each is total else [])
            row += 1
    for col, own in enumerate(zip(labels, *texts, strict=False)):
        sheet.set_column(col, col, width(own, most=24))
    sheet.set_column(first, first + len(_AMOUNTS) - 1, 15)
    evidence = width((each.evidence for pair in pairs for each in pair), most=34)
    sheet.set_column(len(labels) - 1, len(labels) - 1, evidence)
    sheet.autofilter(HEAD_ROW, 0, row - 1, len(labels) - 1)
    sheet.freeze_panes(_FIRST, len(names) - 1)
    sheet.print_across(HEAD_ROW, sheet.get_name())


def _words(each: Change, *, of_programs: bool) -> list[str]:
    line = [] if of_programs else [each.name]
    span = each.span
    above = [each.office, each.department, each.program, *line, each.was]
    return [*above, span.before_on, span.now_on, str(span.years), span.measure]


def _write_words(cells: Cells, row: int, words: list[str], each: Change) -> None:
    shape = {"text_wrap": True, "valign": "top"}
    years = len(words) - 2
    for col, text in enumerate(words):
        if col != years:
            cells.words(row, col, text, is_sum=each.is_total, **shape)
    cells.count(row, years, each.span.years, is_sum=each.is_total, valign="top")
    evidence = len(words) + len(_AMOUNTS)
    cells.words(row, evidence, each.evidence, is_sum=each.is_total, indent=1, **shape)


def _write_amounts(cells: Cells, row: int, first: int, each: Change, parts: list[Change]) -> None:
    """`parts`: of a total, the rows right below it."""
    before, now, change, rate = range(first, first + len(_AMOUNTS))
    is_sum = each.is_total
    for col, of in ((before, _before), (now, _now)):
        formula = ""
        if is_sum_of(of(each), [of(part) for part in parts]):
            formula = f"=SUBTOTAL(9,{xl_range(row + 1, col, row + len(parts), col)})"
        cells.amount(row, col, of(each), formula, is_sum=is_sum)
    formula = ""
    if is_sum_of(each.change, [each.now, _minus(each.before)]):
        formula = f"=N({xl_rowcol_to_cell(row, now)})-N({xl_rowcol_to_cell(row, before)})"
    cells.amount(row, change, each.change, formula, is_sum=is_sum)
    formula = ""
    if is_rate_of(each.rate, each.change, each.before):
        formula = rate_formula((row, change), (row, before))
    cells.rate(row, rate, each.rate, formula, is_sum=is_sum)


def _minus(cell: Cell | None) -> Cell | None:
    return -cell if isinstance(cell, int) else cell


def _before(each: Change) -> Cell | None:
    return each.before


def _now(each: Change) -> Cell | None:
    return each.now


def _changed(each: Change) -> Cell:
    return each.change
