"""The doors through which settings come in from the environment.

Each refuses what it does not know and says what to do. A database address is never repeated
in a message: it may hold a password.
"""

import os
import re
from pathlib import Path
from urllib.parse import unquote

from django.core.exceptions import ImproperlyConfigured

FLAGS = dict.fromkeys(["on", "1", "true", "yes"], True) | dict.fromkeys(
    ["off", "0", "false", "no"], False
)

POSTGRESQL_OPTIONS = {"sslmode", "sslrootcert", "connect_timeout"}

AUTHORITY = re.compile(
    r"(?:(?P<user>[^:@]*)(?::(?P<password>[^@]*))?@)?"
    r"(?:\[(?P<ipv6>[0-9A-Fa-f:.]+)\]|(?P<host>[^:@\[\]]*))"
    r"(?::(?P<port>[0-9]{1,5}))?"
)


def flag(name, default):
    given = os.environ.get(name)
    if given is None:
        return default
    try:
        return FLAGS[given.strip().lower()]
    except KeyError:
        raise ImproperlyConfigured(
            f"{name}={given!r}: 켜려면 on, 끄려면 off로 적으십시오."
        ) from None


def words(name, default, *, shape=r"\S+", example):
    """A list parted by commas or blanks. `shape` is what each word must look like in full."""
    given = os.environ.get(name)
    if given is None:
        return default
    found = given.replace(",", " ").split()
    for word in found:
        if not re.fullmatch(shape, word):
            raise ImproperlyConfigured(f"{name}: {word!r}를 {example}처럼 적으십시오.")
    return found


def secret(name, default):
    """A text that must be there, unless there is a default."""
    given = os.environ.get(name, default)
    if not given:
        raise ImproperlyConfigured(
            f"{name}가 없습니다. python -c 'import secrets; print(secrets.token_urlsafe(50))'의 "
            f"결과를 {name}에 넣거나, 시연용이면 DEMO=on으로 실행하십시오."
        )
    return given


def database(url, folder):
    """Django's words for a database address; a relative SQLite path starts from `folder`."""
    scheme, _, rest = url.partition("://")
    readers = {"sqlite": _sqlite, "postgres": _postgresql, "postgresql": _postgresql}
    if scheme not in readers:
        raise ImproperlyConfigured(
            "DATABASE_URL: sqlite:///파일 또는 postgres://사용자:암호@서버:포트/이름으로 적으십시오."
        )
    address, _, query = rest.partition("?")
    authority, _, path = address.partition("/")
    return readers[scheme](authority, unquote(path), query, folder)


def _sqlite(authority, path, query, folder):
    if authority or query or not path or path == ":memory:":
        # A database in memory would be another one for each connection.
        raise ImproperlyConfigured(
            "DATABASE_URL: SQLite는 파일 경로만 적으십시오. "
            "sqlite:///파일(프로젝트 폴더 기준) 또는 sqlite:////절대/경로."
        )
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(Path(folder, path))}


def _postgresql(authority, name, query, folder):
    parts = AUTHORITY.fullmatch(authority)
    if parts is None or not name or "/" in name:
        raise ImproperlyConfigured(
            "DATABASE_URL: postgres://사용자:암호@서버:포트/이름으로 적으십시오. "
            "암호와 소켓 경로의 : / @ ? %는 %3A %2F %40 %3F %25로 적습니다."
        )
    options = _options(query)
    host = unquote(parts["host"] or parts["ipv6"] or "")
    if host and "host" in options:
        raise ImproperlyConfigured("DATABASE_URL: 서버가 두 번 적혔습니다. 하나만 남기십시오.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts["user"] or ""),
        "PASSWORD": unquote(parts["password"] or ""),
        "HOST": options.pop("host", host),
        "PORT": parts["port"] or "",
        "OPTIONS": options,
    }


def _options(query):
    options = {}
    for option in filter(None, query.split("&")):
        key, _, value = option.partition("=")
        if key not in POSTGRESQL_OPTIONS | {"host"} or key in options or not value:
            known = ", ".join(["host", *sorted(POSTGRESQL_OPTIONS)])
            raise ImproperlyConfigured(
                f"DATABASE_URL: ? 뒤에는 {known}만 이름=값으로 한 번씩 적으십시오."
            )
        options[key] = unquote(value)
    return options


def newest(folder: Path, names: list[str]) -> float:
    """When the newest file of these folders was written."""
    files = (file for name in names for file in (folder / name).rglob("*") if file.is_file())
    return max(file.stat().st_mtime for file in files if "__pycache__" not in file.parts)
