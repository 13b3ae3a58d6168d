"""What may be chosen of a comparison: filters, depth and order; and what is refused."""

import pytest

from tests.reports.answers import row, rows

pytestmark = pytest.mark.django_db

RENAMED = "/compare/홍보기획관/2022-07-01-집행/2023-04-01-집행"


def test_filters_leave_the_sums_of_what_they_let_through(tables, get):
    general = tables(RENAMED, state="신규")[0]
    lines = [each for each in rows(general) if each["mark"] == "line"]
    assert len(lines) == 5
    assert row(general, "합계", "total")["now_budget"] == sum(x["now_budget"] for x in lines)
    general = tables(RENAMED, department="홍보담당관")[0]
    assert {x["name"] for x in rows(general) if x["mark"] == "department"} == {
        "시민소통담당관 → 홍보담당관"
    }
    assert tables(RENAMED, department="시민소통담당관")[0]["rows"] == general["rows"]
    assert "조건에 맞는 사업이 없습니다." in get(RENAMED, state="이동").content.decode()


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


def test_words_are_found_as_the_execution_table_finds_them(tables):
    """Each anywhere in the program or the line of one date; none runs from one name into the next."""
    for words in ("참여 여론조사", "구현 시정", "소통 발행", "구현시정", "운영시민"):
        there = {
            x["name"]
            for slug, office in (
                ("2022-07-01-집행", "시민소통기획관"),
                ("2023-04-01-집행", "홍보기획관"),
            )
            for table in tables(f"/execution/{office}/{slug}", q=words)
            for x in rows(table)
            if x["mark"] == "line"
        }
        here = {
            x["name"]
            for table in tables(RENAMED, q=words)
            for x in rows(table)
            if x["mark"] == "line"
        }
        assert bool(here) == bool(there)
        assert here <= there, words
    assert tables(RENAMED, q="참여 여론조사")
    assert tables(RENAMED, q="구현언론매체") == []


@pytest.mark.parametrize("suffix", ["", ".json", ".xlsx"])
def test_a_department_that_neither_date_has_is_refused(client, suffix):
    response = client.get(f"{RENAMED}{suffix}", {"department": "없는담당관"})
    assert response.status_code == 400
    assert "부서 ‘없는담당관’: 홍보담당관, 뉴미디어담당관" in response.content.decode()


def test_todays_organisation_knows_departments_by_todays_names(client, tables):
    assert tables(RENAMED, department="민원담당관", organisation="today")
    response = client.get(RENAMED, {"department": "시민소통담당관", "organisation": "today"})
    assert response.status_code == 400
