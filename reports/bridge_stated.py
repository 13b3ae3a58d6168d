"""What a settlement report says of moved money, as far as it leads from 예산액 to 예산현액.

A report says that there was none (해당사항 없음), or what was moved from where to where. Moved within one
line it changes nothing of the line. Where nothing is left to explain of the lines it names, the
예산액 that the report prints holds it already, as after a reorganisation: to add it again would break
the sum. An item that names but one line, or none, is told and not added: nobody knows whose the other
side is. Where a report names each item of a heading, and all of them come to what the heading says,
whoever is named by none of them gave and took nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.urls import reverse

from budgets.models import ChangeDay, ReportingDate, SettlementItem
from reports.places import place_words
from reports.table import Cell

RESERVE = "reserve"  # given to one line, and by none
_Heading = SettlementItem.Heading
STEP_OF = {
    _Heading.REALLOCATION: "reallocation",
    _Heading.TRANSFER: "transfer",
    _Heading.INNER: "inner",
    _Heading.HANDED_OVER: "handed_over",
    _Heading.RESERVE: RESERVE,
}
_DECIDED = (ChangeDay.Act.DECIDED, ChangeDay.Act.REORGANISED)
ADDED = "다리에 넣음"
WITHIN = "한 사업 안에서 옮겨 사업의 금액은 그대로"
HELD = "인쇄된 예산액에 이미 들어 있음"
ONE_SIDED = "양쪽 사업이 다 적혀 있지 않아 다리에 넣지 않음"


@dataclass(frozen=True, slots=True)
class Item:
    """`taken_from` and `given_to`: lines that stand on the date; None: not named, or not there."""

    step: str
    label: str
    won: int
    taken_from: int | None
    given_to: int | None
    words: tuple[str, str]  # of either side, as far as it is named
    source: str
    day: str = "-"  # when it was decided, as the report prints it
    href: str = ""  # of the source

    @property
    def lines(self) -> frozenset[int]:
        return frozenset(line for line in (self.taken_from, self.given_to) if line is not None)

    def standing(self, left: Mapping[int, Cell]) -> str:
        """`left`: what is still to be explained of each line."""
        if self.taken_from is not None and self.taken_from == self.given_to:
            return WITHIN
        if self.lines and all(left.get(line) == 0 for line in self.lines):
            return HELD
        sides = 1 if self.step == RESERVE else 2
        return ADDED if len(self.lines) == sides else ONE_SIDED

    def sides(self, how: str) -> tuple[tuple[int, int], ...]:
        """What each line came by: nothing where it is told and changes nothing."""
        if how == ADDED:
            sides = (self.taken_from, -self.won), (self.given_to, self.won)
            return tuple((line, won) for line, won in sides if line is not None)
        return tuple((line, 0) for line in sorted(self.lines)) if how != ONE_SIDED else ()


@dataclass(frozen=True, slots=True)
class Stated:
    items: tuple[Item, ...] = ()
    nothing: frozenset[str] = frozenset()  # steps of which a report says that there was none
    # Steps of which every item is named, and the departments that are named without their line.
    whole: Mapping[str, frozenset[int]] = field(default_factory=dict)


def read_stated(dates: Sequence[ReportingDate], lines: Iterable[int]) -> Stated:
    """`lines`: those that stand on the date."""
    there = set(lines)
    own = SettlementItem.objects.published().filter(
        reporting_date__in=[each.pk for each in dates], heading__in=STEP_OF
    )
    told = list(
        own.select_related(
            "document", "line", "taken_from", "given_to", "from_department", "to_department"
        )
        .prefetch_related(Prefetch("days", ChangeDay.objects.published().filter(act__in=_DECIDED)))
        .order_by("document__key", "position")
    )
    above = {each.parent_id for each in told}
    items = [_item(each, there) for each in told if each.pk not in above and each.won is not None]
    nothing = frozenset(STEP_OF[each.heading] for each in told if each.is_none)
    return Stated(tuple(items), nothing, _whole(told))


def _whole(told: Sequence[SettlementItem]) -> dict[str, frozenset[int]]:
    below = defaultdict(list)
    for each in told:
        below[each.parent_id].append(each)
    found: dict[str, frozenset[int]] = {}
    unsettled: set[str] = set()
    for head in below[None]:
        step, ends = STEP_OF[head.heading], _ends(head, below)
        known = [each.won for each in ends if each.won is not None]
        sides = [side for each in ends for side in _named(each)]
        is_whole = len(known) == len(ends) and sum(known) == head.won and None not in sides
        if is_whole:
            found[step] = found.get(step, frozenset()) | frozenset(filter(None, sides))
        elif not head.is_none:
            unsettled.add(step)
    return {step: open_ones for step, open_ones in found.items() if step not in unsettled}


def _ends(each: SettlementItem, below: Mapping) -> list[SettlementItem]:
    """The items that nothing is told below."""
    return [end for own in below.get(each.pk, ()) for end in _ends(own, below)] or [each]


def _named(each: SettlementItem) -> Iterable[int | None]:
    """Of each side: 0 where its line is named, else its department; None: it may be anybody's."""
    sides = [
        (each.taken_from_id, each.from_department_id),
        (each.given_to_id, each.to_department_id),
    ]
    if each.heading == _Heading.RESERVE:
        sides = [(each.line_id, each.to_department_id)]
    for line, department in sides:
        yield 0 if line is not None else department


def _item(each: SettlementItem, there: set[int]) -> Item:
    is_reserve = each.heading == _Heading.RESERVE
    given_to, to_line = (
        (each.line_id, each.line) if is_reserve else (each.given_to_id, each.given_to)
    )
    return Item(
        STEP_OF[each.heading],
        each.get_heading_display(),
        each.won,
        *(line if line in there else None for line in (each.taken_from_id, given_to)),
        (
            _side(each.from_department, each.taken_from, "" if is_reserve else each.from_item),
            _side(each.to_department, to_line, each.from_item if is_reserve else each.to_item),
        ),
        place_words(each.document.key, each.place),
        ", ".join(dict.fromkeys(day.printed for day in each.days.all())) or "-",
        reverse("document", args=[each.document.key, ""]),
    )


def _side(department, line, item: str) -> str:
    """‘시민소통담당관 시민청 운영 및 확산 (시설비)’"""
    words = " ".join(str(each) for each in (department, line) if each is not None)
    return f"{words} ({item})" if item else words or "-"
