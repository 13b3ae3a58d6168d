"""The acts of a quarter for the pages' tests: an open date, and what each department does on it."""

from datetime import date, timedelta
from uuid import uuid4

from budgets import filing as verbs
from budgets.measures import Measures
from budgets.rows import Row
from tests import cast

DEADLINE = cast.NOON + timedelta(days=10)
SEPTEMBER = date(2030, 9, 30)


def star(quarter, named="별빛담당관", position=2):
    """Another department with one line, 별 보기, in the same account; who writes for it is 라온."""
    division = cast.division(quarter.office, named, position=position)
    account = quarter.trees.program.account
    sky = cast.line(cast.program(quarter.book, division, account, "하늘 보기"), "별 보기")
    return division, sky


def opened(quarter, day=SEPTEMBER, **facts):
    known = {"stage": "집행", "deadline": DEADLINE, "asks_below": None, "key": None}
    by = {"by": quarter.operator, "at": cast.NOON}
    return verbs.open_date(book=quarter.book, day=day, **by, **known | facts)


def row(line, budget, committed, spent, **facts):
    measures = Measures(budget=budget, committed=committed, spent=spent)
    amounts = {"budget": budget, "committed": committed, "spent": spent}
    states = {m: "blank" if won is None else "value" for m, won in amounts.items()}
    states |= {"appropriated": "absent", "carried": "absent"}
    return Row(line.pk, measures, states, **facts)


def fine(quarter, spent=30, **facts):
    """Nothing is wrong with it. Whole thousands, so that pages show 천원."""
    return [
        row(quarter.trees, 100_000, 50_000, spent * 1000, **facts),
        row(quarter.flowers, 200_000, 100_000, 80_000),
    ]


def hand_in(filing, rows, by, at=cast.NOON, **facts):
    filing.refresh_from_db()
    known = {"follows": filing.standing, "by": by, "at": at, "key": uuid4()}
    made = verbs.hand_in(filing=filing, rows=rows, **known | facts)
    filing.refresh_from_db()
    return made


def act(verb, filing, by, at=cast.NOON, **facts):
    filing.refresh_from_db()
    known = {"statement": filing.standing, "by": by, "at": at, "key": uuid4()}
    verb(filing=filing, **known | facts)
    filing.refresh_from_db()


def submit(filing, rows, by, at=cast.NOON, **facts):
    made = hand_in(filing, rows, by, at, **facts)
    act(verbs.submit, filing, by, at)
    return made


def approve(quarter, filing, at=cast.NOON):
    act(verbs.approve, filing, quarter.reviewer, at)


def publish(quarter, asked, missing=(), at=cast.NOON):
    known = {"by": quarter.operator, "at": at, "key": uuid4()}
    return verbs.publish(reporting_date=asked, missing=missing, **known)


def publish_moon(quarter, asked, rows=None, missing=(), at=cast.NOON):
    """달빛담당관 goes the whole way."""
    filing = asked.filings.get(department=quarter.moon)
    submit(filing, rows or fine(quarter), quarter.officer, at)
    approve(quarter, filing, at)
    publish(quarter, asked, missing, at)
    filing.refresh_from_db()
    return filing


def correct(quarter, filing, spent, reason="지출 누락", at=cast.NOON):
    """Handed in and approved, and not yet published."""
    made = hand_in(filing, fine(quarter, spent=spent), quarter.officer, at, reason=reason)
    approve(quarter, filing, at)
    return made
