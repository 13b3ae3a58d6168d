"""Every amount of a comparison leads to a page that says the very same number, or nowhere."""

import re
from html import unescape
from urllib.parse import unquote, urlsplit

import pytest

from reports.dates import published_dates, when_of
from tests import cast
from tests.reports.answers import row
from tests.reports.test_leading import execution_of, led, said

pytestmark = pytest.mark.django_db

RENAMED = "/compare/홍보기획관/2022-07-01-집행/2023-04-01-집행"
SETTLED = "/compare/시민소통기획관/2018-12-31-결산/2019-01-01-예산"
CITY = "/compare/전체/2018-06-30-집행/2022-07-01-집행"
_FIGURE = re.compile(r'<td[^>]*><a href="(/figures/[^"]+)">(.*?)</a></td>')
_AMOUNT = re.compile(r'class="figure-amount">.*?<strong>(.*?)</strong>')

FILTERS = [
    {},
    {"depth": "부서", "unit": "백만원"},
    {"organisation": "today"},
    {"organisation": "today", "department": "민원담당관"},
    {"state": "변경"},
    {"q": "시정"},
    {"q": "ㅅㅁ", "department": "시민소통담당관"},
]


def paths():
    whens = [when_of(each) for each in published_dates() if each.book.office.code != "시장비서실"]
    two = [f"/compare/홍보기획관/{x.slug}/{y.slug}" for x in whens for y in whens if x.age < y.age]
    return [*two, CITY]


def test_every_sum_of_every_comparison_is_found_again_by_its_address(client):
    known, seen = {}, 0
    for path in paths():
        for choices in FILTERS if path in (RENAMED, CITY) else FILTERS[:1]:
            response = client.get(path, choices)
            if response.status_code == 400:  # a department that these two dates do not have
                assert "department" in choices
                continue
            for href, words in led(client, path, choices):
                assert said(href, execution_of(href, known)) == words, (path, choices, href)
                seen += 1
    assert seen > 1500


def test_the_whole_the_departments_and_the_programs_of_both_dates_lead_to_sums(client):
    page = client.get(RENAMED).content.decode()
    drawn = page.split("<tr class=")[1:]
    for mark in ("total", "department", "program"):
        own = [each for each in drawn if each.startswith(f'"{mark} ')]
        assert own
        assert all("/sums/" in each and "/figures/" not in each for each in own)
    whole = next(each for each in drawn if each.startswith('"total '))
    hrefs = [urlsplit(unescape(href)).path for href in re.findall(r'href="(/sums/[^"]+)"', whole)]
    told = [tuple(unquote(href).split("/")[2:]) for href in hrefs]
    then, now = ("시민소통기획관", "2022-07-01-집행"), ("홍보기획관", "2023-04-01-집행")
    measures = ("budget", "committed", "spent", "rate")
    assert told == [(*side, m) for m in measures for side in (then, now)]


def test_an_amount_of_a_line_leads_to_its_figure_on_that_date(client):
    page = client.get(RENAMED).content.decode()
    found = _FIGURE.findall(page)
    assert len(found) > 250
    for href, words in found[::17]:
        shown = _AMOUNT.search(client.get(href).content.decode())[1]
        assert shown == f"{words}천원", href


def test_what_moved_leads_to_its_lines_and_to_no_department_that_never_held_it(client, tables):
    """Today's organisation gathers lines of several departments: the address names the lines."""
    path, choices = SETTLED, {"organisation": "today"}
    moved = row(tables(path, **choices)[0], "홍보담당관", "department")
    assert moved["then_appropriated"]
    page = client.get(path, choices).content.decode()
    (own,) = [
        x
        for x in page.split("<tr class=")[1:]
        if x.startswith('"department ') and "홍보담당관" in x
    ]
    href = unescape(re.search('href="(/sums/[^"]+/appropriated[^"]+)"', own)[1])
    assert "2018-12-31" in href
    assert "&line=" in href
    assert "department=" not in href


def test_what_became_something_leads_to_its_lines(client):
    page = client.get(RENAMED, {"state": "신규"}).content.decode()
    whole = page.split('<tr class="total ')[1].split("<tr class=")[0]
    hrefs = [unescape(href) for href in re.findall('href="(/sums/[^"]+)"', whole)]
    assert hrefs
    assert all("&line=" in href and "2023-04-01" in href for href in hrefs)
    assert "/figures/" in page


def test_the_rate_of_a_line_leads_to_its_two_amounts(client):
    page = client.get(RENAMED).content.decode()
    own = next(x for x in page.split("<tr class=")[1:] if x.startswith('"line '))
    assert re.search(r'href="/sums/[^"]+/rate\?[^"]+line=\d+"', own)


def test_departments_of_one_name_lead_each_to_its_own_office(client):
    scene = cast.two_dates()
    other = cast.office("달오름기획관")
    twin = cast.division(other)
    book = cast.book(other)
    pond = cast.line(cast.program(book, twin, scene.account), "연못 손질")
    for day, won in ((cast.JUNE_30, 7), (cast.JUNE_30.replace(month=9), 9)):
        written = cast.statement(cast.filing(cast.reporting_date(book, day), twin))
        cast.figure(written, pond, budget=won, spent=1)
        cast.publish(written)
    path = "/compare/전체/2030-06-30-집행/2030-09-30-집행"
    found = led(client, path, {"unit": "원"})
    of_twins = [(unquote(h), w) for h, w in found if "department=" in h and "/budget?" in h]
    assert sorted((href.split("/")[2], words) for href, words in of_twins) == [
        *(("달오름기획관", "7"), ("달오름기획관", "9")),
        *(("해오름기획관", "100"), ("해오름기획관", "140")),
    ]
    offices = [(unquote(h).split("/")[2], w) for h, w in found if "/budget?" in h]
    assert offices[:2] == [("전체", "147"), ("전체", "109")]
    assert ("달오름기획관", "7") in offices
    assert ("해오름기획관", "140") in offices
    known = {}
    assert [said(href, execution_of(href, known)) for href, _ in found] == [w for _, w in found]


def test_only_the_page_leads(client):
    for suffix in (".json", ".csv"):
        told = client.get(f"{RENAMED}{suffix}").content.decode()
        assert "/sums/" not in told
        assert "/figures/" not in told
