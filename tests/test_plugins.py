"""The plugins of this suite keep their word."""

import os
import subprocess
import sys

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
