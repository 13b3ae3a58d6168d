"""A filing's statements and steps, and two of its versions beside each other."""

import pytest

from budgets.rows import Waived
from tests import cast
from tests.budgets import quarters as q

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter():
    return cast.quarter()


@pytest.fixture
def filing(quarter):
    """Published with 30, corrected to 40, which is not yet published."""
    filing = q.publish_moon(quarter, q.opened(quarter))
    q.correct(quarter, filing, spent=40)
    return filing


@pytest.fixture
def reader(client, quarter):
    client.force_login(cast.member("바다", quarter.office, "열람"))
    return client


def page(client, path, **said):
    response = client.get(path, said)
    assert response.status_code == 200
    return response.content.decode()


def test_every_statement_is_listed_with_who_when_how_and_why(reader, filing):
    told = page(reader, f"/filings/{filing.pk}/history")
    assert "정정 전 공개" not in told
    assert '<strong class="state">공개 중</strong>' in told
    assert '<strong class="state">현재 판, 공개 전</strong>' in told
    assert '<td data-label="왜">지출 누락</td>' in told
    assert told.count('data-label="어떻게">화면에서 입력') == 2
    assert told.count('data-label="누가">가람') == 5  # two statements, three steps of his


def test_what_a_correction_replaced_is_marked_as_once_published(reader, quarter, filing):
    q.publish(quarter, filing.reporting_date)
    assert "정정 전 공개" in page(reader, f"/filings/{filing.pk}/history")


def test_every_step_is_listed_with_its_words(reader, quarter, filing):
    told = page(reader, f"/filings/{filing.pk}/history")
    steps = told[told.index("처리 경과") :]
    labels = ["확인", "정정", "공개", "확인", "제출", "저장", "기준일을 엶"]
    at = [steps.index(f'<strong class="state">{label}</strong>') for label in labels[:3]]
    assert at == sorted(at)
    assert steps.count('class="state"') == len(labels)
    assert '<td data-label="말">지출 누락</td>' in steps


@pytest.mark.parametrize("who", ["officer", "reviewer", "operator"])
def test_all_who_work_on_it_may_read_it(client, quarter, filing, who):
    client.force_login(getattr(quarter, who))
    for path in ("history", "history/1/2"):
        page(client, f"/filings/{filing.pk}/{path}")


def test_others_find_neither_it_nor_its_versions(client, quarter, filing):
    for stranger in (
        cast.member("라온", q.star(quarter)[0], "담당자"),
        cast.member("마루", cast.office("먼바다기획관"), "총괄"),
        cast.user("사람"),
    ):
        client.force_login(stranger)
        for path in ("history", "history/1/2", "review"):
            assert client.get(f"/filings/{filing.pk}/{path}").status_code == 404


def test_two_versions_are_compared_line_by_line(reader, filing):
    told = page(reader, f"/filings/{filing.pk}/history/1/2")
    assert "세부사업 2개 가운데 다음 1곳이 다릅니다" in told
    assert '<td class="number" data-label="제1판">30</td>' in told
    assert '<td class="number" data-label="제2판">40</td>' in told
    assert '<td class="number" data-label="증감">10 증가</td>' in told
    assert "꽃 심기" not in told


def test_they_are_compared_backwards_too(reader, filing):
    assert ">△10 감소</td>" in page(reader, f"/filings/{filing.pk}/history/2/1")


def test_exceptions_that_differ_are_told(reader, quarter, filing):
    rows = [q.row(quarter.trees, 100_000, 50_000, 60_000), q.fine(quarter)[1]]
    q.publish(quarter, filing.reporting_date)
    answer = [Waived("order", quarter.trees.pk, "이월분 지출", "지출결의 12호")]
    q.hand_in(filing, rows, quarter.officer, reason="누락", waived=answer)
    told = page(reader, f"/filings/{filing.pk}/history/2/3")
    assert '<td data-label="제3판">이월분 지출 (지출결의 12호)</td>' in told
    assert '<td data-label="제2판">없음</td>' in told


def test_the_form_leads_to_the_two_that_were_chosen(reader, filing):
    path = f"/filings/{filing.pk}/history"
    chosen = reader.get(path, {"before": "1", "after": "2"})
    assert chosen.headers["Location"] == f"{path}/1/2"
    assert "서로 다른 두 판을 고르십시오" in page(reader, path, before="2", after="2")
    assert "서로 다른 두 판을 고르십시오" in page(reader, path, before="2", after="9")


def test_a_version_that_is_not_there_is_not_found(reader, filing):
    assert reader.get(f"/filings/{filing.pk}/history/1/3").status_code == 404


def test_a_filing_from_a_document_has_its_history(client):
    scene = cast.scene()
    filing = cast.filing(cast.reporting_date(scene.book, "2030-09-30"), scene.moon)
    made = cast.statement(filing, document=scene.document, method="문서")
    cast.figure(made, scene.trees, "12", budget=100, spent=50)
    cast.publish(made)
    client.force_login(cast.member("바다", scene.office, "열람"))
    told = page(client, f"/filings/{filing.pk}/history")
    assert "문서에서 옮김: 2030-07 주요 업무 보고" in told
    assert ">50<" not in told
    assert page(client, f"/filings/{filing.pk}/review")
