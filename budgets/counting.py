"""The verbs of 통계: enter a version of a series, take one back, publish one. Nothing is ever changed."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from budgets.counted import (
    counts_of,
    is_by_line,
    kin_of,
    ledger_of,
    newest_version,
    series_of,
)
from budgets.filing import NotYours, Refused
from budgets.models import LineItem, Statistic, StatisticPublication, StatisticValue
from budgets.paying import must_be_public, must_pay
from budgets.reading.names import key_of
from budgets.tally import FIELDS, Count, drawn
from budgets.tally_read import read
from departments.guards import OWN_WORDS
from departments.in_turn import must_follow, one_at_a_time
from departments.models import Department, Person
from departments.rights import rights_of
from departments.text import clean

_CHOSEN = "부서가 고름"
_EARLIEST = date(1948, 1, 1)  # before there was any budget of this state


@transaction.atomic
def enter(
    *,
    department: Department,
    series: str,
    first: date | None,
    last: date,
    counts: Sequence[Count],
    begins: int,
    line: LineItem | None = None,
    reason: str = "",
    by: Person,
    at: datetime,
    key: UUID | None,
) -> Statistic:
    """`begins`: the version of that day that whoever writes saw stand, 0 where there was none."""
    _must_write(department, by)
    one_at_a_time(department)
    if done := key and Statistic.objects.filter(key=key).first():
        return done
    if not counts:
        raise Refused("값을 하나라도 적어야 합니다.")
    _must_be_days(first, last, at)
    _must_agree(counts)
    must_pay(line, department, last)
    _not_told_by_others(department, series, last)
    before = newest_version(department, series, last)
    if before and not begins:
        stands = f"이 통계의 그 날에는 지금 제{before.version}판이 있습니다"
        raise Refused(f"{stands}. 목록에서 그것을 고쳐 적으십시오.")
    must_follow(before, begins)
    return _written(
        before, counts, department, before.series if before else _name(department, series),
        first=first, last=last, line=line, why_line=_CHOSEN if line else "",
        reason=reason, by=by, at=at, key=key,
    )  # fmt: skip


@transaction.atomic
def take_back(
    *, statistic: Statistic, reason: str, by: Person, at: datetime, key: UUID | None
) -> Statistic:
    """A version without values: what was written stays written."""
    department = statistic.department
    if statistic.document_id is not None or department is None:
        raise Refused("문서에 인쇄된 통계는 거두지 않습니다.")
    _must_write(department, by)
    one_at_a_time(department)
    if done := key and Statistic.objects.filter(key=key).first():
        return done
    _must_be_newest(statistic)
    if not statistic.values.exists():
        raise Refused("이미 거둔 통계입니다.")
    return _written(
        statistic, (), department, statistic.series, first=statistic.first, last=statistic.last,
        reason=reason, by=by, at=at, key=key,
    )  # fmt: skip


@transaction.atomic
def publish(*, statistic: Statistic, by: Person, at: datetime) -> StatisticPublication:
    """By the office's 총괄, who is not the one who wrote it; once."""
    department = statistic.department
    if department is None or department.pk not in rights_of(by).operates:
        raise NotYours
    one_at_a_time(department)
    if done := StatisticPublication.objects.filter(statistic=statistic).first():
        return done
    if statistic.document_id is not None:
        raise Refused("문서의 통계는 문서와 함께 공개됩니다.")
    if statistic.by_id == by.pk:
        raise Refused(OWN_WORDS)
    _must_be_newest(statistic)
    counts = counts_of(statistic)
    if not counts and not _is_public_before(statistic):
        raise Refused("공개한 적이 없는 통계를 거둔 것은 공개할 것이 없습니다.")
    must_be_public(statistic.line)
    if is_by_line(counts):
        _must_be_as_published(statistic, counts)
    return StatisticPublication.objects.create(statistic=statistic, by=by, at=at)


def _written(before, counts, department, series: str, **facts) -> Statistic:
    own = Statistic(
        department=department,
        why_department="이 부서가 적음",
        series=series,
        span=Statistic.Span.ENTERED,
        version=before.version + 1 if before else 1,
        **facts,
    )
    own.full_clean()
    own.save()
    values = [
        StatisticValue(
            statistic=own,
            position=position,
            item=count.item,
            group=count.group,
            unit=count.unit,
            state=count.state,
            value=count.value,
            printed=count.printed,
        )
        for position, count in enumerate(counts, start=1)
    ]
    for value in values:
        value.full_clean(exclude=["statistic"], validate_unique=False)
    StatisticValue.objects.bulk_create(values)
    return own


def _name(department: Department, series: str) -> str:
    """As the series is called already, where only blanks and marks are different."""
    known = {each.key: each.name for each in series_of([department.parent_id or department.pk])}
    return known.get(key_of(series), clean(series))


def _not_told_by_others(department: Department, series: str, last: date) -> None:
    """Of one day one word: what a document or another department told is not told a second time."""
    houses = kin_of([department.parent_id or department.pk])
    others = Statistic.objects.of_houses(houses).filter(last=last).select_related("document")
    for each in others:
        if key_of(each.series) != key_of(series):
            continue
        if each.document is not None:
            said = f"{each.document.key} 문서 {each.place}번째 줄"
            raise Refused(f"‘{each.series}’: 그 날의 값이 {said}에 이미 인쇄되어 있습니다.")
        if each.department_id != department.pk:
            raise Refused(f"‘{each.series}’: 그 날의 값을 {each.department}에서 이미 적었습니다.")


def _must_be_days(first: date | None, last: date, at: datetime) -> None:
    if last > timezone.localdate(at):
        raise Refused("마지막 날이 오늘보다 뒤입니다.")
    if min(first or last, last) < _EARLIEST:
        raise Refused(f"{_EARLIEST.year}년보다 앞선 날입니다.")


def _must_agree(counts: Sequence[Count]) -> None:
    """Lines and fields come to the same, whatever the form said of its own tables."""
    if not is_by_line(counts):
        return
    blocks = drawn(counts, again=True, more=0)
    if FIELDS not in {block.label for block in blocks}:
        raise Refused("과목으로만 나누었습니다. 같은 집행액을 분야로도 나누어 적습니다.")
    if wrong := read(blocks).wrong:
        raise Refused([each.words for each in wrong])


def _must_be_newest(statistic: Statistic) -> None:
    newest = newest_version(statistic.department, statistic.series, statistic.last)
    if newest != statistic:
        raise Refused(f"그사이에 제{newest.version}판이 적혔습니다.")


def _is_public_before(statistic: Statistic) -> bool:
    same = {"department": statistic.department, "series": statistic.series, "last": statistic.last}
    return Statistic.objects.published().filter(**same).exists()


def _must_be_as_published(statistic: Statistic, counts: Sequence[Count]) -> None:
    """By line it says what the books say, which readers may not see before their own publication."""
    facts = statistic.department, statistic.series, statistic.last
    if ledger_of(*facts) is None:
        return
    published = ledger_of(*facts, is_public=True)
    if published is None:
        raise Refused("그 기준일의 집행액이 아직 공개되지 않았습니다. 집행액을 먼저 공개합니다.")
    blocks = drawn(counts, again=True, more=0)
    if wrong := read(blocks, published).wrong:
        raise Refused(["공개된 집행액과 다릅니다.", *(each.words for each in wrong)])


def _must_write(department: Department, person: Person) -> None:
    if department.pk not in rights_of(person).writes:
        raise NotYours
