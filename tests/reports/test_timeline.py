"""Rows of dates as values, without a database; gaps stay gaps and accounts of words stay words."""

from datetime import date

import pytest

from departments.cells import met
from reports.choices import Misread
from reports.dates import When
from reports.table import Gap
from reports.timeline import Stand, charts, newest_first, read_unit, span, text, timeline


def stand(year, stage="집행", *, regrouped=False, series="", figures=(), **won):
    order = ("appropriated", "budget", "committed", "spent", "carried")
    mask = met("value" if name in won else "absent" for name in order)
    sums = (mask, *(won.get(name, 0) for name in order))
    when = When(date(year, 6, 30), stage, regrouped)
    return Stand(
        when, sums, f"/{year}", told=(("달빛", "/departments/1"),), figures=figures, series=series
    )


def drawn(*stands):
    return timeline("x", "시험회계", stands, told=(text("whose", "부서"),))


def test_each_date_is_a_row_with_its_words_amounts_and_rate():
    table = drawn(stand(2030, budget=200, committed=150, spent=93))
    assert [column.key for column in table.columns] == [
        "whose",
        "budget",
        "committed",
        "spent",
        "rate",
    ]
    assert table.rows[0].cells == ("달빛", 200, 150, 93, 465)
    assert table.rows[0].href == "/2030"
    assert table.rows[0].name == "2030. 6. 30. 기준"


def test_what_a_date_does_not_have_is_absent_and_leads_nowhere():
    figures = tuple(f"/figures/1/{n}" for n in range(5))
    table = drawn(stand(2030, budget=200, spent=93, figures=figures), stand(2029, budget=1))
    row = table.rows[0]
    assert row.cells[table.at("committed")] is Gap.ABSENT
    assert row.links == ("/departments/1", "/figures/1/1", "", "/figures/1/3", "")


def test_a_live_formula_has_one_base_or_none():
    of_budget, of_appropriated = (
        stand(2030, budget=9, spent=3),
        stand(2029, appropriated=9, spent=3),
    )
    rates = [
        drawn(*stands).columns[-1].of
        for stands in ((of_budget,), (of_appropriated,), (of_budget, of_appropriated))
    ]
    assert rates == [("spent", "budget"), ("spent", "appropriated"), ("", "")]
    assert "예산액으로 나눈 비율" in drawn(of_budget, of_appropriated).notes[0]


def test_dates_stand_newest_first_and_settlements_after_the_year():
    stands = [stand(2029, budget=1), stand(2030, "예산", budget=1), stand(2030, "결산", budget=1)]
    assert [each.when.slug for each in newest_first(stands)] == [
        "2030-06-30-결산",
        "2030-06-30-예산",
        "2029-06-30-집행",
    ]


def test_a_span_names_its_ends():
    days = [When(date(2030, 6, 30), "집행"), When(date(2029, 1, 1), "예산")]
    assert span(days) == "2029. 1. 1. ~ 2030. 6. 30."
    assert span(days[:1]) == "2030. 6. 30."
    assert span([]) == "공개된 기준일 없음"


def test_a_series_is_one_measure_at_one_stage_of_one_thing():
    drawn = charts(
        "x",
        "달빛",
        [
            stand(2028, budget=10**6, spent=10**5),
            stand(2029, "예산", appropriated=10**6),
            stand(2029, appropriated=10**6, spent=10**5, series="별빛"),
            stand(2030, budget=2 * 10**6, spent=10**6),
        ],
    )
    (amounts, first), (rates, second) = drawn
    assert (amounts, rates) == ("예산 (단위: 천원)", "집행률")
    assert "집행 (6. 30.) · 예산현액: 2028. 6. 30. 1,000, 2030. 6. 30. 2,000." in first
    assert "예산 · 예산액: 2029. 6. 30. 1,000." in first
    assert "별빛 · 집행 (6. 30.) · 집행률 (예산액 대비): 2029. 6. 30. 10.0%." in second


def test_of_a_day_as_drawn_and_as_regrouped_the_chart_shows_what_was_drawn():
    both = [
        stand(2030, "예산", regrouped=True, appropriated=7000),
        stand(2030, "예산", appropriated=9000),
        stand(2029, "예산", appropriated=8000),
    ]
    ((_, chart),) = charts("x", "달빛", both)
    assert "2029. 6. 30. 8, 2030. 6. 30. 9." in chart


def test_a_single_date_is_no_chart():
    assert charts("x", "달빛", [stand(2030, budget=1, spent=1)]) == []


def test_a_condition_other_than_the_unit_is_refused_with_every_problem():
    assert read_unit({"unit": "억원"}).unit.label == "억원"
    with pytest.raises(Misread) as refused:
        read_unit({"unit": "달러", "depth": "부서", "q": "나무"})
    assert len(refused.value.problems) == 3
