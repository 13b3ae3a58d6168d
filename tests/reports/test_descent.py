"""조직과 계보: what followed what, and how it is known."""

import re
from datetime import date

import pytest

from departments.models import Department, Succession
from tests import cast
from tests.reports.answers import facts, rows
from tests.reports.regrouping import OFFICE, regrouped

pytestmark = pytest.mark.django_db

SEOUL = "/lineage/홍보기획관"
SCENE = f"/lineage/{OFFICE}"
QUERIES = 14


# --- the five reports -----------------------------------------------------------------------------


def test_every_link_says_when_of_what_kind_and_how_it_is_known(tables):
    links, proofs, departments = tables(SEOUL)
    told = [facts(each, "name", "after", "what", "span", "grounds") for each in rows(links)]
    assert len(told) == Succession.objects.count() == 13
    assert ["신속행정담당관", "없음", "폐지", "2019. 1. 1.", "명시"] in told
    assert ["신속행정담당관", "시민소통담당관", "분리", "2019. 1. 1.", "산술"] in told
    between = "2022. 7. 2. ~ 2023. 4. 1. 사이, 날짜는 알 수 없음"
    assert ["시민소통담당관", "홍보담당관", "명칭 변경", between, "추정"] in told
    assert [
        "뉴미디어담당관 (시민소통기획관)",
        "뉴미디어담당관 (홍보기획관)",
        "소속 변경",
        between,
        "추정",
    ] in told
    known = {(each["name"], each["after"]): each["known"] for each in rows(links)}
    assert known["신속행정담당관", "없음"] == "2019-06 문서 172번째 줄"
    assert known["신속행정담당관", "시민봉사담당관"] == (
        "같은 사업, 같은 금액 1건 20,900천원 (2019-06 문서 223번째 줄)"
    )
    assert len(departments["rows"]) == 13
    assert [each["key"] for each in (links, proofs, departments)] == [
        "links",
        "proofs",
        "departments",
    ]


def test_what_amounts_prove_is_proved_on_the_page_equality_by_equality(tables):
    proofs = tables(SEOUL)[1]
    assert [
        facts(each, "level", "name", "drawn", "regrouped", "difference") for each in rows(proofs)
    ] == [
        [0, "신속행정담당관 → 시민소통담당관", 315_926_000, 191_120_000, -124_806_000],
        [1, "신속행정 현안조정 및 홍보", 63_500_000, 63_500_000, 0],
        [1, "행정서비스 밀착지원 및 정보제공", 252_426_000, 127_620_000, -124_806_000],
        [0, "신속행정담당관 → 시민봉사담당관", 20_900_000, 20_900_000, 0],
        [1, "신속행정 협력체계 강화", 20_900_000, 20_900_000, 0],
    ]
    verdicts = [each["verdict"] for each in rows(proofs)]
    assert verdicts[1:3] == ["같음", "다름 (→ 뉴미디어 웹사이트 운영 124,806)"]


def test_both_names_of_an_office_and_no_other_office_stand_on_its_page(tables):
    names = {each["code"] for each in rows(tables(SEOUL)[2])}
    assert names == {each["code"] for each in rows(tables("/lineage/시민소통기획관")[2])}
    assert "시장비서실" not in names
    (alone,) = tables("/lineage/시장비서실")
    assert [each["name"] for each in rows(alone)] == ["시장비서실"]


def test_the_drawing_has_a_band_for_each_department_and_a_word_for_each_link(get):
    page = get(SEOUL).content.decode()
    chart = re.search(r"<svg.*?</svg>", page)[0]
    own = Department.objects.exclude(code="시장비서실")
    led = re.findall(r'<a href="(.*?)"', chart)
    assert {f"/departments/{each.pk}" for each in own} == {x for x in led if x.startswith("/")}
    evidence = [href for href in led if href.startswith("#link-")]
    assert len(evidence) == Succession.objects.count()
    assert all(f'<tr id="{href[1:]}"' in page for href in evidence)
    written = re.findall(r"<text[^>]*>(.*?)</text>", chart)
    assert {each.name for each in own} <= set(written)
    kinds = list(Succession.objects.values_list("kind", flat=True))
    for kind in set(kinds):
        assert written.count(kind) == kinds.count(kind) + 1, kind  # and once in the legend


def test_a_page_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    for office in ("홍보기획관", "시민소통기획관", "시장비서실"):
        with django_assert_max_num_queries(QUERIES):
            assert client.get(f"/lineage/{office}").status_code == 200


# --- an office that no report knows ---------------------------------------------------------------


def test_a_proof_is_found_for_any_office_that_was_regrouped(tables):
    regrouped()
    links, proofs, _ = tables(SCENE, unit="원")
    assert [facts(each, "name", "after", "known") for each in rows(links)] == [
        ["바람담당관", "달빛담당관", "같은 사업, 같은 금액 1건 100원"],
        ["바람담당관", "별빛담당관", "같은 이름·같은 예산액"],
    ]
    assert [facts(each, "name", "difference", "verdict") for each in rows(proofs)] == [
        ["바람담당관 → 달빛담당관", 0, "1건 가운데 1건이 같음"],
        ["나무 심기", 0, "같음"],
        ["바람담당관 → 별빛담당관", -20, "1건 가운데 0건이 같음"],
        ["꽃 심기", -20, "다름 (→ 풀 베기 20)"],
    ]


def test_what_nobody_published_proves_nothing_and_the_page_says_so(tables):
    regrouped(is_published=False)
    proofs = tables(SCENE)[1]
    assert {each["verdict"] for each in rows(proofs)} == {"공개된 자료에 근거가 된 금액이 없음"}
    assert {each["drawn"] for each in rows(proofs)} == {"-"}


def test_a_split_and_a_merger_are_told_and_drawn(get, tables):
    found = cast.two_dates()
    wind = cast.division(
        found.office, "바람담당관", valid_to=date(2030, 5, 31), valid_to_exact=True
    )
    for other in (found.moon, found.star):
        Succession.objects.create(
            before=wind,
            after=other,
            kind="통합",
            evidence="추정",
            day=date(2030, 6, 1),
            note="까닭",
        )
    assert [facts(each, "after", "what", "known") for each in rows(tables(SCENE)[0])] == [
        ["달빛담당관", "통합", "까닭"],
        ["별빛담당관", "통합", "까닭"],
    ]
    assert get(SCENE).content.decode().count('class="way"') == 2


def test_why_an_office_recorded_a_link_is_not_told(get):
    found = cast.two_dates()
    wind = cast.division(
        found.office, "바람담당관", valid_to=date(2030, 5, 31), valid_to_exact=True
    )
    Succession.objects.create(
        before=wind,
        after=found.moon,
        kind="통합",
        evidence="기록",
        day=date(2030, 6, 1),
        note="내부 사정",
    )
    page = get(SCENE).content.decode()
    assert "바람담당관" in page
    assert "내부 사정" not in page


def test_what_is_not_yet_known_to_readers_is_not_told(get, client):
    found = cast.two_dates()
    later = cast.division(found.office, "새벽담당관", valid_from=date(2031, 1, 1))
    Succession.objects.create(
        before=found.moon,
        after=later,
        kind="명칭 변경",
        evidence="기록",
        day=date(2031, 1, 1),
        note="내부 사정",
    )
    assert "새벽담당관" not in get(SCENE).content.decode()
    assert client.get("/lineage/우주기획관").status_code == 404
    assert client.get(f"/lineage/{found.moon.code}").status_code == 404


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json"])
def test_the_page_has_its_siblings_and_refuses_what_it_does_not_know(client, suffix):
    assert client.get(f"{SEOUL}{suffix}").status_code == 200
    assert client.get(f"{SEOUL}{suffix}", {"department": "홍보담당관"}).status_code == 400


def test_names_are_text(get):
    found = cast.two_dates()
    cast.division(found.office, "<b>바람</b>")
    assert "<b>바람" not in get(SCENE).content.decode()
