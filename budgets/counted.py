"""What the office may write of its statistics: the series there are, each with its last date, and what
the books say was spent of a program."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from budgets.models import Figure, LineItem, Program, ReportingDate, Statistic, StatisticValue
from budgets.reading.names import key_of
from budgets.tally import BY_LINE, EXPENSE, Count
from departments.models import Department, Succession

_SAME = (Succession.Kind.RENAMED, Succession.Kind.CONTINUED)
_RUNNING = [ReportingDate.Stage.EXECUTION, ReportingDate.Stage.SETTLEMENT]


@dataclass(frozen=True, slots=True)
class Known:
    """A series with the newest that is told of it, by a document or by the office itself."""

    last: Statistic

    @property
    def name(self) -> str:
        return self.last.series

    @property
    def key(self) -> str:
        return key_of(self.name)


def kin_of(offices: Iterable[int]) -> set[int]:
    """With the names that these offices had before: a series goes on under a new one."""
    steps = list(Succession.objects.filter(kind__in=_SAME).values_list("before", "after"))
    found = set(offices)
    while more := {before for before, after in steps if after in found and before} - found:
        found |= more
    return found


def readable(offices: Iterable[int]):
    """All that is told of these offices, published or not, the newest version of each alone."""
    told = Statistic.objects.of_houses(kin_of(offices))
    return told.select_related("document", "department__parent", "line", "by", "publication__by")


def series_of(offices: Iterable[int]) -> list[Known]:
    """By name, as readers count them too; of each the newest day, and of that the newest version."""
    found: dict[str, Statistic] = {}
    for own in sorted(readable(offices), key=_order):
        found[key_of(own.series)] = own
    return sorted(map(Known, found.values()), key=lambda known: known.name)


def line_that_paid(last: Statistic, offices: Iterable[int]) -> LineItem | None:
    """As the newest says that names one; a document may say it in one year and not in the next. What
    the office itself entered last is its own word, and so is that it names none."""
    if last.is_entered:
        return last.line
    named = readable(offices).exclude(line=None)
    same = [each for each in named if key_of(each.series) == key_of(last.series)]
    return max(same, key=_order).line if same else None


def _order(own: Statistic) -> tuple:
    return (own.last or date.min, own.version or 0, own.pk)


def newest_version(department: Department, series: str, last: date | None) -> Statistic | None:
    """Of what the department itself entered of that day."""
    own = Statistic.objects.entered().filter(department=department, last=last)
    same = [each for each in own if key_of(each.series) == key_of(series)]
    return max(same, key=lambda each: each.version, default=None)


def waiting(departments: Collection[int]) -> list[Statistic]:
    """The newest version of each day of theirs that nobody has published yet; what was taken back
    before any reader had it is nothing to publish."""
    entered = Statistic.objects.entered()
    same = {name: OuterRef(name) for name in ("department", "series", "last")}
    later = entered.filter(**same, version__gt=OuterRef("version")).order_by()
    values = StatisticValue.objects.filter(statistic=OuterRef("pk")).order_by()
    told = Statistic.objects.published().filter(document=None, **same).order_by()
    own = entered.filter(department__in=departments, publication=None)
    own = own.filter(Exists(values) | Exists(told)).exclude(Exists(later))
    return list(own.select_related("department", "by").order_by("at", "pk"))


def counts_of(own: Statistic) -> list[Count]:
    values = own.values.order_by("position")
    return [Count(v.item, v.group, v.unit, v.state, v.value, v.printed) for v in values]


def other_items(own: Statistic) -> tuple[list[str], list[str]]:
    """Against the last date before it, of whoever told that: items that are gone, and new ones, of
    what both count."""
    offices = [own.department.parent_id or own.department_id]
    earlier = [
        each
        for each in readable(offices)
        if each.last and each.last < own.last and key_of(each.series) == key_of(own.series)
    ]
    if not earlier:
        return [], []
    before, now = counts_of(max(earlier, key=_order)), counts_of(own)
    shared = {each.group for each in before} & {each.group for each in now}
    then, since = (
        list(dict.fromkeys(each.item for each in counts if each.group in shared))
        for counts in (before, now)
    )
    return [each for each in then if each not in since], [x for x in since if x not in then]


def is_by_line(counts: Iterable[Count]) -> bool:
    return any(count.group.startswith(BY_LINE) for count in counts)


# --- 업무추진비 -----------------------------------------------------------------------------------


def expense_programs(departments: Iterable[int]) -> list[Program]:
    """Those that spend on it by name, or of which a line does; of each name the newest year's."""
    own = Program.objects.filter(department__in=departments).select_related("department", "book")
    named = own.filter(name__contains=EXPENSE) | own.filter(lines__name__contains=EXPENSE)
    found = {}
    for program in named.distinct().order_by("book__fiscal_year", "book__basis", "pk"):
        found[program.department_id, key_of(program.name)] = program
    return list(found.values())


def ledger_of(
    department: Department, series: str, day: date | None, *, is_public: bool = False
) -> dict[str, int] | None:
    """What each line of the program of that name has spent by that day, in won. None where the
    department handed in nothing of that day: then there are no books to be set against."""
    own = Figure.objects.published() if is_public else Figure.objects.standing()
    figures = own.filter(
        line__program__department=department,
        statement__filing__reporting_date__day=day,
        statement__filing__reporting_date__stage__in=_RUNNING,
    ).values_list(
        "statement__filing__reporting_date__stage", "line__program__name", "line__name", "spent"
    )
    rows = [row for row in figures.order_by() if key_of(row[1]) == key_of(series)]
    # What was spent by the last of December and what the settlement says of it are two things.
    at = min((row[0] for row in rows), key=_RUNNING.index, default=None)
    return {
        name: spent for stage, _, name, spent in rows if stage == at and spent is not None
    } or None
