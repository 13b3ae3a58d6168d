"""What of the changes that an office entered leads a published 예산현액, and what a settlement says of it."""

from datetime import date, timedelta

import pytest

from budgets.models import BudgetChange, SettlementItem
from reports.bridge_known import read_ledger, with_stated
from reports.bridge_stated import ADDED, HELD, ONE_SIDED, WITHIN, Item, Stated, read_stated
from reports.execution import read_execution
from tests import cast
from tests.reports.answers import facts, row

pytestmark = pytest.mark.django_db

LATER = cast.NOON + timedelta(days=1)
JANUARY = date(2030, 1, 1)
PAGE = "/bridge/해오름기획관/2030-06-30-집행"


@pytest.fixture
def scene():
    """On 1 January 100 and 40 were voted; on 30 June there are 130 and 30, handed in later."""
    found = cast.scene()
    voted = cast.statement(
        cast.filing(cast.reporting_date(found.book, JANUARY, "예산"), found.moon)
    )
    cast.figure(voted, found.trees, appropriated=100)
    cast.figure(voted, found.flowers, appropriated=40)
    cast.publish(voted)
    return found


def publish(scene, trees=130, flowers=30):
    written = cast.statement(scene.filing, 2, handed_in_at=LATER)
    cast.figure(written, scene.trees, budget=trees, spent=0)
    cast.figure(written, scene.flowers, budget=flowers, spent=0)
    cast.publish(written)


def change(scene, kind, won, taken_from=None, given_to=None, **facts):
    known = {"decided_on": date(2030, 3, 1), "reason": "집중호우", "by": cast.user(f"다온{won}")}
    sides = {"taken_from": taken_from, "given_to": given_to}
    return BudgetChange.objects.create(
        kind=kind, won=won, **sides, **{**known, "at": cast.NOON, **facts}
    )


STEPS = ("appropriated", "supplement", "reserve", "transfer", "unexplained", "budget")


def test_entered_changes_lead_from_what_was_voted_to_what_is_published(scene, tables):
    change(scene, "추경", 15, given_to=scene.trees, turn=1)
    change(scene, "전용", 10, scene.flowers, scene.trees)
    change(scene, "예비비", 5, given_to=scene.trees)
    publish(scene)
    table, known = tables(PAGE)
    assert facts(row(table, "나무 심기"), *STEPS) == [100, 15, 5, 10, 0, 130]
    assert facts(row(table, "꽃 심기"), *STEPS) == [40, "-", "-", -10, 0, 30]
    assert facts(row(table, "합계", "total"), *STEPS) == [140, 15, 5, 0, 0, 160]
    assert [each[2] for each in known["rows"]] == ["추경", "전용", "예비비"]
    assert "예산액은 2030년 예산의 예산액이고, 추경은 그 뒤에 결정된 것입니다." in table["notes"]


def test_what_the_changes_do_not_reach_is_left_unexplained(scene, tables):
    change(scene, "전용", 10, scene.flowers, scene.trees)
    publish(scene)
    assert facts(row(tables(PAGE)[0], "나무 심기"), "transfer", "unexplained") == [10, 20]


def test_a_change_that_no_published_amount_holds_yet_is_not_told(scene, tables):
    publish(scene)
    change(scene, "전용", 10, scene.flowers, scene.trees, at=LATER + timedelta(days=1))
    (table,) = tables(PAGE)
    assert facts(row(table, "나무 심기"), "transfer", "unexplained") == ["-", 30]


def test_a_change_that_was_decided_later_does_not_lead_to_the_day(scene, tables):
    change(scene, "전용", 10, scene.flowers, scene.trees, decided_on=date(2030, 7, 1))
    publish(scene)
    assert facts(row(tables(PAGE)[0], "나무 심기"), "transfer") == ["-"]


def test_a_budget_of_the_day_itself_holds_its_supplements(scene, tables):
    """Where no 예산 is published the date's own 예산액 is what was voted until then."""
    other = cast.book(scene.office, 2031)
    program = cast.program(other, scene.moon, scene.account)
    line = cast.line(program, "물 대기")
    change(scene, "추경", 15, given_to=line, turn=1, decided_on=date(2031, 3, 1))
    day = cast.reporting_date(other, date(2031, 6, 30))
    written = cast.statement(cast.filing(day, scene.moon), handed_in_at=LATER)
    cast.figure(written, line, appropriated=65, budget=70)
    cast.publish(written)
    table = tables("/bridge/해오름기획관/2031-06-30-집행")[0]
    assert facts(row(table, "물 대기"), *STEPS) == [65, "-", "-", "-", 5, 70]


def test_a_line_that_was_not_voted_began_with_nothing(scene, tables):
    new = cast.line(scene.program, "바람 막기")
    written = cast.statement(scene.filing, 2, handed_in_at=LATER)
    for line in (scene.trees, scene.flowers, new):
        cast.figure(written, line, budget=100, spent=0)
    cast.publish(written)
    assert facts(row(tables(PAGE)[0], "바람 막기"), "appropriated", "unexplained") == ["-", 100]


# --- what a settlement says -----------------------------------------------------------------------


def item(taken_from, given_to, won=10):
    return Item("transfer", "전용", won, taken_from, given_to, ("-", "-"), "문서")


@pytest.mark.parametrize(
    ("sides", "left", "how", "moved"),
    [
        ((1, 1), {1: 30}, WITHIN, ((1, 0),)),
        ((1, 2), {1: -10, 2: 10}, ADDED, ((1, -10), (2, 10))),
        ((1, 2), {1: 0, 2: 10}, ADDED, ((1, -10), (2, 10))),
        ((1, 2), {1: 0, 2: 0}, HELD, ((1, 0), (2, 0))),
        ((None, 2), {2: 0}, HELD, ((2, 0),)),
        ((None, 2), {2: 10}, ONE_SIDED, ()),
        ((None, None), {}, ONE_SIDED, ()),
    ],
)
def test_what_a_settlement_says_is_added_only_where_it_leads_somewhere(sides, left, how, moved):
    own = item(*sides)
    assert own.standing(left) == how
    assert own.sides(how) == moved


def ledger_of(scene):
    found = read_execution([scene.date])
    return read_ledger([scene.date], found), found


def test_what_is_entered_and_stated_counts_once(scene):
    change(scene, "전용", 10, scene.flowers, scene.trees)
    publish(scene)
    ledger, found = ledger_of(scene)
    again = with_stated(ledger, Stated((item(scene.flowers.pk, scene.trees.pk),)), found)
    assert again.moves[scene.trees.pk] == {"transfer": 10}
    more = with_stated(ledger, Stated((item(scene.flowers.pk, scene.trees.pk, 7),)), found)
    assert more.moves[scene.trees.pk] == {"transfer": 17}


def test_that_there_was_none_is_said_of_one_account_and_not_of_several(scene):
    publish(scene)
    ledger, found = ledger_of(scene)
    none = Stated(nothing=frozenset({"inner"}))
    assert with_stated(ledger, none, found).nothing == {"inner"}
    fund = cast.program(scene.book, scene.moon, cast.account("시험기금", kind="기금"))
    written = cast.statement(scene.filing, 3, handed_in_at=LATER + timedelta(days=1))
    cast.figure(written, scene.trees, budget=130)
    cast.figure(written, cast.line(fund, "맡긴 돈"), budget=1)
    cast.publish(written)
    ledger, found = ledger_of(scene)
    assert with_stated(ledger, none, found).nothing == frozenset()


def test_the_reserve_of_a_settlement_is_a_step_of_the_line_it_was_spent_on():
    item = Item("reserve", "예비비 사용", 400, None, 7, ("-", "나무 심기"), "문서")
    how = item.standing({7: 400})
    assert (how, item.sides(how)) == (ADDED, ((7, 400),))
    nobody = Item("reserve", "예비비 사용", 400, None, None, ("-", "-"), "문서")
    assert (nobody.standing({}), nobody.sides(ONE_SIDED)) == (ONE_SIDED, ())


def test_a_settlement_is_read_once_all_of_its_departments_are_published(scene):
    written = cast.statement(scene.filing, 2, document=scene.document, method="문서")
    cast.figure(written, scene.trees, "12", budget=130)
    cast.publish(written)
    SettlementItem.objects.create(
        document=scene.document,
        place=1,
        position=1,
        reporting_date=scene.date,
        heading="이용",
        is_none=True,
    )
    assert read_stated([scene.date], ()) == Stated(nothing=frozenset({"reallocation"}))
    cast.filing(scene.date, scene.star)
    assert read_stated([scene.date], ()) == Stated()


def told(scene, position, heading="전용", parent=None, **facts):
    own = {"document": scene.document, "place": position, "position": position}
    date = {"reporting_date": scene.date, "heading": heading, "parent": parent}
    return SettlementItem.objects.create(**own, **date, **facts)


def test_a_line_that_no_item_names_moved_nothing_where_all_items_are_named(scene):
    written = cast.statement(scene.filing, 2, document=scene.document, method="문서")
    cast.figure(written, scene.trees, "12", budget=130)
    cast.figure(written, scene.flowers, "13", budget=30)
    cast.publish(written)
    ledger = ledger_of(scene)[0]
    assert ledger.moves == {}
    head = told(scene, 1, won=10, count=1)
    within = {"taken_from": scene.trees, "given_to": scene.trees}
    within |= {"from_item": "시설비", "to_item": "사무관리비"}
    told(scene, 2, parent=head, won=10, **within)
    assert ledger_of(scene)[0].moves[scene.flowers.pk] == {"transfer": 0}
    # Of a second item that comes to nothing of the heading's amount anybody may have had a part.
    other = told(scene, 3, "이체", won=30, count=2)
    told(scene, 4, "이체", other, won=20, **within)
    assert ledger_of(scene)[0].moves[scene.flowers.pk] == {"transfer": 0}


def test_a_reserve_whose_lines_are_all_named_went_to_no_other(scene):
    written = cast.statement(scene.filing, 2, document=scene.document, method="문서")
    cast.figure(written, scene.trees, "12", appropriated=100, budget=110)
    cast.figure(written, scene.flowers, "13", appropriated=30, budget=30)
    cast.publish(written)
    head = told(scene, 1, "예비비", won=10, count=1)
    told(scene, 2, "예비비", head, won=10, line=scene.trees)
    moves = ledger_of(scene)[0].moves
    assert moves == {scene.trees.pk: {"reserve": 10}, scene.flowers.pk: {"reserve": 0}}


def test_a_department_that_gave_from_a_line_not_named_is_not_known_to_have_given_nothing(scene):
    written = cast.statement(scene.filing, 2, document=scene.document, method="문서")
    cast.figure(written, scene.flowers, "13", budget=30)
    cast.publish(written)
    head = told(scene, 1, "이체", won=10, count=1)
    told(scene, 2, "이체", head, won=10, from_department=scene.moon, to_department=scene.star)
    assert ledger_of(scene)[0].moves == {}
