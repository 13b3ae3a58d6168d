"""홍보기획관 at work, with the lines of its own report of 2023: long names and amounts of eleven digits.

30 June is published without 홍보담당관, and 뉴미디어담당관 has corrected it since. At the year's end
서울브랜드담당관 was sent back twice, 민원담당관 waits with an exception, 뉴미디어담당관 is approved.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from budgets import filing as verbs
from budgets.facing import asked_of, known_of
from budgets.measures import Measures
from budgets.models import Book, Filing, ReportingDate
from budgets.rows import Row, Waived
from budgets.rules import problems
from departments.models import Department, Person
from tests import cast
from tests.budgets.at_work import act, with_password

JUNE, DECEMBER = date(2023, 6, 30), date(2023, 12, 31)
DIVISIONS = ("서울브랜드담당관", "민원담당관", "뉴미디어담당관", "홍보담당관")
RETURNED = (
    "이월액의 종류를 다시 확인하고, 집행률이 낮은 사업의 부진사유를 구체적으로 적어 주십시오."
)
LOW = "상반기 용역 계약이 늦어져 하반기에 집행합니다."


@dataclass(frozen=True)
class RealOffice:
    operator: Person
    reviewer: Person
    officers: dict[str, Person]
    june: ReportingDate
    december: ReportingDate

    def filing(self, asked: ReportingDate, division: str) -> Filing:
        return asked.filings.get(department__name=division)


def real_office() -> RealOffice:
    book = Book.objects.get(code__contains="2023", office__name="홍보기획관")
    operator = with_password(cast.member("dasom", book.office, "총괄"))
    reviewer = with_password(cast.member("narae", book.office, "검토자"))
    officers = {
        name: with_password(cast.member(f"garam{n}", _division(book, name), "담당자"))
        for n, name in enumerate(DIVISIONS, 1)
    }
    june = _opened(book, operator, JUNE, "집행", 20)
    made = RealOffice(operator, reviewer, officers, june, None)
    for name in DIVISIONS[:3]:
        _submitted(made, june, name, percent=30)
        act(verbs.approve, made.filing(june, name), reviewer)
    _published(made, june, missing=DIVISIONS[3:])
    _saved(made, june, DIVISIONS[2], percent=31, reason="6월 지출 1건을 빠뜨렸습니다.")
    act(verbs.approve, made.filing(june, DIVISIONS[2]), reviewer)
    _published(made, june, missing=DIVISIONS[3:])
    december = _opened(book, operator, DECEMBER, "결산", 70)
    made = RealOffice(operator, reviewer, officers, june, december)
    for percent in (90, 60):
        _submitted(made, december, DIVISIONS[0], percent=percent)
        act(verbs.send_back, made.filing(december, DIVISIONS[0]), reviewer, words=RETURNED)
    _submitted(made, december, DIVISIONS[1], percent=60, over=True)
    _submitted(made, december, DIVISIONS[2], percent=95)
    act(verbs.approve, made.filing(december, DIVISIONS[2]), reviewer)
    return made


def _division(book: Book, name: str) -> Department:
    return Department.objects.filter(programs__book=book, name=name).distinct().get()


def _opened(book, operator, day, stage, asks_below) -> ReportingDate:
    now = timezone.now()
    facts = {"deadline": now + timedelta(days=10), "asks_below": asks_below, "by": operator}
    return verbs.open_date(book=book, day=day, stage=stage, at=now, **facts)


def _published(made, asked, missing) -> None:
    absent = [made.filing(asked, name).department_id for name in missing]
    facts = {"by": made.operator, "at": timezone.now(), "key": uuid4()}
    verbs.publish(reporting_date=asked, missing=absent, **facts)


def _submitted(made, asked, name, **facts) -> None:
    _saved(made, asked, name, **facts)
    act(verbs.submit, made.filing(asked, name), made.officers[name])


def _saved(made, asked, name, *, percent, over=False, reason="") -> None:
    """Each line has spent that part of what it had before; `over`: the first one too much."""
    filing = made.filing(asked, name)
    known = known_of(filing)
    rows = [_row(pk, known[pk], asked, percent) for pk in known]
    if over:
        rows[0] = _row(rows[0].line, known[rows[0].line], asked, 120)
    found = problems(rows, known, asked_of(asked))
    answers = {each.key for each in found if each.rule.level != "B"}
    waived = [Waived(*key, "2022년에서 이월된 분의 지출", "지출결의 제12호") for key in answers]
    verbs.hand_in(
        filing=filing,
        rows=rows,
        waived=waived,
        follows=filing.standing,
        by=made.officers[name],
        at=timezone.now(),
        reason=reason,
        key=uuid4(),
    )


def _row(pk, known, asked, percent) -> Row:
    before = known.before.base if known.before and known.before.base else 0
    earlier = (known.before and known.before.spent) or 0
    spent = max(before * percent // 100 // 1000 * 1000, earlier)
    committed = max(spent, (known.before and known.before.committed) or 0)
    if percent > 100:
        committed = before
    settled = asked.stage == "결산"
    rest = max(before - spent, 0)
    carried = (rest // 2, 0, 0) if settled and percent < 80 else (None, None, None)
    measures = Measures(
        budget=before, committed=committed, spent=spent, carried=sum(filter(None, carried)) or None
    )
    states = {"budget": "value", "committed": "value", "spent": "value", "appropriated": "absent"}
    states["carried"] = "absent" if not settled else "value" if measures.carried else "dash"
    if settled and measures.carried is None:
        carried = (None, None, None)
    note = LOW if percent < 80 and rest else ""
    return Row(pk, measures, states, carried, note)
