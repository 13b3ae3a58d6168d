"""What is counted, as readers may see it: series through the documents that print them and what the
departments themselves enter.

A series is one where its name is the same without blanks and marks, in an office under whichever of
its names. A share and a mean of a day are worked out anew; what is printed stands beside them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q, QuerySet
from django.utils import timezone

from budgets.models import Claim, Statistic, StatisticValue
from budgets.reading.names import key_of
from budgets.reading.statistic_facts import WHOLE
from departments.models import Department, Document
from reports import organisation
from reports.claim_words import row_href
from reports.dates import written
from reports.leaves import UNITS
from reports.places import line_words
from reports.sources import document_words
from reports.successors import Successors
from reports.table import Cell, Gap

BESIDE = (
    "document__office",
    "department__parent",
    "by",
    "line__program__book__office",
)
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
    place: int | None

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
    """One document's word on a series, or one department's of one day."""

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
            return f"문서 {self.key} (기간 미상)"
        if first is None:
            return f"{written(last)} 기준"
        return f"{written(first)} ~ {written(last)}"

    @property
    def key(self) -> str:
        """Of its document; what a department entered has none."""
        return self.own.document.key if self.own.document else ""

    @property
    def origin(self) -> str:
        """Where it comes from, in words."""
        if self.own.document:
            return f"{self.key} 문서"
        return f"{self.own.department}에서 적음 (제{self.own.version}판)"

    @property
    def source(self) -> str:
        """As the foot of a page names it: the document, or who typed it and when."""
        own = self.own
        if own.document:
            return document_words(own.document.key, own.document.title, own.document.printed_on)
        at = written(timezone.localdate(own.at))
        return f"{own.series} {self.words}: {self.origin}, {at} {own.by}"

    @property
    def href(self) -> str:
        """Where that is to be read: the document, or the page with what was entered."""
        return f"/documents/{self.key}" if self.own.document else f"/statistics/{self.own.pk}"

    def place_words(self, place: int | None) -> str:
        return self.origin if place is None else f"{self.origin} {line_words(place)}"

    @property
    def order(self) -> tuple:
        """The newest last; what says no day stands with its document."""
        return (self.own.last or _month_of(self.key), self.key, -self.own.pk)

    def daily(self, group: Group) -> Decimal | None:
        """The mean of a calendar day; neither a floor nor a price has one."""
        if not self.days or group.total is None or group.unit in (*UNITS, *_AREAS):
            return None
        return group.total / self.days

    def checked_at(self, place: int | None, group: str, item: str, what: str) -> str:
        """Where the printed value is worked out, or else the document's page."""
        claim = self.claims.get((place, self._subject(group, item, what)))
        return row_href(claim) if claim else self.href

    def printed_share(self, place: int | None, group: str, item: str) -> str:
        claim = self.claims.get((place, self._subject(group, item, "비중")))
        return claim.printed if claim else ""

    def _subject(self, *words: str) -> str:
        return " ".join(filter(None, (self.own.series, *words)))


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    office: str  # by its last name's code
    tellings: tuple[Telling, ...]  # the newest first
    replaced: tuple[Telling, ...] = ()  # versions that were published and stand no more

    @property
    def pk(self) -> int:
        """Its address: it was first told there, and that stays."""
        return min(each.own.pk for each in self.tellings)

    @property
    def href(self) -> str:
        return f"/statistics/{self.pk}"

    @property
    def has_days(self) -> bool:
        """Whether anybody counts it by the day: persons who hold an office are no mean of a day. Who
        enters a first day counts what came since."""
        return any(
            each.own.daily is not None or (each.own.is_entered and each.own.first)
            for each in self.tellings
        )

    @property
    def documents(self) -> list[Document]:
        own = [each.own.document for each in self.tellings if each.own.document]
        return list({each.pk: each for each in own}.values())

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.source for each in self.tellings))


def told_statistics() -> QuerySet[Statistic]:
    """Of departments that readers know: one that begins later is not told by what it entered."""
    known = organisation.departments().values("pk")
    return Statistic.objects.published().filter(_is_of(known))


def _is_of(departments) -> Q:
    return Q(document__isnull=False) | Q(department__in=departments)


def ever_told() -> QuerySet[Statistic]:
    """With the versions that newer ones replaced, and those of what was taken back."""
    known = organisation.departments().values("pk")
    return Statistic.objects.ever_published().filter(_is_of(known))


def read_series(
    successors: Successors, statistics: Iterable[Statistic] | None = None
) -> list[Series]:
    """All that readers may see, or what is given of it; in the order in which reports print them."""
    published = told_statistics()
    own = published if statistics is None else published.filter(pk__in=[s.pk for s in statistics])
    rows = own.select_related(*BESIDE).order_by("pk")
    counts = values_of([each.pk for each in rows])
    found: dict[tuple[str, str], list[Telling]] = {}
    for each in rows:
        office = successors.last_name(each.office.code)
        telling = Telling(each, groups_of(counts.get(each.pk, ())))
        found.setdefault((office, key_of(each.series)), []).append(telling)
    return [_series(office, tellings) for (office, _), tellings in found.items()]


def _series(office: str, tellings: Sequence[Telling]) -> Series:
    newest = sorted(tellings, key=lambda each: each.order, reverse=True)
    return Series(newest[0].own.series, office, tuple(newest))


def read_one(own: Statistic, successors: Successors) -> Series | None:
    """The series of which this is one telling, with where its claims are checked. None where all that
    was told of it was taken back."""
    kin = successors.names_of(own.office.code)
    houses = Department.objects.filter(code__in=kin).values("pk")
    alike = told_statistics().of_houses(houses)
    key = key_of(own.series)
    same = [each for each in alike.only("pk", "series") if key_of(each.series) == key]
    found = read_series(successors, same)
    if not found:
        return None
    claims = _claims_of(found[0])
    for telling in found[0].tellings:
        telling.claims.update(claims.get(telling.own.document_id, {}))
    return replace(found[0], replaced=_replaced(found[0], houses))


def _replaced(series: Series, houses) -> tuple[Telling, ...]:
    """The newest first."""
    stands = [each.own.pk for each in series.tellings]
    entered = ever_told().entered().of_houses(houses).exclude(pk__in=stands)
    rows = entered.select_related(*BESIDE).order_by("-last", "-version")
    own = [each for each in rows if key_of(each.series) == key_of(series.name)]
    counts = values_of([each.pk for each in own]) if own else {}
    return tuple(Telling(each, groups_of(counts.get(each.pk, ()))) for each in own)


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
