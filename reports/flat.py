"""A Report as CSV and JSON: the rows of the page, amounts in whole won, rates in percent.

A dash is "-" and a blank is empty in both. A column that the source does not have is 없음 in CSV and
null in JSON; a sum that cannot be known is 알 수 없음. What a row stands under is the nearest row above it
of a smaller 깊이.
"""

import csv
import io
import json
from collections.abc import Sequence

from departments.spreadsheet import BOM, safe
from reports.percent import percent_plain
from reports.rows import Rows, in_columns
from reports.table import LEAF, MISSING, Cell, Column, Gap, Kind, Report, Row, Table

_SHARES = (Kind.RATE, Kind.POINTS)
_HEADS = ("표", "구분", "이름", "종류", "코드", "깊이")
MARKS = {
    "total": "합계",
    "kind": "종류",
    "office": "실국",
    "department": "부서",
    "program": "정책사업",
    "category": "과목",
    "rest": "나머지",
    "band": "구간",
    "date": "기준일",
    "claim": "인쇄값",
    "heading": "항목",
    "task": "과제",
}
_quoted = json.JSONEncoder(ensure_ascii=False).encode


def report_csv(report: Report) -> str:
    """All tables under one head. A column of another table is empty, if the source is not said to
    lack it: then it is 없음, as where it stands in the table itself.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    named = [_csv_names(table) for table in report.tables]
    first = {name: column for each in named for name, column in each.items()}
    called = {column.key: name for each in named for name, column in each.items()}
    writer.writerow([*_HEADS, *first])
    for table, names in zip(report.tables, named, strict=True):
        lacking = dict.fromkeys((called.get(key, "") for key in table.absent), Gap.ABSENT.value)
        for row in table.rows:
            cells = dict(zip(names, map(_csv_cell, names.values(), row.cells), strict=True))
            told = [cells[name] if name in cells else lacking.get(name, "") for name in first]
            words = [table.title, _mark(table, row), row.name, row.kind, row.code]
            writer.writerow([*map(safe, words), row.level, *told])
    for name in report.missing:
        amounts = [MISSING if c.kind in (Kind.WON, *_SHARES) else "" for c in first.values()]
        writer.writerow(["", MISSING, safe(name), "", "", "", *amounts])
    return BOM + out.getvalue()


def _csv_names(table: Table) -> dict[str, Column]:
    """What each column is called where all tables share one head: no name stands for two columns of
    a table, and what two tables call the same is one column."""
    found: dict[str, Column] = {}
    for column in table.columns:
        label = _label(column)
        if label in _HEADS:
            label = f"{label} (열)"
        if label in found:
            label = f"{label} ({table.title})"
        found[label if label not in found else f"{label} {column.key}"] = column
    return found


def _mark(table: Table, row: Row) -> str:
    """What a row is, in the readers' words: the rows of a table without sums are what it names."""
    if row.mark != LEAF:
        return MARKS[row.mark]
    return "세부사업" if row.href.startswith("/lines/") else table.name_label


def _label(column: Column) -> str:
    units = {Kind.WON: "(원)", Kind.RATE: "(%)", Kind.POINTS: "(%p)"}
    return f"{column.label}{units.get(column.kind, '')}"


def _csv_cell(column: Column, cell: Cell) -> str:
    if isinstance(cell, Gap):
        return cell.value
    if isinstance(cell, str):
        return safe(cell)
    if column.kind in (Kind.RATE, Kind.POINTS):
        return percent_plain(cell)
    return str(cell)


def report_json(report: Report) -> str:
    """Columns once, rows as plain lists: objects would repeat every key in every row."""
    head = {
        "title": report.title,
        "office": report.office,
        "when": report.when,
        "unit": {"won": "원", "rate": "%"},
        "sources": list(report.sources),
        "chosen": dict(report.chosen),
        "missing": list(report.missing),
        "notes": list(report.notes),
    }
    tables = ",".join(_table(table) for table in report.tables)
    corrections = _lasting(report.corrections) if report.corrections else "null"
    told = json.dumps(head, ensure_ascii=False)[:-1]
    return f'{told}, "corrections": {corrections}, "tables": [{tables}]}}'


def _lasting(table: Table) -> str:
    """Of what is told in whole by every page of a date: written once."""
    rows = table.rows
    return rows.drawn("json", lambda: _table(table)) if isinstance(rows, Rows) else _table(table)


def _table(table: Table) -> str:
    head = {
        "key": table.key,
        "title": table.title,
        "columns": ["level", "mark", "name", "code", "kind", *(c.key for c in table.columns)],
        "labels": ["단계", "구분", table.name_label, "코드", "종류", *map(_label, table.columns)],
        "notes": list(table.notes),
    }
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "rows": [{_rows(table)}]}}'


def _rows(table: Table) -> str:
    """As json.dumps would write a list of rows, but a column at a time and heads only once."""
    rows = in_columns(table.rows)
    told = [
        _shares(cells) if c.kind in _SHARES else _amounts(cells)
        for c, cells in zip(table.columns, rows.columns, strict=False)
    ]
    each = zip(rows.heads.made(_heads), *told, strict=True)
    written = "],[".join(map(",".join, each))
    return f"[{written}]" if written else ""


def _heads(rows: Sequence[Row]) -> list[str]:
    return [
        f"{row.level},{_quoted(row.mark)},{_quoted(row.name)},{_quoted(row.code)},{_quoted(row.kind)}"
        for row in rows
    ]


def _shares(cells: Sequence[Cell]) -> list[str]:
    return [repr(cell / 10) if type(cell) is int else _told(cell) for cell in cells]


def _amounts(cells: Sequence[Cell]) -> list[str]:
    if set(map(type, cells)) == {int}:
        return list(map(str, cells))
    if cells.count(cells[0]) == len(cells):  # a column that the report does not have
        return [_told(cells[0])] * len(cells)
    return [str(cell) if type(cell) is int else _told(cell) for cell in cells]


def _told(cell: Gap | str) -> str:
    if isinstance(cell, Gap):
        return "null" if cell is Gap.ABSENT else _quoted(cell.value)
    return _quoted(cell)
