"""An office that no report knows, and what it hands in; and how the database is seen to refuse.

해오름기획관 has two divisions, 달빛담당관 and 별빛담당관, and a book for 2030. Each builder makes one
thing and saves it; `scene()` makes what most tests begin with. Amounts are round.
"""

import hashlib
import re
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.test import Client

from budgets import guards
from budgets.models import (
    Account,
    Book,
    Figure,
    Filing,
    LineItem,
    Program,
    ReportingDate,
    Revenue,
    RevenuePublication,
    RevenueReturn,
    Statement,
    Task,
    TaskPublication,
    TaskReturn,
    Upload,
)
from departments import triggers
from departments.guards import GUARDS
from departments.models import (
    Department,
    Document,
    Headcount,
    HeadcountPublication,
    HeadcountReturn,
    Membership,
    Person,
)

JUNE_30 = date(2030, 6, 30)
HANGUL = re.compile("[가-힣]")
NOON = datetime(2030, 7, 1, 3, tzinfo=UTC)  # 정오 in Seoul


def office(named="해오름기획관", **facts):
    known = {"code": named, "name": named, "kind": "실국"}
    return Department.objects.create(**known | facts)


def division(office, named="달빛담당관", **facts):
    code = f"{office.code}/{named}"
    known = {"code": code, "name": named, "kind": "담당관", "parent": office}
    return Department.objects.create(**known | facts)


def document(office, key="2030-07", **facts):
    known = {"title": "주요 업무 보고", "sha256": sha256_of(key), "lines": 100}
    return Document.objects.create(office=office, key=key, **known | facts)


def sha256_of(text):
    return hashlib.sha256(text.encode()).hexdigest()


def user(named="가람"):
    return get_user_model().objects.get_or_create(username=named, defaults={"name": named})[0]


def member(named, department, role):
    """Somebody with one role."""
    person = user(named)
    Membership.objects.create(person=person, department=department, role=role)
    return person


def come_as(person):
    client = Client()
    client.force_login(person)
    return client


def account(named="시험회계", kind="일반회계"):
    return Account.objects.create(name=named, kind=kind)


def book(office, fiscal_year=2030, **facts):
    code = f"{office.code}/{fiscal_year}/{facts.get('basis', '당초')}"
    return Book.objects.create(office=office, fiscal_year=fiscal_year, code=code, **facts)


def program(book, department, account, named="강가 가꾸기", **facts):
    code = f"{book.code}/{account.name}/{department.name}/{named}"
    known = {"book": book, "department": department, "account": account, "kind": "정책사업"}
    return Program.objects.create(code=code, name=named, **known | facts)


def line(program, named="나무 심기", **facts):
    code = f"{program.code}/{named}"
    return LineItem.objects.create(program=program, code=code, name=named, **facts)


def reporting_date(book, day=JUNE_30, stage="집행"):
    return ReportingDate.objects.create(book=book, day=day, stage=stage)


def filing(reporting_date, department, **facts):
    return Filing.objects.create(reporting_date=reporting_date, department=department, **facts)


def statement(filing, version=1, **facts):
    """Typed by 가람, unless it comes from a document."""
    source = {"method": "문서"} if "document" in facts else {"handed_in_by": user()}
    known = {"method": "입력", "unit": "원", "handed_in_at": NOON} | source
    return Statement.objects.create(filing=filing, version=version, **known | facts)


def amounts(**won):
    """Amounts as fields: what is given was printed as a value."""
    return {**won, **{f"{measure}_state": "value" for measure in won}}


def figure(statement, line, place="", **won):
    return Figure.objects.create(statement=statement, line=line, place=place, **amounts(**won))


def revenue(document, account, named="사용료", **facts):
    """A category of 2030 as the document prints it, or a source where `kind` says so."""
    position = document.revenues.count() + 1
    known = {"document": document, "office": document.office, "account": account, "name": named}
    told = {"place": 30 + position, "position": position, "unit": "천원", "kind": "과목"}
    when = {"fiscal_year": 2030, "day": date(2030, 12, 31), "stage": "결산"}
    return Revenue.objects.create(**known | told | when | facts)


def returned(scene, **facts):
    """세입 of 2030 as 다온 entered it, without a row yet."""
    known = {"office": scene.office, "account": scene.account, "fiscal_year": 2030, "version": 1}
    when = {"day": date(2030, 12, 31), "stage": "결산", "unit": "천원"}
    return RevenueReturn.objects.create(**known | when | {"by": user("다온"), "at": NOON} | facts)


def entered(returned, named="사용료", **facts):
    """A category of a return."""
    known = {"office": returned.office, "account": returned.account, "unit": returned.unit}
    when = {"fiscal_year": returned.fiscal_year, "day": returned.day, "stage": returned.stage}
    at = {"position": returned.rows.count() + 1, "kind": "과목", "name": named}
    return Revenue.objects.create(returned=returned, **known | when | at | facts)


def confirm(returned, by="나래"):
    return RevenuePublication.objects.create(returned=returned, by=user(by), at=NOON)


def head_return(scene, **facts):
    """Persons on June 30th as 다온 entered them, without a row yet."""
    known = {"office": scene.office, "as_of": JUNE_30, "version": 1}
    return HeadcountReturn.objects.create(**known | {"by": user("다온"), "at": NOON} | facts)


def heads(returned, group="일반직", **facts):
    """정원 10, 현원 9 of 달빛담당관, unless told otherwise."""
    whose = {"department": returned.office.divisions.order_by("pk").first()}
    at = {"as_of": returned.as_of, "position": returned.rows.count() + 1, "group": group}
    said = {"authorised": 10, "authorised_state": "value", "actual": 9, "actual_state": "value"}
    return Headcount.objects.create(returned=returned, **whose | at | said | facts)


def confirm_heads(returned, by="나래"):
    return HeadcountPublication.objects.create(returned=returned, by=user(by), at=NOON)


def plan(scene, **facts):
    """업무와 예산 of 2030 as 다온 entered it, without a row yet."""
    known = {"office": scene.office, "fiscal_year": 2030, "version": 1, "day": JUNE_30}
    said = {"unit": "원", "by": user("다온"), "at": NOON}
    return TaskReturn.objects.create(**known | said | facts)


def planned(returned, title="강가 가꾸기", **facts):
    at = {"position": returned.rows.count() + 1, "kind": "과제", "title": title}
    return Task.objects.create(returned=returned, **at | facts)


def confirm_plan(returned, by="나래"):
    return TaskPublication.objects.create(returned=returned, by=user(by), at=NOON)


def upload(filing, content=b"0", **facts):
    known = {"name": "집행.xlsx", "sha256": hashlib.sha256(content).hexdigest(), "content": content}
    return Upload.objects.create(filing=filing, **known | {"by": user(), "at": NOON} | facts)


# By which states a new filing comes to each: the database lets it go no other way.
WAYS = {
    "작성중": (),
    "제출": ("제출",),
    "반려": ("제출", "반려"),
    "확인": ("제출", "확인"),
    "공개": ("제출", "확인", "공개"),
    "정정": ("제출", "확인", "공개", "정정"),
}


def bring(statement, state):
    """The filing comes with its first statement to this state."""
    own = Filing.objects.filter(pk=statement.filing_id)
    own.update(standing=statement)
    for each in WAYS[state]:
        own.update(state=each, **({"published": statement} if each == "공개" else {}))


def publish(statement):
    """The filing goes its way to this statement: handed in, approved, published; or corrected."""
    own = Filing.objects.filter(pk=statement.filing_id)
    if own.filter(published__isnull=False).exists():
        own.update(state="정정", standing=statement)
        own.update(state="확인")
        own.update(state="공개", published=statement)
    else:
        bring(statement, "공개")


@dataclass(frozen=True)
class Scene:
    office: Department
    moon: Department
    star: Department
    document: Document
    account: Account
    book: Book
    program: Program
    trees: LineItem
    flowers: LineItem
    date: ReportingDate
    filing: Filing
    statement: Statement
    figure: Figure


@dataclass(frozen=True)
class Quarter:
    """An office at work: who writes, who reviews, who runs it."""

    office: Department
    moon: Department
    book: Book
    trees: LineItem
    flowers: LineItem
    officer: Person
    reviewer: Person
    operator: Person


def quarter(names=("나무 심기", "꽃 심기")):
    """달빛담당관 has these lines in the book of 2030. 가람 writes for it, 나래 reviews, 다온 runs it."""
    house = office()
    moon = division(house, position=1)
    year = book(house)
    river = program(year, moon, account())
    lines = [line(river, name, position=at) for at, name in enumerate(names, 1)]
    return Quarter(
        office=house,
        moon=moon,
        book=year,
        trees=lines[0],
        flowers=lines[1],
        officer=member("가람", moon, "담당자"),
        reviewer=member("나래", house, "검토자"),
        operator=member("다온", house, "총괄"),
    )


def scene():
    """달빛담당관 writes: 나무 심기 has 100 and spent 50. Nothing points to the statement yet."""
    house = office()
    moon, star = division(house), division(house, "별빛담당관")
    report, purse, year = document(house), account(), book(house)
    river = program(year, moon, purse)
    trees, flowers = line(river), line(river, "꽃 심기")
    day = reporting_date(year)
    draft = filing(day, moon)
    written = statement(draft)
    row = figure(written, trees, budget=100, spent=50)
    return Scene(
        house, moon, star, report, purse, year, river, trees, flowers, day, draft, written, row
    )


def two_dates():
    """The scene published, and a second date of its book: 꽃 심기 had 40 and is there no more."""
    found = scene()
    figure(found.statement, found.flowers, budget=40, spent=10)
    publish(found.statement)
    later = statement(filing(reporting_date(found.book, date(2030, 9, 30)), found.moon))
    figure(later, found.trees, budget=100, spent=80)
    publish(later)
    return found


# How the database refuses.


@contextmanager
def refused(words):
    """The database says no, in these words; the transaction around it goes on."""
    with (
        pytest.raises(IntegrityError, match=re.escape(words)) as caught,
        transaction.atomic(),
    ):
        yield caught


def execute(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def take_away(*names):
    """The guards of these names, until the test is over."""
    connection.check_constraints()  # else PostgreSQL has events pending, and will not
    for guard in triggers.of_vendor([*GUARDS, *guards.GUARDS], connection.vendor):
        if guard.name in names:
            execute(triggers.drop(guard, connection.vendor))


def constraints_of(*kinds):
    return [
        pytest.param(kind, constraint, id=constraint.name)
        for kind in kinds
        for constraint in kind._meta.constraints
    ]


def names_of_constraints(*kinds):
    return {constraint.name for kind in kinds for constraint in kind._meta.constraints}


def changed(instance, changes):
    for field, value in changes.items():
        setattr(instance, field, value)
    return instance


def assert_refused_twice(instance, constraint):
    """By `full_clean`, in Korean and in the constraint's own words, and by the database."""
    with pytest.raises(ValidationError) as caught:
        instance.full_clean()
    assert [words for words in caught.value.messages if not HANGUL.search(words)] == []
    with pytest.raises(ValidationError) as caught:  # also where a field has been refused already
        instance.validate_constraints()
    assert constraint.violation_error_message in caught.value.messages
    with refused(_database_words(type(instance), constraint)):
        type(instance).objects.bulk_create([instance])


def _database_words(model, constraint):
    if connection.vendor == "sqlite" and isinstance(constraint, models.UniqueConstraint):
        if constraint.name in ("budgets_statement_version_once", "budgets_figure_once"):
            return guards.IMMUTABLE  # a trigger stands before it, for REPLACE
        columns = [model._meta.get_field(name).column for name in constraint.fields]
        return ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
    return constraint.name
