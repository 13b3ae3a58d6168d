"""A worker killed at any moment of a save, an upload or a publication leaves nothing half done.

The processes are real, and so is SIGKILL; the database is a copy of its own, to which they commit.
"""

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connections, transaction

from budgets import filing as verbs
from budgets.models import Figure, Filing, LineItem, Publication, Statement, Step, Upload
from tests import cast
from tests.budgets import quarters as q
from tests.budgets import worker

HOUSE = Path(__file__).resolve().parents[2]
KILLED = -9
LINES, DIVISIONS = 300, 12
AT = cast.NOON


class Worker:
    """Answers how a process ended that carried out what is asked."""

    def __init__(self, database):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.budgets.worker", database],
            cwd=HOUSE,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "seoulcomm.settings"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout.readline().strip() == worker.READY

    def ask(self, asked, dies_at=0, *, unguarded=False):
        asked = asked | {"dies_at": dies_at, "unguarded": unguarded}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self):
        self.process.stdin.close()
        self.process.wait()


@pytest.fixture(scope="module")
def office(own_database):
    """달빛담당관 has 300 lines; twelve other divisions have one each."""
    made = cast.quarter()
    LineItem.objects.bulk_create(
        LineItem(program=made.trees.program, code=f"{n:04}", name=f"사업 {n}", position=n)
        for n in range(3, LINES + 1)
    )
    return made


@pytest.fixture(scope="module")
def many(own_database):
    """Another office, of which twelve divisions have a line each: 가람 writes for all."""
    house = cast.office("달오름기획관")
    book, purse = cast.book(house), cast.account("다른 회계")
    for n in range(DIVISIONS):
        division = cast.division(house, f"{n + 1}담당관", position=n)
        cast.line(cast.program(book, division, purse))
    people = [cast.member(name, house, role) for name, role in ROLES.items()]
    return book, *people


ROLES = {"차림": "담당자", "파도": "검토자", "하늘": "총괄"}


@pytest.fixture(scope="module")
def workers(own_database, office, many):
    connections.close_all()
    found = Worker(own_database)
    yield found
    found.end()


@pytest.fixture
def ask(workers, django_db_blocker):
    with django_db_blocker.unblock():
        yield workers.ask


DAYS = (date(2030, 1, 1) + timedelta(days=n) for n in range(300))


def request(office, verb):
    """Of a date of its own; the officer has saved once before."""
    filing = q.opened(office, next(DAYS)).filings.get(department=office.moon)
    lines = verbs.lines_of(filing)
    rows = [q.row(line, 100_000, 50_000, 1) for line in lines]
    first = q.hand_in(filing, rows, office.officer)
    asked = {"verb": verb, "filing": filing.pk, "follows": first.pk, "spent": 30_000}
    return asked | {"by": "가람", "at": AT.isoformat(), "key": str(uuid4())}


def publication(many):
    """Every division is approved."""
    book, officer, reviewer, operator = many
    opened = verbs.open_date(
        book=book,
        day=next(DAYS),
        stage="집행",
        deadline=q.DEADLINE,
        asks_below=None,
        by=operator,
        at=AT,
    )
    for filing in opened.filings.all():
        rows = [q.row(line, 100_000, 50_000, 30_000) for line in verbs.lines_of(filing)]
        q.submit(filing, rows, officer)
        q.act(verbs.approve, filing, reviewer)
    asked = {"verb": "publish", "date": opened.pk, "by": operator.username}
    return asked | {"at": AT.isoformat(), "key": str(uuid4())}


def made(asked, office, many):
    return publication(many) if asked == "publish" else request(office, asked)


def stands(asked):
    """All that the request could have touched."""
    own = {"reporting_date": asked["date"]} if "date" in asked else {"pk": asked["filing"]}
    filings = Filing.objects.filter(**own).order_by("pk")
    told = {"filing__in": filings}
    return (
        list(filings.values_list("state", "standing__version", "published__version")),
        list(Statement.objects.filter(**told).order_by("pk").values_list("version", "method")),
        Figure.objects.filter(statement__filing__in=filings).count(),
        list(Step.objects.filter(**told).order_by("pk").values_list("act", "statement__version")),
        Publication.objects.filter(statement__filing__in=filings).count(),
        Upload.objects.filter(**told).count(),
    )


def after(asked, before):
    """What it comes to."""
    filings, statements, figures, steps, public, files = before
    if asked["verb"] == "publish":
        filings = [("공개", 1, 1)] * DIVISIONS
        steps = [*steps, *[("공개", 1)] * DIVISIONS]
        return filings, statements, figures, steps, public + DIVISIONS, files
    method = {"save": "입력", "upload": "파일"}[asked["verb"]]
    statements, steps = [*statements, (2, method)], [*steps, ("저장", 2)]
    files += asked["verb"] == "upload"
    return [("작성중", 2, None)], statements, figures + LINES, steps, public, files


def asked_again(asked):
    """What would come of it, asked once more by the same key; then it is taken back."""
    verb, facts = worker.REQUESTS[asked["verb"]](asked)
    with transaction.atomic():
        verb(**facts)
        found = stands(asked)
        transaction.set_rollback(True)
    return found


def length(ask, make):
    """How many things are said to the database until all is done. Of the second: what is published
    first has no date beside it to be held against."""
    first, second = ask(make()), ask(make())
    assert first["code"] == second["code"] == 0
    return second["said"]


# Every how manieth moment: a file is read anew each time, long before anything is written.
REQUESTS = [("save", 1), ("upload", 5), ("publish", 1)]
AGAIN = 7  # of the moments, every how manieth is asked again


@pytest.mark.parametrize(("verb", "step"), REQUESTS)
def test_who_is_killed_has_done_nothing_and_who_asks_again_does_all_of_it_once(
    ask, office, many, verb, step
):
    # COMMIT was answered, who asked was not.
    last = length(ask, lambda: made(verb, office, many))
    asked = made(verb, office, many)
    before = stands(asked)
    whole = after(asked, before)
    for moment in range(last - 1, 0, -step):
        assert ask(asked, moment)["code"] == KILLED
        assert stands(asked) == before, f"half done at {moment} of {last}"
        if moment % AGAIN == 0:
            assert asked_again(asked) == whole, f"not done again after {moment} of {last}"
    assert ask(asked, last)["code"] == KILLED
    assert stands(asked) == whole
    assert ask(asked)["code"] == 0
    assert stands(asked) == whole


@pytest.mark.parametrize(("verb", "step"), REQUESTS)
def test_without_its_transaction_it_would_be_found_half_done(ask, office, many, verb, step):
    last = length(ask, lambda: made(verb, office, many))
    asked = made(verb, office, many)
    before = stands(asked)
    whole = after(asked, before)

    def is_half_done_at(moment):
        ask(asked, moment, unguarded=True)
        return stands(asked) not in (before, whole)

    assert any(is_half_done_at(moment) for moment in range(1, last, step))
