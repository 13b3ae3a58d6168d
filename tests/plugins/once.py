"""What one of the two databases is enough for, so that `python -m tests` asks each of it only there:

- `looks`: tests marked so ask how a page is drawn, in which no database has a part;
- `apart`: tests that were given no database. pytest-django refuses them one, so that nothing that a
  database does can change what they say.

`--without=looks` or `--without=apart` leaves one kind to the other run; otherwise all run. Which tests
are of a kind stands in the report of a run, so that none is lost between the two.
"""

import pytest

LOOKS, APART = "looks", "apart"
GIVEN = "django_db_setup"  # by every fixture that has the database in it


def pytest_addoption(parser):
    parser.addoption("--without", choices=[LOOKS, APART])


def pytest_configure(config):
    config.addinivalue_line("markers", f"{LOOKS}: how a page is drawn; once for both databases")


def kind_of(item) -> str | None:
    if item.get_closest_marker(LOOKS):
        return LOOKS
    is_given = item.get_closest_marker("django_db") or GIVEN in item.fixturenames
    return None if is_given else APART


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    kinds = {item: kind_of(item) for item in items}
    for item, kind in kinds.items():
        if kind:
            item.user_properties.append((kind, "yes"))
    if left := config.getoption("without"):
        config.hook.pytest_deselected(items=[item for item in items if kinds[item] == left])
        items[:] = [item for item in items if kinds[item] != left]
