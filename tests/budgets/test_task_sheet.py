"""업무와 예산 as somebody types it: which tree it is, what amounts say, and what is wrong."""

import pytest

from budgets.amounts import Unit
from budgets.task_sheet import Known, Line, beyond, drawn, reading, sent, with_blanks

KNOWN = Known(
    {1: "달빛담당관", 2: "별빛담당관"},
    {11: "달빛담당관 나무 심기", 12: "달빛담당관 기본경비", 22: "별빛담당관 기본경비"},
)
WHOLE = [
    Line("비전", "푸른 마을"),
    Line("목표", "나무가 많은 마을"),
    Line("방향", "함께"),
    Line("전략", "강가부터"),
    Line("전략과제", "강가 숲"),
    Line("과제", "강가 가꾸기", "1", "1,200.5", "cost", "나무 심기"),
    Line("세부과제", "묘목", "1", "3", "spent", "달빛담당관 기본경비"),
]


def read(*lines, unit=Unit.MILLION):
    return reading(lines, unit, KNOWN)


def words(*lines, unit=Unit.MILLION):
    return [f"{each.where}: {each.words}" for each in read(*lines, unit=unit).wrong]


def test_a_sheet_is_two_trees_and_amounts_keep_the_digits_that_were_typed():
    found = read(*WHOLE)
    assert found.wrong == ()
    assert [row.above for row in found.rows] == [None, 0, 1, 1, 3, None, 5]
    task, part = found.rows[5:]
    assert (task.department, task.measure, task.said) == (1, "cost", "1,200.5")
    assert (task.won, task.line) == (1_200_500_000, 11)
    assert (part.measure, part.won, part.line) == ("spent", 3_000_000, 12)
    assert (found.rows[0].measure, found.rows[0].won, found.rows[0].line) == ("", None, None)


def test_what_was_handed_in_is_drawn_as_it_would_be_typed_and_read_the_same_again():
    rows = read(*WHOLE).rows
    assert read(*drawn(rows, KNOWN)).rows == rows


@pytest.mark.parametrize("begins", [["비전"], ["목표"], ["전략", "전략과제"], ["과제", "세부과제"]])
def test_a_sheet_may_begin_below_the_vision(begins):
    assert words(*(Line(kind, f"{kind} 제목") for kind in begins)) == []


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        (["세부과제"], "바로 위 단계(과제)의 줄이 앞에 없습니다"),
        (["비전", "목표", "전략과제"], "바로 위 단계(방향 또는 전략)의 줄이 앞에 없습니다"),
        (["비전", "전략"], "바로 위 단계(목표)의 줄이 앞에 없습니다"),
        (["전략과제"], "바로 위 단계"),
        (["목표", "비전"], "높은 단계를 먼저"),
        (["비전", "목표", "비전"], "비전은 하나만"),
        (["과제", "소문"], "단계를 고릅니다"),
    ],
)
def test_a_level_that_is_jumped_stands_with_its_row(kinds, told):
    lines = [Line(kind, f"{kind} {at}") for at, kind in enumerate(kinds)]
    [wrong] = read(*lines).wrong
    assert (wrong.box, told in wrong.words) == (f"kind-{len(kinds) - 1}", True), wrong.words


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (Line("과제", "", won="1"), "1번째 줄: 제목을 적습니다"),
        (Line("과제", "가" * 201), "200자까지"),
        (Line("과제", "숲", won="열"), "‘열’: 위에서 고른 단위의 수만"),
        (Line("과제", "숲", won="12억"), "‘12억’: 위에서 고른 단위의 수만"),
        (Line("과제", "숲", won="-"), "금액이 없으면 비웁니다"),
        (Line("과제", "숲", won="△3"), "위에서 고른 단위의 수만"),
        (Line("과제", "숲", won="1.2345678"), "원 단위로 정확히 옮길 수 없습니다"),
        (Line("과제", "숲", won="1", measure="rate"), "금액의 종류를 고릅니다"),
        (Line("비전", "숲", won="1"), "금액은 과제와 세부과제에"),
        (Line("비전", "숲", line="나무 심기"), "세부사업은 과제와 세부과제에"),
        (Line("과제", "숲", "9"), "이 실국의 부서를 고릅니다"),
        (Line("과제", "숲", line="남의 사업"), "이 실국의 그해 편성체계에 없는"),
        (Line("과제", "숲", line="기본경비"), "여럿입니다. 부서와 함께"),
    ],
)
def test_every_problem_stands_with_its_row(line, told):
    [wrong] = words(line)
    assert told in wrong


def test_all_problems_are_told_at_once_in_the_order_of_their_rows():
    told = words(Line("과제", "숲", won="열"), Line("과제", "", won="열", line="남의 사업"))
    assert [each.split(":")[0] for each in told] == ["숲", "2번째 줄", "2번째 줄", "2번째 줄"]


def test_a_title_stands_once_under_another_and_again_elsewhere():
    first, second = Line("과제", "숲"), Line("과제", "들")
    part = Line("세부과제", "묘목")
    assert words(first, part, second, part) == []
    assert words(first, part, part) == ["묘목: 같은 곳에 같은 제목이 이미 있습니다."]


def test_what_is_not_whole_in_won_depends_on_the_unit():
    assert words(Line("과제", "숲", won="1.5"), unit=Unit.THOUSAND) == []
    assert "1원 미만" in words(Line("과제", "숲", won="1.5"), unit=Unit.WON)[0]


def test_nothing_at_all_is_not_a_sheet():
    assert words(Line("과제", "")) == ["1번째 줄: 비전이나 과제를 하나 이상 적습니다."]


def test_rows_are_read_as_far_as_they_come_and_what_lies_beyond_is_said():
    posted = {"kind-0": "과제", "title-0": "숲", "won-0": "1", "measure-0": "cost"}
    [line] = sent(posted)
    assert line == Line("과제", "숲", "", "1", "cost", "")
    [wrong] = beyond(posted | {"title-300": "들"}, [line])
    assert "301번째 줄부터" in wrong.where
    assert [each.kind for each in with_blanks([line])] == ["과제"] * 9
