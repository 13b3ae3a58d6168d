"""What the settings accept, what they refuse, and whether what they ask for comes about."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.backends.postgresql.psycopg_any import is_psycopg3

from seoulcomm import environment

SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"


def manage(*arguments, **variables):
    return python("manage.py", *arguments, **variables)


def python(*arguments, **variables):
    """Python as an installation would run it, with these variables and no others of ours."""
    kept = {
        name: os.environ[name] for name in ["PATH", "DATABASE_URL", "LANG"] if name in os.environ
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=kept | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("given", ["on", "1", "true", "YES", " On "])
def test_a_flag_is_switched_on(monkeypatch, given):
    monkeypatch.setenv("DEBUG", given)
    assert environment.flag("DEBUG", default=False) is True


@pytest.mark.parametrize("given", ["off", "0", "False", "no"])
def test_a_flag_is_switched_off(monkeypatch, given):
    monkeypatch.setenv("DEBUG", given)
    assert environment.flag("DEBUG", default=True) is False


@pytest.mark.parametrize("default", [True, False])
def test_a_flag_that_is_not_given_is_its_default(monkeypatch, default):
    monkeypatch.delenv("DEBUG", raising=False)
    assert environment.flag("DEBUG", default=default) is default


@pytest.mark.parametrize("given", ["maybe", "", "2", "onn", "켬"])
def test_a_flag_refuses_what_is_neither_on_nor_off(monkeypatch, given):
    monkeypatch.setenv("DEBUG", given)
    with pytest.raises(ImproperlyConfigured, match="DEBUG=.*on.*off"):
        environment.flag("DEBUG", default=True)


@pytest.mark.parametrize("given", ["a.kr,b.kr", "a.kr b.kr", " a.kr ,\n b.kr, "])
def test_words_are_parted_by_commas_or_blanks(monkeypatch, given):
    monkeypatch.setenv("ALLOWED_HOSTS", given)
    assert environment.words("ALLOWED_HOSTS", [], example="a.kr") == ["a.kr", "b.kr"]


def test_words_refuse_another_shape_and_show_the_right_one(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "a.kr https://b.kr")
    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS: 'https://b.kr'.*a.kr처럼"):
        environment.words("ALLOWED_HOSTS", [], shape="[^/]+", example="a.kr")


def test_a_relative_sqlite_path_starts_from_the_folder():
    assert environment.database("sqlite:///data/budget.sqlite3", "/srv") == {
        "ENGINE": SQLITE,
        "NAME": "/srv/data/budget.sqlite3",
    }


def test_an_absolute_sqlite_path_has_four_strokes():
    address = environment.database("sqlite:////var/lib/%ED%99%8D%EB%B3%B4.sqlite3", "/srv")
    assert address["NAME"] == "/var/lib/홍보.sqlite3"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_postgresql_server_is_reached_by_its_parts(scheme):
    address = environment.database(f"{scheme}://kim:secret@db.example.kr:5433/budget", "/srv")
    assert address == {
        "ENGINE": POSTGRESQL,
        "NAME": "budget",
        "USER": "kim",
        "PASSWORD": "secret",
        "HOST": "db.example.kr",
        "PORT": "5433",
        "OPTIONS": {},
    }


def test_every_part_of_a_postgresql_address_is_percent_decoded():
    address = environment.database(
        "postgres://k%40im:p%3A%2F%40%25%23@h/%EC%98%88%EC%82%B0", "/srv"
    )
    assert (address["USER"], address["PASSWORD"], address["NAME"]) == ("k@im", "p:/@%#", "예산")


@pytest.mark.parametrize(
    ("url", "user"),
    [
        ("postgres:///budget?host=/var/run/PostgreSQL", ""),
        ("postgres:///budget?host=%2Fvar%2Frun%2FPostgreSQL", ""),
        ("postgres://kim@%2Fvar%2Frun%2FPostgreSQL/budget", "kim"),
        ("postgresql://kim:@/budget?host=/var/run/PostgreSQL", "kim"),
    ],
)
def test_a_postgresql_socket_is_a_path_and_keeps_its_capitals(url, user):
    address = environment.database(url, "/srv")
    assert (address["HOST"], address["USER"], address["NAME"]) == (
        "/var/run/PostgreSQL",
        user,
        "budget",
    )


def test_a_postgresql_server_may_have_an_ipv6_address():
    address = environment.database("postgres://kim@[::1]:5432/budget", "/srv")
    assert (address["HOST"], address["PORT"]) == ("::1", "5432")


def test_a_postgresql_address_takes_the_options_it_knows():
    address = environment.database("postgres://h/budget?sslmode=require&connect_timeout=5", "/srv")
    assert address["OPTIONS"] == {"sslmode": "require", "connect_timeout": "5"}


@pytest.mark.parametrize(
    "url",
    [
        "",
        "db.sqlite3",
        "mysql://kim:secret@h/budget",
        "Postgres://kim:secret@h/budget",
        "sqlite://db.sqlite3",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///db.sqlite3?timeout=5",
        "postgres://kim:secret@h",
        "postgres://kim:secret@h/",
        "postgres://kim:secret@h/budget/more",
        "postgres://kim:secret@h:port/budget",
        "postgres://kim:secret@secret@h/budget",
        "postgres://kim:secret/secret@h/budget",
        "postgres://kim:secret?secret@h/budget",
        "postgres://kim:secret@h/budget?pool=yes",
        "postgres://kim:secret@h/budget?sslmode",
        "postgres://kim:secret@h/budget?sslmode=require&sslmode=disable",
        "postgres://kim:secret@h/budget?host=/var/run/postgresql",
    ],
)
def test_another_database_address_is_refused_without_telling_the_password(url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL: ") as refused:
        environment.database(url, "/srv")
    assert "secret" not in str(refused.value)


def test_without_a_secret_key_no_server_starts():
    refused = python("-c", "import seoulcomm.wsgi")
    assert refused.returncode != 0
    assert "SECRET_KEY가 없습니다" in refused.stderr


def test_where_debug_is_off_manage_py_needs_a_secret_key_too():
    refused = manage("check", DEBUG="off")
    assert refused.returncode != 0
    assert "SECRET_KEY가 없습니다" in refused.stderr


@pytest.mark.parametrize("name", ["DEMO", "DEBUG"])
def test_a_demonstration_needs_no_secret_key(name):
    assert manage("check", **{name: "on"}).returncode == 0


def test_manage_py_without_any_settings_is_the_demonstration():
    assert manage("check").returncode == 0


def test_manage_py_with_a_secret_key_is_no_demonstration():
    shown = manage(
        "shell",
        "-c",
        "from django.conf import settings as s; print('DEBUG', s.DEBUG, 'DEMO', s.DEMO)",
        SECRET_KEY="long enough for a test",
    )
    assert "DEBUG False DEMO False" in shown.stdout


# The database that is asked has no tables, so that the first page cannot be made.
MISTAKEN = """
from django.conf import settings
from django.test import Client
print("DEBUG", settings.DEBUG)
reader = Client(raise_request_exception=False, SERVER_NAME="localhost")
for answer in (reader.get("/terms", SERVER_NAME="elsewhere"), reader.get("/")):
    print(answer.status_code, answer.content.decode())
print(b"".join(reader.get("/static/css/seoulcomm.css")).decode())
"""


def test_a_demonstration_answers_what_is_wrong_in_korean_and_serves_its_own_files():
    """As an installation does: with Django's technical pages, these would be in English."""
    shown = manage("shell", "-c", MISTAKEN).stdout
    assert "DEBUG False" in shown
    assert "400 <!doctype html>" in shown
    assert '<h1 id="error">요청을 읽을 수 없습니다</h1>' in shown
    assert "500 <!doctype html>" in shown
    assert '<h1 id="error">화면을 만들지 못했습니다</h1>' in shown
    assert "@media print" in shown


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("DEBUG", "maybe"),
        ("HTTPS", "maybe"),
        ("PUBLIC_READING", "maybe"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "https://budget.example.kr"),
        ("CSRF_TRUSTED_ORIGINS", "budget.example.kr"),
        ("DATABASE_URL", "oracle://h/budget"),
    ],
)
def test_an_installation_with_a_wrong_value_does_not_start(name, given):
    refused = manage("check", **({"SECRET_KEY": "k" * 60} | {name: given}))
    assert refused.returncode != 0
    assert f"ImproperlyConfigured: {name}" in refused.stderr


def test_the_static_files_of_an_installation_are_collected_under_hashed_names(tmp_path):
    done = manage("collectstatic", "--noinput", SECRET_KEY="k" * 60, STATIC_ROOT=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "staticfiles.json").exists()
    assert list(tmp_path.glob("admin/css/base.*.css.gz"))


def test_the_tests_run_on_the_database_that_was_asked_for(pytestconfig):
    assert connection.vendor == pytestconfig.getoption("database")


def test_psycopg_3_has_not_slipped_in():
    assert not is_psycopg3


def test_a_live_connection_has_what_the_settings_ask_for(db):
    assert connection.settings_dict["CONN_MAX_AGE"] == 600
    if connection.vendor == "sqlite":
        assert connection.transaction_mode == "IMMEDIATE"
        assert {name: value_of(f"PRAGMA {name}") for name in PRAGMAS} == PRAGMAS
    else:
        assert connection.settings_dict["CONN_HEALTH_CHECKS"] is True
        assert value_of("SHOW server_encoding") == "UTF8"
        assert value_of("SHOW transaction_isolation") == "read committed"


PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 1,  # NORMAL
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "busy_timeout": 20_000,
}


def value_of(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def test_a_year_is_printed_without_a_separator(rf):
    from django.template import Context, Template

    assert Template("{{ year }}년").render(Context({"year": 2026})) == "2026년"


def test_every_response_carries_the_security_headers(client, db):
    headers = client.get("/admin/login/").headers
    assert headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Permissions-Policy"]


def test_an_installation_sends_everyone_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/admin/")
    assert (response.status_code, response["Location"]) == (301, "https://testserver/admin/")


HARDENED = """
from django.conf import settings as s
print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY,
      s.CSRF_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE, s.CSRF_COOKIE_SAMESITE, s.PUBLIC_READING)
"""


@pytest.mark.parametrize(("given", "public"), [({}, "True"), ({"PUBLIC_READING": "off"}, "False")])
def test_the_cookies_of_an_installation_are_hardened_and_reading_is_open_unless_closed(
    given, public
):
    shown = manage("shell", "-c", HARDENED, SECRET_KEY="k" * 60, **given)
    assert f"True True True True Lax Lax {public}" in shown.stdout
