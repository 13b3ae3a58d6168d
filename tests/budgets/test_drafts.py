"""The drafts of an office, for who reads them: 지킴 has only the role 열람, and writes nothing."""

import pytest

from budgets.models import Filing
from budgets.open_dates import open_dates
from departments.rights import rights_of
from tests import cast
from tests.budgets import quarters as q

pytestmark = pytest.mark.django_db
QUERIES = 21


@pytest.fixture
def quarter():
    return cast.quarter()


@pytest.fixture
def star(quarter):
    return q.star(quarter)[0]


@pytest.fixture
def reader(client, quarter, star):
    client.force_login(cast.member("지킴", quarter.office, "열람"))
    return client


def page(client, query=""):
    response = client.get(f"/drafts/{query}")
    assert response.status_code == 200
    return response.content.decode()


def approved(quarter, asked):
    filing = asked.filings.get(department=quarter.moon)
    q.submit(filing, q.fine(quarter), quarter.officer)
    q.approve(quarter, filing)
    return filing


def test_who_only_reads_finds_every_draft_and_the_way_to_it(reader, quarter, star):
    assert "공개 전 제출</a></li>" in reader.get("/").content.decode()
    filing = approved(quarter, q.opened(quarter))
    told = page(reader)
    assert "작성중 1, 확인 1" in told
    for department, words in (("달빛담당관", "확인 (공개 대기)"), (star.name, "작성 전")):
        assert department in told
        assert f'<strong class="state">{words}</strong>' in told
    assert '<td class="number" data-label="남은 문제">0</td>' in told
    assert "가람 7. 1. 12:00" in told
    for link in (f"/filings/{filing.pk}/review", f"/filings/{filing.pk}/history"):
        assert f'href="{link}"' in told
        assert 'href="/drafts/">공개 전 제출</a>' in reader.get(link).content.decode()


def test_a_problem_that_is_left_open_is_counted(reader, quarter):
    filing = q.opened(quarter).filings.get(department=quarter.moon)
    over = [q.row(quarter.trees, 100, 200, 50), q.row(quarter.flowers, 100, 100, 50)]
    q.hand_in(filing, over, quarter.officer)
    assert '<td class="number" data-label="남은 문제">1</td>' in page(reader)


def test_a_published_date_is_listed_again_while_it_is_corrected(reader, quarter, star):
    asked = q.opened(quarter)
    filing = q.publish_moon(quarter, asked, missing=[star.pk])
    told = page(reader)  # 별빛담당관 handed in nothing: of it there is nothing to read
    assert "지금 공개를 기다리거나 정정하고 있는 기준일이 없습니다" in told
    assert "달빛담당관" not in told
    q.correct(quarter, filing, spent=40)
    told = page(reader)
    assert "정정 확인 (공개 대기)" in told
    assert "제1판 공개" in told
    assert ">미제출</td>" in told
    q.publish(quarter, asked, missing=[star.pk])
    assert "달빛담당관" not in page(reader)


def test_one_date_is_shown_and_another_is_chosen(reader, quarter):
    june, september = q.opened(quarter, cast.JUNE_30), q.opened(quarter)
    approved(quarter, june)
    assert "확인 (공개 대기)" not in page(reader)  # the newest
    assert "확인 (공개 대기)" in page(reader, f"?date={june.pk}")
    assert f'?date={september.pk}#board">2030. 9. 30.' in page(reader, f"?date={june.pk}")


def test_what_is_not_ones_own_is_not_there(client, quarter, star):
    asked = q.opened(quarter)
    own = rights_of(cast.member("라온", star, "담당자"))
    client.force_login(cast.user("라온"))
    told = page(client)
    assert star.name in told
    assert "달빛담당관" not in told
    assert "공개 전 제출</a></li>" not in told  # his own desk leads to his drafts
    assert [each.states for each in open_dates(Filing.objects.read_by(own))] == [
        [("작성중", False)]
    ]
    far = cast.member("먼이", cast.office("먼바다기획관"), "열람")
    client.force_login(far)
    assert "2030. 9. 30." not in page(client)
    for said in (asked.pk, "0", "x", "１"):
        assert client.get("/drafts/", {"date": said}).status_code == 404


def test_the_drafts_cost_the_same_for_two_dates_and_for_eight(
    reader, quarter, django_assert_num_queries
):
    for months in ((6,), (7, 8, 9, 10, 11, 12)):
        for month in months:
            approved(quarter, q.opened(quarter, cast.date(2030, month, 28)))
        page(reader)
        with django_assert_num_queries(QUERIES):
            page(reader)
