from datetime import date

import pytest

from budgets import guards
from budgets.fields import BOUND
from budgets.measures import MEASURES
from budgets.models import Figure, Filing, ReportingDate, Statement
from departments.cells import met
from departments.models.cell import State
from tests import cast


@pytest.fixture
def scene(db):
    return cast.scene()


def new_date(scene):
    return ReportingDate(book=scene.book, day=date(2030, 9, 30), stage="집행")


def new_filing(scene):
    return Filing(reporting_date=scene.date, department=scene.star)


def new_statement(scene):
    return Statement(
        filing=scene.filing,
        version=2,
        method="입력",
        unit="천원",
        handed_in_by=cast.user(),
        handed_in_at=cast.NOON,
    )


def new_figure(scene):
    won = cast.amounts(**dict.fromkeys(MEASURES, 10))
    return Figure(statement=scene.statement, line=scene.flowers, **won)


NEW = {
    ReportingDate: new_date,
    Filing: new_filing,
    Statement: new_statement,
    Figure: new_figure,
}


def breaks(scene):
    """What breaks each constraint, and no other."""
    amounts = {}
    for measure in MEASURES:
        amounts[f"budgets_figure_{measure}_said"] = {measure: None}
        amounts[f"budgets_figure_{measure}_bounded"] = {measure: BOUND + 1}
    return amounts | {
        "budgets_reportingdate_once": {"day": scene.date.day},
        "budgets_reportingdate_stage_known": {"stage": "추경"},
        "budgets_reportingdate_asks_below_a_rate": {"asks_below": 101},
        "budgets_filing_once": {"department": scene.moon},
        "budgets_filing_state_known": {"state": "보류", "standing": scene.statement},
        "budgets_filing_handed_in_has_statement": {"state": "제출"},
        "budgets_filing_public_has_statement": {"state": "공개", "standing": scene.statement},
        "budgets_statement_version_once": {"version": 1},
        "budgets_statement_counts_from_one": {"version": 0},
        "budgets_statement_unit_known": {"unit": "달러"},
        "budgets_statement_has_a_source": {"handed_in_by": None},
        "budgets_statement_file_is_kept": {"method": "파일"},
        "budgets_figure_once": {"line": scene.trees},
        "budgets_figure_carried_by_kind": {"carried_planned": 4, "carried_unavoidable": 5},
    }


def test_every_rule_has_an_example_that_breaks_it(scene):
    assert breaks(scene).keys() == cast.names_of_constraints(*NEW)


@pytest.mark.parametrize(("model", "constraint"), cast.constraints_of(*NEW))
def test_what_breaks_a_rule_is_refused_in_korean_and_by_the_database(scene, model, constraint):
    cast.take_away("filing_starts_empty")  # it would speak before the rule does
    broken = cast.changed(NEW[model](scene), breaks(scene)[constraint.name])
    cast.assert_refused_twice(broken, constraint)


@pytest.mark.parametrize("model", NEW)
def test_what_breaks_no_rule_is_accepted(scene, model):
    fine = NEW[model](scene)
    fine.full_clean()
    fine.save()


def constraint_named(name):
    constraints = (c for model in NEW for c in model._meta.constraints)
    return next(c for c in constraints if c.name == name)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(
    ("state", "won"), [("value", 0), ("dash", None), ("blank", None), ("absent", None)]
)
def test_zero_a_dash_a_blank_and_no_column_are_four_things(scene, measure, state, won):
    kept = cast.changed(new_figure(scene), {measure: won, f"{measure}_state": state})
    kept.full_clean()
    kept.save()
    kept.refresh_from_db()
    assert (getattr(kept, f"{measure}_state"), getattr(kept, measure)) == (state, won)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(
    ("state", "won"), [("dash", 0), ("blank", 0), ("absent", 10), ("unread", None), ("", None)]
)
def test_an_amount_stands_exactly_where_one_was_printed(scene, measure, state, won):
    broken = cast.changed(new_figure(scene), {measure: won, f"{measure}_state": state})
    cast.assert_refused_twice(broken, constraint_named(f"budgets_figure_{measure}_said"))


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("measure", MEASURES)
def test_the_database_joins_what_the_cells_of_a_line_say(scene, measure, state):
    won = {measure: 1000 if state == "value" else None, f"{measure}_state": state}
    figure = Figure.objects.create(statement=scene.statement, line=scene.flowers, **won)
    figure.refresh_from_db()
    assert figure.states == met(state if name == measure else "absent" for name in MEASURES)


@pytest.mark.parametrize("measure", MEASURES)
def test_an_amount_is_bounded_below_as_above(scene, measure):
    broken = cast.changed(new_figure(scene), {measure: -BOUND - 1})
    cast.assert_refused_twice(broken, constraint_named(f"budgets_figure_{measure}_bounded"))


def test_a_column_that_nobody_told_of_is_absent(scene):
    silent = Figure(statement=scene.statement, line=scene.flowers)
    assert {getattr(silent, f"{measure}_state") for measure in MEASURES} == {"absent"}


@pytest.mark.parametrize(
    ("method", "from_document", "by_person"),
    [("문서", False, True), ("입력", True, False), ("파일", True, False), ("소문", True, True)],
)
def test_a_statement_names_the_source_that_its_method_has(scene, method, from_document, by_person):
    sourceless = cast.changed(
        new_statement(scene),
        {
            "method": method,
            "document": scene.document if from_document else None,
            "handed_in_by": cast.user() if by_person else None,
            "upload": cast.upload(scene.filing) if method == "파일" else None,
        },
    )
    cast.assert_refused_twice(sourceless, constraint_named("budgets_statement_has_a_source"))


@pytest.mark.parametrize("state", ["제출", "확인", "공개", "정정"])
def test_what_has_been_handed_in_has_a_statement(scene, state):
    empty = cast.changed(new_filing(scene), {"state": state})
    cast.assert_refused_twice(empty, constraint_named("budgets_filing_handed_in_has_statement"))


@pytest.mark.parametrize("state", Filing.State.values)
def test_a_filing_never_loses_the_statement_that_stood(scene, state):
    cast.bring(scene.statement, state)
    with cast.refused(guards.FORWARD):
        Filing.objects.filter(pk=scene.filing.pk).update(standing=None)


@pytest.mark.parametrize(("before", "state"), [("확인", "공개"), ("반려", "정정")])
def test_a_published_filing_has_a_published_statement(scene, before, state):
    cast.bring(scene.statement, before)
    with cast.refused("budgets_filing_public_has_statement"):
        Filing.objects.filter(pk=scene.filing.pk).update(state=state)


@pytest.mark.parametrize("state", ["작성중", "제출", "반려", "확인"])
def test_what_is_not_public_yet_needs_no_published_statement(scene, state):
    cast.bring(scene.statement, state)
    scene.filing.refresh_from_db()
    scene.filing.full_clean()
    assert not Figure.objects.of(scene.moon).published().exists()


@pytest.mark.parametrize("stage", ["예산", "집행", "결산"])
def test_one_day_may_have_a_budget_an_execution_and_a_settlement(scene, stage):
    day = cast.changed(new_date(scene), {"stage": stage})
    day.full_clean()
    day.save()
    assert str(day) == f"해오름기획관 2030년 2030. 9. 30. {stage}"


def test_an_amount_from_elsewhere_keeps_its_own_place(scene):
    row = cast.changed(new_figure(scene), {"place": "12", "places": {"carried": "987"}})
    assert row.place_of("carried") == "987"
    assert row.place_of("spent") == "12"


# What counts, and for whom.


def test_what_nothing_points_to_counts_nowhere(scene):
    of_the_department = Figure.objects.of(scene.moon)
    assert of_the_department.get() == scene.figure
    assert not of_the_department.standing().exists()
    assert not of_the_department.published().exists()


def test_a_draft_counts_inside_the_office_and_not_outside(scene):
    Filing.objects.filter(pk=scene.filing.pk).update(standing=scene.statement)
    assert Figure.objects.of(scene.moon).standing().get() == scene.figure
    assert not Figure.objects.of(scene.moon).published().exists()


def test_while_a_correction_is_written_the_published_version_stays(scene):
    cast.publish(scene.statement)
    correction = cast.statement(scene.filing, version=2, reason="오기 정정")
    corrected = cast.figure(correction, scene.trees, budget=100, spent=40)
    Filing.objects.filter(pk=scene.filing.pk).update(state="정정", standing=correction)
    assert Figure.objects.of(scene.moon).published().get() == scene.figure
    assert Figure.objects.of(scene.moon).standing().get() == corrected


def test_a_correction_replaces_the_old_version_and_leaves_it_readable(scene):
    cast.publish(scene.statement)
    correction = cast.statement(scene.filing, version=2, reason="오기 정정")
    corrected = cast.figure(correction, scene.trees, budget=100, spent=40)
    cast.publish(correction)
    assert Figure.objects.of(scene.moon).published().get() == corrected
    assert [row.spent for row in Figure.objects.of(scene.moon)] == [50, 40]


def test_what_is_carried_over_is_the_sum_of_its_kinds(scene):
    kinds = {"carried_planned": 4, "carried_unavoidable": 5, "carried_continuing": 1}
    row = cast.changed(new_figure(scene), kinds)
    row.full_clean()
    row.save()


def test_kinds_of_what_is_carried_over_need_their_sum(scene):
    silent = {"carried": None, "carried_state": "blank", "carried_planned": 4}
    row = cast.changed(new_figure(scene), silent)
    cast.assert_refused_twice(row, constraint_named("budgets_figure_carried_by_kind"))


def test_a_statement_from_a_file_has_the_file_and_no_other_has_one(scene):
    kept = cast.upload(scene.filing)
    by_file = cast.changed(new_statement(scene), {"method": "파일", "upload": kept})
    by_file.full_clean()
    typed = cast.changed(new_statement(scene), {"upload": kept})
    cast.assert_refused_twice(typed, constraint_named("budgets_statement_file_is_kept"))


def test_figures_are_asked_for_by_date_and_by_department(scene):
    cast.publish(scene.statement)
    september = cast.reporting_date(scene.book, date(2030, 9, 30))
    later = cast.statement(cast.filing(september, scene.moon))
    cast.figure(later, scene.trees, spent=80)
    star_line = cast.line(cast.program(scene.book, scene.star, scene.account, "별 보기"))
    neighbour = cast.statement(cast.filing(scene.date, scene.star))
    cast.figure(neighbour, star_line, spent=10)
    cast.publish(later)
    cast.publish(neighbour)
    assert [row.spent for row in Figure.objects.on(scene.date)] == [50, 10]
    assert [row.spent for row in Figure.objects.of(scene.moon)] == [80, 50]
    assert Figure.objects.on(scene.date).of(scene.moon).get() == scene.figure
    assert [row.spent for row in Figure.objects.in_force(scene.date.day)] == [50, 10]


def test_only_published_figures_are_in_force(scene):
    assert not Figure.objects.in_force(scene.date.day).exists()
    cast.publish(scene.statement)
    assert Figure.objects.in_force(scene.date.day).get() == scene.figure


def test_every_figure_of_the_five_reports_is_published_once(db):
    assert Figure.objects.published().count() == Figure.objects.count() > 0
