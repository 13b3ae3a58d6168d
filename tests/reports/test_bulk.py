"""The package of all published figures: what it says of itself is so, and stays so."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import date
from urllib.parse import quote

import pytest
from django.core.management import call_command

from budgets.models import Book, Figure
from budgets.structuring.lines import add_line
from reports.bulk import HEADER
from tests import cast

pytestmark = pytest.mark.django_db

PACKAGE = "/data/figures.zip"
MOST_QUERIES = 32  # of the page, most of them for what each office has; asked once


@pytest.fixture
def content(client):
    return lambda: b"".join(client.get(PACKAGE).streaming_content)


def files(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def table(file):
    head, *rows = csv.reader(io.StringIO(file.decode("utf-8-sig")))
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_package_holds_the_rows_of_the_command(content):
    out = io.StringIO()
    call_command("figures", stdout=out)
    printed = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert table(files(content())["금액.csv"]) == printed
    assert len(printed) == 515


def test_every_row_is_what_the_datapackage_says_of_its_columns(content):
    package = files(content())
    told = json.loads(package["datapackage.json"])
    figures, columns = told["resources"]
    assert [field["name"] for field in figures["schema"]["fields"]] == list(HEADER)
    assert [row["열"] for row in table(package["열_사전.csv"])] == list(HEADER)
    readers = {"integer": int, "date": date.fromisoformat, "year": int, "string": str}
    for row in table(package["금액.csv"]):
        for field in figures["schema"]["fields"]:
            cell = row[field["name"]]
            if cell == "":
                assert "required" not in field["constraints"], (field, row)
                continue
            readers[field["type"]](cell)
            assert cell in field["constraints"].get("enum", [cell])
        assert (row["won"] == "") == (row["state"] != "value")
    for resource in (figures, columns):
        file = package[resource["path"]]
        assert resource["bytes"] == len(file)
        assert resource["hash"] == f"sha256:{hashlib.sha256(file).hexdigest()}"


def test_excel_sees_the_korean_and_no_formula(content):
    scene = cast.scene()
    line = cast.line(scene.program, "=1+1 심기")
    cast.figure(scene.statement, line, budget=-5)
    cast.publish(scene.statement)
    file = files(content())["금액.csv"]
    assert file.startswith(b"\xef\xbb\xbfdocument,")
    (row,) = [row for row in table(file) if row["line"].endswith("1+1 심기")]
    assert (row["line"], row["won"]) == ("'=1+1 심기", "-5")


def test_the_same_data_give_the_same_bytes_and_a_client_that_has_them_gets_none(client, content):
    assert content() == content()
    etag = client.get(PACKAGE).headers["ETag"]
    for address in (PACKAGE, "/data/datapackage.json"):
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    scene = cast.scene()
    assert client.get(PACKAGE, headers={"If-None-Match": etag}).status_code == 304  # a draft
    cast.publish(scene.statement)
    assert client.get(PACKAGE, headers={"If-None-Match": etag}).status_code == 200


def test_a_line_added_among_published_ones_moves_none_of_them(content):
    """Documents number their lines through a whole Book, a structure within a program."""
    book = Book.objects.get(office__name="시민소통기획관", fiscal_year=2022, basis="당초")
    first = book.programs.order_by("account", "position").first()
    before = content()
    add_line(
        program=first,
        name="새로운 사업",
        after=first.lines.order_by("position").first(),
        day=date(2022, 12, 31),
        by=cast.member("다온", book.office, "총괄"),
        at=cast.NOON,
        reason="신설",
        key=None,
    )
    assert content() == before


def test_a_draft_is_not_in_the_package(content):
    scene = cast.scene()
    assert "해오름기획관" not in files(content())["금액.csv"].decode()
    cast.publish(scene.statement)
    draft = cast.statement(scene.filing, version=2)
    cast.figure(draft, scene.trees, budget=777)
    rows = [row for row in table(files(content())["금액.csv"]) if row["office"] == "해오름기획관"]
    assert [(row["measure"], row["won"]) for row in rows] == [("budget", "100"), ("spent", "50")]


def test_a_line_of_two_published_dates_is_there_twice_and_no_more(content):
    rows = table(files(content())["금액.csv"])
    cells = [row for row in rows if row["measure"] == "budget"]
    stated = Figure.objects.published().exclude(budget_state="absent").count()
    assert len(cells) == stated


def test_the_file_is_named_in_korean_and_the_description_stands_alone_too(client, content):
    header = client.get(PACKAGE).headers["Content-Disposition"]
    assert quote("seoulcomm_공개_금액.zip") in header
    alone = client.get("/data/datapackage.json").content
    assert alone == files(content())["datapackage.json"]


def test_the_page_tells_the_columns_and_asks_a_bounded_number_of_queries(
    client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get("/data/").content.decode()
    for name in HEADER:
        assert f"<code>{name}</code>" in page
    assert page[page.index('id="dates"') :].count('href="/execution/') == 8


@pytest.mark.parametrize("address", ["/data/", "/data/figures.zip", "/data/datapackage.json"])
def test_nothing_is_changed_by_asking(client, address):
    assert client.post(address).status_code == 405
