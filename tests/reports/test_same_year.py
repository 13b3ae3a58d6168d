"""The pages of one office and year lead to each other, and what stands nowhere is led to from nowhere."""

import re
from html import unescape
from urllib.parse import unquote

import pytest

pytestmark = pytest.mark.django_db

OF_2018 = {
    "집행현황표": "/execution/시민소통기획관/2018-12-31-결산",
    "결산": "/settlement/시민소통기획관/2018-12-31-결산",
    "예산현액의 다리": "/bridge/시민소통기획관/2018-12-31-결산",
    "세입 결산": "/revenue/시민소통기획관/2018",
    "변동 대장": "/register/시민소통기획관/2018",
}


def ways(client, address):
    page = client.get(address).content.decode()
    (told,) = re.findall(r'<p class="also">(.*?)</p>', page, re.S)
    found = re.findall(r'<a href="([^"]+)">(.*?)</a>', told)
    return {words: unquote(unescape(href)) for href, words in found}


@pytest.mark.parametrize("here", ["결산", "예산현액의 다리", "세입 결산", "변동 대장"])
def test_each_page_of_a_settled_year_leads_to_all_others(client, here):
    others = {words: href for words, href in OF_2018.items() if words != here}
    assert ways(client, OF_2018[here]) == others


def test_a_date_within_a_year_leads_to_its_own_table_and_to_no_settlement(client):
    assert ways(client, "/bridge/시민소통기획관/2022-07-01-집행") == {
        "집행현황표": "/execution/시민소통기획관/2022-07-01-집행",
        "변동 대장": "/register/시민소통기획관/2022",
    }
