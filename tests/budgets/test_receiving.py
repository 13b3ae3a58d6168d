"""세입 as an office enters it. 다온 runs the office, 나래 reviews for it, 가람 writes for a division."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from budgets import receiving
from budgets.amounts import Unit
from budgets.filing import NotYours, Refused
from budgets.measures import REVENUE_MEASURES
from budgets.models import RevenuePublication, RevenueReturn
from budgets.revenue_sheet import Line, reading
from tests import cast

PAST = 2020  # a year that is over by whatever clock
DAY = date(PAST, 12, 31)


@pytest.fixture
def reviewer(scene):
    return cast.member("나래", scene.office, "검토자")


def rows(received="80", uncollected="10"):
    amounts = {"assessed": "90", "received": received, "uncollected": uncollected}
    cells = dict.fromkeys(REVENUE_MEASURES, "")
    lines = [Line("1", "세외수입", cells), Line("2", "사용료", cells | amounts)]
    return reading(lines, Unit.THOUSAND).rows


def handed_in(scene, by, own=None, follows=0, **facts):
    known = {"office": scene.office, "account": scene.account, "fiscal_year": PAST, "day": DAY}
    said = {"stage": "결산", "unit": Unit.THOUSAND, "at": cast.NOON, "key": None}
    told = {"rows": own or rows(), "follows": follows, "by": by}
    return receiving.hand_in_revenue(**known | said | told | facts)


def confirm(returned, by):
    return receiving.confirm_revenue(returned=returned, by=by, at=cast.NOON)


def test_a_return_holds_the_tree_with_its_day_and_who_entered_it(scene, operator):
    own = handed_in(scene, operator)
    assert (own.version, own.day, own.by, own.unit) == (1, DAY, operator, "천원")
    above, below = own.rows.order_by("position")
    assert (above.name, above.received, above.received_state) == ("세외수입", None, "absent")
    assert (below.parent, below.received, below.budget_state) == (above, 80_000, "absent")
    assert receiving.rows_in(own) == list(rows())


def test_a_later_one_takes_its_place_and_the_earlier_stays(scene, operator):
    first = handed_in(scene, operator)
    with pytest.raises(Refused, match="앞의 판과 같습니다"):
        handed_in(scene, operator, follows=1)
    with pytest.raises(Refused, match="다온 님이 제1판을 냈습니다"):
        handed_in(scene, operator, rows("70", "20"))
    second = handed_in(scene, operator, rows("70", "20"), follows=1)
    own = RevenueReturn.objects.filter(office=scene.office).order_by("version")
    assert list(own) == [first, second]
    assert receiving.rows_in(first) == list(rows())


def test_a_request_sent_twice_is_carried_out_once(scene, operator):
    key = uuid4()
    assert handed_in(scene, operator, key=key) == handed_in(scene, operator, key=key)


def test_what_does_not_add_up_or_lies_ahead_is_refused(scene, operator):
    for facts, words in (
        ({"own": rows("80", "9")}, "미수납액 9,000원"),
        ({"day": date(2030, 12, 31), "fiscal_year": 2030}, "오늘보다 뒤"),
        ({"day": date(PAST - 1, 12, 31)}, "회계연도의 기준일이 아닙니다"),
        ({"day": date(PAST, 12, 30)}, "끝나는 12월 31일부터"),
        ({"stage": "예산"}, "집행이나 결산"),
    ):
        with pytest.raises(Refused, match=words):
            handed_in(scene, operator, **facts)
    assert not RevenueReturn.objects.filter(office=scene.office).exists()


def test_revenue_is_the_office_s_and_no_division_enters_it(scene, reviewer):
    division = cast.member("가람", scene.moon, "담당자")
    for person in (division, reviewer):
        with pytest.raises(NotYours):
            handed_in(scene, person)
    with pytest.raises(NotYours):
        handed_in(scene, division, office=scene.moon)
    assert handed_in(scene, cast.member("마루", scene.office, "담당자")).version == 1


def test_somebody_else_confirms_the_newest_one(scene, operator, reviewer):
    first = handed_in(scene, operator)
    with pytest.raises(Refused, match="스스로 공개"):
        confirm(first, operator)
    second = handed_in(scene, operator, rows("70", "20"), follows=1)
    with pytest.raises(Refused, match="가장 새 판"):
        confirm(first, reviewer)
    with pytest.raises(NotYours):
        confirm(second, cast.member("라온", cast.office("노을기획관"), "총괄"))
    assert confirm(second, reviewer) == confirm(second, reviewer)
    assert list(RevenueReturn.objects.published().filter(office=scene.office)) == [second]


def test_who_runs_the_office_finds_what_waits_on_the_desk(scene, operator, reviewer):
    own = handed_in(scene, operator)
    page = reverse("own_revenue", args=[scene.office.pk, PAST, scene.account.pk])
    assert page in cast.come_as(operator).get(reverse("desk")).text
    confirm(own, reviewer)
    assert page not in cast.come_as(operator).get(reverse("desk")).text


# --- the page -------------------------------------------------------------------------------------


def form(follows=0, **texts):
    known = {"act": "save", "key": str(uuid4()), "follows": follows, "unit": "천원"}
    named = {"level-0": "1", "name-0": "세외수입", "level-1": "2", "name-1": "사용료"}
    amounts = {"assessed-1": "90", "received-1": "80", "uncollected-1": "10"}
    when = {"stage": "결산", "day": DAY.isoformat()}
    return known | named | amounts | when | {k.replace("_", "-"): v for k, v in texts.items()}


def test_from_the_form_to_what_everybody_reads_and_takes_out(scene, operator, reviewer):
    page = reverse("own_revenue", args=[scene.office.pk, PAST, scene.account.pk])
    writing, reading_it = cast.come_as(operator), cast.come_as(reviewer)
    said = form()
    assert [writing.post(page, said).status_code for _ in range(2)] == [302, 302]
    own = RevenueReturn.objects.get(office=scene.office)
    public = f"/revenue/해오름기획관/{PAST}"
    assert Client().get(public).status_code == 404
    shown = writing.get(page).text
    assert 'value="사용료"' in shown
    assert 'value="80"' in shown
    assert "세입 내기" not in reading_it.get(page).text
    done = reading_it.post(page, {"act": "publish", "version": 1, "key": str(uuid4())})
    assert done.status_code == 302
    assert RevenuePublication.objects.get(returned=own).by == reviewer
    told = Client().get(f"{public}.json").json()
    table = told["tables"][0]
    found = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
    assert [(each["name"], each["received"], each["place"]) for each in found] == [
        ("합계", 80_000, "아래 과목을 더함"),
        ("세외수입", 80_000, "아래 과목을 더함"),
        ("사용료", 80_000, "실국이 적은 제출본 제1판"),
    ]
    assert "일반" not in table["title"]
    assert f"시험회계 세입 제1판, {operator} 적음" in Client().get(public).text
    listed = writing.get(reverse("own_revenues")).text
    assert page in listed
    assert "공개됨" in listed


def test_all_that_is_wrong_stands_on_the_form_with_what_was_typed(scene, operator):
    page = reverse("own_revenue", args=[scene.office.pk, PAST, scene.account.pk])
    wrong = form(uncollected_1="9", received_0="79", assessed_0="열") | {"name-300": "사용료"}
    answer = cast.come_as(operator).post(page, wrong)
    assert answer.status_code == 422
    for words in (
        "미수납액 9천원: 징수결정액 − 실제수납액의 값은 10천원입니다.",
        "79천원: 아래 과목을 더하면 80천원입니다.",
        "‘열’",
        "1줄을 읽지 않았습니다",
        'value="열"',
        'href="#uncollected-1"',
    ):
        assert words in answer.text
    assert not RevenueReturn.objects.filter(office=scene.office).exists()


def test_more_rows_and_another_unit_save_nothing(scene, operator):
    page = reverse("own_revenue", args=[scene.office.pk, PAST, scene.account.pk])
    more = cast.come_as(operator).post(page, form() | {"act": "more"})
    assert 'name="name-5"' in more.text
    assert 'value="80"' in more.text
    other = cast.come_as(operator).post(page, form() | {"act": "unit-원"})
    assert 'value="80,000"' in other.text
    halves = form(received_1="80.5") | {"unit": "원", "act": "unit-천원"}
    stayed = cast.come_as(operator).post(page, halves).text
    assert "고치고 나서 단위를 바꿉니다" in stayed
    assert 'value="80.5"' in stayed
    assert 'name="unit" value="원"' in stayed
    assert not RevenueReturn.objects.filter(office=scene.office).exists()


def test_who_entered_meanwhile_is_told_and_an_old_version_is_only_looked_at(scene, operator):
    handed_in(scene, operator)
    page = reverse("own_revenue", args=[scene.office.pk, PAST, scene.account.pk])
    writing = cast.come_as(operator)
    late = writing.post(page, form(received_1="70", uncollected_1="20"))
    assert late.status_code == 422
    assert "제1판을 냈습니다" in late.text
    assert 'name="follows" value="1"' in late.text
    handed_in(scene, operator, rows("70", "20"), follows=1)
    before = writing.get(page, {"version": 1}).text
    assert "앞의 판입니다" in before
    assert 'data-label="실제수납액">80<' in before


def test_what_is_not_one_s_own_is_not_there(scene, operator, reviewer):
    page = reverse("own_revenue", args=[scene.office.pk, PAST, scene.account.pk])
    assert cast.come_as(reviewer).post(page, form()).status_code == 404
    assert cast.come_as(operator).post(page, form() | {"follows": [0, 0]}).status_code == 404
    stranger = cast.member("라온", cast.office("노을기획관"), "총괄")
    assert cast.come_as(stranger).get(page).status_code == 404
    for wrong in (
        reverse("own_revenue", args=[scene.office.pk, 2999, scene.account.pk]),
        reverse("own_revenue", args=[scene.moon.pk, PAST, scene.account.pk]),
        reverse("own_revenue", args=[scene.office.pk, PAST, cast.account("남의 회계").pk]),
        f"{page}?version=4",
    ):
        assert cast.come_as(operator).get(wrong).status_code == 404
