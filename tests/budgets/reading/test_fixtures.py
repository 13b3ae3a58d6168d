"""A report's facts as the objects of a fixture: which there are, in which order, under which keys."""

from dataclasses import replace
from decimal import Decimal

import pytest

from budgets.reading.facts import ClaimFacts, Scope, Term
from budgets.reading.fixtures import department_code, dump, item, load, objects_of
from tests.budgets.reading.paper import report

REPORT = """
주요업무 보고
2030. 7. 10.
강변기획관
('30. 6. 30. 현재)
구분 | 물빛직 | 달빛직
정원 | 9 | -
현원 | 8 |
주요기능
- 강물 총괄
물빛담당관
둔치팀
- 둔치 정비
예 산
일반회계 : 총 8억원 중 4억원 집행(50.0%)
(2030. 6. 30. 기준, 단위 : 백만원)
부서/사업명 | 예산현액 | 원인행위액 | 집행액 | 집행률
합 계 | 800 | 400 | 400 | 50.0%
물빛담당관 | 800 | 400 | 400 | 50.0%
강물 가꾸기 | 800 | 400 | 400 | 50.0%
둔치 정비 | 500 | 250 | 250 | 50.0%
둔치 정비 | 300 | 150 | 150 | 50.0%
"""
RIVER, WATER = ["강변기획관"], ["강변기획관/물빛담당관"]
DATE = ["강변기획관/2030", "2030-06-30", "집행"]
LINE = "강변기획관/2030/물빛담당관/강물 가꾸기/둔치 정비"


@pytest.fixture(scope="module")
def objects():
    return objects_of(report(REPORT))


def of(objects, model):
    return [each["fields"] for each in objects if each["model"] == model]


def test_an_object_stands_on_a_line_of_its_own_and_comes_back_as_it_was():
    objects = [item("a.b", name="물빛"), item("a.b", name="달빛", number=None)]
    text = dump(objects)
    assert text.splitlines()[1] == '{"model": "a.b", "fields": {"name": "물빛"}},'
    assert load(text) == objects


def test_every_object_refers_only_to_those_before_it(objects):
    order = list(dict.fromkeys(each["model"] for each in objects))
    assert order == [
        "departments.document",
        "budgets.book",
        "budgets.program",
        "budgets.lineitem",
        "budgets.reportingdate",
        "budgets.filing",
        "budgets.statement",
        "budgets.figure",
        "departments.headcount",
        "departments.teamsighting",
        "departments.duty",
        "budgets.claim",
    ]


def test_an_office_is_its_own_code_and_a_division_stands_under_it():
    assert department_code("강변기획관", "강변기획관") == "강변기획관"
    assert department_code("강변기획관", "물빛담당관") == "강변기획관/물빛담당관"


def test_a_filing_is_opened_and_published_once_its_statement_is_complete(objects):
    kinds = [each["model"] for each in objects if each["model"].startswith("budgets.f")]
    assert kinds == ["budgets.filing", "budgets.figure", "budgets.figure", "budgets.filing"]
    opened, published = of(objects, "budgets.filing")
    assert (opened["state"], opened["published"]) == ("작성중", None)
    assert (published["state"], published["published"]) == ("공개", [*DATE, *WATER, 1])


def test_a_statement_says_its_unit_and_the_day_of_its_report(objects):
    (statement,) = of(objects, "budgets.statement")
    assert (statement["unit"], statement["handed_in_at"]) == (
        "백만원",
        "2030-07-10T00:00:00+09:00",
    )


def test_a_second_line_of_the_same_name_has_another_code(objects):
    assert [line["code"] for line in of(objects, "budgets.lineitem")] == [LINE, f"{LINE}#2"]


def test_a_figure_is_in_won_and_names_its_line_and_only_the_columns_there_are(objects):
    first, _ = of(objects, "budgets.figure")
    assert first == {
        "statement": [*DATE, *WATER, 1],
        "line": [LINE],
        "budget": 500_000_000,
        "budget_state": "value",
        "committed": 250_000_000,
        "committed_state": "value",
        "spent": 250_000_000,
        "spent_state": "value",
        "place": "20",
    }


def test_a_headcount_keeps_what_each_cell_said_and_where(objects):
    assert [
        (h["group"], h["authorised"], h["authorised_state"], h["actual"], h["actual_state"])
        for h in of(objects, "departments.headcount")
    ] == [("물빛직", 9, "value", 8, "value"), ("달빛직", None, "dash", None, "blank")]
    assert {(h["place"], h["places"]["actual"]) for h in of(objects, "departments.headcount")} == {
        (6, 7)
    }


def test_a_headcount_of_one_line_names_no_other():
    text = REPORT.replace("구분 | 물빛직 | 달빛직", "구분 | 정원 | 현원").replace(
        "정원 | 9 | -\n현원 | 8 |\n", "물빛담당관 | 9 | 8\n"
    )
    (head,) = of(objects_of(report(text)), "departments.headcount")
    assert "places" not in head


def test_a_team_and_a_duty_name_the_line_they_stand_on(objects):
    (team,) = of(objects, "departments.teamsighting")
    (duty,) = of(objects, "departments.duty")
    assert team == {
        "team": [*WATER, "둔치팀", "둔치 정비", 1],
        "document": ["2030-07"],
        "place": 12,
    }
    assert duty == {
        "department": RIVER,
        "text": "강물 총괄",
        "document": ["2030-07"],
        "place": 9,
    }


def test_claims_of_one_line_are_told_apart_by_their_place_in_it(objects):
    headline = [c for c in of(objects, "budgets.claim") if c["shape"] == "문장"]
    assert [(c["place"], c["position"], c["measure"]) for c in headline] == [
        (14, 1, "budget"),
        (14, 2, "spent"),
        (14, 3, "rate"),
    ]


def test_a_claim_holds_only_what_it_says(objects):
    rates = [c for c in of(objects, "budgets.claim") if c.get("line") == [f"{LINE}#2"]]
    (rate,) = [c for c in rates if c["measure"] == "rate"]
    assert (rate["printed"], rate["value"], rate["reporting_date"]) == ("50.0%", "50.0", DATE)
    assert {"lines", "group", "as_of", "base_date"}.isdisjoint(rate)


def test_a_stated_end_is_a_succession_with_its_line():
    (end,) = of(
        objects_of(report(REPORT + "※ '30. 1. 1일 조직개편으로 달빛담당관 폐지\n")),
        "departments.succession",
    )
    assert (end["before"], end["after"], end["day"]) == (
        ["강변기획관/달빛담당관"],
        None,
        "2030-01-01",
    )
    assert (end["evidence"], end["place"]) == ("명시", 22)


def test_a_value_that_follows_from_others_is_kept_with_them():
    read = report(REPORT)
    term = Term("강물", "1.50", Decimal("1.50"), "만명", 7)
    claim = ClaimFacts(
        7,
        "문장",
        "찾은 사람",
        "count",
        "1.5만",
        "value",
        Decimal("1.5"),
        "만명",
        Scope(),
        "합",
        (term,),
    )
    [written] = [
        each["fields"]
        for each in objects_of(replace(read, claims=(claim,)))
        if each["model"] == "budgets.claim"
    ]
    assert written["formula"] == "합"
    assert written["terms"] == [
        {"label": "강물", "printed": "1.50", "value": "1.50", "unit": "만명", "place": 7}
    ]
    assert "base_date" not in written
