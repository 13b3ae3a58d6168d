"""집행잔액의 사유 as a department enters them. 가람 writes for 달빛담당관, 다온 runs the office."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from budgets import explaining
from budgets.amounts import Unit
from budgets.filing import NotYours, Refused
from budgets.lapsing import Given
from budgets.models import Explanation, ExplanationPublication, Filing, LapseReason
from tests import cast
from tests.budgets.guarding import explanations as made

MODELS = (Explanation, LapseReason)
DECEMBER_31 = date(2030, 12, 31)


def handed_in(scene, filing=None, version=1, **spent):
    """나무 심기 has 100,000 left of 300,000, 꽃 심기 20,000 of 50,000; nothing was carried over."""
    if filing is None:
        day = cast.reporting_date(scene.book, DECEMBER_31, "결산")
        filing = cast.filing(day, scene.moon)
    written = cast.statement(filing, version)
    for line, budget, used in ((scene.trees, 300_000, 200_000), (scene.flowers, 50_000, 30_000)):
        used = spent.get("trees", used) if line == scene.trees else used
        cast.figure(written, line, budget=budget, spent=used, carried=0)
    return written


@pytest.fixture
def settled(scene):
    written = handed_in(scene)
    Filing.objects.filter(pk=written.filing_id).update(standing=written)
    return Filing.objects.get(pk=written.filing_id)


def given(scene, **won):
    keys = {
        "trees": f"l{scene.trees.pk}",
        "flowers": f"l{scene.flowers.pk}",
        "river": f"p{scene.program.pk}",
    }
    return [Given(keys[name], "낙찰차액", amount) for name, amount in won.items()]


def explained(settled, rows, by, follows=0, **facts):
    known = {"unit": Unit.THOUSAND, "at": cast.NOON, "key": None}
    return explaining.explain(filing=settled, given=rows, follows=follows, by=by, **known | facts)


def publish(explanation, by):
    return explaining.publish_explanation(explanation=explanation, by=by, at=cast.NOON)


def test_an_explanation_holds_all_that_is_given_of_the_statement_that_stands(
    scene, settled, officer
):
    own = explained(settled, given(scene, trees=60_000, river=10_000), officer)
    assert (own.version, own.statement, own.by) == (1, settled.standing, officer)
    assert [(each.line, each.program, each.won) for each in own.reasons.order_by("won")] == [
        (None, scene.program, 10_000),
        (scene.trees, None, 60_000),
    ]
    assert own not in Explanation.objects.published()


def test_a_later_one_takes_the_place_of_an_earlier_and_both_stay(scene, settled, officer):
    first = explained(settled, given(scene, trees=60_000), officer)
    second = explained(settled, given(scene, trees=50_000), officer, follows=1)
    assert list(settled.explanations.all()) == [first, second]
    assert explaining.given_in(first) == given(scene, trees=60_000)
    with pytest.raises(Refused, match="앞의 판과 같습니다"):
        explained(settled, given(scene, trees=50_000), officer, follows=2)
    assert explained(settled, [], officer, follows=2).reasons.count() == 0


def test_whoever_began_with_an_older_version_is_told_and_writes_nothing(scene, settled, officer):
    explained(settled, given(scene, trees=60_000), officer)
    with pytest.raises(Refused, match="가람 님이 제1판을 냈습니다"):
        explained(settled, given(scene, trees=50_000), officer, follows=0)
    assert Explanation.objects.filter(filing=settled).count() == 1


def test_a_version_that_nobody_handed_in_is_not_followed(scene, settled, officer):
    with pytest.raises(Refused, match="아직 낸 판이 없습니다"):
        explained(settled, given(scene, trees=60_000), officer, follows=3)


def test_a_request_sent_twice_is_carried_out_once(scene, settled, officer):
    key = uuid4()
    rows = given(scene, trees=60_000)
    assert explained(settled, rows, officer, key=key) == explained(settled, rows, officer, key=key)


def test_more_than_lapsed_is_refused_of_a_line_and_of_a_program(scene, settled, officer):
    for rows, words in (
        (given(scene, trees=100_001), "나무 심기: 사유의 합 100,001원이 집행잔액 100,000원보다"),
        (given(scene, river=30_000, trees=95_000), "강가 가꾸기: 사유의 합 125,000원"),
        ([], "적은 사유가 없습니다"),
    ):
        with pytest.raises(Refused, match=words):
            explained(settled, rows, officer)


def test_where_nobody_says_what_was_carried_over_nothing_is_explained(scene, officer):
    day = cast.reporting_date(scene.book, DECEMBER_31, "결산")
    written = cast.statement(cast.filing(day, scene.moon))
    cast.figure(written, scene.trees, budget=300_000, spent=200_000)
    Filing.objects.filter(pk=written.filing_id).update(standing=written)
    with pytest.raises(Refused, match="집행잔액을 알 수 없어"):
        explained(Filing.objects.get(pk=written.filing_id), given(scene, trees=1), officer)


def test_a_dash_spends_nothing_and_what_was_carried_over_did_not_lapse(scene):
    day = cast.reporting_date(scene.book, DECEMBER_31, "결산")
    written = cast.statement(cast.filing(day, scene.moon))
    cast.figure(written, scene.trees, budget=300_000, spent=200_000, carried=70_000)
    row = cast.amounts(budget=50_000) | {"spent_state": "dash"}
    scene.flowers.figures.create(statement=written, **row)
    told = {each.name: each.lapsed for each in explaining.places_of(written)}
    assert told == {"강가 가꾸기": 80_000, "나무 심기": 30_000, "꽃 심기": 50_000}


def test_only_a_settlement_is_explained_and_only_by_its_department(
    scene, settled, officer, operator
):
    Filing.objects.filter(pk=scene.filing.pk).update(standing=scene.statement)
    with pytest.raises(Refused, match="결산 기준일"):
        explained(Filing.objects.get(pk=scene.filing.pk), given(scene, trees=10), officer)
    stranger = cast.member("마루", scene.star, "담당자")
    for person in (stranger, operator):
        with pytest.raises(NotYours):
            explained(settled, given(scene, trees=10), person)


def test_it_is_published_by_who_runs_the_office_beside_published_figures(
    scene, settled, officer, operator
):
    first = explained(settled, given(scene, trees=60_000), officer)
    with pytest.raises(Refused, match="금액을 먼저 공개"):
        publish(first, operator)
    cast.publish(settled.standing)
    second = explained(settled, given(scene, trees=50_000), officer, follows=1)
    with pytest.raises(Refused, match="가장 새 판"):
        publish(first, operator)
    with pytest.raises(NotYours):
        publish(second, officer)
    done = publish(second, operator)
    assert publish(second, operator) == done
    own = Explanation.objects.published().filter(filing=settled)
    assert list(own) == [second]


def test_nobody_publishes_what_he_wrote_himself(scene, settled):
    both = cast.member("가람", scene.office, "담당자")
    cast.member("가람", scene.office, "총괄")
    cast.publish(settled.standing)
    with pytest.raises(Refused, match="스스로 공개"):
        publish(explained(settled, given(scene, trees=10), both), both)


def test_what_no_longer_fits_corrected_amounts_is_not_published(scene, settled, officer, operator):
    cast.publish(settled.standing)
    own = explained(settled, given(scene, trees=60_000), officer)
    cast.publish(handed_in(scene, settled, version=2, trees=299_000))
    with pytest.raises(Refused, match="사유의 합 60,000원이 집행잔액 1,000원보다"):
        publish(own, operator)


# --- what the tables refuse -----------------------------------------------------------------------

BREAKS = {
    "budgets_explanation_version_once": {},
    "budgets_explanation_counts_from_one": {"version": 0},
    "budgets_explanation_unit_known": {"unit": "달러"},
    "budgets_lapsereason_reason_trimmed": {"reason": ""},
    "budgets_lapsereason_once_a_line": {},
    "budgets_lapsereason_once_a_program": {},
    "budgets_lapsereason_of_one": {"program_id": 1},
    "budgets_lapsereason_of_something": {"won": 0},
}


@pytest.mark.parametrize(("model", "constraint"), cast.constraints_of(*MODELS))
def test_what_breaks_a_rule_is_refused_in_korean_and_by_the_database(scene, model, constraint):
    whole = made.explanation(scene)
    if model is LapseReason:
        of = {"program": scene.program, "line": None} if "program" in constraint.name else {}
        whole = made.reason(scene, whole, **of)
    again = cast.changed(whole, {"pk": None})
    again._state.adding = True
    changes = BREAKS[constraint.name]
    if model is Explanation and changes:
        changes = {"version": 2} | changes
    elif changes:
        changes = {"reason": "예산절감"} | changes
    if "program_id" in changes:
        changes["program_id"] = scene.program.pk
    cast.assert_refused_twice(cast.changed(again, changes), constraint)


# --- the page -------------------------------------------------------------------------------------


def form(scene, follows=0, unit="천원", **texts):
    boxes = {f"r-l{scene.trees.pk}-0": texts.get("trees", ""), "name-5": texts.get("name", "")}
    boxes[f"r-l{scene.flowers.pk}-5"] = texts.get("flowers", "")
    known = {"act": "save", "key": str(uuid4()), "follows": follows, "unit": unit}
    return known | boxes | texts.get("also", {})


def test_from_an_officer_s_form_to_what_is_published(scene, settled, officer, operator):
    cast.publish(settled.standing)
    page = reverse("reasons", args=[settled.pk])
    writing, running = cast.come_as(officer), cast.come_as(operator)
    said = form(scene, trees="60", flowers="20", name="비 피해")
    assert [writing.post(page, said).status_code for _ in range(2)] == [302, 302]
    own = Explanation.objects.get(filing=settled)
    assert [(str(r.line), r.reason, r.won) for r in own.reasons.order_by("won")] == [
        ("꽃 심기", "비 피해", 20_000),
        ("나무 심기", "낙찰차액", 60_000),
    ]
    shown = writing.get(page).text
    assert 'value="비 피해"' in shown
    assert 'value="60"' in shown
    assert 'data-label="사유 미기재">40<' in shown
    assert page in running.get(reverse("desk")).text
    assert "공개 전" in running.get(page).text
    assert "사유서 내기" not in running.get(page).text
    done = running.post(page, {"act": "publish", "version": 1, "key": str(uuid4())})
    assert done.status_code == 302
    assert ExplanationPublication.objects.get().explanation == own
    assert page not in running.get(reverse("desk")).text
    writing.post(page, form(scene, follows=1, trees="50"))
    assert "공개 전" in writing.get(page).text
    before = writing.get(page, {"version": 1}).text
    assert "앞의 판입니다" in before
    assert 'data-label="낙찰차액">60<' in before


def test_all_that_is_wrong_stands_on_the_form_with_what_was_typed(scene, settled, officer):
    page = reverse("reasons", args=[settled.pk])
    answer = cast.come_as(officer).post(page, form(scene, trees="101", flowers="열"))
    assert answer.status_code == 422
    assert "사유의 합 101천원이 집행잔액 100천원보다 1천원 많습니다." in answer.text
    assert "‘열’" in answer.text
    assert 'value="열"' in answer.text
    assert f'href="#r-l{scene.trees.pk}-0"' in answer.text
    assert not Explanation.objects.filter(filing=settled).exists()


def test_another_unit_draws_what_was_typed_and_saves_nothing(scene, settled, officer):
    page = reverse("reasons", args=[settled.pk])
    answer = cast.come_as(officer).post(page, form(scene, trees="60") | {"act": "unit-원"})
    assert 'value="60,000"' in answer.text
    assert not Explanation.objects.filter(filing=settled).exists()
    # Half a won is no amount; as 백만원 the same letters would be one.
    halves = form(scene, trees="60.5", unit="원") | {"act": "unit-백만원"}
    stayed = cast.come_as(officer).post(page, halves)
    assert "고치고 나서 단위를 바꿉니다" in stayed.text
    assert 'value="60.5"' in stayed.text
    assert 'name="unit" value="원"' in stayed.text


def test_who_writes_meanwhile_is_told_of_the_other_version(scene, settled, officer):
    explained(settled, given(scene, trees=10_000), officer)
    page = reverse("reasons", args=[settled.pk])
    answer = cast.come_as(officer).post(page, form(scene, follows=0, trees="20"))
    assert answer.status_code == 422
    assert "제1판을 냈습니다" in answer.text
    assert 'name="follows" value="1"' in answer.text
    assert 'value="20"' in answer.text


def test_what_is_not_one_s_own_or_no_settlement_is_not_there(scene, settled, officer, operator):
    page = reverse("reasons", args=[settled.pk])
    assert cast.come_as(operator).post(page, form(scene, trees="1")).status_code == 404
    publishing = {"act": "publish", "version": 1, "key": str(uuid4())}
    assert cast.come_as(officer).post(page, publishing).status_code == 404
    assert cast.come_as(officer).get(page, {"version": 3}).status_code == 404
    twice = form(scene, trees="1") | {"follows": [0, 0]}
    assert cast.come_as(officer).post(page, twice).status_code == 404
    Filing.objects.filter(pk=scene.filing.pk).update(standing=scene.statement)
    assert cast.come_as(officer).get(reverse("reasons", args=[scene.filing.pk])).status_code == 404
    desk = cast.come_as(officer).get(reverse("history", args=[settled.pk])).text
    assert page in desk
