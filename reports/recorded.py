"""What an office recorded afterwards of its lines' links: since when, and by what it is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from budgets.models import LineLink, StructureRecord
from reports.dates import written
from reports.places import place_words

Pairs = dict[tuple[int, int], "Recorded"]  # by the lines before and after


@dataclass(frozen=True, slots=True)
class Recorded:
    evidence: str
    day: date | None
    document: str = ""
    place: int | None = None

    @property
    def source(self) -> str:
        return place_words(self.document, self.place) if self.document else ""

    @property
    def words(self) -> str:
        return ", ".join(filter(None, [written(self.day) if self.day else "", self.source]))


def read_recorded(books: Iterable[int]) -> Pairs:
    """Of the lines of these books. Why an office recorded it is told to the office alone."""
    links = LineLink.objects.standing().filter(
        record__act=StructureRecord.Act.JOINED, after__program__book__in=list(books)
    )
    rows = links.values_list("before", "after", "evidence", "record__day", "document__key", "place")
    return {
        (before, after): Recorded(evidence, day, document or "", place)
        for before, after, evidence, day, document, place in rows
    }
