"""Reports asked for as a reader does, by their addresses."""

import json

import pytest


@pytest.fixture
def get(client):
    def get(path, **choices):
        response = client.get(path, choices)
        assert response.status_code == 200, path
        return response

    return get


@pytest.fixture
def tables(get):
    """A report's tables as its json says them."""

    def tables(path, **choices):
        return json.loads(get(f"{path}.json", **choices).content)["tables"]

    return tables
