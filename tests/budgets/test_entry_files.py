"""Files that fill the forms of 세입, reasons and 통계: template, what it becomes, what readers see then."""

from datetime import date
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from budgets import counting
from budgets.models import Explanation, Filing, RevenueReturn, Statistic
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
from tests.budgets.guarding import counts as counted

pytestmark = pytest.mark.django_db
PAST = 2020  # a year that is over by whatever clock


@pytest.fixture
def settled(scene):
    """나무 심기 has 100,000 left, 꽃 심기 20,000; published."""
    day = cast.reporting_date(scene.book, date(2030, 12, 31), "결산")
    written = cast.statement(cast.filing(day, scene.moon))
    for line, budget, spent in ((scene.trees, 300_000, 200_000), (scene.flowers, 50_000, 30_000)):
        cast.figure(written, line, budget=budget, spent=spent, carried=0)
    cast.publish(written)
    return Filing.objects.get(pk=written.filing_id)


# --- 집행잔액의 사유 -------------------------------------------------------------------------------


def test_reasons_go_from_the_template_to_what_readers_see(scene, settled, officer, operator):
    page, writing = reverse("reasons", args=[settled.pk]), cast.come_as(officer)
    book = template(writing, reverse("reasons_template", args=[settled.pk]))
    sheet = book["사유"]
    heads = [cell.value for cell in sheet[4]]
    assert heads[:6] == ["회계", "정책사업", "세부사업", "집행잔액", "사유 미기재", "낙찰차액"]
    assert [[cell.value for cell in row[1:4]] for row in sheet.iter_rows(min_row=5)] == [
        ["강가 가꾸기", None, 120],
        ["강가 가꾸기", "나무 심기", 100],
        ["강가 가꾸기", "꽃 심기", 20],
    ]
    assert (sheet["E5"].value, sheet["E6"].value) == ("=D5-SUM(F5:L7)", "=D6-SUM(F6:L6)")
    open_cells = {cell.coordinate for row in sheet for cell in row if not cell.protection.locked}
    assert open_cells == {f"{c}{r}" for c in "FGHIJKL" for r in (5, 6, 7)} | {"K4", "L4"}
    sheet["F6"], sheet["K4"], sheet["K7"], sheet["G5"] = 60, "비 피해", "1만원", "-"
    answer = filled(writing, page, saved(book))
    assert answer.status_code == 200
    assert "아직 저장하지 않았습니다" in answer.text
    assert not Explanation.objects.exists()
    done = writing.post(page, boxes(answer) | {"act": "save"})
    assert done.status_code == 302
    cast.come_as(operator).post(page, {"act": "publish", "version": 1, "key": str(uuid4())})
    told = Client().get("/settlement/해오름기획관/2030-12-31-결산").text
    assert "비 피해" in told
    assert "낙찰차액" in told
    own = Explanation.objects.get()
    assert {(str(r.line), r.reason, r.won) for r in own.reasons.all()} == {
        ("나무 심기", "낙찰차액", 60_000),
        ("꽃 심기", "비 피해", 10_000),
    }
    again = template(writing, reverse("reasons_template", args=[settled.pk]))["사유"]
    assert (again["F6"].value, again["K4"].value, again["K7"].value) == (60, "비 피해", 10)
    same = filled(writing, page, saved(again.parent))
    assert "앞의 판과 같습니다" in writing.post(page, boxes(same) | {"act": "save"}).text


def test_all_that_is_wrong_with_a_file_of_reasons_is_told_with_its_cells(scene, settled, officer):
    page, writing = reverse("reasons", args=[settled.pk]), cast.come_as(officer)
    rows = [
        ["2029. 12. 31. 기준 (단위: 천원)"],
        ["정책사업", "세부사업", "집행잔액", "낙찰차액", "집행액"],
        ["강가 가꾸기", "나무 심기", 90, "101", 1],
        ["강가 가꾸기", "꽃 심기", 20, date(2030, 1, 2), 1],
        ["강가 가꾸기", "풀 심기", 20, 1, 1],
        ["합계", None, None, 102, 1],
        ["강가 가꾸기", "나무 심기", 100, 1, 1],
    ]
    answer = filled(writing, page, workbook(*rows), **{"r-p0-0": "7"})
    assert [cell for cell, *_ in misfits(answer)] == ["A1", "C3", "D4", "B5", "B6", "B7", "D3"]
    told = unescape(answer.text)
    for words in (
        "2029. 12. 31. 기준의 파일입니다.",
        "파일의 집행잔액 90천원이 지금의 100천원과 다릅니다",
        "꽃 심기 낙찰차액: 날짜(2030-01-02",
        "‘풀 심기’: 이 제출에 없는 사업입니다.",
        "두 번 나옵니다: ‘나무 심기’, 먼저 Sheet B3",
        "사유의 합 101천원이 집행잔액 100천원보다 1천원 많습니다.",
    ):
        assert words in told
    assert not Explanation.objects.exists()


def test_what_can_be_read_but_is_wrong_fills_the_form_with_its_cell(scene, settled, officer):
    page, writing = reverse("reasons", args=[settled.pk]), cast.come_as(officer)
    content = csv_of(["세부사업", "낙찰차액"], ["나무 심기", "101"], ["꽃 심기", "열"])
    answer = filled(writing, page, content, "사유.csv", **{"file-unit": "천원"})
    assert answer.status_code == 422
    assert [(each.box, str(each.spot)) for each in answer.context["told"]] == [
        (f"r-l{scene.flowers.pk}-0", "B3"),
        (f"r-l{scene.trees.pk}-0", "B2"),
    ]
    assert 'value="101"' in answer.text
    assert 'value="열"' in answer.text


def test_a_row_that_stands_is_not_taken_away_by_leaving_it_out(scene, settled, officer):
    page, writing = reverse("reasons", args=[settled.pk]), cast.come_as(officer)
    only = ["세부사업", "낙찰차액"], ["나무 심기", "60"]
    said = boxes(filled(writing, page, csv_of(*only), "a.csv", **{"file-unit": "천원"}))
    writing.post(page, said | {"act": "save"})
    other = ["세부사업", "낙찰차액"], ["꽃 심기", "6"]
    answer = filled(writing, page, csv_of(*other), "a.csv", **{"file-unit": "천원"})
    assert misfits(answer)[0][1] == "앞의 판에 사유가 있는 ‘나무 심기’의 줄이 없습니다."


# --- 세입 -----------------------------------------------------------------------------------------


def revenue_pages(scene):
    known = [scene.office.pk, PAST, scene.account.pk]
    return reverse("own_revenue", args=known), reverse("revenue_template", args=known)


def test_revenue_goes_from_the_template_to_what_readers_see(scene, operator):
    page, address = revenue_pages(scene)
    writing = cast.come_as(operator)
    book = template(writing, address)
    sheet = book["세입"]
    assert sheet["A1"].value == f"해오름기획관 {PAST}년 시험회계 세입"
    heads = {cell.value: cell.column for cell in sheet[4]}
    for at, row in enumerate(
        (("1", "세외수입"), ("2", "사용료", 90, 80, 10), ("2", "수수료", 5, 5, 0)), 5
    ):
        names = ("단계", "과목", "징수결정액", "실제수납액", "미수납액")
        for name, said in zip(names, row, strict=False):
            sheet.cell(at, heads[name]).value = said
    answer = filled(writing, page, saved(book), stage="결산", day=f"{PAST}-12-31")
    assert (answer.status_code, RevenueReturn.objects.count()) == (200, 0)
    assert writing.post(page, boxes(answer) | {"act": "save"}).status_code == 302
    reviewer = cast.member("나래", scene.office, "검토자")
    cast.come_as(reviewer).post(page, {"act": "publish", "version": 1, "key": str(uuid4())})
    table = Client().get(f"/revenue/해오름기획관/{PAST}.json").json()["tables"][0]
    found = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
    assert [(each["name"], each["received"]) for each in found] == [
        ("합계", 85_000),
        ("세외수입", 85_000),
        ("사용료", 80_000),
        ("수수료", 5_000),
    ]
    kept = template(writing, address)["세입"]
    assert kept.cell(6, heads["실제수납액"]).value == 80
    kept.cell(6, heads["실제수납액"]).value, kept.cell(6, heads["미수납액"]).value = 70, 20
    was = [
        box[-1]
        for line in filled(writing, page, saved(kept.parent)).context["lines"]
        for box in line["boxes"]
    ]
    assert [each for each in was if each is not None] == ["80", "10"]


def test_next_year_begins_with_the_categories_of_the_year_before(scene, operator):
    page, _ = revenue_pages(scene)
    writing = cast.come_as(operator)
    rows = ["단계", "과목", "실제수납액"], ["1", "사용료", "8"]
    answer = filled(writing, page, csv_of(*rows), "세입.csv", **{"file-unit": "천원"})
    said = boxes(answer) | {"act": "save", "stage": "결산", "day": f"{PAST}-12-31"}
    assert writing.post(page, said).status_code == 302
    known = [scene.office.pk, PAST + 1, scene.account.pk]
    sheet = template(writing, reverse("revenue_template", args=known))["세입"]
    assert [cell.value for cell in sheet[5]][:5] == [1, "사용료", None, None, None]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (csv_of(["단계", "과목", "실제수납액"], ["1", "사용료", "8"]), "a.csv", "단위가 적혀 있지"),
        (csv_of(["2019년 (단위: 원)"], ["단계", "과목", "실제수납액"]), "a.csv", "2019년의 파일"),
        (csv_of(["(단위: 원)"], ["과목", "실제수납액"], ["사용료", "8"]), "a.csv", "‘단계’ 열이 없"),
        (csv_of(["(단위: 억원)"], ["단계", "과목", "실제수납액"]), "a.csv", "단위가 억원입니다"),
        (csv_of(["(단위: 원)"], ["단계", "과목", "실제수납액"], ["1", "합계", "8"], [",,,,7"]), "a.csv", "머리글이 없는 열"),
        (csv_of(["표", "없음"]), "a.csv", "머리글 줄을 찾지 못했습니다"),
        (workbook(["(단위: 원)"], ["단계", "과목", "미수납액"], sheets=2), "a.xlsx", "시트가 2개"),
        (b"PK\x03\x04", "a.xlsx", "파일입니다"),
        (b"", "a.txt", "받지 않는 형식"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_over_leaves_what_was_typed(
    scene, operator, content, name, words
):
    page, _ = revenue_pages(scene)
    typed = {"level-0": "1", "name-0": "적던 것", "received-0": "3"}
    answer = filled(cast.come_as(operator), page, content, name, **typed)
    assert any(words in found for _, found, _ in misfits(answer))
    assert 'value="적던 것"' in answer.text
    assert "아무것도 저장하지 않았습니다" in answer.text


def test_a_day_in_the_year_after_is_a_day_of_the_settlement(scene, operator):
    page, _ = revenue_pages(scene)
    rows = ["단계", "과목", "실제수납액"], ["1", "사용료", "8"]
    for day, status in (("2021년 1월 20일", 200), ("2022년 1월 20일", 422), ("2019년 12월", 422)):
        content = csv_of([f"{day} 기준 (단위: 원)"], *rows)
        answer = filled(cast.come_as(operator), page, content, "a.csv")
        assert answer.status_code == status, day


def test_a_total_is_no_category(scene, operator):
    page, _ = revenue_pages(scene)
    rows = ["단계", "과목", "실제수납액"], ["1", "사용료", "8"], ["1", "합계", "8"]
    answer = filled(cast.come_as(operator), page, csv_of(*rows), "a.csv", **{"file-unit": "원"})
    (told,) = answer.context["told"]
    assert (told.words, str(told.spot)) == (
        "합계는 적지 않습니다. 아래 과목에서 더해 보입니다.",
        "B3",
    )


# --- 통계 -----------------------------------------------------------------------------------------


def visitors(scene):
    first = counted.entered(scene, last=date(2026, 3, 31))
    counted.value(first)
    counted.value(first, "여름", 10, 2)
    return first


def drawn(client, page):
    """The form as it stands before anything is typed."""
    return boxes(client.get(page))


def test_counts_go_from_the_template_to_what_readers_see(scene, officer, operator):
    first, writing = visitors(scene), cast.come_as(officer)
    query = f"?of={first.pk}"
    page = reverse("count_new") + query
    book = template(writing, reverse("count_template") + query)
    sheet = book["항목"]
    assert [cell.value for cell in sheet[3]] == ["항목", "수 (명)", "지난 수 (명)"]
    assert [cell.value for cell in sheet[4]] == ["봄", None, 30]
    sheet["B4"], sheet["A5"], sheet["B5"] = 31, "가을", "9"
    said = drawn(writing, page) | {"last": "2026-06-30"}
    answer = filled(writing, page, saved(book), **said | {"act": "file"})
    assert answer.status_code == 200
    assert "파일에 없는 항목: 여름" in answer.text
    assert not Statistic.objects.filter(last=date(2026, 6, 30)).exists()
    done = writing.post(page, boxes(answer) | {"act": "record"})
    own = Statistic.objects.get(series="강가 방문객", last=date(2026, 6, 30))
    assert done.url == reverse("own_count", args=[own.pk])
    counting.publish(statistic=own, by=operator, at=cast.NOON)
    told = Client().get(reverse("statistic", args=[own.pk, ".json"])).json()
    assert ["가을", 9] in [row[:2] for table in told["tables"] for row in table["rows"]] or (
        "가을" in str(told)
    )


def test_a_new_series_takes_its_columns_from_the_file(scene, officer):
    page, writing = reverse("count_new"), cast.come_as(officer)
    said = drawn(writing, page) | {"series": "강가 화단", "last": "2026-06-30"}
    rows = (
        ["항목", "접수 (건)", "처리(건)"],
        ["봄", "3", "2"],
        ["여름", "4", "-"],
        ["합계", "7", "2"],
    )
    answer = filled(writing, page, csv_of(*rows), "a.csv", **said | {"act": "file"})
    writing.post(page, boxes(answer) | {"act": "record"})
    own = Statistic.objects.get(series="강가 화단")
    assert [(v.item, v.group, v.unit, v.value) for v in own.values.all()] == [
        ("봄", "접수", "건", 3),
        ("여름", "접수", "건", 4),
        ("봄", "처리", "건", 2),
        ("여름", "처리", "건", None),
    ]


def test_columns_and_sums_that_are_not_the_series_are_told_with_their_cells(scene, officer):
    first, writing = visitors(scene), cast.come_as(officer)
    page = f"{reverse('count_new')}?of={first.pk}"
    said = drawn(writing, page) | {"last": "2026-06-30"}
    rows = ["항목", "수 (건)"], ["봄", "열"]
    answer = filled(writing, page, csv_of(*rows), "a.csv", **said | {"act": "file"})
    assert [found for _, found, _ in misfits(answer)][:2] == [
        "‘수 (명)’ 열이 없습니다.",
        "‘수 (건)’: 이 표에 없는 열입니다.",
    ]
    rows = ["항목", "수 (명)"], ["봄", "열"], ["여름", "3"], ["합계", "4"]
    answer = filled(writing, page, csv_of(*rows), "a.csv", **said | {"act": "file"})
    (told,) = answer.context["told"]
    assert (told.box, str(told.spot)) == ("b0-r0-c0", "B2")
    assert [row[2:4] for row in problems(writing, answer)] == [("B2", "봄 수 (명) ‘열’")]
    assert not Statistic.objects.filter(last=date(2026, 6, 30)).exists()


def test_a_template_is_of_what_one_may_write(scene, settled, officer, operator):
    _, address = revenue_pages(scene)
    assert cast.come_as(officer).get(address).status_code == 404
    assert cast.come_as(operator).get(reverse("count_template")).status_code == 404
    own = reverse("reasons_template", args=[settled.pk])
    assert cast.come_as(operator).get(own).status_code == 404
