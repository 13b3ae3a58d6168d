"""이체 because of a reorganisation, as settlements print it: which line went to which department, when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from budgets.models import SettlementItem
from budgets.models.settlement import ChangeDay
from reports.dates import written
from reports.places import place_words


@dataclass(frozen=True, slots=True)
class HandedOver:
    """`line`: what got it. `first` and `last`: the day, or those between which it was; None: not said."""

    line: int
    before: str  # the codes of departments
    after: str
    first: date | None
    last: date | None
    document: str
    place: int

    @property
    def day(self) -> date | None:
        return self.first if self.first == self.last else None

    @property
    def days(self) -> str:
        return " ~ ".join(written(day) for day in dict.fromkeys((self.first, self.last)) if day)

    @property
    def source(self) -> str:
        return place_words(self.document, self.place)


def read_handed_over(books: Iterable[int]) -> dict[int, HandedOver]:
    """By line, of these books. A line that was handed over twice is told by neither."""
    items = SettlementItem.objects.published().filter(
        heading=SettlementItem.Heading.HANDED_OVER,
        given_to__program__book__in=list(books),
        from_department__isnull=False,
        to_department__isnull=False,
    )
    rows = items.order_by("document", "position").values_list(
        "pk",
        "given_to",
        "from_department__code",
        "to_department__code",
        "document__key",
        "place",
        "days__act",
        "days__first",
        "days__last",
    )
    by_item: dict[int, HandedOver] = {}
    for pk, line, before, after, document, place, act, first, last in rows:
        own = by_item.get(pk) or HandedOver(line, before, after, None, None, document, place)
        if act == ChangeDay.Act.REORGANISED:
            own = HandedOver(line, before, after, first, last, document, place)
        by_item[pk] = own
    found: dict[int, list[HandedOver]] = {}
    for own in by_item.values():
        if own.before != own.after:
            found.setdefault(own.line, []).append(own)
    return {line: own[0] for line, own in found.items() if len(own) == 1}
