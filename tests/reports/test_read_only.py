"""Pages that are only read say so to whoever sends them something; errors are pages of the house."""

import pytest
from django.http import HttpRequest
from django.template.loader import get_template
from django.test import Client
from django.urls import get_resolver
from django.views.defaults import bad_request, server_error

from reports import urls
from reports.views.read_only import read_only

pytestmark = pytest.mark.django_db

ARGUMENTS = {
    "office": "전체",
    "suffix": "",
    "pk": "1",
    "measure": "spent",
    "when": "2022-07-01-집행",
    "then": "2022-07-01-집행",
    "now": "2023-04-01-집행",
    "year": "2018",
}


def address(pattern):
    """Any address of this pattern: what it is asked for is never looked up."""
    route = str(pattern.pattern).replace("<ending:suffix>", ".json")
    for name, value in ARGUMENTS.items():
        for kind in ("when", "suffix", "str", "code", "int", "measure"):
            route = route.replace(f"<{kind}:{name}>", value)
    return f"/{route}"


@pytest.mark.parametrize(
    "name", [each.name for each in urls.urlpatterns if each.name != "contrast"]
)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_sent_to_a_page_that_is_read(name, method, django_assert_max_num_queries):
    (pattern,) = [each for each in urls.urlpatterns if each.name == name]
    path = address(pattern)
    assert get_resolver().resolve(path).url_name == name
    with django_assert_max_num_queries(1):  # the foot of the page
        answer = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert "읽기만 하는 화면입니다" in answer.content.decode()


def test_a_guard_against_forgery_still_stands_where_something_is_taken():
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})
    assert answer.status_code == 403
    assert "받지 않은 요청입니다" in answer.content.decode()


def test_a_view_is_called_for_what_is_safe_alone():
    request = HttpRequest()
    for method in ("GET", "HEAD"):
        request.method = method
        assert read_only(lambda request, word: word)(request, word="읽음") == "읽음"


def test_what_cannot_be_read_at_all_is_answered_in_korean(client):
    answer = client.get("/terms", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "요청을 읽을 수 없습니다" in answer.content.decode()


@pytest.mark.parametrize("handler", [bad_request, server_error])
def test_the_page_of_an_error_asks_the_database_nothing(rf, handler, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = (
            handler(rf.get("/"), ValueError()) if handler is bad_request else handler(rf.get("/"))
        )
    assert b'<html lang="ko"' in answer.content


@pytest.mark.parametrize("name", ["400", "403", "404", "405", "500"])
def test_every_error_has_a_title_a_heading_and_a_way_out(name):
    page = get_template(f"{name}.html").render({})
    title = page.split("<title>")[1].split(" | ")[0]
    assert f">{title}</h1>" in page
    assert page.count("<h1") == 1
    assert "실국별 현황으로 가기" in page
