"""Coming in, staying, leaving: sessions, and what is typed when one ends."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.conf import settings as installed
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from departments import access
from departments.models import AccessRecord
from tests import cast

pytestmark = pytest.mark.django_db
RIGHT = "소나무 아래 12"
FIGURES = {"won": ["1,000", "△2,000"], "note": ['<b>더위</b> & "비"\n둘째 줄']}


@pytest.fixture
def garam():
    person = cast.member("garam", cast.office(), "담당자")
    person.set_password(RIGHT)
    person.save()
    return person


def log_in(client, **facts):
    return client.post("/login", {"username": "garam", "password": RIGHT} | facts)


def is_in(client):
    return client.get("/password").status_code == 200


def hidden(page):
    """The fields that the form of a page carries, without the token; the head has one of its own."""
    page = page.split("<main", 1)[1]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return [(name, unescape(value)) for name, value in found if name != "csrfmiddlewaretoken"]


# --- in and out -----------------------------------------------------------------------------------


def test_who_logs_in_comes_where_he_was_going(client, garam):
    asked = client.get("/password")
    assert (asked.status_code, asked["Location"]) == (302, "/login?next=/password")
    assert log_in(client, next="/password")["Location"] == "/password"
    assert is_in(client)


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_nobody_is_led_to_another_site(client, garam, next_page):
    assert log_in(client, next=next_page)["Location"] == "/"


def test_a_wrong_password_says_no_more_than_that(client, garam):
    pages = [
        client.post("/login", {"username": name, "password": "틀림"}).context["form"].errors
        for name in ("garam", "nobody")
    ]
    assert pages[0] == pages[1]
    assert "로그인 이름 또는 비밀번호가 맞지 않습니다." in str(pages[0])


def test_a_disabled_account_does_not_come_in_and_is_told_no_more(client, garam):
    access.disable(person=garam, by=None, at=cast.NOON, reason="휴직")
    assert "맞지 않습니다" in log_in(client).content.decode()
    assert not is_in(client)


def test_the_session_has_a_new_key_after_the_login(client, garam):
    session = client.session
    session["before"] = "planted"
    session.save()
    client.cookies[installed.SESSION_COOKIE_NAME] = planted = session.session_key
    log_in(client)
    assert client.cookies[installed.SESSION_COOKIE_NAME].value != planted
    assert not Session.objects.filter(pk=planted).exists()


def test_who_logs_out_is_out_and_only_a_post_does_it(client, garam):
    log_in(client)
    key = client.session.session_key
    assert client.get("/logout").status_code == 405
    assert is_in(client)
    assert client.post("/logout")["Location"] == "/"
    assert not is_in(client)
    assert not Session.objects.filter(pk=key).exists()


def test_the_menu_names_who_is_in_and_offers_what_is_theirs(client, garam):
    assert "업무 메뉴" not in client.get("/terms").content.decode()
    log_in(client)
    page = client.get("/terms").content.decode()
    assert '<span>garam</span> <button type="submit">로그아웃</button>' in page
    assert "계정과 역할" not in page
    assert "자료 관리" not in page


# --- half an hour ---------------------------------------------------------------------------------


def test_half_an_hour_without_a_request_ends_a_session(client, garam):
    log_in(client)
    kept = Session.objects.get(pk=client.session.session_key)
    left = kept.expire_date - timezone.now()
    assert timedelta(minutes=29) < left <= timedelta(minutes=30)
    Session.objects.filter(pk=kept.pk).update(expire_date=timezone.now())
    assert not is_in(client)


@pytest.mark.parametrize("path", ["/terms", "/password", "/data/"])
def test_every_request_begins_it_anew(client, garam, path):
    log_in(client)
    own = Session.objects.filter(pk=client.session.session_key)
    own.update(expire_date=timezone.now() + timedelta(minutes=1))
    client.get(path)
    assert own.get().expire_date - timezone.now() > timedelta(minutes=29)


def test_a_page_at_which_somebody_works_may_ask_for_it(client, garam):
    assert client.post("/session").status_code == 403
    log_in(client)
    own = Session.objects.filter(pk=client.session.session_key)
    own.update(expire_date=timezone.now() + timedelta(minutes=1))
    assert client.post("/session").status_code == 204
    assert own.get().expire_date - timezone.now() > timedelta(minutes=29)


def test_a_page_knows_how_long_it_has(client, garam):
    log_in(client)
    page = client.get("/terms").content.decode()
    assert '<body data-idle="1800" data-session="/session">' in page


# --- what is typed when it ends -------------------------------------------------------------------


@pytest.fixture
def typing(settings):
    settings.ROOT_URLCONF = "tests.departments.urls"
    return "/typing?line=7"


def test_typed_figures_survive_the_login(client, garam, typing):
    asked = client.post(typing, FIGURES)
    assert asked.status_code == 403
    page = asked.content.decode()
    assert "입력한 내용은 이 화면이 지니고 있습니다." in page
    assert "더위</b>" not in page
    carried = dict_of(hidden(page))
    assert carried == {"next": [typing], "kept-won": FIGURES["won"], "kept-note": FIGURES["note"]}

    wrong = client.post("/login", {"username": "garam", "password": "틀림", **carried})
    assert dict_of(hidden(wrong.content.decode())) == carried  # also after a mistyped password

    offered = client.post("/login", {"username": "garam", "password": RIGHT, **carried})
    page = offered.content.decode()
    assert offered.status_code == 200
    assert f'action="{typing}"' in page
    assert dict_of(hidden(page)) == FIGURES

    assert client.post(typing, dict_of(hidden(page))).json() == FIGURES


def dict_of(pairs):
    found = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def test_a_password_is_carried_through_no_page(client, garam):
    passwords = {"old_password": RIGHT, "new_password1": "대나무", "new_password2": "대나무"}
    page = client.post("/password", passwords).content.decode()
    assert "대나무" not in page
    assert "입력한 내용은" not in page


def test_what_is_carried_leads_to_no_other_site(client, garam):
    carried = {"next": "https://evil.example/", "kept-won": "1"}
    page = log_in(client, **carried).content.decode()
    assert "evil" not in page


@pytest.fixture
def strict():
    return Client(enforce_csrf_checks=True)


def test_who_logged_in_again_in_another_tab_keeps_what_this_one_holds(strict, garam, typing):
    """The login has given him another token; the page still has the old one."""
    strict.force_login(garam)
    sent = strict.post(typing, FIGURES, headers={"origin": "http://testserver"})
    assert sent.status_code == 403
    page = sent.content.decode()
    assert dict_of(hidden(page)) == FIGURES
    token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    again = strict.post(
        typing, FIGURES | {"csrfmiddlewaretoken": token}, headers={"origin": "http://testserver"}
    )
    assert again.json() == FIGURES | {"csrfmiddlewaretoken": [token]}


@pytest.mark.parametrize("origin", [{}, {"origin": "https://evil.example"}, {"origin": "null"}])
def test_what_another_site_sends_is_refused_and_not_offered(strict, garam, typing, origin):
    strict.force_login(garam)
    sent = strict.post(typing, FIGURES, headers=origin)
    assert sent.status_code == 403
    page = sent.content.decode()
    assert "받지 않은 요청입니다" in page
    assert "2,000" not in page


def test_a_login_without_its_token_is_refused_in_korean(strict, garam):
    sent = strict.post("/login", {"username": "garam", "password": RIGHT})
    assert sent.status_code == 403
    assert "받지 않은 요청입니다" in sent.content.decode()


# --- an account that is stopped, a password that is changed ---------------------------------------


def test_disabling_an_account_ends_its_sessions_for_good(client, garam):
    log_in(client)
    access.disable(person=garam, by=None, at=cast.NOON, reason="휴직")
    assert not is_in(client)


def test_a_session_from_before_does_not_come_back_with_the_account(client, garam):
    """Not asked for while the account was stopped, so that nothing but the account could end it."""
    log_in(client)
    access.disable(person=garam, by=None, at=cast.NOON, reason="휴직")
    access.enable(person=garam, by=None, at=cast.NOON, reason="복직")
    assert not is_in(client)
    log_in(client)
    assert is_in(client)


def change_password(client, **facts):
    new = "대나무 숲 34"
    known = {"old_password": RIGHT, "new_password1": new, "new_password2": new}
    return client.post("/password", known | facts)


def test_who_changes_his_password_stays_in_and_is_out_elsewhere(client, garam):
    elsewhere = Client()
    log_in(client)
    log_in(elsewhere)
    key = client.session.session_key
    assert change_password(client)["Location"] == "/password"
    assert "비밀번호를 바꾸었습니다." in client.get("/password").content.decode()
    assert client.session.session_key != key
    assert not is_in(elsewhere)
    record = AccessRecord.objects.get()
    assert (record.act, record.subject, record.by) == ("비밀번호 변경", garam, garam)


@pytest.mark.parametrize(
    "typed",
    [
        {"old_password": "틀림"},
        {"new_password2": "다른 것 12"},
        {"new_password1": "12345678", "new_password2": "12345678"},
        {"new_password1": "짧다", "new_password2": "짧다"},
    ],
)
def test_a_password_that_cannot_be_changes_nothing(client, garam, typed):
    log_in(client)
    assert change_password(client, **typed).status_code == 422
    garam.refresh_from_db()
    assert garam.check_password(RIGHT)
    assert not AccessRecord.objects.exists()


# --- what is stored where -------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/password", "/terms", "/data/", "/summary", "/search?q=가"])
def test_no_page_of_somebody_known_is_stored(client, garam, path):
    log_in(client)
    assert client.get(path).headers["Cache-Control"] == "no-store, private"


def test_a_page_for_everybody_may_be_stored(client):
    assert "no-store" not in client.get("/terms").headers.get("Cache-Control", "")


def test_the_login_page_is_not_stored(client):
    assert "no-store" in client.get("/login").headers["Cache-Control"]


def test_cookies_are_of_this_site_and_for_no_script(client, garam):
    client.get("/login")
    log_in(client)
    for name in (installed.SESSION_COOKIE_NAME, installed.CSRF_COOKIE_NAME):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


# --- reading closed -------------------------------------------------------------------------------


@pytest.fixture
def closed(settings):
    settings.PUBLIC_READING = False


def test_closed_reading_asks_who_is_there(client, garam, closed):
    assert client.get("/terms")["Location"] == "/login?next=/terms"
    log_in(client)
    page = client.get("/terms")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store, private"


def test_the_closed_door_says_nothing_of_what_is_behind_it(client, closed):
    page = client.get("/login").content.decode()
    assert "최종 갱신" not in page
    assert "계정이 필요하지 않습니다" not in page


def test_an_account_without_a_role_reads_nothing_where_reading_is_closed(client, closed):
    client.force_login(cast.user("무관"))
    answer = client.get("/terms")
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "무관 님의 계정에는 아직 역할이 없어" in page
    assert "최종 갱신" not in page


def test_who_keeps_the_installation_reads_where_reading_is_closed(admin_client, closed):
    assert admin_client.get("/terms").status_code == 200


def test_an_unknown_address_is_no_way_around_the_closed_door(client, closed):
    assert client.get("/nowhere").status_code == 302
