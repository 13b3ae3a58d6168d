"""The plugins of this suite keep their word."""

import os
import subprocess
import sys

import pytest

from tests.__main__ import Result, counted, is_good

TESTS = """
import pytest

def test_that_passes(): pass

def test_that_skips_itself(): pytest.skip("reason 1")

@pytest.mark.skipif(True, reason="reason 2")
def test_that_is_skipped(): pass

@pytest.mark.xfail(reason="reason 3")
def test_that_may_fail_and_does(): assert False

@pytest.mark.xfail(reason="reason 4")
def test_that_may_fail_and_does_not(): pass
"""
SKIPPED_MODULE = "import pytest; pytest.skip('reason 5', allow_module_level=True)"


def test_a_skipped_test_is_a_failed_test_and_tells_its_reason(tmp_path):
    (tmp_path / "test_one.py").write_text(TESTS)
    (tmp_path / "test_two.py").write_text(SKIPPED_MODULE)
    plugins = ["-p", "tests.plugins.no_skips", "-p", "no:django", "-p", "no:cacheprovider"]
    options = ["-c", os.devnull, "--continue-on-collection-errors", str(tmp_path)]
    command = [sys.executable, "-m", "pytest", *plugins, *options]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert outcome.returncode == 1
    assert "3 failed, 1 passed, 2 errors" in outcome.stdout
    assert [number for number in range(1, 6) if f"reason {number}" not in outcome.stdout] == []


KINDS = """
import pytest

@pytest.mark.django_db
def test_on_both(): pass

@pytest.fixture
def django_db_setup(): pass

def test_on_both_as_well(django_db_setup): pass

def test_apart(): pass

@pytest.mark.looks
def test_how_a_page_looks(): pass

@pytest.mark.looks
@pytest.mark.django_db
def test_how_another_looks(): pass
"""


@pytest.mark.parametrize(
    ("options", "tests", "looks", "apart"),
    [((), 5, 2, 1), (("--without=looks",), 3, 0, 1), (("--without=apart",), 4, 2, 0)],
)
def test_what_one_database_is_enough_for_is_asked_once_and_counted(
    tmp_path, options, tests, looks, apart
):
    (tmp_path / "test_one.py").write_text(KINDS)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = django_db: is given a database\n")
    plugins = ["-p", "tests.plugins.once", "-p", "no:django", "-p", "no:cacheprovider"]
    report = f"--junitxml={tmp_path / 'sqlite.xml'}"
    command = [sys.executable, "-m", "pytest", *plugins, report, *options, str(tmp_path)]
    subprocess.run(command, capture_output=True, check=True)
    found = counted("sqlite", tmp_path, content=True)
    assert found == Result(tests, looks, apart, 0, content=True)


def test_a_run_in_which_a_test_was_lost_or_asked_nowhere_is_not_good():
    looking, apart = Result(7, 2, 0, 0, True), Result(8, 0, 3, 0, True)
    assert is_good({"sqlite": looking, "postgresql": apart})
    for one, other in [
        (looking, Result(7, 0, 3, 0, True)),  # one was lost
        (Result(5, 0, 0, 0, True), apart),  # how pages look was asked nowhere
        (looking, Result(5, 0, 0, 0, True)),  # nor what needs no database
        (looking, Result(10, 2, 3, 0, True)),
        (looking, Result(8, 0, 3, 1, True)),
        (looking, Result(8, 0, 3, 0, False)),
        (Result(2, 2, 0, 0, True), Result(3, 0, 3, 0, True)),
    ]:
        assert not is_good({"sqlite": one, "postgresql": other})
