"""What `/` says: the offices, the dates they reported, and what those came to.

All of it is read from one queryset of figures, so that who may see what is decided in one place.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from django.db.models import Count, Q, Sum
from django.urls import reverse

from budgets.amounts import Unit, rate, show, show_rate
from budgets.models import Account, Book, Claim, ReportingDate, Statement
from budgets.models.filing import FigureQuerySet
from departments.models import Department, Document, Succession
from reports.choices import Choices
from reports.dates import When, when_of, written
from reports.organisation import successions
from reports.remarks import words_by_date
from reports.sum_scope import RATE, asked, sum_path

COLUMNS = ("appropriated", "budget", "committed", "spent")

_DATE = "statement__filing__reporting_date"
_DEPARTMENT = "statement__filing__department"
_ACCOUNT = "line__program__account"
_DOCUMENT = "statement__document"
_METHOD = "statement__method"


@dataclass(frozen=True, slots=True)
class Total:
    """A column of leaves, added up. A dash adds nothing; a gap makes the sum unknown, not smaller.

    *absent*: no leaf has the column. *unknown*: a leaf is blank, or only some leaves have it.
    """

    state: Literal["value", "dash", "unknown", "absent"]
    won: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lines of one account come to, in an office or in one of its departments."""

    name: str  # of the account, or of the department
    appropriated: Total
    budget: Total
    committed: Total
    spent: Total
    departments: int
    lines: int
    divisions: tuple["Entry", ...] = ()  # known for the latest date only

    @property
    def is_of_appropriated(self) -> bool:
        """Whether the rate stands on 예산액, as where a report has no 예산현액."""
        return self.budget.state == "absent"

    @property
    def base(self) -> Total:
        return self.appropriated if self.is_of_appropriated else self.budget

    @property
    def rate(self) -> Decimal | None:
        return rate(self.spent.won, self.base.won)


@dataclass(frozen=True, slots=True)
class Source:
    """A document; without a key, the words for figures that no document printed."""

    words: str
    key: str = ""
    printed_on: str = ""
    claims: int = 0

    @property
    def told(self) -> str:
        on = f" ({self.printed_on})" if self.printed_on else ""
        return f"{self.key} {self.words}{on}".strip()


@dataclass(frozen=True, slots=True)
class Reported:
    when: When
    day: date
    stage: str
    fiscal_year: int
    basis: str
    href: str  # of its 집행현황표
    sums: str  # what the addresses of its sums begin with
    entries: tuple[Entry, ...]  # one for each account; accounts are never added
    sources: tuple[Source, ...]
    remarks: tuple[str, ...] = ()  # who handed in nothing, what was corrected

    def sum_of(self, entry: Entry, measure: str) -> str:
        """Where a sum or a rate comes from; what no line has comes from nowhere."""
        made_of = (entry.spent, entry.base) if measure == RATE else (getattr(entry, measure),)
        if any(total.state == "absent" for total in made_of):
            return ""
        return f"{self.sums}{measure}?{asked(entry.name, Choices())}"

    @property
    def is_of_appropriated(self) -> bool:
        """Whether a rate stands on 예산액, so that the page has to say so."""
        return any(e.is_of_appropriated and e.rate is not None for e in self.entries)


@dataclass(frozen=True, slots=True)
class Name:
    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class Link:
    """One name followed another; None where nobody knows which."""

    kind: str
    before: Name | None
    after: Name | None
    when: str
    evidence: str
    meaning: str
    note: str


@dataclass(frozen=True, slots=True)
class Office:
    pk: int
    code: str
    name: str
    dates: tuple[Reported, ...]  # newest first
    links: tuple[Link, ...]

    @property
    def place(self) -> str:
        """Its id on the page."""
        return f"office-{self.pk}"

    @property
    def latest(self) -> Reported | None:
        return self.dates[0] if self.dates else None

    @property
    def headlines(self) -> list[tuple[str, str]]:
        """The latest date in a sentence for each account."""
        latest = self.latest
        return [(e.name, sentence(latest.day, e)) for e in latest.entries] if latest else []

    @property
    def led_headlines(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The same in pieces, each amount with where it comes from."""
        latest = self.latest
        return [
            (
                each.name,
                [
                    (words, latest.sum_of(each, measure) if measure else "")
                    for words, measure in pieces(latest.day, each)
                ],
            )
            for each in (latest.entries if latest else ())
        ]

    @property
    def remarks(self) -> list[str]:
        return [words for each in self.dates for words in each.remarks]

    @property
    def sources(self) -> list[Source]:
        return list(dict.fromkeys(source for each in self.dates for source in each.sources))

    @property
    def documents(self) -> list[Source]:
        return [source for source in self.sources if source.key]


@dataclass(frozen=True, slots=True)
class Overview:
    offices: tuple[Office, ...]  # the one that reported last comes first

    @property
    def is_empty(self) -> bool:
        return not any(office.dates for office in self.offices)


def overview(figures: FigureQuerySet) -> Overview:
    departments = Department.objects.in_bulk()
    totals = _totals(figures, _DATE, _ACCOUNT)
    dates = ReportingDate.objects.select_related("book__office").in_bulk(
        {row[_DATE] for row in totals}
    )
    newest = sorted(dates.values(), key=_age)
    latest = {each.book.office_id: each.pk for each in reversed(newest)}.values()
    parts = _totals(figures.filter(**{f"{_DATE}__in": latest}), _DATE, _ACCOUNT, _DEPARTMENT)
    entries = _entries(totals, parts, departments)
    sources = _sources(figures)
    remarks = words_by_date(newest)
    reported = defaultdict(list)
    for each in newest:
        told = _reported(each, entries[each.pk], sources[each.pk], remarks.get(each.pk, ()))
        reported[each.book.office_id].append(told)
    links = _links(departments)
    offices = [
        Office(each.pk, each.code, each.name, tuple(reported[each.pk]), tuple(links[each.pk]))
        for each in _in_order(departments.values())
        if each.kind == Department.Kind.OFFICE
    ]
    return Overview(tuple(sorted(offices, key=_last_day, reverse=True)))


def sentence(day: date, entry: Entry) -> str:
    """A headline as a report prints it: 2022. 7. 1. 기준 총 1,014억원 중 475억원 집행, 집행률 46.9%"""
    return "".join(words for words, _ in pieces(day, entry))


def pieces(day: date, entry: Entry) -> list[tuple[str, str]]:
    """The sentence cut where it says an amount or a rate: words, and the measure they are of."""
    base, spent = entry.base.won, entry.spent.won
    if base is None:
        return [(f"{written(day)} 기준 합계를 낼 수 없음", "")]
    unit = telling_unit(base, spent)
    key, measure = (
        ("appropriated", "예산액") if entry.is_of_appropriated else ("budget", "예산현액")
    )
    whole = (f"{show(base, unit)}{unit.label}", key)
    if spent is None:
        return [(f"{written(day)} 기준 {measure} 총 ", ""), whole]
    of = " (예산액 대비)" if entry.is_of_appropriated else ""
    return [
        (f"{written(day)} 기준 총 ", ""),
        whole,
        (" 중 ", ""),
        (f"{show(spent, unit)}{unit.label}", "spent"),
        (" 집행, 집행률 ", ""),
        (show_rate(entry.rate), RATE),
        (of, ""),
    ]


def telling_unit(*amounts: int | None) -> Unit:
    """The largest unit that leaves two digits: "4억원 중 1억원" is no way to say 33.2%."""
    least = min((abs(won) for won in amounts if won), default=0)
    large = (Unit.HUNDRED_MILLION, Unit.MILLION)
    return next((unit for unit in large if least >= 10 * unit.value), Unit.THOUSAND)


def _totals(figures: FigureQuerySet, *by: str) -> list[dict]:
    """Sums by the database, without names: joined to each leaf they would cost five times this."""
    sums = {f"{column}_sum": Sum(column) for column in COLUMNS}
    states = {
        f"{column}_{state}": Count("pk", filter=Q(**{f"{column}_state": state}))
        for column in COLUMNS
        for state in ("blank", "absent")
    }
    # What the default ordering names would be grouped by, too.
    return list(
        figures.order_by()
        .values(*by)
        .annotate(
            lines=Count("pk"), departments=Count(_DEPARTMENT, distinct=True), **sums, **states
        )
    )


def _total(row: dict, column: str) -> Total:
    won, blank, absent = (row[f"{column}_{word}"] for word in ("sum", "blank", "absent"))
    if absent == row["lines"]:
        return Total("absent")
    if blank or absent:
        return Total("unknown")
    return Total("dash") if won is None else Total("value", won)


def _entry(name: str, row: dict, divisions: Iterable[Entry] = ()) -> Entry:
    columns = {column: _total(row, column) for column in COLUMNS}
    return Entry(
        name,
        **columns,
        departments=row["departments"],
        lines=row["lines"],
        divisions=tuple(divisions),
    )


def _entries(
    totals: list[dict], parts: list[dict], departments: dict[int, Department]
) -> dict[int, list[Entry]]:
    accounts = Account.objects.in_bulk()
    divisions, entries = defaultdict(list), defaultdict(list)
    for row in sorted(parts, key=lambda row: _place(departments[row[_DEPARTMENT]])):
        name = departments[row[_DEPARTMENT]].name
        divisions[row[_DATE], row[_ACCOUNT]].append(_entry(name, row))
    for row in sorted(totals, key=lambda row: row[_ACCOUNT]):
        under = divisions[row[_DATE], row[_ACCOUNT]]
        entries[row[_DATE]].append(_entry(accounts[row[_ACCOUNT]].name, row, under))
    return entries


def _sources(figures: FigureQuerySet) -> dict[int, list[Source]]:
    rows = list(figures.order_by().values_list(_DATE, _DOCUMENT, _METHOD).distinct())
    read = Count("claims", filter=Q(claims__in=Claim.objects.published()))
    documents = Document.objects.annotate(read=read).in_bulk({row[1] for row in rows})
    sources = defaultdict(set)
    for reporting_date, document, method in rows:
        printed = documents.get(document)
        source = _printed(printed) if printed else Source(Statement.Method(method).label)
        sources[reporting_date].add(source)
    return defaultdict(
        list, {day: sorted(each, key=lambda source: source.key) for day, each in sources.items()}
    )


def _printed(document: Document) -> Source:
    words = document.title or "제목 없음"
    return Source(words, document.key, document.printed_on, document.read)


def _reported(
    each: ReportingDate, entries: list[Entry], sources: list[Source], remarks: Iterable[str]
) -> Reported:
    book = each.book
    basis = book.get_basis_display()
    if book.basis == Book.Basis.REGROUPED:
        basis = f"{book.organised_on.year}년 조직으로 다시 묶음"
    when = when_of(each)
    return Reported(
        when,
        each.day,
        each.stage,
        book.fiscal_year,
        basis,
        reverse("execution", args=[book.office.code, when, ""]),
        sum_path(book.office.code, when),
        tuple(entries),
        tuple(sources),
        tuple(remarks),
    )


def _links(departments: dict[int, Department]) -> dict[int, list[Link]]:
    """By office; a link between two of them stands at both."""
    links = defaultdict(list)
    for each in successions():
        sides = [departments.get(pk) for pk in (each.before_id, each.after_id)]
        offices = [side for side in sides if side and side.kind == Department.Kind.OFFICE]
        before, after = (side and Name(side.pk, side.name) for side in sides)
        for office in offices:
            links[office.pk].append(
                Link(
                    each.kind,
                    before,
                    after,
                    day_words(each),
                    each.evidence,
                    each.get_evidence_display(),
                    "" if each.evidence == Succession.Evidence.RECORDED else each.note,
                )
            )
    return links


def day_words(succession: Succession) -> str:
    if succession.day:
        return written(succession.day)
    first, last = (day and written(day) for day in (succession.not_before, succession.not_after))
    if first and last:
        return f"{first} ~ {last} 사이, 날짜는 알 수 없음"
    if first or last:
        return f"{first} 이후" if first else f"{last} 이전"
    return "날짜는 알 수 없음"


def _in_order(departments: Iterable[Department]) -> list[Department]:
    return sorted(departments, key=_place)


def _place(department: Department) -> tuple[int, str]:
    return department.position, department.code


def _age(each: ReportingDate) -> tuple:
    """Newest first; what was settled before what was planned for the same day."""
    stages = ["결산", "집행", "예산"]
    return -each.day.toordinal(), stages.index(each.stage), each.book.basis, each.pk


def _last_day(office: Office) -> date:
    return office.latest.day if office.latest else date.min
