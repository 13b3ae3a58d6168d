"""Every odd post through the real pages: no failure, nothing half stored, no wrong figure."""

import base64
import html
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import SimpleNamespace
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.utils import timezone

from budgets import filing as verbs
from budgets import uploads
from budgets.models import LineItem
from budgets.reading import sheet
from departments.models import Person
from tests import cast
from tests.budgets import at_work
from tests.corpus.cases import GOOD, csv_of, table
from tests.corpus.office import opened, quarter
from tests.corpus.posts import ACCEPTED, MULTIPART, REFUSED

SAID = {"나무 심기": (100, 50, 30), "꽃 심기": (200, 100, 80)}
FILE = csv_of(GOOD)
OTHER = csv_of(table(["나무 심기", 100, 50, 31, ""], ["꽃 심기", 200, 100, 80, ""]))
OCTOBER = datetime(2030, 10, 1, tzinfo=UTC)
PAGES = [
    "grid",
    "upload",
    "confirm",
    "extend",
    "publish",
    "return",
    "change",
    "structure",
    "people",
]


@pytest.fixture(scope="module")
def office(own_database, django_db_blocker):
    """Made once: what a case makes is taken back. 달빛담당관 has September to write; its June waits
    for the reviewer and its July for the operator."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: OCTOBER)
        made = quarter()
        filings = {"draft": opened(made)}
        for name, day in (("handed", cast.JUNE_30), ("approved", date(2030, 7, 31))):
            filings[name] = filing = opened(made, day=day)
            answer = posted(at(made.officer, f"/filings/{filing.pk}/", grid_form(made, filing)))
            assert answer.status_code == 302
            at_work.act(verbs.submit, filing, made.officer)
        at_work.act(verbs.approve, filings["approved"], made.reviewer)
        return SimpleNamespace(quarter=made, **filings)


@pytest.fixture(autouse=True)
def taken_back(office, django_db_blocker, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: OCTOBER)
    # How a file is read in a child has its own tests.
    monkeypatch.setattr(uploads, "sheets_of", sheet.read)
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


# --- a right form of each page --------------------------------------------------------------------


@dataclass
class At:
    """Where a page is, who posts there, and a form of it that is right."""

    by: Person
    address: str
    form: dict


def at(by, address, form):
    return At(by, address, {"key": str(uuid4())} | form)


def grid_form(quarter, filing):
    return at_work.form(filing, at_work.filled(quarter))


def page(office, name) -> At:
    q, draft = office.quarter, office.draft
    star = q.office.divisions.get(name="별빛담당관")
    reason = {"reason": "조례 개정"}
    match name:
        case "grid":
            return at(q.officer, f"/filings/{draft.pk}/", grid_form(q, draft))
        case "upload":
            return at(q.officer, f"/filings/{draft.pk}/upload", {"file": FILE, "unit": ""})
        case "confirm":
            shown = uploads.preview(filing=draft, name="a.csv", content=FILE, unit=None)
            said = {"step": "confirm", "name": "a.csv", "unit": "", "seen": shown.seen}
            said |= {"content": base64.b64encode(FILE).decode(), "follows": ""}
            return at(q.officer, f"/filings/{draft.pk}/upload", said)
        case "publish":
            asked = office.approved.reporting_date_id
            said = {"act": name, "statements": office.approved.standing_id, "missing": star.pk}
            return at(q.operator, f"/dates/{asked}", said)
        case "extend":
            said = {"act": name, "filing": draft.pk, "until": "2099-10-05T18:00", "words": "장애"}
            return at(q.operator, f"/dates/{draft.reporting_date_id}", said)
        case "return":
            said = {
                "act": name,
                "statement": office.handed.standing_id,
                "words": "증빙이 없습니다.",
            }
            return at(q.reviewer, f"/filings/{office.handed.pk}/review", said)
        case "change":
            said = {"act": "record", "kind": "추경", "won": "10", "unit": "천원", "turn": "1"}
            said |= {"taken_from": "", "given_to": q.trees.pk, "decided_on": "2030-05-02"}
            return at(q.operator, "/changes/new", said | reason)
        case "structure":
            said = {"department": q.moon.pk, "account": q.trees.program.account_id}
            said |= {"kind": "정책사업", "name": "숲 가꾸기"} | reason
            said = {f"add-{field}": value for field, value in said.items()}
            return at(q.operator, f"/structure/{q.book.pk}", said | {"act": "add"})
        case "people":
            said = {"username": "nara", "name": "나라", "password": "소나무 아래 12"}
            said |= {"role": "담당자", "department": q.moon.pk} | reason
            return at(q.operator, "/people/new", said)


# --- what is sent, and what there is --------------------------------------------------------------


def numbers_of(office) -> dict[str, str]:
    """What a name in braces stands for."""
    found = {
        "trees": office.quarter.trees.pk,
        "flowers": office.quarter.flowers.pk,
        "star": LineItem.objects.get(name="별 보기").pk,
        "elsewhere": office.handed.standing_id,
        "other": base64.b64encode(OTHER).decode(),
    }
    return {f"{{{name}}}": str(value) for name, value in found.items()}


def form_of(office, right: At, case) -> dict:
    numbers = numbers_of(office)

    def told(text):
        for name, number in numbers.items():
            text = text.replace(name, number) if isinstance(text, str) else text
        return text

    less = {told(name) for name in case.less}
    kept = {name: value for name, value in right.form.items() if name not in less}
    return kept | {told(name): told(value) for name, value in case.said.items()}


def posted(to: At, case=None, form=None):
    client = Client(raise_request_exception=False)
    client.force_login(to.by)
    form = to.form if form is None else form
    if case is not None and case.body is not None:
        return client.generic("POST", to.address, case.body, content_type=case.kind)
    if case is not None and case.kind != MULTIPART:
        return client.post(to.address, urlencode(form, doseq=True), content_type=case.kind)
    form = {name: _part(value) for name, value in form.items()}
    return client.post(to.address, form, content_type=MULTIPART_CONTENT)


def _part(value):
    return SimpleUploadedFile("a.csv", value) if isinstance(value, bytes) else value


def everything():
    """All that is stored of the office: how many of each, and how each filing stands."""
    kinds = [
        kind
        for label in ("departments", "budgets")
        for kind in apps.get_app_config(label).get_models()
    ]
    facts = ("pk", "state", "standing", "published", "open_until")
    filings = apps.get_model("budgets", "Filing").objects.order_by("pk").values_list(*facts)
    return {kind: kind.objects.count() for kind in kinds}, list(filings)


def text(answer):
    return html.unescape(answer.content.decode())


# --- the corpus -----------------------------------------------------------------------------------


def test_every_kind_of_post_is_another():
    names = [case.name for case in REFUSED + ACCEPTED]
    assert len(names) == len(set(names))
    assert {case.page for case in REFUSED} == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_the_right_form_of_a_page_is_taken(office, name):
    """Else the refusals below would say nothing of what is odd in them."""
    before = everything()
    answer = posted(page(office, name))
    if name == "upload":  # which is shown first
        assert "저장하면 바뀌는 것" in text(answer)
    else:
        assert answer.status_code == 302, text(answer)
        assert everything() != before


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_it_is_refused_with_its_reason_and_changes_nothing(office, case):
    before = everything()
    right = page(office, case.page)
    answer = posted(right, case, form_of(office, right, case))
    assert answer.status_code == case.status
    assert case.words in text(answer)
    assert cast.HANGUL.search(case.words)
    assert everything() == before


@pytest.mark.parametrize("case", ACCEPTED, ids=lambda case: case.name)
def test_it_is_accepted_with_the_figures_that_it_says(office, case):
    right, draft = page(office, case.page), office.draft
    answer = posted(right, case, form_of(office, right, case))
    assert answer.status_code == case.status, text(answer)
    figures = verbs.Filing.objects.get(pk=draft.pk).standing.figures
    rows = figures.values_list("line__name", "budget", "committed", "spent")
    assert {name: tuple(won) for name, *won in rows} == SAID
    assert figures.get(line=office.quarter.trees).note == case.note
    assert figures.get(line=office.quarter.flowers).note == ""
    client = Client()
    client.force_login(right.by)
    shown = client.get(right.address)
    assert case.note in text(shown)
    assert "<script>alert" not in shown.content.decode()
