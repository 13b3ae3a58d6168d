"""Other databases than that of the session. While one is there every query of this process goes to it.

A copy of the whole for a test that commits: figures are never deleted, so the copy is thrown away as
a whole. And the `bare` one, without the five reports.
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


@pytest.fixture(scope="module")
def bare_database(django_db_setup):
    """For a module that makes its own world and asks every page about it. The five reports would be
    drawn and judged at each request, and are not what is asked about."""
    with _instead(django_db_setup):
        yield


@contextmanager
def copied(folder):
    """Its name, which other processes may open as well."""
    name = copy(folder, "copy")
    try:
        with _instead(name):
            yield name
    finally:
        drop(name)


@contextmanager
def _instead(name):
    original = connection.settings_dict["NAME"]
    # Every thread makes its connections from this one dictionary.
    connections.close_all()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = original


def copy(folder, suffix):
    """Of the database as it is now; its name."""
    original = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        name = str(folder / f"{suffix}.sqlite3")
        connection.ensure_connection()
        with closing(sqlite3.connect(name)) as made:
            connection.connection.backup(made)
        return name
    name = f"{original}_{suffix}"
    connections.close_all()
    # PostgreSQL copies a database only while nobody is in it.
    _beside("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", original)
    _beside(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
    return name


def drop(name):
    if connection.vendor == "postgresql":  # the others are files of a folder that goes
        _beside(f'DROP DATABASE "{name}" WITH (FORCE)')


def _beside(sql, *values):
    """Asked of the server from outside the database that is copied or dropped."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql, values)
