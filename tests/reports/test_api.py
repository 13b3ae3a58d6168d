"""What /api/ documents is run: every example answers as it says."""

import json
import re
from html import unescape

import pytest

from reports.api import PARAMETERS, calls
from reports.choices import DEPTHS, SORTS
from reports.dates import published_dates, when_of

pytestmark = pytest.mark.django_db

QUERIES = 8
HEAD = ["title", "office", "when", "unit", "sources", "chosen"]
HEAD += ["missing", "notes", "corrections", "tables"]
TABLE = ["key", "title", "columns", "labels", "notes", "rows"]


def test_every_example_of_the_page_answers(client):
    page = client.get("/api/").content.decode()
    addresses = [unescape(href) for href in re.findall(r'class="call" href="([^"]+)"', page)]
    assert addresses == [call.href for call in calls()]
    assert len(addresses) == 11
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


def test_the_page_asks_a_fixed_number_of_queries(client, django_assert_num_queries):
    with django_assert_num_queries(QUERIES):
        client.get("/api/")
