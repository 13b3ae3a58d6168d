"""무엇에서 온 숫자인가: where one amount comes from, and what is printed of it."""

from urllib.parse import quote

import pytest
from django.contrib.auth.models import AnonymousUser

from budgets.models import Claim, Figure
from reports.claims import checked_claims
from reports.origin import read_origin
from reports.siblings import SUFFIXES
from tests import cast
from tests.reports.answers import said
from tests.reports.test_execution import page_rows

pytestmark = pytest.mark.django_db

QUERIES = 11  # at most: what no document speaks of needs no check


def survey():
    return Figure.objects.get(line__reading="시정여론조사 운영")


def page_of(client, figure, measure="spent"):
    response = client.get(f"/figures/{figure.pk}/{measure}")
    assert response.status_code == 200
    return said(response.content.decode())


# --- the five reports -----------------------------------------------------------------------------


def test_an_amount_names_its_document_line_unit_and_statement(client):
    page = page_of(client, survey())
    for words in (
        "145,392천원",
        "(145,392,000원)",
        "2022-07</span> 주요 업무 보고 (2022. 7. 18.)",
        "163번째 줄",
        "문서의 표기: 시정어론조사 운영",
        "제1판, 문서에서 옮김, 천원 단위로 적음",
        "2022. 7. 18.",
        "2022. 7. 1. 집행",
    ):
        assert words in page, words
    assert "제출한 사람" not in page


def test_an_amount_that_stands_elsewhere_names_its_own_place(client):
    figure = Figure.objects.exclude(places={}).filter(places__has_key="carried").first()
    elsewhere = figure.places["carried"]
    assert elsewhere != figure.place
    assert f"<dd>{elsewhere}번째 줄</dd>" in page_of(client, figure, "carried")
    assert f"<dd>{figure.place}번째 줄</dd>" in page_of(client, figure, "spent")


def test_what_is_printed_of_the_line_its_program_and_its_department_stands_with_its_verdict(client):
    rows = [row for row in page_rows(page_of(client, survey())) if "제1판" not in row[1]]
    assert [(name.split(" / ")[-1], cells[:5]) for _, name, cells in rows[:3]] == [
        ("시정어론조사 운영", ["집행률", "25.1%", "25.1%", "0%p", "맞음"]),
        (
            "시민과 함께하는 참여와 소통 시정구현",
            ["예산현액", "46,912,821천원", "46,912,821천원", "0천원", "맞음"],
        ),
        (
            "시민과 함께하는 참여와 소통 시정구현",
            ["원인행위액", "20,551,237천원", "20,551,237천원", "0천원", "맞음"],
        ),
    ]
    assert rows[-1][1] == "시민소통담당관"


def test_what_differs_is_shown_with_the_difference(client):
    differing = next(
        each
        for each in checked_claims(Claim.objects.filter(line__isnull=False, measure="rate"))
        if each.verdict.verdict == "differs"
    )
    figure = Figure.objects.published().get(
        line=differing.claim.line,
        statement__filing__reporting_date=differing.claim.reporting_date,
    )
    page = page_of(client, figure)
    assert differing.claim.printed.rstrip("%") in page
    assert '<td class="verdict">다름</td>' in page


def test_a_verdict_is_that_of_the_whole_check():
    whole = {each.claim.pk: each.verdict for each in checked_claims()}
    seen = 0
    for figure in Figure.objects.published().select_related("line__program", "statement__filing"):
        if figure.pk % 9 == 0:
            for each in read_origin(figure, "spent", AnonymousUser()).claims:
                assert each.verdict == whole[each.claim.pk]
                seen += 1
    assert seen > 100


def test_every_amount_that_is_there_has_a_page(client, django_assert_max_num_queries):
    for figure in Figure.objects.published()[::40]:
        for measure in ("budget", "carried"):
            with django_assert_max_num_queries(QUERIES):
                page_of(client, figure, measure)


# --- a small scene --------------------------------------------------------------------------------


def test_an_unpublished_amount_has_no_page_and_no_other_measure_has_one(client):
    scene = cast.scene()
    path = f"/figures/{scene.figure.pk}/budget"
    assert client.get(path).status_code == 404
    cast.publish(scene.statement)
    assert client.get(path).status_code == 200
    for wrong in (f"/figures/{scene.figure.pk}/rate", "/figures/999999/budget"):
        assert client.get(wrong).status_code == 404


def test_a_version_that_is_not_published_is_not_told_of(client):
    scene = cast.scene()
    cast.publish(scene.statement)
    draft = cast.statement(scene.filing, version=2, reason="몰래 고침")
    later = cast.figure(draft, scene.trees, budget=777)
    page = page_of(client, scene.figure, "budget")
    assert "777" not in page
    assert "몰래" not in page
    assert client.get(f"/figures/{later.pk}/budget").status_code == 404


def test_after_a_correction_the_older_version_stays_readable_and_leads_to_the_newer(client):
    scene = cast.scene()
    cast.publish(scene.statement)
    corrected = cast.statement(scene.filing, version=2, reason="합계를 잘못 적음")
    later = cast.figure(corrected, scene.trees, budget=777)
    cast.publish(corrected)
    old, new = (page_of(client, each, "budget") for each in (scene.figure, later))
    assert (
        f'정정하기 전의 판입니다. 지금 공개된 금액은 <a href="/figures/{later.pk}/budget">' in old
    )
    assert "정정하기 전의 판" not in new
    told = [(name, cells[:2]) for _, name, cells in page_rows(new)[:2]]
    assert told == [
        ("제2판 (이 숫자)", ["777", "공개 중"]),
        ("제1판", ["100", "정정 전 공개"]),
    ]


def test_a_line_that_a_correction_leaves_out_says_so(client):
    scene = cast.scene()
    cast.publish(scene.statement)
    corrected = cast.statement(scene.filing, version=2)
    cast.figure(corrected, scene.flowers, budget=777)
    cast.publish(corrected)
    assert "정정한 판에는 이 세부사업이 없습니다." in page_of(client, scene.figure, "budget")


def test_a_version_that_was_returned_and_never_published_is_not_told_of(client):
    scene = cast.scene()
    second = cast.statement(scene.filing, version=2)
    cast.figure(second, scene.trees, budget=777)
    cast.publish(second)
    assert client.get(f"/figures/{scene.figure.pk}/budget").status_code == 404


def test_who_typed_an_amount_is_named_and_why(client):
    scene = cast.scene()
    written = cast.statement(scene.filing, version=2, reason="잘못 적음")
    figure = cast.figure(written, scene.trees, place="B7", budget=5)
    cast.publish(written)
    page = page_of(client, figure, "budget")
    for words in ("가람", "잘못 적음", "B7", "문서 없이 화면에서 입력", "2030. 7. 1."):
        assert words in page, words


@pytest.mark.parametrize(
    ("state", "words"),
    [("dash", "‘-’로 적혀 있음"), ("blank", "빈칸"), ("absent", "자료에 그런 열이 없음")],
)
def test_what_is_no_number_says_what_it_is(client, state, words):
    scene = cast.scene()
    figure = Figure.objects.create(
        statement=scene.statement, line=scene.flowers, committed_state=state
    )
    cast.publish(scene.statement)
    page = page_of(client, figure, "committed")
    assert words in page
    assert "이 사업을 두고 인쇄된 합계나 비율, 문장이 없습니다." in page


def test_claims_of_another_account_date_or_program_are_not_of_this_amount(client):
    """Seen from inside the office, where every claim may be read."""
    scene = cast.scene()
    client.force_login(cast.member("나래", scene.office, "열람"))
    cast.publish(scene.statement)
    fund = cast.account("시험기금", "기금")
    known = {
        "document": scene.document,
        "shape": "표",
        "measure": "spent",
        "printed": "50",
        "value": 50,
        "unit": "원",
        "reporting_date": scene.date,
        "department": scene.moon,
        "account": scene.account,
    }
    wrong = [
        {"subject": "다른 회계", "account": fund},
        {"subject": "다른 날", "reporting_date": cast.reporting_date(scene.book, stage="결산")},
        {"subject": "다른 부서", "department": scene.star},
        {"subject": "다른 사업", "line": scene.flowers},
    ]
    for at, facts in enumerate([{"subject": "달빛담당관"}, *wrong]):
        Claim.objects.create(**known | {"place": at + 1, "position": 1} | facts)
    page = page_of(client, scene.figure)
    assert "달빛담당관</a></th>" in page
    assert [facts["subject"] for facts in wrong if facts["subject"] in page] == []


def test_hostile_text_of_a_statement_and_of_a_claim_is_text(client):
    scene = cast.scene()
    hostile = "<script>alert(1)</script>"
    printed = {"method": "문서", "document": scene.document}
    written = cast.statement(scene.filing, version=2, reason=hostile, **printed)
    figure = cast.figure(written, scene.trees, place=hostile, spent=5)
    cast.publish(written)
    Claim.objects.create(
        document=scene.document,
        place=1,
        position=1,
        shape="문장",
        subject=hostile,
        measure="spent",
        printed=hostile,
        state="unread",
        unit="원",
        reporting_date=scene.date,
        account=scene.account,
        department=scene.moon,
    )
    assert "<script>" not in page_of(client, figure)


@pytest.fixture
def draft():
    """A later version that nobody has published."""
    scene = cast.scene()
    cast.publish(scene.statement)
    return cast.figure(cast.statement(scene.filing, version=2), scene.trees, budget=777)


ROLES = ("담당자", "검토자", "총괄", "열람")


@pytest.mark.parametrize("role", ROLES)
def test_who_reads_drafts_sees_every_version_and_which_is_published(client, draft, role):
    path = f"/figures/{draft.pk}/budget"
    house = draft.statement.filing.department.office
    client.force_login(cast.member("나래", house, role))
    rows = [(name, cells[:2]) for _, name, cells in page_rows(client.get(path).content.decode())]
    assert rows == [
        ("제2판 (이 숫자)", ["777", "공개되지 않음"]),
        ("제1판", ["100", "공개 중"]),
    ]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("whose", ["별빛담당관", "노을기획관"])
def test_an_officer_of_another_department_sees_nothing_of_a_draft(client, draft, role, whose):
    house = draft.statement.filing.department.office
    other = house.divisions.filter(name=whose).first() or cast.office(whose)
    client.force_login(cast.member("나래", other, role))
    assert client.get(f"/figures/{draft.pk}/budget").status_code == 404
    page = page_of(client, Figure.objects.published().get(line=draft.line))
    assert "777" not in page
    assert "제2판" not in page


def test_who_keeps_the_installation_sees_no_draft_for_that(admin_client, draft):
    assert admin_client.get(f"/figures/{draft.pk}/budget").status_code == 404


def test_what_is_printed_of_the_office_is_not_for_one_department_of_it(client, draft):
    """A total would give away what the department that is not published has."""
    filing = draft.statement.filing
    house = filing.department.office
    Claim.objects.create(
        document=house.documents.get(),
        place=1,
        position=1,
        shape="표",
        subject="기획관 합계",
        measure="budget",
        printed="900",
        value=900,
        unit="원",
        reporting_date=filing.reporting_date,
        line=draft.line,
    )
    page = {}
    for named, department in (("나래", house), ("다온", filing.department)):
        client.force_login(cast.member(named, department, "열람"))
        page[named] = page_of(client, draft)
    assert "기획관 합계" in page["나래"]
    assert "기획관 합계" not in page["다온"]


def test_every_amount_of_a_line_in_the_councils_table_leads_here_and_a_sums_does_not(client):
    path = "/execution/시민소통기획관/2022-07-01-집행"
    page = client.get(path).content.decode()
    figure = survey()
    for measure, shown in (("budget", "578,992"), ("committed", "297,775"), ("spent", "145,392")):
        assert f'<a href="/figures/{figure.pk}/{measure}">{shown}</a>' in page
    rows = page.split("<tr class=")
    assert [row for row in rows if row.startswith('"line') and "/figures/" not in row] == []
    assert [row for row in rows if not row.startswith('"line') and "/figures/" in row] == []
    assert "/figures/" not in client.get(f"{path}.json").content.decode()


def test_what_the_councils_table_says_is_absent_leads_nowhere(client):
    page = client.get("/execution/시민소통기획관/2018-12-31-결산").content.decode()
    assert "/spent" in page
    assert "/committed" not in page


def test_what_a_document_prints_was_handed_in_by_nobody_on_no_day(client):
    page = page_of(client, survey())
    assert '<dt>문서의 날짜</dt><dd>2022. 7. 18. <span class="when">(문서에서 옮긴 것' in page
    assert "<dt>제출한 때</dt>" not in page
    assert "2022. 7. 18. (문서의 날짜)" in page  # of its version, too
    undated = Figure.objects.filter(statement__document__key="2023-04").first()
    assert "(문서에 날까지 적혀 있지 않아, 문서가 말하는 날로 둠)" in page_of(client, undated)


def test_what_somebody_typed_was_handed_in_on_a_day(client):
    scene = cast.scene()
    cast.publish(scene.statement)
    page = page_of(client, scene.figure)
    assert "<dt>제출한 때</dt><dd>2030. 7. 1.</dd>" in page
    assert "문서의 날짜)" not in page


# --- taken out ------------------------------------------------------------------------------------


def test_an_amount_has_siblings_with_the_tables_of_its_page(client):
    figure = survey()
    path = f"/figures/{figure.pk}/spent"
    page = page_of(client, figure)
    for suffix, word in SUFFIXES.items():
        if suffix:
            assert f'<a href="{path}{suffix}" download>집행액의 출처 {word}</a>' in page
    told = client.get(f"{path}.json").json()
    assert told["chosen"]["세부사업"] == "시정여론조사 운영"
    assert [table["key"] for table in told["tables"]] == ["versions", "claims"]
    assert told["tables"][0]["rows"][0][2:6] == ["제1판 (이 숫자)", "", "", 145_392_000]
    header = client.get(f"{path}.xlsx").headers["Content-Disposition"]
    assert quote("시정여론조사_운영_2022-07-01-집행_집행액의_출처.xlsx") in header


def test_a_sibling_is_read_by_whoever_may_read_the_page(client, django_user_model):
    scene = cast.scene()
    cast.publish(scene.statement)
    draft = cast.statement(scene.filing, version=2, reason="아직 비밀")
    hidden = cast.figure(draft, scene.trees, budget=777)
    for suffix in SUFFIXES:
        assert client.get(f"/figures/{hidden.pk}/budget{suffix}").status_code == 404
        assert client.get(f"/figures/{scene.figure.pk}/rate{suffix}").status_code == 404
    json = client.get(f"/figures/{scene.figure.pk}/budget.json")
    assert "아직 비밀" not in json.content.decode()
    reader = cast.member("하늬", scene.moon, "열람")
    client.force_login(reader)
    assert "아직 비밀" in client.get(f"/figures/{scene.figure.pk}/budget.json").content.decode()
