from dataclasses import replace

import pytest

from budgets.amounts import LARGEST_WON
from budgets.checks import (
    BLOCKED,
    PROBLEM,
    WARNING,
    CheckedRow,
    Problem,
    check_row,
    explained_budget,
    four_states,
    has_source,
    in_order,
    never_falls,
    same_total,
    whole_won,
    worst_first,
)
from budgets.measures import MEASURES, Measures

GOOD = {"appropriated": 100, "budget": 100, "committed": 80, "spent": 50, "carried": 10}


def row(**won):
    """A row of these amounts, each stated as what it is."""
    states = {m: "absent" if won.get(m) is None else "value" for m in MEASURES}
    return CheckedRow("달빛담당관 나무 심기", "2030-07:12", Measures(**won), states)


def words(problems):
    return [problem.words for problem in problems]


def test_a_row_that_adds_up_has_no_problem():
    assert check_row(row(**GOOD)) == []


def test_a_row_of_unknowns_has_no_problem():
    assert check_row(row()) == []


def test_a_problem_names_rule_level_and_place():
    assert check_row(row(spent=60, committed=50)) == [
        Problem(3, PROBLEM, "2030-07:12 달빛담당관 나무 심기", "집행액 60원 > 원인행위액 50원")
    ]


# 1: whole won


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("amount", [1.5, 10.0, True, LARGEST_WON + 1, -LARGEST_WON - 1])
def test_an_amount_that_is_not_whole_or_too_large_is_blocked(measure, amount):
    [problem] = whole_won(row(**{measure: amount}))
    assert (problem.rule, problem.level) == (1, BLOCKED)
    assert problem.words == f"{MEASURES[measure]} {amount!r}: 다룰 수 있는 원 단위 정수가 아님"


@pytest.mark.parametrize("amount", [0, -10, LARGEST_WON, -LARGEST_WON, None])
def test_a_whole_amount_and_an_unknown_one_are_not(amount):
    assert list(whole_won(row(spent=amount))) == []


# 2: four states


@pytest.mark.parametrize(
    ("state", "amount"),
    [("value", None), ("dash", 0), ("blank", 0), ("absent", 10), ("unread", None), ("", None)],
)
def test_a_state_that_contradicts_its_amount_is_blocked(state, amount):
    contradicted = row(**GOOD | {"carried": amount})
    contradicted.states["carried"] = state
    [problem] = four_states(contradicted)
    assert (problem.rule, problem.level) == (2, BLOCKED)
    assert problem.words == f"이월액: 표기 {state!r}와 금액 {amount!r}이 어긋남"


@pytest.mark.parametrize(
    ("state", "amount"), [("value", 0), ("dash", None), ("blank", None), ("absent", None)]
)
def test_zero_a_dash_a_blank_and_no_column_are_all_in_order(state, amount):
    said = row(**GOOD | {"carried": amount})
    said.states["carried"] = state
    assert list(four_states(said)) == []


# 3: 0 ≤ 집행액 ≤ 원인행위액 ≤ 예산현액


@pytest.mark.parametrize(
    ("won", "said"),
    [
        ({"spent": -10}, ["집행액 △10원: 0보다 작음"]),
        ({"committed": -10}, ["원인행위액 △10원: 0보다 작음"]),
        ({"spent": 60, "committed": 50}, ["집행액 60원 > 원인행위액 50원"]),
        ({"committed": 60, "budget": 50}, ["원인행위액 60원 > 예산현액 50원"]),
        ({"spent": 60, "budget": 50}, ["집행액 60원 > 예산현액 50원"]),
        ({"spent": 60, "appropriated": 50}, ["집행액 60원 > 예산액 50원"]),
        ({"spent": 60, "budget": 50, "appropriated": 100}, ["집행액 60원 > 예산현액 50원"]),
        (
            {"spent": 30, "committed": 20, "budget": 10},
            ["집행액 30원 > 원인행위액 20원", "원인행위액 20원 > 예산현액 10원"],
        ),
        ({"spent": 3000, "budget": 2000}, ["집행액 3천원 > 예산현액 2천원"]),
    ],
)
def test_spending_before_committing_before_having_is_a_problem(won, said):
    problems = list(in_order(row(**won)))
    assert words(problems) == said
    assert {(problem.rule, problem.level) for problem in problems} == {(3, PROBLEM)}


@pytest.mark.parametrize(
    "won",
    [
        {"spent": 50, "committed": 50, "budget": 50},
        {"spent": 0, "committed": 0, "budget": 0},
        {"spent": 50},
        {"committed": 50, "budget": 100},
        {"spent": 50, "appropriated": 50},
        {"spent": 100, "budget": 100, "appropriated": 50},
        {},
    ],
)
def test_what_is_in_order_as_far_as_it_is_known_is_no_problem(won):
    assert list(in_order(row(**won))) == []


# 7: 예산현액 = 예산액 + changes


@pytest.mark.parametrize(
    ("budget", "rest"), [(110, "10원"), (90, "△10원"), (100 + 3000, "3천원"), (0, "△100원")]
)
def test_a_change_that_nobody_explains_is_named_as_such(budget, rest):
    [problem] = explained_budget(row(appropriated=100, budget=budget))
    assert (problem.rule, problem.level) == (7, PROBLEM)
    assert problem.words == f"예산현액 − 예산액 = {rest}: 출처 미기재"


@pytest.mark.parametrize(
    "won", [{"appropriated": 100, "budget": 100}, {"appropriated": 100}, {"budget": 100}, {}]
)
def test_without_a_change_nothing_is_to_be_explained(won):
    assert list(explained_budget(row(**won))) == []


# 11: a source


def test_a_row_from_nowhere_is_blocked_and_says_so_in_its_place():
    [problem] = has_source(replace(row(**GOOD), source=""))
    assert (problem.rule, problem.level, problem.words) == (11, BLOCKED, "출처가 없음")
    assert problem.place == "출처 없음 달빛담당관 나무 심기"


def test_a_row_with_its_place_is_not():
    assert list(has_source(row(**GOOD))) == []


# 9: within a year nothing falls


@pytest.mark.parametrize(
    ("earlier", "later", "said"),
    [
        ({"spent": 50}, {"spent": 40}, ["집행액 50원 → 40원: 줄어듦"]),
        ({"committed": 80}, {"committed": 70}, ["원인행위액 80원 → 70원: 줄어듦"]),
        (
            {"committed": 80, "spent": 50},
            {"committed": 70, "spent": 40},
            ["원인행위액 80원 → 70원: 줄어듦", "집행액 50원 → 40원: 줄어듦"],
        ),
    ],
)
def test_spending_that_falls_from_one_date_to_the_next_is_a_problem(earlier, later, said):
    problems = list(never_falls("나무 심기", Measures(**earlier), Measures(**later)))
    assert words(problems) == said
    assert {(p.rule, p.level, p.place) for p in problems} == {(9, PROBLEM, "나무 심기")}


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ({"spent": 50}, {"spent": 50}),
        ({"spent": 50}, {"spent": 60}),
        ({"spent": 50}, {}),
        ({}, {"spent": 50}),
        ({"budget": 100}, {"budget": 90}),
        ({"appropriated": 100, "carried": 10}, {"appropriated": 90, "carried": 0}),
    ],
)
def test_spending_that_stays_grows_or_is_unknown_is_no_problem_nor_is_a_cut_budget(earlier, later):
    assert list(never_falls("나무 심기", Measures(**earlier), Measures(**later))) == []


# 8: a regrouped book has the same total


def test_a_regrouped_book_with_another_total_is_blocked():
    [problem] = same_total("해오름기획관 2030년", 5000, 4000)
    assert problem == Problem(
        8, BLOCKED, "해오름기획관 2030년", "당초 5천원, 재편 4천원: 총액이 다름"
    )


@pytest.mark.parametrize(("drawn", "regrouped"), [(5000, 5000), (0, 0), (None, 5000), (5000, None)])
def test_equal_and_unknown_totals_are_no_problem(drawn, regrouped):
    assert list(same_total("해오름기획관 2030년", drawn, regrouped)) == []


# All at once


def test_all_problems_of_a_row_come_at_once():
    wrong = row(appropriated=100, budget=LARGEST_WON + 1, committed=20, spent=30, carried=0)
    wrong.states["carried"] = "dash"
    problems = check_row(replace(wrong, source=""))
    assert [problem.rule for problem in problems] == [1, 2, 3, 7, 11]


def test_the_worst_come_first_then_rule_then_place():
    as_they_matter = [
        Problem(2, BLOCKED, "나", "마"),
        Problem(11, BLOCKED, "가", "라"),
        Problem(3, PROBLEM, "가", "나"),
        Problem(3, PROBLEM, "가", "다"),
        Problem(3, PROBLEM, "나", "가"),
        Problem(7, PROBLEM, "가", "가"),
        Problem(6, WARNING, "가", "가"),
    ]
    assert worst_first(reversed(as_they_matter)) == as_they_matter
