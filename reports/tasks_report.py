"""업무와 예산 as tables: the tree of tasks with their amounts, the counts, and what no task speaks of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from budgets.amounts import Unit
from budgets.models import Claim, Task
from reports.asked import Reader, one_of, read_asked, read_unit
from reports.called_today import AS_PRINTED, Called
from reports.candidates import Near, candidate, candidate_words
from reports.claim_words import computed_words, difference_words, printed_words
from reports.cuts import base_of
from reports.execution import with_lines
from reports.file_names import file_name
from reports.leaves import UNITS
from reports.reconcile import AGREES, ROUNDING, UNDECIDABLE
from reports.rollup import Leaf, cells
from reports.sources import sources_of
from reports.table import LEAF, Cell, Column, Gap, Kind, Report, Row, Table
from reports.task_amounts import amount_columns, cut, links_of
from reports.tasks import CUT, SILENT, UNKNOWN, WORDS, Node, Stated, Work
from reports.tasks_unsaid import ledgers
from reports.timeline import text
from reports.two_views import NAME, PRINTED, TODAY, read_organisation

CHOICES = (*WORDS.values(), SILENT, UNKNOWN)
_READERS: dict[str, Reader] = {
    "unit": read_unit,
    "verdict": one_of("판정", CHOICES),
    NAME: read_organisation,
}
_WORDS_ALONE = (
    text("printed", "인쇄값"),
    text("computed", "셈한 값"),
    text("difference", "차이"),
    text("verdict", "판정"),
    text("reason", "까닭"),
)

_LINKED = {
    False: "세부사업은 적힌 금액과 이름이 함께 가리키는 것만 이었습니다.",
    True: "세부사업은 적은 사람이 고른 것입니다. 고르지 않은 과제의 금액은 아래 세부과제가 고른 것을 더해 "
    "견줍니다.",
}
_PLACE = text("place", "적힌 곳")
_NOTHING = ("", "", "", "", "")


@dataclass(frozen=True, slots=True)
class Asked:
    unit: Unit = Unit.THOUSAND
    verdict: str = ""
    organisation: str = PRINTED

    @property
    def is_today(self) -> bool:
        return self.organisation == TODAY

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        return (("판정", self.verdict),) if self.verdict else ()

    def shows(self, word: str) -> bool:
        return self.verdict in ("", word)


def read_asked_of_tasks(said) -> Asked:
    return Asked(**read_asked(said, _READERS))


def tasks_report(work: Work, asked: Asked, called: Called = AS_PRINTED) -> Report:
    """`asked.verdict` chooses among the amounts; what else there is of the report is left out then."""
    tables = [_tree(work, asked, called)]
    if not asked.verdict:
        tables += [*_visions(work, called), *ledgers(work, called)]
    tables.append(_counts(work))
    own = work.source
    office = called.department(own.office).words
    report = Report(
        title=f"{own.called} 업무와 예산",
        office=office,
        when=", ".join(when.words for when in work.whens) or own.printed_on,
        unit=asked.unit,
        tables=tuple(tables),
        sources=tuple(dict.fromkeys((*own.words, *sources_of(work.dates)))),
        chosen=asked.words,
        file=file_name(f"{office}_{own.key}_업무와_예산", asked.words),
        name=f"{own.key} 업무와 예산",
    )
    return called.told(report)


# --- the tree -------------------------------------------------------------------------------------


def _visions(work: Work, called: Called) -> Iterator[Table]:
    if work.visions:
        rows = tuple(row for node in work.visions for row in _vision(work, node, 0, called))
        yield Table(
            "visions", "비전과 전략", (text("what", "무엇"), _PLACE), rows, name_label="제목"
        )


def _vision(work: Work, node: Node, level: int, called: Called) -> Iterator[Row]:
    task = node.task
    told = (task.get_kind_display(), _place(work, task))
    yield Row(level, "task", _name(task, called), "", "", "", told)
    for part in node.parts:
        yield from _vision(work, part, level + 1, called)


def _place(work: Work, task: Task) -> str:
    return work.source.place(task.position if work.source.is_entered else task.place)


def _name(task: Task, called: Called) -> str:
    if task.department is None:
        return str(task)
    return f"{task} ({called.department(task.department).words})"


def _tree(work: Work, asked: Asked, called: Called) -> Table:
    drawing = _Drawing(work, asked, called)
    rows = [row for node in work.tasks for row in drawing.node(node, 0)]
    rows += drawing.unplaced()
    return Table(
        "tasks",
        "과제와 금액",
        drawing.columns,
        tuple(rows),
        notes=tuple(_notes(work, drawing)),
        name_label="과제, 적힌 금액, 세부사업",
    )


def _notes(work: Work, drawing: "_Drawing") -> Iterator[str]:
    if drawing.amounts:
        yield (f"{_LINKED[work.source.is_entered]} 사업비는 예산현액(없으면 예산액)과 견줍니다.")
    if any(node.standing == UNKNOWN for node in work.leaves):
        yield "어디까지인지 알 수 없는 과제의 금액은 바로 위의 과제에 둡니다."


class _Drawing:
    def __init__(self, work: Work, asked: Asked, called: Called):
        self.work, self.asked, self.called = work, asked, called
        self.found = {pk: with_lines(each) for pk, each in work.found.items()}
        self.amounts = amount_columns(
            cells(leaf.sums) for each in work.stated for leaf in work.lines_of(each)
        )
        said = text("printed", "적은 값") if work.source.is_entered else _WORDS_ALONE[0]
        self.columns = (said, *_WORDS_ALONE[1:], *self.amounts, _PLACE)
        self.gaps = tuple(Gap.DASH for _ in self.amounts)

    def node(self, node: Node, level: int) -> list[Row]:
        """Nothing at all where the condition leaves nothing of it."""
        task, asked = node.task, self.asked
        stated = [each for each in node.stated if asked.shows(each.word)]
        below = [row for part in node.parts for row in self.node(part, level + 1)]
        standing = node.standing
        if asked.verdict and not stated and not below and asked.verdict != standing:
            return []
        told = ("", "", "", standing, _lost(node), *self.gaps, _place(self.work, task))
        own = Row(level, "task", _name(task, self.called), "", "", task.get_kind_display(), told)
        return [own, *self._sentences(stated, level + 1), *self._named(node, level + 1), *below]

    def _named(self, node: Node, level: int) -> Iterator[Row]:
        """The line that a task names of which it states no amount, where it was last published."""
        if node.task.line_id is None or node.stated or self.asked.verdict:
            return
        for date in self.work.dates:
            for leaf in self.work.leaves_of(date.pk, {node.task.line_id}):
                yield self._leaf(date.pk, leaf, level)
                return

    def unplaced(self) -> list[Row]:
        stated = [each for each in self.work.unplaced if self.asked.shows(each.word)]
        if not stated:
            return []
        told = (*_NOTHING, *self.gaps, "")
        own = Row(0, "task", "어느 과제의 것인지 알 수 없는 금액", "", "", "", told)
        return [own, *self._sentences(stated, 1)]

    def _sentences(self, stated: Sequence[Stated], level: int) -> Iterator[Row]:
        """The lines that a sentence means stand once below all that it states of them."""
        for at, each in enumerate(stated):
            yield self._claim(each, level)
            following = stated[at + 1] if at + 1 < len(stated) else None
            if following is None or _meant(following) != _meant(each):
                for leaf in self.work.lines_of(each):
                    yield self._leaf(each.claim.reporting_date_id, leaf, level + 1)

    def _claim(self, stated: Stated, level: int) -> Row:
        checked, claim = stated.checked, stated.claim
        leaves = self.work.lines_of(stated)
        near = None if leaves else self._near(stated)
        reason = checked.verdict.reason or _sum_words(claim)
        if near:
            words = candidate_words(near, int(claim.value * UNITS[claim.unit]))
            reason = ". ".join(filter(None, (reason, words)))
        told = (
            printed_words(claim) or "빈칸",
            computed_words(checked) or "-",
            difference_words(checked) or "-",
            stated.word,
            reason or "-",
            *(self._cut(leaves) if leaves else self.gaps),
            self.work.source.place(claim.place),
        )
        name = claim.get_measure_display()
        if not leaves and not self.work.source.is_entered:
            name = f"{name}: {claim.subject}"
        links = self._links(leaves[0]) if len(leaves) == 1 else ()
        if near:
            amounts = [""] * (len(self.amounts) + 1)
            links = (*_NOTHING[1:], f"/lines/{near.line}", *amounts)
        href = self.work.source.href_of(claim)
        return Row(level, "claim", name, "", href, "", told, links)

    def _near(self, stated: Stated) -> Near | None:
        """Of an amount that cannot be settled: the line of which its title speaks."""
        claim = stated.claim
        found = self.work.found.get(claim.reporting_date_id)
        is_open = stated.checked.verdict.verdict == UNDECIDABLE and claim.unit in UNITS
        if found is None or claim.value is None or not is_open:
            return None
        lines = [
            Near(leaf.pk, leaf.name, base)
            for leaf in self.found[claim.reporting_date_id].leaves
            if isinstance(base := base_of(cells(leaf.sums)), int)
        ]
        return candidate(claim.subject, lines)

    def _leaf(self, date: int, leaf: Leaf, level: int) -> Row:
        names = self.found[date].names
        own = names.programs[leaf.program].parent
        department = self.called.of(own, names.departments[own].name, leaf.pk).words
        told = (*_NOTHING, *self._cut([leaf]), "")
        name, kind = f"{department} {leaf.name}", names.programs[leaf.program].kind or ""
        return Row(level, LEAF, name, leaf.code, f"/lines/{leaf.pk}", kind, told, self._links(leaf))

    def _cut(self, leaves: Sequence[Leaf]) -> tuple[Cell, ...]:
        return cut(leaves, self.amounts)

    def _links(self, leaf: Leaf) -> tuple[str, ...]:
        words = [""] * len(_WORDS_ALONE)
        return (*words, *links_of(leaf, self.amounts), "")


def _meant(stated: Stated) -> tuple:
    return stated.claim.place, stated.claim.reporting_date_id, stated.checked.lines


def _sum_words(claim: Claim) -> str:
    """What it says itself that it is made of."""
    if claim.formula != Claim.Formula.SUM:
        return ""
    parts = (f"{term['label']} {term['printed']}".strip() for term in claim.terms)
    return f"적힌 대로 {' + '.join(parts)}"


def _lost(node: Node) -> str:
    if node.standing != UNKNOWN:
        return ""
    return (
        "제목이 차례에만 있음"
        if node.task.begins is None
        else "다음 과제의 제목이 없어 어디까지인지 알 수 없음"
    )


# --- counts ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counted:
    tasks: int
    stating: int
    silent: int
    unknown: int
    right: int  # tasks of which every amount is, as far as it was printed
    amounts: int
    verdicts: dict[str, int]


def counted(work: Work) -> Counted:
    leaves, stated = work.leaves, work.stated
    stating = [node for node in leaves if node.stated]
    right = {WORDS[AGREES], WORDS[ROUNDING], WORDS[CUT]}
    return Counted(
        len(leaves),
        len(stating),
        sum(node.standing == SILENT for node in leaves),
        sum(node.standing == UNKNOWN for node in leaves),
        sum({each.word for each in node.stated} <= right for node in stating),
        len(stated),
        {word: sum(each.word == word for each in stated) for word in WORDS.values()},
    )


def _counts(work: Work) -> Table:
    count, at = counted(work), work.source.href
    rows = [
        ("과제 (하위 과제가 없는 것)", count.tasks, ""),
        ("금액을 적은 과제", count.stating, ""),
        ("적은 금액이 모두 맞거나 단수·버림으로만 다른 과제", count.right, ""),
        (SILENT, count.silent, SILENT),
        *([] if work.source.is_entered else [(UNKNOWN, count.unknown, UNKNOWN)]),
        ("적힌 금액과 비율", count.amounts, ""),
        *((word, number, word) for word, number in count.verdicts.items()),
    ]
    return Table(
        "counts",
        "과제와 금액의 수",
        (Column("count", "수", Kind.COUNT),),
        tuple(
            Row(
                0 if not word else 1,
                LEAF,
                name,
                "",
                f"{at}?{urlencode({'verdict': word})}" if word and number else "",
                "",
                (number,),
            )
            for name, number, word in rows
        ),
    )
