"""A Table as the HTML of a page. The one place where text becomes markup: names are escaped here.

Whole strings, no template in a loop: a page of six thousand rows costs what its rows cost.
"""

from collections.abc import Callable
from html import escape

from budgets.amounts import Unit
from reports.table import Cell, Column, Gap, Kind, Row, Table
from reports.terms import anchor_of

MINUS = "△"
FULL = 100  # a bar ends there, whatever the rate


def table_html(table: Table, unit: Unit, *, caption: str, labelled_by: str = "") -> str:
    by = f' aria-labelledby="{escape(labelled_by)}"' if labelled_by else ""
    return (
        f'<div class="scroll" role="region" tabindex="0"{by}><table class="report">'
        f'<caption class="unseen">{escape(caption)}</caption>'
        f"<thead><tr>{_heads(table)}</tr></thead>"
        f"<tbody>{''.join(_rows(table, unit))}</tbody></table></div>"
    )


def _heads(table: Table) -> str:
    first = f'<th scope="col" class="stay">{escape(table.name_label)}</th>'
    return first + "".join(
        f'<th scope="col" class="{_side(column)}"{_title(column)}>{_label(column)}</th>'
        for column in table.columns
    )


def _label(column: Column) -> str:
    """What the head says, leading to what it means."""
    anchor = anchor_of(column.key, column.label)
    label = escape(column.label)
    return f'<a href="/terms#{escape(anchor)}">{label}</a>' if anchor else label


def _side(column: Column) -> str:
    return "word" if column.kind is Kind.TEXT else "number"


def _title(column: Column) -> str:
    return f' title="{escape(column.title)}"' if column.title else ""


def _rows(table: Table, unit: Unit):
    drawn = [_drawn(column, unit) for column in table.columns]
    for row in table.rows:
        cells = "".join([draw(cell) for draw, cell in zip(drawn, row.cells, strict=True)])
        yield f'<tr class="{row.mark} l{row.level}">{_name(row)}{cells}</tr>'


def _name(row: Row) -> str:
    name = escape(row.name)
    if row.href:
        name = f'<a href="{escape(row.href)}">{name}</a>'
    return f'<th scope="row" class="stay">{name}</th>'


def _drawn(column: Column, unit: Unit) -> Callable[[Cell], str]:
    """How a cell of this column is drawn; decided once, not for each cell."""
    key = column.key
    if column.kind is Kind.WON:
        plain, minus = f'<td class="n {key}">', f'<td class="n minus {key}">{MINUS}'
        size, half = unit.value, unit.value // 2

        def won(cell: Cell) -> str:
            if isinstance(cell, int):
                if cell >= 0:
                    return f"{plain}{(cell + half) // size:,}</td>"
                return f"{minus}{(half - cell) // size:,}</td>"
            return gap(cell, key)

        return won
    if column.kind is Kind.RATE:
        return lambda cell: _rate(cell, key)
    if column.kind is Kind.POINTS:
        return lambda cell: _points(cell, key)
    if column.kind is Kind.COUNT:
        return lambda cell: (
            f'<td class="n {key}">{cell:,}</td>' if isinstance(cell, int) else gap(cell, key)
        )
    return lambda cell: (
        f'<td class="{key}">{escape(cell)}</td>' if isinstance(cell, str) else gap(cell, key)
    )


def _rate(cell: Cell, key: str) -> str:
    if not isinstance(cell, int):
        return gap(cell, key)
    if cell < 0:
        return f'<td class="n minus {key}">{MINUS}{-cell // 10:,}.{-cell % 10}%</td>'
    bar = min(cell // 10, FULL)
    return f'<td class="n bar p{bar} {key}">{cell // 10:,}.{cell % 10}%</td>'


def _points(cell: Cell, key: str) -> str:
    if not isinstance(cell, int):
        return gap(cell, key)
    sign, minus = (MINUS, "minus ") if cell < 0 else ("", "")
    return f'<td class="n {minus}{key}">{sign}{abs(cell) // 10}.{abs(cell) % 10}%p</td>'


def gap(cell: Cell, key: str) -> str:
    """A dash, a blank, a missing column and an unknown sum, each its own way."""
    if cell is Gap.DASH:
        return f'<td class="n {key}">-</td>'
    if cell is Gap.BLANK:
        return f'<td class="n {key}"><span class="unseen">빈칸</span></td>'
    word = "absent" if cell is Gap.ABSENT else "unknown"
    return f'<td class="n {key}"><span class="{word}">{cell.value}</span></td>'


def percent_words(tenths: int) -> str:
    return f"{MINUS if tenths < 0 else ''}{abs(tenths) // 10:,}.{abs(tenths) % 10}%"
