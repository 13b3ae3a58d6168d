"""Sums that tables lead to: in the unit of the page, and at an address that there is."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = pytest.mark.django_db

SETTLED = "시민소통기획관/2018-12-31-결산"


@pytest.mark.parametrize(
    "path",
    [
        f"/execution/{SETTLED}",
        f"/execution/{SETTLED}/today",
        f"/ranking/{SETTLED}",
        f"/settlement/{SETTLED}",
        f"/settlement/{SETTLED}?organisation=today",
        f"/bridge/{SETTLED}",
        "/compare/홍보기획관/2022-07-01-집행/2023-04-01-집행",
        "/trend/시민소통기획관",
        "/lineage/시민소통기획관/people",
        "/lineage/시민소통기획관/regrouped",
        "/expense/시장비서실/2018-06-30-집행",
    ],
)
def test_the_unit_of_a_page_is_said_once_where_a_sum_is_asked_for(client, path):
    page = client.get(path.partition("?")[0], {**_said(path), "unit": "억원"})
    ways = sorted({unescape(x) for x in re.findall(r'href="(/sums/[^"]+)"', page.content.decode())})
    assert ways
    assert [way for way in ways if _said(way).get("unit") != "억원"] == []
    for way in (ways[0], ways[-1]):
        assert client.get(way).status_code == 200, way


def _said(href: str) -> dict[str, str]:
    return {name: ",".join(values) for name, values in parse_qs(urlsplit(href).query).items()}
