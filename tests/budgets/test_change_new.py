"""A change is entered: 다온 runs the office, whose book of 2030 has 나무 심기 and 꽃 심기."""

import re
from datetime import date
from html import unescape
from uuid import uuid4

import pytest

from budgets.models import BudgetChange, LineItem
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter(monkeypatch):
    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: cast.NOON)
    return cast.quarter()


@pytest.fixture
def operator(client, quarter):
    client.force_login(quarter.operator)
    return client


def form(quarter, **said):
    """전용 of 10천원 from 나무 심기 to 꽃 심기."""
    known = {"act": "record", "kind": "전용", "won": "10", "unit": "천원", "key": str(uuid4())}
    known |= {"taken_from": quarter.trees.pk, "given_to": quarter.flowers.pk, "turn": ""}
    return known | {"decided_on": "2030-05-02", "reason": "집중호우", "paper": "기획-12"} | said


def post(client, said, query=""):
    return client.post(f"/changes/new{query}", said)


def text(response, status=200):
    assert response.status_code == status
    return unescape(response.content.decode())


def errors(response):
    told = text(response, status=422)
    return [part.split("</p>")[0].split(">", 1)[1] for part in told.split('class="error"')[1:]]


def test_a_change_is_entered_and_its_lines_new_budget_is_told(operator, quarter):
    voted = cast.reporting_date(quarter.book, cast.JUNE_30.replace(month=1), "예산")
    said = cast.statement(cast.filing(voted, quarter.moon))
    for line in (quarter.trees, quarter.flowers):
        cast.figure(said, line, appropriated=100_000)
    cast.publish(said)
    answer = post(operator, form(quarter))
    made = BudgetChange.objects.get()
    assert (made.kind, made.won, made.paper, made.by) == (
        "전용",
        10_000,
        "기획-12",
        quarter.operator,
    )
    told = text(operator.get(answer.headers["Location"]))
    assert f"{made.number}</a> 전용 10,000원을 적었습니다" in told
    assert "적힌 변동(5. 2. 전용 △10천원)으로 보아 예산현액 <strong>90천원</strong>" in told
    assert "적힌 변동(5. 2. 전용 +10천원)으로 보아 예산현액 <strong>110천원</strong>" in told


def test_the_next_of_the_same_order_finds_the_order_filled_in(operator, quarter):
    said = form(quarter, kind="추경", turn="2", taken_from="", unit="원", reason="2회 추경")
    told = text(operator.get(post(operator, said).headers["Location"]))
    for kept in (
        'value="추경" id="id_kind_0" required checked',
        'value="2030-05-02"',
        'name="turn" value="2"',
        ">\n2회 추경</textarea>",
        'value="기획-12"',
        '<option value="원" selected>',
    ):
        assert kept in told, kept
    assert f'<option value="{quarter.flowers.pk}" selected' not in told
    (amount,) = re.findall('<input[^>]*name="won"[^>]*>', told)
    assert "value" not in amount  # asked for anew


def test_the_same_form_sent_twice_enters_one_change(operator, quarter):
    said = form(quarter)
    assert post(operator, said).headers["Location"] == post(operator, said).headers["Location"]
    assert BudgetChange.objects.count() == 1


def test_the_form_gone_back_to_and_changed_enters_what_it_says(operator, quarter):
    """Whoever goes back after saving has the same request in hand, and another amount."""
    said = form(quarter)
    for won in ("10", "20"):
        post(operator, said | {"won": won})
    assert set(BudgetChange.objects.values_list("won", flat=True)) == {10_000, 20_000}


@pytest.mark.parametrize(
    ("written", "unit", "won"),
    [
        ("1억 2,000만원", "원", 120_000_000),
        ("１,２３４", "천원", 1_234_000),
        ("1.5", "백만원", 1_500_000),
        ("3", "억원", 300_000_000),
    ],
)
def test_an_amount_is_read_in_every_notation(operator, quarter, written, unit, won):
    assert post(operator, form(quarter, won=written, unit=unit)).status_code == 302
    assert BudgetChange.objects.get().won == won


def test_everything_that_is_wrong_is_said_at_once_and_stays_as_it_was_typed(operator, quarter):
    wrong = form(quarter, given_to="", won="730,8", decided_on="2030-07-02", reason="")
    found = " ".join(errors(post(operator, wrong)))
    assert "쉼표는 오른쪽에서 세 자리마다" in found
    assert "필수" in found
    assert "준 사업과 받은 사업이 모두 있어야 합니다" in found
    assert "결정일이 오늘보다 뒤입니다" in found
    told = text(post(operator, wrong), status=422)
    assert 'value="730,8"' in told
    assert 'value="2030-07-02"' in told
    assert f'<option value="{quarter.trees.pk}" selected' in told
    assert BudgetChange.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"won": "△10"}, "0보다 커야 합니다"),
        ({"won": "-"}, "금액을 적어야 합니다"),
        ({"kind": "추경", "taken_from": ""}, "회차가 있어야"),
        ({"turn": "1"}, "다른 변동에는 회차가 없습니다"),
        ({"kind": "예비비"}, "한 사업의 금액입니다"),
        ({"decided_on": "2028-05-02"}, "그 회계연도의 것이 아닙니다"),
        ({"taken_from": "999999"}, "이 편성체계의 사업이 아닙니다"),
        ({"kind": "다른 것"}, "다른 것"),
    ],
)
def test_a_change_that_is_none_is_refused_in_words(operator, quarter, said, words):
    assert words in " ".join(errors(post(operator, form(quarter, **said))))
    assert BudgetChange.objects.count() == 0


def test_what_the_law_would_not_have_is_named_and_entered_once_it_is_ticked(operator, quarter):
    meals = cast.line(quarter.trees.program, "시책업무추진비")
    said = form(quarter, given_to=meals.pk)
    told = text(post(operator, said), status=422)
    assert "업무추진비로는 전용하지 못합니다" in told
    assert "확인할 것이 1건 있습니다" in told
    assert BudgetChange.objects.count() == 0
    assert post(operator, said | {"seen": "within-program"}).status_code == 422
    done = post(operator, said | {"seen": "not-into-entertainment"})
    made = BudgetChange.objects.get()
    assert f"after={made.pk}" in done.headers["Location"]
    assert "업무추진비로는" in text(operator.get(f"/changes/{made.pk}"))


def offered(client, said):
    """The lines to choose from, of each side."""
    told = unescape(client.post("/changes/new", said).content.decode())
    lists = [part.split("</select>")[0] for part in told.split("<select")[1:]]
    return [
        [option.split(">")[1].split("<")[0] for option in each.split("<option")[2:]]
        for each in lists
        if 'name="taken_from"' in each or 'name="given_to"' in each
    ]


def test_the_lists_are_narrowed_by_names_and_first_consonants(operator, quarter):
    said = {"act": "find", "kind": "전용", "won": "1,234", "taken_from": ""}
    both = ["나무 심기", "꽃 심기"]
    assert offered(operator, said | {"find": ""}) == [both, both]
    assert offered(operator, said | {"find": "ㄲㅅㄱ"}) == [["꽃 심기"]] * 2
    assert offered(operator, said | {"find": "달빛"}) == [both, both]
    chosen = said | {"find": "꽃", "taken_from": quarter.trees.pk}
    assert offered(operator, chosen) == [both, ["꽃 심기"]]
    told = text(post(operator, chosen))
    assert 'value="1,234"' in told
    assert f'<option value="{quarter.trees.pk}" selected' in told
    assert "찾은 사업이 없습니다" in text(post(operator, said | {"find": "바다"}))
    assert BudgetChange.objects.count() == 0


def test_a_line_that_is_not_there_the_whole_year_says_when(operator, quarter):
    LineItem.objects.filter(pk=quarter.trees.pk).update(ends_on=date(2030, 4, 30))
    heir = cast.line(quarter.trees.program, "숲 가꾸기", begins_on=date(2030, 5, 1))
    told = text(operator.get("/changes/new"))
    assert f'<option value="{quarter.trees.pk}">나무 심기 (2030. 4. 30. 끝남)</option>' in told
    assert f'<option value="{heir.pk}">숲 가꾸기 (2030. 5. 1.부터)</option>' in told
    assert f'<option value="{quarter.flowers.pk}">꽃 심기</option>' in told
    assert "2030. 4. 30.에 끝난 세부사업" in " ".join(errors(post(operator, form(quarter))))
    early = form(quarter, taken_from=heir.pk, decided_on="2030-04-30")
    assert "2030. 5. 1.부터 있는 세부사업" in " ".join(errors(post(operator, early)))
    assert BudgetChange.objects.count() == 0


def test_lines_are_of_one_book_and_another_office_s_are_none(operator, quarter):
    later = cast.book(quarter.office, 2031)
    there = cast.line(cast.program(later, quarter.moon, quarter.trees.program.account), "숲 심기")
    foreign = cast.line(
        cast.program(
            cast.book(far := cast.office("먼바다기획관")), far, quarter.trees.program.account
        )
    )
    told = text(operator.get("/changes/new"))  # this year's, not the newest
    assert "나무 심기" in told
    assert "숲 심기" not in told
    assert "숲 심기" in text(operator.get(f"/changes/new?book={later.pk}"))
    query = f"?book={quarter.book.pk}"
    for line in (there, foreign):
        refused = post(operator, form(quarter, given_to=line.pk), query)
        assert "이 편성체계의 사업이 아닙니다" in text(refused, status=422)
    assert post(operator, form(quarter), query).status_code == 302
    foreign_book = foreign.program.book_id
    assert operator.get(f"/changes/new?book={foreign_book}").status_code == 404


def test_a_line_goes_over_to_another_office_that_the_same_person_runs(operator, quarter):
    far = cast.office("먼바다기획관")
    cast.member("다온", far, "총괄")
    account = quarter.trees.program.account
    there = cast.line(cast.program(cast.book(far), far, account), "바다 보기")
    query = f"?book={quarter.book.pk}&to={there.program.book_id}"
    answer = post(operator, form(quarter, kind="이체", given_to=there.pk), query)
    assert answer.status_code == 302
    assert BudgetChange.objects.get().given_to == there
    refused = post(operator, form(quarter, given_to=there.pk), query)
    assert "한 편성체계 안에서" in " ".join(errors(refused))


@pytest.mark.parametrize("who", ["officer", "reviewer"])
def test_nobody_but_the_operator_enters_a_change(client, quarter, who):
    client.force_login(getattr(quarter, who))
    assert client.get("/changes/new").status_code == 404
    assert post(client, form(quarter)).status_code == 404
    assert BudgetChange.objects.count() == 0


def test_an_office_without_a_book_says_so(client, db):
    client.force_login(cast.member("라온", cast.office("먼바다기획관"), "총괄"))
    assert "편성체계가 아직 없어" in text(client.get("/changes/new"))
