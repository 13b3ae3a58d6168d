"""무엇에서 온 숫자인가, of a sum: its lines, what they rest on, and what is printed of them."""

import csv
import io
import json
import re
from html import unescape
from urllib.parse import quote

import openpyxl
import pytest

from budgets.models import Claim, Figure
from tests import cast
from tests.reports.answers import said
from tests.reports.test_execution import page_rows

pytestmark = pytest.mark.django_db

JULY_2022 = "/sums/시민소통기획관/2022-07-01-집행"
GENERAL = "일반회계"
QUERIES = 17  # whatever it is of; fewer where no document speaks of the date


@pytest.fixture
def get(client):
    def get(path, account=GENERAL, **conditions):
        response = client.get(path, {"account": account, **conditions})
        assert response.status_code == 200, response.content.decode()
        return response

    return get


def page_of(get, path, account=GENERAL, **conditions):
    return said(get(path, account, **conditions).content.decode())


def tables(page):
    """The rows of each table by its heading."""
    parts = re.split(r"<h2 id=[^>]*>(.*?)</h2>", page)[1:]
    return {
        title: [(name, cells) for _, name, cells in page_rows(rest)]
        for title, rest in zip(parts[::2], parts[1::2], strict=True)
    }


# --- the five reports -----------------------------------------------------------------------------


def test_a_sum_says_what_it_is_and_how_it_was_made(get):
    page = page_of(get, f"{JULY_2022}/spent", department="시민소통담당관", kind="정책사업")
    for words in (
        "시민소통담당관 사업예산 집행액",
        "<strong>20,789,016천원</strong>",
        "(20,789,016,000원)",
        "<dt>실국</dt><dd>시민소통기획관</dd>",
        "<dt>회계</dt><dd>일반회계</dd>",
        "<dt>부서</dt><dd>시민소통담당관</dd>",
        "<dt>종류</dt><dd>정책사업</dd>",
        "세부사업 12개의 집행액을 더했습니다.",
        f'href="/execution/{quote("시민소통기획관")}/{quote("2022-07-01-집행")}'
        f"?department={quote('시민소통담당관')}&amp;kind={quote('정책사업')}",
    ):
        assert words in page, words


def test_its_lines_stand_with_department_program_amount_and_place(get):
    page = page_of(get, f"{JULY_2022}/spent", q="ㅅㅈㅇㄹㅈㅅ")
    figure = Figure.objects.get(line__reading="시정여론조사 운영")
    program = "시민과 함께하는 참여와 소통 시정구현"
    assert tables(page)["더한 세부사업"] == [
        ("합계", ["", "", "145,392", ""]),
        ("시정여론조사 운영", ["시민소통담당관", program, "145,392", "2022-07 문서 163번째 줄"]),
    ]
    for href, words in (
        (f"/lines/{figure.line_id}", "시정여론조사 운영"),
        (f"/departments/{figure.line.program.department_id}", "시민소통담당관"),
        (f"/programs/{figure.line.program_id}", program),
        (f"/figures/{figure.pk}/spent", "145,392"),
    ):
        assert f'<a href="{href}">{words}</a>' in page
    assert "<dt>찾는 말</dt><dd>ㅅㅈㅇㄹㅈㅅ</dd>" in page


def test_an_amount_that_stands_elsewhere_has_its_own_place(get):
    page = page_of(get, "/sums/시민소통기획관/2018-12-31-결산/carried")
    rows = dict(tables(page)["더한 세부사업"])
    assert rows["서울시 도시브랜드 마케팅"][2:] == ["413,109", "2019-06 문서 987번째 줄"]
    assert rows["시민청 운영 및 확산"][2] == "없음"
    assert "이월액 열이 없는 34개는 이월하지 않은 것으로 셉니다." in page


def test_the_statements_and_documents_it_rests_on_are_named_with_their_part(get):
    rows = tables(page_of(get, f"{JULY_2022}/spent"))["제출본과 문서"]
    assert rows[:2] == [
        (
            "시민소통담당관",
            [
                *("13", "21,124,069", "제1판, 천원 단위", "문서에서 옮김"),
                *("2022-07 주요 업무 보고", "2022. 7. 18. (문서의 날짜)", "-"),
            ],
        ),
        (
            "뉴미디어담당관",
            [
                *("11", "3,256,343", "제1판, 천원 단위", "문서에서 옮김"),
                *("2022-07 주요 업무 보고", "2022. 7. 18. (문서의 날짜)", "-"),
            ],
        ),
    ]
    parts = [int(cells[1].replace(",", "")) for _, cells in rows]
    assert sum(parts) == 47_541_386


def test_the_headline_that_is_wrong_stands_beside_its_sum(get):
    rows = tables(page_of(get, f"{JULY_2022}/spent"))["문서에 인쇄된 값과 견주기"]
    assert rows == [
        (
            "총계",
            [
                *("집행액", "476억원", "475억원", "1억원", "다름", "-"),
                "2022-07 문서 146번째 줄의 문장",
            ],
        ),
        (
            "합 계(시민소통기획관)",
            [
                *("집행액", "47,541,386천원", "47,541,386천원", "0천원", "맞음", "-"),
                "2022-07 문서 151번째 줄의 표의 칸",
            ],
        ),
    ]


def test_only_what_is_printed_of_these_very_lines_is_set_against_them(get):
    page = page_of(get, f"{JULY_2022}/spent", department="뉴미디어담당관")
    assert [name for name, _ in tables(page)["문서에 인쇄된 값과 견주기"]] == ["뉴미디어담당관"]
    page = page_of(get, f"{JULY_2022}/spent", department="뉴미디어담당관", rate="-40")
    assert "바로 이 세부사업들의 집행액을 두고 인쇄된 값이 없습니다." in page


def test_a_sentence_that_names_the_cost_of_the_same_lines_is_of_their_budget(get):
    asked = {"q": "서울시 해외 홍보마케팅", "department": "도시브랜드담당관"}
    rows = tables(page_of(get, f"{JULY_2022}/budget", **asked))["문서에 인쇄된 값과 견주기"]
    assert [cells[:5] for _, cells in rows] == [
        ["사업비", "2,750백만원", "2,750백만원", "0백만원", "맞음"]
    ]
    assert "2,750백만원" not in page_of(get, f"{JULY_2022}/spent", **asked)


def test_a_rate_is_part_by_whole_with_both_sums(get):
    page = page_of(get, f"{JULY_2022}/rate", department="뉴미디어담당관")
    assert "<strong>36.0%</strong>" in page
    spent, budget = (
        f'<a href="/sums/{quote("시민소통기획관")}/{quote("2022-07-01-집행")}/{measure}'
        f'?account={quote(GENERAL)}&amp;department={quote("뉴미디어담당관")}">{words}</a>'
        for measure, words in (
            ("spent", "집행액 3,256,343천원"),
            ("budget", "예산현액 9,037,006천원"),
        )
    )
    assert f"= {spent} ÷ {budget}" in page
    assert tables(page)["더한 세부사업"][0] == (
        "합계",
        ["", "", "3,256,343", "9,037,006", "36.0%", ""],
    )
    ((name, cells),) = tables(page)["문서에 인쇄된 값과 견주기"]
    assert (name, cells[:5]) == ("뉴미디어담당관", ["집행률", "36.0%", "36.0%", "0%p", "맞음"])


def test_other_amounts_of_the_same_lines_are_one_step_away_under_the_same_conditions(get):
    page = page_of(get, f"{JULY_2022}/spent", kind="재무활동", unit="억원")
    listed = re.search(r'<nav class="dates".*?</nav>', page, re.S)[0]
    found = [
        (unescape(href), words) for href, words in re.findall(r'<a href="(.*?)".*?>(.*?)<', listed)
    ]
    assert [words for _, words in found] == ["예산현액", "원인행위액", "집행액", "집행률"]
    conditions = f"account={quote(GENERAL)}&kind={quote('재무활동')}&unit={quote('억원')}"
    assert {href.split("?")[1] for href, _ in found} == {conditions}


def test_the_unit_may_be_changed_and_rounding_is_said(get):
    page = page_of(get, f"{JULY_2022}/spent", unit="억원")
    assert "<strong>475억원</strong>" in page
    assert "단수처리로 합계가 다를 수 있음" in page
    assert "단수처리로 합계가" not in page_of(get, f"{JULY_2022}/spent")


def test_page_json_csv_and_sheet_say_the_same(get):
    path, asked = f"{JULY_2022}/rate", {"department": "뉴미디어담당관"}
    shown = tables(page_of(get, path, **asked))["더한 세부사업"]
    told = json.loads(get(f"{path}.json", **asked).content)
    assert told["chosen"] == {"회계": GENERAL, "부서": "뉴미디어담당관"}
    lines = told["tables"][0]
    assert lines["columns"][5:] == ["whose", "within", "spent", "budget", "rate", "place"]
    assert [
        (row[2], [*row[5:7], *(f"{won // 1000:,}" for won in row[7:9]), f"{row[9]}%", row[10]])
        for row in lines["rows"]
    ] == shown

    text = get(f"{path}.csv", **asked).content.decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["표"] == "더한 세부사업"]
    assert [(row["이름"], row["집행액(원)"]) for row in rows] == [
        (row[2], str(row[7])) for row in lines["rows"]
    ]

    response = get(f"{path}.xlsx", **asked)
    name = quote("시민소통기획관_2022-07-01-집행_뉴미디어담당관_집행률.xlsx")
    assert name in response.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["더한 세부사업", "제출본과 문서", "인쇄값과 견주기", "출처"]
    sheet = book.worksheets[0]
    assert sheet["D7"].value == f"=SUBTOTAL(9,D8:D{6 + len(lines['rows'])})"
    assert sheet["F7"].value.startswith("=IF(N(E7)>0,ROUND(D7/E7,3)")


def test_the_sheet_of_a_share_divides_by_its_whole_in_the_first_row(get):
    asked = {"department": "뉴미디어담당관"}
    response = get(f"{JULY_2022}/share.xlsx", **asked)
    formulas, values = (
        openpyxl.load_workbook(io.BytesIO(response.content), data_only=is_cached).worksheets[0]
        for is_cached in (False, True)
    )
    assert [formulas[f"A{at}"].value for at in (7, 8)] == ["전체 (일반회계)", "합계"]
    assert [values[f"D{at}"].value for at in (7, 8)] == [101_356_223, 9_037_006]
    assert formulas["D8"].value == "=SUBTOTAL(9,D9:D19)"
    assert formulas["E8"].value == '=IF(N(D$7)>0,ROUND(D8/D$7,3),"-")'
    assert (values["E7"].value, values["E8"].value) == (1, 0.089)
    told = json.loads(get(f"{JULY_2022}/share.json", **asked).content)
    assert told["chosen"]["구성비의 전체"] == GENERAL
    assert [row[8:9] for row in told["tables"][0]["rows"]][:2] == [[100.0], [8.9]]


@pytest.mark.parametrize(
    "path",
    [
        "/sums/없는기획관/2022-07-01-집행/spent",
        "/sums/시민소통기획관/2022-07-02-집행/spent",
        f"{JULY_2022}/owed",
        f"{JULY_2022}/spent.pdf",
    ],
)
def test_an_unknown_office_date_or_measure_is_not_found(client, path):
    assert client.get(path, {"account": GENERAL}).status_code == 404


@pytest.mark.parametrize("suffix", ["", ".json", ".xlsx"])
def test_conditions_that_cannot_be_taken_are_refused_and_lead_back_to_the_table(client, suffix):
    response = client.get(f"{JULY_2022}/spent{suffix}", {"kind": "사업예산", "depth": "부서"})
    assert response.status_code == 400
    page = response.content.decode()
    for words in ("회계(account)를 적어야 합니다", "종류 ‘사업예산’", "‘depth’은(는) 모르는 조건"):
        assert words in page
    back = f"/execution/{quote('시민소통기획관')}/{quote('2022-07-01-집행')}"
    assert f'<a href="{back}">집행현황표에서 고르기</a>' in page
    assert client.get(back).status_code == 200


@pytest.mark.parametrize(
    ("path", "conditions"),
    [
        (f"{JULY_2022}/spent", {}),
        (f"{JULY_2022}/rate", {"department": "뉴미디어담당관"}),
        ("/sums/시민소통기획관/2018-12-31-결산/carried", {}),
        ("/sums/전체/2022-07-01-집행/spent", {}),
    ],
)
def test_a_page_asks_the_same_number_of_queries_whatever_it_is_of(
    get, django_assert_num_queries, path, conditions
):
    of_all = "전체" in path  # no office is looked up
    with django_assert_num_queries(QUERIES - of_all):
        get(path, **conditions)


# --- a small scene --------------------------------------------------------------------------------


@pytest.fixture
def scene():
    return cast.scene()


def of_scene(client, measure="spent", office="해오름기획관", **conditions):
    asked = {"account": "시험회계", "unit": "원", **conditions}
    return client.get(f"/sums/{office}/2030-06-30-집행/{measure}", asked)


def test_nothing_that_is_not_published_is_told_of(client, scene):
    assert of_scene(client).status_code == 404
    cast.publish(scene.statement)
    draft = cast.statement(scene.filing, version=2, reason="몰래 고침")
    cast.figure(draft, scene.trees, budget=1_000_777, spent=1_000_777)
    cast.figure(draft, scene.flowers, budget=1_000_888, spent=1_000_888)
    other = cast.statement(cast.filing(scene.date, scene.star))
    stars = cast.line(cast.program(scene.book, scene.star, scene.account, "별"), "별 보기")
    cast.figure(other, stars, budget=1_000_999, spent=1_000_999)
    page = said(of_scene(client).content.decode())
    assert "<strong>50원</strong>" in page
    for hidden in ("1000777", "1000888", "1000999", "몰래", "제2판", "별 보기", "꽃 심기"):
        assert hidden not in page.replace(",", ""), hidden
    assert page.count("별빛담당관") == page.count("미제출: 별빛담당관.") == 1
    assert of_scene(client, department="별빛담당관").status_code == 400
    cast.publish(draft)
    page = said(of_scene(client).content.decode())
    assert "<strong>2,001,665원</strong>" in page
    assert "1000777" in page.replace(",", "")
    assert "제2판, 원 단위" in page
    assert "몰래 고침" in page


def test_who_typed_an_amount_stands_with_its_cell(client, scene):
    figure = cast.figure(scene.statement, scene.flowers, place="B7", budget=30, spent=7)
    cast.publish(scene.statement)
    page = said(of_scene(client).content.decode())
    assert dict(tables(page)["더한 세부사업"])["꽃 심기"] == [
        "달빛담당관",
        "강가 가꾸기",
        "7",
        "가람, 화면에서 입력 B7",
    ]
    assert f'<a href="/figures/{figure.pk}/spent">7</a>' in page
    assert tables(page)["제출본과 문서"] == [
        (
            "달빛담당관",
            ["2", "57", "제1판, 원 단위", "가람, 화면에서 입력", "문서 없음", "2030. 7. 1.", "-"],
        )
    ]
    assert "바로 이 세부사업들의 집행액을 두고 인쇄된 값이 없습니다." in page


def test_a_blank_makes_the_sum_unknown_and_is_counted(client, scene):
    Figure.objects.create(
        statement=scene.statement,
        line=scene.flowers,
        spent_state="blank",
        **cast.amounts(budget=30),
    )
    cast.publish(scene.statement)
    page = said(of_scene(client).content.decode())
    assert "<strong>알 수 없음</strong>" in page
    assert "집행액이 빈칸인 1개가 얼마인지 몰라 합계를 알 수 없습니다." in page
    assert tables(page)["더한 세부사업"][0] == ("합계", ["", "", "알 수 없음", ""])


def test_an_account_is_never_added_to_another(client, scene):
    fund = cast.account("시험기금", "기금")
    cast.figure(
        scene.statement, cast.line(cast.program(scene.book, scene.moon, fund, "샘")), spent=5
    )
    cast.publish(scene.statement)
    assert "<strong>50원</strong>" in of_scene(client).content.decode()
    assert "<strong>5원</strong>" in of_scene(client, account="시험기금").content.decode()


def test_all_offices_may_be_asked_together_and_departments_say_whose_they_are(client, scene):
    other = cast.office("별무리기획관")
    water = cast.program(cast.book(other), cast.division(other, "달빛담당관"), scene.account)
    written = cast.statement(cast.filing(cast.reporting_date(water.book), water.department))
    cast.figure(written, cast.line(water, "연못 손질"), budget=300, spent=30)
    for statement in (scene.statement, written):
        cast.publish(statement)
    page = of_scene(client, office="전체").content.decode()
    assert "<strong>80원</strong>" in page
    assert {cells[0] for _, cells in tables(page)["더한 세부사업"][1:]} == {
        "해오름기획관 달빛담당관",
        "별무리기획관 달빛담당관",
    }
    page = said(of_scene(client).content.decode())
    assert tables(page)["더한 세부사업"][1][1][0] == "달빛담당관"


def test_hostile_names_places_and_reasons_are_text(client, scene):
    hostile = "<script>alert(1)</script>"
    written = cast.statement(scene.filing, version=2, reason=hostile)
    named = cast.line(cast.program(scene.book, scene.moon, scene.account, f"{hostile}2"), hostile)
    cast.figure(written, named, place=hostile, spent=5)
    cast.publish(written)
    page = of_scene(client, q="script").content.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_what_is_printed_of_another_day_is_not_of_this_sum(client, scene):
    cast.publish(scene.statement)
    known = {
        "document": scene.document,
        "shape": "표",
        "measure": "spent",
        "printed": "50",
        "value": 50,
        "unit": "원",
        "account": scene.account,
        "position": 1,
    }
    cast.publish(cast.statement(cast.filing(scene.date, scene.star), document=scene.document))
    later = cast.reporting_date(scene.book, stage="결산")
    settled = cast.statement(cast.filing(later, scene.moon))
    cast.figure(settled, scene.trees, budget=100, spent=60)
    cast.publish(settled)
    Claim.objects.create(**known | {"subject": "이 날", "place": 1, "reporting_date": scene.date})
    Claim.objects.create(**known | {"subject": "다른 날", "place": 2, "reporting_date": later})
    Claim.objects.create(
        **known | {"subject": "예산", "place": 3, "reporting_date": scene.date, "measure": "budget"}
    )
    rows = tables(of_scene(client).content.decode())["문서에 인쇄된 값과 견주기"]
    assert [(name, cells[1:5]) for name, cells in rows] == [
        ("이 날", ["50원", "50원", "0원", "맞음"])
    ]
