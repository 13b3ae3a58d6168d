import pytest

from budgets.measures import MEASURES
from reports.rollup import Node, add, cells, empty, grouped, mask_of, summed
from reports.table import Gap

SPENT = tuple(MEASURES).index("spent")
CARRIED = tuple(MEASURES).index("carried")


def sums(cell, measure=SPENT):
    """Of one leaf: an amount, or the state of its cell; no other column is there."""
    states = ["absent"] * len(MEASURES)
    amounts = [0] * len(MEASURES)
    states[measure] = "value" if isinstance(cell, int) else cell
    amounts[measure] = cell if isinstance(cell, int) else 0
    return [mask_of(tuple(states)), *amounts]


def added(*said, measure=SPENT):
    total = empty()
    for cell in said:
        add(total, sums(cell, measure))
    return cells(total)[measure]


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
    assert set(cells(empty())) == {Gap.ABSENT}


def test_a_parent_takes_the_sums_of_its_children_in_the_order_they_came():
    lines = [Node("line", pk, sums(10 * pk), []) for pk in (1, 2, 3)]
    one, other = grouped(lines, {1: 7, 2: 8, 3: 7}, "program")
    assert (one.mark, one.pk, [x.pk for x in one.below]) == ("program", 7, [1, 3])
    assert (cells(one.sums)[SPENT], cells(other.sums)[SPENT]) == (40, 20)
    assert cells(summed([one, other]))[SPENT] == 60
