"""통계 as departments enter it. 가람 writes for 달빛담당관, 다온 runs the office."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from budgets import counting
from budgets.counted import line_that_paid, waiting
from budgets.filing import NotYours, Refused
from budgets.models import Program, Statistic, StatisticPublication
from budgets.tally import Count
from reports.dates import stamp
from tests import cast
from tests.budgets.filling import csv_of, filled
from tests.budgets.guarding import counts as made
from tests.reports.answers import facts, row


def count(item, value, group="", unit="명"):
    return Count(item, group, unit, "value", Decimal(value), f"{value}")


VISITORS = (count("봄", 30), count("여름", 10))


def entered(scene, by, **facts):
    known = {"department": scene.moon, "series": "강가 방문객", "counts": VISITORS, "begins": 0}
    days = {"first": date(2030, 1, 1), "last": cast.JUNE_30}
    return counting.enter(**known | days | {"by": by, "at": cast.NOON, "key": None} | facts)


def public(scene):
    return [*Statistic.objects.published().of_houses([scene.office.pk]).entered()]


def test_what_an_officer_enters_is_kept_with_who_typed_it_and_is_nobody_else_s_yet(scene, officer):
    own = entered(scene, officer)
    assert waiting([scene.moon.pk]) == [own]
    assert (own.version, own.by, own.at, own.office) == (1, officer, cast.NOON, scene.office)
    assert [(v.item, v.value, v.place) for v in own.values.all()] == [
        ("봄", 30, None),
        ("여름", 10, None),
    ]
    assert public(scene) == []


def test_the_operator_publishes_what_somebody_else_wrote_and_once(scene, officer, operator):
    own = entered(scene, officer)
    done = counting.publish(statistic=own, by=operator, at=cast.NOON)
    assert counting.publish(statistic=own, by=operator, at=cast.NOON) == done
    assert public(scene) == [own]
    with pytest.raises(NotYours):
        counting.publish(statistic=own, by=officer, at=cast.NOON)


def test_nobody_publishes_his_own(scene, operator):
    cast.member("다온", scene.moon, "담당자")
    own = entered(scene, operator)
    with pytest.raises(Refused, match="스스로 공개할 수 없습니다"):
        counting.publish(statistic=own, by=operator, at=cast.NOON)


def test_a_newer_version_takes_the_place_of_the_one_that_stays_readable(scene, officer, operator):
    first = entered(scene, officer)
    counting.publish(statistic=first, by=operator, at=cast.NOON)
    again = {"begins": 1, "reason": "빠뜨린 것", "counts": (count("봄", 31), count("여름", 10))}
    second = entered(scene, officer, series="강가방문객", **again)
    assert (second.version, second.series, public(scene)) == (2, "강가 방문객", [first])
    with pytest.raises(Refused, match="제2판이 적혔습니다"):
        counting.take_back(statistic=first, reason="잘못", by=officer, at=cast.NOON, key=None)
    counting.publish(statistic=second, by=operator, at=cast.NOON)
    assert public(scene) == [second]
    assert first.values.get(item="봄").value == 30


def test_who_saw_another_version_stand_is_told_and_overwrites_nothing(scene, officer):
    entered(scene, officer)
    with pytest.raises(Refused, match="지금 제1판이 있습니다"):
        entered(scene, officer)
    with pytest.raises(ValidationError, match="까닭"):
        entered(scene, officer, begins=1)


def test_what_was_taken_back_goes_when_that_is_published(scene, officer, operator):
    own = entered(scene, officer)
    counting.publish(statistic=own, by=operator, at=cast.NOON)
    assert waiting([scene.moon.pk]) == []
    facts = {"reason": "다른 사업의 것", "by": officer, "at": cast.NOON, "key": None}
    back = counting.take_back(statistic=own, **facts)
    assert public(scene) == [own]
    assert waiting([scene.moon.pk]) == [back]
    counting.publish(statistic=back, by=operator, at=cast.NOON)
    assert public(scene) == []
    with pytest.raises(Refused, match="이미 거둔"):
        counting.take_back(statistic=back, **facts)


def test_what_no_reader_ever_had_is_not_there_to_be_published_as_taken_back(scene, officer):
    own = entered(scene, officer)
    counting.take_back(statistic=own, reason="잘못 적음", by=officer, at=cast.NOON, key=None)
    assert waiting([scene.moon.pk]) == []


def test_a_request_sent_twice_is_carried_out_once(scene, officer):
    key = uuid4()
    assert entered(scene, officer, key=key) == entered(scene, officer, key=key)


def test_of_one_day_one_word(scene, officer):
    Statistic.objects.create(
        document=scene.document,
        place=30,
        series="강가 방문객",
        last=cast.JUNE_30,
        span="문서에 적힘",
    )
    with pytest.raises(Refused, match="2030-07 문서 30번째 줄에 이미 인쇄되어 있습니다"):
        entered(scene, officer, series="「강가」 방문객")
    made.entered(scene, department=scene.star, series="숲 방문객")
    with pytest.raises(Refused, match="별빛담당관에서 이미 적었습니다"):
        entered(scene, officer, series="숲 방문객")


def test_nobody_writes_for_a_department_that_is_not_his_nor_of_a_day_to_come(scene, officer):
    stranger = cast.member("마루", scene.star, "담당자")
    with pytest.raises(NotYours):
        entered(scene, stranger)
    with pytest.raises(Refused, match="오늘보다 뒤"):
        entered(scene, officer, last=date(2030, 7, 2))
    with pytest.raises(Refused, match="1948년보다 앞선"):
        entered(scene, officer, first=date(1, 1, 1))


def test_by_line_it_waits_for_the_books_and_says_what_they_say(scene, officer, operator):
    cast.bring(scene.statement, "제출")
    lines = [
        count("나무 심기", 50, "과목별 집행액", "원"),
        count("나무 심기", 2, "과목별 집행건수", "건"),
    ]
    fields = [count("회의", 50, "집행액", "원"), count("회의", 2, "집행건수", "건")]
    own = entered(scene, officer, series="강가 가꾸기", first=None, counts=[*lines, *fields])
    with pytest.raises(Refused, match="아직 공개되지 않았습니다"):
        counting.publish(statistic=own, by=operator, at=cast.NOON)
    cast.publish(scene.statement)
    later = cast.statement(scene.filing, version=2)
    cast.figure(later, scene.trees, budget=100, spent=60)
    cast.publish(later)
    with pytest.raises(Refused, match="공개된 집행액과 다릅니다"):
        counting.publish(statistic=own, by=operator, at=cast.NOON)
    assert not StatisticPublication.objects.filter(statistic=own).exists()


def test_lines_without_fields_or_apart_from_them_are_not_kept(scene, officer):
    lines = [
        count("나무 심기", 50, "과목별 집행액", "원"),
        count("나무 심기", 2, "과목별 집행건수", "건"),
    ]
    fields = [count("회의", 49, "집행액", "원"), count("회의", 2, "집행건수", "건")]
    for counts, words in ((lines, "분야로도"), ([*lines, *fields], "△1원 다릅니다")):
        with pytest.raises(Refused, match=words):
            entered(scene, officer, series="강가 가꾸기", counts=counts)


# --- as pages -------------------------------------------------------------------------------------


def sheet(answer, **typed):
    """The form as it was drawn, with what somebody types into it."""
    fields = {"key": str(uuid4()), "blocks": str(len(answer.context["sheet"]))}
    for each in answer.context["sheet"]:
        at, block = each.at, each.block
        fields |= {f"b{at}-label": block.label, f"b{at}-columns": len(each.columns)}
        fields |= {f"b{at}-rows": len(each.rows), f"b{at}-sum": "on" if block.is_sum else ""}
        fields |= {f"b{at}-new": "on" if block.is_new else ""}
        own = [f for row in each.rows for f in (row.name, *row.cells)]
        own += [f for column in each.columns for f in (column.group, column.unit)]
        fields |= {f.name: f.text for f in (*own, *each.totals)}
    return fields | typed


def test_an_officer_goes_on_with_a_series_and_the_operator_publishes_it(scene, officer, operator):
    first = made.entered(scene, last=date(2026, 3, 31))
    made.value(first)
    made.value(first, "여름", 10, 2)
    writing = cast.come_as(officer)
    listed = writing.get(reverse("own_counts"))
    page = f"{reverse('count_new')}?of={first.pk}"
    assert page in listed.text
    drawn = writing.get(page)
    assert "지난번 </span>30" in drawn.text
    typed = {"b0-r0-c0": "31", "b0-r1-name": "가을", "b0-r1-c0": "9", "b0-total-c0": "41"}
    typed |= {"last": "2026-06-30"}
    wrong = writing.post(page, sheet(drawn, **typed, act="record"))
    assert wrong.status_code == 422
    assert "적은 합계 41, 줄을 더한 값 40" in wrong.text
    done = writing.post(page, sheet(drawn, **typed | {"b0-total-c0": "40"}, act="record"))
    own = Statistic.objects.get(series="강가 방문객", last=date(2026, 6, 30))
    assert done.url == reverse("own_count", args=[own.pk])
    assert [(v.item, v.value) for v in own.values.all()] == [("봄", 31), ("가을", 9)]
    assert (
        '여름 <span class="note">(지난번에는 있었음)' in cast.come_as(operator).get(done.url).text
    )
    assert Client().get(reverse("statistic", args=[own.pk, ""])).status_code == 404
    told = cast.come_as(operator).post(done.url, {"act": "publish", "key": str(uuid4())})
    assert told.status_code == 302
    assert "가람" in Client().get(reverse("statistic", args=[own.pk, ""])).text


def test_the_line_that_pays_goes_on_with_the_series(scene, officer, operator):
    old, new = (
        cast.line(cast.program(cast.book(scene.office, year), scene.moon, scene.account))
        for year in (2025, 2026)
    )
    first = made.entered(scene, last=date(2026, 3, 31), line=old, why_line="부서가 고름")
    made.value(first)
    writing, page = cast.come_as(officer), f"{reverse('count_new')}?of={first.pk}"
    drawn = writing.get(page)
    assert drawn.context["form"]["line"].value() == str(new.pk)
    typed = {"b0-r0-c0": "31", "last": "2026-06-30", "line": new.pk}
    done = writing.post(page, sheet(drawn, **typed, act="record"))
    own = Statistic.objects.get(line=new)
    assert (done["Location"], own.why_line) == (reverse("own_count", args=[own.pk]), "부서가 고름")
    with pytest.raises(Refused, match="금액이 아직 공개되지 않았습니다"):
        counting.publish(statistic=own, by=operator, at=cast.NOON)
    again = writing.get(f"{reverse('count_new')}?again={own.pk}")
    assert again.context["form"]["line"].value() == str(new.pk)


def test_of_documents_the_newest_that_names_a_line_says_who_pays(scene):
    def printed(day, **facts):
        days = {"last": day, "span": "문서에 적힘"}
        own = {"document": scene.document, "place": day.year, "series": "강가 방문객"}
        return Statistic.objects.create(**own | days | facts)

    printed(date(2024, 1, 1), line=scene.trees, why_line="이름")
    last, houses = printed(date(2025, 1, 1)), [scene.office.pk]
    assert line_that_paid(last, houses) == scene.trees
    assert line_that_paid(made.entered(scene), houses) is None


def test_a_line_of_another_department_or_of_a_later_year_pays_for_nothing(scene, officer):
    later = cast.line(cast.program(cast.book(scene.office, 2031), scene.moon, scene.account))
    foreign = cast.line(cast.program(scene.book, scene.star, scene.account, "별 보기"))
    for line, words in ((later, "통계의 날보다 뒤인"), (foreign, "의 세부사업이 아닙니다")):
        with pytest.raises(Refused, match=words):
            entered(scene, officer, line=line)
    assert entered(scene, officer, line=scene.trees).line == scene.trees


def test_expense_by_line_and_by_field_comes_from_the_sheet_to_its_page(scene, officer, operator):
    Program.objects.filter(pk=scene.program.pk).update(name="강가 업무추진비")
    running = cast.reporting_date(scene.book, date(2026, 6, 30))
    written = cast.statement(cast.filing(running, scene.moon))
    cast.figure(written, scene.trees, budget=100, spent=50)
    writing = cast.come_as(officer)
    page = f"{reverse('count_new')}?expense={scene.program.pk}"
    assert page in writing.get(reverse("own_counts")).text
    drawn = writing.get(page)
    nothing = writing.post(page, sheet(drawn, last="2026-03-31", act="fill"))
    assert "가져올 것이 없습니다" in nothing.text
    cast.bring(written, "제출")
    filled = writing.post(page, sheet(drawn, last="2026-06-30", act="fill"))
    assert filled.context["sheet"][0].rows[0].cells[0].text == "50"
    typed = {"b0-r0-c1": "3", "b0-r1-c0": "0", "b0-r1-c1": "0", "last": "2026-06-30"}
    typed |= {"b1-r0-name": "회의", "b1-r0-c0": "40", "b1-r0-c1": "2"}
    typed |= {"b1-r1-name": "위문", "b1-r1-c0": "7", "b1-r1-c1": "1"}
    wrong = writing.post(page, sheet(filled, **typed, act="record"))
    assert "집행액 과목의 합 50원, 분야의 합 47원: △3원 다릅니다." in wrong.text
    done = writing.post(page, sheet(filled, **typed | {"b1-r1-c0": "10"}, act="record"))
    own = Statistic.objects.get(series="강가 업무추진비")
    assert done.url == reverse("own_count", args=[own.pk])
    cast.publish(written)
    shown = "/expense/해오름기획관/2026-06-30-집행"
    assert Client().get(shown).status_code == 404
    before = stamp()
    cast.come_as(operator).post(done.url, {"act": "publish", "key": str(uuid4())})
    by_line, by_field = Client().get(f"{shown}.json").json()["tables"]
    assert stamp() != before  # pages that were kept are drawn anew
    told = facts(row(by_line, "나무 심기"), "spent", "cases", "per_case")
    assert told == [50, 3, 17]
    assert facts(row(by_line, "합계", "total"), "spent", "cases") == [50, 3]
    assert facts(row(by_field, "회의"), "field_spent", "cases", "per_case") == [40, 2, 20]
    assert row(by_field, "위문")["place"] == "달빛담당관에서 적음 (제1판)"


def test_a_new_series_has_columns_of_its_own_and_more_rows(scene, officer):
    writing, page = cast.come_as(officer), reverse("count_new")
    drawn = writing.get(page)
    longer = writing.post(
        page, sheet(drawn, series="강가 화단", act="more", **{"b0-r0-name": "봄"})
    )
    (block,) = longer.context["sheet"]
    assert (len(block.rows), block.rows[0].name.text) == (13, "봄")
    typed = {"b0-c0-unit": "개소", "b0-r0-name": "봄", "b0-r0-c0": "3", "last": "2026-06-30"}
    lost = sheet(drawn, series="강가 화단", act="record", **typed) | {"b0-r300-name": "겨울"}
    assert "읽지 않은 칸이 1개 있습니다" in writing.post(page, lost).text
    writing.post(page, sheet(drawn, series="강가 화단", act="record", **typed))
    own = Statistic.objects.get(series="강가 화단")
    assert [(v.item, v.unit, v.value) for v in own.values.all()] == [("봄", "개소", 3)]
    again = f"{page}?again={own.pk}"
    said = sheet(writing.get(again), act="record", reason="잘못 셈", **{"b0-r0-c0": "4"})
    writing.post(again, said)
    assert Statistic.objects.filter(series="강가 화단").count() == 2
    assert writing.get(again).status_code == 404
    late = writing.post(again, said | {"key": str(uuid4()), "b0-r0-c0": "5"})
    assert "님이 제2판을 냈습니다" in late.text
    newest = Statistic.objects.get(series="강가 화단", version=2)
    assert f'href="{reverse("own_count", args=[newest.pk])}"' in late.text
    assert late.context["sheet"][0].rows[0].cells[0].text == "5"
    assert late.context["sheet"][0].rows[0].cells[0].was == "4"
    rows = ["항목", "수 (개소)"], ["봄", "4"], ["겨울", "1"]
    filling = sheet(late, last="2026-06-30")
    given = filled(writing, again, csv_of(*rows), "a.csv", **filling | {"act": "file"})
    assert [row.cells[0].was for row in given.context["sheet"][0].rows] == [None, ""]
    seen = sheet(late, act="record", last="2026-06-30", reason="둘이 고침", **{"b0-r0-c0": "5"})
    assert writing.post(again, seen | {"follows": "2"}).status_code == 302
    third = Statistic.objects.get(series="강가 화단", version=3)
    assert [v.value for v in third.values.all()] == [5]
