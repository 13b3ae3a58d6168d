"""What the 결산 of the year before carried over into each line of a Book: its opening 이월 (rule 7).

Which line came from which is what the recorded links say, through names in between. Nothing is known
where that 결산 is not published or says no 이월액 of a line that led here, and where the line by line is
not settled: one of them went on as two. Those that became one are added.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from budgets.models import Book, Figure, LineLink, ReportingDate
from budgets.past import Pasts
from budgets.rules import told

_NAMED = 3  # lines that a sentence names before it counts the others


@dataclass(frozen=True, slots=True)
class Settled:
    """What the last published 결산 says of one line."""

    name: str
    day: date
    won: int | None  # None where it says nothing: a blank, or a report without such a column


@dataclass(frozen=True, slots=True)
class CarriedIn:
    """What came into one line, and from where."""

    fiscal_year: int
    parts: tuple[Settled, ...]

    @property
    def won(self) -> int:
        return sum(each.won for each in self.parts)

    @property
    def words(self) -> str:
        """‘2030년 결산(2030. 12. 31.)의 이월액 500천원(나무 심기)’."""
        days = ", ".join(f"{day:%Y. %-m. %-d.}" for day in sorted({x.day for x in self.parts}))
        named = [each.name for each in self.parts]
        if len(self.parts) > 1:
            named = [f"{each.name} {told(each.won)}" for each in self.parts]
        rest = len(named) - _NAMED
        lines = f"{', '.join(named[:_NAMED])}{f' 외 {rest}개' if rest > 0 else ''}"
        return f"{self.fiscal_year}년 결산({days})의 이월액 {told(self.won)}({lines})"


def carried_in(book: Book, day: date, lines: Iterable[int], past: Pasts) -> dict[int, CarriedIn]:
    """By line, those of which it is known on that day. `past`: of the lines of this Book. What a
    regrouped Book comes from is its own year, and so nothing is known of it."""
    year = book.fiscal_year - 1
    offices = Book.objects.filter(
        fiscal_year=year, programs__lines__went_on__after__program__book=book
    )
    before = list(
        Book.objects.filter(fiscal_year=year, office__in=offices.values("office")).values_list(
            "pk", flat=True
        )
    )
    if not before:
        return {}
    ways = _Ways(book.pk, before)
    settled = _settled(before, day)
    found = {}
    for line in lines:
        own = {line, *(each.line for each in past.get(line, ()))}
        if parts := ways.sources(line, own, settled):
            found[line] = CarriedIn(year, tuple(parts))
    return found


def _settled(books: list[int], day: date) -> dict[int, Settled]:
    """By line, the last word: one fiscal year is settled on several days."""
    of_date = "statement__filing__reporting_date"
    figures = Figure.objects.published().filter(
        **{
            f"{of_date}__book__in": books,
            f"{of_date}__stage": ReportingDate.Stage.SETTLEMENT,
            f"{of_date}__day__lte": day,
        }
    )
    rows = figures.order_by(f"{of_date}__day", "pk").values_list(
        "line", "line__reading", "line__name", f"{of_date}__day", "carried", "carried_state"
    )
    return {
        line: Settled(reading or name, on, 0 if state == "dash" else won)
        for line, reading, name, on, won, state in rows
    }


class _Ways:
    """The links from the Books of the year before to this one, in both directions."""

    def __init__(self, book: int, before: list[int]):
        self.came, self.went = defaultdict(set), defaultdict(set)
        self.went_in_year = defaultdict(set)
        self.here = set()  # lines of this Book that came from another
        links = LineLink.objects.standing().filter(after__program__book__in=[book, *before])
        rows = links.values_list("before", "after", "before__program__book", "after__program__book")
        for old, new, old_book, new_book in rows:
            self.came[new].add(old)
            self.went[old].add(new)
            if old_book == new_book:
                self.went_in_year[old].add(new)
            if new_book == book:
                self.here.add(new)

    def sources(self, line: int, own: set[int], settled: dict[int, Settled]) -> list[Settled]:
        """Those that led to this line and nowhere else; nothing where one of them is unknown."""
        sources, met, pending = set(), set(), {line}
        while pending:
            each = pending.pop()
            met.add(each)
            # Next year's Book may have been made before it got its last name of the year.
            lasted = {each, *_reached({each}, self.went_in_year)} & settled.keys()
            if lasted:
                sources |= lasted
            elif each in self.came:
                pending |= self.came[each] - met
            else:
                return []
        others = _reached(met | sources, self.went) & self.here
        if others - own - _reached({line}, self.went):
            return []
        if any(settled[each].won is None for each in sources):
            return []
        return [settled[each] for each in sorted(sources)]


def _reached(lines: set[int], ways: Mapping[int, set[int]]) -> set[int]:
    reached, pending = set(), set(lines)
    while pending:
        new = ways.get(pending.pop(), set()) - reached
        reached |= new
        pending |= new
    return reached
