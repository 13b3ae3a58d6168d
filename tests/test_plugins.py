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


LOOKS = """
import pytest

def test_on_both(): pass

@pytest.mark.looks
def test_how_a_page_looks(): pass
"""


@pytest.mark.parametrize(("options", "tests", "looks"), [((), 2, 1), (("--without-looks",), 1, 0)])
def test_how_pages_look_is_asked_once_and_counted(tmp_path, options, tests, looks):
    (tmp_path / "test_one.py").write_text(LOOKS)
    plugins = ["-p", "tests.plugins.looks", "-p", "no:django", "-p", "no:cacheprovider"]
    report = f"--junitxml={tmp_path / 'sqlite.xml'}"
    command = [sys.executable, "-m", "pytest", *plugins, "-c", os.devnull, report, *options]
    subprocess.run([*command, str(tmp_path)], capture_output=True, check=True)
    assert counted("sqlite", tmp_path, content=True) == Result(tests, looks, 0, content=True)


def test_a_run_in_which_a_test_was_lost_or_looks_were_asked_nowhere_is_not_good():
    both, whole = Result(5, 0, 0, True), Result(7, 2, 0, True)
    assert is_good({"sqlite": whole, "postgresql": both})
    for one, other in [
        (whole, Result(4, 0, 0, True)),  # one was lost
        (Result(5, 0, 0, True), both),  # how pages look was asked nowhere
        (whole, whole),
        (whole, Result(5, 0, 1, True)),
        (whole, Result(5, 0, 0, False)),
        (Result(2, 2, 0, True), Result(0, 0, 0, True)),
    ]:
        assert not is_good({"sqlite": one, "postgresql": other})
