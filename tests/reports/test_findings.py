"""시정·권고사항 as readers see them. 2030. 9. 30. is the newest published day."""

import csv
import io
from datetime import date
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.test import Client

from budgets.models import Finding, FindingFact, FindingLine, FindingPublication, FindingStep
from departments.models import Document
from reports.finding_rows import read_told
from tests import cast
from tests.budgets.guarding import findings as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    found = cast.two_dates()
    # The newest day of all: those of the five reports lie before it.
    Document.objects.filter(pk=found.document.pk).update(
        reported_on=date(2029, 9, 1), printed_on="2029. 9. 1."
    )
    paper = {"version": 2, "method": "문서", "document": found.document}
    written = cast.statement(found.filing, **paper)
    cast.figure(written, found.trees, "12", budget=100_000, spent=50_000)
    cast.publish(written)
    return found


def printed(scene, position=1, status="추진 중", document=None, **facts):
    paper = {"document": document or scene.document, "place": 30 + position}
    known = {
        "title": "나무 심기 지연",
        "fiscal_year": 2028,
        "source": "결산검사",
        "number": str(position),
    }
    own = Finding.objects.create(
        office=scene.office, until=31 + position, position=position, **paper, **known | facts
    )
    own.departments.add(scene.moon)
    FindingStep.objects.create(finding=own, side="조치", status=status, printed=status, **paper)
    return own


def entered(scene, **facts):
    own = made.of_moon(scene, **{"title": "꽃 심기 지연", "fiscal_year": 2030} | facts)
    FindingPublication.objects.create(finding=own, by=cast.user("다온"), at=cast.NOON)
    return own


def step(scene, finding, is_public=True, **facts):
    own = made.step(scene, finding, **facts)
    if is_public:
        FindingPublication.objects.create(step=own, by=cast.user("다온"), at=cast.NOON)
    return own


def tables(path, **asked):
    answer = Client().get(f"{path}.json", asked)
    assert answer.status_code == 200, answer.text
    return {
        each["key"]: [dict(zip(each["columns"], row, strict=True)) for row in each["rows"]]
        for each in answer.json()["tables"]
    }


def names(rows):
    return [row["name"] for row in rows]


OURS = {"office": "해오름기획관"}


def test_open_ones_stand_by_age_and_done_ones_below(scene):
    printed(scene)
    printed(scene, 2, title="다 된 것", status="완료")
    entered(scene)
    found = tables("/findings", **OURS)
    assert [(row["name"], row["age"], row["standing"]) for row in found["open"]] == [
        ("나무 심기 지연", "1년", "추진 중"),
        ("꽃 심기 지연", "3개월", "상태 미기재"),
    ]
    assert names(found["done"]) == ["다 된 것"]
    counted = {row["name"]: row["count"] for row in found["ages"]}
    assert (counted["열린 것 모두"], counted["1년 이상 2년 미만"], counted["6개월 미만"]) == (
        2,
        1,
        1,
    )


def test_one_of_a_report_on_a_year_that_is_closed_is_not_older_than_known(scene):
    printed(scene)
    Document.objects.filter(pk=scene.document.pk).update(
        reported_on=date(2031, 6, 14), printed_on="2031. 6. 14."
    )
    (found,) = read_told(Finding.objects.filter(document=scene.document))
    assert (found.as_of, found.age) == (date(2031, 6, 14), "1개월 미만")


def test_the_newest_step_that_is_published_says_how_far_it_is(scene):
    own = printed(scene)
    step(scene, own, is_public=False, status="완료")
    assert names(tables("/findings", **OURS)["open"]) == ["나무 심기 지연"]
    step(scene, own, status="완료", first=date(2030, 9, 1), last=date(2030, 9, 1))
    (row,) = tables("/findings", **OURS)["done"]
    assert (row["name"], row["done_on"]) == ("나무 심기 지연", "2030. 9. 1.")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"status": "추진 중"}, ["나무 심기 지연"]),
        ({"status": "상태 미기재"}, ["꽃 심기 지연"]),
        ({"year": "2030"}, ["꽃 심기 지연"]),
        ({"age": "6개월 미만"}, ["꽃 심기 지연"]),
        ({"department": "달빛담당관"}, ["나무 심기 지연", "꽃 심기 지연"]),
    ],
)
def test_what_is_asked_for_is_found_and_nothing_else(scene, asked, found):
    printed(scene)
    entered(scene)
    assert names(tables("/findings", **OURS | asked)["open"]) == found


def test_what_an_address_says_wrongly_is_refused(scene):
    printed(scene)
    asked = {"status": "거의", "year": "1999", "q": "1", "age": "하루"}
    answer = Client().get("/findings", asked)
    assert answer.status_code == 400
    for words in ("상태 ‘거의’", "회계연도 ‘1999’", "‘q’은(는) 모르는 조건입니다", "경과 ‘하루’"):
        assert words in answer.text


def test_of_what_two_documents_print_the_newer_counts_and_the_older_leads_to_it(scene):
    old = printed(scene)
    later = cast.document(scene.office, "2030-09")
    filed = cast.filing(cast.reporting_date(scene.book, date(2030, 9, 29)), scene.moon)
    said = cast.statement(filed, document=later)
    cast.figure(said, scene.trees, "3", budget=100_000, spent=60_000)
    cast.publish(said)
    new = printed(scene, document=later, status="완료", title="나무심기 지연")
    found = tables("/findings", **OURS)
    assert (names(found["open"]), names(found["done"])) == ([], ["나무심기 지연"])
    page = Client().get(f"/findings/{old.pk}").text
    assert f"/findings/{new.pk}" in page
    assert "2030-09에 다시 적혀 있습니다" in page


def test_a_page_tells_what_is_named_its_steps_its_lines_and_the_changes(scene):
    own = printed(scene)
    facts = [
        {"kind": "금액", "words": "전용 20,000원", "value": 20_000, "unit": "원"},
        {
            "kind": "시기",
            "words": "전용일 '30. 2월",
            "first": date(2030, 2, 1),
            "last": date(2030, 2, 28),
        },
        {
            "kind": "시기",
            "words": "'30. 9월 보고",
            "first": date(2030, 9, 1),
            "last": date(2030, 9, 30),
        },
    ]
    for at, each in enumerate(facts, 1):
        FindingFact.objects.create(finding=own, side="요구", place=31, position=at, **each)
    FindingLine.objects.create(finding=own, line=scene.trees, how="이름", words="나무 심기")
    step(scene, own, side="요구", status="", words="봄에 심을 것", first=None, last=None)
    found = tables(f"/findings/{own.pk}")
    assert [(row["name"], row["won"], row["when_told"]) for row in found["named"]] == [
        ("전용 20,000원", 20_000, "-"),
        ("전용일 '30. 2월", "-", "2030. 2."),
        ("'30. 9월 보고", "-", "2030. 9."),
    ]
    assert [(row["name"], row["content"]) for row in found["steps"]] == [
        ("추진 중", "추진 중"),
        ("요구", "봄에 심을 것"),
    ]
    line = found[f"line-{scene.trees.pk}"]
    assert [(row["name"], row["budget"], row["spent"]) for row in line] == [
        ("2030. 9. 30. 기준", 100, 80),
        ("2030. 6. 30. 기준", 100_000, 50_000),
    ]
    page = Client().get(f"/findings/{own.pk}").text
    assert "전용은 늦어도 2030. 4. 30.까지 의회에 보고해야 했습니다" in page
    assert f'<a href="/lines/{scene.trees.pk}">나무 심기</a>' in page
    assert "봄에 심을 것" in page


def test_each_side_is_told_from_its_facts_and_an_office_in_its_own_words(scene):
    own = printed(scene)
    facts = [
        ("요구", "일", "승인 절차 마련", "요구"),
        ("요구", "일", "환수", "요구"),
        ("요구", "근거", "「지방재정법」 제49조", ""),
        ("조치", "이름", "‘꽃길’", ""),
        ("조치", "일", "‘꽃길’ 정비", "추진 중"),
    ]
    for at, (side, kind, words, manner) in enumerate(facts, 1):
        FindingFact.objects.create(
            finding=own, side=side, kind=kind, words=words, manner=manner, place=31, position=at
        )
    bare = printed(scene, 2, title="문장뿐인 것")
    written = entered(scene, asked="봄에 심을 것")
    step(scene, written, status="추진 중", words="심는 중")
    rows = {row["name"]: row for row in tables("/findings", **OURS)["open"]}
    assert [(row["asked"], row["answered"]) for row in rows.values()] == [
        ("승인 절차 마련, 환수를 요구 — 근거 「지방재정법」 제49조", "‘꽃길’ 정비 추진 중"),
        ("문서의 문장에만 있음(32–33번째 줄)", "문서의 문장에만 있음(32–33번째 줄)"),
        ("봄에 심을 것", "심는 중"),
    ]
    sides = tables(f"/findings/{own.pk}")["sides"]
    assert [(row["name"], row["what"], row["law"]) for row in sides] == [
        ("요구", "승인 절차 마련, 환수를 요구", "「지방재정법」 제49조"),
        ("조치", "‘꽃길’ 정비 추진 중", "-"),
    ]
    assert "문서의 문장에만 있음" in Client().get(f"/findings/{bare.pk}").text


def test_what_is_linked_to_nothing_says_so_and_an_unknown_number_has_no_page(scene):
    own = printed(scene)
    assert "이어지는 세부사업을 찾지 못했습니다" in Client().get(f"/findings/{own.pk}").text
    assert Client().get("/findings/999999").status_code == 404
    assert Client().get(f"/findings/{own.pk}", {"q": "1"}).status_code == 400


def test_the_pages_ask_no_question_for_each_finding(scene, django_assert_max_num_queries):
    own = [printed(scene, at, title=f"지연 {at}") for at in range(1, 9)]
    for each in own:
        FindingLine.objects.create(finding=each, line=scene.trees, how="이름")
    with django_assert_max_num_queries(9):
        assert Client().get(f"/findings?office={quote(scene.office.code)}").status_code == 200
    with django_assert_max_num_queries(12):
        assert Client().get(f"/findings/{own[0].pk}").status_code == 200


def test_the_command_tells_each_once_with_its_facts(scene):
    printed(scene, status="")
    entered(scene)
    out = io.StringIO()
    call_command("findings", stdout=out)
    rows = [
        row
        for row in csv.DictReader(io.StringIO(out.getvalue()))
        if row["office"] == "해오름기획관"
    ]
    assert [(row["document"], row["place"], row["status"], row["department"]) for row in rows] == [
        ("", "", "", "달빛담당관"),
        ("2030-07", "31", "", "달빛담당관"),
    ]


@pytest.mark.parametrize(
    ("status", "manner", "is_said"),
    [
        ("완료", "추진 중", True),
        ("완료", "계획", True),
        ("완료", "함", False),
        ("추진 중", "계획", False),
    ],
)
def test_what_is_done_and_still_goes_on_is_said_where_the_status_says_that_it_is_done(
    scene, client, status, manner, is_said
):
    own = printed(scene, status=status)
    act = {"side": "조치", "kind": "일", "words": "누리집 개선", "manner": manner}
    FindingFact.objects.create(finding=own, place=31, position=1, **act)
    page = client.get(f"/findings/{own.pk}").content.decode()
    assert "누리집 개선" in page
    words = "상태는 완료로 적혀 있으나, 조치 가운데 추진 중이거나 계획인 것도 적혀 있습니다."
    assert (words in page) is is_said
