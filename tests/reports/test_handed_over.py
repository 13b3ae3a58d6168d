"""이체 because of a reorganisation, as a settlement prints it."""

from datetime import date

import pytest

from budgets.models import ChangeDay, SettlementItem
from reports.handed_over import read_handed_over
from tests import cast

pytestmark = pytest.mark.django_db

MAY_1 = date(2030, 5, 1)


@pytest.fixture
def settled():
    """꽃 심기 went from 별빛담당관 to 달빛담당관; the settlement of 2030 is published."""
    scene = cast.scene()
    last = cast.reporting_date(scene.book, date(2030, 12, 31), "결산")
    statement = cast.statement(
        cast.filing(last, scene.moon), document=scene.document, method="문서", unit="천원"
    )
    cast.figure(statement, scene.flowers, "7", budget=10_000)
    cast.publish(statement)
    above = item(scene, last, 1, parent=None, name="", count=1)
    own = item(scene, last, 2, parent=above, **sides(scene))
    return scene, last, above, own


def item(scene, when, position, **facts):
    known = {"document": scene.document, "reporting_date": when, "heading": "이체", "won": 10_000}
    return SettlementItem.objects.create(
        **known | {"place": 20 + position, "position": position, "name": "꽃 심기"} | facts
    )


def sides(scene):
    return {
        "given_to": scene.flowers,
        "from_department": scene.star,
        "to_department": scene.moon,
    }


def say(own, act, day):
    ChangeDay.objects.create(
        item=own, act=act, first=day, last=day, printed="날", document=own.document, place=9
    )


def test_a_line_is_told_with_both_departments_its_day_and_its_place(settled):
    scene, _, _, own = settled
    say(own, "의회 보고", date(2030, 6, 1))
    say(own, "조직개편", MAY_1)
    (told,) = read_handed_over([scene.book.pk]).values()
    assert (told.line, told.before, told.after) == (
        scene.flowers.pk,
        scene.star.code,
        scene.moon.code,
    )
    assert (told.day, told.days, told.source) == (MAY_1, "2030. 5. 1.", "2030-07 문서 22번째 줄")


def test_without_a_day_of_the_reorganisation_no_other_day_is_taken(settled):
    scene, _, _, own = settled
    say(own, "의회 보고", date(2030, 6, 1))
    (told,) = read_handed_over([scene.book.pk]).values()
    assert (told.day, told.days) == (None, "")


def test_a_line_that_was_handed_over_twice_is_told_by_neither(settled):
    scene, last, above, _ = settled
    item(scene, last, 3, parent=above, **sides(scene))
    assert read_handed_over([scene.book.pk]) == {}


def test_what_is_not_published_or_of_another_book_is_not_told(settled):
    scene, last, _, _ = settled
    assert read_handed_over([scene.book.pk + 1]) == {}
    cast.filing(last, scene.star)  # has not published its part
    assert read_handed_over([scene.book.pk]) == {}
