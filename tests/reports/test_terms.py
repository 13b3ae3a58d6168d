"""용어: every term with its example from the data, and every head of a table leading to its term."""

import re
from urllib.parse import unquote

import pytest
from django.template import Context, Template

from budgets.measures import MEASURES
from budgets.models import Account, Figure, LineItem
from reports.dates import published_dates, when_of
from reports.draw import term_link
from reports.term_anchors import IN_SENTENCES, anchor_of
from reports.term_examples import examples
from reports.terms import GROUPS, NONE, TERMS, UNCONFIRMED
from tests import cast

pytestmark = pytest.mark.django_db

QUERIES = 71
ASKED_FOR = [
    "예산액",
    "예산현액",
    "원인행위액",
    "집행액",
    "이월액",
    "집행잔액",
    "집행률",
    "집행률-이월-포함",
    "미집행액",
    "미원인행위액",
    "구성비",
    "증감",
    "증감률",
    "집행률-차",
    "부진",
    "뒤짐",
    "동기-대비",
    "전기-대비",
    "정책사업",
    "세부사업",
    "행정운영경비",
    "재무활동",
    "회계",
    "편성체계",
    "기준일",
    "재편",
    "판",
    "정정",
    "이음의-근거",
    "인쇄값",
    "일치",
    "단수처리",
    "버림",
    "불일치",
    "판단-불가",
    "이용",
    "전용",
    "변경사용",
    "이체",
    "예비비",
    "추경",
    "정원",
    "현원",
    "줄표",
    "빈칸",
    "없음",
    "알-수-없음",
    "업무추진비",
    "일평균",
    "시정-권고",
    "징수결정액",
    "세입원",
]


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return examples()


def test_every_term_stands_there_once_under_its_own_anchor(client):
    page = client.get("/terms").content.decode()
    for anchor in ASKED_FOR:
        assert page.count(f'id="{anchor}"') == 1
    assert sum(len(group.terms) for group in GROUPS) == len(TERMS)


@pytest.mark.parametrize(
    ("anchor", "words", "source"),
    [
        ("예산액", "예산액 54,438,155천원", "시민소통기획관 2019년 예산 일반회계"),
        ("예산현액", "예산현액 88,194,161천원", "홍보기획관 2023. 4. 1. 기준 일반회계"),
        (
            "집행률",
            "22,632,680천원 ÷ 88,194,161천원 = 25.7%",
            "홍보기획관 2023. 4. 1. 기준 일반회계",
        ),
        ("이월액", "이월액 413,109천원", "시민소통기획관 2018년 결산 일반회계"),
        (
            "집행잔액",
            "48,622,861천원 − 47,025,374천원 − 413,109천원 = 1,184,378천원",
            "시민소통기획관 2018년 결산 일반회계",
        ),
        (
            "집행률-이월-포함",
            "(47,025,374천원 + 413,109천원) ÷ 48,622,861천원 = 97.6%",
            "시민소통기획관 2018년 결산 일반회계",
        ),
        (
            "증감률",
            "예산액을 2018년 예산 (뒤의 조직으로 재편)과 견주면 "
            "(54,438,155천원 − 47,810,398천원) ÷ 47,810,398천원 = 13.9%",
            "시민소통기획관 2019년 예산 일반회계",
        ),
        (
            "집행률-차",
            "2022. 7. 1. 기준과 견주면 25.7% − 46.9% = △21.2%p",
            "홍보기획관 2023. 4. 1. 기준 일반회계",
        ),
        (
            "전기-대비",
            "2022. 7. 1. 기준과 견주면 집행률 46.9%에서 25.7%",
            "홍보기획관 2023. 4. 1. 기준 일반회계",
        ),
        (
            "뒤짐",
            "88,194,161천원 × 24.9% − 22,632,680천원 = △672,334천원 (앞섬)",
            "홍보기획관 2023. 4. 1. 기준 일반회계",
        ),
        (
            "재무활동",
            "재무활동 1개에 세부사업 1개, 예산현액 1,790,000천원",
            "시민소통기획관 2022. 7. 1. 기준 일반회계",
        ),
        ("정원", "정원 143명", "홍보기획관 2023. 4. 1. (출처 문서 2023-04)"),
        (
            "징수율",
            "7,888,730천원 ÷ 7,888,822천원 = 100.0%",
            "시민소통기획관 2018회계연도 결산 일반회계",
        ),
        ("전용", "전용 1건 53,660천원", "시민소통기획관 2018년 결산"),
        ("이용", "이용: 해당사항 없음", "시민소통기획관 2018년 결산"),
        (
            "출처-미기재",
            "예산액과 예산현액의 차이 가운데 812,463천원",
            "시민소통기획관 2018년 결산 일반회계",
        ),
        ("낙찰차액", "낙찰차액 등: 1,153,958천원", "시민소통기획관 2018년 결산"),
        (
            "집행사유-미발생",
            "계획변경 등 집행사유 미발생: 30,420천원",
            "시민소통기획관 2018년 결산",
        ),
        (
            "세외수입",
            "세외수입 실제수납액 6,899,260천원",
            "시민소통기획관 2018회계연도 결산 일반회계",
        ),
        ("업무추진비", "시장 업무추진비 집행액 118,575천원", "시장비서실 2018. 6. 30. 기준"),
        ("1건당-평균", "118,575천원 ÷ 243건 = 488천원", "시장비서실 2018. 6. 30. 기준"),
        ("일평균", "639,974건 ÷ 90일 = 7,111건", "응답소, 2023. 1. 1. ~ 2023. 3. 31."),
        ("비중", "교통 446,142건 ÷ 639,974건 = 69.7%", "응답소, 2023. 1. 1. ~ 2023. 3. 31."),
        ("결원", "143명 − 134명 = 9명", "홍보기획관 2023. 4. 1. (출처 문서 2023-04)"),
        (
            "이어짐",
            "세부사업 50개 가운데 신규 5개, 종료 14개, 변경 27개, 동일 4개입니다 (이동 없음).",
            "2022. 7. 1. 기준 → 2023. 4. 1. 기준",
        ),
        ("시정-권고", "2건 가운데 완료 2건, 남은 것 0건", "시민소통기획관"),
        (
            "줄표",
            "재무활동 (여유자금 예치)의 원인행위액, 집행액이 ‘-’로 적혀 있습니다.",
            "시민소통기획관 2022. 7. 1. 기준",
        ),
    ],
)
def test_an_example_is_worked_out_and_says_from_which_date(told, anchor, words, source):
    assert (told[anchor].words, told[anchor].source) == (words, source)


def test_another_office_with_the_same_account_is_not_the_same_time_of_the_year():
    """해오름기획관 speaks of 2030-06-30 and 시민소통기획관 of 2022-07-01: no 동기 대비 of either."""
    house = cast.office()
    moon, year = cast.division(house), cast.book(house)
    river = cast.program(year, moon, Account.objects.get(name="일반회계"))
    draft = cast.statement(cast.filing(cast.reporting_date(year), moon))
    cast.figure(draft, cast.line(river), budget=100_000, committed=60_000, spent=50_000)
    cast.publish(draft)
    now = examples()
    assert now["집행액"].source == "해오름기획관 2030. 6. 30. 기준 일반회계"
    assert "동기-대비" not in now


def test_accounts_stand_side_by_side_and_are_not_added(told):
    assert told["회계"].words == (
        "일반회계 예산현액 101,356,223천원, 대외협력기금(국제협력계정) 예산액 6,652,855천원. 더하지 않습니다."
    )


def test_the_newest_document_shows_each_verdict(told):
    counts = [
        re.search(r"모두 (\d+)개", told[anchor].words)[1]
        for anchor in ("일치", "단수처리", "버림", "불일치", "판단-불가", "인쇄값")
    ]
    assert sum(map(int, counts[:5])) == int(counts[5]) == 165
    assert "2023-04" in told["불일치"].source


def test_an_example_leads_to_its_table(client, told):
    for example in told.values():
        if example.href:
            assert client.get(example.href).status_code == 200


def test_a_change_of_which_nothing_is_told_has_no_example(told):
    assert {"추경", "예비비"}.isdisjoint(told)


def test_examples_come_from_the_data_of_the_day(client):
    scene = cast.scene()
    cast.publish(scene.statement)
    assert (
        examples()["예산현액"].source != "해오름기획관 2030. 6. 30. 기준 시험회계"
    )  # no 원인행위액
    second = cast.statement(scene.filing, version=2)
    cast.figure(second, scene.trees, budget=100_000, committed=60_000, spent=50_000)
    assert "해오름기획관" not in examples()["예산현액"].source  # a draft
    cast.publish(second)
    now = examples()
    assert now["예산현액"].source == "해오름기획관 2030. 6. 30. 기준 시험회계"
    assert now["미지급액"].words == "60천원 − 50천원 = 10천원"
    assert now["판"].words == "달빛담당관의 제2판이 공개되어 있습니다."


def test_a_term_without_an_example_says_so(client, monkeypatch):
    monkeypatch.setattr("reports.views.finding.examples", dict)
    page = client.get("/terms").content.decode()
    assert page.count("지금 공개된 자료에는 없습니다.") == len(TERMS)


def test_a_term_says_its_law_or_that_none_is_known(client):
    page = client.get("/terms").content.decode()
    assert page.count("<b>근거</b>") == len(TERMS)
    without = {anchor for anchor, term in TERMS.items() if term.law == NONE}
    assert {"집행률", "부진", "인쇄값", "줄표"} <= without
    unconfirmed = {anchor for anchor, term in TERMS.items() if term.law == UNCONFIRMED}
    # laws speak of these; which of them could not be looked up, so that "none" would be untrue
    assert unconfirmed == {
        "낙찰차액",
        "미수납액",
        "실제수납액",
        "징수결정액",
        "집행사유-미발생",
        "원인행위액",
        "행정운영경비",
        "재무활동",
        "회계",
        "변경사용",
        "정원",
        "현원",
        "불납결손액",
        "세외수입",
        "시정-권고",
    }


@pytest.fixture
def pages(client):
    """The pages of figures and the others that say terms, each once."""
    office, before, then = "홍보기획관", "시민소통기획관", "2022-07-01-집행"
    line = LineItem.objects.filter(name__contains="여론조사").first()
    figure = Figure.objects.published().filter(line=line).first()
    return [
        "/",
        f"/execution/{office}/2023-04-01-집행",
        f"/execution/{before}/{then}?compare=2018-12-31-결산",
        f"/execution/전체/{then}",
        f"/ranking/{before}/{then}",
        f"/compare/{office}",
        f"/compare/{office}/{then}/2023-04-01-집행",
        f"/trend/{office}",
        "/trend/전체",
        f"/lines/{line.pk}",
        f"/programs/{line.program_id}",
        f"/departments/{line.program.department_id}",
        f"/figures/{figure.pk}/budget",
        f"/sums/{office}/2023-04-01-집행/rate?account=일반회계",
        "/summary",
        "/data/",
        "/api/",
        "/search",
    ]


def test_every_page_of_figures_links_terms_and_only_to_those_there_are(client, pages):
    for address in pages:
        response = client.get(address)
        assert response.status_code == 200, address
        found = re.findall(r'href="/terms#([^"]+)"', response.content.decode())
        assert found, address
        assert {unquote(each) for each in found} <= set(TERMS), address


def test_prose_leads_once_to_each_term_and_a_word_of_no_term_is_refused(client):
    page = client.get("/execution/시민소통기획관/2022-07-01-집행").content.decode()
    prose = re.sub(r"<thead>.*?</thead>", "", page, flags=re.S)
    assert '총 <a href="/terms#예산현액">예산현액</a>은' in prose
    assert prose.count('href="/terms#예산현액"') == 1
    with pytest.raises(ValueError, match="그런 용어가 없습니다"):
        term_link("예산의현액", "예산현액")
    with pytest.raises(ValueError, match="그런 용어가 없습니다"):
        Template('{% load terms %}{% term "예산의현액" %}').render(Context())


def test_words_in_sentences_are_terms_and_the_rest_is_escaped():
    assert set(IN_SENTENCES.values()) <= set(TERMS)
    page = Template("{% load terms %}{% told words %} {% told words %}")
    assert page.render(Context({"words": "<b>미집행액</b>"})) == (
        '&lt;b&gt;<a href="/terms#미집행액">미집행액</a>&lt;/b&gt; &lt;b&gt;미집행액&lt;/b&gt;'
    )


def test_the_slow_lines_told_are_those_of_the_ranking(client, told):
    count = re.search(r"세부사업 (\d+)개", told["부진"].words)[1]
    page = client.get(told["부진"].href).content.decode()
    shown = re.search(r"집행률</a>이 30% 미만인 사업 (\d+)개|미만인 사업 (\d+)개 가운데", page)
    assert count in shown.groups()


def test_every_head_of_a_measure_leads_to_its_term(client):
    for each in published_dates():
        address = f"/execution/{each.book.office.code}/{when_of(each).slug}"
        page = client.get(address, {"columns": "unspent,uncommitted,share"}).content.decode()
        heads = re.findall(r'<th scope="col" class="number"[^>]*>(.*?)</th>', page)
        for head in heads:
            anchor = unquote(re.match(r'<a href="/terms#([^"]+)">', head)[1])
            assert anchor in TERMS


def test_every_measure_has_a_term_and_what_is_none_has_no_link():
    for measure, label in MEASURES.items():
        assert TERMS[anchor_of(measure)].name == label
    assert anchor_of("something", "집행률 (이월 포함)") == "집행률-이월-포함"
    assert anchor_of("division", "부서") == ""


def test_every_page_leads_to_the_terms(client):
    for address in ("/", "/search", "/terms", "/execution/홍보기획관/2023-04-01-집행"):
        assert 'href="/terms"' in client.get(address).content.decode()


def test_the_page_asks_a_fixed_number_of_queries_and_is_kept(client, django_assert_num_queries):
    with django_assert_num_queries(QUERIES):
        first = client.get("/terms")
    with django_assert_num_queries(1):  # whether anything was published since
        assert client.get("/terms").content == first.content
