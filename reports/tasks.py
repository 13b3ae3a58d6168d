"""업무와 예산: the tasks of a report, what is said under each that it costs, and of which lines.

A sentence belongs to the innermost task in whose section it stands. Where the end of a section is
not known, nothing is put there: it stays with the task above.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from budgets.models import Book, Claim, ReportingDate, Task, TaskReturn
from reports.claim_words import VERDICTS
from reports.claims import Checked, checked_claims
from reports.dates import When, when_of
from reports.execution import Execution, read_each
from reports.reconcile import AGREES, CUT_OFF, DIFFERS, ROUNDING, UNDECIDABLE
from reports.rollup import Leaf
from reports.task_sources import Source, documents_of, returns_of
from reports.tasks_entered import YearsDates, checked_tasks, dates_of

CUT = "cut"
WORDS = {
    AGREES: VERDICTS[AGREES],
    ROUNDING: VERDICTS[ROUNDING],
    CUT: "버림으로 다름",
    DIFFERS: VERDICTS[DIFFERS],
    UNDECIDABLE: VERDICTS[UNDECIDABLE],
}
SILENT = "금액을 적지 않음"
UNKNOWN = "본문의 범위를 알 수 없음"
# What is said of money; a sentence on petitions has its own page.
MONEY = frozenset(
    {
        *("appropriated", "budget", "committed", "spent", "carried", "brought", "lapsed", "cost"),
        *("spent_and_carried", "rate", "rate_with_carried", "lapsed_rate"),
    }
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A value under a task, as it is printed or was entered."""

    checked: Checked

    @property
    def claim(self) -> Claim:
        return self.checked.claim

    @property
    def word(self) -> str:
        verdict = self.checked.verdict
        is_cut = verdict.verdict == ROUNDING and verdict.reason == CUT_OFF
        return WORDS[CUT if is_cut else verdict.verdict]


@dataclass(slots=True)
class Node:
    task: Task
    parts: list["Node"] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)

    @property
    def is_bounded(self) -> bool:
        return self.task.until is not None or self.task.is_entered

    @property
    def standing(self) -> str:
        """What there is to say of a task under which no amount is said."""
        if self.stated or self.parts or self.task.kind not in Task.WORK:
            return ""
        return SILENT if self.is_bounded else UNKNOWN

    def below(self) -> Iterator["Node"]:
        yield self
        for part in self.parts:
            yield from part.below()


@dataclass(frozen=True, slots=True)
class Work:
    """Of one document or entered sheet: its tasks, and the lines of the dates that it speaks of."""

    source: Source
    visions: list[Node]
    tasks: list[Node]
    unplaced: list[Stated]  # between the tasks, where the end of one is not known
    dates: list[ReportingDate]
    found: dict[int, Execution]  # by date

    @property
    def stated(self) -> list[Stated]:
        own = (each for top in self.tasks for node in top.below() for each in node.stated)
        return [*own, *self.unplaced]

    @property
    def leaves(self) -> list[Node]:
        """The tasks that have no parts: those that are counted."""
        return [node for top in self.tasks for node in top.below() if not node.parts]

    @property
    def spoken_of(self) -> set[tuple[int, int]]:
        """Dates and lines that some amount was found to mean."""
        return {
            (each.claim.reporting_date_id, line)
            for each in self.stated
            for line in each.checked.lines
        }

    def lines_of(self, stated: Stated) -> list[Leaf]:
        return self.leaves_of(stated.claim.reporting_date_id, stated.checked.lines)

    def leaves_of(self, date: int | None, lines: Collection[int]) -> list[Leaf]:
        found = self.found.get(date)
        return [leaf for leaf in (found.leaves if found else ()) if leaf.pk in lines]

    @property
    def whens(self) -> list[When]:
        return [when_of(each) for each in self.dates]


def read_works(sources: Sequence[Source]) -> list[Work]:
    """Judged among all that each document prints, as a verdict leans on what stands beside it."""
    years = dates_of(returns_of(sources))
    drawn = _drawn(sources, years)
    dates = _dates(sources, drawn, years)
    found = read_each(list({date.pk: date for own in dates for date in own}.values()))
    return [
        Work(
            source,
            *trees,
            sorted(own, key=lambda date: when_of(date).age, reverse=True),
            {date.pk: found[date.pk] for date in own},
        )
        for source, trees, own in zip(sources, drawn, dates, strict=True)
    ]


Drawn = tuple[list[Node], list[Node], list[Stated]]


def _drawn(sources: Sequence[Source], years: Mapping[int, YearsDates]) -> list[Drawn]:
    keys, returns = documents_of(sources), returns_of(sources)
    tasks: dict[tuple, list[Task]] = {}
    for task in _tasks(keys, [each.pk for each in returns]):
        tasks.setdefault((task.document_id, task.returned_id), []).append(task)
    checked: dict[int, list[Checked]] = {}
    if keys:
        for each in checked_claims(Claim.objects.published().filter(document__in=keys)):
            checked.setdefault(each.claim.document_id, []).append(each)
    return [
        _draw_entered(each.returned, tasks.get((None, each.of), []), years[each.of])
        if each.is_entered
        else _draw(tasks.get((each.of, None), []), checked.get(each.of, []))
        for each in sources
    ]


def _tasks(documents: Collection[int], returns: Collection[int]) -> Iterable[Task]:
    if documents:
        yield from Task.objects.published().filter(document__in=documents).order_by("position")
    if returns:
        own = Task.objects.entered().filter(returned__in=returns)
        yield from own.select_related("department").order_by("position")


def _grown(tasks: Iterable[Task]) -> tuple[dict[int, Node], list[Node], list[Node]]:
    """Every node by its task, what is strived for, and what is done."""
    nodes = {task.pk: Node(task) for task in tasks}
    roots = []
    for node in nodes.values():
        (nodes[node.task.parent_id].parts if node.task.parent_id else roots).append(node)
    visions = [root for root in roots if root.task.kind not in Task.WORK]
    return nodes, visions, [root for root in roots if root.task.kind in Task.WORK]


def _draw_entered(returned: TaskReturn, tasks: Sequence[Task], years: YearsDates) -> Drawn:
    nodes, visions, work = _grown(tasks)
    for pk, checked in checked_tasks(returned, tasks, years).items():
        nodes[pk].stated.append(Stated(checked))
    return visions, work, []


def _draw(tasks: Iterable[Task], checked: Iterable[Checked]) -> Drawn:
    nodes, visions, tops = _grown(tasks)
    work = [node for node in nodes.values() if node.task.kind in Task.WORK]
    unplaced = []
    for each in checked:
        if _is_own_money(each.claim):
            owner = owner_of([node.task for node in work], each.claim.place)
            if owner is not None:
                nodes[owner.pk].stated.append(Stated(each))
            elif _is_among([node.task for node in work], each.claim.place):
                unplaced.append(Stated(each))
    return visions, tops, unplaced


def _is_own_money(claim: Claim) -> bool:
    """An amount of no date is another's: only its own parts say what it comes to."""
    is_said = claim.shape == Claim.Shape.SENTENCE and claim.measure in MONEY
    return is_said and (claim.reporting_date_id is not None or not claim.formula)


def owner_of(tasks: Iterable[Task], place: int) -> Task | None:
    """The innermost whose section is known to hold this line."""
    holding = [
        task
        for task in tasks
        if task.begins is not None and task.until is not None and task.begins <= place <= task.until
    ]
    return max(holding, key=lambda task: (task.begins, task.position), default=None)


def _is_among(tasks: Collection[Task], place: int) -> bool:
    first = min((task.begins for task in tasks if task.begins is not None), default=None)
    last = max((task.until or task.begins for task in tasks if task.begins is not None), default=0)
    return first is not None and first <= place <= last


def _dates(
    sources: Sequence[Source], drawn: Sequence[Drawn], years: Mapping[int, YearsDates]
) -> list[list[ReportingDate]]:
    """Those that the amounts speak of; of who states none, his newest own."""
    spoken = [set(_spoken_dates(*each)) for each in drawn]
    told: dict[int, set[int]] = {pk: set() for pk in documents_of(sources)}
    own = ReportingDate.objects.filter(
        filings__published__document__in=told, book__basis=Book.Basis.DRAWN
    )
    for document, pk in own.order_by().values_list("filings__published__document", "pk"):
        told[document].add(pk)
    asked = set().union(*told.values(), *spoken)
    known = ReportingDate.objects.filter(pk__in=asked).select_related("book__office").in_bulk()
    return [
        [known[pk] for pk in dates]
        or _newest(years[each.of].dates if each.is_entered else [known[pk] for pk in told[each.of]])
        for each, dates in zip(sources, spoken, strict=True)
    ]


def _spoken_dates(visions, tops: Iterable[Node], unplaced: Iterable[Stated]) -> Iterator[int]:
    own = (each for top in tops for node in top.below() for each in node.stated)
    for each in (*own, *unplaced):
        if each.claim.reporting_date_id is not None:
            yield each.claim.reporting_date_id


def _newest(dates: Iterable[ReportingDate]) -> list[ReportingDate]:
    newest = max(dates, key=lambda date: when_of(date).age, default=None)
    return [newest] if newest else []
