"""'전년 대비 20.0% 증가' of a report that does not print last year: the ledger's year before decides."""

from datetime import date
from decimal import Decimal

import pytest

from budgets.models import Claim
from reports.claims import checked_claims
from tests import cast

pytestmark = pytest.mark.django_db


def year(office, department, account, fiscal_year, won, **facts):
    """A budget of one line, as voted."""
    book = cast.book(office, fiscal_year)
    when = cast.reporting_date(book, date(fiscal_year, 1, 1), "예산")
    line = cast.line(cast.program(book, department, account))
    filing = cast.filing(when, department)
    statement = cast.statement(filing)
    cast.figure(statement, line, appropriated=won)
    return when, statement


@pytest.fixture
def two_years():
    office = cast.office()
    own = office, cast.division(office), cast.account()
    return own, year(*own, 2029, 1_000_000), year(*own, 2030, 1_200_000)


def judged(own, when, printed="20.0% 증가", value="20.0"):
    office, _, account = own
    claim = Claim.objects.create(
        document=cast.document(office),
        place=5, position=1, shape="문장", subject="총계", measure="change_rate", printed=printed,
        value=Decimal(value), unit="%", reporting_date=when, account=account,
    )  # fmt: skip
    [checked] = checked_claims(Claim.objects.filter(pk=claim.pk))
    return checked.verdict.verdict, checked.verdict.computed


def test_it_is_worked_out_from_the_ledgers_year_before(two_years):
    own, (_, before), (when, now) = two_years
    for statement in (before, now):
        cast.publish(statement)
    assert judged(own, when) == ("agrees", Decimal("20.0"))


def test_a_wrong_rate_differs(two_years):
    own, (_, before), (when, now) = two_years
    for statement in (before, now):
        cast.publish(statement)
    assert judged(own, when, "25.0% 증가", "25.0") == ("differs", Decimal("20.0"))


def test_a_year_before_that_is_not_published_decides_nothing(two_years):
    own, _, (when, now) = two_years
    cast.publish(now)
    assert judged(own, when) == ("undecidable", None)
