"""찾기: one box over all years. Only what is published is found, or counted.

The same work under several dates is one entry, known again as `reports.lineage` knows it. What a
document misprinted is found under the printed name and under the right one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from budgets.models import Figure, LineItem, Program, ReportingDate, Statement
from departments.models import Department
from departments.words import bare, found_in
from reports.choices import Misread
from reports.dates import published_dates, when_of
from reports.entries import Dated, Entry
from reports.lineage import Work, links_between
from reports.search_told import TOLD_GROUPS, document_entry, told_entries
from reports.successors import read_successors

GROUPS = ("세부사업", "정책사업", "부서", "문서", *TOLD_GROUPS)
PAGE = 50
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Query:
    """?q=여론조사&of=세부사업&page=2"""

    text: str = ""
    of: str = ""
    page: int = 1

    @property
    def says_something(self) -> bool:
        return bool(bare(self.text))


def read_query(said: Mapping[str, str]) -> Query:
    problems = [f"‘{name}’은(는) 모르는 조건입니다." for name in said if name not in _PARTS]
    text, of, page = (said.get(name, "").strip() for name in _PARTS)
    if len(text) > LONGEST:
        problems.append(f"찾는 말은 {LONGEST}자까지입니다.")
    if of and of not in GROUPS:
        problems.append(f"갈래 ‘{of}’: {', '.join(GROUPS)} 가운데 하나여야 합니다.")
    number = page or "1"
    if not (number.isascii() and number.isdecimal() and len(number) < 7 and int(number)):
        problems.append(f"쪽 ‘{page}’: 1부터의 수를 적습니다.")
    if problems:
        raise Misread(problems)
    return Query(text, of, int(number))


_PARTS = ("q", "of", "page")


@dataclass(frozen=True, slots=True)
class Results:
    counts: dict[str, int]
    shown: tuple[tuple[str, tuple[Entry, ...]], ...]
    count: int  # in the groups that were asked for
    page: int
    pages: int


def search(query: Query) -> Results:
    entries = _Published().entries(query.text) if query.says_something else []
    counts = {group: sum(each.group == group for each in entries) for group in GROUPS}
    asked = [each for each in entries if query.of in ("", each.group)]
    pages = max(1, -(-len(asked) // PAGE))
    if query.page > pages:
        raise Misread([f"쪽 ‘{query.page}’: 모두 {pages}쪽입니다."])
    part = asked[(query.page - 1) * PAGE : query.page * PAGE]
    shown = {group: tuple(e for e in part if e.group == group) for group in GROUPS}
    return Results(
        counts,
        tuple((group, found) for group, found in shown.items() if found),
        len(asked),
        query.page,
        pages,
    )


class _Item(NamedTuple):
    """A line or a program of one book."""

    pk: int
    name: str
    reading: str
    position: int
    account: int
    book: int
    department: int
    program: int | None = None  # a line's

    @property
    def right(self) -> str:
        return self.reading or self.name

    @property
    def order(self) -> tuple[int, int]:
        return self.position, self.pk

    def is_found(self, text: str) -> bool:
        return found_in(text, self.name) or found_in(text, self.right)


class _Published:
    """What stands in published statements, by name: one query a kind of thing."""

    def __init__(self):
        self.dates = {each.pk: each for each in published_dates()}
        self.age = {pk: at for at, pk in enumerate(self.dates)}  # 0 is the newest
        self.lines = _items(_LINES, *(f"program__{name}" for name in _PLACE), "program")
        self.programs = _items(_PROGRAMS, *_PLACE)
        self.departments = Department.objects.order_by("position", "code").in_bulk()
        successors = read_successors()
        self.heirs, self.stated = successors.heirs, successors.stated
        self.last_name = successors.last_name
        self.dates_of_line = _dates_of_lines()
        self.documents = _documents()

    def entries(self, text: str) -> list[Entry]:
        return [
            *self._works("세부사업", self.lines, self.dates_of_line, text),
            *self._works("정책사업", self.programs, self._dates_of_programs(), text),
            *self._departments(text),
            *self._documents(text),
            *told_entries(text, self.last_name),
        ]

    def _dates_of_programs(self) -> dict[int, set[int]]:
        return _gathered(self.dates_of_line, lambda line: self.lines[line].program)

    # --- lines and programs -----------------------------------------------------------------------

    def _works(
        self, group: str, items: Mapping[int, _Item], dates: Mapping[int, set[int]], text: str
    ) -> list[Entry]:
        met = {bare(each.right) for each in items.values() if each.is_found(text)}
        # A misprint of one date leads to all dates of the work.
        found = [each for each in items.values() if bare(each.right) in met]
        entries = [self._work(group, chain, dates) for chain in self._chains(found)]
        return [entry for _, entry in sorted(entries, key=lambda pair: pair[0])]

    def _chains(self, found: Iterable[_Item]) -> list[list[_Item]]:
        """The same work of each book, oldest first."""
        books: dict[int, list[_Item]] = defaultdict(list)
        for each in sorted(found, key=lambda item: item.order):
            books[each.book].append(each)
        chains: list[list[_Item]] = []
        for book in sorted(books, key=self._age_of_book):
            new = books[book]
            for last in self._last_books(chains, book):
                new = self._continue([c for c in chains if c[-1].book == last], new)
            chains += [[each] for each in new]
        return chains

    def _last_books(self, chains: list[list[_Item]], book: int) -> list[int]:
        """Where chains end, newest first: what stood last year is known before what ended long ago."""
        last = {chain[-1].book for chain in chains if self._leads_to(chain, book)}
        return sorted(last, key=self._age_of_book, reverse=True)

    def _continue(self, chains: list[list[_Item]], items: list[_Item]) -> list[_Item]:
        """Each chain by the item that goes on with it; the items that go on with none."""
        last = [self._as_work(chain[-1]) for chain in chains]
        now = [self._as_work(each) for each in items]
        links = links_between(last, now, self.heirs, self.stated)
        before = {link.now: link.before for link in links}
        by_last = {chain[-1].pk: chain for chain in chains}
        for each in items:
            if each.pk in before:
                by_last[before[each.pk]].append(each)
        return [each for each in items if each.pk not in before]

    def _age_of_book(self, book: int) -> tuple:
        dates = [each for each in self.dates.values() if each.book_id == book]
        own = dates[0].book
        return own.fiscal_year, own.basis != own.Basis.DRAWN, own.pk

    def _leads_to(self, chain: list[_Item], book: int) -> bool:
        """Whether the office that had it last went on as the office of this book."""
        office = self._office(chain[-1]).code
        heir = next(each.book.office.code for each in self.dates.values() if each.book_id == book)
        return heir in self.heirs.get(office, {office})

    def _as_work(self, item: _Item) -> Work:
        program = self.programs[item.program].right if item.program else ""
        department = self.departments[item.department].code
        return Work(item.pk, item.right, program, department, str(item.account))

    def _work(self, group: str, chain: list[_Item], dates) -> tuple[tuple, Entry]:
        newest = chain[-1]
        under = [self._office(newest).name, self.departments[newest.department].name]
        if newest.program and self.programs[newest.program].right != newest.right:
            under.append(self.programs[newest.program].right)
        days = [(day, item) for item in chain for day in dates[item.pk]]
        days.sort(key=lambda pair: self.age[pair[0]])
        entry = Entry(
            group,
            newest.right,
            f"/{'lines' if newest.program else 'programs'}/{newest.pk}",
            " › ".join(dict.fromkeys(under)),
            _other_names(chain),
            tuple(self._dated(day, q=item.right) for day, item in days),
        )
        return (self.age[days[0][0]], newest.order, newest.pk), entry

    def _office(self, item: _Item) -> Department:
        own = self.departments[item.department]
        return self.departments.get(own.parent_id, own)

    def _dated(self, pk: int, **conditions: str) -> Dated:
        each: ReportingDate = self.dates[pk]
        when = when_of(each)
        address = reverse("execution", args=[each.book.office.code, when, ""])
        return Dated(when.words, f"{address}?{urlencode(conditions)}" if conditions else address)

    # --- departments and documents ----------------------------------------------------------------

    def _departments(self, text: str) -> Iterable[Entry]:
        programs = self._dates_of_programs()
        own = _gathered(programs, lambda program: self.programs[program].department)
        for pk, days in list(own.items()):
            if (office := self.departments[pk].parent_id) is not None:
                own[office] = own[office] | days
        for pk, each in self.departments.items():
            if pk not in own or not found_in(text, each.name):
                continue
            office = self.departments.get(each.parent_id)
            chosen = {} if office is None else {"department": each.name}
            days = sorted(own[pk], key=self.age.__getitem__)
            under = office.name if office else ""
            dates = tuple(self._dated(day, **chosen) for day in days)
            yield Entry("부서", each.name, f"/departments/{pk}", under, dates=dates)

    def _documents(self, text: str) -> Iterable[Entry]:
        for (key, title, printed_on), days in self.documents.items():
            dates = tuple(self._dated(day) for day in sorted(days, key=self.age.__getitem__))
            entry = document_entry(key, title, printed_on, dates)
            if found_in(text, f"{entry.name} {printed_on}"):
                yield entry


def _other_names(chain: Sequence[_Item]) -> str:
    """What it was misprinted as, and what it was called; another mark or blank is no other name."""
    printed = dict.fromkeys(
        f"{item.name} (인쇄)" for item in chain if item.reading and item.name != item.reading
    )
    called = {bare(item.right): item.right for item in reversed(chain)}
    return ", ".join([*printed, *list(called.values())[1:]])


def _gathered(dates: Mapping[int, set[int]], parent: Callable[[int], int]):
    found: dict[int, set[int]] = defaultdict(set)
    for pk, days in dates.items():
        found[parent(pk)] |= days
    return found


_LINES = LineItem.objects.filter(figures__statement__published_in__isnull=False)
_PROGRAMS = Program.objects.filter(lines__figures__statement__published_in__isnull=False)
_PLACE = ("account", "book", "department")


def _items(published, *place: str) -> dict[int, _Item]:
    rows = published.order_by().distinct()
    told = rows.values_list("pk", "name", "reading", "position", *place)
    return {row[0]: _Item(*row) for row in told}


def _dates_of_lines() -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = Figure.objects.published().order_by().distinct()
    for line, day in rows.values_list("line", "statement__filing__reporting_date"):
        found[line].add(day)
    return found


def _documents() -> dict[tuple[str, str, str], set[int]]:
    """Those that statements stand on which were ever published, with the dates that they speak of."""
    statements = Statement.objects.filter(publication__isnull=False, document__isnull=False)
    rows = statements.order_by("-document__reported_on", "-document__key").values_list(
        "document__key",
        "document__title",
        "document__printed_on",
        "filing__reporting_date",
    )
    found: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for *document, day in rows:
        found[tuple(document)].add(day)
    return found
