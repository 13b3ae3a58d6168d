"""The table that most readers open is made another way than one of which something was chosen; both
come to the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.amounts import Unit
from budgets.measures import MEASURES
from departments.cells import met
from reports.as_it_stands import is_bare, read_standing, standing
from reports.choices import COLUMNS, Choices
from reports.dates import dates_on, published_dates, when_of
from reports.execution import execution, read_execution
from reports.known import Known
from reports.layout import Layout
from reports.rollup import cells, together
from reports.table import LEAF, Row

STATES = ("value", "dash", "blank", "absent")


def told(report):
    return [(table.key, table.columns, list(table.rows), table.notes) for table in report.tables]


@pytest.mark.django_db
@pytest.mark.parametrize("columns", [(), *((column,) for column in COLUMNS)])
@pytest.mark.parametrize("unit", [Unit.THOUSAND, Unit.HUNDRED_MILLION])
def test_a_date_as_it_stands_is_the_table_of_which_nothing_is_chosen(columns, unit):
    choices = Choices(unit=unit, columns=columns)
    seen = 0
    for each in published_dates():
        when = when_of(each)
        for dates in ([each], dates_on(when, None)):
            if is_bare(when, choices):
                found = read_standing(dates, Known(None))
                asked = execution(when, "실국", read_execution(dates), choices)
                assert told(standing(when, "실국", found, choices)) == told(asked)
                seen += 1
    assert seen > 10


@pytest.mark.django_db
def test_what_is_chosen_is_chosen_of_the_same_lines():
    for each in published_dates():
        bare, found = read_execution([each]), read_standing([each], Known(None))
        assert sorted(found.leaves) == sorted(
            leaf._replace(sums=tuple(leaf.sums)) for leaf in bare.leaves
        )
        assert found.divisions == bare.divisions
        assert found.figure_of == bare.figure_of


@pytest.mark.parametrize(
    "chosen",
    [
        {"depth": "부서"},
        {"kind": "정책사업"},
        {"text": "가"},
        {"sort": "rate"},
        {"compare": "그날"},
    ],
)
def test_a_table_of_which_something_is_chosen_is_made_the_other_way(chosen):
    when = type("When", (), {"is_settled": False})
    assert is_bare(when, Choices(unit=Unit.WON, columns=("share",)))
    assert not is_bare(when, Choices(**chosen))


def row(level, mark, at=0, kind=""):
    return Row(level, mark, f"{mark} {at}", "", f"/lines/{at}" if mark == LEAF else "", kind, ())


lines = st.lists(
    st.tuples(st.lists(st.sampled_from(STATES), min_size=5, max_size=5), st.integers(-9, 9)),
    min_size=1,
    max_size=4,
)


@given(st.lists(st.lists(lines, min_size=1, max_size=3), min_size=1, max_size=3))
def test_every_row_is_what_its_lines_come_to_together(departments):
    """Whatever their cells say, as `reports.rollup` has it."""
    rows, under = [row(0, "total")], [[]]
    sums = []
    for programs in departments:
        rows.append(row(1, "department"))
        under.append([])
        department = under[-1]
        for program in programs:
            rows.append(row(2, "program"))
            under.append([])
            own = under[-1]
            for states, won in program:
                each = [met(states), *(won if s == "value" else 0 for s in states)]
                rows.append(row(3, LEAF, len(sums)))
                under.append([each])
                sums.append(each)
                for above in (under[0], department, own):
                    above.append(each)
    whole, columns = Layout(1, rows).filled(sums)
    assert whole[0] == together(sums)[0]
    assert [list(each) for each in zip(*columns, strict=True)] == [
        cells(together(each)) for each in under
    ]
    assert len(columns) == len(MEASURES)


def test_a_kind_sums_up_its_lines_wherever_they_stand():
    value = met(["value"] * 5)
    rows = [row(0, "total"), row(1, "kind", kind="가"), row(1, "kind", kind="나")]
    rows += [row(1, LEAF, at, kind) for at, kind in enumerate("가나가")]
    _, columns = Layout(1, rows).filled([[value, *[won] * 5] for won in (1, 10, 100)])
    assert columns[0] == [111, 101, 10, 1, 10, 100]
