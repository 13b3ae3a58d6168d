"""The verbs of an office's 세입: hand a return in, confirm one. Nothing of them is ever changed."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from budgets.amounts import Amount, Unit
from budgets.filing import NotYours, Refused
from budgets.guards import OWN_WORDS
from budgets.measures import REVENUE_MEASURES
from budgets.models import Account, Revenue, RevenuePublication, RevenueReturn
from budgets.revenue_sheet import Reading, Row, drawn, reading
from departments.in_turn import must_follow, one_at_a_time
from departments.models import Department, Person
from departments.rights import Rights, rights_of


def enters(rights: Rights) -> frozenset[int]:
    """Offices, and whatever else, for which somebody may enter 세입."""
    return rights.enters


def confirms(rights: Rights) -> frozenset[int]:
    return rights.confirms


def returns_of(office: Department, account: Account, fiscal_year: int):
    return RevenueReturn.objects.filter(office=office, account=account, fiscal_year=fiscal_year)


def newest(office: Department, account: Account, fiscal_year: int) -> RevenueReturn | None:
    return returns_of(office, account, fiscal_year).order_by("-version").first()


def waiting(offices: Collection[int]) -> list[RevenueReturn]:
    """The newest of each account and year of theirs, where nobody has confirmed it."""
    own = RevenueReturn.objects.filter(office__in=offices, publication=None)
    same = {name: OuterRef(name) for name in ("office", "account", "fiscal_year")}
    later = RevenueReturn.objects.filter(**same, version__gt=OuterRef("version"))
    related = own.select_related("office", "account", "by")
    return list(related.exclude(Exists(later)).order_by("at", "pk"))


def rows_in(returned: RevenueReturn | None) -> list[Row]:
    """In the order in which they were typed."""
    if returned is None:
        return []
    own = list(returned.rows.order_by("position"))
    place = {row.pk: at for at, row in enumerate(own)}
    parents = {row.parent_id for row in own}
    return [
        Row(row.name, place.get(row.parent_id), {} if row.pk in parents else _amounts(row))
        for row in own
    ]


def _amounts(row: Revenue) -> dict[str, Amount | None]:
    found = {}
    for measure in REVENUE_MEASURES:
        state = getattr(row, f"{measure}_state")
        found[measure] = None if state == "absent" else Amount(state, getattr(row, measure))
    return found


@transaction.atomic
def hand_in_revenue(
    *,
    office: Department,
    account: Account,
    fiscal_year: int,
    day: date,
    stage: str,
    unit: Unit,
    rows: Collection[Row],
    follows: int,
    by: Person,
    at: datetime,
    key: UUID | None,
) -> RevenueReturn:
    """`follows`: the version that was seen last, 0 where there was none."""
    if office.kind != Department.Kind.OFFICE or office.pk not in enters(rights_of(by)):
        raise NotYours
    one_at_a_time(office)
    if done := key and RevenueReturn.objects.filter(key=key).first():
        return done
    last = newest(office, account, fiscal_year)
    must_follow(last, follows)
    if last and (last.day, last.stage, rows_in(last)) == (day, stage, list(rows)):
        raise Refused("앞의 판과 같습니다.")
    _must_be_its_day(day, stage, fiscal_year, at)
    if wrong := checked(rows).wrong:
        raise Refused([f"{each.where}: {each.words}" for each in wrong])
    made = RevenueReturn(
        office=office,
        account=account,
        fiscal_year=fiscal_year,
        version=follows + 1,
        day=day,
        stage=stage,
        unit=unit.label,
        by=by,
        at=at,
        key=key,
    )
    try:
        made.full_clean()
        made.save()
        _write(made, rows)
    except ValidationError as wrong:
        raise Refused(wrong.messages) from None
    return made


def checked(rows: Collection[Row]) -> Reading:
    """As if it were typed to the won: what a form refuses no other way may bring."""
    return reading(drawn(list(rows), Unit.WON), Unit.WON)


def _must_be_its_day(day: date, stage: str, fiscal_year: int, at: datetime) -> None:
    if day > timezone.localdate(at):
        raise Refused("기준일이 오늘보다 뒤입니다.")
    if not fiscal_year <= day.year <= fiscal_year + 1:
        raise Refused(f"{fiscal_year}회계연도의 기준일이 아닙니다.")
    if stage == "결산" and day < date(fiscal_year, 12, 31):
        raise Refused("결산의 기준일은 회계연도가 끝나는 12월 31일부터입니다.")


def _write(returned: RevenueReturn, rows: Collection[Row]) -> None:
    written: list[Revenue] = []
    for position, row in enumerate(rows, 1):
        one = Revenue(
            returned=returned,
            position=position,
            office=returned.office,
            account=returned.account,
            fiscal_year=returned.fiscal_year,
            day=returned.day,
            stage=returned.stage,
            kind=Revenue.Kind.CATEGORY,
            parent=None if row.above is None else written[row.above],
            name=row.name,
            unit=returned.unit,
            **_cells(row),
        )
        one.full_clean()
        one.save()
        written.append(one)


def _cells(row: Row) -> dict:
    cells = {}
    for measure, amount in row.amounts.items():
        cells[measure] = amount.won if amount else None
        cells[f"{measure}_state"] = amount.state if amount else "absent"
    return cells


@transaction.atomic
def confirm_revenue(*, returned: RevenueReturn, by: Person, at: datetime) -> RevenuePublication:
    """By one who reviews for the office or runs it and did not enter it: the newest alone. Readers have
    it from then on. What was published already stays as it was."""
    if returned.office_id not in confirms(rights_of(by)):
        raise NotYours
    one_at_a_time(returned.office)
    if done := RevenuePublication.objects.filter(returned=returned).first():
        return done
    if returned.by_id == by.pk:
        raise Refused(OWN_WORDS)
    if returned != newest(returned.office, returned.account, returned.fiscal_year):
        raise Refused("그 뒤의 판이 있습니다. 가장 새 판을 공개합니다.")
    return RevenuePublication.objects.create(returned=returned, by=by, at=at)
