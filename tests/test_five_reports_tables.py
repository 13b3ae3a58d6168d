"""Every table of the five reports, row by row and cell by cell: nothing that they print in a table is lost.

The lines, rows and cells were counted in the reports by hand. A cell is a number, a dash or a share; a
count with its share in brackets is two. `words` counts the other lines of a table: of its head, and those
without a figure. `again` counts values that are checked twice, as one cell may be the sum of one thing
and the rest of another.
"""

from collections import defaultdict
from typing import NamedTuple

import pytest

from budgets.measures import MEASURES
from budgets.models import Claim, Figure, Finding, Revenue, StatisticValue
from departments.models import Headcount

pytestmark = pytest.mark.django_db


class Printed(NamedTuple):
    document: str
    name: str
    first: int
    last: int
    rows: int
    words: int
    cells: int
    again: int = 0


TABLES = [
    Printed("2012-02", "인력", 33, 38, 4, 2, 52),
    Printed("2012-02", "예산", 44, 88, 44, 1, 176),
    Printed("2012-02", "시민발언대", 212, 213, 1, 1, 5),
    Printed("2018-07", "인력", 25, 28, 2, 2, 22),
    Printed("2018-07", "업무추진비 과목별", 34, 37, 3, 1, 9),
    Printed("2018-07", "업무추진비 분야별", 41, 44, 2, 2, 9, again=1),
    Printed("2018-07", "지역상생 교류", 177, 182, 5, 1, 5 + 17),  # and counts in words
    Printed("2019-06", "인력", 26, 32, 5, 2, 50),
    Printed("2019-06", "결산", 122, 170, 48, 1, 192),
    Printed("2019-06", "예산", 178, 224, 45, 2, 180),
    Printed("2019-06", "시민청", 329, 334, 2, 4, 4),  # 면적 and 위탁금; the other rows are words
    Printed("2019-06", "세입", 928, 933, 5, 1, 25, again=5),
    Printed("2019-06", "부서별 세출", 956, 962, 6, 1, 30),
    Printed("2022-07", "인력", 25, 32, 6, 2, 84),
    Printed("2022-07", "집행", 150, 189, 39, 1, 156),
    Printed("2022-07", "집행 (이어서)", 191, 212, 21, 1, 84),
    Printed("2022-07", "기금", 218, 230, 12, 1, 48),
    Printed("2022-07", "응답소", 851, 852, 1, 1, 12),
    Printed("2022-07", "열린민원실", 890, 891, 1, 1, 14),
    Printed("2022-07", "시장에게 바란다", 898, 899, 1, 1, 16),
    Printed("2023-04", "인력", 13, 27, 5, 3, 70),
    Printed("2023-04", "집행", 82, 134, 25, 1, 100),
    Printed("2023-04", "집행 (이어서)", 138, 200, 24, 1, 96),
    Printed("2023-04", "슬로건", 275, 285, 5, 1, 25),
    Printed("2023-04", "응답소", 550, 555, 1, 1, 12),
]
WORDS = 17 + 4  # counts in the words of 교류, and of 시민청
CONTINUED = "(이어서)"  # over a page: the same table, its head printed anew
FINDINGS = 2  # tables of one finding each, below a head
PICTURED = [3, 2]  # lines of the tables of media and of themes of 2022-07, which hold words alone


@pytest.fixture(scope="module")
def cells(django_db_setup, django_db_blocker):
    """By document, the line of every cell that the application holds."""
    found = defaultdict(list)
    with django_db_blocker.unblock():
        for figure in Figure.objects.published().select_related("statement__document"):
            if document := figure.statement.document:
                found[document.key] += _places(figure, MEASURES)
        for head in Headcount.objects.select_related("document"):
            found[head.document.key] += _places(head, ("authorised", "actual"))
        measures = ("appropriated", "budget", "assessed", "received", "uncollected")
        for row in Revenue.objects.filter(kind="과목").select_related("document"):
            found[row.document.key] += _places(row, measures)
        values = StatisticValue.objects.values_list("statistic__document__key", "place")
        claims = Claim.objects.filter(shape="표").values_list("document__key", "place")
        for key, place in [*values, *claims]:
            found[key].append(place)
    return found


def _places(row, measures):
    own = getattr(row, "places", None) or {}
    return [
        int(own.get(measure, row.place))
        for measure in measures
        if getattr(row, f"{measure}_state") != "absent"
    ]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.document} {table.name}")
def test_every_row_and_every_cell_of_a_table_is_in_the_application(cells, table):
    own = [place for place in cells[table.document] if table.first <= place <= table.last]
    assert (len(set(own)), len(own)) == (table.rows, table.cells + table.again)


def test_the_tables_are_27_with_358_lines_and_1472_figures_and_those_that_stand_in_words():
    """Lines are counted as they are printed, with heads, lines of words and empty ones."""
    own = [table for table in TABLES if CONTINUED not in table.name]
    assert len(own) + FINDINGS + len(PICTURED) == 27
    lines = sum(table.rows + table.words for table in TABLES)
    assert lines + FINDINGS * (1 + 1) + sum(PICTURED) == 358
    assert sum(table.rows for table in TABLES) + FINDINGS == 315
    assert sum(table.cells for table in TABLES) == 1472 + WORDS


def test_a_table_of_findings_is_one_finding():
    printed = Finding.objects.filter(document__key="2019-06").order_by("place")
    assert [(finding.number, finding.place) for finding in printed] == [("1", 910), ("2", 913)]
