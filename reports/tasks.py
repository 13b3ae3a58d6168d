"""업무와 예산: the tasks of a report, what is said under each that it costs, and of which lines.

A sentence belongs to the innermost task in whose section it stands. Where the end of a section is
not known, nothing is put there: it stays with the task above.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from budgets.models import Book, Claim, ReportingDate, Task
from departments.models import Document
from reports.claim_words import VERDICTS
from reports.claims import Checked, checked_claims
from reports.dates import When, when_of
from reports.execution import Execution, read_each
from reports.reconcile import AGREES, CUT_OFF, DIFFERS, ROUNDING, UNDECIDABLE
from reports.rollup import Leaf

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
    """A printed value under a task."""

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
        return self.task.until is not None

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
    """One document: its tasks, and the lines of the dates that it speaks of."""

    document: Document
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
        found = self.found.get(stated.claim.reporting_date_id)
        leaves = found.leaves if found else ()
        return [leaf for leaf in leaves if leaf.pk in stated.checked.lines]

    @property
    def whens(self) -> list[When]:
        return [when_of(each) for each in self.dates]


def title_of(document: Document) -> str:
    """A title page may be lost."""
    return f"{document.key} {document.title}".strip()


def documents() -> list[Document]:
    """Of which some task is told, newest first."""
    told = Task.objects.published().order_by().values("document")
    return list(Document.objects.filter(pk__in=told).select_related("office").order_by("-key"))


def read_works(documents: Sequence[Document]) -> list[Work]:
    """Judged among all that each document prints, as a verdict leans on what stands beside it."""
    keys = [each.pk for each in documents]
    tasks: dict[int, list[Task]] = {}
    for task in Task.objects.published().filter(document__in=keys).order_by("position"):
        tasks.setdefault(task.document_id, []).append(task)
    checked: dict[int, list[Checked]] = {}
    for each in checked_claims(Claim.objects.published().filter(document__in=keys)):
        checked.setdefault(each.claim.document_id, []).append(each)
    drawn = [_draw(each, tasks.get(each.pk, []), checked.get(each.pk, [])) for each in documents]
    dates = _dates(documents, drawn)
    found = read_each(list({date.pk: date for own in dates for date in own}.values()))
    return [
        Work(
            document,
            *trees,
            sorted(own, key=lambda date: when_of(date).age, reverse=True),
            {date.pk: found[date.pk] for date in own},
        )
        for document, trees, own in zip(documents, drawn, dates, strict=True)
    ]


Drawn = tuple[list[Node], list[Node], list[Stated]]


def _draw(document: Document, tasks: Iterable[Task], checked: Iterable[Checked]) -> Drawn:
    nodes = {task.pk: Node(task) for task in tasks}
    roots = []
    for node in nodes.values():
        (nodes[node.task.parent_id].parts if node.task.parent_id else roots).append(node)
    work = [node for node in nodes.values() if node.task.kind in Task.WORK]
    unplaced = []
    for each in checked:
        if _is_own_money(each.claim):
            owner = owner_of([node.task for node in work], each.claim.place)
            if owner is not None:
                nodes[owner.pk].stated.append(Stated(each))
            elif _is_among([node.task for node in work], each.claim.place):
                unplaced.append(Stated(each))
    visions = [root for root in roots if root.task.kind not in Task.WORK]
    return visions, [root for root in roots if root.task.kind in Task.WORK], unplaced


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


def _dates(documents: Sequence[Document], drawn: Sequence[Drawn]) -> list[list[ReportingDate]]:
    """Those that the amounts speak of; of a document that states none, its newest own."""
    spoken = [set(_spoken_dates(*each)) for each in drawn]
    own = ReportingDate.objects.filter(
        filings__published__document__in=[each.pk for each in documents],
        book__basis=Book.Basis.DRAWN,
    )
    told = set(own.order_by().values_list("filings__published__document", "pk"))
    asked = {pk for _, pk in told}.union(*spoken)
    known = ReportingDate.objects.filter(pk__in=asked).select_related("book__office").in_bulk()
    return [
        [known[pk] for pk in dates]
        or _newest(known[pk] for document, pk in told if document == each.pk)
        for each, dates in zip(documents, spoken, strict=True)
    ]


def _spoken_dates(visions, tops: Iterable[Node], unplaced: Iterable[Stated]) -> Iterator[int]:
    own = (each for top in tops for node in top.below() for each in node.stated)
    for each in (*own, *unplaced):
        if each.claim.reporting_date_id is not None:
            yield each.claim.reporting_date_id


def _newest(dates: Iterable[ReportingDate]) -> list[ReportingDate]:
    newest = max(dates, key=lambda date: when_of(date).age, default=None)
    return [newest] if newest else []
