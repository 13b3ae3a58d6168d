"""단수처리: said where what a reader sees does not add up, and nowhere else."""

import io

import openpyxl
import pytest

from budgets.amounts import Unit
from reports.rounding import ROUNDED, adds_up, notes_of
from reports.table import Column, Gap, Kind, Row, Table
from tests import cast
from tests.reports.answers import said

BUDGET = Column("budget", "예산현액", Kind.WON)
SPENT = Column("spent", "집행액", Kind.WON)
REST = Column("unspent", "미집행액", Kind.WON, ("budget", "spent"))
PATH = "/execution/해오름기획관/2030-06-30-집행"


def table(text, *columns):
    """A row a line: level, mark and its amounts."""
    rows = []
    for line in text.strip().splitlines():
        level, mark, *amounts = line.split()
        cells = tuple(Gap.DASH if word == "-" else int(word) for word in amounts)
        rows.append(Row(int(level), mark, mark, "", "", "", cells))
    return Table("가", "가", columns or (BUDGET,), tuple(rows), ("다른 알림",))


HALVES = table(
    """
    0 total 3000
    1 line  1500
    1 line  1500
    """
)
OTHERWISE = table(
    """
    0 total 3000
    1 line  1400
    1 line  1600
    """
)


def test_halves_rounded_up_are_more_than_their_sum():
    assert notes_of(HALVES, Unit.THOUSAND) == ("다른 알림", ROUNDED)
    assert notes_of(HALVES, Unit.WON) == ("다른 알림",)


def test_what_is_rounded_and_adds_up_needs_no_note():
    assert adds_up(OTHERWISE, Unit.THOUSAND)


def test_each_level_is_added_up_by_itself_and_a_dash_adds_nothing():
    nested = """
    0 total      3000
    1 kind       3000
    1 department 3000
    2 program    3000
    3 line       {}
    3 line       {}
    3 line       -
    """
    assert adds_up(table(nested.format(1000, 2000)), Unit.THOUSAND)
    assert not adds_up(table(nested.format(1500, 1500)), Unit.THOUSAND)


def test_kinds_divide_the_whole_once_more():
    kinds = """
    0 total      3000
    1 kind       {}
    1 kind       {}
    1 department 3000
    """
    assert adds_up(table(kinds.format(1000, 2000)), Unit.THOUSAND)
    assert not adds_up(table(kinds.format(1500, 1500)), Unit.THOUSAND)


def test_what_is_left_of_a_column_may_be_off_in_its_own_row():
    columns = (BUDGET, SPENT, REST)
    assert adds_up(table("0 line 3000 1000 2000", *columns), Unit.THOUSAND)
    assert not adds_up(table("0 line 3000 1500 1500", *columns), Unit.THOUSAND)
    assert adds_up(table("0 line 1500 - 1500", *columns), Unit.THOUSAND)


def test_what_does_not_add_up_to_the_won_is_not_put_on_rounding():
    whole = table("0 total 9500\n1 line 1500\n1 line 1500")
    assert adds_up(whole, Unit.THOUSAND)


def test_amounts_below_zero_are_rounded_away_from_it_as_pages_do():
    assert not adds_up(table("0 total -3000\n1 line -1500\n1 line -1500"), Unit.THOUSAND)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("trees", "flowers", "is_said"),
    [(15 * 10**7, 15 * 10**7, True), (14 * 10**7, 6 * 10**7, False)],
)
def test_page_and_sheet_say_it_and_what_holds_won_does_not(get, trees, flowers, is_said):
    scene = cast.scene()
    written = cast.statement(scene.filing, version=2)
    cast.figure(written, scene.trees, budget=trees, spent=0)
    cast.figure(written, scene.flowers, budget=flowers, spent=0)
    cast.publish(written)
    asked = {"unit": "억원"}
    assert (ROUNDED in said(get(PATH, **asked).content.decode())) is is_said
    book = openpyxl.load_workbook(io.BytesIO(get(f"{PATH}.xlsx", **asked).content))
    assert (ROUNDED in (book.worksheets[0]["A4"].value or "")) is is_said
    for suffix in (".csv", ".json"):
        assert "단수처리" not in get(PATH + suffix, **asked).content.decode()
