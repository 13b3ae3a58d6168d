"""The reviewer's pages. 나래 reviews what 가람 of 달빛담당관 hands in."""

from uuid import uuid4

import pytest

from budgets import filing as verbs
from budgets.measures import Measures
from budgets.reviewing import last_seen
from budgets.rows import Row, Waived
from departments.models import Membership
from tests import cast
from tests.budgets import quarters as q

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter():
    return cast.quarter()


@pytest.fixture
def filing(quarter):
    """Handed in, and waiting."""
    filing = q.opened(quarter).filings.get()
    q.submit(filing, q.fine(quarter), quarter.officer)
    return filing


@pytest.fixture
def reviewer(client, quarter):
    client.force_login(quarter.reviewer)
    return client


def page(client, filing, **said):
    response = client.get(f"/filings/{filing.pk}/review", said)
    assert response.status_code == 200
    return response.content.decode()


def post(client, filing, act, **said):
    filing.refresh_from_db()
    known = {"act": act, "statement": filing.standing_id, "key": str(uuid4())}
    response = client.post(f"/filings/{filing.pk}/review", known | said)
    filing.refresh_from_db()
    return response


def test_what_waits_is_listed_and_what_is_decided_is_not(reviewer, quarter, filing):
    told = reviewer.get("/reviews/").content.decode()
    assert f'<a href="/filings/{filing.pk}/review">달빛담당관</a>' in told
    q.approve(quarter, filing)
    assert "지금 기다리는 제출본이 없습니다." in reviewer.get("/reviews/").content.decode()


def test_what_was_approved_is_listed_and_goes_back_with_words(reviewer, quarter, filing):
    q.approve(quarter, filing)
    assert "공개되기 전에는 돌려보낼 수 있음" in reviewer.get("/reviews/").content.decode()
    told = page(reviewer, filing)
    assert "확인한 제출본입니다" in told
    assert "제1판 확인</button>" not in told
    post(reviewer, filing, "return", words="꽃 심기를 다시 보십시오.")
    assert (filing.state, filing.standing.version) == ("반려", 1)
    assert "돌려보낼 수 있음" not in reviewer.get("/reviews/").content.decode()


def test_what_was_published_no_longer_goes_back(reviewer, quarter, filing):
    q.approve(quarter, filing)
    q.publish(quarter, filing.reporting_date)
    assert "지금 검토할 것이 없습니다" in page(reviewer, filing)
    response = post(reviewer, filing, "return", words="늦었습니다.")
    assert "공개 상태에서는 돌려보낼 수 없습니다" in response.content.decode()
    assert filing.state == "공개"


def test_a_correction_waits_too(reviewer, quarter, filing):
    q.approve(quarter, filing)
    q.publish(quarter, filing.reporting_date)
    q.hand_in(filing, q.fine(quarter, spent=40), quarter.officer, reason="지출 누락")
    assert '<strong class="state">정정</strong>' in reviewer.get("/reviews/").content.decode()


@pytest.mark.parametrize("who", ["officer", "operator"])
def test_only_a_reviewer_has_a_list_and_acts(client, quarter, filing, who):
    client.force_login(getattr(quarter, who))
    assert client.get("/reviews/").status_code == 404
    assert post(client, filing, "approve").status_code == 404
    assert filing.state == "제출"
    assert "제1판 확인</button>" not in page(client, filing)


def test_others_find_nothing(client, quarter, filing):
    client.force_login(cast.member("라온", q.star(quarter)[0], "담당자"))
    assert client.get(f"/filings/{filing.pk}/review").status_code == 404
    client.force_login(cast.member("마루", cast.office("먼바다기획관"), "검토자"))
    assert client.get(f"/filings/{filing.pk}/review").status_code == 404
    assert post(client, filing, "approve").status_code == 404
    assert f"/filings/{filing.pk}/" not in client.get("/reviews/").content.decode()


def test_a_reader_of_drafts_sees_what_stands(client, quarter, filing):
    client.force_login(cast.member("바다", quarter.office, "열람"))
    assert ">30<" in page(client, filing)
    assert post(client, filing, "approve").status_code == 404


def test_the_statement_stands_beside_the_date_before(reviewer, quarter):
    q.publish_moon(quarter, q.opened(quarter, day=cast.JUNE_30))
    filing = q.opened(quarter).filings.get()
    q.submit(filing, q.fine(quarter, spent=45), quarter.officer)
    told = page(reviewer, filing)
    assert "공개된 2030. 6. 30. 금액입니다" in told
    assert 'data-label="집행액">45</td>' in told
    assert 'data-label="지난 기준일">30<div>15 증가</div></td>' in told
    assert 'data-label="집행액">125</td>' in told  # 45 + 80


def test_a_fall_is_said_in_a_word_and_with_a_sign(reviewer, quarter):
    q.publish_moon(quarter, q.opened(quarter, day=cast.JUNE_30))
    filing = q.opened(quarter).filings.get()
    answer = [Waived("falls", quarter.trees.pk, "반납")]
    q.submit(filing, q.fine(quarter, spent=25), quarter.officer, waived=answer)
    told = page(reviewer, filing)
    assert '<div class="minus">△5 감소</div>' in told
    assert '<td data-label="사유">반납</td>' in told
    assert '<strong class="state">예외</strong>' in told


def test_what_changed_since_the_returned_version_is_named(reviewer, quarter, filing):
    post(reviewer, filing, "return", words="꽃 심기를 보십시오.")
    q.hand_in(filing, q.fine(quarter, spent=31), quarter.officer)
    q.submit(filing, q.fine(quarter, spent=32, note="비가 옴"), quarter.officer)
    assert last_seen(filing).version == 1
    told = page(reviewer, filing)
    assert "<b>나무 심기</b> 집행액 30 → 32 (2 증가)" in told
    assert "<b>나무 심기</b> 비고 없음 → 비가 옴" in told
    assert "2곳이 다릅니다" in told
    assert "꽃 심기를 보십시오." in told


def test_a_correction_is_set_beside_what_readers_see(reviewer, quarter, filing):
    q.approve(quarter, filing)
    q.publish(quarter, filing.reporting_date)
    q.hand_in(filing, q.fine(quarter, spent=41), quarter.officer, reason="지출 누락")
    q.hand_in(filing, q.fine(quarter, spent=42), quarter.officer, reason="지출 누락 둘")
    told = page(reviewer, filing)
    assert "집행액 30 → 42 (12 증가)" in told
    assert "<dt>정정 사유</dt><dd>지출 누락 둘</dd>" in told
    assert "제1판이 공개되어 있음" in told


def test_a_first_version_has_nothing_to_be_set_beside(reviewer, filing):
    told = page(reviewer, filing)
    assert "첫 판이어서" in told
    assert "공개된 것이 없어 견주지 못합니다" in told


def test_a_blank_makes_the_sum_unknown(reviewer, quarter):
    filing = q.opened(quarter).filings.get()
    rows = [q.row(quarter.trees, 100, 50, None), q.row(quarter.flowers, 200, 100, 80)]
    q.submit(filing, rows, quarter.officer, waived=[Waived("blank", quarter.trees.pk)])
    told = page(reviewer, filing)
    assert 'data-label="집행액">빈칸</td>' in told
    assert 'data-label="집행액">알 수 없음</td>' in told
    assert '<strong class="state">확인함</strong>' in told


def test_won_are_not_hidden_by_the_unit(reviewer, quarter):
    filing = q.opened(quarter).filings.get()
    rows = [q.row(quarter.trees, 100_001, 50, 50), q.row(quarter.flowers, 200, 100, 80)]
    q.submit(filing, rows, quarter.officer)
    assert ">100,001</td>" in page(reviewer, filing)
    assert ">100</td>" in page(reviewer, filing, unit="천원")


def test_exactly_the_statement_that_was_seen_is_approved(reviewer, quarter, filing):
    assert post(reviewer, filing, "approve").status_code == 302
    assert (filing.state, filing.steps.get(act="확인").statement) == ("확인", filing.standing)


def test_a_statement_that_no_longer_stands_is_not_approved(reviewer, quarter, filing):
    q.approve(quarter, filing)
    q.publish(quarter, filing.reporting_date)
    seen = q.hand_in(filing, q.fine(quarter, spent=40), quarter.officer, reason="누락")
    q.hand_in(filing, q.fine(quarter, spent=41), quarter.officer, reason="누락")
    response = post(reviewer, filing, "approve", statement=seen.pk)
    assert (response.status_code, filing.state) == (409, "정정")
    told = response.content.decode()
    assert "보던 것은 제2판이고 아래는 현재 제3판입니다" in told
    assert f"/filings/{filing.pk}/history/2/3" in told


def test_words_typed_for_a_statement_that_is_gone_are_kept(reviewer, quarter, filing):
    q.approve(quarter, filing)
    q.publish(quarter, filing.reporting_date)
    seen = q.hand_in(filing, q.fine(quarter, spent=40), quarter.officer, reason="누락")
    q.hand_in(filing, q.fine(quarter, spent=41), quarter.officer, reason="누락")
    response = post(reviewer, filing, "return", statement=seen.pk, words="영수증을 보십시오.")
    assert response.status_code == 409
    assert "영수증을 보십시오.</textarea>" in response.content.decode()


def test_a_statement_of_another_filing_is_not_found(reviewer, quarter, filing):
    other = q.opened(quarter, day=cast.JUNE_30).filings.get()
    seen = q.submit(other, q.fine(quarter), quarter.officer)
    assert post(reviewer, filing, "approve", statement=seen.pk).status_code == 404
    assert post(reviewer, filing, "approve", statement="x").status_code == 404


def test_a_double_click_approves_once(reviewer, filing):
    key = str(uuid4())
    assert [post(reviewer, filing, "approve", key=key).status_code for _ in "12"] == [302, 302]
    assert filing.steps.filter(act="확인").count() == 1


def test_returning_needs_words(reviewer, filing):
    assert post(reviewer, filing, "return", words="  ").status_code == 422
    assert filing.state == "제출"
    assert post(reviewer, filing, "return", words="다시 보십시오.").status_code == 302
    assert filing.state == "반려"
    assert filing.steps.get(act="반려").words == "다시 보십시오."


def test_the_author_is_told_why_he_cannot_approve(client, quarter, filing):
    Membership.objects.create(person=quarter.officer, department=quarter.office, role="검토자")
    client.force_login(quarter.officer)
    told = page(client, filing)
    assert "자기가 쓰거나 낸 제출본이어서 스스로 확인할 수 없습니다" in told
    assert "제1판 확인</button>" not in told
    assert "본인: 확인할 수 없음" in client.get("/reviews/").content.decode()
    refused = post(client, filing, "approve")
    assert "스스로 확인할 수 없습니다" in refused.content.decode()
    assert filing.state == "제출"


def test_a_problem_that_came_later_keeps_a_statement_from_being_approved(reviewer, quarter):
    """An earlier date was published after this one was handed in, and says more was spent."""
    earlier = q.opened(quarter, day=cast.JUNE_30)
    filing = q.opened(quarter).filings.get()
    q.submit(filing, q.fine(quarter, spent=20), quarter.officer)
    q.publish_moon(quarter, earlier)
    told = page(reviewer, filing)
    assert "답이 없는 문제가 1개 있어 확인할 수 없습니다" in told
    assert '<strong class="state wrong">답 없음</strong>' in told
    assert "제1판 확인</button>" not in told
    assert post(reviewer, filing, "approve").status_code == 422
    assert filing.state == "제출"


def test_what_was_approved_is_not_approved_again(reviewer, quarter, filing):
    q.approve(quarter, filing)
    assert "제1판 확인</button>" not in page(reviewer, filing)
    refused = post(reviewer, filing, "approve")
    assert "확인 상태에서는 확인할 수 없습니다" in refused.content.decode()
    with pytest.raises(verbs.Refused):
        q.approve(quarter, filing)


QUERIES = 23


def test_a_review_costs_the_same_whatever_the_number_of_lines(
    reviewer, quarter, django_assert_num_queries
):
    for day, more in ((cast.JUNE_30, 0), (q.SEPTEMBER, 20)):
        for at in range(more):
            cast.line(quarter.trees.program, f"{at}번째 사업", position=at + 3)
        filing = q.opened(quarter, day=day).filings.get()
        lines = list(quarter.trees.program.lines.all())
        rows = [q.row(each, 100_000, 50_000, 30_000) for each in lines]
        q.submit(filing, rows, quarter.officer)
        page(reviewer, filing)
        with django_assert_num_queries(QUERIES):
            page(reviewer, filing)


def test_a_settlement_says_which_kinds_of_carrying_over_make_the_sum(reviewer, quarter):
    filing = q.opened(quarter, stage="결산").filings.get()
    said = {"appropriated": "absent", "budget": "value", "committed": "value", "spent": "value"}
    rows = [
        Row(line.pk, Measures(None, 100_000, 50_000, 30_000, won), said | {"carried": state}, parts)
        for line, won, state, parts in (
            (quarter.trees, 25_000, "value", (20_000, 5_000, None)),
            (quarter.flowers, None, "dash", (None, None, None)),
        )
    ]
    q.submit(filing, rows, quarter.officer)
    told = page(reviewer, filing)
    assert '25<div class="kinds">명시이월 20</div><div class="kinds">사고이월 5</div></td>' in told
    assert "계속비이월" not in told


def test_who_sent_back_what_is_wrong_is_not_asked_to_send_it_back_again(reviewer, quarter):
    filing = q.opened(quarter, day=cast.JUNE_30).filings.get(department=quarter.moon)
    q.submit(filing, q.fine(quarter), quarter.officer)
    q.approve(quarter, filing)
    q.publish(quarter, filing.reporting_date)
    wrong = [q.row(quarter.trees, 100, 50, 60), q.row(quarter.flowers, 100, 50, 10)]
    q.hand_in(filing, wrong, quarter.officer, reason="지출 누락")
    assert "까닭을 적어 돌려보내십시오" in page(reviewer, filing)
    post(reviewer, filing, "return", words="순서")
    assert filing.state == "반려"
    assert "까닭을 적어 돌려보내십시오" not in page(reviewer, filing)
