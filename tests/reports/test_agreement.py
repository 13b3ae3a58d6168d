"""Page, json, csv and sheet of every report say the same, cell by cell, on every date of all reports.

The json is read first; the page, the csv and the sheet are held against it.
"""

import csv
import io
import json
import re
from html import unescape
from itertools import pairwise
from urllib.parse import quote

import openpyxl
import pytest

from budgets.measures import MEASURES
from budgets.models import Figure, LineItem, Program
from departments.models import Department, Document
from reports.dates import EVERYONE, published_dates, when_of
from reports.flat import MARKS, safe
from tests.reports.answers import without_marks

pytestmark = pytest.mark.django_db

_TABLE = re.compile(r'<table class="report(?: wide)?">(.*?)</table>', re.S)
_ROW = re.compile(r'<tr class="(\w+) l(\d)"><th[^>]*>(.*?)</th>(.*?)(?=<tr|</tbody)', re.S)
_CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.S)
_TAG = re.compile(r"<[^>]+>")
_HEADS = 5  # level, mark, name, code, kind
_HEADS_OF_CSV = 6
_FIRST = 7  # row of a sheet
THOUSAND = 1000  # what the five reports print, and what a page shows unless it is asked


# --- the addresses --------------------------------------------------------------------------------


def dates():
    return [(each.book.office.code, when_of(each).slug) for each in published_dates()]


def whens():
    return list(dict.fromkeys(slug for _, slug in dates()))


def of_dates(page, **conditions):
    return [(f"/{page}/{office}/{slug}", conditions) for office, slug in dates()]


def of_everyone(page, **conditions):
    return [(f"/{page}/{EVERYONE}/{slug}", conditions) for slug in whens()]


def compared():
    """Each date of each office with the one before it, and with the newest."""
    for office in {code for code, _ in dates()}:
        own = sorted(slug for code, slug in dates() if code == office)
        for then, now in {*pairwise(own), *((slug, own[-1]) for slug in own[:-1])}:
            yield f"/compare/{office}/{then}/{now}", {}
    yield "/compare/홍보기획관/2022-07-01-집행/2023-04-01-집행", {"organisation": "today"}


def trends():
    offices = {code for code, _ in dates()}
    return [(f"/trend/{office}", {}) for office in (*sorted(offices), EVERYONE)]


def sums():
    """Of each account of each date its rate, which shows both its sums."""
    for each in published_dates():
        own = list(_published_on(each).select_related("line__program__account"))
        path = f"/sums/{each.book.office.code}/{when_of(each).slug}"
        for account in sorted({figure.line.program.account.name for figure in own}):
            yield f"{path}/rate", {"account": account}


def figures():
    """Of each date one line, in one of the measures that it has."""
    for at, each in enumerate(published_dates()):
        own = _published_on(each)
        figure = own[len(own) // 2]
        measures = [m for m in MEASURES if getattr(figure, f"{m}_state") != "absent"]
        yield f"/figures/{figure.pk}/{measures[at % len(measures)]}", {}


def _published_on(date):
    published = Figure.objects.filter(statement__published_in__reporting_date=date)
    return published.order_by("line__position", "pk")


def each_th(things, page, step):
    pks = list(things.filter(pk__in=_published(things.model)).order_by("pk").values_list("pk"))
    return [(f"/{page}/{pk}", {}) for (pk,) in pks[::step]]


def _published(model):
    field = "line" if model is LineItem else "line__program"
    return Figure.objects.published().values(field)


PAGES = {
    "execution": lambda: of_dates("execution", columns="unspent,uncommitted,share"),
    "execution of everyone": lambda: of_everyone("execution"),
    "execution folded": lambda: of_dates("execution", depth="부서", sort="-rate"),
    "execution of a kind": lambda: of_dates(
        "execution", kind="정책사업", rate="0-95", sort="spent"
    ),
    "execution found": lambda: of_dates("execution", q="운영", depth="정책사업"),
    "execution beside": lambda: [
        (f"/execution/{office}/{now}", {"compare": then})
        for office in {code for code, _ in dates()}
        for then, now in pairwise(sorted(slug for code, slug in dates() if code == office))
    ],
    "ranking": lambda: of_dates("ranking"),
    "compare": compared,
    "trend": trends,
    "departments": lambda: [
        (f"/departments/{pk}", {}) for pk in Department.objects.values_list("pk", flat=True)
    ],
    "programs": lambda: each_th(Program.objects, "programs", 8),
    "lines": lambda: each_th(LineItem.objects, "lines", 24),
    "settlement": lambda: [
        (f"/settlement/{office}/{slug}", {}) for office, slug in dates() if slug.endswith("-결산")
    ],
    "tasks": lambda: [
        ("/tasks", {}),
        ("/tasks/2019-06", {"verdict": "다름"}),
        *((f"/tasks/{key}", {}) for key in Document.objects.values_list("key", flat=True)),
    ],
    "sums": sums,
    "figures": figures,
}


# --- reading --------------------------------------------------------------------------------------


def text_of(markup):
    """A blank is said on the page, which the others leave empty."""
    text = unescape(_TAG.sub("", markup))
    return "" if text == "빈칸" else text


def tables_on(page):
    """The rows of each, as (level, mark, name, cells as shown)."""
    return [
        [
            (int(level), mark, text_of(name), [text_of(cell) for cell in _CELL.findall(cells)])
            for mark, level, name, cells in _ROW.findall(table)
        ]
        for table in _TABLE.findall(without_marks(page))
    ]


def shown(cell, label):
    """A cell of json as the page shows it in 천원."""
    if cell is None:
        return "없음"
    if isinstance(cell, str):
        return cell
    minus, size = "△" if cell < 0 else "", abs(cell)
    if label.endswith(("(%)", "(%p)")):
        return f"{minus}{size:,.1f}{'%p' if label.endswith('(%p)') else '%'}"
    if label.endswith("(원)"):
        assert cell % THOUSAND == 0, "the five reports print 천원"
        return f"{minus}{size // THOUSAND:,}"
    return f"{minus}{size:,}"


def in_sheet(value, label):
    """A number of a sheet as the json has it; △ and % are only how it is shown."""
    if not isinstance(value, int | float):
        return value or ""
    scale = {"(원)": THOUSAND, "(%)": 100}.get(label[-3:], 1)
    return round(value * scale, 1)


def assert_page_agrees(page, tables, where):
    expected = [
        [
            (
                row[0],
                row[1],
                row[2],
                [shown(*pair) for pair in zip(row[_HEADS:], table["labels"][_HEADS:], strict=True)],
            )
            for row in table["rows"]
        ]
        for table in tables
        if table["rows"]
    ]
    assert [table for table in tables_on(page) if table] == expected, where


def assert_csv_agrees(text, tables, where):
    head, *lines = csv.reader(io.StringIO(text))
    assert head[:_HEADS_OF_CSV] == ["표", "구분", "이름", "종류", "코드", "깊이"]
    assert len(set(head)) == len(head), where
    rows = [(table, row) for table in tables for row in table["rows"]]
    for (table, row), line in zip(rows, lines, strict=True):
        level, mark, name, code, kind = row[:_HEADS]
        said = {MARKS[mark]} if mark in MARKS else {"세부사업", table["labels"][2]}
        assert line[1] in said, where
        heads = [*map(safe, (table["title"], line[1], name, kind, code)), str(level)]
        assert line[:_HEADS_OF_CSV] == heads, where
        for label, cell in zip(table["labels"][_HEADS:], row[_HEADS:], strict=True):
            at = head.index(label, _HEADS_OF_CSV)
            told = "없음" if cell is None else safe(cell) if isinstance(cell, str) else str(cell)
            assert line[at] == told, (where, name, label)


def assert_sheets_agree(content, tables, where):
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    for table, sheet in zip(tables, book.worksheets[:-1], strict=True):
        rows = list(sheet.iter_rows(min_row=_FIRST, values_only=True))
        for told, row in zip(rows, table["rows"], strict=True):
            assert told[0] == row[2], (where, row[2])
            labels = table["labels"][_HEADS:]
            for value, cell, label in zip(told[1:], row[_HEADS:], labels, strict=False):
                known = "없음" if cell is None else cell
                assert in_sheet(value, label) == known, (where, row[2], label)


# --- the test -------------------------------------------------------------------------------------


@pytest.mark.parametrize("pages", PAGES)
def test_page_json_csv_and_sheet_agree_cell_by_cell(pages, get):
    addresses = list(PAGES[pages]())
    assert addresses
    rows = 0
    for path, asked in addresses:
        answers = {
            suffix: get(path + suffix, **asked).content for suffix in (".json", ".csv", ".xlsx")
        }
        page = get(path, **asked).content.decode()
        tables = json.loads(answers[".json"])["tables"]
        assert_page_agrees(page, tables, path)
        assert_csv_agrees(answers[".csv"].decode("utf-8-sig"), tables, path)
        assert_sheets_agree(answers[".xlsx"], tables, path)
        rows += sum(len(table["rows"]) for table in tables)
        for suffix in answers:
            assert f"{quote(path)}{suffix}" in page, (path, suffix)
    assert rows
