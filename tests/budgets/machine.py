"""Hypothesis drives the verbs of a filing, rightly and wrongly; after each step all is looked at.

Who may not, what is stale, what is asked twice: whatever comes, the verb must refuse it exactly where
`ought` says so, and then everything must stand as `ought` has it: the statements with their figures,
the steps, the pointers, and what readers see. Each example runs in a savepoint that is taken back.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import hypothesis.strategies as st
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from budgets import filing as verbs
from budgets import uploads
from budgets.checks import BLOCKED
from budgets.models import Filing, ReportingDate, Statement
from budgets.rows import Row, Waived
from reports import kept, known
from reports.ledger import check_ledger
from tests import cast
from tests.budgets import ought, saying
from tests.budgets.looking import (
    Told,
    World,
    report_is,
    statements_are,
    version_of,
)
from tests.budgets.ought import Said
from tests.budgets.saying import (
    DAYS,
    answers,
    days,
    departments,
    in_order,
    mostly,
    notes,
    reasons,
    seen,
    shapes,
    two_lines,
    writers,
)


class Quarter(RuleBasedStateMachine):
    """`verbs` and `uploads` are the application's; everything else here only asks and compares."""

    def __init__(self, made: World):
        super().__init__()
        self.world, self.ought = made, ought.Office()
        self.at, self.keys, self.touched = cast.NOON, 0, None
        self.carried_out, self.rows_once, self.client = [], {}, Client()
        # After the savepoint is taken back the same numbers come again, with other figures.
        cache.clear()
        kept.SHELF, kept.MEMORY = kept.Shelf(), known.Memory()
        self.example = transaction.atomic()
        self.example.__enter__()

    def teardown(self):
        try:
            connection.check_constraints()
            broken = [each for each in check_ledger() if each.level == BLOCKED]
            assert broken == [], broken
        finally:
            transaction.set_rollback(True)
            self.example.__exit__(None, None, None)

    # --- the verbs --------------------------------------------------------------------------------

    @initialize(day=days, far=st.integers(0, 5), cells=st.tuples(in_order, in_order))
    def begin(self, day, far, cells):
        """Four steps lead to publication: some runs begin with something public."""
        self.open_date(day, "다온", True)
        for _ in range(far):
            for department in ought.LINES:
                self.go_on(0, department, cells, "its own")

    @precondition(lambda self: len(self.ought.days) < len(DAYS))
    @rule(day=days, by=mostly("다온", *ought.PEOPLE, times=8), in_time=mostly(True, False, times=8))
    def open_date(self, day, by, in_time):
        day = DAYS[day]
        deadline = self.at + timedelta(days=10 if in_time else -1)
        refused = {ought.NOT_HIS} if by not in ought.OPERATES else set()
        if not refused and (day in self.ought.days or not in_time):
            refused = {ought.REFUSED}
        facts = {
            "book": self.world.book,
            "day": day,
            "stage": "결산" if day.month == 12 else "집행",
            "deadline": deadline,
            "asks_below": None,
        }
        if self.tried(verbs.open_date, refused, by, **facts):
            self.ought.open(day, deadline, by, self.at)

    @precondition(lambda self: self.ought.papers)
    @rule(
        day=days,
        department=departments,
        by=writers,
        cells=two_lines,
        note=notes,
        answer=answers,
        reason=reasons,
        stale=seen,
        shape=shapes,
    )
    def hand_in(self, day, department, by, cells, note, answer, reason, stale, shape):
        paper = self.paper(day, department)
        by = self.writer(paper, by)
        said = self.said(paper, cells, note)
        follows = self.seen(paper, stale)
        refused = self.ought.against_writing(paper, by, self.at, follows, reason)
        if refused != {ought.NOT_HIS}:
            if shape in ("a line less", "a line twice", "foreign"):
                refused = refused | {ought.REFUSED}
            elif shape != "whole":
                refused = refused | {ought.PROBLEMS}
        facts = {
            "filing": self.filing(paper),
            "rows": saying.shaped(self.world, paper, self.rows(said), shape),
            "waived": [
                Waived(rule, self.world.lines[line].pk, "이월분 지출", words)
                for (rule, line), words in saying.answered(said, answer).items()
            ],
            "follows": self.pk_of(paper, follows),
            "reason": reason,
        }
        asked = self.tried(verbs.hand_in, refused, by, paper, **facts)
        if asked:
            waived = saying.answered(said, answer)
            made = self.ought.write(paper, said, waived, by, self.at, "입력", reason)
            asked.leaves_a_step(made)

    @precondition(lambda self: self.ought.papers)
    @rule(
        day=days,
        department=departments,
        by=writers,
        cells=two_lines,
        reason=reasons,
        stale=seen,
        shape=mostly("whole", "a line less", "half a won", "another preview", times=8),
    )
    def upload(self, day, department, by, cells, reason, stale, shape):
        paper = self.paper(day, department)
        by = self.writer(paper, by)
        said = self.said(paper, cells, "")
        follows = self.seen(paper, stale)
        content = saying.file(paper, said, shape)
        facts = {"filing": self.filing(paper), "name": "집행.csv", "content": content, "unit": None}
        unreadable = shape in ("a line less", "half a won")
        shown = "" if unreadable else uploads.preview(**facts).seen
        waived = self.kept_by(paper, said)
        refused = self.ought.against_writing(paper, by, self.at, follows, reason)
        if by in ought.WRITES[department] and unreadable:
            refused = refused | {ought.MISREAD}
        elif by in ought.WRITES[department] and shape == "another preview":
            refused, shown = refused | {ought.UNLIKE}, "0" * 64
        elif refused == {ought.CONFLICT} and self.stands_already(paper, said, content):
            refused = None  # confirmed in another window
        facts |= {"seen": shown, "follows": self.pk_of(paper, follows), "reason": reason}
        if refused is None:
            self.tried(uploads.take_in, set(), by, paper, **facts).leaves_a_step(False)
        elif asked := self.tried(uploads.take_in, refused, by, paper, **facts):
            made = self.ought.write(paper, said, waived, by, self.at, "파일", reason, content)
            asked.leaves_a_step(made)

    @precondition(lambda self: self.ought.papers)
    @rule(day=days, department=departments, by=writers, stale=seen)
    def submit(self, day, department, by, stale):
        paper = self.paper(day, department)
        by, statement = self.writer(paper, by), self.seen(paper, stale)
        refused = self.ought.against_submitting(paper, by, self.at, statement)
        facts = {"filing": self.filing(paper), "statement": self.pk_of(paper, statement)}
        if self.tried(verbs.submit, refused, by, paper, **facts):
            self.ought.go(paper, ought.SUBMITTED, by, self.at)

    @precondition(lambda self: self.ought.papers)
    @rule(
        day=days,
        department=departments,
        by=mostly("나래", *ought.PEOPLE),
        stale=seen,
        words=mostly("증빙이 없습니다.", "", *ought.AS_STORED, times=5),
    )
    def send_back(self, day, department, by, stale, words):
        paper = self.paper(day, department)
        statement = self.seen(paper, stale)
        refused = self.ought.against_reviewing(paper, by, statement, words)
        facts = {"filing": self.filing(paper), "statement": self.pk_of(paper, statement)}
        if self.tried(verbs.send_back, refused, by, paper, words=words, **facts):
            self.ought.go(paper, ought.RETURNED, by, self.at, words)

    @precondition(lambda self: self.ought.papers)
    @rule(
        day=days,
        department=departments,
        by=mostly("나래", "마루", "마루", *ought.PEOPLE, times=8),
        stale=seen,
    )
    def approve(self, day, department, by, stale):
        paper = self.paper(day, department)
        statement = self.seen(paper, stale)
        refused = self.ought.against_reviewing(paper, by, statement)
        facts = {"filing": self.filing(paper), "statement": self.pk_of(paper, statement)}
        if self.tried(verbs.approve, refused, by, paper, **facts):
            self.ought.go(paper, ought.APPROVED, by, self.at)

    @precondition(lambda self: self.ought.papers)
    @rule(
        day=days,
        by=mostly("다온", *ought.PEOPLE),
        missing=mostly("as it is", "none", "all", times=8),
        looked=st.sampled_from(["not", "now", "now", "stale"]),
    )
    def publish(self, day, by, missing, looked):
        day = self.day(day)
        named = {"as it is": self.ought.absent(day), "none": set(), "all": set(ought.LINES)}
        papers = [paper for paper in self.ought.on(day) if paper.state == ought.APPROVED]
        saw = {(paper.department, paper.standing) for paper in papers}
        if looked == "stale":  # as it was before the last of them was approved
            saw, papers = set(sorted(saw)[1:]), papers[1:]
        saw = None if looked == "not" else saw
        refused = self.ought.against_publishing(day, by, named[missing], saw)
        facts = {
            "reporting_date": ReportingDate.objects.get(book=self.world.book, day=day),
            "missing": {self.world.departments[each].pk for each in named[missing]},
            "statements": None
            if saw is None
            else [self.pk_of(self.ought.papers[day, each], version) for each, version in saw],
        }
        if self.tried(verbs.publish, refused, by, **facts):
            self.ought.publish(day, by, self.at)

    @precondition(lambda self: self.ought.papers)
    @rule(
        day=days,
        department=departments,
        by=mostly("다온", *ought.PEOPLE),
        days_more=mostly(20, 1, -1),
    )
    def extend(self, day, department, by, days_more):
        paper = self.paper(day, department)
        until = self.at + timedelta(days=days_more)
        refused = self.ought.against_extending(paper, by, self.at, until)
        facts = {"filing": self.filing(paper), "until": until, "words": "전산 장애"}
        if self.tried(verbs.extend, refused, by, paper, **facts):
            self.ought.extend(paper, until, by, self.at, "전산 장애")

    @precondition(lambda self: self.own_work)
    @rule(which=st.integers(0, 9))
    def approve_own_work(self, which):
        paper = self.own_work[which % len(self.own_work)]
        self.approve(self.ought.days.index(paper.day), paper.department, "마루", "now")

    @precondition(lambda self: self.carried_out)
    @rule(which=st.integers(0, 99))
    def retry(self, which):
        """The answer was lost: the very request comes again, whatever has happened since."""
        request = self.carried_out[which % len(self.carried_out)]
        self.touched = request.day
        request.again()

    @precondition(lambda self: self.ought.papers)
    @rule(long=mostly(False, True, times=5))
    def time_goes_on(self, long):
        self.at += timedelta(days=11 if long else 1)

    @precondition(lambda self: self.ought.papers)
    @rule(
        day=days,
        department=departments,
        cells=st.tuples(in_order, in_order),
        by=st.sampled_from(["its own", "마루"]),
    )
    def go_on(self, day, department, cells, by):
        """The next right step, so that short runs come far."""
        paper = self.paper(day, department)
        match paper.state:
            case ought.DRAFT if paper.standing is not None:
                self.submit(day, department, by, "now")
            case ought.SUBMITTED | ought.CORRECTING:
                self.approve(day, department, "나래", "now")
            case ought.APPROVED:
                self.publish(day, "다온", "as it is", "now")
            case _:
                said = (cells, "", "all", "지출 누락", "now", "whole")
                self.hand_in(day, department, by, *said)

    # --- asking -----------------------------------------------------------------------------------

    def tried(self, verb, refused: set[str], by: str, paper=None, **facts):
        """The request, if it was carried out: it must be where nothing speaks against it."""
        self.keys += 1
        key = UUID(int=self.keys)
        self.touched = paper.day if paper else (facts.get("day") or facts["reporting_date"].day)
        asked = facts | {"by": self.world.people[by], "at": self.at}
        request = Request(self, verb, asked, key, self.touched)
        wrong = None
        try:
            request.answer = request.ask()
        except (verbs.Refused, verbs.NotYours, verbs.Conflict) as raised:
            wrong = raised
        told = type(wrong).__name__ if wrong else None
        assert told in (refused or {None}), f"{verb.__name__}: {wrong!r}, not {refused}"
        if wrong:
            return None
        self.carried_out.append(request)
        return request

    @property
    def own_work(self):
        """What 마루 handed in, who is a reviewer as well, and nobody has looked at yet."""
        waits = (ought.SUBMITTED, ought.CORRECTING)
        papers = self.ought.papers.values()
        return [each for each in papers if each.state in waits and "마루" in each.hands]

    def day(self, at):
        return self.ought.days[at % len(self.ought.days)]

    def paper(self, at, department):
        return self.ought.papers[self.day(at), department]

    def writer(self, paper, by):
        own = {"달빛담당관": "가람", "별빛담당관": "라온"}
        return own[paper.department] if by == "its own" else by

    def seen(self, paper, stale):
        """The version that the person saw standing: by number, none where there was none."""
        if stale == "now" or paper.standing is None:
            return paper.standing
        return paper.standing - 1 or None

    def filing(self, paper) -> Filing:
        return Filing.objects.get(
            reporting_date__book=self.world.book,
            reporting_date__day=paper.day,
            department__name=paper.department,
        )

    def pk_of(self, paper, version):
        if version is None:
            return None
        return Statement.objects.get(filing=self.filing(paper), version=version).pk

    # --- what is said -----------------------------------------------------------------------------

    def said(self, paper, cells, note) -> dict[str, Said]:
        found = {}
        for line, (budget, committed, spent, carried) in zip(paper.lines, cells, strict=True):
            found[line] = Said(
                budget, committed, spent, carried if paper.is_settled else None, note
            )
        return found

    def rows(self, said) -> list[Row]:
        return [saying.row(self.world.lines[line], each) for line, each in said.items()]

    def kept_by(self, paper, said):
        """A file answers nothing: what stands of the same amounts stays answered."""
        if not paper.stands:
            return {}
        before = paper.stands
        return {
            (rule, line): words
            for (rule, line), words in before.waived.items()
            if ought.looked_at(rule, before.said[line]) == ought.looked_at(rule, said[line])
        }

    def stands_already(self, paper, said, content):
        return paper.stands and (paper.stands.said, paper.stands.file) == (said, content)

    # --- after each step --------------------------------------------------------------------------

    @invariant()
    def everything_is_as_it_ought_to_be(self):
        filings = Filing.objects.filter(reporting_date__book=self.world.book).select_related(
            "standing", "published", "reporting_date", "department"
        )
        found = {(each.reporting_date.day, each.department.name): each for each in filings}
        assert found.keys() == self.ought.papers.keys()
        told = Told(filings, self.world)
        for key, paper in self.ought.papers.items():
            filing = found[key]
            stands = (filing.state, version_of(filing.standing), version_of(filing.published))
            assert stands == (paper.state, paper.standing, paper.published)
            assert filing.open_until == paper.open_until
            statements_are(paper, told, filing.pk, self.world)
            assert told.steps.get(filing.pk, []) == paper.steps
            assert ought.keeps_to_the_way([step.act for step in paper.steps])
            once = [told.versions[pk] for pk in told.publications.get(filing.pk, [])]
            assert once == paper.once_public
            files = {each.file for each in paper.versions if each.file is not None}
            assert set(told.files.get(filing.pk, [])) == files
        assert told.rows.items() >= self.rows_once.items(), "a statement was changed"
        self.rows_once = told.rows
        self.at += timedelta(minutes=1)  # each step takes one

    @invariant()
    def readers_see_what_is_published_and_nothing_else(self):
        """Of the date of the last step: no step is of two."""
        day, self.touched = self.touched, None
        if day:
            public = [paper for paper in self.ought.on(day) if paper.public]
            stage = "결산" if day.month == 12 else "집행"
            answer = self.client.get(f"/execution/해오름기획관/{day.isoformat()}-{stage}.json")
            assert answer.status_code == (200 if public else 404)
            if public:
                absent = {p.department for p in self.ought.on(day)} - {p.department for p in public}
                report_is(answer.json(), public, absent, self.world)


@dataclass
class Request:
    """What was asked once, so that it can be asked again."""

    machine: Quarter
    verb: object
    facts: dict
    key: UUID
    day: date
    answer: object = None

    def ask(self):
        return self.verb(key=self.key, **self.facts)

    def leaves_a_step(self, made: bool) -> None:
        """What has changed nothing is not remembered: asked again it is a new request."""
        if not made:
            self.machine.carried_out.remove(self)

    def again(self) -> None:
        answer = self.ask()
        if self.verb is verbs.publish:
            assert answer == []
        else:
            assert answer == self.answer
