"""부진사업과 순위 in 오늘의 조직: the same lines and sums, under the departments that do their work today."""

import pytest

from tests.reports.answers import facts, row, rows

pytestmark = pytest.mark.django_db

SETTLED = "/ranking/시민소통기획관/2018-12-31-결산"
JULY_2022 = "/ranking/시민소통기획관/2022-07-01-집행"
TODAY = {"organisation": "today"}
QUERIES = 18


def found(tables, path, title, **choices):
    (table,) = [each for each in tables(path, **choices) if each["title"].endswith(title)]
    return table


def test_bands_and_ranks_are_the_same_and_the_departments_are_todays(tables):
    for path in (SETTLED, JULY_2022):
        pairs = zip(tables(path), tables(path, **TODAY), strict=True)
        for printed, told in pairs:
            assert [
                {key: value for key, value in each.items() if key != "division"}
                for each in rows(told)
            ] == [
                {key: value for key, value in each.items() if key != "division"}
                for each in rows(printed)
            ]
    left = found(tables, SETTLED, "집행잔액이 큰 사업", **TODAY)
    assert row(left, "시민청 운영 및 확산")["division"] == "홍보담당관"
    assert row(left, "120다산콜재단 운영")["division"] == "민원담당관"


def test_a_department_of_today_has_the_lines_that_came_to_it(tables):
    asked = {"department": "민원담당관", **TODAY}
    whole = rows(found(tables, SETTLED, "집행률 구간", **asked))[0]
    assert facts(whole, "lines", "spent", "rate") == [7, 25_867_378_000, 99.5]
    left = found(tables, SETTLED, "집행잔액이 큰 사업", **asked)
    assert facts(rows(left)[0], "lapsed") == [120_961_000]
    assert row(left, "신속행정 협력체계 강화")["division"] == "민원담당관"


def test_what_nobody_can_place_keeps_the_department_that_it_had(tables):
    every = found(tables, SETTLED, "부진사업 (200% 미만)", below=200, top=100, **TODAY)
    kept = [each for each in rows(every) if each["division"].endswith("(그때의 부서)")]
    assert [facts(each, "division", "spent") for each in kept] == [
        ["신속행정담당관 (그때의 부서)", 20_159_000]
    ]
    assert len(rows(every)) == 1 + 35


def test_every_sum_leads_to_the_lines_that_it_adds_up(get):
    page = get(SETTLED, department="민원담당관", **TODAY).content.decode()
    for words in ("25,867,378", "120,961", "112,258"):
        href = page.split(f'">{words}</a>')[0].rsplit('href="', 1)[1].replace("&amp;", "&")
        assert words in get(href).content.decode(), words
    whole = get(SETTLED, **TODAY).content.decode()
    href = whole.split('">47,025,374</a>')[0].rsplit('href="', 1)[1].replace("&amp;", "&")
    assert "47,025,374" in get(href).content.decode()


def test_the_departments_to_choose_are_those_of_today_and_the_form_stays_there(get, client):
    page = get(SETTLED, **TODAY).content.decode()
    assert "<option>민원담당관</option>" in page
    assert "<option>시민봉사담당관</option>" not in page
    assert '<input type="hidden" name="organisation" value="today">' in page
    wrong = {"department": "시민봉사담당관", **TODAY}
    assert client.get(SETTLED, wrong).status_code == 400


def test_the_ranks_of_all_offices_together_are_told_twice_as_well(tables, get):
    everyone = SETTLED.replace("시민소통기획관", "전체")
    left = found(tables, everyone, "집행잔액이 큰 사업", **TODAY)
    assert row(left, "120다산콜재단 운영")["division"] == "민원담당관"
    page = get(everyone, **TODAY).content.decode()
    assert "<option>민원담당관</option>" in page
    assert "오늘의 조직</a>" in get(everyone).content.decode()


def test_the_view_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(QUERIES):
        client.get(SETTLED, TODAY)
