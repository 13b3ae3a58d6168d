"""The verbs of an office's 세입: hand a return in, confirm one. Nothing of them is ever changed."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from budgets.amounts import Amount, Unit
from budgets.filing import Refused
from budgets.measures import REVENUE_MEASURES
from budgets.models import Account, Revenue, RevenuePublication, RevenueReturn
from budgets.revenue_sheet import Reading, Row, drawn, reading
from departments.in_turn import confirm, hand_in, newest_of, turn, unpublished
from departments.models import Department, Person


def returns_of(office: Department, account: Account, fiscal_year: int):
    return RevenueReturn.objects.filter(office=office, account=account, fiscal_year=fiscal_year)


def newest(office: Department, account: Account, fiscal_year: int) -> RevenueReturn | None:
    return newest_of(returns_of(office, account, fiscal_year))


def waiting(offices: Collection[int]) -> list[RevenueReturn]:
    """The newest of each account and year of theirs, where nobody has confirmed it."""
    own = RevenueReturn.objects.filter(office__in=offices).select_related("office", "account")
    return list(unpublished(own, "office", "account", "fiscal_year"))


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
    own = returns_of(office, account, fiscal_year)
    done, last = turn(office, own, follows=follows, by=by, key=key)
    if done:
        return done
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
    hand_in(made, _categories(made, rows))
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


def _categories(returned: RevenueReturn, rows: Collection[Row]) -> Iterator[Revenue]:
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
        written.append(one)
        yield one


def _cells(row: Row) -> dict:
    cells = {}
    for measure, amount in row.amounts.items():
        cells[measure] = amount.won if amount else None
        cells[f"{measure}_state"] = amount.state if amount else "absent"
    return cells


@transaction.atomic
def confirm_revenue(*, returned: RevenueReturn, by: Person, at: datetime) -> RevenuePublication:
    own = returns_of(returned.office, returned.account, returned.fiscal_year)
    return confirm(returned, own, RevenuePublication.objects, by=by, at=at)
