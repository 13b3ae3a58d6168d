"""세입 as somebody types it, and all that is wrong with it."""

from budgets.amounts import DASH, Amount, Unit
from budgets.measures import REVENUE_MEASURES
from budgets.revenue_sheet import Line, beyond, drawn, in_other_unit, reading, sent, with_blanks

THOUSAND = Unit.THOUSAND
KEYS = ("appropriated", "budget", "assessed", "received", "uncollected", "written_off")


def line(level, name, text=""):
    """Its amounts in the order of a settlement, "·" for an empty one."""
    cells = dict.fromkeys(REVENUE_MEASURES, "")
    cells |= {key: "" if t == "·" else t for key, t in zip(KEYS, text.split(), strict=False)}
    return Line(str(level), name, cells)


FEES = [
    line(1, "세외수입", "· · 150 120 30"),
    line(2, "사용료", "100 100 90 80 10"),
    line(2, "과태료", "- 50 60 40 20"),
    line(1, "보조금", "10 10 10 10 -"),
]


def wrongs(lines):
    return [tuple(each) for each in reading(lines, THOUSAND).wrong]


def test_the_lowest_categories_hold_amounts_and_those_above_are_added_up():
    found = reading(FEES, THOUSAND)
    assert found.wrong == ()
    assert [(row.name, row.above) for row in found.rows] == [
        ("세외수입", None),
        ("사용료", 0),
        ("과태료", 0),
        ("보조금", None),
    ]
    assert found.rows[0].amounts == {}
    assert found.rows[1].amounts["received"] == Amount("value", 80_000)
    assert found.rows[2].amounts["appropriated"] == DASH


def test_a_column_in_which_nothing_is_typed_is_not_there():
    found = reading([line(1, "사용료", "· · 90 80 10")], THOUSAND)
    assert found.wrong == ()
    assert found.rows[0].amounts["appropriated"] is None


def test_what_is_uncollected_is_what_was_assessed_and_not_received():
    assert wrongs([line(1, "사용료", "100 100 90 80 9")]) == [
        (
            "uncollected-0",
            "사용료",
            "미수납액 9천원: 징수결정액 − 실제수납액의 값은 10천원입니다.",
        )
    ]


def test_nor_is_what_was_given_up_still_uncollected():
    assert wrongs([line(1, "과태료", "100 100 90 80 7 3"), line(1, "사용료", "1 1 1 1 - -")]) == []
    assert wrongs([line(1, "과태료", "100 100 90 80 10 3")]) == [
        (
            "uncollected-0",
            "과태료",
            "미수납액 10천원: 징수결정액 − 실제수납액 − 불납결손액의 값은 7천원입니다.",
        )
    ]


def test_a_category_above_others_is_their_sum():
    broken = [line(1, "세외수입", "100 149 150 120 30"), *FEES[1:]]
    assert wrongs(broken) == [
        ("budget-0", "세외수입 예산현액", "149천원: 아래 과목을 더하면 150천원입니다.")
    ]


def test_every_problem_is_told_at_once_with_its_row():
    found = wrongs(
        [
            line(2, "사용료", "100 열 90 80 10"),
            line(1, "", "1 1 1 1 0"),
            line(1, "과태료", "1 · 1 1 0"),
            line(1, "과태료", "1 1 1 1 0"),
            line(9, "보조금", "1 1 1 1 0"),
            line(1, "가" * 121, "1 1 1 1 0"),
        ]
    )
    assert [(box, where) for box, where, _ in found] == [
        ("level-0", "사용료"),
        ("budget-0", "사용료 예산현액"),
        ("name-1", "2번째 줄"),
        ("budget-2", "과태료 예산현액"),
        ("name-3", "과태료"),
        ("level-4", "보조금"),
        ("name-5", "가" * 40),
    ]
    assert [words for *_, words in found][:2] == [
        "2단계의 위에 1단계 과목이 없습니다.",
        "‘열’: 수와 단위가 아닌 글자가 있습니다.",
    ]


def test_a_sheet_without_a_category_or_without_an_amount_is_none():
    assert [words for *_, words in wrongs(with_blanks([]))] == ["과목을 하나 이상 적습니다."]
    assert [words for *_, words in wrongs([line(1, "사용료")])] == ["금액이 없습니다."]


def test_what_was_handed_in_is_drawn_as_it_would_be_typed_and_read_back_the_same():
    rows = reading(FEES, THOUSAND).rows
    lines = drawn(rows, THOUSAND)
    assert [(each.level, each.name) for each in lines] == [
        ("1", "세외수입"),
        ("2", "사용료"),
        ("2", "과태료"),
        ("1", "보조금"),
    ]
    assert reading(lines, THOUSAND).rows == rows
    assert reading(in_other_unit(lines, THOUSAND, Unit.WON), Unit.WON).rows == rows


def test_a_form_is_read_row_by_row_and_offers_room_for_more():
    posted = {"name-0": "사용료", "level-0": "1", "received-0": "5", "name-1": "", "level-1": "2"}
    lines = sent(posted)
    assert [(each.level, each.name, each.cells["received"]) for each in lines] == [
        ("1", "사용료", "5"),
        ("2", "", ""),
    ]
    assert [each.is_blank for each in with_blanks(lines)] == [False, True, True, True, True]
    assert beyond(posted, lines) == ()


def test_what_is_typed_below_the_last_row_is_not_left_out_in_silence():
    posted = {f"name-{at}": f"과목 {at}" for at in range(302)}
    (told,) = beyond(posted, sent(posted))
    assert (told.where, told.words) == (
        "301번째 줄부터",
        "2줄을 읽지 않았습니다. 한 표는 300줄까지입니다.",
    )
