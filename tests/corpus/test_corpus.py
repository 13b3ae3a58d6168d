"""Every file of the corpus through the real pages: no failure, nothing half stored, no wrong figure."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from budgets.models import Figure, Statement, Step, Upload
from tests.corpus.cases import ACCEPTED, REFUSED
from tests.corpus.office import opened, quarter

pytestmark = pytest.mark.django_db

SAID = {"나무 심기": (100, 50, 30), "꽃 심기": (200, 100, 80)}


@pytest.fixture
def filing(client):
    found = quarter()
    client.force_login(found.officer)
    return opened(found)


def handed(client, filing, case):
    file = SimpleUploadedFile("x", case.content)
    file._name = case.file  # as the browser says it, a folder of Windows and all
    return client.post(reverse("filing_upload", args=[filing.pk]), {"file": file} | case.post)


def fields(answer):
    found = re.findall(
        r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.content.decode()
    )
    return {name: html.unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def stored():
    return [kind.objects.count() for kind in (Upload, Statement, Figure, Step)]


def test_the_corpus_is_as_large_as_it_says():
    assert len(ACCEPTED) >= 20
    assert len(ACCEPTED) + len(REFUSED) >= 120
    names = [case.name for case in ACCEPTED + REFUSED]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("case", ACCEPTED, ids=lambda case: case.name)
def test_it_is_accepted_with_the_figures_that_it_says(client, filing, case):
    before = stored()
    shown = handed(client, filing, case)
    assert shown.status_code == 200
    assert shown.context["misfits"] == [] if "misfits" in shown.context else True
    assert "저장하면 바뀌는 것" in shown.content.decode(), shown.context.get("misfits")
    assert stored() == before
    kept = client.post(reverse("filing_upload", args=[filing.pk]), fields(shown))
    assert kept.status_code == 302
    filing.refresh_from_db()
    rows = filing.standing.figures.values_list("line__name", "budget", "committed", "spent")
    assert {name: tuple(won) for name, *won in rows} == SAID
    assert bytes(filing.standing.upload.content) == case.content
    assert filing.standing.method == "파일"


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_it_is_refused_with_its_reason_and_changes_nothing(client, filing, case):
    before = stored()
    answer = handed(client, filing, case)
    assert answer.status_code == 422
    misfits = answer.context["misfits"]
    told = [f"{each.sheet}!{each.cell} {each.found} {each.expected}" for each in misfits]
    named = [each for each in misfits if case.words in each.found + " " + each.expected]
    assert named, told
    if case.cell:
        assert case.cell in [each.cell for each in named], told
    assert all(each.found and each.expected for each in misfits), told
    assert stored() == before
    assert html.escape(named[0].found) in answer.content.decode()
