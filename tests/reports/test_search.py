"""찾기 over the five reports and small scenes: only what was published is found, once for each work."""

import re
from html import unescape
from urllib.parse import unquote

import pytest

from budgets.models import Task
from reports.choices import Misread
from reports.search import PAGE, Query, read_query, search
from tests import cast

pytestmark = pytest.mark.django_db

QUERIES = 21  # of a page, whatever it finds


def found(text, group="세부사업", **query):
    results = search(Query(text, **query))
    return [entry for name, entries in results.shown for entry in entries if name == group]


def names(text, group="세부사업"):
    return [entry.name for entry in found(text, group)]


@pytest.mark.parametrize(
    "text",
    ["여론조사", "여론 조사", "'여론조사' 운영", "ㅅㅈㅇㄹ", "시정여론조사 운영", "시정어론조사"],
)
def test_a_line_is_found_however_it_is_typed(text):
    assert "시정여론조사 운영" in names(text)


def test_the_same_work_is_one_entry_with_all_its_dates():
    (entry,) = found("여론조사 운영")
    assert [dated.words for dated in entry.dates] == [
        "2023. 4. 1. 기준",
        "2022. 7. 1. 기준",
        "2019년 예산",
        "2018년 결산",
        "2018년 예산 (뒤의 조직으로 재편)",
    ]
    assert entry.under.startswith("홍보기획관 › 홍보담당관")


def test_a_misprint_is_found_under_both_names_and_leads_to_every_date():
    (printed,), (right,) = found("시정어론조사"), found("시정여론조사 운영")
    assert printed == right
    assert printed.also == "시정어론조사 운영 (인쇄)"


def test_a_new_name_is_known_by_what_it_quotes_and_the_old_one_is_told():
    (entry,) = found("「서울사랑」")
    assert entry.name == "시정종합 월간지「서울사랑」제작 및 운영"
    assert entry.also == "시정종합 월간지 '서울사랑' 발간"
    assert len(entry.dates) == 7


def test_what_stands_in_every_department_is_an_entry_for_each():
    entries = {entry.under: entry.dates for entry in found("기본경비(행정운영경비)")}
    assert len(entries["홍보기획관 › 홍보담당관"]) == 5
    assert [dated.words for dated in entries["시민소통기획관 › 신속행정담당관"]] == ["2018년 결산"]
    assert [dated.words for dated in entries["시민소통기획관 › 국제교류담당관"]] == [
        "2022. 7. 1. 기준"
    ]


def test_an_entry_leads_to_what_it_is_and_each_date_to_its_table(client):
    (entry,) = found("여론조사 운영")
    assert re.fullmatch(r"/lines/\d+", entry.href)
    address = entry.dates[1].href
    assert unquote(address).startswith("/execution/시민소통기획관/2022-07-01-집행?q=시정여론조사")
    page = client.get(address).content.decode()
    assert "조건에 맞는 세부사업 1개만의 합계입니다." in page


def test_programs_departments_and_documents_are_found_too():
    (program,) = found("뉴미디어", "정책사업")
    assert re.fullmatch(r"/programs/\d+", program.href)
    assert len(program.dates) == 7
    departments = found("뉴미디어", "부서")
    assert [(each.under, len(each.dates)) for each in departments] == [
        ("홍보기획관", 1),
        ("시민소통기획관", 6),
    ]
    assert names("홍보기획관", "부서") == ["홍보기획관"]
    (document,) = found("2022-07", "문서")
    assert [dated.words for dated in document.dates] == ["2022. 7. 1. 기준"]


def test_a_draft_is_neither_found_nor_counted():
    scene = cast.scene()
    for text in ("나무 심기", "강가", "달빛", "2030-07"):
        assert search(Query(text)).count == 0
    cast.publish(scene.statement)
    counts = search(Query("나무")).counts
    assert {group: count for group, count in counts.items() if count} == {"세부사업": 1}
    assert names("강가", "정책사업") == ["강가 가꾸기"]
    assert names("달빛", "부서") == ["달빛담당관"]
    assert names("별빛", "부서") == []
    assert names("꽃 심기") == []  # it has no figure
    assert search(Query("2030-07")).counts["문서"] == 0  # nobody read it


def test_a_line_that_only_a_draft_holds_is_not_found_beside_published_ones():
    scene = cast.scene()
    cast.publish(scene.statement)
    draft = cast.statement(scene.filing, version=2)
    cast.figure(draft, scene.flowers, budget=10)
    assert names("심기") == ["나무 심기"]


def test_works_of_two_offices_are_two_entries():
    scene = cast.scene()
    other = cast.office("별무리기획관")
    year = cast.book(other)
    program = cast.program(year, cast.division(other, "물빛담당관"), scene.account)
    written = cast.statement(cast.filing(cast.reporting_date(year), program.department))
    cast.figure(written, cast.line(program, "나무 심기"), budget=300)
    for statement in (scene.statement, written):
        cast.publish(statement)
    assert [entry.under.split(" ")[0] for entry in found("나무 심기")] == [
        "해오름기획관",
        "별무리기획관",
    ]


@pytest.fixture
def forest():
    """Twice a page of lines and five more."""
    scene = cast.scene()
    for number in range(2 * PAGE + 4):
        cast.figure(scene.statement, cast.line(scene.program, f"나무 {number:03}"), budget=1)
    cast.publish(scene.statement)


def test_results_are_paged(forest, client):
    pages = [search(Query("나무", page=page)) for page in (1, 2, 3)]
    told = [entry.href for page in pages for _, entries in page.shown for entry in entries]
    assert [len(page.shown[0][1]) for page in pages] == [PAGE, PAGE, 5]
    assert len(set(told)) == 2 * PAGE + 5
    page = client.get("/search", {"q": "나무", "page": "2"}).content.decode()
    assert "2 / 3쪽" in page
    assert "page=1" in page
    assert "page=3" in page


def test_a_page_asks_the_same_number_of_queries_whatever_it_finds(
    forest, client, django_assert_num_queries
):
    for text in ("나무", "서울", "ㄱ", "없는말"):
        with django_assert_num_queries(QUERIES):
            assert client.get("/search", {"q": text}).status_code == 200


def test_one_group_may_be_asked_for(client):
    page = client.get("/search", {"q": "뉴미디어", "of": "부서"}).content.decode()
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page) == ["부서"]


@pytest.mark.parametrize("text", ["", "  ", "'\"", "「」"])
def test_without_a_word_nothing_is_sought(client, text):
    page = client.get("/search", {"q": text}).content.decode()
    assert "위의 상자에 낱말을 적으면" in page


def test_what_is_typed_is_text(client):
    page = client.get("/search", {"q": '"><script>(.*'}).content.decode()
    assert "<script>" not in page
    assert '‘"><script>(.*’' in unescape(page)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"q": "가" * 101}, "100자"),
        ({"q": "가", "of": "사람"}, "갈래 ‘사람’"),
        ({"q": "가", "page": "0"}, "쪽 ‘0’"),
        ({"q": "가", "page": "둘"}, "쪽 ‘둘’"),
        ({"q": "가", "year": "2022"}, "‘year’"),
    ],
)
def test_what_cannot_be_taken_is_refused(said, words):
    with pytest.raises(Misread, match=words):
        read_query(said)


def test_a_page_after_the_last_is_refused(client):
    assert client.get("/search", {"q": "여론조사", "page": "2"}).status_code == 400


def test_what_documents_tell_besides_amounts_is_found_too(client):
    (finding,) = found("전용 의회", "시정·권고")
    assert finding.under == "시민소통기획관 › 2018년 › 결산검사"
    (series,) = found("응답소", "통계")
    assert [dated.words for dated in series.dates] == ["2023-04", "2022-07", "2019-06"]
    (category,) = found("임시적세외수입", "세입")
    assert (category.under, category.dated) == ("시민소통기획관 › 세외수입", "회계연도")
    tasks = found("응답소", "과제")
    assert all("응답소" in task.name for task in tasks)
    (document,) = found("2022-07", "문서")
    entries = [finding, series, category, document, *tasks]
    for href in {entry.href for entry in entries} | {d.href for e in entries for d in e.dates}:
        assert client.get(href).status_code == 200, href


def test_a_series_is_found_by_what_it_counts():
    assert "응답소" in names("복지/문화/경제", "통계")


def test_what_a_document_tells_that_nobody_published_is_not_found():
    scene = cast.scene()
    cast.revenue(scene.document, scene.account, "연못 사용료", **cast.amounts(received=1))
    Task.objects.create(
        document=scene.document, position=1, kind="과제", title="연못 청소", place=1
    )
    assert search(Query("연못")).count == 0
    written = cast.statement(
        scene.filing, version=2, document=scene.document, method="문서", unit="천원"
    )
    cast.figure(written, scene.trees, "1", budget=10)
    cast.publish(written)
    counts = search(Query("연못")).counts
    assert {group: count for group, count in counts.items() if count} == {"과제": 1, "세입": 1}
