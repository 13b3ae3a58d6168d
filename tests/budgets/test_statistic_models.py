from datetime import date
from decimal import Decimal

import pytest
from django.db.models.base import ModelState

from budgets.models import Statistic, StatisticValue
from tests import cast
from tests.budgets.guarding import counts


@pytest.fixture
def scene(db):
    return cast.scene()


def new_statistic(scene, **facts):
    known = {"document": scene.document, "place": 30, "series": "강가 방문객"}
    return Statistic(**known | facts)


def new_value(scene, **facts):
    statistic, _ = Statistic.objects.get_or_create(
        document=scene.document, place=30, position=9, series="강가 방문객"
    )
    known = {"statistic": statistic, "position": 1, "item": "봄", "printed": "10명", "place": 31}
    return StatisticValue(**known | {"value": Decimal(10)} | facts)


def test_what_is_entered_is_public_by_its_own_version_until_a_newer_one_is(scene):
    def public():
        return [*Statistic.objects.published().filter(document=None)]

    first = counts.entered(scene)
    counts.value(first)
    assert not public()
    counts.published(first)
    second, third = counts.entered(scene, 2), counts.entered(scene, 3)
    counts.value(second)
    counts.value(third)
    assert public() == [first]
    counts.published(third)
    assert public() == [third]
    counts.published(counts.entered(scene, 4))
    assert not public()
    seen = Statistic.objects.ever_published().filter(document=None, values__isnull=False)
    assert {*seen} == {first, third}
    assert not StatisticValue.objects.published().filter(statistic__document=None).exists()


def told_of(scene):
    return Statistic.objects.published().filter(document=scene.document)


BREAKS = {
    "budgets_statistic_series_trimmed": {"series": ""},
    "budgets_statistic_once": {"position": 2},
    "budgets_statistic_days_in_order": {
        "first": date(2030, 7, 1),
        "last": date(2030, 6, 30),
        "span": "문서에 적힘",
    },
    "budgets_statistic_span_known": {"last": date(2030, 6, 30)},
    "budgets_statistic_daily_has_place": {"daily": Decimal(10)},
    "budgets_statistic_line_says_why": {"why_line": "이름"},
    "budgets_statistic_has_a_source": {"by": "가람"},
    "budgets_statistic_new_version_says_why": {"version": 2},
    "budgets_statistic_version_once": {},
    "budgets_statisticvalue_item_trimmed": {"item": ""},
    "budgets_statisticvalue_once": {"position": 2},
    "budgets_statisticvalue_read_or_said_why": {"value": None},
}


def test_every_rule_has_an_example_that_breaks_it():
    assert BREAKS.keys() == cast.names_of_constraints(Statistic, StatisticValue)


@pytest.mark.parametrize(("model", "constraint"), cast.constraints_of(Statistic, StatisticValue))
def test_what_breaks_a_rule_is_refused_in_korean_and_by_the_database(scene, model, constraint):
    new = {Statistic: new_statistic, StatisticValue: new_value}[model]
    new(scene, position=2).save()
    breaks = BREAKS[constraint.name]
    if constraint.name.startswith("budgets_statistic_") and "version" in constraint.name:
        own = counts.entered(scene)
        wrong = cast.changed(own, {"pk": None, "_state": ModelState(), "position": 3, **breaks})
    else:
        wrong = new(scene, **{k: cast.user(v) if k == "by" else v for k, v in breaks.items()})
    cast.assert_refused_twice(wrong, constraint)


def test_nobody_sees_what_a_document_counts_before_something_of_it_is_published(scene):
    own = new_statistic(scene)
    own.save()
    new_value(scene).save()
    assert not told_of(scene).exists()
    assert not StatisticValue.objects.published().filter(item="봄").exists()
    told = cast.statement(
        cast.filing(cast.reporting_date(scene.book, date(2030, 9, 30)), scene.star),
        document=scene.document,
    )
    cast.publish(told)
    assert own in told_of(scene)
    assert StatisticValue.objects.published().filter(item="봄").count() == 1


def test_a_line_that_is_not_published_keeps_back_what_it_pays_for(scene):
    new_statistic(scene, line=scene.trees, why_line="이름").save()
    told = cast.statement(
        cast.filing(cast.reporting_date(scene.book, date(2030, 9, 30)), scene.moon),
        document=scene.document,
    )
    cast.figure(told, scene.flowers, place="3", budget=5)
    cast.publish(told)
    assert not told_of(scene).exists()
    cast.publish(scene.statement)
    assert told_of(scene).exists()


def test_a_series_is_found_by_its_document_and_line(scene):
    own = new_statistic(scene)
    own.save()
    assert Statistic.objects.get_by_natural_key(*own.natural_key()) == own
