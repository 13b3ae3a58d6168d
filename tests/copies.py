"""A copy of the whole database for a test that commits: figures are never deleted, so the copy is
thrown away as a whole. While it is there every query of this process goes to it.
"""

import sqlite3
from contextlib import closing, contextmanager

import pytest
from django.db import connection, connections


@pytest.fixture(scope="module")
def own_database(django_db_setup, django_db_blocker, tmp_path_factory):
    """For the tests of one module, which commit, and which end processes in the middle of it."""
    with django_db_blocker.unblock(), copied(tmp_path_factory.mktemp("own")) as name:
        yield name


@contextmanager
def copied(folder):
    """Its name, which other processes may open as well."""
    original = connection.settings_dict["NAME"]
    name = _copy(original, folder)
    # Every thread makes its connections from this one dictionary.
    connections.close_all()
    connection.settings_dict["NAME"] = name
    try:
        yield name
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = original
        if connection.vendor == "postgresql":
            _beside(f'DROP DATABASE "{name}" WITH (FORCE)')


def _copy(original, folder):
    if connection.vendor == "sqlite":
        name = str(folder / "copy.sqlite3")
        connection.ensure_connection()
        with closing(sqlite3.connect(name)) as copy:
            connection.connection.backup(copy)
        return name
    name = f"{original}_copy"
    connections.close_all()
    # PostgreSQL copies a database only while nobody is in it.
    _beside("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", original)
    _beside(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
    return name


def _beside(sql, *values):
    """Asked of the server from outside the database that is copied or dropped."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql, values)
