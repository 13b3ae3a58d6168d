"""예산현액의 다리 of the five reports: 2018 and what nobody says of it, 2023 and its footnote."""

import re

import pytest

from tests.formulas import assert_values_stored_are_true
from tests.reports.answers import assert_adds_up, facts, row, rows, said

pytestmark = pytest.mark.django_db

PAGE = "/bridge/시민소통기획관/2018-12-31-결산"
FOOTNOTE = "/bridge/홍보기획관/2023-04-01-집행"
STEPS = (
    "supplement",
    "brought",
    "reserve",
    "reallocation",
    "transfer",
    "inner",
    "handed_over",
    "unexplained",
)
QUERIES = 26


def test_what_the_report_of_2018_never_explains_is_its_own_step(tables):
    general = tables(PAGE)[0]
    assert facts(row(general, "합계", "total"), "appropriated", "unexplained", "budget") == [
        47_810_398_000,
        812_463_000,
        48_622_861_000,
    ]
    left = {x["name"]: x["unexplained"] for x in rows(general) if x["mark"] == "line"}
    assert {name: won for name, won in left.items() if won} == {
        "시민청 운영 및 확산": 623_712_000,
        "뉴미디어 웹사이트 운영": 188_751_000,
    }
    assert (
        "출처 미기재: 정책사업 2개의 세부사업 2개에서 예산액과 예산현액이 다르나 그 까닭을 적은 자료가 없습니다."
        in general["notes"]
    )


def test_a_step_of_which_nobody_speaks_is_a_dash_and_one_that_was_not_is_zero(tables):
    """The report says of 이용 and 변경사용 해당사항 없음, and nothing of 추경, 이월 and 예비비."""
    for each in rows(tables(PAGE)[0]):
        assert facts(each, "supplement", "brought", "reserve") == ["-", "-", "-"]
        assert facts(each, "reallocation", "inner") == [0, 0]


def test_who_is_named_by_no_item_of_a_heading_gave_and_took_nothing(tables):
    """Both items of the 이체 are printed; whose lines the giving department lost is not."""
    general = tables(PAGE)[0]
    assert facts(row(general, "도시브랜드담당관", "department"), "handed_over") == [0]
    assert facts(row(general, "시정여론조사 운영"), "transfer", "handed_over") == [0, "-"]


def test_what_moved_within_a_line_is_told_and_changes_nothing_of_it(tables):
    general, known = tables(PAGE)[:2]
    assert facts(row(general, "시민청 운영 및 확산"), "transfer") == [0]
    assert facts(row(general, "뉴미디어담당관", "department"), "transfer") == [0]
    (found,) = [each for each in rows(known) if each["name"] == "전용"]
    assert facts(found, "won", "how", "source") == [
        53_660_000,
        "한 사업 안에서 옮겨 사업의 금액은 그대로",
        "2019-06 문서 973번째 줄",
    ]
    assert "사무관리비" in found["taken_from"]
    assert "시설비" in found["given_to"]


def test_what_is_known_leads_to_the_document_that_says_it(get):
    page = get(PAGE).content.decode()
    assert '<a href="/documents/2019-06">2019-06 문서 973번째 줄</a>' in page
    assert page.count('<a href="/documents/2019-06">2019-06 문서 982번째 줄</a>') == 2


def test_what_the_printed_budget_holds_already_is_told_and_not_added_again(tables):
    general, known = tables(PAGE)[:2]
    told = [each for each in rows(known) if each["name"] == "이체"]
    assert [each["won"] for each in told] == [938_114_000, 342_975_000]
    assert {each["how"] for each in told} == {"인쇄된 예산액에 이미 들어 있음"}
    line = row(general, "시정종합 월간지 「서울사랑」 발간")
    assert facts(line, "appropriated", "handed_over", "unexplained", "budget") == [
        938_114_000,
        0,
        0,
        938_114_000,
    ]


def test_a_footnote_on_the_whole_leads_the_whole_and_no_department(tables, get):
    general = tables(FOOTNOTE)[0]
    whole = row(general, "합계", "total")
    assert facts(whole, "appropriated", "brought", "unexplained", "budget") == [
        87_091_941_000,
        1_102_220_000,
        0,
        88_194_161_000,
    ]
    own = row(general, "홍보담당관", "department")
    assert facts(own, "appropriated", "brought", "unexplained") == [None, "-", "-"]
    page = said(get(FOOTNOTE).content.decode())
    assert "예산액과 이월액은 합계만 인쇄되어 있습니다(2023-04 문서 78번째 줄)." in page
    assert "예산액 87,091,941천원 + 전년도 이월 1,102,220천원 = 예산현액 88,194,161천원" in page


def test_of_a_department_the_footnote_says_nothing(tables, get):
    general = tables(FOOTNOTE, department="민원담당관")[0]
    assert facts(row(general, "합계", "total"), "appropriated", "brought") == [None, "-"]
    page = said(get(FOOTNOTE, department="민원담당관").content.decode())
    assert "이 자료에는 예산액 열이 없어 다리를 놓을 수 없습니다" in page
    assert "<svg" not in page


@pytest.mark.parametrize(
    ("path", "lacking"),
    [
        ("/bridge/시장비서실/2018-06-30-집행", "예산현액"),
        ("/bridge/시민소통기획관/2019-01-01-예산", "예산현액"),
        ("/bridge/시민소통기획관/2022-07-01-집행", "예산액"),
    ],
)
def test_without_both_ends_the_page_says_which_one_is_missing(get, path, lacking):
    page = said(get(path).content.decode())
    assert (
        f"이 자료에는 {lacking} 열이 없어 다리를 놓을 수 없습니다. 0원이라는 뜻이 아닙니다." in page
    )
    assert "<svg" not in page


def test_only_dates_that_have_a_bridge_are_offered_as_one(get):
    page = get(PAGE).content.decode()
    assert "/bridge/%EC%8B%9C%EB%AF%BC%EC%86%8C%ED%86%B5%EA%B8%B0%ED%9A%8D%EA%B4%80/2018" in page
    assert "2022-07-01" not in page.split('<nav class="dates"')[1].split("</nav>")[0]
    for date, is_there in (("2018-12-31-결산", True), ("2022-07-01-집행", False)):
        page = get(f"/execution/시민소통기획관/{date}").content.decode()
        assert ("예산현액의 다리" in page) is is_there


def test_every_sum_is_that_of_its_lines_in_every_step(tables):
    found = [each for each in rows(tables(PAGE)[0]) if each["mark"] != "kind"]
    for key in ("appropriated", *STEPS, "budget"):
        assert_adds_up(found, key)
    for each in found:
        steps = [each[key] for key in STEPS if isinstance(each[key], int)]
        assert each["appropriated"] + sum(steps) == each["budget"]


def test_a_reader_chooses_a_department_a_program_or_a_line(tables, get):
    general = tables(PAGE, department="뉴미디어담당관")[0]
    assert facts(row(general, "합계", "total"), "unexplained") == [188_751_000]
    hrefs = [part.split('"')[0] for part in get(PAGE).content.decode().split('href="')[1:]]
    line = next(each for each in hrefs if each.startswith("/lines/")).removeprefix("/lines/")
    program = next(x for x in hrefs if x.startswith("/programs/")).removeprefix("/programs/")
    (only,) = [x for x in rows(tables(PAGE, line=line)[0]) if x["mark"] == "line"]
    assert only["budget"] == rows(tables(PAGE, line=line)[0])[0]["budget"]
    assert facts(rows(tables(PAGE, program=program)[0])[0], "unexplained") == [623_712_000]
    depths = {each["mark"] for each in rows(tables(PAGE, depth="부서")[0])}
    assert depths == {"total", "kind", "department"}


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({"line": "0"}, "세부사업 ‘0’: 이 기준일의 세부사업이 아닙니다."),
        ({"program": "가"}, "정책사업 ‘가’: 번호로 적습니다."),
        ({"department": "없는과"}, "부서 ‘없는과’"),
        ({"sort": "-budget"}, "sort"),
    ],
)
def test_a_condition_that_cannot_be_taken_is_refused(client, choice, words):
    answer = client.get(PAGE, choice)
    assert answer.status_code == 400
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/bridge/전체/2018-12-31-결산", "/bridge/시민소통기획관/2017-12-31-결산"]
)
def test_what_nobody_published_is_no_page(client, path):
    assert client.get(path).status_code == 404


def test_the_drawing_tells_each_step_in_words(get):
    chart = get(PAGE).content.decode().split("<svg")[1].split("</svg>")[0]
    assert "예산액 47,810,398. 추경 -." in chart
    assert "출처 미기재 +812,463. 예산현액 48,622,861." in chart
    assert "가로축은 0이 아니라" in chart


def test_both_ends_of_a_row_lead_to_where_they_come_from(get, client):
    page = get(PAGE, department="도시브랜드담당관").content.decode()
    hrefs = [part.split('"')[0] for part in page.split('href="')[1:]]
    ends = [href for href in hrefs if href.startswith(("/figures/", "/sums/"))]
    assert len(ends) == 2 * 9  # 합계, two kinds, a department, a program and four lines
    for href in ends[:6]:
        assert client.get(href.replace("&amp;", "&")).status_code == 200


def test_what_is_left_of_a_row_leads_to_the_bridge_of_just_that_row(get):
    page = get(PAGE).content.decode()
    own = re.findall(r'href="(\?[^"]*)">(?:623,712|188,751)</a>', page)
    assert sorted(each.split("=")[0] for each in own) == [
        *["?department"] * 2,
        *["?line"] * 2,
        *["?program"] * 2,
    ]
    for href in own:
        told = said(get(f"{PAGE}{href}").content.decode())
        assert "출처 미기재 623,712천원" in told or "출처 미기재 188,751천원" in told


def test_the_page_costs_a_bounded_number_of_queries(get, django_assert_max_num_queries):
    get(PAGE)
    with django_assert_max_num_queries(QUERIES):
        get(PAGE)


@pytest.mark.parametrize("path", [PAGE, FOOTNOTE, "/bridge/시민소통기획관/2022-07-01-집행"])
def test_the_sheet_says_what_the_page_does_when_it_is_worked_out_again(get, path):
    assert_values_stored_are_true(get(f"{path}.xlsx").content)
