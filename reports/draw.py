"""A Table as the HTML of a page. The one place where text becomes markup: names are escaped here.

Whole strings, no template in a loop: a page of six thousand rows costs what its rows cost.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from html import escape
from itertools import repeat

from budgets.amounts import Unit
from reports.percent import MINUS, percent_words, points_words
from reports.rows import in_columns
from reports.table import Cell, Column, Gap, Kind, Mark, Row, Table
from reports.term_anchors import IN_SENTENCES, anchor_of
from reports.terms import TERMS

_MARKUP = re.compile(r"[&<>\"']")
_IN_SENTENCES = re.compile("|".join(sorted(IN_SENTENCES, key=len, reverse=True)))
_FIT = 7  # columns beside the name that a wide screen holds; a wider table moves sideways
_CLOSED = "</a></td>"
FULL = 100  # a bar ends there, whatever the rate


def table_html(table: Table, unit: Unit, *, caption: str, labelled_by: str = "") -> str:
    by = f' aria-labelledby="{escape(labelled_by)}"' if labelled_by else ""
    wide = " wide" if len(table.columns) > _FIT else ""
    return (
        f'<div class="scroll" role="region" tabindex="0"{by}><table class="report{wide}">'
        f'<caption class="unseen">{escape(caption)}</caption>'
        f"<thead>{_furniture(table, caption)}<tr>{_heads(table)}</tr></thead>"
        f"<tbody>{''.join(_rows(table, unit))}</tbody></table></div>"
    )


def _furniture(table: Table, caption: str) -> str:
    """The caption once more, on paper alone: of a table only the head is printed on every sheet."""
    width = 1 + len(table.columns)
    return f'<tr class="furniture"><td colspan="{width}">{escape(caption)}</td></tr>'


def _heads(table: Table) -> str:
    first = f'<th scope="col" class="stay">{escape(table.name_label)}</th>'
    return first + "".join(map(_head, table.columns))


@lru_cache(maxsize=512)  # most tables have the same
def _head(column: Column) -> str:
    return f'<th scope="col" class="{_side(column)}"{_title(column)}>{_label(column)}</th>'


def _label(column: Column) -> str:
    """What the head says, leading to what it means."""
    anchor = anchor_of(column.key, column.label)
    return term_link(anchor, column.label) if anchor else escape(column.label)


def term_link(anchor: str, words: str) -> str:
    """A word of a page, leading to where it is explained. An anchor that /terms lacks is refused."""
    if anchor not in TERMS:
        raise ValueError(f"‘{anchor}’: /terms에 그런 용어가 없습니다. {', '.join(TERMS)}")
    return f'<a href="/terms#{escape(anchor)}">{escape(words)}</a>'


def with_terms(words: str, linked: set[str]) -> str:
    """A sentence, the terms in it leading to where they are explained unless `linked` has them."""

    def led(met: re.Match[str]) -> str:
        anchor = IN_SENTENCES[met[0]]
        if anchor in linked:
            return met[0]
        linked.add(anchor)
        return term_link(anchor, met[0])

    return _IN_SENTENCES.sub(led, escape(words))


def _side(column: Column) -> str:
    return "word" if column.kind is Kind.TEXT else "number"


def _title(column: Column) -> str:
    return f' title="{escape(column.title)}"' if column.title else ""


def _rows(table: Table, unit: Unit) -> Iterator[str]:
    """Column by column, so that how a column is drawn is decided once and not in each cell."""
    rows = in_columns(table.rows)
    links = [each.made(_opened) for each in rows.links] if rows.links else repeat(())
    drawn = [
        _DRAWN[c.kind](cells, c.key, unit, led)
        for c, cells, led in zip(table.columns, rows.columns, links, strict=False)
    ]
    for at, column in enumerate(table.columns):
        if column.is_named_by_data:
            label = f'<td data-label="{escape(column.label)}" '
            drawn[at] = [cell.replace("<td ", label, 1) for cell in drawn[at]]
    for (row, column), mark in table.marks.items():
        drawn[column] = [*drawn[column]]
        drawn[column][row] = _marked(drawn[column][row], mark)
    heads = rows.heads.made(_heads_of)
    if table.anchors:
        told = zip(table.anchors, heads, strict=True)
        heads = [head.replace("<tr ", f'<tr id="{escape(own)}" ', 1) for own, head in told]
    return map("".join, zip(heads, *drawn, strict=True))


def _marked(cell: str, mark: Mark) -> str:
    """A drawn cell, and below its amount what a document printed in its place."""
    told = f'<a href="{escape(mark.href)}" title="{escape(mark.title)}">{escape(mark.words)}</a>'
    return f'{cell.removesuffix("</td>")}<span class="mark">{told}</span></td>'


def _heads_of(rows: Sequence[Row]) -> list[str]:
    """The rows as far as their names. A row's end tag is implied by the next, as HTML has it."""
    names = [row.name for row in rows]
    if _MARKUP.search("".join(names)):  # one look at all of them: most names hold nothing to escape
        names = list(map(escape, names))
    if _MARKUP.search("".join(row.href for row in rows)):
        rows = [row._replace(href=escape(row.href)) for row in rows]
    return [
        f'<tr class="{row.mark} l{row.level}"><th scope="row" class="stay">'
        + (f'<a href="{row.href}">{name}</a></th>' if row.href else f"{name}</th>")
        for row, name in zip(rows, names, strict=True)
    ]


def _opened(hrefs: Sequence[str]) -> list[str]:
    """What stands before the words of each cell; nothing at all where none of a column leads anywhere."""
    if not any(hrefs):
        return []
    if _MARKUP.search("".join(hrefs)):
        hrefs = [escape(href) if _MARKUP.search(href) else href for href in hrefs]
    return [f'<a href="{href}">' if href else "" for href in hrefs]


def _led(drawn: Sequence[str], opened: Sequence[str]) -> Sequence[str]:
    """Drawn cells, the content of some leading somewhere."""
    if not opened:
        return drawn
    return [
        cell[:-5].replace(">", f">{led}", 1) + _CLOSED if led else cell
        for cell, led in zip(drawn, opened, strict=True)
    ]


def _won(cells: Sequence[Cell], key: str, unit: Unit, opened: Sequence[str]) -> Sequence[str]:
    size, half = unit.value, unit.value // 2
    plain = f'<td class="n {key}">'

    def other(cell: Cell) -> str:
        if isinstance(cell, int):
            return f'<td class="n minus {key}">{MINUS}{(half - cell) // size:,}</td>'
        return gap(cell, key)

    if set(map(type, cells)) == {int} and min(cells) >= 0:
        if opened and all(opened):  # as most columns are: in one go
            return [
                f"{plain}{led}{(cell + half) // size:,}{_CLOSED}"
                for cell, led in zip(cells, opened, strict=True)
            ]
        return _led([f"{plain}{(cell + half) // size:,}</td>" for cell in cells], opened)
    drawn = [
        f"{plain}{(cell + half) // size:,}</td>" if type(cell) is int and cell >= 0 else other(cell)
        for cell in cells
    ]
    return _led(drawn, opened)


def _rates(cells: Sequence[Cell], key: str, unit: Unit, opened: Sequence[str]) -> Sequence[str]:
    def other(cell: Cell) -> str:
        if not isinstance(cell, int):
            return gap(cell, key)
        if cell < 0:
            return f'<td class="n minus {key}">{percent_words(cell)}</td>'
        return f'<td class="n bar p{FULL} {key}">{percent_words(cell)}</td>'

    whole = _whole_rates(key)
    drawn = [
        whole[cell] if type(cell) is int and 0 <= cell <= 10 * FULL else other(cell)
        for cell in cells
    ]
    return _led(drawn, opened)


@cache
def _whole_rates(key: str) -> list[str]:
    """Every rate from 0 to 100 %, drawn once: there are only a thousand and one."""
    return [
        f'<td class="n bar p{rate // 10} {key}">{percent_words(rate)}</td>'
        for rate in range(10 * FULL + 1)
    ]


def _points(cells: Sequence[Cell], key: str, unit: Unit, opened: Sequence[str]) -> Sequence[str]:
    def point(cell: int) -> str:
        minus = "minus " if cell < 0 else ""
        return f'<td class="n {minus}{key}">{points_words(cell)}</td>'

    drawn = [point(cell) if isinstance(cell, int) else gap(cell, key) for cell in cells]
    return _led(drawn, opened)


def _counts(cells: Sequence[Cell], key: str, unit: Unit, opened: Sequence[str]) -> Sequence[str]:
    drawn = [
        f'<td class="n {key}">{cell:,}</td>' if isinstance(cell, int) else gap(cell, key)
        for cell in cells
    ]
    return _led(drawn, opened)


def _texts(cells: Sequence[Cell], key: str, unit: Unit, opened: Sequence[str]) -> Sequence[str]:
    """What stands in the place of words stands as they do."""
    drawn = [
        f'<td class="{key}">{escape(cell)}</td>'
        if isinstance(cell, str)
        else gap(cell, key).replace('"n ', '"', 1)
        for cell in cells
    ]
    return _led(drawn, opened)


_DRAWN: dict[Kind, Callable[[Sequence[Cell], str, Unit, Sequence[str]], Sequence[str]]] = {
    Kind.WON: _won,
    Kind.RATE: _rates,
    Kind.POINTS: _points,
    Kind.COUNT: _counts,
    Kind.TEXT: _texts,
}


def gap(cell: Cell, key: str) -> str:
    """A dash, a blank, a missing column and an unknown sum, each its own way; and what a document
    says in the place of a number: 해당사항 없음."""
    if isinstance(cell, str):
        return f'<td class="n {key}">{escape(cell)}</td>'
    if cell is Gap.DASH:
        return f'<td class="n {key}">-</td>'
    if cell is Gap.BLANK:
        return f'<td class="n {key}"><span class="unseen">빈칸</span></td>'
    word = "absent" if cell is Gap.ABSENT else "unknown"
    return f'<td class="n {key}"><span class="{word}">{cell.value}</span></td>'
