"""A city that is the same each time: 60 offices, 420 departments, 6,000 detailed lines.

Monthly dates over some years; half of the filings were corrected once, so that superseded
statements lie beside those in force as they do after years of use.
"""

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import F

from bench.environment import LAST_YEAR
from budgets.models import (
    Account,
    Book,
    Figure,
    Filing,
    LineItem,
    Program,
    ReportingDate,
    Statement,
)
from departments.models import Department

_NOON = datetime(2030, 1, 1, 3, tzinfo=UTC)
_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Size:
    offices: int = 60
    departments: int = 7  # of an office
    lines: int = 100  # of an office
    years: int = 10
    months: int = 12

    @property
    def figures(self) -> int:
        return self.offices * self.lines * self.years * self.months


def build(size: Size, seed: int = 1) -> None:
    """Into an empty, migrated database."""
    chance = random.Random(seed)
    user = get_user_model().objects.create(username="bench", name="bench")
    account, _ = Account.objects.get_or_create(name="일반회계", defaults={"kind": "일반회계"})
    offices = _made(
        Department(code=f"제{n:02}실", name=f"제{n:02}실", kind="실국", position=n)
        for n in range(size.offices)
    )
    departments = _made(
        Department(
            code=f"{office.code}/{n}과",
            name=f"{office.name} 제{n}담당관",
            kind="담당관",
            parent=office,
            position=office.position * 10 + n,
        )
        for office in offices
        for n in range(size.departments)
    )
    for year in range(LAST_YEAR - size.years + 1, LAST_YEAR + 1):
        with transaction.atomic():
            _year(year, size, chance, user, account, offices, departments)
        _told(year - LAST_YEAR + size.years, size.years)
    _learnt()


def _learnt() -> None:
    """PostgreSQL plans what the triggers ask once a session, and for tables as long as they then were."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _year(year, size: Size, chance, user, account, offices, departments) -> None:
    books = _made(
        Book(code=f"{office.code}/{year}", office=office, fiscal_year=year) for office in offices
    )
    book_of = {book.office_id: book for book in books}
    programs = _made(
        Program(
            code=f"{book_of[d.parent_id].code}/{d.name}/{n}",
            book=book_of[d.parent_id],
            department=d,
            account=account,
            name=f"정책사업 {n}" if n < 3 else "기본경비",
            kind="정책사업" if n < 3 else "행정운영경비",
            position=n,
        )
        for d in departments
        for n in range(4)
    )
    lines = _made(_lines(programs, size))
    by_department: dict[int, list[int]] = {}
    department_of = {program.pk: program.department_id for program in programs}
    for line in lines:
        by_department.setdefault(department_of[line.program_id], []).append(line.pk)
    budgets = {line.pk: chance.randrange(1_000, 1_000_000) * 1_000 for line in lines}
    for month in range(1, size.months + 1):
        if month == 2:
            _learnt()
        dates = _made(ReportingDate(book=b, day=date(year, month, 1), stage="집행") for b in books)
        date_of = {each.book.office_id: each for each in dates}
        filings = _made(
            Filing(reporting_date=date_of[d.parent_id], department=d, state="작성중")
            for d in departments
        )
        for version in (1, 2):  # half of them corrected once
            own = [f for f in filings if version == 1 or f.department_id % 2 == 0]
            statements = _made(_statement(filing, version, user) for filing in own)
            _insert(
                row
                for each in statements
                for row in _figures(
                    each.pk,
                    by_department[each.filing.department_id],
                    budgets,
                    month,
                    size.months,
                    chance,
                )
            )
            _publish(own, statements, is_correction=version > 1)


def _publish(filings: Sequence[Filing], statements: Sequence[Statement], *, is_correction: bool):
    """The way that the database lets a filing go: handed in, approved, published."""
    for filing, each in zip(filings, statements, strict=True):
        filing.state, filing.standing = "정정" if is_correction else "작성중", each
    Filing.objects.bulk_update(filings, ["state", "standing"], batch_size=200)
    own = Filing.objects.filter(reporting_date__in={f.reporting_date_id for f in filings})
    if not is_correction:
        own.update(state="제출")
    own.filter(state__in=["제출", "정정"]).update(state="확인")
    own.filter(state="확인").update(state="공개", published=F("standing"))


def _lines(programs: Sequence[Program], size: Size) -> Iterator[LineItem]:
    """The lines of an office over the programs of its departments; 기본경비 has one."""
    shares = [
        size.lines // size.departments + (n < size.lines % size.departments)
        for n in range(size.departments)
    ]
    for at, program in enumerate(programs):
        department, n = divmod(at, 4)
        share = shares[department % size.departments] - 1
        count = 1 if n == 3 else share // 3 + (n < share % 3)
        for line in range(count):
            name = "기본경비" if n == 3 else f"세부사업 {program.position}-{line} 시민 소통과 운영"
            yield LineItem(code=f"{program.code}/{line}", program=program, name=name, position=line)


def _statement(filing: Filing, version: int, user) -> Statement:
    return Statement(
        filing=filing,
        version=version,
        method="입력",
        unit="천원",
        handed_in_by=user,
        handed_in_at=_NOON,
    )


def _figures(statement, lines, budgets, month, months, chance) -> Iterator[tuple]:
    for line in lines:
        budget = budgets[line]
        committed = budget * month // months
        spent = committed * chance.randrange(70, 101) // 100 // 1000 * 1000
        yield statement, line, budget, committed, spent


def _insert(rows: Iterable[tuple]) -> None:
    table = connection.ops.quote_name(Figure._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (statement_id, line_id, budget, committed, spent,"
            " appropriated_state, budget_state, committed_state, spent_state, carried_state,"
            " place, places, note)"
            " VALUES (%s, %s, %s, %s, %s, 'absent', 'value', 'value', 'value', 'absent', '', '{}', '')",
            list(rows),
        )


def _made(objects: Iterable) -> list:
    objects = list(objects)
    return type(objects[0]).objects.bulk_create(objects, batch_size=_BATCH)


def _told(done: int, of: int) -> None:
    """A bar of progress, for who waits."""
    width = 40 * done // of
    sys.stderr.write(f"\r도시를 짓는 중 [{'#' * width}{'.' * (40 - width)}] {done}/{of}년")
    if done == of:
        sys.stderr.write("\n")
    sys.stderr.flush()
