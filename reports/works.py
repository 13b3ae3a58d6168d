"""The same work through the years: which line or program it is in every book, and how that is known.

Books follow each other within an office and into the office that followed it; what is regrouped
stands between its own year and the next. Works are known again from one book to the next
(reports/lineage.py); where one could go on as two, it goes on as none.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from budgets.models import Book, Figure, LineItem
from departments.models import Succession
from reports import organisation
from reports.lineage import (
    MOVED,
    NOTHING_STATED,
    Link,
    Stated,
    Work,
    heirs_of,
    links_between,
    program_links,
)

Pairs = list[tuple[str, str]]  # codes of departments: before, after


@dataclass(frozen=True, slots=True)
class Volume:
    """A book, as far as following one by another needs it."""

    pk: int
    office: str
    fiscal_year: int
    is_regrouped: bool

    @property
    def order(self) -> tuple:
        return self.fiscal_year, self.is_regrouped

    @property
    def words(self) -> str:
        return f"{self.fiscal_year}년{' (재편)' if self.is_regrouped else ''}"


@dataclass(frozen=True, slots=True)
class Step:
    """A work in one book; `link` tells how it is known from the one before, None of the first."""

    pk: int
    volume: Volume
    link: Link | None
    before: Volume | None


def successions() -> list[Succession]:
    return list(organisation.successions().select_related("before", "after", "document"))


def pairs_of(successions: Iterable[Succession]) -> Pairs:
    return [
        (each.before.code, each.after.code) for each in successions if each.before and each.after
    ]


def kin_of(code: str, pairs: Pairs) -> frozenset[str]:
    """Whatever is joined to it by any chain of successions, itself too."""
    both_ways = [*pairs, *((after, before) for before, after in pairs)]
    return heirs_of(both_ways).get(code, frozenset({code}))


def volumes_of(offices: Iterable[str]) -> list[Volume]:
    books = Book.objects.filter(office__code__in=offices).order_by("pk")
    rows = books.values_list("pk", "office__code", "fiscal_year", "basis")
    found = [
        Volume(pk, code, year, basis == Book.Basis.REGROUPED) for pk, code, year, basis in rows
    ]
    return sorted(found, key=lambda volume: (volume.order, volume.pk))


@dataclass(frozen=True, slots=True)
class Works:
    """What the published statements of some books speak of, by book."""

    lines: dict[int, list[Work]]
    programs: dict[int, list[Work]]
    program_of: dict[int, int]  # by line


def published_lines() -> QuerySet[LineItem]:
    """What is published nowhere is no work to a reader."""
    figures = Figure.objects.published().filter(line=OuterRef("pk")).order_by()
    return LineItem.objects.filter(Exists(figures))


def works_of(volumes: Iterable[Volume]) -> Works:
    books = [volume.pk for volume in volumes]
    rows = published_lines().filter(program__book__in=books).order_by("pk")
    lines: dict[int, list[Work]] = defaultdict(list)
    programs: dict[int, dict[int, Work]] = defaultdict(dict)
    program_of: dict[int, int] = {}
    for (
        pk,
        name,
        reading,
        book,
        program,
        program_name,
        program_reading,
        code,
        account,
    ) in rows.values_list(
        "pk",
        "name",
        "reading",
        "program__book",
        "program",
        "program__name",
        "program__reading",
        "program__department__code",
        "program__account__name",
    ):
        called = program_reading or program_name
        program_of[pk] = program
        lines[book].append(Work(pk, reading or name, called, code, account))
        programs[book].setdefault(program, Work(program, called, "", code, account))
    held = {book: list(each.values()) for book, each in programs.items()}
    return Works(lines, held, program_of)


def before(volume: Volume, volumes: Sequence[Volume], pairs: Pairs) -> list[Volume]:
    """The book before it: of its office, else the last of each office that it followed."""
    earlier = [each for each in volumes if each.order < volume.order]
    own = [each for each in earlier if each.office == volume.office]
    if own:
        return own[-1:]
    upto = [each for each in volumes if each.order <= volume.order and each.office != volume.office]
    return [
        last for office in _origins(volume.office, pairs) for last in _last(office, upto, pairs)
    ]


def _origins(office: str, pairs: Pairs) -> list[str]:
    return sorted({one for one, other in pairs if other == office and one != office})


def _last(
    office: str, upto: Sequence[Volume], pairs: Pairs, seen: frozenset[str] = frozenset()
) -> list[Volume]:
    """An office that reported nothing is looked through to those before it."""
    own = [each for each in upto if each.office == office]
    if own or office in seen:
        return own[-1:]
    further = _origins(office, pairs)
    return [last for each in further for last in _last(each, upto, pairs, seen | {office})]


def links_of(
    works: dict[int, list[Work]],
    volumes: Sequence[Volume],
    pairs: Pairs,
    stated: Stated = NOTHING_STATED,
) -> list[Link]:
    """Within a book only as recorded: there a line is itself until somebody says otherwise. The next
    book goes on from what each was last, to what each is first."""
    heirs = heirs_of(pairs)
    inner = [
        link
        for volume in volumes
        for link in stated.within([work.pk for work in _in(volume, works)])
    ]
    ended, begun = {link.before for link in inner}, {link.now for link in inner}
    outer = (
        link
        for volume in volumes
        for link in links_between(
            [each for each in _before(volume, works, volumes, pairs) if each.pk not in ended],
            [each for each in _in(volume, works) if each.pk not in begun],
            heirs,
            stated,
        )
    )
    return _going_on_once([*inner, *outer])


def program_links_of(
    works: Works, volumes: Sequence[Volume], pairs: Pairs, stated: Stated = NOTHING_STATED
) -> list[Link]:
    heirs = heirs_of(pairs)
    lines = {link.now: link for link in links_of(works.lines, volumes, pairs, stated)}
    inner = [link for volume in volumes for link in _program_turns(volume, works, lines)]
    ended, begun = {link.before for link in inner}, {link.now for link in inner}
    outer = (
        link
        for volume in volumes
        for link in program_links(
            [p for p in _before(volume, works.programs, volumes, pairs) if p.pk not in ended],
            [p for p in _in(volume, works.programs) if p.pk not in begun],
            _come(volume, works, lines),
            works.program_of,
            heirs,
        )
    )
    return _going_on_once([*inner, *outer])


def _come(volume: Volume, works: Works, lines: dict[int, Link]) -> list[Link]:
    """How its lines are known from another book."""
    own = {line.pk for line in _in(volume, works.lines)}
    return [lines[pk] for pk in own if pk in lines and lines[pk].before not in own]


def _program_turns(volume: Volume, works: Works, lines: dict[int, Link]) -> list[Link]:
    """Within a book: the program that more than half of another's lines went on in, by record."""
    own = {line.pk for line in _in(volume, works.lines)}
    turned = Counter(
        (works.program_of[link.before], works.program_of[link.now])
        for link in lines.values()
        if link.before in own and link.now in own and link.how not in MOVED
    )
    sizes = Counter(works.program_of[line] for line in own)
    return [
        Link(before, now, "lines")
        for (before, now), count in turned.items()
        if before != now and 2 * count > max(sizes[before], sizes[now])
    ]


def _before(volume: Volume, works: dict[int, list[Work]], volumes, pairs: Pairs) -> list[Work]:
    return [work for each in before(volume, volumes, pairs) for work in _in(each, works)]


def _in(volume: Volume, works: dict[int, list[Work]]) -> Sequence[Work]:
    return works.get(volume.pk, ())


def _going_on_once(links: Iterable[Link]) -> list[Link]:
    found = list(links)
    heard = Counter(link.before for link in found)
    return [link for link in found if heard[link.before] == 1]


def chain_of(pk: int, works: dict[int, list[Work]], volumes, links: Iterable[Link]) -> list[Step]:
    """From its first book to its last; of what is in no link just itself."""
    by_pk = {volume.pk: volume for volume in volumes}
    at = {work.pk: by_pk[book] for book, each in works.items() for work in each}
    backward = {link.now: link for link in links}
    forward = {link.before: link for link in links}
    steps = [_step(pk, backward.get(pk), at)]
    while link := steps[0].link:
        steps.insert(0, _step(link.before, backward.get(link.before), at))
    while link := forward.get(steps[-1].pk):
        steps.append(_step(link.now, link, at))
    return steps


def _step(pk: int, link: Link | None, at: dict[int, Volume]) -> Step:
    return Step(pk, at[pk], link, at[link.before] if link else None)
