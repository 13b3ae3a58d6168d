"""What is measured works, and says the same sums, on a city that is small."""

import pytest
from django.db.models import Sum

from bench import floor, jobs
from bench.city import Size, build
from bench.environment import LAST_DAY
from budgets.models import Figure, Statement

SMALL = Size(offices=2, departments=2, lines=9, years=1)


@pytest.fixture
def city(db, capsys):
    build(SMALL)


def test_a_city_has_the_figures_that_it_is_said_to_have(city):
    assert SMALL.figures == 216
    assert Figure.objects.published().filter(line__program__book__fiscal_year=2030).count() == 216
    assert Statement.objects.filter(version=2).count() == 24  # half of 48 filings, once


def test_the_floor_adds_up_the_lines(city):
    figures = Figure.objects.in_force(LAST_DAY)
    sums = figures.aggregate(budget=Sum("budget"), committed=Sum("committed"), spent=Sum("spent"))
    whole = next(floor.rows(jobs.DAY, jobs.CITY))
    assert whole[:4] == (0, "total", "합계", "")
    assert whole[4:7] == tuple(sums.values())


def test_the_page_draws_the_floors_table_to_the_byte(city):
    jobs.check()


def test_a_page_that_draws_another_table_is_not_timed(city, monkeypatch):
    monkeypatch.setattr(floor, "body", lambda day, office: "<tr><th>합계</th></tr>")
    with pytest.raises(AssertionError):
        jobs.check()


@pytest.mark.parametrize("job", jobs.JOBS)
def test_every_job_does_its_work(city, job):
    assert jobs.JOBS[job]()
