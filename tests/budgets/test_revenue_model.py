import pytest

from budgets.models import Revenue, RevenueCollection, RevenueReturn
from tests import cast

FEE = {"appropriated": 100, "budget": 100, "assessed": 90, "received": 80, "uncollected": 10}
ALL = (*FEE, "written_off")


@pytest.fixture
def scene(db):
    return cast.scene()


def new_revenue(scene):
    parent = cast.revenue(scene.document, scene.account, "세외수입")
    row = cast.revenue(scene.document, scene.account, parent=parent, **cast.amounts(**FEE))
    return cast.changed(row, {"pk": None, "position": 3, "_state": type(row._state)()})


def new_collection(scene):
    return RevenueCollection(
        document=scene.document,
        office=scene.office,
        account=scene.account,
        place=40,
        fiscal_year=2030,
        day=cast.JUNE_30,
        won=10,
    )


BOUND = 2**53


def _unsaid(measure):
    return {measure: None, f"{measure}_state": "value"}


def _beyond(measure):
    return {measure: BOUND, f"{measure}_state": "value"}


BREAKS = {
    "budgets_revenue_name_trimmed": {"name": ""},
    "budgets_revenue_once": {"position": 2},
    "budgets_revenue_has_a_source": {"place": None},
    "budgets_revenue_kind_known": {"kind": "소문"},
    "budgets_revenue_stage_known": {"stage": "소문"},
    "budgets_revenue_unit_known": {"unit": "만원"},
    "budgets_revenue_source_of_a_category": {"is_open": True},
    "budgets_revenue_source_is_received": {"kind": "출처"},
    **{f"budgets_revenue_{measure}_said": _unsaid(measure) for measure in ALL},
    **{f"budgets_revenue_{measure}_bounded": _beyond(measure) for measure in ALL},
}
APART = "budgets_revenue_once_a_return"  # needs a row of another kind
BREAKS_OF_RETURN = {
    "budgets_revenuereturn_version_once": {"version": 1},
    "budgets_revenuereturn_counts_from_one": {"version": 0},
    "budgets_revenuereturn_year_known": {"fiscal_year": 20},
    "budgets_revenuereturn_stage_known": {"stage": "예산"},
    "budgets_revenuereturn_unit_known": {"unit": "만원"},
}
BREAKS_OF_COLLECTION = {
    "budgets_revenuecollection_once": {"place": 39},
    "budgets_revenuecollection_bounded": {"won": -1},
}


def test_every_rule_has_an_example_that_breaks_it():
    assert BREAKS.keys() | {APART} == cast.names_of_constraints(Revenue)
    assert BREAKS_OF_RETURN.keys() == cast.names_of_constraints(RevenueReturn)
    assert BREAKS_OF_COLLECTION.keys() == cast.names_of_constraints(RevenueCollection)


@pytest.mark.parametrize(
    ("model", "constraint"), [p for p in cast.constraints_of(Revenue) if p.id != APART]
)
def test_what_breaks_a_rule_is_refused_in_korean_and_by_the_database(scene, model, constraint):
    broken = cast.changed(new_revenue(scene), BREAKS[constraint.name])
    cast.assert_refused_twice(broken, constraint)


@pytest.mark.parametrize(("model", "constraint"), cast.constraints_of(RevenueReturn))
def test_what_breaks_a_rule_of_returns_is_refused(scene, model, constraint):
    again = cast.changed(cast.returned(scene), {"pk": None, "version": 2})
    again._state.adding = True
    broken = cast.changed(again, BREAKS_OF_RETURN[constraint.name])
    cast.assert_refused_twice(broken, constraint)


def test_a_row_that_was_entered_has_a_place_of_its_own(scene):
    row = cast.entered(cast.returned(scene), **cast.amounts(**FEE))
    again = cast.changed(row, {"pk": None})
    again._state.adding = True
    (rule,) = [c for c in Revenue._meta.constraints if c.name == APART]
    cast.assert_refused_twice(again, rule)


def test_what_was_entered_is_read_once_somebody_else_confirmed_it(scene):
    own = cast.returned(scene)
    row = cast.entered(own, **cast.amounts(**FEE))
    entered = Revenue.objects.filter(returned__office=scene.office)
    assert list(entered.published()) == []
    cast.confirm(own)
    assert list(entered.published()) == [row]
    second = cast.returned(scene, version=2)
    other = cast.entered(second, **cast.amounts(**FEE))
    assert list(entered.published()) == [row]
    cast.confirm(second)
    assert list(entered.published()) == [other]


@pytest.mark.parametrize(("model", "constraint"), cast.constraints_of(RevenueCollection))
def test_what_breaks_a_rule_of_collections_is_refused(scene, model, constraint):
    cast.changed(new_collection(scene), {"place": 39}).save()
    broken = cast.changed(new_collection(scene), BREAKS_OF_COLLECTION[constraint.name])
    cast.assert_refused_twice(broken, constraint)


def test_a_source_has_what_was_received_and_a_category_above_it(scene):
    category = cast.revenue(scene.document, scene.account, **cast.amounts(**FEE))
    source = {"kind": "출처", "parent": category, "is_open": True}
    row = cast.revenue(scene.document, scene.account, "둔치", **source, **cast.amounts(received=5))
    row.full_clean()
    assert list(category.below.all()) == [row]
    assert Revenue.objects.get_by_natural_key(*row.natural_key()) == row


def test_a_row_is_read_only_where_its_document_holds_published_figures(scene):
    row = cast.revenue(scene.document, scene.account, **cast.amounts(**FEE))
    own = Revenue.objects.filter(document__key=scene.document.key)
    new_collection(scene).save()
    later = RevenueCollection.objects.filter(document=scene.document)
    assert list(own.published()) == list(later.published()) == []
    written = cast.statement(scene.filing, 2, method="문서", document=scene.document)
    cast.figure(written, scene.trees, "12", budget=100, spent=50)
    cast.publish(written)
    assert list(own.published()) == [row]
    assert later.published().count() == 1
