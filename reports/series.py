"""What documents count, as readers may see it: series through the documents and offices that print them.

A series is one where its name is the same without blanks and marks, in an office under whichever of
its names. A share and a mean of a day are worked out anew; what is printed stands beside them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from budgets.models import Claim, Statistic, StatisticValue
from budgets.reading.names import key_of
from budgets.reading.statistic_facts import WHOLE
from departments.models import Document
from reports.claim_words import row_href
from reports.dates import written
from reports.leaves import UNITS
from reports.sources import document_words
from reports.successors import Successors
from reports.table import Cell, Gap

_AREAS = ("㎡", "㎢", "ha")
_GAPS = {"dash": Gap.DASH, "blank": Gap.BLANK, "unread": Gap.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Counted:
    """One count, as a cell shows it."""

    item: str
    unit: str
    value: Decimal | None
    state: str
    printed: str
    share: str  # as printed
    place: int

    @property
    def cell(self) -> Cell:
        return _GAPS[self.state] if self.value is None else shown(self.value)


@dataclass(frozen=True, slots=True)
class Group:
    """What one document counts in one way: items of a whole, or the whole alone."""

    name: str
    counts: tuple[Counted, ...]

    @property
    def unit(self) -> str:
        return next((each.unit for each in self.counts if each.unit), "")

    @property
    def is_whole(self) -> bool:
        """Only the whole was printed."""
        return [each.item for each in self.counts] == [WHOLE]

    @property
    def is_divided(self) -> bool:
        """Items of one whole: each once, all in one unit."""
        names = [each.item for each in self.counts]
        units = {each.unit for each in self.counts if each.unit}
        return len(names) > 1 and len(set(names)) == len(names) and len(units) == 1

    @property
    def total(self) -> Decimal | None:
        """A dash counts nothing; what is blank or unread makes the sum unknown."""
        if not (self.is_whole or self.is_divided):
            return None
        if any(each.state in ("blank", "unread") for each in self.counts):
            return None
        return sum((each.value or Decimal(0) for each in self.counts), Decimal(0))

    def share(self, count: Counted) -> int | Gap:
        """In tenths of a percent, half up."""
        if count.value is None:
            return count.cell
        if not self.total or not self.is_divided:
            return Gap.UNKNOWN if self.total is None else Gap.DASH
        return int((count.value * 1000 / self.total).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Telling:
    """One document's word on a series."""

    own: Statistic
    groups: tuple[Group, ...]
    claims: dict[tuple[int, str], Claim] = field(default_factory=dict)  # by place and subject

    @property
    def days(self) -> int | None:
        return (self.own.last - self.own.first).days + 1 if self.own.first else None

    @property
    def words(self) -> str:
        first, last = self.own.first, self.own.last
        if last is None:
            return f"문서 {self.own.document.key} (기간 미상)"
        if first is None:
            return f"{written(last)} 기준"
        return f"{written(first)} ~ {written(last)}"

    @property
    def order(self) -> tuple:
        """The newest last; what says no day stands with its document."""
        return (
            self.own.last or _month_of(self.own.document.key),
            self.own.document.key,
            -self.own.pk,
        )

    def daily(self, group: Group) -> Decimal | None:
        """The mean of a calendar day; neither a floor nor a price has one."""
        if not self.days or group.total is None or group.unit in (*UNITS, *_AREAS):
            return None
        return group.total / self.days

    def checked_at(self, place: int, group: str, item: str, what: str) -> str:
        """Where the printed value is worked out, or else the document's page."""
        claim = self.claims.get((place, self._subject(group, item, what)))
        return row_href(claim) if claim else f"/documents/{self.own.document.key}"

    def printed_share(self, place: int, group: str, item: str) -> str:
        claim = self.claims.get((place, self._subject(group, item, "비중")))
        return claim.printed if claim else ""

    def _subject(self, *words: str) -> str:
        return " ".join(filter(None, (self.own.series, *words)))


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    office: str  # by its last name's code
    tellings: tuple[Telling, ...]  # the newest first

    @property
    def pk(self) -> int:
        """Its address: it was first told there, and that stays."""
        return min(each.own.pk for each in self.tellings)

    @property
    def href(self) -> str:
        return f"/statistics/{self.pk}"

    @property
    def has_days(self) -> bool:
        """Whether anybody counts it by the day: persons who hold an office are no mean of a day."""
        return any(each.own.daily is not None for each in self.tellings)

    @property
    def documents(self) -> list[Document]:
        return list({each.own.document_id: each.own.document for each in self.tellings}.values())

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(document_words(x.key, x.title, x.printed_on) for x in self.documents)


def read_series(
    successors: Successors, statistics: Iterable[Statistic] | None = None
) -> list[Series]:
    """All that readers may see, or what is given of it; in the order in which reports print them."""
    published = Statistic.objects.published()
    own = published if statistics is None else published.filter(pk__in=[s.pk for s in statistics])
    rows = own.select_related(
        "document__office", "department", "line__program__book__office"
    ).order_by("pk")
    counts = values_of([each.pk for each in rows])
    found: dict[tuple[str, str], list[Telling]] = {}
    for each in rows:
        office = successors.last_name(each.document.office.code)
        telling = Telling(each, groups_of(counts.get(each.pk, ())))
        found.setdefault((office, key_of(each.series)), []).append(telling)
    return [_series(office, tellings) for (office, _), tellings in found.items()]


def _series(office: str, tellings: Sequence[Telling]) -> Series:
    newest = sorted(tellings, key=lambda each: each.order, reverse=True)
    return Series(newest[0].own.series, office, tuple(newest))


def read_one(own: Statistic, successors: Successors) -> Series:
    """The series of which this is one telling, with where its claims are checked."""
    kin = successors.names_of(own.document.office.code)
    alike = Statistic.objects.published().filter(document__office__code__in=kin)
    key = key_of(own.series)
    same = [each for each in alike.only("pk", "series") if key_of(each.series) == key]
    (found,) = read_series(successors, same)
    claims = _claims_of(found)
    for telling in found.tellings:
        telling.claims.update(claims.get(telling.own.document_id, {}))
    return found


def _claims_of(series: Series) -> dict[int, dict[tuple[int, str], Claim]]:
    documents = [each.pk for each in series.documents]
    names = {each.own.series for each in series.tellings}
    claims = Claim.objects.published().filter(document__in=documents).select_related("document")
    found: dict[int, dict[tuple[int, str], Claim]] = {}
    for claim in claims.order_by("pk"):
        if any(claim.subject.startswith(name) for name in names):
            own = found.setdefault(claim.document_id, {})
            own.setdefault((claim.place, claim.subject), claim)
    return found


def values_of(statistics: Sequence[int]) -> dict[int, list[StatisticValue]]:
    found: dict[int, list[StatisticValue]] = {}
    values = StatisticValue.objects.filter(statistic__in=statistics)
    for value in values.order_by("statistic", "position"):
        found.setdefault(value.statistic_id, []).append(value)
    return found


def groups_of(values: Iterable[StatisticValue]) -> tuple[Group, ...]:
    found: dict[str, list[Counted]] = {}
    for v in values:
        count = Counted(v.item, v.unit, v.value, v.state, v.printed, v.share, v.place)
        found.setdefault(v.group, []).append(count)
    return tuple(Group(name, tuple(counts)) for name, counts in found.items())


def shown(value: Decimal) -> Cell:
    """A whole number as such; a fraction in its own digits."""
    whole = value.to_integral_value()
    return int(whole) if whole == value else f"{value.normalize():,f}"


def is_printed_of(exact: Decimal, printed: Decimal) -> bool:
    """Whether this rounds to what is printed, in as many digits as that has."""
    return exact.quantize(_digits(printed), ROUND_HALF_UP) == printed


def _digits(printed: Decimal) -> Decimal:
    exponent = printed.normalize().as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0))


def rounded(value: Decimal | None) -> Cell:
    return Gap.DASH if value is None else int(value.quantize(Decimal(1), ROUND_HALF_UP))


def _month_of(key: str) -> date:
    """A document's key begins with its month; one that has none comes first."""
    try:
        return date.fromisoformat(f"{key[:7]}-01")
    except ValueError:
        return date.min
