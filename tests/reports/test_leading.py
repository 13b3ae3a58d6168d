"""Every sum of the councils' tables leads to a page that says the very same number."""

import re
from collections import Counter
from datetime import date
from html import unescape
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from budgets.amounts import Unit, show
from budgets.models import Figure
from departments.models import Department
from reports import sum_report
from reports.dates import EVERYONE, dates_on, published_dates, read_slug, when_of
from reports.draw import MINUS
from reports.execution import read_execution
from reports.settled import untold_programs
from reports.sum_origin import Made
from reports.sum_scope import read_scope
from reports.table import Gap
from tests import cast
from tests.reports.answers import without_marks
from tests.reports.test_execution import page_rows

pytestmark = pytest.mark.django_db

JULY_2022 = "/execution/시민소통기획관/2022-07-01-집행"
_LED = re.compile(r'<td[^>]*><a href="(/sums/[^"]+)">(.*?)</a></td>')
_FIGURE = re.compile(r'<td[^>]*><a href="/figures/(\d+)/(\w+)">(.*?)</a></td>')
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
    found = _LED.findall(without_marks(response.content.decode()))
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


def execution_of(href, known):
    """Of the office and the date of a sum's address; `known`: those that were read already."""
    _, _, office, when, _ = urlsplit(unquote(href)).path.split("/")
    if (office, when) not in known:
        whose = None if office == EVERYONE else Department.objects.get(code=office)
        dates = dates_on(read_slug(when), whose)
        assert dates, href
        known[office, when] = read_execution(dates)
    return known[office, when]


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
    seen = beside = 0
    known = {}
    for each, address in dates():
        found = read_execution([each])
        page = client.get(address).content.decode()
        for other in re.findall(r'href="\?compare=([^"&]+)"', page):
            for choices in ({}, {"rate": "20-", "unit": "백만원"}):
                asked = {"compare": unquote(other), **choices}
                for href, words in led(client, address, asked):
                    assert "compare" not in href
                    there = (
                        found
                        if f"/{when_of(each).slug}/" in unquote(href)
                        else execution_of(href, known)
                    )
                    assert said(href, there) == words, (address, asked, href)
                    seen += 1
                    beside += there is not found
    assert seen > 2000
    assert beside > 1000


def beside(client):
    """Every table with every other date beside it."""
    for _, address in dates():
        page = client.get(address).content.decode()
        for slug in map(unquote, re.findall(r'href="\?compare=([^"&]+)"', page)):
            asked = {"compare": slug}
            yield slug, client.get(address, asked).content.decode()


def test_every_amount_of_a_line_beside_another_date_leads_to_its_figure(client):
    states = {"value": "", "dash": "-", "blank": "빈칸"}
    seen = 0
    for slug, page in beside(client):
        found = _FIGURE.findall(page)
        figures = Figure.objects.select_related("statement__filing__reporting_date").in_bulk(
            {int(pk) for pk, _, _ in found}
        )
        for pk, measure, words in found:
            figure = figures[int(pk)]
            state = getattr(figure, f"{measure}_state")
            own = (
                show(getattr(figure, measure), Unit.THOUSAND) if state == "value" else states[state]
            )
            assert _TAG.sub("", words) == own, (pk, measure)
        for _, _, cell in re.findall(r'(<td class="[^"]*other_(\w+)">)(.*?)</td>', page):
            pks = re.findall(r'"/figures/(\d+)/', cell)
            assert {
                when_of(figures[int(pk)].statement.filing.reporting_date).slug for pk in pks
            } <= {slug}
            seen += len(pks)
    assert seen > 1000


def ranked(client):
    """The rankings of every date and office, and of all offices together, under some thresholds."""
    addresses = [address.replace("execution", "ranking") for _, address in dates()]
    for address in (*addresses, "/ranking/전체/2022-07-01-집행", "/ranking/전체/2018-12-31-결산"):
        for asked in (
            {},
            {"kind": "정책사업", "unit": "백만원", "bands": "12.5,50", "below": "50"},
            {"q": "시", "top": "500", "below": "1000"},
        ):
            yield address, asked, client.get(address, asked).content.decode()


def test_every_amount_of_a_ranking_says_what_it_leads_to(client):
    known, sums, lines = {}, Counter(), 0
    for address, asked, page in ranked(client):
        unit = next(each for each in Unit if each.label == asked.get("unit", "천원"))
        for href, words in _LED.findall(page):
            assert said(unescape(href), execution_of(unescape(href), known)) == _TAG.sub(
                "", words
            ), (address, asked, href)
            sums[urlsplit(href).path.rsplit("/", 1)[1]] += 1
        found = _FIGURE.findall(page)
        figures = Figure.objects.in_bulk({int(pk) for pk, _, _ in found})
        for pk, measure, words in found:
            if getattr(figures[int(pk)], f"{measure}_state") == "value":
                own = show(getattr(figures[int(pk)], measure), unit)
                assert _TAG.sub("", words) == own, (address, asked, pk, measure)
                lines += 1
    assert lines > 2000
    assert all(
        sums[measure] > 50
        for measure in ("budget", "spent", "rate", "unspent", "uncommitted", "unpaid", "lapsed")
    )


def test_no_amount_of_a_ranking_is_without_an_origin(client):
    seen = 0
    for address, asked, page in ranked(client):
        for key, cell in re.findall(r'<td class="[^"]*?(\w+)">(.*?)</td>', page):
            if key not in ("division", "lines"):
                bare = re.search(r"\d", _TAG.sub("", cell)) and "href" not in cell
                assert not bare, (address, asked, key, cell)
                seen += "href" in cell
    assert seen > 5000


def test_a_sum_of_what_ranks_first_leads_to_those_very_lines(client):
    page = client.get("/ranking/홍보기획관/2023-04-01-집행", {"top": "3"}).content.decode()
    (href,) = {
        unescape(h) for h, words in _LED.findall(page) if words == "42,761,936" and "/unspent?" in h
    }
    own = client.get(href).content.decode()
    assert _AMOUNT.search(own)[1] == "42,761,936천원"
    for name in ("120다산콜재단 출연금", "미디어재단 TBS 출연금", "언론매체를 통한 시정정보제공"):
        assert f">{name}</a></th>" in own
    assert own.count('href="/lines/') == 3
    assert "예산현액" in re.search(r'<p class="made-of">(.*?)</p>', own)[1]


def test_no_amount_of_the_other_date_is_without_an_origin(client):
    seen = 0
    for slug, page in beside(client):
        for cell in re.findall(r'<td class="[^"]*other_\w+">(.*?)</td>', page):
            words = _TAG.sub("", cell)
            assert "href" in cell or not re.search(r"\d", words), (slug, cell)
            seen += "href" in cell
    assert seen > 2000


def test_a_sum_of_what_moved_leads_to_those_very_lines(client):
    address = "/execution/시민소통기획관/2019-01-01-예산"
    page = client.get(address, {"compare": "2018-12-31-결산"}).content.decode()
    hrefs = [unescape(href) for href, _ in _LED.findall(page)]
    several = next(href for href in hrefs if re.search(r"/spent\?.*&line=\d+,", href))
    words = next(
        _TAG.sub("", words) for href, words in _LED.findall(page) if unescape(href) == several
    )
    own = client.get(several).content.decode()
    assert _AMOUNT.search(own)[1] == f"{words}천원"
    keys = several.split("&line=")[1].split(",")
    assert own.count('href="/lines/') == len(keys)
    assert f"외 {len(keys) - 1}개" in own


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
    ranking = JULY_2022.replace("execution", "ranking")
    for address in (
        *(f"{JULY_2022}.json", "/execution/전체/2022-07-01-집행"),
        *(f"{JULY_2022}.csv?compare=2023-04-01-집행", f"{ranking}.json", f"{ranking}.csv"),
    ):
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
