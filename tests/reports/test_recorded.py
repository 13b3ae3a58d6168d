"""What an office recorded afterwards of its lines is what readers see: with its evidence, until it is taken back.

해오름기획관 had 나무 심기 (60) and 꽃 심기 (40) in 2030, and has 숲 가꾸기 (100) and 별 보기 (5) in 2031.
"""

import csv
import re
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from budgets.models import Filing, LineLink, ReportingDate
from budgets.structuring.joining import Grounds, join_lines, part_lines
from tests import cast
from tests.budgets.structuring.acts import act
from tests.reports.answers import facts, rows

pytestmark = pytest.mark.django_db

LINES = "/lineage/해오름기획관/lines"
COMPARED = "/compare/해오름기획관/2030-12-31-결산/2031-12-31-결산"


def told_of(book, program, amounts):
    asked = cast.reporting_date(book, date(book.fiscal_year, 12, 31), "결산")
    statement = cast.statement(cast.filing(asked, program.department))
    for line, won in amounts.items():
        cast.figure(statement, line, appropriated=won, budget=won)
    cast.publish(statement)


@pytest.fixture
def years():
    found = cast.quarter()
    account = found.trees.program.account
    later = cast.book(found.office, 2031)
    program = cast.program(later, found.moon, account, "숲 가꾸기")
    woods, stars = cast.line(program, "숲 가꾸기"), cast.line(program, "별 보기")
    told_of(found.book, found.trees.program, {found.trees: 60, found.flowers: 40})
    told_of(later, program, {woods: 100, stars: 5})
    people = {"operator": found.operator, "office": found.office}
    return SimpleNamespace(
        **people, trees=found.trees, flowers=found.flowers, woods=woods, stars=stars
    )


def join(years, before, after, how, **said):
    known = {"grounds": Grounds(), "reason": "내부 사정"} | said
    return act(join_lines, years, before=before, after=after, how=how, **known)


def links(tables):
    (table,) = tables(LINES, unit="원")
    return [facts(each, "name", "what", "grounds", "known") for each in rows(table)]


def test_before_anything_is_recorded_all_of_them_ended_and_began(years, tables):
    assert {each[1] for each in links(tables)} == {"신규", "종료"}


def test_a_line_that_was_renamed_goes_on_with_the_document_that_says_so(years, tables, get):
    grounds = Grounds("명시", cast.document(years.office, lines=40), 12)
    join(years, [years.trees], [years.woods], "이름 바꿈", grounds=grounds, day=date(2031, 1, 1))
    assert links(tables)[0] == [
        "나무 심기 → 숲 가꾸기",
        "명칭 변경",
        "명시",
        "2031. 1. 1., 2030-07 문서 12번째 줄",
    ]
    page = get(LINES).content.decode()
    assert "내부 사정" not in page


def test_several_that_became_one_are_told_and_drawn_with_it(years, tables, get):
    join(years, [years.trees, years.flowers], [years.woods], "통합")
    assert links(tables) == [
        ["나무 심기, 꽃 심기 → 숲 가꾸기", "통합", "기록", "기록된 연결"],
        ["별 보기", "신규", "", ""],
        ["나무 심기 → 숲 가꾸기", "통합", "기록", "기록된 연결"],
        ["꽃 심기 → 숲 가꾸기", "통합", "기록", "기록된 연결"],
    ]
    (chart,) = re.findall(r"<svg class=\"chart\".*?</svg>", get(LINES).content.decode())
    assert chart.count('class="way"') == 2
    assert "통합: 나무 심기 → 숲 가꾸기 (2030년 결산 → 2031년 결산)" in chart
    assert "통합: 꽃 심기 → 숲 가꾸기 (2030년 결산 → 2031년 결산)" in chart


def test_one_that_became_several_is_told_and_drawn_with_them(years, tables, get):
    join(years, [years.flowers], [years.woods, years.stars], "분리")
    assert [each[:2] for each in links(tables)] == [
        ["꽃 심기 → 숲 가꾸기", "분리"],
        ["꽃 심기 → 별 보기", "분리"],
        ["나무 심기", "종료"],
        ["꽃 심기 → 숲 가꾸기, 별 보기", "분리"],
    ]
    chart = get(LINES).content.decode()
    assert "분리: 꽃 심기 → 별 보기 (2030년 결산 → 2031년 결산)" in chart


def test_a_comparison_counts_each_by_itself_and_says_what_became_of_it(years, get):
    join(years, [years.trees, years.flowers], [years.woods], "통합")
    page = get(COMPARED).content.decode()
    assert "숲 가꾸기로 합쳐짐" in page
    assert "나무 심기, 꽃 심기에서 합쳐짐" in page
    assert "신규" in page
    assert "종료" in page


def of_others(tables, line):
    return [
        facts(each, "name", "sort", "content", "stated_in")
        for table in tables(f"/lines/{line.pk}")
        if table["key"] == "mentions"
        for each in rows(table)
        if each["sort"] == "계보"
    ]


def test_the_page_of_each_line_leads_to_those_that_it_was_joined_with(years, tables, get):
    grounds = Grounds("명시", cast.document(years.office, lines=40), 12)
    join(years, [years.trees, years.flowers], [years.woods], "통합", grounds=grounds)
    how, place = "여러 사업이 하나로 합쳐짐", "2030-07 문서 12번째 줄"
    later = ["숲 가꾸기", "계보", f"2031년의 뒤 사업: {how}", place]
    assert of_others(tables, years.trees) == of_others(tables, years.flowers) == [later]
    assert of_others(tables, years.woods) == [
        ["나무 심기", "계보", f"2030년의 앞 사업: {how}", place],
        ["꽃 심기", "계보", f"2030년의 앞 사업: {how}", place],
    ]
    assert f'href="/lines/{years.woods.pk}"' in get(f"/lines/{years.trees.pk}").content.decode()


def test_the_page_of_a_line_says_nothing_of_parts_that_are_not_published(years, tables):
    hidden = cast.line(years.woods.program, "숨은 숲")
    join(years, [years.flowers], [years.woods, hidden], "분리")
    how = "2031년의 뒤 사업: 한 사업이 여럿으로 나뉨"
    assert of_others(tables, years.flowers) == [["숲 가꾸기", "계보", how, "사업의 이어짐"]]


def test_what_was_taken_back_is_told_no_more(years, tables):
    before = links(tables)
    join(years, [years.trees, years.flowers], [years.woods], "통합")
    assert links(tables) != before
    assert of_others(tables, years.trees)
    act(part_lines, years, link=LineLink.objects.first())
    assert links(tables) == before
    assert not of_others(tables, years.trees)


def test_a_page_that_was_kept_is_drawn_anew_for_what_is_recorded_and_for_what_is_taken_back(
    years, client
):
    path = "/execution/해오름기획관/2031-12-31-결산?compare=2030-12-31-결산"
    alone = client.get(path)
    assert client.get(path).content == alone.content
    join(years, [years.trees], [years.woods], "이름 바꿈")
    joined = client.get(path)
    assert joined.headers["ETag"] != alone.headers["ETag"]
    assert joined.content != alone.content
    act(part_lines, years, link=LineLink.objects.get())
    again = client.get(path, headers={"if-none-match": joined.headers["ETag"]})
    assert (again.status_code, again.content) == (200, alone.content)


def test_a_line_that_is_recorded_wins_over_one_of_the_same_name(years, tables):
    """꽃 심기 goes on by its name until somebody says that it was divided."""
    program = years.woods.program
    told_of_again = cast.line(program, "꽃 심기")
    asked = cast.reporting_date(program.book, date(2031, 6, 30), "집행")
    statement = cast.statement(cast.filing(asked, program.department))
    cast.figure(statement, told_of_again, budget=1)
    join(years, [years.flowers], [years.woods, years.stars], "분리")
    assert "이어짐" not in {each[1] for each in links(tables)}


@pytest.mark.parametrize(("won", "grounds"), [(100, "산술"), (90, "기록")])
def test_amounts_prove_as_long_as_they_are_equal(years, tables, won, grounds):
    regrouped = cast.book(years.office, basis="재편", organised_on=date(2031, 1, 1))
    program = cast.program(regrouped, years.woods.program.department, years.trees.program.account)
    forest = cast.line(program, "큰 숲")
    asked = cast.reporting_date(regrouped, date(2030, 1, 1), "예산")
    filing = cast.filing(asked, program.department)
    first = cast.statement(filing)
    cast.figure(first, forest, appropriated=100)
    cast.publish(first)
    sides = [years.trees, years.flowers], [forest]
    join(years, *sides, "통합", grounds=Grounds("산술"))
    corrected = cast.statement(filing, version=2, follows=first)
    cast.figure(corrected, forest, appropriated=won)
    cast.publish(corrected)
    told = {each["title"]: each for each in tables(LINES)}
    own = rows(told["2030년 결산 → 2030년 예산(재편)"])[0]
    equal = {100: "60 + 40 = 100원", 90: "기록한 뒤 금액이 달라짐 (60 + 40원과 90원)"}
    assert facts(own, "what", "grounds", "known") == ["통합", grounds, f"기록된 연결, {equal[won]}"]


def test_amounts_prove_by_the_measure_in_which_they_did_whatever_other_lines_have(years, tables):
    """나무 심기 and 큰 숲 have 예산액 alone, 꽃 심기 and 작은 숲 예산현액, too."""
    regrouped = cast.book(years.office, basis="재편", organised_on=date(2031, 1, 1))
    program = cast.program(regrouped, years.woods.program.department, years.trees.program.account)
    forest, grove = cast.line(program, "큰 숲"), cast.line(program, "작은 숲")
    for book, day, stage, own, other in (
        (years.trees.program.book, date(2030, 12, 31), "결산", years.trees, years.flowers),
        (regrouped, date(2030, 1, 1), "예산", forest, grove),
    ):
        asked, _ = ReportingDate.objects.get_or_create(book=book, day=day, stage=stage)
        filing, _ = Filing.objects.get_or_create(
            reporting_date=asked, department=own.program.department
        )
        last = filing.statements.order_by("-version").first()
        told = cast.statement(filing, version=(last.version if last else 0) + 1, follows=last)
        cast.figure(told, own, appropriated=60)
        cast.figure(told, other, appropriated=40, budget=40)
        cast.publish(told)
    join(years, [years.trees], [forest], "이름 바꿈", grounds=Grounds("산술"))
    told = {each["title"]: each for each in tables(LINES)}
    own = rows(told["2030년 결산 → 2030년 예산(재편)"])[0]
    assert facts(own, "name", "grounds", "known") == [
        "나무 심기 → 큰 숲",
        "산술",
        "기록된 연결, 60 = 60원",
    ]


def test_the_command_says_who_became_whom_and_by_what(years, capsys):
    grounds = Grounds("명시", cast.document(years.office, lines=40), 12)
    join(years, [years.trees], [years.woods], "이름 바꿈", grounds=grounds, day=date(2031, 1, 1))
    call_command("lineage")
    told = capsys.readouterr().out.splitlines()
    (own,) = [line for line in told if "해오름기획관" in line and "명칭 변경" in line]
    assert ",명칭 변경,2031-01-01,,,명시,2030-07,12," in own


@pytest.mark.parametrize(
    ("how", "before", "after", "expected"),
    [
        (
            "통합",
            ["trees", "flowers"],
            ["woods"],
            {
                ("나무 심기; 꽃 심기", "숲 가꾸기"),
                ("나무 심기", "숲 가꾸기"),
                ("꽃 심기", "숲 가꾸기"),
            },
        ),
        (
            "분리",
            ["trees"],
            ["woods", "stars"],
            {
                ("나무 심기", "숲 가꾸기; 별 보기"),
                ("나무 심기", "숲 가꾸기"),
                ("나무 심기", "별 보기"),
            },
        ),
    ],
)
def test_the_command_says_of_several_who_became_whom(years, capsys, how, before, after, expected):
    join(years, *([getattr(years, name) for name in side] for side in (before, after)), how)
    call_command("lineage")
    rows_of = [row for row in csv.reader(capsys.readouterr().out.splitlines()) if row[4:5] == [how]]
    own = [row for row in rows_of if row[1] == "해오름기획관"]
    assert {tuple(map(_names, row[2:4])) for row in own} == expected
    assert len(own) == len(expected)


def _names(codes):
    return "; ".join(code.rpartition("/")[2] for code in codes.split("; "))
