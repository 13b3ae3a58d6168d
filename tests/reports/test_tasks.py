"""업무와 예산 over the five reports and over small ones: whose amounts, of which lines, and what is left."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.models import Claim, Figure, Task
from reports.tasks import owner_of
from tests import cast

pytestmark = pytest.mark.django_db

QUERIES = 21


@pytest.fixture
def told(client):
    def told(address, **conditions):
        response = client.get(f"{address}.json", conditions)
        assert response.status_code == 200, response.content.decode()
        return {table["key"]: table for table in json.loads(response.content)["tables"]}

    return told


def rows(table):
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


def under(table, name):
    """The rows below the one of this name, as far as they stand under it."""
    found = rows(table)
    at = next(i for i, row in enumerate(found) if row["name"] == name)
    below = []
    for row in found[at + 1 :]:
        if row["level"] <= found[at]["level"]:
            break
        below.append(row)
    return below


def counts(tables):
    return {row["name"]: row["count"] for row in rows(tables["counts"])}


# --- the five reports -----------------------------------------------------------------------------


def test_a_cost_of_three_lines_stands_under_its_task_with_the_lines_and_their_amounts(told):
    table = told("/tasks/2022-07")["tasks"]
    cost, *lines, _ = under(table, "② 국제기구와의 교류 · 협력 활성화")
    assert (cost["printed"], cost["computed"], cost["verdict"]) == (
        "4,061백만원",
        "4,061백만원",
        "맞음",
    )
    assert (cost["budget"], cost["place"]) == (4_060_534_000, "738번째 줄")
    assert [(row["mark"], row["name"], row["budget"]) for row in lines] == [
        ("line", "국제교류담당관 국제기구 교류협력 및 활동 지원", 663_017_000),
        ("line", "국제교류담당관 시티넷 사무국 운영 지원", 834_395_000),
        ("line", "국제교류담당관 서울글로벌센터빌딩 운영 관리", 2_563_122_000),
    ]


def test_a_settlement_states_three_values_over_lines_that_stand_once(told):
    table = told("/tasks/2019-06")["tasks"]
    below = under(table, "④ 영상매체 활용 시정 정보 제공")
    assert [(row["mark"], row["name"], row["verdict"]) for row in below] == [
        ("claim", "예산현액", "맞음"),
        ("claim", "집행액", "맞음"),
        ("claim", "집행률", "맞음"),
        ("line", "시민소통담당관 서울시청 방송운영", ""),
        ("line", "시민소통담당관 시정 영상물 제작·관리", ""),
    ]


def test_what_was_cut_is_told_from_what_was_rounded(told):
    [cut, _] = under(told("/tasks/2023-04")["tasks"], "1-② 외국어 매체 활용 시정 해외 홍보")
    assert (cut["printed"], cut["computed"], cut["difference"], cut["verdict"]) == (
        "2,179백만원",
        "2,180백만원",
        "△1백만원",
        "버림으로 다름",
    )
    assert cut["reason"] == "반올림하지 않고 버림"
    rounded = under(told("/tasks/2019-06")["tasks"], "② 신속행정 협력체계 강화 및 홍보")[2]
    assert (rounded["printed"], rounded["verdict"]) == ("88.1%", "단수처리로 다름")


def test_a_contract_that_says_what_it_is_made_of_is_added_up_without_any_line(told):
    contract = under(told("/tasks/2022-07")["tasks"], "② 응답소 시스템 재개발 및 운영")
    assert [(row["printed"], row["verdict"], row["reason"]) for row in contract] == [
        ("1,030백만원", "맞음", "적힌 대로 응답소 재개발 934 + 재개발 사업 감리 96")
    ]


def test_an_amount_that_cannot_be_settled_names_the_line_that_its_task_speaks_of(told):
    task = under(told("/tasks/2022-07")["tasks"], "② 시 대표 홈페이지 및 내 손안에 서울 운영 강화")
    assert [(row["printed"], row["verdict"], row["reason"]) for row in task] == [
        (
            "2,313백만원",
            "따질 수 없음",
            "어느 금액을 말하는지 정할 수 없음. 이름이 가까운 세부사업 ‘서울시 홈페이지 운영’ 1,565,228천원보다 "
            "747,772천원 많음: 다른 사업과 함께 말하는지 문서에 없음",
        )
    ]


def test_a_cost_that_is_nearly_its_lines_does_not_agree(told):
    table = told("/tasks/2022-07")["tasks"]
    [cost, line] = under(table, "① 민원응대 품질관리를 통한 민원서비스 수준 향상")[:2]
    assert (cost["printed"], cost["computed"], cost["difference"], cost["verdict"]) == (
        "197백만원",
        "199백만원",
        "△2백만원",
        "다름",
    )
    assert line["name"] == "시민봉사담당관 민원서비스 품질관리 및 시상"


def test_a_task_without_any_amount_is_told_so(told):
    tables = told("/tasks/2018-07")
    assert counts(tables)["금액을 적지 않음"] == 9
    verdicts = {row["name"]: row["verdict"] for row in rows(tables["tasks"])}
    assert verdicts["2 민선7기 시정운영 방향 정립"] == "금액을 적지 않음"
    assert verdicts["1 시민·시의회와 함께 하는 협치서울 실현"] == ""  # its parts are


def test_an_amount_between_a_task_and_one_without_a_title_stays_with_the_task_above(told):
    table = told("/tasks/2012-02")["tasks"]
    own = under(table, "2 시민과 소통활성화로 시정 공감대 확산")
    assert [row["printed"] for row in own if row["level"] == 1 and row["mark"] == "claim"] == [
        "135백만원",
        "100백만원",
        "114백만원",
        "110백만원",
        "80백만원",
    ]
    told_of = {row["name"]: (row["verdict"], row["reason"]) for row in own if row["mark"] == "task"}
    assert told_of["① 소셜미디어를 통한 실시간 소통 강화"] == (
        "본문의 범위를 알 수 없음",
        "다음 과제의 제목이 없어 어디까지인지 알 수 없음",
    )
    assert told_of["② 시정참여 활성화를 위한 시민참여 프로그램 운영"] == (
        "본문의 범위를 알 수 없음",
        "제목이 차례에만 있음",
    )


COUNTS = {  # tasks, with an amount, all right, without, not known; amounts, by verdict
    "2012-02": (17, 10, 4, 5, 2, 25, 6, 0, 2, 0, 17),
    "2018-07": (9, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0),
    "2019-06": (19, 19, 16, 0, 0, 62, 49, 6, 0, 3, 4),
    "2022-07": (15, 15, 7, 0, 0, 17, 8, 0, 0, 1, 8),
    "2023-04": (8, 7, 2, 1, 0, 7, 1, 0, 1, 0, 5),
}


@pytest.mark.parametrize("document", COUNTS)
def test_the_tasks_and_amounts_of_each_report_are_counted(told, document):
    assert tuple(counts(told(f"/tasks/{document}")).values()) == COUNTS[document]


def test_the_page_begins_with_the_tasks_and_chooses_by_counted_verdicts(get):
    page = get("/tasks/2019-06").content.decode()
    assert page.index("과제와 금액</h2>") < page.index("과제와 금액의 수</h2>")
    choices = page.partition('aria-label="판정"')[2].partition("</div>")[0]
    assert re.findall(r">([^<>]+)</a>", choices) == [
        "모두",
        "맞음 49",
        "단수처리로 다름 6",
        "다름 3",
        "따질 수 없음 4",
    ]
    chosen = get("/tasks/2019-06", verdict="버림으로 다름").content.decode()
    assert ">버림으로 다름 0</a>" in chosen


def test_all_documents_stand_in_one_list_with_the_same_counts(told):
    found = {row["code"]: row for row in rows(told("/tasks")["documents"])}
    assert list(found) == sorted(COUNTS, reverse=True)
    for document, (tasks, stating, _, silent, unbounded, *amounts) in COUNTS.items():
        row = found[document]
        assert (row["tasks"], row["stating"], row["silent"], row["unbounded"]) == (
            tasks,
            stating,
            silent,
            unbounded,
        )
        keys = ("amounts", "agrees", "rounding", "cut", "differs", "undecidable")
        assert [row[key] for key in keys] == amounts
    assert (found["2022-07"]["unsaid"], found["2022-07"]["unsaid_won"]) == (35, 81_722_062_000)


def test_what_tasks_speak_of_and_what_they_do_not_make_up_the_whole_budget(told):
    tables = told("/tasks/2019-06")
    whole, said, unsaid = rows(tables["2018년 결산 일반회계/coverage"])
    assert (whole["budget"], whole["spent"], whole["lines"]) == (
        48_622_861_000,
        47_025_374_000,
        35,
    )
    for key in ("budget", "spent", "lines"):
        assert said[key] + unsaid[key] == whole[key]
    total, *lines = rows(tables["2018년 결산 일반회계/unsaid"])
    assert total["budget"] == sum(row["budget"] for row in lines) == unsaid["budget"]
    assert len(lines) == unsaid["lines"] == 10
    assert {row["name"] for row in lines if row["division"] == "뉴미디어담당관"} == {
        "공공소셜 활성화",
        "인터넷언론사 등 활용 시정안내",
        "뉴미디어 전략 마케팅",
        "기본경비(행정운영경비)",
    }


def test_one_verdict_is_shown_with_its_tasks_alone(told):
    tables = told("/tasks/2019-06", verdict="다름")
    assert set(tables) == {"counts", "tasks"}
    found = rows(tables["tasks"])
    assert [row["printed"] for row in found if row["mark"] == "claim"] == [
        "1,605백만원",
        "57백만원",
        "89%",
    ]
    assert [row["name"] for row in found if row["mark"] == "task"] == [
        "2 뉴미디어 활용 시민과의 소통 활성화",
        "② 뉴미디어 웹사이트 운영 강화",
        "4 시민중심의 민원행정서비스 제공",
        "① 민원서비스 품질관리를 통한 대민서비스 질 향상",
    ]


def test_tasks_without_an_amount_can_be_asked_for(told):
    found = rows(told("/tasks/2023-04", verdict="금액을 적지 않음")["tasks"])
    assert [row["name"] for row in found] == [
        "2 시민참여 활성화를 통한 시정 공감대 형성",
        "2-① 서울시 명예시장 운영 확대",
    ]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"verdict": "좋음"}, "판정 ‘좋음’: 맞음, "),
        ({"depth": "부서"}, "‘depth’은(는) 모르는 조건입니다."),
    ],
)
def test_a_condition_that_cannot_be_taken_is_refused(client, query, words):
    response = client.get("/tasks/2022-07", query)
    assert response.status_code == 400
    assert words in response.content.decode()


def test_a_document_that_there_is_not_has_no_page(client):
    assert client.get("/tasks/1999-01").status_code == 404


def test_amounts_and_lines_lead_on(client):
    page = client.get("/tasks/2022-07").content.decode()
    figure = Figure.objects.published().get(
        line__name="서울시 해외 홍보마케팅", statement__document__key="2022-07"
    )
    assert f'<a href="/lines/{figure.line_id}">도시브랜드담당관 서울시 해외 홍보마케팅</a>' in page
    assert f'<a href="/figures/{figure.pk}/budget">2,750,000</a>' in page
    assert f'<a href="/figures/{figure.pk}/spent">472,500</a>' in page
    assert 'href="/tasks/2022-07?verdict=%EB' in page


def test_a_page_asks_as_many_questions_whatever_it_holds(client):
    asked = []
    for address in ("/tasks/2019-06", "/tasks/2018-07"):
        client.get(address)  # kept now, and so is what all pages know; in 원 it is drawn anew
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{address}?unit=원").status_code == 200
        asked.append(len(queries))
    assert max(asked) <= QUERIES


# --- a small report -------------------------------------------------------------------------------


def task(scene, position, **facts):
    known = {"kind": "과제", "title": f"과제 {position}", "place": position}
    return Task.objects.create(document=scene.document, position=position, **known | facts)


def cost(scene, place, *lines, **facts):
    known = {"position": 1, "shape": "문장", "subject": "나무 심기", "measure": "cost"}
    known |= {"printed": "100원", "value": 100, "unit": "원", "reporting_date": scene.date}
    claim = Claim.objects.create(document=scene.document, place=place, **known | facts)
    claim.lines.set(lines)
    return claim


@pytest.fixture
def scene():
    scene = cast.scene()
    source = cast.statement(scene.filing, version=2, document=scene.document, method="문서")
    cast.figure(source, scene.trees, place="3", budget=100, spent=50)
    cast.figure(source, scene.flowers, place="4", budget=30, spent=10)
    cast.publish(source)
    return scene


def test_an_amount_belongs_to_the_innermost_task_and_to_none_beyond_a_known_end(scene):
    outer = task(scene, 1, begins=10, until=50)
    inner = task(scene, 2, parent=outer, kind="세부과제", begins=20, until=30)
    endless = task(scene, 3, parent=outer, kind="세부과제", begins=40)
    lost = task(scene, 4, parent=outer, kind="세부과제")
    tasks = [outer, inner, endless, lost]
    places = (9, 10, 19, 20, 30, 31, 45, 50, 51)
    found = [owner_of(tasks, place) for place in places]
    assert found == [None, outer, outer, inner, inner, outer, outer, outer, None]


def test_what_stands_between_tasks_is_not_left_out(scene, told):
    task(scene, 1, begins=10)
    task(scene, 2, begins=30, until=40)
    cost(scene, 20, scene.trees)
    table = told("/tasks/2030-07")["tasks"]
    [claim, line] = under(table, "어느 과제의 것인지 알 수 없는 금액")
    assert (claim["printed"], claim["verdict"], line["name"]) == (
        "100원",
        "맞음",
        "달빛담당관 나무 심기",
    )


def test_what_is_said_elsewhere_or_of_other_things_than_money_is_not_shown(scene, told):
    task(scene, 1, begins=10, until=20)
    cost(scene, 5)  # above the tasks
    cost(scene, 15, measure="count", unit="건")
    cost(scene, 16, shape="표")
    parts = [{"label": "", "printed": "100", "value": "100", "unit": "원", "place": 17}]
    cost(scene, 17, reporting_date=None, formula="합", terms=parts)  # of another's budget
    assert counts(told("/tasks/2030-07"))["적힌 금액과 비율"] == 0


def test_where_every_line_is_spoken_of_it_says_so(scene, told, client):
    task(scene, 1, begins=10, until=20)
    cost(scene, 15, scene.trees, scene.flowers, value=130, printed="130원")
    tables = told("/tasks/2030-07", unit="원")
    assert tables["2030. 6. 30. 시험회계/unsaid"]["rows"] == []
    page = client.get("/tasks/2030-07").content.decode()
    assert "모든 세부사업을 어느 과제의 금액이 가리킵니다." in page


def test_that_open_amounts_may_speak_of_what_is_left_is_said(scene, client):
    task(scene, 1, begins=10, until=20)
    cost(scene, 15)
    page = client.get("/tasks/2030-07").content.decode()
    assert "따질 수 없는 금액이 1개 있어" in page


def test_a_document_without_tasks_is_not_on_the_list(scene, told):
    before = told("/tasks", unit="원")  # another page than the one below: each is kept
    assert "2030-07" not in {row["code"] for row in rows(before["documents"])}
    task(scene, 1, begins=10, until=20)
    assert "2030-07" in {row["code"] for row in rows(told("/tasks")["documents"])}


def test_a_document_that_nobody_published_has_no_page_and_is_not_on_the_list(db, client):
    task(cast.scene(), 1, title="감춘 과제", begins=10, until=20)
    assert client.get("/tasks/2030-07").status_code == 404
    assert "2030-07" not in client.get("/tasks").content.decode()


def test_without_any_published_task_the_list_is_empty_and_says_so(client, monkeypatch):
    monkeypatch.setattr("reports.views.tasks.sources", list)
    response = client.get("/tasks")
    assert response.status_code == 200
    assert "공개된 과제가 없습니다." in response.content.decode()
