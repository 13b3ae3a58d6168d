"""What documents print of all of an account, where its parts are not told: ‘본예산(…)+이월액(…)’."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from budgets.amounts import Unit
from budgets.models import Claim, ReportingDate
from reports.leaves import UNITS
from reports.places import place_words


@dataclass(frozen=True, slots=True)
class Whole:
    appropriated: int | None = None
    brought: int | None = None
    places: tuple[str, ...] = ()


def read_wholes(dates: Sequence[ReportingDate]) -> dict[int, Whole]:
    """In 천원 or finer: what is rounded to more leads to no amount. Where documents disagree, none."""
    claims = Claim.objects.published().filter(
        reporting_date__in=[each.pk for each in dates],
        measure__in=[Claim.Measure.APPROPRIATED, Claim.Measure.BROUGHT],
        state=Claim.State.VALUE,
        account__isnull=False,
        kind="",
        department=None,
        program=None,
        line=None,
        lines=None,
    )
    fine = [label for label, won in UNITS.items() if won <= Unit.THOUSAND.value]
    told: dict[int, dict[str, set[int]]] = {}
    places: dict[int, list[str]] = {}
    for each in claims.filter(unit__in=fine).select_related("document").order_by("pk"):
        won = each.value * UNITS[each.unit]
        told.setdefault(each.account_id, {}).setdefault(each.measure, set()).add(int(won))
        place = place_words(each.document.key, each.place)
        if place not in places.setdefault(each.account_id, []):
            places[each.account_id].append(place)
    return {
        account: Whole(
            _one(by.get(Claim.Measure.APPROPRIATED, ())),
            _one(by.get(Claim.Measure.BROUGHT, ())),
            tuple(places[account]),
        )
        for account, by in told.items()
    }


def _one(values: Collection[int]) -> int | None:
    return next(iter(values)) if len(values) == 1 else None
