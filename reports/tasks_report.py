"""업무와 예산 as tables: the tree of tasks with their amounts, the counts, and what no task speaks of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from budgets.amounts import Unit
from budgets.models import Claim, Statement
from reports.asked import Reader, one_of, read_asked, read_unit
from reports.claim_words import computed_words, difference_words, printed_words, row_href
from reports.cuts import APPROPRIATED, BUDGET, SPENT, base_of
from reports.execution import Execution, with_lines
from reports.file_names import file_name
from reports.reconcile import AGREES, ROUNDING, UNDECIDABLE
from reports.rollup import Leaf, cells, summed
from reports.sources import sources_in, sources_of
from reports.table import LEAF, Cell, Column, Gap, Kind, Report, Row, Table, ratio
from reports.tasks import CUT, SILENT, UNKNOWN, WORDS, Node, Stated, Work, called
from reports.timeline import text

CHOICES = (*WORDS.values(), SILENT, UNKNOWN)
_READERS: dict[str, Reader] = {
    "unit": read_unit,
    "verdict": one_of("판정", CHOICES),
}
_WORDS_ALONE = (
    text("printed", "인쇄값"),
    text("computed", "셈한 값"),
    text("difference", "차이"),
    text("verdict", "판정"),
    text("reason", "까닭"),
)
_PLACE = text("place", "적힌 곳")
_OPEN = (
    "따질 수 없는 금액이 {open}개 있어, 그 과제가 말하는 세부사업도 여기에 들어 있을 수 있습니다."
)
_NOTHING = ("", "", "", "", "")


@dataclass(frozen=True, slots=True)
class Asked:
    unit: Unit = Unit.THOUSAND
    verdict: str = ""

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        return (("판정", self.verdict),) if self.verdict else ()

    def shows(self, word: str) -> bool:
        return self.verdict in ("", word)


def read_asked_of_tasks(said) -> Asked:
    return Asked(**read_asked(said, _READERS))


def tasks_report(work: Work, asked: Asked) -> Report:
    """`asked.verdict` chooses among the amounts; what else there is of the report is left out then."""
    tables = [_counts(work), _tree(work, asked)]
    if not asked.verdict:
        tables += [*_visions(work), *_ledgers(work)]
    document = work.document
    return Report(
        title=f"{called(document)} 업무와 예산",
        office=document.office.name,
        when=", ".join(when.words for when in work.whens) or document.printed_on,
        unit=asked.unit,
        tables=tuple(tables),
        sources=tuple(dict.fromkeys((*_own_source(work), *sources_of(work.dates)))),
        chosen=asked.words,
        file=file_name(f"{document.office}_{document.key}_업무와_예산", asked.words),
        name=f"{document.key} 업무와 예산",
    )


def _own_source(work: Work) -> tuple[str, ...]:
    own = Statement.objects.filter(document=work.document, publication__isnull=False)
    return sources_in(own)


# --- the tree -------------------------------------------------------------------------------------


def _visions(work: Work) -> Iterator[Table]:
    if work.visions:
        rows = tuple(row for node in work.visions for row in _vision(node, 0))
        yield Table(
            "visions", "비전과 전략", (text("what", "무엇"), _PLACE), rows, name_label="제목"
        )


def _vision(node: Node, level: int) -> Iterator[Row]:
    task = node.task
    told = (task.get_kind_display(), _line(task.place))
    yield Row(level, "task", str(task), "", "", "", told)
    for part in node.parts:
        yield from _vision(part, level + 1)


def _tree(work: Work, asked: Asked) -> Table:
    drawing = _Drawing(work, asked)
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
        yield (
            "세부사업은 적힌 금액과 이름이 함께 가리키는 것만 이었습니다. 사업비는 예산현액"
            "(없으면 예산액)과 견줍니다."
        )
    if any(node.standing == UNKNOWN for node in work.leaves):
        yield "어디까지인지 알 수 없는 과제의 금액은 바로 위의 과제에 둡니다."


class _Drawing:
    def __init__(self, work: Work, asked: Asked):
        self.work, self.asked = work, asked
        self.found = {pk: with_lines(each) for pk, each in work.found.items()}
        self.amounts = _amount_columns(
            cells(leaf.sums) for each in work.stated for leaf in work.lines_of(each)
        )
        self.columns = (*_WORDS_ALONE, *self.amounts, _PLACE)
        self.gaps = tuple(Gap.DASH for _ in self.amounts)

    def node(self, node: Node, level: int) -> list[Row]:
        """Nothing at all where the condition leaves nothing of it."""
        task, asked = node.task, self.asked
        stated = [each for each in node.stated if asked.shows(each.word)]
        below = [row for part in node.parts for row in self.node(part, level + 1)]
        standing = node.standing
        if asked.verdict and not stated and not below and asked.verdict != standing:
            return []
        told = ("", "", "", standing, _lost(node), *self.gaps, _line(task.place))
        own = Row(level, "task", str(task), "", "", task.get_kind_display(), told)
        return [own, *self._sentences(stated, level + 1), *below]

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
                    yield self._leaf(each.claim, leaf, level + 1)

    def _claim(self, stated: Stated, level: int) -> Row:
        checked, claim = stated.checked, stated.claim
        leaves = self.work.lines_of(stated)
        told = (
            printed_words(claim) or "빈칸",
            computed_words(checked) or "-",
            difference_words(checked) or "-",
            stated.word,
            checked.verdict.reason or _sum_words(claim) or "-",
            *(self._cut(leaves) if leaves else self.gaps),
            _line(claim.place),
        )
        name = claim.get_measure_display()
        if not leaves:
            name = f"{name}: {claim.subject}"
        links = self._links(leaves[0]) if len(leaves) == 1 else ()
        return Row(level, "claim", name, "", row_href(claim), "", told, links)

    def _leaf(self, claim: Claim, leaf: Leaf, level: int) -> Row:
        names = self.found[claim.reporting_date_id].names
        department = names.departments[names.programs[leaf.program].parent].name
        told = (*_NOTHING, *self._cut([leaf]), "")
        name, kind = f"{department} {leaf.name}", names.programs[leaf.program].kind or ""
        return Row(level, LEAF, name, leaf.code, f"/lines/{leaf.pk}", kind, told, self._links(leaf))

    def _cut(self, leaves: Sequence[Leaf]) -> tuple[Cell, ...]:
        return _cut(leaves, self.amounts)

    def _links(self, leaf: Leaf) -> tuple[str, ...]:
        words = [""] * len(_WORDS_ALONE)
        return (*words, *_links_of(leaf, self.amounts), "")


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


def _line(place: int) -> str:
    return f"{place}번째 줄"


# --- amounts --------------------------------------------------------------------------------------


def _amount_columns(rows: Iterable[Sequence[Cell]]) -> tuple[Column, ...]:
    """예산현액, or 예산액 where no line has it; 집행액 where any has."""
    there = list(rows)
    if not there:
        return ()
    has_budget = any(row[BUDGET] is not Gap.ABSENT for row in there)
    base = ("budget", "예산현액") if has_budget else ("appropriated", "예산액")
    spent = any(row[SPENT] is not Gap.ABSENT for row in there)
    columns = (Column(*base, Kind.WON), Column("spent", "집행액", Kind.WON))
    return columns if spent else columns[:1]


def _cut(leaves: Sequence[Leaf], columns: Sequence[Column]) -> tuple[Cell, ...]:
    there = cells(summed(leaves)) if leaves else [Gap.DASH] * (SPENT + 1)
    of = {"budget": base_of(there), "appropriated": base_of(there), "spent": there[SPENT]}
    return tuple(of[column.key] for column in columns)


def _links_of(leaf: Leaf, columns: Sequence[Column]) -> Iterator[str]:
    there = cells(leaf.sums)
    has_budget = there[BUDGET] is not Gap.ABSENT
    at = {"spent": ("spent", SPENT)}
    base = ("budget", BUDGET) if has_budget else ("appropriated", APPROPRIATED)
    for column in columns:
        measure, index = at.get(column.key, base)
        yield "" if there[index] is Gap.ABSENT else f"/figures/{leaf.figure}/{measure}"


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
    count, at = counted(work), reverse("tasks", args=[work.document.key, ""])
    rows = [
        ("과제 (하위 과제가 없는 것)", count.tasks, ""),
        ("금액을 적은 과제", count.stating, ""),
        ("적은 금액이 모두 맞거나 단수·버림으로만 다른 과제", count.right, ""),
        (SILENT, count.silent, SILENT),
        (UNKNOWN, count.unknown, UNKNOWN),
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


# --- the other way round --------------------------------------------------------------------------


def _ledgers(work: Work) -> Iterator[Table]:
    spoken_of = work.spoken_of
    unsettled = counted(work).verdicts[WORDS[UNDECIDABLE]]
    for date, when in zip(work.dates, work.whens, strict=True):
        found = work.found[date.pk]
        by_account: dict[int, list[Leaf]] = {}
        for leaf in found.leaves:
            by_account.setdefault(found.names.programs[leaf.program].account, []).append(leaf)
        for account, leaves in sorted(by_account.items()):
            unsaid = [leaf for leaf in leaves if (date.pk, leaf.pk) not in spoken_of]
            said = [leaf for leaf in leaves if (date.pk, leaf.pk) in spoken_of]
            name = f"{when.short} {found.names.accounts[account]}"
            yield _coverage(name, leaves, said, unsaid)
            yield _unsaid(name, found, unsaid, unsettled)


def _coverage(name: str, leaves, said: Sequence[Leaf], unsaid: Sequence[Leaf]) -> Table:
    amounts = _amount_columns(cells(leaf.sums) for leaf in leaves)
    columns = (
        Column("lines", "세부사업 수", Kind.COUNT),
        *amounts,
        Column("share", "구성비", Kind.RATE, (amounts[0].key, "")),
    )
    whole = _cut(leaves, amounts)
    rows = [
        Row(level, mark, label, "", "", "", (len(own), *_cut(own, amounts), _share(own, whole)))
        for level, mark, label, own in (
            (0, "total", "합계", leaves),
            (1, LEAF, "과제의 금액이 가리키는 세부사업", said),
            (1, LEAF, "과제의 금액이 가리키지 않는 세부사업", unsaid),
        )
    ]
    return Table(f"{name}/coverage", f"{name}: 과제가 말하는 예산", columns, tuple(rows))


def _share(own: Sequence[Leaf], whole: Sequence[Cell]) -> Cell:
    return ratio(base_of(cells(summed(own))), whole[0]) if own else Gap.DASH


def _unsaid(name: str, found: Execution, unsaid: Sequence[Leaf], unsettled: int) -> Table:
    programs, departments = found.names.programs, found.names.departments
    amounts = _amount_columns(cells(leaf.sums) for leaf in unsaid)
    columns = (text("division", "부서"), text("within", "정책사업"), *amounts)
    ordered = sorted(unsaid, key=lambda leaf: _order(found, leaf))
    rows = [
        Row(
            1,
            LEAF,
            leaf.name,
            leaf.code,
            f"/lines/{leaf.pk}",
            programs[leaf.program].kind or "",
            (
                departments[programs[leaf.program].parent].name,
                programs[leaf.program].name,
                *_cut([leaf], amounts),
            ),
            ("", "", *_links_of(leaf, amounts)),
        )
        for leaf in ordered
    ]
    if rows:
        told = ("", "", *_cut(unsaid, amounts))
        rows.insert(0, Row(0, "total", f"합계 ({len(rows)}개)", "", "", "", told))
    title = f"{name}: 어느 과제의 금액도 가리키지 않는 세부사업"
    notes = ("모든 세부사업을 어느 과제의 금액이 가리킵니다.",)
    if rows:
        notes = (_OPEN.format(open=unsettled),) if unsettled else ()
    return Table(f"{name}/unsaid", title, columns, tuple(rows), notes, name_label="세부사업")


def _order(found: Execution, leaf: Leaf) -> tuple:
    program = found.names.programs[leaf.program]
    return (*found.names.departments[program.parent].order, *program.order, leaf.position, leaf.pk)
