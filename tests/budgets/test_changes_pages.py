"""The register of 예산 변동: 다온 runs the office, 가람 writes for 달빛담당관; today is the clock's.

The book is of this year, so that what the clock says is owed can be told.
"""

import csv
import io
from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import openpyxl
import pytest
from django.utils import timezone

from budgets import changing
from budgets.cautions import CAUTIONS
from budgets.models import BudgetChange, CouncilNotice
from budgets.quarters import due_on
from budgets.register import Entry
from tests import cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
OLD = date(TODAY.year - 1, 2, 3)  # what was decided then is owed since April 30


@pytest.fixture
def quarter():
    """A book of last year: whatever it has been told is late by now."""
    office = cast.office()
    moon, star = cast.division(office, position=1), cast.division(office, "별빛담당관", position=2)
    book, account = cast.book(office, OLD.year), cast.account()
    river = cast.program(book, moon, account)
    return cast.Quarter(
        office=office,
        moon=moon,
        book=book,
        trees=cast.line(river, position=1),
        flowers=cast.line(cast.program(book, star, account, "들 가꾸기"), "꽃 심기", position=2),
        officer=cast.member("가람", moon, "담당자"),
        reviewer=cast.member("나래", office, "검토자"),
        operator=cast.member("다온", office, "총괄"),
    )


@pytest.fixture
def operator(client, quarter):
    client.force_login(quarter.operator)
    return client


def record(quarter, kind="이체", won=10_000, **facts):
    sides = {"taken_from": quarter.trees, "given_to": quarter.flowers}
    rest = {"decided_on": OLD, "reason": "집중호우", "seen": CAUTIONS, "key": None}
    by = {"by": quarter.operator, "at": timezone.now()}
    return changing.record_change(kind=kind, won=won, **sides | rest | by | facts)


def rain(quarter, won=5_000, **facts):
    """예비비 for 나무 심기."""
    return record(quarter, "예비비", won, **{"taken_from": None, "given_to": quarter.trees} | facts)


def page(client, address="/changes"):
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def numbers(client, query=""):
    """Which changes the register shows."""
    told = page(client, f"/changes{query}")
    return [each.pk for each in BudgetChange.objects.all() if f">{each.number}</a>" in told]


# --- what it shows --------------------------------------------------------------------------------


def test_a_change_is_shown_with_both_sides_and_everything_said_of_it(operator, quarter):
    made = record(quarter, paper="기획-12")
    row = page(operator).split(f">{made.number}</a>")[1].split("</tr>")[0]
    for words in (
        "이체",
        f"{OLD.year}. 2. 3.",
        "달빛담당관 › 강가 가꾸기",
        "나무 심기",
        "별빛담당관 › 들 가꾸기",
        "꽃 심기",
        ">10<",  # 천원
        "집중호우",
        "기획-12",
        "다온",
        f"기한 {OLD.year}. 4. 30.",
    ):
        assert words in row, words


def test_the_newest_decision_stands_last(operator, quarter):
    later = rain(quarter, decided_on=OLD + timedelta(days=1))
    first = rain(quarter)
    told = page(operator)
    assert told.index(f">{first.number}<") < told.index(f">{later.number}<")


def test_sums_are_told_by_kind_and_what_has_two_sides_comes_to_nothing(operator, quarter):
    record(quarter)
    record(quarter, won=20_000)
    rain(quarter)
    supplement = {"kind": "추경", "turn": 1, "given_to": None, "won": 2_000}
    record(quarter, **supplement)
    sums = page(operator).split("종류별 합계")[-1]
    rows = {row.split("</th>")[0]: row for row in sums.split('<th scope="row">')[1:]}
    assert ">2<" in rows["이체"]
    assert rows["이체"].count(">30<") == 2
    assert ">0<" in rows["이체"]
    assert "준 금액과 받은 금액이 같아 0입니다." in rows["이체"]
    assert ">5<" in rows["예비비"]
    assert ">△2<" in rows["추경"]


def test_what_was_taken_back_is_shown_as_such_and_in_no_sum(operator, quarter):
    made = rain(quarter)
    facts = {"reason": "잘못 적음", "by": quarter.operator, "at": timezone.now(), "key": None}
    back = changing.take_back(change=made, **facts)
    told = page(operator)
    assert "거둠" in told
    assert "잘못 적음" in told
    assert f">{back.number}<" not in told
    assert "종류별 합계" not in told


def test_of_one_line_its_budget_is_told_and_what_it_comes_from(operator, quarter):
    rain(quarter)
    record(quarter)
    lead = page(operator, f"/changes?line={quarter.trees.pk}").split('class="lead"')[1]
    assert "적힌 변동의 합은 <strong>△5천원</strong>" in lead.split("</p>")[0]
    voted = cast.reporting_date(quarter.book, date(OLD.year, 1, 1), "예산")
    said = cast.statement(cast.filing(voted, quarter.moon))
    cast.figure(said, quarter.trees, appropriated=100_000)
    cast.publish(said)
    lead = page(operator, f"/changes?line={quarter.trees.pk}").split('class="lead"')[1]
    assert "예산액 100천원과 적힌 변동(2. 3. 예비비 +5천원, 2. 3. 이체 △10천원)으로 보아" in lead
    assert "<strong>95천원</strong>" in lead
    assert numbers(operator, f"?line={quarter.flowers.pk}") == [
        BudgetChange.objects.get(kind="이체").pk
    ]


def test_this_year_is_shown_unless_another_is_said(operator, quarter):
    made = record(quarter)
    assert numbers(operator) == [made.pk]  # of the newest year, where this one has no book
    cast.book(quarter.office, TODAY.year)
    cast.book(quarter.office, TODAY.year + 1)
    assert f"{TODAY.year}년 예산 변동" in page(operator)
    assert numbers(operator, f"?year={OLD.year}") == [made.pk]


def test_filters_and_units_are_links_of_the_page(operator, quarter):
    moved, brought = record(quarter), rain(quarter)
    told = rain(quarter, decided_on=OLD + timedelta(days=1))
    assert numbers(operator) == [moved.pk, brought.pk, told.pk]
    assert numbers(operator, "?kind=이체") == [moved.pk]
    assert ">10,000<" in page(operator, "/changes?unit=원")


@pytest.mark.parametrize(
    "query",
    ["kind=x", "due=x", "year=1900", "office=x", "line=x", "line=999999", "unit=억원", "other=1"],
)
def test_what_the_address_says_and_nobody_knows_is_not_found(operator, quarter, query):
    assert operator.get(f"/changes?{query}").status_code == 404


# --- what the council has heard -------------------------------------------------------------------


def entry(decided_on, told_on=None, today=TODAY):
    change = BudgetChange(kind="전용", decided_on=decided_on, won=1)
    if told_on:
        CouncilNotice(change=change, told_on=told_on)
    return Entry(change, today, is_mine=True)


def test_what_is_owed_is_said_in_words():
    may, due = date(2030, 5, 2), date(2030, 7, 31)
    said = [
        entry(may, today=due - timedelta(days=3)),
        entry(may, today=due),
        entry(may, today=due + timedelta(days=3)),
        entry(may, told_on=due, today=date(2030, 12, 31)),
        entry(may, told_on=due + timedelta(days=2), today=date(2030, 12, 31)),
    ]
    assert due_on(may) == due
    assert [each.standing for each in said] == [
        "미보고, 3일 남음",
        "미보고, 오늘까지",
        "기한 지남 3일",
        "보고함",
        "보고함 (2일 늦음)",
    ]
    assert [each.is_late for each in said] == [False, False, True, False, True]


def test_the_overdue_list_is_of_all_years_and_the_desk_counts_it(operator, quarter):
    overdue, told = record(quarter), record(quarter)
    tell(operator, [told], told_on=f"{OLD.year}-05-01")
    next_book = cast.book(quarter.office, TODAY.year)
    place = cast.program(next_book, quarter.moon, cast.account("새 회계"))
    sides = {"taken_from": cast.line(place), "given_to": cast.line(place, "꽃 심기")}
    owed = record(quarter, decided_on=TODAY, **sides)
    assert numbers(operator, "?due=overdue") == [overdue.pk]
    assert numbers(operator, "?due=untold") == [overdue.pk, owed.pk]
    assert numbers(operator, "?due=late") == [told.pk]
    desk = page(operator, "/desk/")
    assert '<strong class="state wrong">1건</strong>' in desk
    assert 'href="/changes?due=overdue"' in desk


def test_an_officer_s_desk_does_not_speak_of_what_the_office_owes(client, quarter):
    record(quarter)
    client.force_login(quarter.officer)
    assert "의회 보고" not in page(client, "/desk/")


def tell(client, changes, **said):
    facts = {"act": "tell", "told_on": f"{OLD.year}-04-20", "paper": "의회-3"}
    return client.post("/changes", facts | {"change": [one.pk for one in changes]} | said)


def test_one_letter_is_noted_for_several_changes_at_once(operator, quarter):
    changes = [record(quarter), record(quarter)]
    assert [tell(operator, changes).status_code for _ in range(2)] == [302, 302]
    notices = CouncilNotice.objects.values_list("change", "paper", "by__name")
    assert set(notices) == {(one.pk, "의회-3", "다온") for one in changes}
    assert "보고함" in page(operator)


def test_a_letter_that_cannot_be_noted_leaves_everything_as_it_was_typed(operator, quarter):
    changes = [record(quarter), record(quarter)]
    early = tell(operator, changes, told_on=f"{OLD.year}-02-01")
    told = unescape(early.content.decode())
    assert f"{changes[0].number}: 보고한 날이 결정일보다 앞섭니다." in told
    assert f"{changes[1].number}: 보고한 날이 결정일보다 앞섭니다." in told
    assert told.count(" checked>") == 2
    assert 'value="의회-3"' in told
    assert CouncilNotice.objects.count() == 0
    assert "고르십시오" in unescape(tell(operator, []).content.decode())


# --- one change -----------------------------------------------------------------------------------


def test_a_change_is_taken_back_on_its_page_once(operator, quarter):
    made = rain(quarter)
    said = {"act": "take_back", "reason": "잘못 적음", "key": str(uuid4())}
    answers = [operator.post(f"/changes/{made.pk}", said).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert BudgetChange.objects.get(takes_back=made).reason == "잘못 적음"
    told = page(operator, f"/changes/{made.pk}")
    assert "다온이(가) 거두었습니다: 잘못 적음" in told
    assert 'id="taking"' not in told


def test_a_change_is_not_taken_back_without_a_word_that_can_be_seen(operator, quarter):
    made = rain(quarter)
    said = {"act": "take_back", "reason": "\u200b", "key": str(uuid4())}
    answer = operator.post(f"/changes/{made.pk}", said)
    assert "거두는 사유를 적어야 합니다." in unescape(answer.content.decode())
    assert not BudgetChange.objects.filter(takes_back=made).exists()


def test_the_council_s_day_is_noted_on_its_page(operator, quarter):
    made = record(quarter)
    said = {"act": "tell", "told_on": "x", "paper": "의회-3", "key": str(uuid4())}
    wrong = operator.post(f"/changes/{made.pk}", said)
    assert "올바른 날짜" in unescape(wrong.content.decode())
    operator.post(f"/changes/{made.pk}", said | {"told_on": f"{OLD.year}-04-20"})
    assert CouncilNotice.objects.get().told_on == date(OLD.year, 4, 20)
    assert 'id="telling"' not in page(operator, f"/changes/{made.pk}")


@pytest.mark.parametrize("said", [{"act": "other"}, {}, {"act": "tell", "change": "x"}])
def test_what_no_page_posts_is_not_found(operator, quarter, said):
    made = record(quarter)
    key = {"key": str(uuid4())}
    assert operator.post("/changes", said | key).status_code == 404
    if "change" not in said:
        assert operator.post(f"/changes/{made.pk}", said | key).status_code == 404


# --- whose it is ----------------------------------------------------------------------------------


def test_who_has_a_role_reads_and_only_the_operator_writes(client, quarter):
    star = quarter.flowers.program.department
    made = record(quarter)
    for person in (quarter.officer, quarter.reviewer, cast.member("읽는이", star, "열람")):
        client.force_login(person)
        assert numbers(client) == [made.pk]
        assert 'type="checkbox"' not in page(client)
        assert 'id="taking"' not in page(client, f"/changes/{made.pk}")
        assert tell(client, [made]).status_code == 404
        said = {"act": "take_back", "reason": "x", "key": str(uuid4())}
        assert client.post(f"/changes/{made.pk}", said).status_code == 404
    assert CouncilNotice.objects.count() == 0
    assert BudgetChange.objects.count() == 1


def test_another_office_finds_nothing_of_it(client, quarter):
    made = record(quarter)
    client.force_login(cast.member("라온", cast.office("먼바다기획관"), "총괄"))
    assert numbers(client) == []
    for path in (
        f"/changes/{made.pk}",
        f"/changes?line={quarter.trees.pk}",
        f"/changes?office={quarter.office.code}",
        f"/changes/new?after={made.pk}",
    ):
        assert client.get(path).status_code == 404, path
    assert tell(client, [made]).status_code == 404
    for ending in (".csv", ".xlsx"):
        assert b"\xeb\x82\x98\xeb\xac\xb4" not in client.get(f"/changes{ending}").content


# --- taken away -----------------------------------------------------------------------------------


def test_the_csv_says_what_the_page_says(operator, quarter):
    made = record(quarter, reason="=1+1", paper="기획-12")
    rain(quarter)
    content = operator.get("/changes.csv?kind=이체").content.decode()
    (row,) = csv.DictReader(io.StringIO(content.removeprefix("\ufeff")))
    assert row["번호"] == str(made.pk)
    assert (row["준 세부사업"], row["받은 부서"]) == ("나무 심기", "별빛담당관")
    assert (row["금액(원)"], row["사유"], row["상태"]) == ("10000", "'=1+1", "유효")
    assert row["의회 보고 기한"] == f"{OLD.year}-04-30"
    assert row["의회 보고"].startswith("기한 지남")


def test_the_workbook_has_the_changes_and_their_sums(operator, quarter):
    record(quarter)
    rain(quarter)
    content = operator.get("/changes.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    rows = list(book["예산 변동"].iter_rows(min_row=4, values_only=True))
    at = {head: n for n, head in enumerate(rows[0])}
    assert [(row[at["종류"]], row[at["금액(원)"]]) for row in rows[1:]] == [
        ("이체", 10_000),
        ("예비비", 5_000),
    ]
    sums = list(book["종류별 합계"].iter_rows(min_row=5, max_col=6, values_only=True))
    assert sums == [
        ("시험회계", "예비비", 1, 5_000, 0, 5_000),
        ("시험회계", "이체", 1, 10_000, 10_000, 0),
    ]
    live = openpyxl.load_workbook(io.BytesIO(content))["종류별 합계"]
    assert live["F5"].value == "=D5-E5"


def test_the_register_costs_the_same_for_two_changes_and_for_twenty(
    operator, quarter, django_assert_num_queries
):
    for count in (2, 20):
        for _ in range(count):
            record(quarter)
        with django_assert_num_queries(QUERIES):
            page(operator)


QUERIES = 12
