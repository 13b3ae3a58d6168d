"""What /api/ documents is run: every example answers as it says."""

import csv
import io
import json
import re
from html import unescape

import pytest

from reports.api import PARAMETERS, calls
from reports.choices import DEPTHS, SORTS
from reports.dates import published_dates, when_of
from reports.other_data import other_data

pytestmark = pytest.mark.django_db

MOST_QUERIES = 37  # most of them for what each office has; asked once
HEAD = ["title", "office", "when", "unit", "sources", "chosen"]
HEAD += ["missing", "notes", "corrections", "tables"]
TABLE = ["key", "title", "columns", "labels", "notes", "rows"]


def test_every_example_of_the_page_answers(client):
    page = client.get("/api/").content.decode()
    addresses = [unescape(href) for href in re.findall(r'class="call" href="([^"]+)"', page)]
    assert addresses == [call.href for call in calls()]
    assert len(addresses) == 22
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        told = json.loads(response.content)
        if address.endswith("datapackage.json"):
            continue
        assert list(told) == HEAD
        for table in told["tables"]:
            assert list(table) == TABLE
            assert len(table["columns"]) == len(table["labels"])
            assert all(len(row) == len(table["columns"]) for row in table["rows"])
        assert any(table["rows"] for table in told["tables"]), address


def test_the_answer_that_is_shown_is_the_answer(client):
    page = client.get("/api/").content.decode()
    shown = unescape(re.search(r"<pre[^>]*><code>(.*?)</code>", page, re.S)[1])
    address = unescape(re.search(r'href="([^"]+)"><code>curl', page)[1])
    assert json.loads(shown) == json.loads(client.get(address).content)


def test_every_parameter_that_is_told_is_taken(client):
    each = published_dates()[0]
    address = f"/execution/{each.book.office.code}/{when_of(each).slug}.json"
    values = {
        "depth": DEPTHS[-1],
        "department": "홍보담당관",
        "kind": "정책사업",
        "q": "ㅇㄹㅈㅅ",
        "rate": "-30",
        "columns": "share",
        "sort": f"-{next(iter(SORTS))}",
        "unit": "억원",
    }
    assert [parameter.name for parameter in PARAMETERS["집행현황"]] == list(values)
    assert client.get(address, values).status_code == 200
    asked = {"below": "30", "top": "20", "bands": "30,60"}
    address = address.replace("/execution/", "/ranking/")
    assert client.get(address, asked).status_code == 200


def test_the_page_asks_a_bounded_number_of_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get("/api/")


def test_all_else_there_is_stands_on_the_page_of_data_with_its_files(client):
    """No two columns of a CSV have one name."""
    page = client.get("/data/").content.decode()
    table = page[page.index('id="others"') :].partition("</table>")[0]
    files = [unescape(href) for href in re.findall(r'<a href="([^"]+)" download', table)]
    assert len(files) == 3 * len(list(other_data(published_dates())))
    for address in files:
        if ".csv" in address:
            head = next(csv.reader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))
            assert len(set(head)) == len(head), address
