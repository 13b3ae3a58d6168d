"""The usual cast, where a test asks for it by name: 가람 writes for 달빛담당관, 다온 runs the office."""

import pytest

from tests import cast


@pytest.fixture
def scene(db):
    return cast.scene()


@pytest.fixture
def officer(scene):
    return cast.member("가람", scene.moon, "담당자")


@pytest.fixture
def operator(scene):
    return cast.member("다온", scene.office, "총괄")
