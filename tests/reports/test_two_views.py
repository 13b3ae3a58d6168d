"""As printed and in 오늘의 조직: one switch on every page, and links that keep what was chosen."""

import re
from html import unescape
from urllib.parse import unquote

import pytest

from reports import two_views
from reports.two_views import in_todays_view

SETTLED = "/settlement/시민소통기획관/2018-12-31-결산"
EXECUTION = "/execution/시민소통기획관/2018-12-31-결산"
TODAY = {"organisation": "today"}


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("/trend/가나", "/trend/가나?organisation=today"),
        ("/budget/가나/2019?unit=억원", "/budget/가나/2019?unit=억원&organisation=today"),
        ("/execution/가나/2018-12-31-결산", "/execution/가나/2018-12-31-결산?organisation=today"),
        # The table in today's organisation is chosen from by nothing.
        ("/execution/가나/2018-12-31-결산?depth=부서", ""),
        ("/execution/가나/2018-12-31-결산/today", ""),
        ("/execution/전체/2018-12-31-결산", "/execution/전체/2018-12-31-결산?organisation=today"),
        ("/ranking/전체/2018-12-31-결산", "/ranking/전체/2018-12-31-결산?organisation=today"),
        # A department of then is none of today's.
        ("/trend/가나?department=다라", ""),
        ("/trend/가나?organisation=printed", ""),
        ("/documents/2019-06#c20-1", ""),
        ("/departments/3", ""),
        ("/trendy/가나", ""),
        ("?department=다라", ""),
        ("", ""),
    ],
)
def test_a_link_asks_for_the_same_view_where_its_page_has_it(href, kept):
    assert in_todays_view(href) == (kept or href)


@pytest.mark.django_db
def test_a_page_in_todays_organisation_leads_to_its_siblings_in_the_same(get):
    page = get(SETTLED, **TODAY).content.decode()
    for way in ("집행현황표", "예산현액의 다리"):
        assert re.search(rf'href="[^"]+\?organisation=today">{way}</a>', page), way
    assert '<input type="hidden" name="organisation" value="today">' in page
    printed = get(SETTLED).content.decode()
    assert '<input type="hidden" name="organisation"' not in printed
    assert printed.count("organisation=") == 2  # the switch alone
    for file in re.findall(r'href="([^"]+)" download', page):
        assert file.endswith("?organisation=today")


@pytest.mark.django_db
def test_the_table_of_a_date_in_todays_organisation_stands_at_its_own_address(client):
    for suffix in ("", ".xlsx"):
        answer = client.get(f"{EXECUTION}{suffix}", {"unit": "억원", **TODAY}, follow=True)
        assert answer.status_code == 200
        ((href, _),) = answer.redirect_chain
        assert href.endswith(f"/today{suffix}?unit=%EC%96%B5%EC%9B%90")
    answer = client.get(EXECUTION, {"organisation": "printed"}, follow=True)
    assert answer.status_code == 200
    assert not answer.redirect_chain[0][0].endswith("today")
    assert client.get(EXECUTION, {"organisation": "내일"}).status_code == 400


PAGES = (
    EXECUTION,
    SETTLED,
    "/bridge/시민소통기획관/2018-12-31-결산",
    "/budget/시민소통기획관/2019",
    "/compare/시민소통기획관/2019-01-01-예산/2022-07-01-집행",
    "/expense/시장비서실/2018-06-30-집행",
    "/findings",
    "/lineage/홍보기획관/people",
    "/ranking/시민소통기획관/2018-12-31-결산",
    "/register/시민소통기획관/2018",
    "/revenue/시민소통기획관/2018",
    "/statistics",
    "/tasks",
    "/tasks/2019-06",
    "/trend/홍보기획관",
)


def test_every_page_to_which_the_view_is_kept_is_asked_for_here():
    assert {path.split("/")[1] for path in PAGES} == set(two_views._PAGES)


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_a_page_its_files_and_all_that_it_leads_to_have_the_view(client, path):
    for suffix in (".xlsx", ".csv", ".json"):
        assert client.get(f"{path}{suffix}", TODAY, follow=True).status_code == 200
    page = client.get(path, TODAY, follow=True)
    assert page.status_code == 200
    led = set(re.findall(r'href="(/[^"]*organisation=today[^"]*)"', page.content.decode()))
    pages = {href.split("/")[1].split("?")[0]: href for href in led if "." not in href}
    for href in pages.values():  # one of each kind
        answer = client.get(href.replace("&amp;", "&"), follow=True)
        assert answer.status_code == 200, href


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        SETTLED,
        EXECUTION,
        "/ranking/시민소통기획관/2022-07-01-집행",
        "/bridge/시민소통기획관/2018-12-31-결산",
        "/budget/시민소통기획관/2019",
        "/compare/시민소통기획관/2022-07-01-집행/2023-04-01-집행",
        "/trend/시민소통기획관",
        "/register/시민소통기획관/2018",
        "/revenue/시민소통기획관/2018",
    ],
)
def test_a_page_in_todays_organisation_bears_the_name_that_the_office_has_today(client, path):
    printed = client.get(path).content.decode()
    assert re.search(r"<h1>시민소통기획관 ", printed)
    today = client.get(path, TODAY, follow=True).content.decode()
    assert re.search(r"<title>홍보기획관 ", today)
    assert re.search(r"<h1>홍보기획관 ", today)
    assert "<li>시민소통기획관은 오늘의 홍보기획관입니다.</li>" in today
    file = re.search(r'href="([^"]+\.csv[^"]*)" download', today)[1]
    named = unquote(client.get(unescape(file)).headers["Content-Disposition"])
    assert "홍보기획관_" in named
    assert "시민소통기획관" not in named


@pytest.mark.django_db
def test_an_office_that_is_called_as_it_was_is_not_said_twice(get):
    page = get("/trend/시장비서실", **TODAY).content.decode()
    assert re.search(r'<h1>시장비서실 추이 <span class="when">2018년</span>', page)
    assert "오늘의 시장비서실입니다" not in page
