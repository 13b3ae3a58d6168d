"""The page of a department over all its dates, with those before and after it."""

import csv
import io
import json

import openpyxl
import pytest

from departments.models import Department, Duty, Headcount, Succession, Team, TeamSighting
from tests import cast
from tests.reports.test_compare_leading import execution_of
from tests.reports.test_execution import named, page_rows
from tests.reports.test_leading import led, said

pytestmark = pytest.mark.django_db

QUERIES = 17  # at most, whatever the department holds: fewer where it has no team or no program


@pytest.fixture
def get(client):
    def get(code, suffix="", **choices):
        pk = Department.objects.get(code=code).pk
        response = client.get(f"/departments/{pk}{suffix}", choices)
        assert response.status_code == 200, code
        return response

    return get


def tables(response):
    return {table["key"]: table for table in json.loads(response.content)["tables"]}


def columns(table, *keys):
    at = [table["columns"].index(key) for key in keys]
    return [tuple(row[i] for i in at) for row in table["rows"]]


# --- the five reports -----------------------------------------------------------------------------


def test_a_department_stands_on_every_date_newest_first_with_its_heir_in_rows_of_its_own(get):
    table = tables(get("시민소통기획관/뉴미디어담당관", ".json"))["일반회계"]
    assert columns(table, "name", "whose", "kinship", "appropriated", "budget", "rate") == [
        ("2023. 4. 1. 기준", "뉴미디어담당관 (홍보기획관)", "이후 부서", None, 10811049000, 16.4),
        ("2022. 7. 1. 기준", "뉴미디어담당관 (시민소통기획관)", "이 부서", None, 9037006000, 36.0),
        ("2019년 예산", "뉴미디어담당관 (시민소통기획관)", "이 부서", 6739169000, None, None),
        ("2018년 결산", "뉴미디어담당관 (시민소통기획관)", "이 부서", 5653898000, 5842649000, 96.2),
        (
            "2018년 예산 (뒤의 조직으로 재편)",
            "뉴미디어담당관 (시민소통기획관)",
            "이 부서",
            5463669000,
            None,
            None,
        ),
        ("2012년 예산", "뉴미디어담당관 (시민소통기획관)", "이 부서", 3357315000, None, None),
        (
            "2011년 예산 (뒤의 조직으로 재편)",
            "뉴미디어담당관 (시민소통기획관)",
            "이 부서",
            3441742000,
            None,
            None,
        ),
    ]


def test_a_department_that_two_flowed_into_shows_both_and_adds_neither(get):
    table = tables(get("홍보기획관/홍보담당관", ".json"))["일반회계"]
    assert [
        (whose, spent)
        for name, whose, spent in columns(table, "name", "whose", "spent")
        if name == "2018년 결산"
    ] == [
        ("시민소통담당관 (시민소통기획관)", 11985831000),
        ("신속행정담당관 (시민소통기획관)", 314848000),
    ]


def test_each_link_says_how_it_is_known_and_where(get):
    page = get("시민소통기획관/신속행정담당관").content.decode()
    assert "금액으로 증명: 같은 이름·같은 예산액: 신속행정 현안조정 및 홍보 63,500천원" in page
    assert "(2019-06 문서 191번째 줄)" in page
    assert "빨라야 2012. 2. 1. ~ 2018. 12. 31. (확인됨)" in page
    heirs = page.split('id="kin"')[1]
    assert "폐지" in heirs
    assert "민원담당관 (홍보기획관)" in heirs  # the heir of an heir


def test_programs_stand_under_each_date_with_those_of_the_department_after_a_renaming(get):
    table = tables(get("시민소통기획관/뉴미디어담당관", ".json"))["일반회계 정책사업"]
    after = "뉴미디어담당관 → 뉴미디어담당관: 소속 변경 (추정)"
    assert columns(table, "level", "name", "whose", "kinship", "known")[:8] == [
        (0, "2023. 4. 1. 기준", "뉴미디어담당관 (홍보기획관)", "이후 부서", after),
        (1, "뉴미디어 활용 시민과의 소통 활성화", "", "", ""),
        (1, "시민참여 활성화", "", "", ""),
        (1, "기본경비(행정운영경비)", "", "", ""),
        (0, "2022. 7. 1. 기준", "뉴미디어담당관 (시민소통기획관)", "이 부서", ""),
        (1, "뉴미디어 활용 시민과의 소통 활성화", "", "", ""),
        (1, "기본경비(행정운영경비)", "", "", ""),
        (0, "2019년 예산", "뉴미디어담당관 (시민소통기획관)", "이 부서", ""),
    ]


def test_programs_of_the_departments_before_stand_there_with_every_step_between(get):
    table = tables(get("홍보기획관/민원담당관", ".json"))["일반회계 정책사업"]
    told = {
        (name, whose): known
        for level, name, whose, known in columns(table, "level", "name", "whose", "known")
        if level == 0
    }
    assert told["2023. 4. 1. 기준", "민원담당관 (홍보기획관)"] == ""
    assert told["2022. 7. 1. 기준", "시민봉사담당관 (시민소통기획관)"] == (
        "시민봉사담당관 → 민원담당관: 명칭 변경 (추정)"
    )
    assert told["2012년 예산", "시민고객담당관 (시민소통기획관)"] == (
        "시민고객담당관 → 시민봉사담당관: 명칭 변경 (추정), "
        "시민봉사담당관 → 민원담당관: 명칭 변경 (추정)"
    )


def test_the_programs_of_each_date_add_up_to_the_row_above_them(get):
    for code in ("홍보기획관/홍보담당관", "홍보기획관/민원담당관", "시민소통기획관"):
        for key, table in tables(get(code, ".json")).items():
            if key.endswith(("정책사업", "부서")):
                measure = "budget" if "budget" in table["columns"] else "appropriated"
                found = columns(table, "level", measure)
                heads = [at for at, (level, _) in enumerate(found) if level == 0]
                assert heads
                for at, end in zip(heads, [*heads[1:], len(found)], strict=True):
                    if isinstance(found[at][1], int):
                        below = [won for _, won in found[at + 1 : end] if isinstance(won, int)]
                        assert found[at][1] == sum(below), (code, key, at)


def test_every_sum_of_a_department_is_found_again_by_its_address(client):
    known, seen = {}, 0
    for pk in Department.objects.values_list("pk", flat=True):
        for href, words in led(client, f"/departments/{pk}", {"unit": "백만원"}):
            assert said(href, execution_of(href, known)) == words, (pk, href)
            seen += 1
    assert seen > 700


def test_an_office_is_the_sum_of_its_departments_and_each_account_is_apart(get):
    told = tables(get("시민소통기획관", ".json"))
    assert list(told) == [
        "일반회계",
        "일반회계 부서",
        "대외협력기금(국제협력계정)",
        "대외협력기금(국제협력계정) 부서",
        "headcount",
    ]
    assert columns(told["일반회계"], "name", "whose", "budget", "rate")[:2] == [
        ("2023. 4. 1. 기준", "홍보기획관", 88194161000, 25.7),
        ("2022. 7. 1. 기준", "시민소통기획관", 101356223000, 46.9),
    ]
    parts = columns(told["일반회계 부서"], "level", "name", "spent")
    assert parts[0][1] == "2023. 4. 1. 기준"
    assert parts[0][2] == sum(spent for level, _, spent in parts[1:5] if level == 1)
    assert parts[5][:2] == (0, "2022. 7. 1. 기준")
    assert parts[5][2] == sum(spent for level, _, spent in parts[6:11] if level == 1)
    assert parts[11][0] == 0


def test_an_office_that_is_its_own_only_department_shows_programs(get):
    told = tables(get("시장비서실", ".json"))
    assert "일반회계 정책사업" in told
    assert columns(told["일반회계"], "rate") == [(33.2,)]


def test_page_csv_and_sheet_say_the_same_as_json(get):
    for code in ("시민소통기획관", "홍보기획관/홍보담당관", "시장비서실"):
        told = json.loads(get(code, ".json").content)["tables"]
        names = [row[2] for table in told for row in table["rows"]]
        rows = page_rows(get(code).content.decode())
        assert [name for _, name, _ in rows] == names
        text = get(code, ".csv").content.decode("utf-8-sig")
        assert [line[2] for line in csv.reader(io.StringIO(text))][1:] == names
        book = openpyxl.load_workbook(io.BytesIO(get(code, ".xlsx").content), data_only=True)
        for table, sheet in zip(told, book.worksheets[:-1], strict=True):
            if "spent" not in table["columns"]:
                continue
            spent = [row[table["columns"].index("spent")] for row in table["rows"]]
            at = 1 + table["columns"].index("spent") - 5
            cells = [row[at].value for row in sheet.iter_rows(min_row=7)]
            assert [c * 1000 if isinstance(c, int) else None for c in cells] == spent


def test_teams_and_headcount_say_when_and_where(get):
    rows = page_rows(get("시민소통기획관/뉴미디어담당관").content.decode())
    assert named(rows, "홈페이지팀")["홈페이지팀"] == [
        "‘서울시 대표 홈페이지’ 운영 및 공공앱 관리",
        "빨라야 2019. 6. 1. ~ 늦어도 2023. 3. 31.",
        "2022-07 문서 84번째 줄",
    ]
    counts = [row for row in rows if row[1] == "2019. 5. 31. 기준"]
    assert [cells[:2] for _, _, cells in counts] == [["24", "24"]]
    assert [c[:2] for _, name, c in rows if name == "2012. 1. 31. 기준"] == [["없음", "24"]]
    page = get("시장비서실").content.decode()
    assert "시정 성과 극대화를 위한 정책 지원" in page


def test_blanks_of_a_headcount_are_nobody_where_the_printed_total_says_so(get):
    rows = page_rows(get("시민소통기획관/시민고객담당관").content.decode())
    assert [cells[1] for _, name, cells in rows if name == "2012. 1. 31. 기준"] == ["41"]
    assert [cells[1] for _, name, cells in rows if name == "일반직 3급"] == ["빈칸"]
    page = get("시민소통기획관/뉴미디어담당관").content.decode()
    assert "2012. 1. 31. 기준 표에 빈칸이 2칸 있습니다." in page
    office = page_rows(get("시민소통기획관").content.decode())
    at = next(i for i, row in enumerate(office) if row[1] == "2012. 1. 31. 기준")
    assert [(name, cells[1]) for _, name, cells in office[at : at + 4]] == [
        ("2012. 1. 31. 기준", "112"),
        ("시민소통담당관", "47"),
        ("뉴미디어담당관", "24"),
        ("시민고객담당관", "41"),
    ]


def test_the_workbook_has_teams_duties_and_headcount_as_the_page_has_them(get):
    code = "시민소통기획관/뉴미디어담당관"
    book = openpyxl.load_workbook(io.BytesIO(get(code, ".xlsx").content))
    told = json.loads(get(code, ".json").content)["tables"]
    for key, title in (("teams", "팀"), ("headcount", "정원과 현원 (명)")):
        (table,) = [each for each in told if each["key"] == key]
        assert table["rows"]
        cells = [[c.value for c in line] for line in book[title].iter_rows(min_row=7)]
        assert [line[0] for line in cells] == [row[2] for row in table["rows"]]
        for line, row in zip(cells, table["rows"], strict=True):
            shown = ["없음" if cell is None else cell for cell in row[5:]]
            assert [cell or "" for cell in line[1 : len(row) - 4]] == shown
    text = get(code, ".csv").content.decode("utf-8-sig")
    assert "팀,팀,홈페이지팀" in text


def test_the_rows_of_an_execution_table_lead_to_pages(client):
    page = client.get("/execution/시민소통기획관/2022-07-01-집행").content.decode()
    for words in ("뉴미디어담당관", "시민과 함께하는 참여와 소통 시정구현", "시정여론조사 운영"):
        href = page.split(f'">{words}</a>')[0].rsplit('href="', 1)[1]
        assert client.get(href).status_code == 200, href


def test_a_page_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    for pk in Department.objects.values_list("pk", flat=True):
        with django_assert_max_num_queries(QUERIES):
            assert client.get(f"/departments/{pk}").status_code == 200


# --- a small scene --------------------------------------------------------------------------------


def test_what_is_not_published_is_not_there(client):
    scene = cast.scene()
    path = f"/departments/{scene.moon.pk}"
    assert "공개된 금액이 없습니다." in client.get(path).content.decode()
    for suffix in (".json", ".csv", ".xlsx"):
        assert client.get(path + suffix).status_code == 200
    cast.publish(scene.statement)
    cast.figure(cast.statement(scene.filing, version=2), scene.trees, budget=777)
    rows = page_rows(client.get(path, {"unit": "원"}).content.decode())
    assert rows[0][2] == ["달빛담당관 (해오름기획관)", "이 부서", "100", "없음", "50", "50.0%"]
    office = client.get(f"/departments/{scene.office.pk}", {"unit": "원"}).content.decode()
    assert page_rows(office)[0][2][2:] == ["100", "없음", "50", "50.0%"]
    assert "나무 심기" not in office


def test_accounts_are_never_added_together(client):
    scene = cast.scene()
    fund = cast.program(scene.book, scene.moon, cast.account("시험기금", "기금"), "못 가꾸기")
    cast.figure(scene.statement, cast.line(fund, "연못 손질"), budget=900, spent=9)
    cast.publish(scene.statement)
    told = tables(client.get(f"/departments/{scene.moon.pk}.json"))
    assert [columns(table, "budget")[0] for table in told.values()] == [
        (100,),
        (100,),
        (900,),
        (900,),
    ]


def test_a_sum_over_a_blank_is_unknown(client):
    scene = cast.scene()
    blank = {"budget_state": "blank", "spent": 1, "spent_state": "value"}
    type(scene.figure).objects.create(statement=scene.statement, line=scene.flowers, **blank)
    cast.publish(scene.statement)
    rows = page_rows(client.get(f"/departments/{scene.moon.pk}", {"unit": "원"}).content.decode())
    assert rows[0][2][2:] == ["알 수 없음", "없음", "51", "알 수 없음"]


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ([("value", 3), ("dash", None)], "3"),
        ([("dash", None)], "-"),
        ([("value", 3), ("blank", None)], "알 수 없음"),
        ([("value", 3), ("unread", None)], "알 수 없음"),
        ([("absent", None)], "없음"),
        ([("blank", None)], "빈칸"),
    ],
)
def test_persons_are_added_only_where_every_cell_is_known(client, cells, shown):
    scene = cast.scene()
    for at, (state, persons) in enumerate(cells):
        Headcount.objects.create(
            department=scene.moon,
            as_of=cast.JUNE_30,
            group=f"{at}급",
            authorised=persons,
            authorised_state=state,
            actual_state="dash",
            document=scene.document,
            place=at + 1,
        )
    rows = page_rows(client.get(f"/departments/{scene.moon.pk}").content.decode())
    assert named(rows, "2030. 6. 30. 기준")["2030. 6. 30. 기준"][0] == shown


def test_names_of_departments_teams_and_duties_are_text(client):
    scene = cast.scene()
    hostile = "<script>alert(1)</script>"
    cast.publish(scene.statement)
    Department.objects.filter(pk=scene.star.pk).update(name=hostile)
    Succession.objects.create(
        before=scene.star, after=scene.moon, kind="통합", evidence="추정", note=hostile
    )
    team = Team.objects.create(department=scene.moon, name=hostile, duty=hostile)
    TeamSighting.objects.create(team=team, document=scene.document, place=3)
    Duty.objects.create(department=scene.moon, text=hostile, document=scene.document, place=4)
    page = client.get(f"/departments/{scene.moon.pk}").content.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_an_unknown_department_and_an_unknown_condition_are_refused(client):
    assert client.get("/departments/999999").status_code == 404
    pk = cast.scene().moon.pk
    response = client.get(f"/departments/{pk}", {"depth": "부서", "unit": "달러"})
    assert response.status_code == 400
    assert "‘depth’은(는) 모르는 조건입니다." in response.content.decode()
    assert "단위 ‘달러’" in response.content.decode()
