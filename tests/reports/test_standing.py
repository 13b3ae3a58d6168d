"""The tables of the first page: on it and in its siblings the same, each amount with its origin."""

import csv
import io
import re
from html import unescape
from urllib.parse import unquote, urlencode

import openpyxl
import pytest

from reports.overview import Entry, Total
from reports.standing import COLUMNS, table_of
from reports.table import Gap
from tests import cast
from tests.reports.test_leading import execution_of, led, said

pytestmark = pytest.mark.django_db

INTO = "시민소통기획관/뉴미디어담당관"
SHARES = ("rate", "points")
AMOUNTS = {
    *("appropriated", "budget", "committed", "spent"),
    *("uncommitted", "unpaid", "unspent", "behind"),
}
TABLES = [
    "부서·사업별 현황",
    "고르게 쓴 것보다 많이 뒤진 사업",
    "앞 기준일과 달라진 세부사업",
    "맞지 않는 인쇄값",
    "기준일별 현황",
]


@pytest.fixture
def answer(client):
    def answer(suffix="", **asked):
        path = f"/overview{suffix}" if suffix else "/"
        response = client.get(f"{path}?{urlencode(asked)}")
        assert response.status_code == 200
        return response

    return answer


def drawn(page):
    """Each table of the page by its caption: the keys of its columns, and its rows."""
    found = {}
    for table in re.findall(r'<table class="report.*?</table>', page):
        caption = re.search(r"<caption[^>]*>(.*?)</caption>", table)[1]
        rows = [
            [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
            for row in re.split(r"<tr", table.split("<tbody>")[1])[1:]
        ]
        row = re.split(r"<tr", table.split("<tbody>")[1])[1]
        keys = [each.split()[-1] for each in re.findall(r'<td class="([^"]*)"', row)]
        found[unescape(caption)] = (keys, [list(map(unescape, row)) for row in rows])
    return found


def written(key, value):
    """As the page writes what the json says."""
    if value is None:
        return "없음"
    if isinstance(value, str):
        return value or "빈칸"
    if key in SHARES:
        sign = "△" if value < 0 else ""
        return f"{sign}{abs(value):,.1f}%{'p' if key == 'points' else ''}"
    if key in AMOUNTS:
        thousands = (abs(value) + 500) // 1000
        return f"{'△' if value < 0 else ''}{thousands:,}"
    return f"{value:,}"


@pytest.mark.parametrize("asked", [{}, {"office": "시장비서실"}, {"into": INTO}])
def test_the_page_and_its_json_agree_cell_by_cell(answer, asked):
    page = drawn(answer(**asked).content.decode())
    seen = 0
    for table in answer(".json", **asked).json()["tables"]:
        rows = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
        title = table["title"]
        wholes = {}
        for row in rows:
            account = row["account"] if title in TABLES[:2] else ""
            wholes.setdefault(f"{row['whose_office']} {account}".strip(), []).append(row)
        for whose, own in wholes.items():
            (caption,) = [each for each in page if each.startswith(f"{whose} {title}")]
            keys, shown = page[caption]
            told = [[row["name"], *(written(key, row[key]) for key in keys)] for row in own]
            assert shown == told
            left = set(own[0]) - {*keys, "level", "mark", "name", "code", "kind"}
            left -= {"whose_office", "account"}
            assert all(row[key] is None for row in own for key in left), left
            seen += 1
    assert seen == len(page)


@pytest.mark.parametrize("asked", [{}, {"into": INTO}])
def test_the_sheet_the_csv_and_the_json_have_the_same_rows(answer, asked):
    tables = answer(".json", **asked).json()["tables"]
    assert [table["title"] for table in tables] == TABLES
    told = list(csv.DictReader(io.StringIO(answer(".csv", **asked).content.decode("utf-8-sig"))))
    book = openpyxl.load_workbook(io.BytesIO(answer(".xlsx", **asked).content), data_only=True)
    at = 0
    for table in tables:
        sheet = book[table["title"]]
        own = told[at : at + len(table["rows"])]
        at += len(own)
        assert {row["표"] for row in own} == {table["title"]}
        for number, row in enumerate(table["rows"]):
            json = dict(zip(table["columns"], row, strict=True))
            lines = [cell.value for cell in sheet[7 + number]]
            assert [own[number]["이름"], lines[0]] == [row[2]] * 2
            for place, (key, label) in enumerate(
                zip(table["columns"][5:], table["labels"][5:], strict=True), 1
            ):
                value, sheeted = json[key], lines[place]
                plain = own[number][label]
                if isinstance(value, str) or value is None:
                    assert (sheeted or "") == plain == ("없음" if value is None else value)
                elif key in SHARES:
                    assert float(plain) == value
                    assert sheeted == pytest.approx(value / 100)
                else:
                    assert int(plain) == value
                    assert sheeted == pytest.approx(value / (1000 if key in AMOUNTS else 1))
    assert at == len(told)


def test_sums_and_rates_of_the_sheet_are_formulas_of_its_rows(answer):
    book = openpyxl.load_workbook(io.BytesIO(answer(".xlsx").content))
    sheet = book["부서·사업별 현황"]
    heads = [cell.value for cell in sheet[6]]
    first = dict(zip(heads, (cell.value for cell in sheet[7]), strict=True))
    assert first["예산현액"] == "=SUBTOTAL(9,E8:E11)"
    assert first["집행률"].startswith("=IF(N(E7)>0,ROUND(G7/E7,3)")
    assert first["미원인행위"] == "=N(E7)-N(F7)"
    fund = next(row for row in sheet.iter_rows(min_row=7) if "기금" in str(row[2].value))
    row = fund[0].row
    rate = dict(zip(heads, (cell.value for cell in fund), strict=True))["집행률"]
    assert rate.startswith(f"=IF(N(D{row})>0,ROUND(G{row}/D{row},3)")  # by 예산액


def test_what_is_left_leads_to_the_lines_of_which_it_is_left(client):
    known, seen = {}, set()
    for href, words in led(client, "/"):
        measure = href.split("?")[0].rsplit("/", 1)[1]
        if measure in ("uncommitted", "unpaid", "unspent"):
            assert said(href, execution_of(href, known)) == words
            seen.add(measure)
    assert len(seen) == 3


def test_no_two_columns_of_the_csv_are_called_alike(answer):
    head = next(csv.reader(io.StringIO(answer(".csv").content.decode("utf-8-sig"))))
    assert len(head) == len(set(head))


def test_the_siblings_are_linked_by_names_that_say_what_they_are(answer):
    links = dict(
        re.findall(r'<a href="(/overview[^"]*)" download>([^<]+)</a>', answer().content.decode())
    )
    assert links == {
        "/overview.xlsx": "2023. 4. 1. 실국별 현황 엑셀",
        "/overview.csv": "2023. 4. 1. 실국별 현황 CSV",
        "/overview.json": "2023. 4. 1. 실국별 현황 JSON",
    }
    page = unescape(answer(office="시장비서실", into="").content.decode())
    assert "2018. 6. 30. 시장비서실 현황 엑셀" in page
    told = answer(".xlsx", office="시장비서실").headers["Content-Disposition"]
    assert "시장비서실_현황_2018-06-30.xlsx" in unquote(told)


def test_a_sibling_refuses_what_the_page_refuses(client):
    assert client.get("/overview.csv", {"office": "없는기획관"}).status_code == 400
    assert client.get("/overview").status_code == 404


@pytest.mark.parametrize("part", ["headlines", "divisions", "lagging", "dates"])
def test_amounts_lead_to_pages_that_say_the_same(answer, client, part):
    page = answer().content.decode()
    if part == "headlines":
        spots = re.findall(r'<ul class="headlines">.*?</ul>', page, re.DOTALL)
    else:
        title = {
            "divisions": "부서·사업별 현황",
            "lagging": "많이 뒤진 사업",
            "dates": "기준일별 현황",
        }[part]
        spots = [
            table
            for table in re.findall(r'<table class="report.*?</table>', page)
            if title in re.search(r"<caption.*?</caption>", table)[0]
        ]
    assert len(spots) == {"headlines": 3, "divisions": 4, "lagging": 4, "dates": 3}[part]
    led = [
        (unescape(href), words)
        for spot in spots
        for href, words in re.findall(r'<a href="(/(?:sums|figures)/[^"]+)">([^<]+)</a>', spot)
    ]
    # A line's rate is made of two figures, which its sum names.
    kinds = {href.split("/")[1] for href, _ in led if "/rate?" not in href}
    assert kinds == {"lagging": {"figures"}, "divisions": {"sums", "figures"}}.get(part, {"sums"})
    assert len(led) >= 9
    for href, words in led[:: max(1, len(led) // 9)]:
        told = client.get(href)
        assert told.status_code == 200, href
        if part in ("divisions", "dates"):
            assert words in re.sub(r"<[^>]+>", "", told.content.decode()), href


def test_every_drawing_names_a_table_that_is_on_the_page(answer):
    page = answer().content.decode()
    charts = re.findall(r'<svg class="chart.*?</svg>', page)
    assert len(charts) == 2 * (4 + 2 + 4)  # gauges, bars and tiles, each for two widths
    for chart in charts:
        heading = re.search(r'aria-describedby="\S+ (\S+)"', chart)[1]
        title = re.search(rf'<h4 id="{heading}">(.*?)</h4>', page)[1]
        named = re.search(r"‘([^’]+)’ 표에서 그렸습니다.</desc>", chart)[1]
        assert named.endswith(re.sub("<[^>]+>", "", title))


def test_what_is_drawn_stands_in_the_table_that_is_named(answer):
    page = answer().content.decode()
    tables = drawn(page)
    keys, rows = tables["시민소통기획관 일반회계 부서·사업별 현황 (단위: 천원)"]
    whole = dict(zip(["name", *keys], rows[0], strict=True))
    assert [whole[key] for key in ("spent", "unpaid", "uncommitted")] == [
        "47,541,386",
        "7,034,659",
        "46,780,178",
    ]
    assert "원인행위 후 미집행 7,035백만원 6.9%" in page
    _, rows = tables["시장비서실 일반회계 부서·사업별 현황 (단위: 천원)"]
    assert [row[0] for row in rows] == ["합계", "기관운영업무추진비", "시책추진업무추진비"]


def test_what_is_unfolded_by_a_click_is_in_the_table_too(answer):
    tables = drawn(answer(into=INTO).content.decode())
    _, rows = tables["시민소통기획관 일반회계 부서·사업별 현황 (단위: 천원)"]
    names = [row[0] for row in rows]
    at = names.index("뉴미디어담당관")
    assert names[at + 1] == "뉴미디어 활용 시민과의 소통 활성화"
    assert names[-1] == "시민봉사담당관"


@pytest.mark.parametrize(
    ("total", "cell"),
    [
        (Total("value", 101_356_223_000), 101_356_223_000),
        (Total("value", 0), 0),
        (Total("dash"), Gap.DASH),
        (Total("absent"), Gap.ABSENT),
        (Total("unknown"), Gap.UNKNOWN),
    ],
)
def test_an_amount_a_dash_a_nought_and_no_such_column_are_four_cells(total, cell):
    absent = Total("absent")
    table = table_of(Entry("일반회계", absent, total, absent, absent, departments=1, lines=1))
    assert table.rows[0].cells[1] is cell or table.rows[0].cells[1] == cell


ABSENT, UNKNOWN = Total("absent"), Total("unknown")
HUNDRED, FIFTY = Total("value", 100), Total("value", 50)


@pytest.mark.parametrize(
    ("appropriated", "budget", "spent", "rate"),
    [
        (ABSENT, HUNDRED, FIFTY, 500),
        (ABSENT, HUNDRED, Total("dash"), Gap.DASH),
        (ABSENT, Total("value", 0), FIFTY, Gap.DASH),
        (ABSENT, HUNDRED, UNKNOWN, Gap.UNKNOWN),
        (HUNDRED, UNKNOWN, FIFTY, Gap.UNKNOWN),
        (HUNDRED, ABSENT, ABSENT, Gap.ABSENT),
        (HUNDRED, ABSENT, FIFTY, 500),
    ],
)
def test_a_rate_is_as_little_known_as_what_it_is_made_of(appropriated, budget, spent, rate):
    entry = Entry("일반회계", appropriated, budget, ABSENT, spent, departments=1, lines=1)
    assert table_of(entry).rows[0].cells[4] == rate


def test_of_too_many_offices_each_has_its_sums_and_where_they_come_from(client, monkeypatch):
    monkeypatch.setattr("reports.home._PICTURED", 2)
    page = client.get("/").content.decode()
    assert "<svg" not in page
    keys, rows = drawn(page)["시민소통기획관 일반회계 부서·사업별 현황 (단위: 천원)"]
    assert keys == [each.key for each in COLUMNS["divisions"][1:]]
    assert rows[1] == [
        "시민소통담당관",
        "48,205,262",
        "21,391,600",
        "21,124,069",
        "43.8%",
        "26,813,662",
        "267,531",
        "27,081,193",
        "13",
    ]
    (href,) = set(re.findall(r'<a href="(/sums/[^"]+)">48,205,262</a>', page))
    assert "48,205,262" in client.get(unescape(href)).content.decode()


def test_a_draft_is_in_no_sibling(answer):
    scene = cast.scene()
    cast.publish(scene.statement)
    before = [answer(suffix).content for suffix in (".csv", ".json")]
    draft = cast.statement(scene.filing, version=2)
    cast.figure(draft, scene.trees, budget=777_000_000_000, spent=7)
    assert [answer(suffix).content for suffix in (".csv", ".json")] == before
