"""The verbs of 시정·권고사항: raise one, add a step, publish either. Nothing of them is ever changed."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from budgets.filing import NotYours, Refused
from budgets.models import Finding, FindingLine, FindingPublication, FindingStep, LineItem
from departments.guards import OWN_WORDS
from departments.in_turn import one_at_a_time
from departments.models import Department, Person
from departments.rights import rights_of


@transaction.atomic
def raise_finding(
    *,
    department: Department,
    fiscal_year: int,
    source: str,
    number: str,
    title: str,
    raised_on: date,
    asked: str,
    lines: Sequence[LineItem],
    by: Person,
    at: datetime,
    key: UUID | None,
) -> Finding:
    """By whoever writes for the department, about lines of its own in that year's books."""
    if department.pk not in rights_of(by).writes:
        raise NotYours
    one_at_a_time(department)
    if done := key and Finding.objects.filter(key=key).first():
        return done
    _not_later(raised_on, "지적한 날", at)
    # As a change may be decided in the year before, so may a budget be found fault with then.
    if raised_on.year < fiscal_year - 1:
        raise Refused(f"지적한 날이 {fiscal_year}회계연도보다 한 해 넘게 앞섭니다.")
    book = f"{fiscal_year}년 {department}"
    for line in lines:
        if (line.program.department_id, line.program.book.fiscal_year) != (
            department.pk,
            fiscal_year,
        ):
            raise Refused(f"‘{line}’: {book}의 세부사업이 아닙니다.")
    finding = Finding(
        office=department.parent or department,
        fiscal_year=fiscal_year,
        source=source,
        number=number,
        title=title,
        raised_on=raised_on,
        asked=asked,
        by=by,
        at=at,
        key=key,
    )
    finding.full_clean()
    finding.save()
    finding.departments.add(department)
    picked = [FindingLine(finding=finding, line=line, how="고름") for line in lines]
    FindingLine.objects.bulk_create(picked)
    return finding


@transaction.atomic
def add_step(
    *,
    finding: Finding,
    side: str,
    status: str,
    day: date | None,
    words: str,
    paper: str = "",
    by: Person,
    at: datetime,
    key: UUID | None,
) -> FindingStep:
    if not Finding.objects.written_by(rights_of(by)).filter(pk=finding.pk).exists():
        raise NotYours
    one_at_a_time(finding.office)
    if done := key and FindingStep.objects.filter(key=key).first():
        return done
    if day is not None:
        _not_later(day, "그날", at)
        if finding.raised_on is not None and day < finding.raised_on:
            raise Refused("그날이 지적한 날보다 앞섭니다.")
    step = FindingStep(
        finding=finding,
        side=side,
        status=status,
        first=day,
        last=day,
        words=words,
        paper=paper,
        by=by,
        at=at,
        key=key,
    )
    step.full_clean()
    step.save()
    return step


@transaction.atomic
def publish_finding(*, finding: Finding, by: Person, at: datetime) -> FindingPublication:
    """What was published already stays as it was."""
    _must_run(finding, by)
    one_at_a_time(finding.office)
    if done := FindingPublication.objects.filter(finding=finding).first():
        return done
    if finding.document_id is not None:
        raise Refused("문서의 시정·권고사항은 문서와 함께 공개됩니다.")
    _not_its_author(finding.by_id, by)
    return FindingPublication.objects.create(finding=finding, by=by, at=at)


@transaction.atomic
def publish_step(*, step: FindingStep, by: Person, at: datetime) -> FindingPublication:
    finding = step.finding
    _must_run(finding, by)
    one_at_a_time(finding.office)
    if done := FindingPublication.objects.filter(step=step).first():
        return done
    if step.document_id is not None:
        raise Refused("문서의 단계는 문서와 함께 공개됩니다.")
    if not Finding.objects.published().filter(pk=finding.pk).exists():
        raise Refused("시정·권고사항을 먼저 공개해야 그 단계를 공개할 수 있습니다.")
    _not_its_author(step.by_id, by)
    return FindingPublication.objects.create(step=step, by=by, at=at)


def _not_later(day: date, what: str, at: datetime) -> None:
    if day > timezone.localdate(at):
        raise Refused(f"{what}이 오늘보다 뒤입니다.")


def _must_run(finding: Finding, person: Person) -> None:
    if finding.office_id not in rights_of(person).operates:
        raise NotYours


def _not_its_author(author: int | None, person: Person) -> None:
    if author == person.pk:
        raise Refused(OWN_WORDS)
