"""The process in which a handed-in file is read: what it may use, and what becomes of it if it does not stop."""

import subprocess
import sys

import pytest

from budgets.reading import confined
from budgets.reading.limits import MEBIBYTE
from budgets.reading.misfit import Unreadable
from budgets.reading.sheet import Cell, read
from tests.corpus.cases import GOOD
from tests.corpus.workbooks import xlsx

TOO_MUCH = "읽는 데 시간이나 메모리가 너무 많이 드는 파일입니다."
LONG = b"a,b\n" * 2_000_000


def test_what_the_child_reads_is_what_is_read_without_one():
    assert confined.sheets_of(xlsx(GOOD)) == read(xlsx(GOOD))


def test_text_stays_text_through_the_child():
    assert confined.sheets_of("코드,0101\n".encode())[0].rows == [
        [Cell("t", "코드"), Cell("t", "0101")]
    ]


@pytest.mark.parametrize(
    "limits",
    [{"memory": 24 * MEBIBYTE}, {"seconds": 0}, {"patience": 0.001}],
    ids=["memory", "processor", "clock"],
)
def test_a_child_that_is_stopped_is_a_named_problem(limits):
    with pytest.raises(Unreadable) as caught:
        confined.sheets_of(LONG, **limits)
    assert [misfit.found for misfit in caught.value.misfits] == [TOO_MUCH]


def test_a_child_that_nothing_stops_says_what_is_wrong_with_the_same_file():
    with pytest.raises(Unreadable) as caught:
        confined.sheets_of(LONG)
    assert TOO_MUCH not in [misfit.found for misfit in caught.value.misfits]


def test_a_child_that_says_too_much_is_a_named_problem(monkeypatch):
    monkeypatch.setattr(confined, "ANSWER", 10)
    with pytest.raises(Unreadable, match="너무 많이"):
        confined.sheets_of(xlsx(GOOD))


def test_no_child_outlives_its_reader(monkeypatch):
    started = []

    class Watched(subprocess.Popen):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            started.append(self)

    monkeypatch.setattr(confined.subprocess, "Popen", Watched)
    with pytest.raises(Unreadable):
        confined.sheets_of(xlsx(GOOD), patience=0.001)
    assert [child.poll() for child in started] == [-9]


def test_the_child_inherits_no_secret_and_no_open_file(monkeypatch):
    asked = {}

    class Asked(subprocess.Popen):
        def __init__(self, command, **kwargs):
            asked.update(kwargs)
            super().__init__(command, **kwargs)

    monkeypatch.setenv("SECRET_KEY", "비밀")
    monkeypatch.setattr(confined.subprocess, "Popen", Asked)
    confined.sheets_of(b"a,b\n")
    assert asked["env"] == {"LC_ALL": "C.UTF-8"}
    assert asked["close_fds"] is True


def test_the_limits_hold_in_the_child():
    code = (
        "import resource; from budgets.reading.confined import confine; confine(7, 2**30);"
        "print([resource.getrlimit(getattr(resource, 'RLIMIT_' + name))[0]"
        " for name in ('CPU', 'AS', 'FSIZE', 'CORE')])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=confined.HOUSE, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == str([7, 2**30, confined.ANSWER, 0])
