"""Files that fill the forms of 업무와 예산 and of 정원과 현원: template, what it becomes, what is wrong with it."""

from datetime import date
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from budgets.models import Task, TaskReturn
from departments.models import Headcount, HeadcountReturn
from tests import cast
from tests.budgets.filling import (
    boxes,
    csv_of,
    filled,
    misfits,
    problems,
    saved,
    template,
    workbook,
)
from tests.corpus.workbooks import ods

pytestmark = pytest.mark.django_db
DAY = date(2020, 12, 31)  # over by whatever clock
YEAR = DAY.year
HEADS = ["부서", "직군·급", "정원", "현원"]
TASKS = ["단계", "제목", "맡은 부서", "금액", "금액의 종류", "세부사업"]


@pytest.fixture
def scene(db):
    """With a book of the past year, in which 달빛담당관 has 나무 심기."""
    made = cast.scene()
    cast.line(cast.program(cast.book(made.office, YEAR), made.moon, made.account))
    return made


def head_pages(scene):
    known = [scene.office.pk, DAY.isoformat()]
    return reverse("own_head", args=known), reverse("head_template", args=known)


def plan_pages(scene):
    known = [scene.office.pk, YEAR]
    return reverse("own_plan", args=known), reverse("plan_template", args=known)


def told(answer):
    return [(each.box, str(each.spot), each.where, each.words) for each in answer.context["told"]]


# --- 정원과 현원 ----------------------------------------------------------------------------------


def test_persons_go_from_the_template_to_a_version_and_back(scene, operator):
    page, address = head_pages(scene)
    writing = cast.come_as(operator)
    sheet = template(writing, address)["인력"]
    assert sheet["A1"].value == "해오름기획관 2020. 12. 31. 정원과 현원"
    assert sheet["A2"].value == "2020. 12. 31. 기준 (단위: 명)"
    assert [cell.value for cell in sheet[4]] == HEADS
    assert [sheet[f"A{row}"].value for row in (5, 6, 7)] == ["달빛담당관", "별빛담당관", None]
    rows = ("달빛담당관", "일반직", 10, 9), ("별빛담당관", "일반직", 0, "-"), (None, "총계", 10, 9)
    for at, row in enumerate(rows, 5):
        for column, said in enumerate(row, 1):
            sheet.cell(at, column).value = said
    answer = filled(writing, page, saved(sheet.parent))
    assert (answer.status_code, HeadcountReturn.objects.count()) == (200, 0)
    assert writing.post(page, boxes(answer) | {"act": "save"}).status_code == 302
    own = Headcount.objects.exclude(returned=None).order_by("position")
    assert [(h.department.name, h.group, h.authorised, h.actual) for h in own] == [
        ("달빛담당관", "일반직", 10, 9),
        ("별빛담당관", "일반직", 0, None),
    ]
    again = template(writing, address)["인력"]
    assert [[cell.value for cell in row] for row in again["A5:D6"]] == [
        ["달빛담당관", "일반직", 10, 9],
        ["별빛담당관", "일반직", 0, "-"],
    ]
    again["D5"], again["B6"] = 8, "관리운영직"
    answer = filled(writing, page, saved(again.parent))
    assert "앞의 판에 있고 파일에 없는 줄: 별빛담당관 일반직" in answer.text
    was = [[box[-1] for box in line["boxes"]] for line in answer.context["lines"]]
    assert was == [[None, "9"], ["", ""]]


def test_what_is_wrong_with_a_file_of_persons_is_told_with_its_cells(scene, operator):
    page, _ = head_pages(scene)
    writing = cast.come_as(operator)
    rows = [
        ["2021. 12. 31. 기준"],
        [*HEADS, "비고"],
        ["노을담당관", "일반직", "1", "1", ""],
        ["별빛담당관", "일반직", "열", "2", "적음"],
    ]
    answer = filled(writing, page, csv_of(*rows), "인력.csv", **{"group-0": "적던 것"})
    assert misfits(answer) == [
        ("A1", "2021. 12. 31. 기준의 파일입니다.", "2020. 12. 31. 기준으로 적은 파일을 올리십시오."),
        ("A3", "부서: ‘노을담당관’", "해오름기획관, 달빛담당관, 별빛담당관, 실국 전체 가운데 하나로 적으십시오."),
        ("C4", "별빛담당관 일반직 정원", "‘열’: 수와 단위가 아닌 글자가 있습니다."),
        ("", "달빛담당관", "인원이 없습니다. 한 명도 없으면 ‘0’이나 ‘-’를 적습니다."),
    ]  # fmt: skip
    assert 'value="적던 것"' in answer.text
    only = [*HEADS], ["별빛담당관", "일반직", "열", "2"], ["달빛담당관", "일반직", "3", "2"]
    answer = filled(writing, page, csv_of(*only), "인력.csv")
    assert answer.status_code == 422
    assert told(answer) == [
        ("authorised-0", "C2", "별빛담당관 일반직 정원", "‘열’: 수와 단위가 아닌 글자가 있습니다.")
    ]
    assert 'value="열"' in answer.text
    assert problems(writing, answer) == [
        ("고칠 것", "", "C2", "별빛담당관 일반직 정원", "‘열’: 수와 단위가 아닌 글자가 있습니다.")
    ]
    assert not HeadcountReturn.objects.exists()


def test_a_sheet_of_any_kind_is_read_by_the_same_door(scene, operator):
    page, _ = head_pages(scene)
    writing = cast.come_as(operator)
    rows = [HEADS, ["달빛담당관", "일반직", "10", "9"], ["별빛담당관", "일반직", "3", "-"]]
    for content, ending in ((workbook(*rows), "xlsx"), (ods(rows), "ods"), (csv_of(*rows), "csv")):
        answer = filled(writing, page, content, f"인력.{ending}")
        assert answer.status_code == 200
        said = [[box[2] for box in line["boxes"]] for line in answer.context["lines"]]
        assert said == [["10", "9"], ["3", "-"]]


# --- 업무와 예산 ----------------------------------------------------------------------------------


def test_tasks_go_from_the_template_to_a_version_and_back(scene, operator):
    page, address = plan_pages(scene)
    writing = cast.come_as(operator)
    sheet = template(writing, address)["업무와 예산"]
    assert sheet["A1"].value == "해오름기획관 2020년 업무와 예산"
    assert [cell.value for cell in sheet[4]] == TASKS
    sheet["A2"] = "2020. 7. 1. 기준 (단위: 천원)"
    rows = (
        ("비전", "푸른 마을"),
        ("과제", "강가 가꾸기", "달빛담당관"),
        ("세부과제", "나무를 심다", None, "2,179.60", "예산현액", "나무 심기"),
    )
    for at, row in enumerate(rows, 5):
        for column, said in enumerate(row, 1):
            sheet.cell(at, column).value = said
    known = {"day": "2020-01-01", "unit": "백만원"}
    answer = filled(writing, page, saved(sheet.parent), **known)
    assert answer.status_code == 200
    for words in ("기준일: 2020-07-01 (파일에 적힌 대로)", "금액의 단위: 천원 (파일에 적힌 대로)"):
        assert words in answer.text
    assert not TaskReturn.objects.exists()
    assert writing.post(page, boxes(answer) | {"act": "save"}).status_code == 302
    own = TaskReturn.objects.get()
    assert (own.day, own.unit) == (date(2020, 7, 1), "천원")
    tasks = Task.objects.filter(returned=own).order_by("position")
    own_rows = [(t.kind, t.title, t.said, t.won, str(t.line)) for t in tasks]
    assert own_rows == [
        ("비전", "푸른 마을", "", None, "None"),
        ("과제", "강가 가꾸기", "", None, "None"),
        ("세부과제", "나무를 심다", "2,179.60", 2_179_600, "나무 심기"),
    ]
    again = template(writing, address)["업무와 예산"]
    assert again["A2"].value == "2020. 7. 1. 기준 (단위: 천원)"
    assert [cell.value for cell in again[7]] == [
        *("세부과제", "나무를 심다", None, "2,179.60", "예산현액", "달빛담당관 나무 심기"),
    ]
    again["D7"], again["B5"] = "2,180", "맑은 강"
    answer = filled(writing, page, saved(again.parent), day="2020-07-01", unit="천원")
    assert "앞의 판에 있고 파일에 없는 제목: 푸른 마을" in answer.text
    task = answer.context["lines"][2]["was"]
    assert {part: was for part, was in task.items() if was is not None} == {"won": "2,179.60"}
    assert writing.post(page, boxes(answer) | {"act": "save"}).status_code == 302


def test_what_is_wrong_with_a_file_of_tasks_is_told_with_its_cells(scene, operator):
    page, _ = plan_pages(scene)
    writing = cast.come_as(operator)
    rows = [
        ["2019년 업무와 예산"],
        TASKS,
        ["장", "푸른 마을", "노을과"],
        ["과제", "강가 가꾸기", "", "3", "값", "없는 사업"],
    ]
    answer = filled(writing, page, workbook(*rows), **{"title-0": "적던 것"})
    assert misfits(answer)[:5] == [
        ("A1", "2019년의 파일입니다.", "2020회계연도의 파일을 올리십시오."),
        ("A3", "단계: ‘장’", "비전, 목표, 방향, 전략, 전략과제, 과제, 세부과제 가운데 하나로 적으십시오."),
        ("C3", "맡은 부서: ‘노을과’", "달빛담당관, 별빛담당관, 해오름기획관 가운데 하나로 적으십시오."),
        ("E4", "금액의 종류: ‘값’", "사업비, 예산액, 예산현액, 집행액 가운데 하나로 적으십시오."),
        ("", "단위가 적혀 있지 않습니다.", "올릴 때 단위를 고르거나 ‘(단위: 천원)’처럼 적으십시오."),
    ]  # fmt: skip
    assert "없는 사업" in misfits(answer)[-1][2]
    assert 'value="적던 것"' in answer.text
    only = TASKS, ["과제", "강가", "", "열", "사업비", "없는 사업"]
    said = {"file-unit": "천원", "day": "2020-07-01"}
    answer = filled(writing, page, workbook(*only), **said)
    assert answer.status_code == 422
    assert [each[:2] for each in told(answer)] == [("won-0", "Sheet D2"), ("line-0", "Sheet F2")]
    assert not TaskReturn.objects.exists()


def test_amounts_of_which_a_file_says_no_kind_are_costs_and_the_page_says_so(scene, operator):
    page, _ = plan_pages(scene)
    writing = cast.come_as(operator)
    said = "‘금액의 종류’의 열이 없어 금액을 모두 사업비로 두었습니다."
    for amount, is_told in (("3", True), ("", False)):
        content = workbook(["단계", "제목", "금액"], ["과제", "강가 가꾸기", amount])
        answer = filled(writing, page, content, **{"file-unit": "천원", "day": "2020-07-01"})
        assert [each["line"].measure for each in answer.context["lines"]] == ["cost"]
        assert (said in unescape(answer.text)) is is_told


def test_two_days_or_one_that_is_none_are_no_day_of_a_sheet(scene, operator):
    page, _ = plan_pages(scene)
    for said in ("2020. 7. 1. 기준, 2020. 8. 1. 기준", "2020. 13. 1. 기준"):
        answer = filled(cast.come_as(operator), page, workbook([said], TASKS, ["비전", "마을"]))
        assert misfits(answer)[0][:2] == ("A1", "기준일이 여럿이거나 없는 날짜입니다.")


def test_a_file_of_another_kind_fills_nothing(scene, operator, officer):
    for page, template_of in (head_pages(scene), plan_pages(scene)):
        writing = cast.come_as(operator)
        answer = filled(writing, page, workbook(["과목", "실제수납액"], ["사용료", 1]))
        assert "머리글 줄을 찾지 못했습니다." in misfits(answer)[0]
        assert misfits(filled(writing, page, b"", "빈 것.xlsx"))
        none = writing.post(page, {"act": "file", "key": str(uuid4()), "follows": "0"})
        assert misfits(none)[0][1] == "파일이 없습니다."
        assert cast.come_as(officer).get(template_of).status_code == 404


def test_the_problems_of_a_file_are_taken_along_by_who_saw_them_alone(scene, operator):
    page, _ = plan_pages(scene)
    writing = cast.come_as(operator)
    answer = filled(writing, page, workbook(["2019년 (단위: 천원)"], TASKS, ["장", "마을"]))
    assert [row[:4] for row in problems(writing, answer)] == [
        ("고칠 것", "Sheet", "A1", "2019년의 파일입니다."),
        ("고칠 것", "Sheet", "A3", "단계: ‘장’"),
    ]
    said = {"problems": answer.context["signed"].text}
    other = cast.come_as(cast.member("나래", scene.office, "검토자"))
    assert other.post(reverse("entry_problems"), said).status_code == 404
