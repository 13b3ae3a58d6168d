"""고대비 is chosen on the page, stays chosen, and makes no other page of it."""

import re
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.test import Client

from tests import cast

pytestmark = pytest.mark.django_db

TABLE = "/execution/해오름기획관/2030-06-30-집행"
STYLE = (settings.BASE_DIR / "static/css/seoulcomm.css").read_text("utf-8")
HIGH = '<html lang="ko" class="high-contrast"'


@pytest.fixture
def published():
    cast.publish(cast.scene().statement)


def choose(client, to, back="/terms"):
    return client.post("/contrast", {"to": to, "back": back})


def page(client, path="/terms"):
    return client.get(path).content.decode()


def test_a_choice_leads_back_to_its_page_and_stays(client):
    answer = choose(client, "high", "/search?q=나무&of=부서")
    back = unquote(answer.headers["Location"])
    assert (answer.status_code, back) == (302, "/search?q=나무&of=부서")
    assert HIGH in page(client)
    assert "기본 대비로 보기" in page(client)
    cookie = answer.cookies["contrast"]
    assert (cookie["max-age"], cookie["httponly"]) == (365 * 24 * 60 * 60, True)
    choose(client, "plain")
    assert HIGH not in page(client)
    assert "고대비로 보기" in page(client)


def test_a_page_says_where_to_come_back_with_its_conditions(client):
    assert '<input type="hidden" name="back" value="/search?q=%3Cb%3E&amp;of=">' in page(
        client, "/search?q=%3Cb%3E&of="
    )


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "javascript:x", ""])
def test_nobody_is_led_to_another_host(client, back):
    assert choose(client, "high", back).headers["Location"] == "/"


def test_what_is_no_choice_is_refused(client):
    answer = choose(client, "loud")
    assert answer.status_code == 400
    assert "요청을 읽을 수 없습니다" in answer.content.decode()
    assert "contrast" not in answer.cookies


def test_the_choice_is_sent_and_not_only_asked_for(client):
    answer = client.get("/contrast")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")


def test_it_needs_no_token(published):
    client = Client(enforce_csrf_checks=True)
    assert choose(client, "high").status_code == 302
    assert "csrftoken" not in client.cookies


def test_a_kept_page_is_kept_for_either_choice(client, published, django_assert_num_queries):
    plain = client.get(TABLE)
    choose(client, "high")
    high = client.get(TABLE)
    assert (HIGH in high.content.decode(), HIGH in plain.content.decode()) == (True, False)
    assert plain.headers["ETag"] != high.headers["ETag"]
    assert "Cookie" in high.headers["Vary"]
    choose(client, "plain")
    with django_assert_num_queries(1):
        assert client.get(TABLE).content == plain.content


def test_who_asks_the_system_and_who_asks_the_page_get_the_same_colours():
    asked = re.search(r"prefers-contrast: more\) \{\s*:root \{(.*?)\}", STYLE, re.S)[1]
    chosen = re.search(r":root\.high-contrast \{(.*?)\}", STYLE, re.S)[1]
    assert asked.split() == chosen.split() != []
