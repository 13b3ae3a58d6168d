from decimal import Decimal

import pytest

from budgets.measures import Measures
from budgets.reading.matching import Line, find_lines
from budgets.reading.sentences import Sentence, Stated

MILLION = 1_000_000


def line(name, budget, spent, program="교통 개선", department="교통과"):
    measures = Measures(budget=budget * MILLION // 1000, spent=spent * MILLION // 1000)
    return Line("일반회계", f"{department}/{program}/{name}", department, program, name, measures)


# In 천원, so that the sentences round.
SIGNAL = line("신호등 설치", 4_082_365, 4_078_930)
CROSS = line("교차로 개선", 2_000_400, 1_000_300)
BUS = line("버스 정보 제공", 63_500, 57_195)
TAXI = line("택시 쉼터 운영", 20_900, 16_412)
LINES = [SIGNAL, CROSS, BUS, TAXI]


def said(**stated):
    amounts = tuple(Stated(m, str(v), Decimal(v), "백만원", 1) for m, v in stated.items())
    return Sentence(1, 0, "", amounts, is_total=False)


def names(sentence, around="", lines=LINES, titles=(), title=""):
    return [each.name for each in find_lines(sentence, around, lines, titles, title)]


def test_two_amounts_that_only_one_line_has_name_it():
    assert names(said(budget=4082, spent=4079)) == ["신호등 설치"]


def test_two_amounts_may_be_those_of_a_whole_program():
    whole = said(budget=6167, spent=5153)
    assert names(whole) == [each.name for each in LINES]


def test_small_amounts_of_several_lines_need_the_words_of_them():
    together = said(budget=84, spent=74)
    assert names(together) == []
    assert names(together, "버스 정보 안내와 택시 쉼터") == ["버스 정보 제공", "택시 쉼터 운영"]


def test_a_cost_needs_the_words_of_its_line():
    assert names(said(cost=64), "버스 노선 정보") == ["버스 정보 제공"]
    assert names(said(cost=64), "공원 조성") == []


def test_a_cost_may_be_cut_instead_of_rounded():
    assert names(said(cost=63), "버스 정보 제공") == ["버스 정보 제공"]


def test_one_wrong_amount_is_still_of_the_line_that_the_words_name():
    assert names(said(budget=4082, spent=4709), "신호등 설치 추진") == ["신호등 설치"]
    assert names(said(budget=4082, spent=4709), "공원 조성") == []


def test_two_wrong_amounts_are_of_the_line_whose_name_is_the_title():
    wrong = said(budget=5000, spent=3000)
    assert names(wrong, titles=["신호등 설치", "□ 추진실적"]) == ["신호등 설치"]
    assert names(wrong, titles=["신호등 설치 확대"]) == []
    assert names(wrong, titles=["신호등 설치", "교차로 개선"]) == []


@pytest.mark.parametrize(
    "title", ["신호등 설치", "신호등 설치 (분기 1회)", "신호등 설치 : 총 12회", "「신호등」 설치"]
)
def test_a_wrong_cost_is_of_the_line_whose_name_is_the_title_of_the_task(title):
    assert names(said(cost=5000), title=title) == ["신호등 설치"]


def test_a_title_that_says_more_than_a_name_does_not_settle_a_cost():
    assert names(said(cost=5000), "신호등 설치", title="신호등 설치 확대") == []
    assert names(said(cost=5000), "신호등 설치", titles=["신호등 설치"]) == []


def test_a_title_that_quotes_what_one_line_is_called_settles_a_cost():
    press = [
        line("월간지 '한빛사랑' 발간", 938_114, 1),
        line("어린이신문 '내친구' 발간", 342_975, 1),
    ]
    assert names(said(cost=5), lines=press, title="「한빛 사랑」 발행 : 총 12회") == [
        "월간지 '한빛사랑' 발간"
    ]
    assert names(said(cost=5), lines=press, title="「한빛사랑」과 「내친구」 배부") == []


def test_two_lines_that_nothing_tells_apart_are_no_answer():
    twins = [line("봄맞이 축제", 500_000, 300_000), line("가을 축제", 500_000, 300_000)]
    assert names(said(budget=500, spent=300), "축제", twins) == []
    assert names(said(budget=500, spent=300), "가을 축제", twins) == ["가을 축제"]


def test_an_amount_that_could_not_be_read_fits_nothing_and_hinders_nothing():
    unread = Stated("spent", "4,0백만원", None, "백만원", 1)
    sentence = Sentence(1, 0, "", (*said(budget=4082).stated, unread), is_total=False)
    assert names(sentence, "신호등 설치") == ["신호등 설치"]
    assert names(Sentence(1, 0, "", (unread,), is_total=False), "신호등 설치") == []


def test_a_carried_amount_goes_to_the_line_that_its_sentence_names():
    text = "교통과 신호등 설치 사업은 사고이월 하였습니다.(사무관리비 413천원)"
    sentence = Sentence(1, 0, text, said(carried=1).stated, is_total=False, names_line=True)
    assert names(sentence) == ["신호등 설치"]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_lines_changes_nothing(seed):
    turned = [*LINES[seed:], *LINES[:seed]]
    assert names(said(cost=64), "버스 노선 정보", turned) == ["버스 정보 제공"]


@pytest.mark.parametrize(
    ("cost", "title", "expected"),
    [
        (
            4028,
            "교통 신호등 설치 확대",
            ["신호등 설치"],
        ),  # 4,082: nearly, and the title speaks of it
        (3900, "교통 신호등 설치 확대", []),  # perhaps a part of it
        (4028, "공원 조성 확대", []),
        (4028, "신호등과 교차로 개선", []),  # of which of the two is not clear
    ],
)
def test_a_cost_that_is_nearly_its_lines_is_a_wrong_one(cost, title, expected):
    assert names(said(cost=cost), title=title) == expected
