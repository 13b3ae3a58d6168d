"""What is recorded of an organisation is told to readers when a date that speaks of it is published.

달빛담당관 published June and September of 2030; on the 1st of October it is renamed 햇빛담당관.
"""

from datetime import date
from uuid import uuid4

import pytest

from budgets import filing as verbs
from budgets.structuring import programs
from departments import organising
from departments.models import Department, Succession
from reports.organisation import departments, successions
from tests import cast
from tests.budgets import quarters as q

pytestmark = pytest.mark.django_db
OCTOBER_1, YEAR_END = date(2030, 10, 1), date(2030, 12, 31)
TODAY = "/compare/해오름기획관/2030-06-30-집행/2030-09-30-집행.json?organisation=today"
DEADLINE = q.DEADLINE.replace(year=2032)


def act(verb, quarter, **facts):
    known = {"by": quarter.operator, "at": cast.NOON, "reason": "조직 개편", "key": uuid4()}
    return verb(**known | facts)


@pytest.fixture
def quarter():
    found = cast.quarter()
    for day, spent in ((cast.JUNE_30, 30), (q.SEPTEMBER, 40)):
        asked = q.opened(found, day, deadline=DEADLINE)
        q.publish_moon(found, asked, q.fine(found, spent))
    return found


@pytest.fixture
def heir(quarter):
    said = {"name": "햇빛담당관", "day": OCTOBER_1}
    act(organising.rename_department, quarter, department=quarter.moon, **said)
    return Department.objects.get(name="햇빛담당관")


def publish_year_end(quarter, heir):
    """By the new department, with the lines that it took over."""
    moved = {"program": quarter.trees.program, "department": heir, "day": OCTOBER_1}
    act(programs.move_program, quarter, **moved)
    asked = q.opened(quarter, YEAR_END, deadline=DEADLINE)
    filing = asked.filings.get(department=heir)
    trees, flowers = verbs.lines_of(filing)
    rows = [q.row(trees, 100_000, 90_000, 60_000), q.row(flowers, 200_000, 150_000, 90_000)]
    q.submit(filing, rows, quarter.officer)
    q.approve(quarter, filing)
    q.publish(quarter, asked)


def told(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def ways_to(quarter):
    """Where the new name, or that the old one ends, could be read."""
    return [f"/departments/{quarter.moon.pk}", f"/departments/{quarter.office.pk}", TODAY]


def test_a_reorganisation_is_no_readers_before_a_date_of_it_is_published(client, quarter, heir):
    for path in (*ways_to(quarter), "/", "/overview.json"):
        page = told(client, path)
        assert "햇빛담당관" not in page, path
        assert "2030. 9. 30. (확인됨)" not in page, path
    for suffix in ("", ".csv", ".json", ".xlsx"):
        assert client.get(f"/departments/{heir.pk}{suffix}").status_code == 404
    assert (
        "그런 부서나 정책사업이 없습니다" in client.get("/", {"into": heir.code}).content.decode()
    )


def test_the_office_sees_it_at_once_and_is_told_when_readers_will(client, quarter, heir):
    client.force_login(quarter.operator)
    page = told(client, "/structure/departments/")
    assert "햇빛담당관" in page
    assert "독자에게는 공개된 기준일까지의 조직만 보입니다" in page


def test_it_is_theirs_from_then_on_also_of_the_dates_before(client, quarter, heir):
    before = told(client, TODAY)  # and kept
    publish_year_end(quarter, heir)
    assert told(client, TODAY) != before
    for path in ways_to(quarter):
        assert "햇빛담당관" in told(client, path), path
    assert "2030. 9. 30. (확인됨)" in told(client, f"/departments/{quarter.moon.pk}")
    assert "달빛담당관" in told(client, f"/departments/{heir.pk}")


def test_a_department_that_begins_later_has_no_page_yet(client, quarter):
    for name, day in (("별빛담당관", q.SEPTEMBER), ("새벽담당관", OCTOBER_1)):
        act(organising.add_department, quarter, office=quarter.office, name=name, day=day)
    star, dawn = (Department.objects.get(name=name) for name in ("별빛담당관", "새벽담당관"))
    assert client.get(f"/departments/{star.pk}").status_code == 200
    assert client.get(f"/departments/{dawn.pk}").status_code == 404


def test_what_a_document_says_was_said_in_public_already(quarter):
    star = cast.division(quarter.office, "별빛담당관")
    facts = {"before": quarter.moon, "after": star, "kind": "명칭 변경", "day": OCTOBER_1}
    paper = cast.document(quarter.office)
    stated = Succession(evidence="명시", document=paper, place="1", **facts)
    recorded = Succession(evidence="기록", note="조직 개편", **facts | {"kind": "소속 변경"})
    Succession.objects.bulk_create([stated, recorded])
    found = successions().filter(before=quarter.moon)
    assert [each.evidence for each in found] == ["명시"]


def test_a_year_regrouped_to_a_later_organisation_tells_of_it(quarter):
    new_year = date(2031, 1, 1)
    later = cast.division(quarter.office, "새해담당관", valid_from=new_year)
    book = cast.book(quarter.office, basis="재편", organised_on=new_year)
    line = cast.line(cast.program(book, later, quarter.trees.program.account))
    made = cast.statement(cast.filing(cast.reporting_date(book, q.SEPTEMBER), later))
    cast.figure(made, line, budget=10)
    assert later not in departments()
    cast.publish(made)
    assert later in departments()
