"""Every package that is installed is named with its version, and says why it is there."""

import re
from importlib.metadata import requires, version

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FILES = ["requirements.txt", "requirements-dev.txt"]


def lines(file):
    text = (settings.BASE_DIR / file).read_text()
    return [line for line in text.splitlines() if line and not line.startswith(("#", "-r "))]


def pins(*files):
    found = (re.match(r"(\S+)==(\S+)", line) for file in files for line in lines(file))
    return {canonicalize_name(name): number for name, number in (pin.groups() for pin in found)}


def needs(name):
    """What the package asks for on this machine, without its extras."""
    asked = map(Requirement, requires(name) or [])
    return [one for one in asked if not one.marker or one.marker.evaluate({"extra": ""})]


@pytest.mark.parametrize("file", FILES)
def test_every_line_is_one_exact_version_with_its_reason(file):
    wrong = [line for line in lines(file) if not re.fullmatch(r"[\w.-]+==[\w.]+ +# \S.*", line)]
    assert wrong == []


def test_the_pinned_versions_are_the_installed_ones():
    pinned = pins(*FILES)
    assert pinned == {name: version(name) for name in pinned}


@pytest.mark.parametrize("files", [FILES[:1], FILES])
def test_what_a_package_pulls_in_is_pinned_too(files):
    pinned = pins(*files)
    loose = [
        f"{name} needs {need}"
        for name in pinned
        for need in needs(name)
        if pinned.get(canonicalize_name(need.name)) not in need.specifier
    ]
    assert loose == []
