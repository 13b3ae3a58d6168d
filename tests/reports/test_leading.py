"""Every sum of the councils' tables leads to a page that says the very same number."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from budgets.amounts import Unit, show
from reports import sum_report
from reports.dates import published_dates, when_of
from reports.draw import MINUS
from reports.execution import read_execution
from reports.settled import untold_programs
from reports.sum_origin import Made
from reports.sum_scope import read_scope
from reports.table import Gap
from tests import cast
from tests.reports.test_execution import page_rows

pytestmark = pytest.mark.django_db

JULY_2022 = "/execution/시민소통기획관/2022-07-01-집행"
_LED = re.compile(r'<td[^>]*><a href="(/sums/[^"]+)">(.*?)</a></td>')
_TAG = re.compile(r"<[^>]+>")
_AMOUNT = re.compile(r'class="figure-amount">.*?<strong>(.*?)</strong>')

FILTERS = [
    {},
    {"depth": "합계", "unit": "백만원"},
    {"depth": "부서", "sort": "-rate", "columns": "unspent,share"},
    {"kind": "정책사업", "unit": "원", "columns": "share"},
    {"kind": "행정운영경비", "rate": "30-"},
    {"rate": "-45.5", "q": "시"},
    {"q": "ㅅㅁ ㅇㅇ", "unit": "억원", "rate": "10-", "columns": "share,uncommitted"},
]


def led(client, address, choices=None):
    """(where it leads, what it says) of every cell that leads to a sum."""
    response = client.get(address, choices or {})
    assert response.status_code == 200, (address, choices)
    found = _LED.findall(response.content.decode())
    return [(unescape(href), _TAG.sub("", words)) for href, words in found]


def dates():
    return [
        (each, f"/execution/{each.book.office.code}/{when_of(each).slug}")
        for each in published_dates()
    ]


def own_filters(each, found):
    """With those that only this date can be asked: each of its departments, each other date."""
    return [
        *FILTERS,
        *({"department": name, "rate": "10-"} for name in found.divisions),
        *({"department": name, "kind": "정책사업"} for name in found.divisions),
    ]


def said(href, found):
    """What the page of a sum would say, worked out from its address alone."""
    address = urlsplit(href)
    conditions = dict(parse_qsl(address.query, strict_parsing=True))
    measure = address.path.rsplit("/", 1)[1]
    scope = read_scope(conditions, found, measure)
    untold = untold_programs(found.leaves, found.names)
    cell = Made(measure, scope.lines, untold, scope.of_whole).cell
    if isinstance(cell, Gap):
        return cell.value
    if measure in ("rate", "share"):
        return f"{MINUS if cell < 0 else ''}{abs(cell) // 10:,}.{abs(cell) % 10}%"
    return show(cell, scope.choices.unit)


def test_every_sum_of_every_table_under_every_filter_is_found_again_by_its_address(client):
    seen = filtered = 0
    for each, address in dates():
        found = read_execution([each])
        for choices in own_filters(each, found):
            for href, words in led(client, address, choices):
                assert said(href, found) == words, (address, choices, href)
                seen += 1
                filtered += bool(choices)
    assert seen - filtered > 240
    assert filtered > 1400


def test_every_sum_beside_another_date_is_found_again_by_its_address(client):
    seen = 0
    for each, address in dates():
        found = read_execution([each])
        page = client.get(address).content.decode()
        for other in re.findall(r'href="\?compare=([^"&]+)"', page):
            for choices in ({}, {"rate": "20-", "unit": "백만원"}):
                asked = {"compare": unquote(other), **choices}
                for href, words in led(client, address, asked):
                    assert "compare" not in href
                    assert said(href, found) == words, (address, asked, href)
                    seen += 1
    assert seen > 1000


def test_the_page_of_every_sum_of_every_table_says_the_number_of_the_table(client, monkeypatch):
    monkeypatch.setattr(sum_report, "checked_claims", lambda claims: [])  # most of what it costs
    seen = 0
    for _, address in dates():
        for href, words in led(client, address):
            response = client.get(href)
            assert response.status_code == 200, href
            page = response.content.decode()
            shown = re.sub("천원$", "", _AMOUNT.search(page)[1]).strip("‘’")
            assert shown == words, href
            (_, name, cells), *_ = page_rows(page)
            assert name == "합계"
            assert words in cells
            seen += 1
    assert seen > 240


def test_every_kind_of_sum_leads_somewhere_and_a_line_to_its_figure_and_its_rate(client):
    page = client.get(JULY_2022).content.decode()
    rows = page.split("<tr class=")[1:]
    for mark in ("total", "kind", "department", "program"):
        own = [row for row in rows if row.startswith(f'"{mark} ')]
        assert own
        assert [row for row in own if "/sums/" not in row or "/figures/" in row] == []
    lines = [row for row in rows if row.startswith('"line ')]
    assert [row for row in lines if "/figures/" not in row] == []
    assert [row for row in lines if re.findall(r"/sums/[^?]+/(\w+)[?]", row) != ["rate"]] == []
    assert [row for row in lines if "&amp;line=" not in row] == []


def test_what_is_made_of_two_amounts_leads_to_a_page_with_its_formula(client):
    address = "/execution/시민소통기획관/2018-12-31-결산"
    brand = next(
        unescape(href)
        for href, words in _LED.findall(client.get(address).content.decode())
        if "/lapsed?" in href and words == "10,213"
    )
    page = client.get(brand).content.decode()
    assert _AMOUNT.search(page)[1] == "10,213천원"
    formula = re.search(r'<p class="made-of">(.*?)</p>', page)[1]
    assert _TAG.sub("", formula) == (
        "= 예산현액 1,650,000천원 − 집행액 1,226,678천원 − 이월액 413,109천원"
    )
    parts = re.findall(r'href="([^"]+)"', formula)
    for href, words in zip(parts, ("1,650,000", "1,226,678", "413,109"), strict=True):
        part = client.get(unescape(href)).content.decode()
        assert _AMOUNT.search(part)[1] == f"{words}천원"
    assert page.count('href="/figures/') == 3


def test_a_share_leads_to_its_part_and_its_whole(client):
    asked = {"columns": "share", "kind": "정책사업"}
    shares = [href for href, _ in led(client, JULY_2022, asked) if "/share?" in href]
    department, line = (
        next(href for href in shares if met in unquote(href))
        for met in ("?account=일반회계&kind=정책사업&department=", "&line=")
    )
    for href, lines in ((department, 12), (line, 1)):
        page = client.get(href).content.decode()
        formula = re.search(r'<p class="made-of">(.*?)</p>', page)[1]
        assert " ÷ " in formula
        part, whole = re.findall(r'<a href="([^"]+)">(.*?)</a>', formula)
        for address, words in (part, whole):
            own = client.get(unescape(address)).content.decode()
            amount = _AMOUNT.search(own)[1]
            assert words.removeprefix("전체 ") == f"예산현액 {amount}"
        assert page.count('href="/figures/') == lines
        won = [int(re.sub(r"\D", "", words)) for _, words in (part, whole)]
        assert _AMOUNT.search(page)[1] == f"{(2000 * won[0] + won[1]) // (2 * won[1]) / 10}%"
        assert "<dt>구성비의 전체</dt><dd>일반회계, 종류 정책사업</dd>" in page
        (first, *_), *_ = ([name, *cells] for _, name, cells in page_rows(page))
        assert first == "전체 (일반회계, 종류 정책사업)"


def test_what_is_left_during_the_year_has_no_other_name_than_after_it(client):
    for address, measure in (
        ("/sums/시민소통기획관/2018-12-31-결산", "unspent"),
        (f"/sums/{JULY_2022.removeprefix('/execution/')}", "lapsed"),
    ):
        response = client.get(f"{address}/{measure}", {"account": "일반회계"})
        assert response.status_code == 400, measure


def test_only_the_page_leads_and_that_of_the_whole_city_does_not(client):
    for address in (f"{JULY_2022}.json", "/execution/전체/2022-07-01-집행"):
        assert "/sums/" not in client.get(address).content.decode()


def test_what_is_absent_or_no_measure_leads_nowhere(client):
    address = "/execution/시민소통기획관/2018-12-31-결산"
    measures = {
        urlsplit(href).path.rsplit("/", 1)[1]
        for href, _ in led(client, address, {"columns": "unspent,uncommitted,share"})
    }
    assert measures == {"appropriated", "budget", "spent", "carried", "lapsed", "rate", "share"}


def test_departments_of_one_name_lead_nowhere_as_their_name_tells_neither(client):
    scene = cast.scene()
    later = cast.division(
        scene.office, "달빛담당관", code="해오름기획관/달빛담당관 2", valid_from=date(2030, 6, 1)
    )
    pond = cast.line(cast.program(scene.book, later, scene.account, "연못"), "연못 손질")
    written = cast.statement(cast.filing(scene.date, later))
    cast.figure(written, pond, budget=300, spent=30)
    for statement in (scene.statement, written):
        cast.publish(statement)
    address = "/execution/해오름기획관/2030-06-30-집행"
    found = led(client, address, {"unit": Unit.WON.label})
    assert not any("department=" in href for href, _ in found)
    assert [words for _, words in found] == [
        *("400", "80", "20.0%"),
        *("400", "80", "20.0%"),
        *("100", "50", "50.0%", "50.0%"),  # the program, and the rate of its line
        *("300", "30", "10.0%", "10.0%"),
    ]
    execution = read_execution([scene.date])
    assert [said(href, execution) for href, _ in found] == [words for _, words in found]
