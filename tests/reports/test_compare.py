"""Two dates line by line: of the five reports, and of small offices."""

import io
from datetime import date
from itertools import combinations

import openpyxl
import pytest

from budgets.models import Filing
from departments.models import Succession
from reports.became import towards
from reports.dates import published_dates, when_of
from tests import cast
from tests.reports.answers import facts, row, rows
from tests.reports.test_execution import page_rows, shown

pytestmark = pytest.mark.django_db

RENAMED = "/compare/홍보기획관/2022-07-01-집행/2023-04-01-집행"
SETTLED = "/compare/시민소통기획관/2018-12-31-결산/2019-01-01-예산"
QUERIES = 13  # of a comparison, whatever it holds
QUERIES_OF_THE_CHOICE = 4


def test_an_office_is_compared_with_what_it_was_called_before(tables):
    general, _ = tables(RENAMED)
    assert facts(row(general, "합계", "total"), "then_budget", "now_budget", "change") == [
        101_356_223_000,
        88_194_161_000,
        -13_162_062_000,
    ]
    assert facts(
        row(general, "시민소통담당관 → 홍보담당관", "department"),
        *("then_budget", "now_budget", "change_rate", "then_rate", "now_rate", "points"),
    ) == [48_205_262_000, 41_249_786_000, -14.4, 43.8, 22.1, -21.7]
    assert tables(RENAMED.replace("홍보기획관", "시민소통기획관"))[0]["rows"] == general["rows"]


def test_every_line_says_what_became_of_it(tables, get):
    general = tables(RENAMED)[0]
    assert general["notes"][0] == (
        "세부사업 53개 가운데 신규 8개, 종료 17개, 변경 24개, 동일 4개입니다 (이동 없음)."
    )
    assert general["notes"][0] in get(RENAMED).content.decode()
    assert row(general, "서울특별시보 발행")["state"] == "동일"
    assert facts(row(general, "서울시 누리집 운영"), "state", "then_budget", "change") == [
        "신규",
        "-",
        1_614_273_000,
    ]
    ended = row(general, "서울시 홈페이지 운영")
    assert facts(ended, "state", "now_budget", "change", "change_rate", "points") == [
        "종료",
        "-",
        -1_565_228_000,
        -100.0,
        "-",
    ]


def test_an_account_that_one_report_lacks_is_not_said_to_have_ended(tables):
    _, fund = tables(RENAMED)
    assert fund["notes"][0].startswith("세부사업 10개 가운데 비교 불가 10개입니다")
    assert any("이 회계의 표가 없어" in note for note in fund["notes"])
    assert facts(row(fund, "합계", "total"), "then_appropriated", "now_appropriated", "change") == [
        6_652_855_000,
        None,
        None,
    ]


def test_what_was_split_moves_and_stands_in_both_departments_as_printed(tables):
    (general,) = tables(SETTLED)
    name = "신속행정 현안조정 및 홍보"
    halves = [each for each in rows(general) if each["name"] == name]
    assert [
        facts(x, "state", "then_appropriated", "now_appropriated", "remark") for x in halves
    ] == [
        ["이동", "-", 57_500_000, "신속행정담당관에서"],
        ["이동", 63_500_000, "-", "시민소통담당관으로"],
    ]
    gone = row(general, "신속행정담당관", "department")
    assert facts(gone, "now_appropriated") == ["-"]
    assert "이동 3개" in general["notes"][0]


def test_todays_organisation_gathers_what_moved_and_says_what_it_cannot(tables):
    (general,) = tables(SETTLED, organisation="today")
    moved = row(general, "신속행정 현안조정 및 홍보")
    assert facts(moved, "state", "then_appropriated", "now_appropriated") == [
        "이동",
        63_500_000,
        57_500_000,
    ]
    names = [each["name"] for each in rows(general) if each["mark"] == "department"]
    assert names == [
        "홍보담당관",
        "뉴미디어담당관",
        "서울브랜드담당관",
        "민원담당관",
        "신속행정담당관",
    ]
    assert "이어받은 부서를 알 수 없어 그대로 둔 부서: 신속행정담당관" in general["notes"]


def test_departments_and_the_whole_are_the_sums_of_their_lines_on_every_two_dates(tables):
    whens = [when_of(each) for each in published_dates() if each.book.office.code != "시장비서실"]
    for now, then in combinations(whens, 2):
        for organisation in ("printed", "today"):
            path = f"/compare/홍보기획관/{then.slug}/{now.slug}"
            for table in tables(path, organisation=organisation):
                amounts = {key for key in table["columns"] if key.startswith(("then_", "now_"))}
                for key in (amounts | {"change"}) - {"then_rate", "now_rate"}:
                    assert_adds_up(rows(table), key)


@pytest.mark.parametrize(
    ("name", "words"),
    [("달빛과", "달빛과로"), ("달빛실", "달빛실로"), ("달빛관", "달빛관으로"), ("A", "A로")],
)
def test_where_a_line_went_is_said_in_good_korean(name, words):
    assert towards(name) == words


def assert_adds_up(found, key):
    """Every row is the sum of those right under it, and the whole that of the lines."""
    for at, each in enumerate(found):
        below = []
        for other in found[at + 1 :]:
            if other["level"] <= each["level"]:
                break
            if other["level"] == each["level"] + 1 and isinstance(other[key], int):
                below.append(other[key])
        if below and isinstance(each[key], int):
            assert each[key] == sum(below), (each["name"], key)
    lines = [x[key] for x in found if x["mark"] == "line" and isinstance(x[key], int)]
    if isinstance(found[0][key], int):
        assert found[0][key] == sum(lines), key


def test_the_sums_as_printed_are_those_of_each_report(tables):
    found = [each for each in rows(tables(SETTLED)[0]) if each["mark"] == "department"]
    then = {each["name"]: each["then_appropriated"] for each in found}
    table = tables("/execution/시민소통기획관/2018-12-31-결산", depth="부서")[0]
    printed = {x["name"]: x["appropriated"] for x in rows(table) if x["mark"] == "department"}
    assert then == printed


def test_stages_and_columns_that_do_not_match_are_said(tables):
    (general,) = tables(SETTLED)
    assert "단계가 다릅니다: 2018년 결산은 결산, 2019년 예산은 예산 자료입니다." in general["notes"]
    assert "2019년 예산 자료에는 집행액 열이 없습니다." in general["notes"]
    assert facts(row(general, "합계", "total"), "now_spent", "now_rate", "points") == [None] * 3
    assert row(general, "합계", "total")["then_rate"] == 96.7
    mixed = tables("/compare/홍보기획관/2019-01-01-예산/2022-07-01-집행")[0]
    assert any("서로 다른 금액을 견준 증감" in note for note in mixed["notes"])
    assert {"then_appropriated", "now_budget"} <= set(mixed["columns"])


def test_two_times_of_the_year_are_not_told_as_faster_and_slower(tables):
    assert any("한 해의 다른 때" in note for note in tables(RENAMED)[0]["notes"])


def test_filters_leave_the_sums_of_what_they_let_through(tables, get):
    general = tables(RENAMED, state="신규")[0]
    lines = [each for each in rows(general) if each["mark"] == "line"]
    assert len(lines) == 8
    assert row(general, "합계", "total")["now_budget"] == sum(x["now_budget"] for x in lines)
    general = tables(RENAMED, department="홍보담당관")[0]
    assert {x["name"] for x in rows(general) if x["mark"] == "department"} == {
        "시민소통담당관 → 홍보담당관"
    }
    assert tables(RENAMED, department="시민소통담당관")[0]["rows"] == general["rows"]
    assert "조건에 맞는 사업이 없습니다." in get(RENAMED, state="이동").content.decode()


def test_programs_stand_between_departments_and_lines(tables):
    general = rows(tables(RENAMED)[0])
    at = next(i for i, x in enumerate(general) if x["name"].endswith("→ 홍보담당관"))
    assert [(x["level"], x["mark"], x["name"]) for x in general[at : at + 3]] == [
        (1, "department", "시민소통담당관 → 홍보담당관"),
        (2, "program", "시민과 함께하는 참여와 소통시정 구현"),
        (3, "line", "언론매체를 통한 시정정보제공"),
    ]
    assert facts(general[at + 1], "then_budget", "now_budget") == [46_912_821_000, 40_352_483_000]


def test_a_program_with_one_line_of_its_name_is_printed_once(tables):
    general = rows(tables(RENAMED)[0])
    basic = [x for x in general if x["name"] == "기본경비(행정운영경비)"]
    assert len(basic) == 5
    assert {(x["mark"], x["level"], x["kind"]) for x in basic} == {("line", 2, "행정운영경비")}


@pytest.mark.parametrize(
    ("depth", "marks"),
    [
        ("합계", {"total"}),
        ("부서", {"total", "department"}),
        ("정책사업", {"total", "department", "program", "line"}),
    ],
)
def test_it_is_folded_as_the_execution_table_is(tables, get, depth, marks):
    whole, folded = (rows(tables(RENAMED, **said)[0]) for said in ({}, {"depth": depth}))
    assert {each["mark"] for each in folded} == marks
    assert max(each["level"] for each in folded) == {"합계": 0, "부서": 1, "정책사업": 2}[depth]
    assert [x["now_budget"] for x in folded] == [
        x["now_budget"] for x in whole if x["level"] <= folded[-1]["level"]
    ]
    for suffix in ("", ".csv", ".xlsx"):
        get(f"{RENAMED}{suffix}", depth=depth)


def test_within_each_level_the_chosen_column_decides(tables):
    general = rows(tables(RENAMED, sort="-change")[0])
    told = [x["change"] for x in general if x["mark"] == "department"]
    assert len(told) == 5
    assert told == sorted(told, reverse=True)
    at = next(i for i, x in enumerate(general) if x["mark"] == "program")
    told = [x["change"] for x in general[at + 1 : at + 6] if x["level"] == 3]
    assert told == sorted(told, reverse=True)
    shown = tables(RENAMED, sort="now_rate")[0]
    rates = [x["now_rate"] for x in rows(shown) if x["mark"] == "department"]
    assert rates == [*sorted(x for x in rates if x != "-"), "-"]


def test_lines_are_found_by_either_name_and_by_their_program(tables):
    general = rows(tables(RENAMED, q="여론 조사")[0])
    assert [x["name"] for x in general if x["mark"] == "line"] == ["시정여론조사 운영"]
    assert general[0]["then_budget"] == 578_992_000
    program = rows(tables(RENAMED, q="참여와 소통시정")[0])
    assert program[0]["now_budget"] == 40_352_483_000


def test_the_page_shows_what_the_json_says(get, tables):
    page = page_rows(get(RENAMED).content.decode())
    told = []
    for table in tables(RENAMED):
        labels = table["labels"][5:]
        for each in table["rows"]:
            cells = [
                cell if label in ("변동", "비고") else shown_here(cell, label)
                for cell, label in zip(each[5:], labels, strict=True)
            ]
            told.append((each[1], each[2], cells))
    assert page == told


def shown_here(cell, label):
    if label.endswith("(%p)") and isinstance(cell, float):
        return f"{'△' if cell < 0 else ''}{abs(cell):.1f}%p"
    return shown(cell, label)


def test_the_sheet_says_the_same_and_its_sums_are_live(get, tables):
    for path in (RENAMED, SETTLED):
        content = get(f"{path}.xlsx", unit="원").content
        values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(content))
        for table, sheet in zip(tables(path), values.worksheets[:-1], strict=True):
            for at, found in enumerate(table["rows"]):
                cells = [cell.value for cell in sheet[7 + at]][1 : len(found) - 4]
                for cell, told, label in zip(cells, found[5:], table["labels"][5:], strict=True):
                    assert same(cell, told, label), (path, found[2], label)
        whole = [cell.value for cell in formulas.worksheets[0][7]]
        assert [str(cell)[:10] for cell in whole[2:6]] == [
            *["=SUBTOTAL("] * 2,
            "=N(D7)-N(C",
            "=IF(N(C7)>",
        ]


def same(cell, told, label):
    if not isinstance(told, int | float):
        return (cell or "") == ("없음" if told is None else told)
    return round(cell * (100 if label.endswith("(%)") else 1), 1) == told


def test_a_date_is_not_compared_with_itself(client):
    response = client.get("/compare/시민소통기획관/2022-07-01-집행/2022-07-01-집행")
    assert response.status_code == 400
    assert "같은 기준일을 두 번 골랐습니다." in response.content.decode()


def test_the_earlier_date_comes_first_whichever_was_named_first(client):
    response = client.get(
        "/compare/홍보기획관/2023-04-01-집행/2022-07-01-집행.csv", {"state": "신규"}
    )
    assert response.status_code == 302
    path, query = response.url.split("?")
    assert client.get(path).status_code == 200
    assert path.endswith("2022-07-01-%EC%A7%91%ED%96%89/2023-04-01-%EC%A7%91%ED%96%89.csv")
    assert query.startswith("state=")


@pytest.mark.parametrize(
    "path",
    [
        "/compare/없는기획관",
        "/compare/없는기획관/2022-07-01-집행/2023-04-01-집행",
        "/compare/시장비서실/2018-06-30-집행/2022-07-01-집행",
        "/compare/홍보기획관/2022-07-02-집행/2023-04-01-집행",
    ],
)
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_conditions_that_cannot_be_taken_are_refused_all_at_once(client):
    response = client.get(
        RENAMED,
        {
            "state": "부활",
            "organisation": "내일",
            "sort": "크기",
            "depth": "팀",
            "kind": "정책사업",
        },
    )
    page = response.content.decode()
    assert response.status_code == 400
    assert "변동 ‘부활’" in page
    assert "조직 ‘내일’" in page
    assert "차례 ‘크기’: then, now, change" in page
    assert "단계 ‘팀’: 합계, 실국, 부서" in page
    assert "‘kind’은(는) 모르는 조건입니다." in page


@pytest.mark.parametrize("path", [RENAMED, SETTLED])
def test_a_comparison_asks_the_same_number_of_queries(get, django_assert_num_queries, path):
    with django_assert_num_queries(QUERIES):
        get(path)


# --- choosing -------------------------------------------------------------------------------------


def test_same_season_and_last_date_are_offered(get, django_assert_num_queries):
    with django_assert_num_queries(QUERIES_OF_THE_CHOICE):
        page = get("/compare/홍보기획관").content.decode()
    assert "전기 대비: 2022. 7. 1. → 2023. 4. 1." in page
    assert "동기 대비: 2018년 예산(재편) → 2019년 예산" in page
    assert "동기 대비: 2022. 7. 1." not in page  # July is not April


def test_two_chosen_dates_lead_to_their_comparison(client):
    chosen = {"then": "2022-07-01-집행", "now": "2023-04-01-집행"}
    response = client.get("/compare/홍보기획관", chosen)
    assert response.status_code == 302
    assert client.get(response.url).status_code == 200
    response = client.get("/compare/홍보기획관", chosen | {"now": "2022-07-01-집행"})
    assert response.status_code == 400
    assert "같은 기준일" in response.content.decode()
    response = client.get("/compare/홍보기획관", {"then": "어제"})
    assert response.status_code == 400
    assert "기준일 둘을 모두" in response.content.decode()


def test_an_office_with_one_date_has_nothing_to_compare(get):
    assert "지금은 1개입니다." in get("/compare/시장비서실").content.decode()


# --- small offices --------------------------------------------------------------------------------


@pytest.fixture
def scene():
    """달빛 writes on two dates of a book: 나무 심기 100 and 꽃 심기 40, then only 나무 심기 100."""
    return cast.two_dates()


YEAR = "/compare/해오름기획관/2030-06-30-집행/2030-09-30-집행"


def test_a_line_of_one_book_is_itself_on_both_dates(scene, tables):
    (table,) = tables(YEAR)
    assert facts(row(table, "나무 심기"), "state", "then_spent", "now_spent", "points") == [
        "동일",
        50,
        80,
        30.0,
    ]
    assert row(table, "꽃 심기")["state"] == "종료"


def test_two_lines_of_one_name_are_told_apart_within_their_book(scene, tables):
    twin = cast.line(scene.program, "나무 심기#2")
    type(twin).objects.filter(pk=twin.pk).update(name="나무 심기")
    for filing, won in (
        (scene.filing, 3),
        (Filing.objects.get(reporting_date__day=date(2030, 9, 30)), 4),
    ):
        more = cast.statement(filing, version=2)
        cast.figure(more, scene.trees, budget=100, spent=won)
        cast.figure(more, twin, budget=9, spent=won)
        cast.publish(more)
    (table,) = tables(YEAR)
    assert table["notes"][0].startswith("세부사업 2개 가운데 동일 2개입니다")


def test_a_department_that_has_not_published_yet_has_not_ended(scene, tables):
    star = cast.program(scene.book, scene.star, scene.account, "별 보기")
    watch = cast.line(star, "관측")
    written = cast.statement(cast.filing(scene.date, scene.star))
    cast.figure(written, watch, budget=7, spent=1)
    cast.publish(written)
    (table,) = tables(YEAR)
    assert facts(row(table, "관측"), "state", "now_budget", "change") == ["비교 불가", None, None]
    assert row(table, "합계", "total")["now_budget"] == "알 수 없음"
    assert any("공개되지 않은 부서: 별빛담당관" in note for note in table["notes"])


def test_an_unpublished_statement_is_compared_nowhere(scene, tables):
    draft = cast.statement(scene.filing, version=2)
    cast.figure(draft, scene.trees, budget=777, spent=7)
    assert row(tables(YEAR)[0], "나무 심기")["then_budget"] == 100


def test_a_name_that_was_changed_is_a_change_and_is_told(scene, tables):
    book = cast.book(scene.office, 2031)
    program = cast.program(book, scene.moon, scene.account)
    named = cast.line(program, "「나무」 가꾸기")
    told = cast.statement(cast.filing(cast.reporting_date(book, date(2031, 6, 30)), scene.moon))
    cast.figure(told, named, budget=5, spent=1)
    cast.publish(told)
    old = cast.line(scene.program, "‘나무’ 돌보기")
    more = cast.statement(scene.filing, version=2)
    cast.figure(more, old, budget=5, spent=1)
    cast.publish(more)
    (table,) = tables("/compare/해오름기획관/2030-06-30-집행/2031-06-30-집행")
    assert facts(row(table, "「나무」 가꾸기"), "state", "remark") == [
        "변경",
        "이전 이름: ‘나무’ 돌보기",
    ]


def next_year(scene, named, *lines):
    """달빛 writes in 2031: these lines of a program, 5 each."""
    book = cast.book(scene.office, 2031)
    program = cast.program(book, scene.moon, scene.account, named)
    told = cast.statement(cast.filing(cast.reporting_date(book, date(2031, 6, 30)), scene.moon))
    for each in lines:
        cast.figure(told, cast.line(program, each), budget=5, spent=1)
    cast.publish(told)


NEXT = "/compare/해오름기획관/2030-06-30-집행/2031-06-30-집행"


def test_a_program_that_got_another_name_is_one_row(scene, tables):
    next_year(scene, "물가 돌보기", "나무 심기", "꽃 심기")
    found = rows(tables(NEXT)[0])
    (program,) = [x for x in found if x["mark"] == "program"]
    assert facts(program, "name", "then_budget", "now_budget") == [
        "강가 가꾸기 → 물가 돌보기",
        140,
        10,
    ]
    assert "remark" not in program


def test_a_line_that_went_to_another_program_says_which_it_had(scene, tables):
    next_year(scene, "물가 돌보기", "나무 심기", "풀 심기", "별 심기")
    found = rows(tables(NEXT)[0])
    told = [facts(x, "name", "then_budget", "now_budget") for x in found if x["mark"] == "program"]
    assert told == [["물가 돌보기", 100, 15], ["강가 가꾸기", 40, "-"]]
    assert facts(row(tables(NEXT)[0], "나무 심기"), "state", "remark") == [
        "변경",
        "이전 정책사업: 강가 가꾸기",
    ]
    assert_adds_up(found, "then_budget")


def test_names_from_data_are_escaped_on_the_page(scene, get):
    scene.moon.name = "<b>달빛</b>"
    scene.moon.save()
    for path in (YEAR, "/compare/해오름기획관"):
        assert "<b>달빛" not in get(path).content.decode()


def test_a_department_that_was_only_renamed_did_not_move(scene, tables):
    sun = cast.division(scene.office, "햇빛담당관")
    Succession.objects.create(before=scene.moon, after=sun, kind="명칭 변경", evidence="추정")
    book = cast.book(scene.office, 2031)
    program = cast.program(book, sun, scene.account)
    told = cast.statement(cast.filing(cast.reporting_date(book, date(2031, 6, 30)), sun))
    cast.figure(told, cast.line(program), budget=100, spent=5)
    cast.publish(told)
    path = "/compare/해오름기획관/2030-06-30-집행/2031-06-30-집행"
    assert row(tables(path)[0], "나무 심기")["state"] == "동일"
    names = [x["name"] for x in rows(tables(path)[0]) if x["mark"] == "department"]
    assert names == ["달빛담당관 → 햇빛담당관"]
    names = [
        x["name"] for x in rows(tables(path, organisation="today")[0]) if x["mark"] == "department"
    ]
    assert names == ["햇빛담당관"]
