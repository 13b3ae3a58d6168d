"""Markup is made in one place, so hostile names are brought to that place."""

import re

import pytest

from budgets.amounts import Unit
from reports.draw import table_html
from reports.table import Column, Gap, Kind, Row, Table

BUDGET = Column("budget", "예산현액", Kind.WON)
RATE = Column("rate", "집행률", Kind.RATE)
HOSTILE = "<script>alert('1')</script>\" onclick=\"x"


def drawn(*cells, columns=(BUDGET,), unit=Unit.THOUSAND, name="나무 심기", href=""):
    row = Row(1, "line", name, "", href, "", cells)
    return table_html(Table("x", "표", columns, (row,)), unit, caption="표")


def text(*cells, **how):
    body = drawn(*cells, **how).split("<tbody>")[1]
    return re.sub(r"<[^>]+>", "|", body)


@pytest.mark.parametrize(
    ("won", "unit", "shown"),
    [
        (1_234_500, Unit.THOUSAND, "|1,235|"),
        (1_234_499, Unit.THOUSAND, "|1,234|"),
        (-1_234_500, Unit.THOUSAND, "|△1,235|"),
        (150_000_000, Unit.HUNDRED_MILLION, "|2|"),
        (1_234_567, Unit.WON, "|1,234,567|"),
        (0, Unit.THOUSAND, "|0|"),
    ],
)
def test_an_amount_is_shown_in_the_unit_half_up_with_a_triangle_for_minus(won, unit, shown):
    assert shown in text(won, unit=unit)


@pytest.mark.parametrize(
    ("tenths", "shown"),
    [(469, "|46.9%|"), (1000, "|100.0%|"), (-5, "|△0.5%|"), (12345, "1,234.5%")],
)
def test_a_rate_is_shown_to_one_decimal(tenths, shown):
    assert shown in text(tenths, columns=(RATE,))


def test_a_bar_is_no_longer_than_its_cell():
    assert 'class="n bar p46 rate"' in drawn(469, columns=(RATE,))
    assert 'class="n bar p100 rate"' in drawn(2500, columns=(RATE,))


def test_a_dash_a_blank_a_missing_column_and_an_unknown_sum_are_four_things_and_not_zero():
    shown = {text(cell) for cell in (Gap.DASH, Gap.BLANK, Gap.ABSENT, Gap.UNKNOWN, 0)}
    assert len(shown) == 5
    assert "없음" in text(Gap.ABSENT)
    assert "빈칸" in text(Gap.BLANK)


def test_hostile_names_are_text():
    columns = (Column("budget", HOSTILE, Kind.WON, title=HOSTILE), Column("x", "말", Kind.TEXT))
    row = Row(0, "line", HOSTILE, HOSTILE, "/lines/1", HOSTILE, (1, HOSTILE))
    table = Table(HOSTILE, HOSTILE, columns, (row,), name_label=HOSTILE)
    page = table_html(table, Unit.WON, caption=HOSTILE, labelled_by=HOSTILE)
    assert "<script" not in page
    assert 'onclick="x' not in page.replace("&quot; onclick=&quot;x", "")


def test_a_row_leads_to_what_it_is_about():
    assert '<a href="/lines/7">나무 심기</a>' in drawn(1, href="/lines/7")


def test_a_cell_leads_where_its_row_says_and_a_row_without_links_nowhere():
    row = Row(0, "line", "나무 심기", "", "", "", (1, Gap.DASH, 469), ("/figures/7/budget", "", ""))
    columns = (BUDGET, Column("spent", "집행액", Kind.WON), RATE)
    page = table_html(Table("x", "표", columns, (row,)), Unit.WON, caption="표")
    assert '<td class="n budget"><a href="/figures/7/budget">1</a></td>' in page
    assert '<td class="n spent">-</td>' in page
    assert page.split("<tbody>")[1].count("<a ") == 1
    assert "<a " not in drawn(1).split("<tbody>")[1]


def test_a_hostile_link_of_a_cell_is_text():
    row = Row(0, "line", "나무", "", "", "", (1,), (HOSTILE,))
    page = table_html(Table("x", "표", (BUDGET,), (row,)), Unit.WON, caption="표")
    assert "<script" not in page
    assert 'onclick="x' not in page.replace("&quot; onclick=&quot;x", "")
