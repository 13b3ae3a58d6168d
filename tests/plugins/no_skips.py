"""No test is skipped silently: what is skipped, or expected to fail, has failed."""

import pytest


def refuse_skip(report):
    if report.skipped or hasattr(report, "wasxfail"):
        reason = getattr(report, "wasxfail", report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"Skipped or expected to fail, which no test here may be: {reason}"
        vars(report).pop("wasxfail", None)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item, call):
    return refuse_skip((yield))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report(collector):
    return refuse_skip((yield))
