"""Tests marked `looks` ask how a page is drawn, in which no database has a part. `python -m tests` runs
them on one of the two; the other is told `--without-looks`. Otherwise all run.

What people do and what a page says is asked on both. Which tests are so marked stands in the report
of a run, so that none is lost between the two.
"""

import pytest

MARK = "looks"


def pytest_addoption(parser):
    parser.addoption("--without-looks", action="store_true")


def pytest_configure(config):
    config.addinivalue_line("markers", f"{MARK}: how a page is drawn; once for both databases")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    marked = [item for item in items if item.get_closest_marker(MARK)]
    for item in marked:
        item.user_properties.append((MARK, "yes"))
    if config.getoption("without_looks"):
        config.hook.pytest_deselected(items=marked)
        items[:] = [item for item in items if not item.get_closest_marker(MARK)]
