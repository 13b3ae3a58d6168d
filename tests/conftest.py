"""The database of a session: made once, with the project's fixtures in it, and never flushed.

Tests with `db` run in transactions over it. Those that commit (`transactional_db`, `live_server`)
would have to empty the tables afterwards, which the database refuses for statements and figures:
use `site` (tests/browser.py) and only read. Those that bring all they ask about may begin without the
reports (`bare_database`).
"""

import hypothesis
import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

pytest_plugins = ["tests.copies", "tests.browser"]

# The same cases in every run, and no limit of time on a machine that may be busy.
hypothesis.settings.register_profile("suite", derandomize=True, deadline=None)
hypothesis.settings.load_profile("suite")
# Others in every run, and many: `make hunt`.
hypothesis.settings.register_profile("hunt", max_examples=2000, deadline=None, print_blob=True)


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, tmp_path_factory):
    """Gives the name of another, which was kept before the reports came (tests/copies.py)."""
    from tests import copies

    assert connection.vendor == request.config.getoption("database")
    folder = tmp_path_factory.mktemp("database")
    if connection.vendor == "sqlite":
        # A file: the threads of the live server could not share one in memory.
        connection.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
        bare = copies.copy(folder, "bare")
        call_command("load_reports", verbosity=0)
    yield bare
    with django_db_blocker.unblock():
        copies.drop(bare)
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def shelf(request, monkeypatch):
    """A test draws its own pages: those of another are of another transaction. Only those who read
    the one `site` share theirs."""
    from django.core.cache import cache

    from reports import kept

    if "site" in request.fixturenames:
        yield kept.SHELF
        return
    cache.clear()
    monkeypatch.setattr(kept, "SHELF", kept.Shelf())
    yield kept.SHELF
    cache.clear()


@pytest.fixture(autouse=True)
def forget(request, monkeypatch):
    """Nor is anything known from another test; `forget()`: as a process that has just begun."""
    from reports import kept
    from reports.known import Memory

    def forget():
        monkeypatch.setattr(kept, "MEMORY", Memory())

    if "site" not in request.fixturenames:
        forget()
    return forget


def pytest_collection_modifyitems(items):
    for item in items:
        marker = item.get_closest_marker("django_db")
        commits = {"transactional_db", "live_server"} & set(item.fixturenames)
        if commits or (marker and marker.kwargs.get("transaction")):
            raise pytest.UsageError(f"{item.nodeid}: commits; see tests/conftest.py")
