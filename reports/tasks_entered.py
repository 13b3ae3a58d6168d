"""What an office entered of its tasks, set against the lines that they name: as sentences of a document are,
by the same verdicts.

An amount of a task that names no line itself is that of the lines that all its parts name. 사업비, 예산액 and
예산현액 are those of the year's newest published date up to the day of the sheet, or else of the first after
it; 집행액 is that of the very day, or of the settlement once the year is over.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from budgets.models import Book, Claim, ReportingDate, Task, TaskReturn
from reports.claims import Checked, checked_against
from reports.dates import when_of
from reports.leaves import UNITS, Leaf, added, published_leaves
from reports.reconcile import amount

NO_LINE = "어느 세부사업의 금액인지 적지 않음"
NO_FIGURE = "견줄 공개된 금액이 없음"
_AT_ANY_TIME = ("cost", "appropriated", "budget")


@dataclass(frozen=True, slots=True)
class YearsDates:
    """The published dates of the year's own structure, oldest first, with their leaves."""

    dates: list[ReportingDate]
    leaves: dict[int, list[Leaf]]

    def meant(self, returned: TaskReturn, measure: str) -> list[ReportingDate]:
        """On which an amount of this kind may be looked up, the best first."""
        if measure in _AT_ANY_TIME:
            before = [each for each in self.dates if each.day <= returned.day]
            return [*reversed(before), *(each for each in self.dates if each.day > returned.day)]
        closed = date(returned.fiscal_year, 12, 31)
        is_over = returned.day >= closed
        return [
            each
            for each in reversed(self.dates)
            if each.day == returned.day or (is_over and when_of(each).is_settled)
        ]

    def of(self, date: ReportingDate, lines: Collection[int]) -> list[Leaf]:
        """Nothing unless all are there."""
        found = [leaf for leaf in self.leaves.get(date.pk, ()) if leaf.line in lines]
        return found if len(found) == len(lines) else []


def dates_of(returns: Sequence[TaskReturn]) -> dict[int, YearsDates]:
    """By return."""
    dates = ReportingDate.objects.filter(
        filings__published__isnull=False,
        book__basis=Book.Basis.DRAWN,
        book__office__in={each.office_id for each in returns},
        book__fiscal_year__in={each.fiscal_year for each in returns},
    )
    known = list(dates.select_related("book__office").distinct()) if returns else []
    known.sort(key=lambda each: (when_of(each).age, each.pk))
    leaves: dict[int, list[Leaf]] = {}
    for leaf in published_leaves({each.pk for each in known}) if known else ():
        leaves.setdefault(leaf.date, []).append(leaf)
    return {
        own.pk: YearsDates(
            [
                each
                for each in known
                if (each.book.office_id, each.book.fiscal_year) == (own.office_id, own.fiscal_year)
            ],
            leaves,
        )
        for own in returns
    }


def checked_tasks(
    returned: TaskReturn, tasks: Iterable[Task], years: YearsDates
) -> dict[int, Checked]:
    """Of the tasks that state an amount, by key."""
    tasks = list(tasks)
    lines_of = _lines_of(tasks)
    return {
        each.pk: _checked(returned, each, lines_of(each), years)
        for each in tasks
        if each.won is not None
    }


def _lines_of(tasks: Sequence[Task]) -> Callable[[Task], frozenset[int]]:
    below: dict[int, list[Task]] = {}
    for each in tasks:
        below.setdefault(each.parent_id, []).append(each)

    def lines_of(task: Task) -> frozenset[int]:
        """Nothing where one of its parts names none: what that one costs is in the amount, too."""
        if task.line_id:
            return frozenset({task.line_id})
        parts = [lines_of(each) for each in below.get(task.pk, ())]
        return frozenset().union(*parts) if parts and all(parts) else frozenset()

    return lines_of


def _checked(returned: TaskReturn, task: Task, lines: frozenset[int], years: YearsDates) -> Checked:
    meant = years.meant(returned, task.measure)
    found = next(
        (
            (each, leaves)
            for each in meant
            if (leaves := years.of(each, lines)) and amount(task.measure, added(leaves)) is not None
        ),
        (meant[0] if meant else None, []),
    )
    where, leaves = found
    checked = checked_against(_as_claim(returned, task, where), leaves)
    if leaves:
        return checked
    reason = NO_FIGURE if lines else NO_LINE
    return replace(checked, verdict=replace(checked.verdict, reason=reason))


def _as_claim(returned: TaskReturn, task: Task, where: ReportingDate | None) -> Claim:
    """What was typed, in the words of what is printed; it is not kept."""
    return Claim(
        place=task.position,
        position=1,
        shape=Claim.Shape.SENTENCE,
        subject=task.title,
        measure=task.measure,
        printed=task.said,
        value=Decimal(task.won) / UNITS[returned.unit],
        unit=returned.unit,
        reporting_date=where,
    )
