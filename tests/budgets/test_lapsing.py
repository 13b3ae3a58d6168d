"""What a form says of why money lapsed, and all that is wrong with it."""

from budgets.amounts import Unit
from budgets.lapsing import (
    USUAL,
    Given,
    Place,
    box_name,
    drawn,
    in_other_unit,
    name_of,
    reading,
    sent,
    unexplained,
)

RIVER = Place("p1", "강가 가꾸기", 60)
TREES = Place("l1", "나무 심기", 40, "p1")
FLOWERS = Place("l2", "꽃 심기", 20, "p1")
PLACES = (RIVER, TREES, FLOWERS)
OWN = len(USUAL)  # the first column that one names oneself


def typed(unit=Unit.WON, names=(), **boxes):
    named = {name_of(OWN + at): name for at, name in enumerate(names)}
    texts = {box_name(*key.split("_")): text for key, text in boxes.items()}
    return sent(named | texts, unit)


def wrongs(form, places=PLACES):
    return [(each.box, each.where, each.words) for each in reading(form, places)[1]]


def test_amounts_are_read_in_the_unit_of_the_form_under_the_reason_of_their_column():
    given, wrong = reading(
        typed(Unit.THOUSAND, names=["비 피해"], l1_0="10", l2_5="0.005", p1_1="-"),
        (Place("p1", "강가 가꾸기", 60_000), Place("l1", "나무 심기", 40_000, "p1"), FLOWERS),
    )
    assert (given, wrong) == (
        [Given("l1", "낙찰차액", 10_000), Given("l2", "비 피해", 5)],
        [],
    )


def test_no_line_is_explained_beyond_what_lapsed_of_it():
    assert wrongs(typed(l1_0="30", l1_1="11")) == [
        ("r-l1-0", "나무 심기", "사유의 합 41원이 집행잔액 40원보다 1원 많습니다.")
    ]
    assert wrongs(typed(l1_0="30", l1_1="10")) == []


def test_nor_a_program_with_its_lines_beyond_what_lapsed_there():
    assert wrongs(typed(p1_0="15", l1_0="40", l2_0="6")) == [
        (
            "r-p1-0",
            "강가 가꾸기",
            "사유의 합 61원 (그 아래 세부사업의 사유를 더함)이 집행잔액 60원보다 1원 많습니다.",
        )
    ]


def test_of_an_unknown_remainder_nothing_is_explained():
    places = (Place("p1", "강가 가꾸기", None), Place("l1", "나무 심기", None, "p1"), FLOWERS)
    assert wrongs(typed(l1_0="1", l2_0="20"), places) == [
        ("r-l1-0", "나무 심기", "집행잔액을 알 수 없어 사유를 적을 수 없습니다.")
    ]


def test_every_problem_is_told_at_once_with_its_place():
    found = wrongs(
        typed(
            names=["비", "비", "가" * 41],
            l1_0="열",
            l2_0="△3",
            l1_8="1",
            l9_0="5",
        )
    )
    assert [(box, where) for box, where, _ in found] == [
        ("name-5", "비"),
        ("name-6", "비"),
        ("name-7", "가" * 40),
        ("r-l1-0", "나무 심기"),
        ("r-l2-0", "꽃 심기"),
        ("", "표"),
    ]


def test_an_amount_in_a_column_without_a_name_is_told():
    assert wrongs(typed(names=[""], l1_5="3")) == [
        ("name-5", "6번째 사유", "사유의 이름을 적습니다.")
    ]


def test_what_was_given_is_drawn_as_it_would_be_typed_and_read_back_the_same():
    given = [Given("p1", "비 피해", 1_500), Given("l1", "낙찰차액", 30_000)]
    form = drawn(given, Unit.THOUSAND)
    assert form.reasons == (*USUAL, "비 피해", "", "")
    assert form.texts == {"r-p1-5": "1.5", "r-l1-0": "30"}
    places = (Place("p1", "강가 가꾸기", 40_000), Place("l1", "나무 심기", 40_000, "p1"))
    assert reading(form, places) == (given, [])
    won = in_other_unit(form, Unit.WON)
    assert won.texts == {"r-p1-5": "1,500", "r-l1-0": "30,000"}
    assert in_other_unit(typed(l1_0="열"), Unit.THOUSAND).texts == {"r-l1-0": "열"}


def test_what_is_left_has_no_reason_and_a_program_counts_all_of_its_lines():
    given = [Given("l1", "낙찰차액", 30), Given("p1", "낙찰차액", 5)]
    assert unexplained(given, PLACES) == {"p1": 25, "l1": 10, "l2": 20}
