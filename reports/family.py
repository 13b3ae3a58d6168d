"""An office through its names: the dates of one that was renamed are those of both. Or all offices."""

from dataclasses import dataclass
from functools import cached_property

from budgets.models import ReportingDate
from departments.models import Department
from reports.dates import (
    EVERYONE,
    When,
    dates_of_offices,
    dates_on,
    offices_on_each,
    when_of,
    whens_of_offices,
)
from reports.successors import Successors


@dataclass(frozen=True, slots=True)
class Family:
    """An office with those that it followed and that followed it, and the dates of all of them."""

    office: Department
    dates: list[ReportingDate]  # newest first

    @property
    def code(self) -> str:
        return self.office.code

    @property
    def name(self) -> str:
        return self.office.name

    @property
    def whens(self) -> list[When]:
        return list(dict.fromkeys(when_of(each) for each in self.dates))

    def comparable(self, now: When) -> list[When]:
        return self.whens

    def on(self, when: When) -> list[ReportingDate]:
        """The office's own date; where it has none, that of those it followed or that followed it."""
        there = [each for each in self.dates if when_of(each) == when]
        return self._own(there) or there

    @property
    def own(self) -> list[ReportingDate]:
        return self._own(self.dates)

    def _own(self, dates: list[ReportingDate]) -> list[ReportingDate]:
        return [each for each in dates if each.book.office_id == self.office.pk]

    def named(self, when: When) -> str:
        """With the office's name where that is another."""
        names = dict.fromkeys(each.book.office.name for each in self.on(when))
        other = "" if list(names) == [self.office.name] else f" ({', '.join(names)})"
        return f"{when.words}{other}"

    def addresses(self, when: When) -> list[str]:
        """Under which names a table of the date is asked for."""
        return list(dict.fromkeys(each.book.office.code for each in self.on(when)))


class Everyone:
    """All offices together. Their dates are too many to be read; each is looked up when it is asked."""

    office = None
    code = name = EVERYONE

    def __init__(self, successors: Successors):
        self.successors = successors

    @cached_property
    def _offices(self) -> dict[When, set[str]]:
        """Who has each date, by their last names; newest first."""
        return {
            when: {self.successors.last_name(code) for code in codes}
            for when, codes in offices_on_each().items()
        }

    @property
    def whens(self) -> list[When]:
        return list(self._offices)

    def comparable(self, now: When) -> list[When]:
        """Dates on which some office speaks that speaks on this one, too."""
        return [when for when, own in self._offices.items() if own & self._offices.get(now, set())]

    def on(self, when: When) -> list[ReportingDate]:
        return dates_on(when, None)

    def named(self, when: When) -> str:
        return when.words

    def addresses(self, when: When) -> list[str]:
        return [EVERYONE]


def family_of(
    office: Department | None, successors: Successors, *, only_names: bool = False
) -> Family | Everyone:
    """`only_names`: without those that took over a part of it or into which it was merged."""
    if office is None:
        return Everyone(successors)
    kin = successors.names_of if only_names else successors.related
    return Family(office, dates_of_offices(kin(office.code)))


@dataclass(frozen=True, slots=True)
class Label:
    """A date to choose: in words, with the office's name where that is another."""

    when: When
    words: str
    is_own: bool


def labels_of(office: Department | None, successors: Successors) -> list[Label]:
    """Every date of the office and its kin, newest first; plain values, as there may be many."""
    if office is None:
        return [Label(when, when.words, is_own=True) for when in offices_on_each()]
    names: dict[When, dict[str, bool]] = {}
    for when, code, name in whens_of_offices(successors.related(office.code)):
        names.setdefault(when, {})[name] = code == office.code
    return [
        Label(
            when,
            when.words if any(own.values()) else f"{when.words} ({', '.join(own)})",
            any(own.values()),
        )
        for when, own in names.items()
    ]
