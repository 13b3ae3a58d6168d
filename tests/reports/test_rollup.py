import pytest

from budgets.measures import MEASURES
from departments.cells import met
from reports.rollup import Leaf, cells, empty, grouped, is_plain, programs_of, summed
from reports.table import Gap

SPENT = tuple(MEASURES).index("spent")
CARRIED = tuple(MEASURES).index("carried")


def sums(cell, measure=SPENT):
    """Of one leaf: an amount, or the state of its cell; no other column is there."""
    states = ["absent"] * len(MEASURES)
    amounts = [0] * len(MEASURES)
    states[measure] = "value" if isinstance(cell, int) else cell
    amounts[measure] = cell if isinstance(cell, int) else 0
    return [met(states), *amounts]


def whole(*said, measure=SPENT):
    return summed([Leaf(1, 1, "", "", 0, sums(cell, measure)) for cell in said])


def added(*said, measure=SPENT):
    return cells(whole(*said, measure=measure))[measure]


@pytest.mark.parametrize(
    ("said", "comes_to"),
    [
        ((10, 20), 30),
        ((10, "dash"), 10),
        ((0, "dash"), 0),
        (("dash", "dash"), Gap.DASH),
        (("blank", "blank"), Gap.BLANK),
        ((10, "blank"), Gap.UNKNOWN),
        (("dash", "blank"), Gap.UNKNOWN),
        (("absent", "absent"), Gap.ABSENT),
        ((10, "absent"), Gap.UNKNOWN),
        (("dash", "absent"), Gap.UNKNOWN),
    ],
)
def test_what_a_cell_says_decides_what_its_column_comes_to(said, comes_to):
    assert added(*said) == comes_to
    assert added(*reversed(said)) == comes_to


def test_only_the_carried_amount_may_stand_on_few_lines():
    assert added(413, "absent", measure=CARRIED) == 413


def test_nothing_added_up_has_no_column():
    assert set(cells(empty())) == set(cells(summed([]))) == {Gap.ABSENT}


def leaf(pk, program, cell, position=0):
    return Leaf(pk, program, f"{pk}", "", position, sums(cell))


def test_a_program_takes_the_sums_of_its_lines_and_puts_them_in_order():
    one, other = programs_of([leaf(1, 7, 10, 2), leaf(2, 8, 20), leaf(3, 7, 30, 1)])
    assert (one.mark, one.pk, [x.pk for x in one.below]) == ("program", 7, [3, 1])
    assert (cells(one.sums)[SPENT], cells(other.sums)[SPENT]) == (40, 20)
    assert cells(summed([one, other]))[SPENT] == 60


def test_a_parent_takes_the_sums_of_its_children_in_the_order_they_came():
    programs = programs_of([leaf(1, 7, 10), leaf(2, 8, 20), leaf(3, 9, 30)])
    one, other = grouped(programs, {7: 70, 8: 80, 9: 70}, "department")
    assert (one.mark, one.pk, [x.pk for x in one.below]) == ("department", 70, [7, 9])
    assert (cells(one.sums)[SPENT], cells(other.sums)[SPENT]) == (40, 20)


@pytest.mark.parametrize(
    ("said", "plain"), [((10, 20), True), ((10, "dash"), False), ((10, "absent"), False)]
)
def test_where_every_cell_is_a_value_no_cell_needs_a_second_look(said, plain):
    assert is_plain(whole(*said)[0]) is plain
