"""What is measured works, and says the same sums, on a city that is small."""

import pytest

from bench import floor, jobs
from bench.city import Size, build
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
    assert floor.rows(jobs.DAY, jobs.CITY)[0] == ("합계", *total_of_lines())


def total_of_lines():
    leaves = [row for row in floor.rows(jobs.DAY, jobs.CITY) if row[0].startswith("세부사업")]
    leaves += [row for row in floor.rows(jobs.DAY, jobs.CITY) if row[0] == "기본경비"][1::2]
    return tuple(sum(column) for column in zip(*(row[1:] for row in leaves), strict=True))


def test_page_json_and_bare_sql_say_the_same_sums(city):
    jobs.check()


@pytest.mark.parametrize("job", jobs.JOBS)
def test_every_job_does_its_work(city, job):
    assert jobs.JOBS[job]()
