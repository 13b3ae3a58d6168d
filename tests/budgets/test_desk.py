"""The officer's desk: what is due, what came back and why, what waits, what readers see."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from budgets import filing as verbs
from budgets.views.desk import days_left
from tests import cast
from tests.budgets import at_work
from tests.budgets import quarters as q
from tests.budgets.at_work import filled, form
from tests.budgets.test_grid import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter():
    return at_work.office_at_work()


@pytest.fixture
def officer(client, quarter):
    client.force_login(quarter.officer)
    return client


def part(client, name):
    """One section of the desk, as words."""
    page = client.get("/desk/").content.decode()
    assert f'id="{name}"' in page
    return page.split(f'id="{name}"')[1].split("</section>")[0]


def test_what_is_due_says_until_when_and_what_is_left(officer, quarter):
    filing = at_work.opened(quarter)
    due = part(officer, "due")
    assert "2030. 9. 30.</span> 기준 집행" in due
    assert "10일 남음" in due
    assert "아직 없음" in due
    wrong = filled(quarter, trees=("100", "50", "60"), flowers=("200", "300", "80"))
    officer.post(f"/filings/{filing.pk}/", form(filing, wrong))
    due = part(officer, "due")
    assert "제1판" in due
    assert "<strong>2건</strong>" in due


def test_what_came_back_says_why(officer, quarter):
    filing = at_work.opened(quarter)
    officer.post(f"/filings/{filing.pk}/", form(filing, filled(quarter), act="submit"))
    assert "제1판" in part(officer, "waiting")
    at_work.act(verbs.send_back, filing, quarter.reviewer, words="나무 심기를 확인하십시오.")
    due = part(officer, "due")
    assert "나래 검토자가 돌려보냈습니다: 나무 심기를 확인하십시오." in due


def test_what_is_published_leads_to_its_correction(officer, quarter):
    filing = at_work.opened(quarter)
    officer.post(f"/filings/{filing.pk}/", form(filing, filled(quarter), act="submit"))
    at_work.publish(quarter, filing)
    published = part(officer, "published")
    assert "공개 제1판" in published
    assert f'<a href="/filings/{filing.pk}/">정정</a>' in published
    assert "지금 낼 것이 없습니다" in part(officer, "due")


def test_what_is_late_says_so_and_why_it_is_closed(officer, quarter):
    filing = at_work.opened(quarter)
    date = filing.reporting_date
    date.deadline = timezone.now() - timedelta(days=3)
    date.save()
    due = part(officer, "due")
    assert "3일 지남" in due
    assert "총괄에게 기한 연장을" in due


def test_a_correction_that_came_back_is_not_late(officer, quarter):
    filing = at_work.opened(quarter)
    officer.post(f"/filings/{filing.pk}/", form(filing, filled(quarter), act="submit"))
    at_work.publish(quarter, filing)
    corrected = form(filing, filled(quarter, trees=("100", "50", "40")), reason="지출 누락")
    officer.post(f"/filings/{filing.pk}/", corrected)
    at_work.act(verbs.send_back, filing, quarter.reviewer, words="증빙이 없습니다.")
    date = filing.reporting_date
    date.deadline = timezone.now() - timedelta(days=100)
    date.save()
    due = part(officer, "due")
    assert "정정에는 없음" in due
    assert "지남" not in due
    assert 'class="late"' not in due


def test_the_desk_has_ones_own_departments_only(client, quarter):
    at_work.opened(quarter)
    star = cast.division(quarter.office, "별빛담당관")
    client.force_login(cast.member("라온", star, "담당자"))
    assert "달빛담당관" not in text(client.get("/desk/"))


def test_whoever_writes_nothing_has_no_desk(client, quarter):
    client.force_login(quarter.reviewer)
    assert client.get("/desk/").status_code == 404
    assert "내 제출" not in text(client.get("/"))


def test_days_are_counted_by_the_calendar():
    midnight = timezone.localtime(cast.NOON).replace(hour=0, minute=0)
    late = midnight + timedelta(hours=23)
    assert days_left(late, midnight) == "오늘까지"
    assert days_left(late + timedelta(hours=2), late) == "1일 남음"
    assert days_left(midnight, late) == "오늘 지남"
    assert days_left(midnight - timedelta(hours=2), late) == "1일 지남"


def test_the_foot_of_a_page_says_whether_drafts_stand_on_it(officer, quarter):
    at_work.opened(quarter)
    drafts, published = "공개되지 않은 금액도 보이는 업무 화면입니다.", "공개된 제출본만 보입니다."
    for path, said, unsaid in (("/desk/", drafts, published), ("/", published, drafts)):
        told = officer.get(path).content.decode()
        assert said in told
        assert unsaid not in told


def test_what_a_document_brought_is_only_looked_back_on(client, db):
    found = cast.two_dates()
    client.force_login(cast.member("가람", found.moon, "담당자"))
    published = part(client, "published")
    assert f'<a href="/filings/{found.filing.pk}/history">이력</a>' in published
    assert "파일 올리기" not in published
    assert "엑셀 서식 받기" not in published


def level(told):
    return re.search('class="level">(.+?)<', told)[1]


def counts(told):
    found = re.findall(r"<dt>(.+?) 부서</dt><dd>(?:<strong>)?(\d+)", told)
    return {name: int(count) for name, count in found}


def test_the_operator_sees_which_dates_can_be_published(client, quarter):
    star = q.star(quarter)[0]
    asked = at_work.opened(quarter).reporting_date
    client.force_login(quarter.operator)
    told = part(client, "open-dates")
    assert f'<a href="/dates/{asked.pk}">' in told
    assert (level(told), counts(told)) == ("확인 전", {"확인된": 0, "확인되지 않은": 2})
    found = []
    for department, by, rows in (
        (quarter.moon, quarter.officer, q.fine(quarter)),
        (star, cast.member("라온", star, "담당자"), None),
    ):
        filing = asked.filings.get(department=department)
        lines = rows or [q.row(line, 10, 5, 5) for line in verbs.lines_of(filing)]
        q.submit(filing, lines, by, timezone.now())
        q.approve(quarter, filing, timezone.now())
        told = part(client, "open-dates")
        found.append((level(told), counts(told)))
    assert found == [
        ("일부 확인", {"확인된": 1, "확인되지 않은": 1}),
        ("모두 확인", {"확인된": 2, "확인되지 않은": 0}),
    ]
    q.publish(quarter, asked, at=timezone.now())
    assert "공개를 기다리거나 정정하고 있는 기준일이 없습니다" in part(client, "open-dates")


def test_a_correction_that_is_approved_is_one_to_publish(client, quarter):
    asked = at_work.opened(quarter).reporting_date
    filing = q.publish_moon(quarter, asked, at=timezone.now())
    q.correct(quarter, filing, spent=40, at=timezone.now())
    client.force_login(quarter.operator)
    told = part(client, "open-dates")
    assert level(told) == "모두 확인"
    assert counts(told) == {"확인된": 1, "확인되지 않은": 0, "이미 공개된": 1}


def test_the_operators_desk_costs_the_same_for_one_date_and_for_seven(
    client, quarter, django_assert_num_queries
):
    client.force_login(quarter.operator)
    for months in ((6,), (7, 8, 9, 10, 11, 12)):
        for month in months:
            at_work.opened(quarter, at_work.date(2030, month, 28))
        client.get("/desk/")
        with django_assert_num_queries(QUERIES):
            client.get("/desk/")


QUERIES = 16
