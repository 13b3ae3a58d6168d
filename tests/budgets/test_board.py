"""The operator's dates and boards. 다온 runs the office, 가람 writes for 달빛담당관."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from budgets import filing as verbs
from budgets.board import board, lateness
from budgets.models import Figure, Filing, ReportingDate, Statement
from budgets.rows import Waived
from tests import cast
from tests.budgets import quarters as q

pytestmark = pytest.mark.django_db
LATER = q.DEADLINE + timedelta(hours=30)


@pytest.fixture
def quarter():
    return cast.quarter()


@pytest.fixture
def operator(client, quarter):
    client.force_login(quarter.operator)
    return client


def standing(quarter, asked, now=cast.NOON):
    (found,) = [each for each in board(asked, now) if each.filing.department_id == quarter.moon.pk]
    return found


def page(client, asked):
    response = client.get(f"/dates/{asked.pk}")
    assert response.status_code == 200
    return response.content.decode()


def post(client, asked, **said):
    return client.post(f"/dates/{asked.pk}", {"key": str(uuid4())} | said)


@pytest.mark.parametrize("who", ["officer", "reviewer"])
def test_nobody_but_the_operator_finds_dates_and_boards(client, quarter, who):
    asked = q.opened(quarter)
    client.force_login(getattr(quarter, who))
    for path in ("/dates/", f"/dates/{asked.pk}"):
        assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)


def test_the_operator_of_another_office_finds_nothing(client, quarter):
    asked = q.opened(quarter)
    client.force_login(cast.member("라온", cast.office("먼바다기획관"), "총괄"))
    assert client.get(f"/dates/{asked.pk}").status_code == 404
    assert post(client, asked, act="publish").status_code == 404
    assert "2030. 9. 30." not in client.get("/dates/").content.decode()


def test_the_operator_opens_a_date(operator, quarter):
    deadline = timezone.localtime() + timedelta(days=10)
    said = {
        "book": quarter.book.pk,
        "day": "2030-09-30",
        "stage": "집행",
        "deadline": f"{deadline:%Y-%m-%dT%H:%M}",
        "asks_below": "30",
        "key": str(uuid4()),
    }
    opened = [operator.post("/dates/", said) for _ in range(2)]
    asked = ReportingDate.objects.get(book=quarter.book)
    assert [each.headers["Location"] for each in opened] == [f"/dates/{asked.pk}"] * 2
    assert (asked.asks_below, asked.filings.get().department) == (30, quarter.moon)
    again = operator.post("/dates/", said | {"key": str(uuid4())})
    assert "같은 기준일이 이미 있습니다" in again.content.decode()


def test_a_date_of_a_book_of_another_office_cannot_be_opened(operator, quarter):
    foreign = cast.book(cast.office("먼바다기획관"))
    said = {"book": foreign.pk, "day": "2030-09-30", "stage": "집행", "key": str(uuid4())}
    response = operator.post("/dates/", said | {"deadline": "2099-01-01T18:00"})
    assert response.status_code == 422
    assert ReportingDate.objects.filter(book=foreign).count() == 0


def test_the_board_follows_a_department_on_its_way(quarter):
    asked = q.opened(quarter)
    filing = asked.filings.get()
    seen = [standing(quarter, asked).words]
    q.hand_in(filing, q.fine(quarter), quarter.officer)
    seen.append(standing(quarter, asked).words)
    q.act(verbs.submit, filing, quarter.officer)
    seen.append(standing(quarter, asked).words)
    q.act(verbs.send_back, filing, quarter.reviewer, words="다시")
    seen.append(standing(quarter, asked).words)
    q.submit(filing, q.fine(quarter, spent=31), quarter.officer)
    q.approve(quarter, filing)
    seen.append(standing(quarter, asked).words)
    q.publish(quarter, asked)
    seen.append(standing(quarter, asked).words)
    q.correct(quarter, filing, spent=40)
    seen.append(standing(quarter, asked).words)
    assert seen == [
        "작성 전",
        "작성중",
        "제출 (검토 대기)",
        "반려",
        "확인 (공개 대기)",
        "공개",
        "정정 확인 (공개 대기)",
    ]


def test_the_board_says_who_handed_in_and_when(operator, quarter):
    asked = q.opened(quarter)
    q.submit(asked.filings.get(), q.fine(quarter), quarter.officer)
    assert "가람 7. 1. 12:00" in page(operator, asked)


def test_the_board_counts_problems_as_the_verbs_do(quarter):
    asked = q.opened(quarter)
    filing = asked.filings.get()
    wrong = [q.row(quarter.trees, 100, 50, 60), q.row(quarter.flowers, 200, 100, None)]
    q.hand_in(filing, wrong, quarter.officer)
    assert standing(quarter, asked).open_problems == len(verbs.standing_problems(filing)) == 2
    answers = [Waived("order", quarter.trees.pk, "이월분 지출", "지출결의 12호")]
    answers.append(Waived("blank", quarter.flowers.pk))
    q.hand_in(filing, wrong, quarter.officer, waived=answers)
    found = standing(quarter, asked)
    assert (found.open_problems, found.excepted, found.acknowledged) == (0, 1, 1)


def test_problems_against_the_date_before_count_on_the_board(quarter):
    q.publish_moon(quarter, q.opened(quarter, day=cast.JUNE_30))
    asked = q.opened(quarter)
    filing = asked.filings.get()
    q.hand_in(filing, q.fine(quarter, spent=20), quarter.officer)
    assert standing(quarter, asked).open_problems == len(verbs.standing_problems(filing)) == 1


def test_lateness_is_said_in_days(quarter):
    filing = q.opened(quarter).filings.get()
    hour = timedelta(hours=1)
    told = [
        lateness(q.DEADLINE, filing, None, q.DEADLINE),
        lateness(q.DEADLINE, filing, None, q.DEADLINE + hour),
        lateness(q.DEADLINE, filing, None, LATER),
        lateness(q.DEADLINE, filing, q.DEADLINE, LATER),
        lateness(q.DEADLINE, filing, LATER, LATER),
        lateness(None, filing, None, LATER),
    ]
    assert told == ["기한 전", "1일 지남", "2일 지남", "기한 안", "2일 늦게 냄", "-"]


def test_a_department_is_let_in_after_the_deadline(operator, quarter):
    asked = q.opened(quarter)
    filing = asked.filings.get()
    said = {"act": "extend", "filing": filing.pk, "until": "2099-10-05T18:00", "words": "전산 장애"}
    assert post(operator, asked, **said).status_code == 302
    filing.refresh_from_db()
    assert timezone.localtime(filing.open_until).strftime("%F %H:%M") == "2099-10-05 18:00"
    assert "2099. 10. 5. 18:00까지 연장" in page(operator, asked)
    assert filing.steps.get(act="연장").words == "전산 장애"


def test_a_filing_of_another_office_cannot_be_let_in(operator, quarter):
    far = cast.office("먼바다기획관")
    foreign = cast.filing(cast.reporting_date(cast.book(far)), cast.division(far, "파도담당관"))
    said = {"act": "extend", "filing": foreign.pk, "until": "2099-10-05T18:00", "words": "전산"}
    assert post(operator, q.opened(quarter), **said).status_code == 422
    foreign.refresh_from_db()
    assert foreign.open_until is None


def ready(quarter):
    """달빛담당관 approved; 별빛담당관 has handed in nothing."""
    star, _ = q.star(quarter)
    asked = q.opened(quarter)
    filing = asked.filings.get(department=quarter.moon)
    q.submit(filing, q.fine(quarter), quarter.officer)
    q.approve(quarter, filing)
    return asked, filing, star


def test_what_is_missing_is_ticked_one_by_one(operator, quarter):
    asked, filing, star = ready(quarter)
    assert f'type="checkbox" required id="missing-{star.pk}"' in page(operator, asked)
    refused = post(operator, asked, act="publish", statements=filing.standing_id)
    assert "확인되지 않은 부서가 있습니다: 별빛담당관" in refused.content.decode()
    assert Figure.objects.published().filter(statement__filing=filing).count() == 0
    said = {"act": "publish", "statements": filing.standing_id, "missing": star.pk}
    assert post(operator, asked, **said).status_code == 302
    assert Figure.objects.published().filter(statement__filing=filing).count() == 2
    assert ">미제출</td>" in page(operator, asked)


def test_publishing_twice_by_one_request_publishes_once(operator, quarter):
    asked, filing, star = ready(quarter)
    said = {"act": "publish", "statements": filing.standing_id, "missing": star.pk}
    said["key"] = str(uuid4())
    assert [post(operator, asked, **said).status_code for _ in range(2)] == [302, 302]
    assert filing.steps.filter(act="공개").count() == 1


def test_the_board_says_what_is_published_for_the_first_time_and_what_is_corrected(
    operator, quarter
):
    asked, filing, star = ready(quarter)
    assert "<b>처음 공개</b>" in page(operator, asked)
    q.publish(quarter, asked, missing=[star.pk])
    q.correct(quarter, filing, spent=40)
    told = page(operator, asked)
    assert "<b>정정</b> (공개된 제1판을 대신함, 사유: 지출 누락)" in told
    assert "<b>처음 공개</b>" not in told


def test_a_correction_that_came_after_the_page_is_not_published_with_it(operator, quarter):
    asked, filing, star = ready(quarter)
    said = {"act": "publish", "statements": filing.standing_id, "missing": star.pk}
    post(operator, asked, **said)
    q.correct(quarter, filing, spent=40)
    refused = post(operator, asked, **said)
    assert "공개할 제출본이 달라졌습니다" in refused.content.decode()
    filing.refresh_from_db()
    assert filing.published.version == 1


def test_what_the_rules_find_since_the_approval_is_named_and_nothing_is_published(
    operator, quarter
):
    june, september = q.opened(quarter, day=cast.JUNE_30), q.opened(quarter)
    filing = september.filings.get()
    q.submit(filing, q.fine(quarter, spent=20), quarter.officer)
    q.approve(quarter, filing)
    assert "확인 (공개 대기)" in page(operator, september)
    assert 'type="submit">공개</button>' in page(operator, september)
    q.publish_moon(quarter, june)
    told = page(operator, september)
    assert "답하지 않은 문제 1개" in told
    assert 'type="submit">공개</button>' not in told
    filing.refresh_from_db()
    refused = post(operator, september, act="publish", statements=filing.standing_id)
    assert "답할 문제가 생긴 부서가 있습니다: 달빛담당관" in refused.content.decode()
    assert Figure.objects.published().filter(statement__filing=filing).count() == 0


@pytest.mark.parametrize("said", [{"act": "publish", "missing": "x"}, {"act": "other"}, {}])
def test_what_no_page_posts_is_not_found(operator, quarter, said):
    assert post(operator, q.opened(quarter), **said).status_code == 404


def test_the_board_costs_the_same_for_three_departments_and_for_thirty(
    operator, quarter, django_assert_num_queries
):
    account = quarter.trees.program.account
    for day, count in ((cast.JUNE_30, 3), (q.SEPTEMBER, 30)):
        for at in range(Filing.objects.filter(department__parent=quarter.office).count(), count):
            division = cast.division(quarter.office, f"{at}담당관")
            cast.line(cast.program(quarter.book, division, account, f"{at}사업"), f"{at}세부")
        asked = q.opened(quarter, day=day)
        for filing in asked.filings.all():
            made = Statement.objects.create(
                filing=filing,
                version=1,
                method="입력",
                unit="원",
                handed_in_by=quarter.officer,
                handed_in_at=cast.NOON,
            )
            line = filing.department.programs.get().lines.first()
            cast.figure(made, line, budget=100, committed=120, spent=50)
            Filing.objects.filter(pk=filing.pk).update(standing=made)
        operator.get(f"/dates/{asked.pk}")
        with django_assert_num_queries(QUERIES):
            told = page(operator, asked)
        assert (
            told.count('data-label="남은 문제">1<') + told.count('data-label="남은 문제">2<')
            == asked.filings.count()
        )


QUERIES = 21


def test_a_list_with_nothing_chosen_asks_in_words(operator, quarter):
    assert '<option value="" selected>고르십시오</option>' in page(operator, q.opened(quarter))


@pytest.mark.parametrize("basis", ["당초", "재편"])
def test_the_board_of_a_published_date_leads_to_what_readers_see(client, db, basis):
    house = cast.office()
    facts = {"basis": basis} | ({"organised_on": cast.JUNE_30} if basis == "재편" else {})
    asked = cast.reporting_date(cast.book(house, **facts))
    moon = cast.division(house)
    line = cast.line(cast.program(asked.book, moon, cast.account()))
    client.force_login(cast.member("다온", house, "총괄"))
    assert "독자가 보는 표" not in page(client, asked)
    made = cast.statement(cast.filing(asked, moon))
    cast.figure(made, line, budget=1_000_000, spent=500_000)
    cast.publish(made)
    (address,) = re.findall('<a href="([^"]+)">독자가 보는 표</a>', page(client, asked))
    told = client.get(address)
    assert told.status_code == 200
    assert ">500<" in told.content.decode()
