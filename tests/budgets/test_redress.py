"""시정·권고사항 as the office writes them. 가람 writes for 달빛담당관, 다온 runs the office."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from budgets import redress
from budgets.filing import NotYours, Refused
from budgets.models import Finding, FindingPublication, FindingStep
from tests import cast
from tests.budgets.guarding import findings as made


def raised(scene, by, **facts):
    known = {
        "department": scene.moon,
        "fiscal_year": 2030,
        "source": "결산검사",
        "number": "3",
        "title": "나무 심기 지연",
        "raised_on": cast.JUNE_30,
        "asked": "봄에 심을 것",
        "lines": [scene.trees],
        "key": None,
    }
    return redress.raise_finding(**known | {"by": by, "at": cast.NOON} | facts)


def stepped(finding, by, **facts):
    known = {"side": "조치", "status": "추진 중", "day": cast.JUNE_30, "words": "봄에 심기로 함"}
    source = {"by": by, "at": cast.NOON, "key": None}
    return redress.add_step(finding=finding, **known | source | facts)


def test_what_an_officer_raises_is_of_his_department_and_about_its_lines(scene, officer):
    finding = raised(scene, officer)
    assert (finding.office, [*finding.departments.all()]) == (scene.office, [scene.moon])
    assert [(each.line, each.how) for each in finding.lines.all()] == [(scene.trees, "고름")]
    assert finding not in Finding.objects.published()


def test_a_request_sent_twice_is_carried_out_once(scene, officer):
    key, other = uuid4(), uuid4()
    finding = raised(scene, officer, key=key)
    assert raised(scene, officer, key=key) == finding
    assert stepped(finding, officer, key=other) == stepped(finding, officer, key=other)
    assert FindingStep.objects.filter(finding=finding).count() == 1


def test_nobody_writes_for_a_department_that_is_not_his(scene, officer, operator):
    stranger = cast.member("마루", scene.star, "담당자")
    finding = raised(scene, officer)
    for person in (stranger, operator):
        with pytest.raises(NotYours):
            raised(scene, person)
        with pytest.raises(NotYours):
            stepped(finding, person)


def test_what_is_later_than_today_or_about_a_foreign_line_is_refused(scene, officer):
    tomorrow = date(2030, 7, 2)
    foreign = cast.line(cast.program(scene.book, scene.star, scene.account))
    finding = raised(scene, officer)
    for act in (
        lambda: raised(scene, officer, raised_on=tomorrow),
        lambda: raised(scene, officer, lines=[foreign]),
        lambda: raised(scene, officer, lines=[scene.trees], fiscal_year=2031),
        lambda: raised(scene, officer, raised_on=date(2028, 12, 31)),
        lambda: stepped(finding, officer, day=tomorrow),
        lambda: stepped(finding, officer, day=date(2030, 6, 29)),
    ):
        with pytest.raises(Refused):
            act()
    with pytest.raises(ValidationError, match="상태"):
        stepped(finding, officer, status="")


def test_the_operator_publishes_a_finding_and_then_its_steps(scene, officer, operator):
    finding = raised(scene, officer)
    step = stepped(finding, officer)
    with pytest.raises(Refused, match="먼저 공개"):
        redress.publish_step(step=step, by=operator, at=cast.NOON)
    first = redress.publish_finding(finding=finding, by=operator, at=cast.NOON)
    later = cast.NOON + timedelta(days=1)
    assert redress.publish_finding(finding=finding, by=operator, at=later) == first
    assert step not in FindingStep.objects.published()
    redress.publish_step(step=step, by=operator, at=cast.NOON)
    assert step in FindingStep.objects.published()


def test_nobody_publishes_his_own_words_nor_those_of_another_office(scene):
    both = cast.member("가람", scene.office, "담당자")
    cast.member("가람", scene.office, "총괄")
    elsewhere = cast.member("라온", cast.office("노을기획관"), "총괄")
    finding = raised(scene, both)
    with pytest.raises(Refused, match="스스로 공개"):
        redress.publish_finding(finding=finding, by=both, at=cast.NOON)
    with pytest.raises(NotYours):
        redress.publish_finding(finding=finding, by=elsewhere, at=cast.NOON)


def test_what_a_document_prints_is_published_with_it_and_in_no_other_way(scene, operator):
    facts = {"place": 30, "until": 30, "position": 1, "title": "지연"}
    finding = Finding.objects.create(document=scene.document, office=scene.office, **facts)
    with pytest.raises(Refused, match="문서와 함께"):
        redress.publish_finding(finding=finding, by=operator, at=cast.NOON)


# --- the pages ------------------------------------------------------------------------------------


NEW = {"title": "나무 심기 지연", "raised_on": "2026-01-02", "source": "결산검사"}
STEP = {"act": "step", "side": "조치", "status": "완료", "day": "2026-02-01", "words": "모두 심음"}


def key():
    return {"key": str(uuid4())}


def test_from_an_officer_s_form_to_what_everybody_may_read(scene, officer, operator):
    writing, running = cast.come_as(officer), cast.come_as(operator)
    address = f"{reverse('finding_new')}?department={scene.moon.pk}&year=2026"
    trees = cast.line(cast.program(cast.book(scene.office, 2026), scene.moon, scene.account))
    said = NEW | {"lines": [trees.pk]} | key()
    answers = [writing.post(address, said) for _ in range(2)]
    finding = Finding.objects.get(title="나무 심기 지연")
    page = reverse("own_finding", args=[finding.pk])
    assert {answer["Location"] for answer in answers} == {page}
    assert writing.post(page, STEP | key()).status_code == 302
    assert "모두 심음" in writing.get(page).text
    assert "공개 전" in running.get(page).text
    step = finding.steps.get()
    assert running.post(page, {"act": "publish"} | key()).status_code == 302
    assert running.post(page, {"act": "publish", "of": step.pk} | key()).status_code == 302
    assert FindingPublication.objects.count() == 2
    assert list(Finding.objects.published().filter(pk=finding.pk)) == [finding]
    public = reverse("finding", args=[finding.pk, ""])
    assert public in writing.get(page).text
    assert page in writing.get(public).text
    assert page not in Client().get(public).text
    listed = writing.get(reverse("own_findings")).text
    assert "나무 심기 지연" in listed
    assert "공개됨" in listed


def test_what_is_wrong_stands_on_the_form_and_keeps_what_was_typed(scene, officer):
    writing = cast.come_as(officer)
    early = writing.post(reverse("finding_new") + "?year=2030", NEW | key())
    assert "2030회계연도보다 한 해 넘게 앞섭니다" in early.text
    answer = writing.post(reverse("finding_new"), NEW | {"raised_on": "2999-01-01"} | key())
    assert answer.status_code == 422
    assert "지적한 날이 오늘보다 뒤입니다." in answer.text
    assert "나무 심기 지연" in answer.text
    finding = made.of_moon(scene, raised_on=date(2026, 1, 2))
    page = reverse("own_finding", args=[finding.pk])
    answer = writing.post(page, STEP | {"status": ""} | key())
    assert "조치에는 상태와 날도 적어야 합니다." in answer.text
    assert not finding.steps.exists()


def test_an_act_that_is_not_one_s_own_is_not_there(scene, officer, operator):
    page = reverse("own_finding", args=[made.of_moon(scene).pk])
    assert cast.come_as(officer).post(page, {"act": "publish"} | key()).status_code == 404
    assert cast.come_as(operator).post(page, STEP | key()).status_code == 404
    assert cast.come_as(operator).post(page, {"act": "publish", "of": 0} | key()).status_code == 404
    for wrong in ("?department=0", "?year=1999", "?q=1"):
        assert cast.come_as(officer).get(reverse("finding_new") + wrong).status_code == 404
