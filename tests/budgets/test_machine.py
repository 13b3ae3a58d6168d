"""The verbs of a filing in orders that nobody thought of: tests/budgets/machine.py.

`make hunt` runs it for longer, and every time with other examples.
"""

import logging

import hypothesis
import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, Phase
from hypothesis.stateful import run_state_machine_as_test

from budgets import filing as verbs
from budgets import uploads
from budgets.reading import sheet

pytest.register_assert_rewrite("tests.budgets.machine", "tests.budgets.looking")
from tests.budgets.looking import world  # noqa: E402
from tests.budgets.machine import Quarter  # noqa: E402

pytestmark = pytest.mark.django_db
# A sixth of the profile's: an example is thirty requests, and each looks at everything.
EXAMPLES = hypothesis.settings.default.max_examples // 6
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@pytest.fixture
def made(monkeypatch, caplog):
    # The verbs are what is tried here; how a file is read has tests of its own.
    monkeypatch.setattr(uploads, "sheets_of", sheet.read)
    caplog.set_level(logging.CRITICAL, "django.request")  # dates that readers may not see yet
    return world()


def run(made, examples=EXAMPLES, **facts):
    known = hypothesis.settings(
        max_examples=examples, stateful_step_count=30, suppress_health_check=SLOW, **facts
    )
    run_state_machine_as_test(lambda: Quarter(made), settings=known)


def test_whatever_is_asked_in_whatever_order_what_must_hold_holds(made):
    run(made)


@pytest.mark.parametrize("guard", ["_must_follow", "_must_stand"])
def test_a_verb_without_its_guard_is_found(made, monkeypatch, guard):
    monkeypatch.setattr(verbs, guard, lambda *asked: None)
    with pytest.raises((AssertionError, IntegrityError, verbs.Refused, verbs.Conflict)):
        run(made, 5 * EXAMPLES, phases=[Phase.generate], report_multiple_bugs=False)
