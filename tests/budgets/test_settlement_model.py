"""What a settlement prints of changes and remainders: what the tables refuse, who reads it."""

from datetime import date, timedelta

import pytest

from budgets.models import ChangeDay, SettlementItem
from tests import cast


@pytest.fixture
def scene(db):
    return cast.scene()


def heading(scene, **facts):
    known = {"document": scene.document, "reporting_date": scene.date, "heading": "전용"}
    return SettlementItem(**known | {"place": 20, "position": 1, "count": 1, "won": 10} | facts)


def new_item(scene):
    above = heading(scene)
    above.save()
    sides = {"taken_from": scene.trees, "given_to": scene.flowers}
    return heading(scene, position=2, parent=above, count=None, name="나무 심기", **sides)


def new_day(scene):
    item = new_item(scene)
    item.save()
    day = {"first": cast.JUNE_30, "last": cast.JUNE_30, "printed": "2030. 6. 30."}
    return ChangeDay(item=item, act="결정", document=scene.document, place=20, **day)


NEW = {SettlementItem: new_item, ChangeDay: new_day}
ONE_SIDED = {"heading": "이월", "taken_from": None, "given_to": None}
BARE = {"taken_from": None, "given_to": None}


def breaks(scene):
    """What breaks each constraint, and no other."""
    sides = {"taken_from": scene.trees, "given_to": scene.trees}
    return {
        "budgets_settlementitem_once": {"position": 1},
        "budgets_settlementitem_one_heading": {"parent": None, "name": "", **BARE},
        "budgets_settlementitem_heading_known": BARE
        | {"heading": "기타", "parent": None, "name": ""},
        "budgets_settlementitem_kind_of_a_carry": {"kind": "사고"},
        "budgets_settlementitem_amount": {"won": -1},
        "budgets_settlementitem_none_has_nothing": {"is_none": True},
        "budgets_settlementitem_heading_names_nothing": BARE | {"parent": None, "heading": "이용"},
        "budgets_settlementitem_item_says_something": {"won": None, "name": ""},
        "budgets_settlementitem_sides": {"line": scene.trees},
        "budgets_settlementitem_between_two": sides,
        "budgets_changeday_once": {},
        "budgets_changeday_act_known": {"act": "소문"},
        "budgets_changeday_in_order": {"last": cast.JUNE_30 - timedelta(days=1)},
    }


@pytest.mark.parametrize(("model", "constraint"), cast.constraints_of(*NEW))
def test_what_breaks_a_rule_is_refused_in_korean_and_by_the_database(scene, model, constraint):
    row = NEW[model](scene)
    if constraint.name == "budgets_changeday_once":
        row.save()
        row = cast.changed(row, {"pk": None})
        row._state.adding = True
    broken = cast.changed(row, breaks(scene)[constraint.name])
    cast.assert_refused_twice(broken, constraint)


def test_within_one_line_an_amount_moves_between_two_items(scene):
    sides = {"taken_from": scene.trees, "given_to": scene.trees}
    item = cast.changed(new_item(scene), sides | {"from_item": "사무관리비", "to_item": "시설비"})
    item.full_clean()
    item.save()
    assert str(item) == "2030-07:20 전용 나무 심기"


def test_what_is_carried_has_one_line_and_no_sides(scene):
    above = heading(scene, heading="이월")
    above.save()
    carried = heading(
        scene, heading="이월", position=2, parent=above, kind="사고", line=scene.trees, count=None
    )
    carried.full_clean()
    carried.save()
    assert carried.get_kind_display() == "사고이월"


def test_a_heading_without_a_case_has_no_amount(scene):
    none = heading(scene, is_none=True, won=None, count=None)
    none.full_clean()
    none.save()
    assert SettlementItem.objects.get_by_natural_key("2030-07", 1) == none


# Who reads it.


def own():
    return SettlementItem.objects.published().filter(document__key__startswith="2030")


def published_from_paper(scene, department):
    filing = scene.filing if department == scene.moon else cast.filing(scene.date, department)
    paper = {"version": 2, "method": "문서", "document": scene.document}
    written = cast.statement(filing, **paper)
    if department == scene.moon:
        cast.figure(written, scene.trees, "12", budget=100, spent=50)
    cast.publish(written)


def test_a_settlement_is_read_once_every_department_of_it_is_published(scene):
    day = new_day(scene)
    day.save()
    assert not own().exists()
    published_from_paper(scene, scene.moon)
    assert own().count() == 2
    assert ChangeDay.objects.published().filter(document=scene.document).get() == day
    cast.filing(scene.date, scene.star)
    assert not own().exists()
    assert not ChangeDay.objects.published().filter(document=scene.document).exists()


def test_a_settlement_of_a_document_that_holds_nothing_published_is_not_read(scene):
    heading(scene, document=cast.document(scene.office, "2030-08")).save()
    published_from_paper(scene, scene.moon)
    assert not own().exists()


def test_a_settlement_of_another_day_is_not_read_with_this_one(scene):
    later = cast.reporting_date(scene.book, date(2030, 12, 31), "결산")
    heading(scene, reporting_date=later).save()
    published_from_paper(scene, scene.moon)
    assert not own().exists()
