"""집행잔액의 사유 as departments give them: by reason, and by department, program and line.

Beside what a report prints of the whole office these are the departments' own explanations, each as it
was published last. What nobody explains stands as 사유 미기재, and accounts are never added.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from budgets.models import Explanation, LapseReason, ReportingDate
from reports.cuts import lapsed_of
from reports.dates import written
from reports.execution import Execution, trees_of
from reports.rollup import Leaf, Node, cells, leaves_under, together
from reports.settled import untold_programs
from reports.table import LEAF, Cell, Column, Gap, Kind, Row, Table, minus, ratio

UNSAID = "사유 미기재"
UNDIVIDED = "세부사업으로 나누지 않은 사유"
_PLACE = Column("stated_in", "근거", Kind.TEXT)


@dataclass(frozen=True, slots=True)
class Told:
    """A department's explanation, the newest that was published."""

    version: int
    by: str
    day: date  # of its publication
    is_of_older: bool  # the amounts were corrected since

    @property
    def words(self) -> str:
        older = ", 정정하기 전의 금액에 적음" if self.is_of_older else ""
        return f"사유서 제{self.version}판, {written(self.day)} 공개, {self.by} 적음{older}"


@dataclass(frozen=True, slots=True)
class Explained:
    by_department: Mapping[int, Told]
    lines: Mapping[int, Mapping[str, int]]
    programs: Mapping[int, Mapping[str, int]]


NOTHING = Explained({}, {}, {})


def read_explained(dates: Sequence[ReportingDate]) -> Explained:
    own = Explanation.objects.published().filter(
        filing__reporting_date__in=[each.pk for each in dates]
    )
    newest: dict[int, Explanation] = {}
    related = own.select_related("filing", "by", "publication")
    for each in related.order_by("filing", "version"):
        newest[each.filing_id] = each
    if not newest:
        return NOTHING
    keys = [each.pk for each in newest.values()]
    lines: defaultdict[int, dict[str, int]] = defaultdict(dict)
    programs: defaultdict[int, dict[str, int]] = defaultdict(dict)
    reasons = LapseReason.objects.filter(explanation__in=keys).order_by("pk")
    for line, program, reason, won in reasons.values_list("line", "program", "reason", "won"):
        (programs[program] if line is None else lines[line])[reason] = won
    told = {each.filing.department_id: told_of(each) for each in newest.values()}
    return Explained(told, lines, programs)


def told_of(explanation: Explanation) -> Told:
    return Told(
        explanation.version,
        str(explanation.by),
        timezone.localdate(explanation.publication.at),
        explanation.statement_id != explanation.filing.published_id,
    )


def reason_tables(
    found: Execution, chosen: Iterable[Leaf], explained: Explained
) -> Iterable[Table]:
    """Two of each account: of the lines that are chosen, as the table of amounts is, under those who
    gave the reasons."""
    if not explained.by_department:
        return
    untold = untold_programs(found.leaves, found.names)
    whole = dict.fromkeys(explained.programs, 0)
    for leaf in found.leaves:
        if leaf.program in whole:
            whole[leaf.program] += 1
    trees = trees_of(chosen, found.names)
    for account, nodes in sorted(trees.items()):
        own = _Account(found, explained, untold, whole, nodes, found.names.accounts[account])
        yield own.by_reason()
        yield own.by_work()


@dataclass(frozen=True, slots=True)
class _Account:
    found: Execution
    explained: Explained
    untold: frozenset[int]
    whole: Mapping[int, int]  # how many lines a program has, chosen or not
    nodes: Sequence[Node]  # offices or departments
    name: str

    @property
    def departments(self) -> list[Node]:
        return [
            each
            for node in self.nodes
            for each in (node.below if node.mark == "office" else [node])
        ]

    def _undivided(self, program: Node) -> Mapping[str, int]:
        """What is given for all of its lines together is not for some of them."""
        is_whole = self.whole.get(program.pk) == len(program.below)
        return self.explained.programs[program.pk] if is_whole else {}

    def _given(self, nodes: Sequence[Node | Leaf]) -> dict[str, int]:
        sums: defaultdict[str, int] = defaultdict(int)
        for node in nodes:
            if isinstance(node, Leaf):
                parts = [self.explained.lines.get(node.pk, {})]
            elif node.mark == "program":
                parts = [self._undivided(node), self._given(node.below)]
            else:
                parts = [self._given(node.below)]
            for part in parts:
                for reason, won in part.items():
                    sums[reason] += won
        return dict(sums)

    def _lapsed(self, nodes: Sequence[Node | Leaf]) -> Cell:
        leaves = list(leaves_under(nodes))
        if any(leaf.program in self.untold for leaf in leaves):
            return Gap.UNKNOWN
        return lapsed_of(cells(together([leaf.sums for leaf in leaves])))

    @property
    def reasons(self) -> list[str]:
        """The largest first."""
        given = self._given(self.departments)
        return sorted(given, key=lambda reason: (-given[reason], reason))

    # --- by reason --------------------------------------------------------------------------------

    def by_reason(self) -> Table:
        columns = (
            Column("amount", "금액", Kind.WON),
            Column("share", "집행잔액 가운데", Kind.RATE),
            Column("works", "사업", Kind.COUNT, title="사유를 적은 사업의 수"),
        )
        given, whole = self._given(self.departments), self._lapsed(self.departments)
        told = (whole, ratio(whole, whole), self._works(self.reasons))
        rows = [Row(0, "total", "집행잔액", "", "", "", told)]
        for reason in self.reasons:
            told = (given[reason], ratio(given[reason], whole), self._works([reason]))
            rows.append(Row(1, LEAF, reason, "", "", "", told))
        left = minus(whole, sum(given.values()))
        if left != 0:
            name = "집행잔액보다 더 적은 금액" if isinstance(left, int) and left < 0 else UNSAID
            rows.append(Row(1, LEAF, name, "", "", "", (left, ratio(left, whole), Gap.DASH)))
        title = f"{self.name}: 부서가 적은 집행잔액의 사유"
        return Table("given-reasons", title, columns, tuple(rows), tuple(self._notes()), "사유")

    def _works(self, reasons: Sequence[str]) -> int:
        programs = [program for node in self.departments for program in node.below]
        parts = [self._undivided(program) for program in programs]
        parts += [self.explained.lines.get(leaf.pk, {}) for leaf in leaves_under(programs)]
        return sum(any(reason in part for reason in reasons) for part in parts)

    def _notes(self) -> Iterable[str]:
        names = self.found.names.departments
        silent = [
            names[each.pk].name
            for each in self.departments
            if each.pk not in self.explained.by_department
        ]
        if silent:
            yield f"사유를 공개하지 않은 부서의 집행잔액은 ‘{UNSAID}’입니다: {', '.join(silent)}"
        programs = [program for node in self.departments for program in node.below]
        if any(self.whole.get(each.pk, len(each.below)) > len(each.below) for each in programs):
            yield "정책사업 전체에 적은 사유는 그 사업의 세부사업이 모두 골라졌을 때만 들어 있습니다."

    # --- by department, program and line ----------------------------------------------------------

    def by_work(self) -> Table:
        reasons = self.reasons
        columns = (
            Column("lapsed", "집행잔액", Kind.WON),
            *(
                Column(f"reason_{at}", reason, Kind.WON, is_named_by_data=True)
                for at, reason in enumerate(reasons, 1)
            ),
            Column("unsaid", UNSAID, Kind.WON),
            _PLACE,
        )
        rows = [self._row(0, "total", "합계", "", self.departments, reasons)]
        for department in self.departments:
            rows += self._department(department, reasons)
        title = f"{self.name}: 사업별 집행잔액의 사유"
        return Table("reasons-by-work", title, columns, tuple(rows), (), "부서 / 사업명")

    def _department(self, node: Node, reasons: Sequence[str]) -> Iterable[Row]:
        name = self.found.names.departments[node.pk].name
        told = self.explained.by_department.get(node.pk)
        place = told.words if told else "사유서 없음"
        href = f"/departments/{node.pk}"
        yield self._row(1, "department", name, href, [node], reasons, place)
        for program in node.below:
            name, href = self.found.names.programs[program.pk].name, f"/programs/{program.pk}"
            yield self._row(2, "program", name, href, [program], reasons)
            for leaf in program.below:
                yield self._row(3, LEAF, leaf.name, f"/lines/{leaf.pk}", [leaf], reasons)
            if own := self._undivided(program):
                amounts = [own.get(reason, Gap.DASH) for reason in reasons]
                told = (Gap.DASH, *amounts, -sum(own.values()), "")
                yield Row(3, LEAF, UNDIVIDED, "", "", "", told)

    def _row(
        self,
        level: int,
        mark: str,
        name: str,
        href: str,
        nodes: Sequence[Node | Leaf],
        reasons: Sequence[str],
        place: str = "",
    ) -> Row:
        given, whole = self._given(nodes), self._lapsed(nodes)
        amounts = [given.get(reason, Gap.DASH) for reason in reasons]
        left = minus(whole, sum(given.values()))
        return Row(level, mark, name, "", href, "", (whole, *amounts, left, place))
