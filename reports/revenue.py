"""세입 결산: what was to come in, what was assessed, what came in and what is still open, by category,
with the sources that the document names and the lines they belong to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from budgets.amounts import Unit
from budgets.measures import REVENUE_MEASURES
from budgets.models import Claim
from budgets.models.source import Formula
from budgets.reading.revenue_claims import SUBJECT
from reports.called_today import AS_PRINTED, Called
from reports.checking import claims_table
from reports.dates import written
from reports.file_names import file_name
from reports.marks import mark_of
from reports.reconcile import DIFFERS
from reports.revenue_links import Link, links
from reports.revenue_read import OfAccount, Settled
from reports.revenue_tree import Node, added
from reports.table import LEAF, Cell, Column, Gap, Kind, Mark, Report, Row, Table, minus, ratio
from reports.workings import workings

_MEASURES = tuple(REVENUE_MEASURES)
BUDGET, ASSESSED, RECEIVED, UNCOLLECTED, WRITTEN_OFF = (
    _MEASURES.index(measure)
    for measure in ("budget", "assessed", "received", "uncollected", "written_off")
)

_FULL = 1000  # tenths of a percent
CATEGORY, REST = "category", "rest"
_ADDED = "아래 과목을 더함"
_PLACE = Column("place", "적힌 곳", Kind.TEXT)
_TOTALS = {f"{SUBJECT} {name}" for name in ("합계", "총계", "계")}


def revenue_report(settled: Settled, unit: Unit, called: Called = AS_PRINTED) -> Report:
    tables: list[Table] = []
    for account in settled.accounts:
        tables += _Account(settled, account, len(settled.accounts) > 1, called).tables()
    if settled.claims:
        tables.append(claims_table(workings(settled.claims)))
    name = f"{settled.fiscal_year}년 세입 {'결산' if settled.when.is_settled else '현황'}"
    office = called.department(settled.office).words
    report = Report(
        title=f"{office} 세입 {'결산' if settled.when.is_settled else '현황'}",
        office=office,
        when=settled.words,
        unit=unit,
        tables=tuple(tables),
        sources=settled.source.words,
        file=file_name(f"{office}_{name}".replace(" ", "_")),
        name=name,
        notes=tuple(_also_told(settled)),
    )
    return called.told(report)


def _also_told(settled: Settled) -> Iterable[str]:
    for each in settled.others:
        yield f"{each.named}에도 이 해의 세입이 있습니다. 이 화면은 {settled.source.named}의 것입니다."


@dataclass(frozen=True, slots=True)
class _Account:
    settled: Settled
    own: OfAccount
    is_one_of_several: bool
    called: Called

    def tables(self) -> Iterable[Table]:
        yield self._categories()
        if any(node.sources for node in self._nodes()):
            yield self._sources()
        if self.own.later:
            yield self._later()
        if found := self._links():
            yield self._expenditure(found)

    def _nodes(self) -> list[Node]:
        return [node for top in self.own.tops for _, node in top.walk()]

    def _titled(self, title: str) -> str:
        return f"{self.own.name}: {title}" if self.is_one_of_several else title

    def _place(self, place: int | None) -> str:
        return self.settled.source.place(place, self.own.name)

    def _leads(self, place: int | None, cells: Sequence[Cell], *, own: bool = True) -> list[str]:
        """To what the document prints there: the place, and the amounts that are its `own`."""
        href = self.settled.href_of(place)
        led = [href if own and isinstance(cell, int) else "" for cell in cells[:-1]]
        return [*led, href]

    @property
    def total(self) -> tuple[Cell, ...]:
        return added(top.cells for top in self.own.tops)

    # --- categories -------------------------------------------------------------------------------

    def _categories(self) -> Table:
        total = self.total
        there = [at for at, cell in enumerate(total) if cell is not Gap.ABSENT]
        columns = [Column(_MEASURES[at], REVENUE_MEASURES[_MEASURES[at]], Kind.WON) for at in there]
        rates = self._rates(there)
        rows = [self._row(0, "total", "합계", total, there, rates, _ADDED)]
        keys = [column.key for column in (*columns, *rates)]
        marks = {(0, at): mark for at, mark in self._marks(None, keys)}
        for top in self.own.tops:
            for level, node in top.walk():
                marks |= {(len(rows), at): mark for at, mark in self._marks(node, keys)}
                place = _ADDED if node.below else self._place(node.place)
                mark = CATEGORY if node.below else LEAF
                rows.append(
                    self._row(level, mark, node.name, node.cells, there, rates, place, node)
                )
        return Table(
            key=f"categories-{self.own.name}",
            title=self._titled("과목별 세입"),
            columns=(*columns, *rates, _PLACE),
            rows=tuple(rows),
            notes=tuple(self._notes(total)),
            name_label="과목",
            absent=tuple(_MEASURES[at] for at in range(len(_MEASURES)) if at not in there),
            marks=marks,
        )

    def _marks(self, node: Node | None, keys: Sequence[str]) -> Iterable[tuple[int, Mark]]:
        """What the document's own table prints in the place of a category or of all of them, where it
        cannot be what it is printed as the sum or the rate of."""
        totals = self._totals() if node is None else frozenset()
        for checked in self.settled.claims:
            claim = checked.claim
            is_own = claim.pk in totals if node is None else claim.place == node.place
            if not is_own or checked.verdict.verdict != DIFFERS or claim.shape != Claim.Shape.TABLE:
                continue
            key = "collection_rate" if claim.measure == Claim.Measure.SHARE else claim.measure
            if key in keys:
                yield keys.index(key), mark_of([claim])

    def _totals(self) -> frozenset[int]:
        """What is printed of all categories of the account: of several accounts, on the row that bears
        its name, or on which an amount is printed as the sum of its own uppermost ones."""
        claims = [checked.claim for checked in self.settled.claims]
        if not self.is_one_of_several:
            return frozenset(claim.pk for claim in claims if claim.subject in _TOTALS)
        tops = {top.place for top in self.own.tops}
        rows = {
            claim.place
            for claim in claims
            if claim.subject == f"{SUBJECT} {self.own.name}"
            or (
                claim.formula == Formula.SUM
                and " / " not in claim.subject
                and {term.get("place") for term in claim.terms} <= tops
            )
        }
        return frozenset(claim.pk for claim in claims if claim.place in rows)

    def _rates(self, there: Sequence[int]) -> list[Column]:
        rates = []
        if {ASSESSED, RECEIVED} <= set(there):
            of = ("received", "assessed")
            meant = "실제수납액 ÷ 징수결정액"
            rates.append(Column("collection_rate", "징수율", Kind.RATE, of, meant))
        if {BUDGET, RECEIVED} <= set(there):
            of = ("received", "budget")
            meant = "실제수납액 ÷ 예산현액"
            rates.append(Column("received_of_budget", "수납 대 예산현액", Kind.RATE, of, meant))
        return rates

    def _row(
        self,
        level: int,
        mark: str,
        name: str,
        cells: Sequence[Cell],
        there: Sequence[int],
        rates: Sequence[Column],
        place: Cell,
        node: Node | None = None,
    ) -> Row:
        shares = [
            ratio(cells[_MEASURES.index(rate.of[0])], cells[_MEASURES.index(rate.of[1])])
            for rate in rates
        ]
        told = (*(cells[at] for at in there), *shares, place)
        if node is None:
            return Row(level, mark, name, "", "", "", told)
        links = self._leads(node.place, told, own=not node.below)
        worked_out = len(there)  # rates lead nowhere: they are not printed
        links[worked_out:-1] = [""] * len(shares)
        return Row(level, mark, name, "", "", "", told, links)

    def _notes(self, total: Sequence[Cell]) -> Iterable[str]:
        if any(node.below for node in self._nodes()) or len(self.own.tops) > 1:
            printed = " 문서에 인쇄된 합계는 ‘인쇄값과 셈한 값’에 있습니다."
            is_printed = self.settled.source.document is not None
            yield "합계와 위 과목은 맨 아래 과목을 더한 금액입니다." + printed * is_printed
        received, assessed = total[RECEIVED], total[ASSESSED]
        known = isinstance(received, int) and isinstance(assessed, int)
        if known and received < assessed and ratio(received, assessed) == _FULL:
            yield "징수율 100.0%는 반올림한 값입니다. 거두지 못한 금액이 남아 있습니다."
        uncollected, rest = total[UNCOLLECTED], minus(assessed, received)
        given_up = total[WRITTEN_OFF] if isinstance(total[WRITTEN_OFF], int) else 0
        if isinstance(uncollected, int) and isinstance(rest, int) and rest != uncollected:
            if rest == uncollected + given_up:
                yield "미수납액은 징수결정액에서 실제수납액과 불납결손액을 뺀 것입니다."
            else:
                yield "미수납액이 징수결정액에서 실제수납액을 뺀 것과 다릅니다."

    # --- sources ----------------------------------------------------------------------------------

    def _sources(self) -> Table:
        columns = (
            Column("received", REVENUE_MEASURES["received"], Kind.WON),
            Column("share_of_category", "과목에서의 비율", Kind.RATE),
            Column("remark", "비고", Kind.TEXT),
            _PLACE,
        )
        rows: list[Row] = []
        for node in self._nodes():
            if node.sources:
                rows += self._of_category(node)
        return Table(
            key=f"sources-{self.own.name}",
            title=self._titled("문서가 밝힌 세입원"),
            columns=columns,
            rows=tuple(rows),
            notes=("‘밝히지 않은 나머지’는 과목의 실제수납액에서 밝힌 세입원을 뺀 금액입니다.",),
            name_label="세입원",
        )

    def _of_category(self, node: Node) -> Iterable[Row]:
        whole, path = node.received, " › ".join(node.path)
        told = (whole, ratio(whole, whole), "", "")
        yield Row(0, CATEGORY, path, "", "", "", told)
        for source in node.sources:
            remark = "뒤에 ‘등’이 있어 더 있음" if source.is_open else ""
            share = ratio(source.received, whole)
            cells = (source.received, share, remark, self._place(source.place))
            links = self._leads(source.place, cells)
            links[1] = ""
            yield Row(1, LEAF, source.name, "", "", "", cells, links)
        if node.rest != 0:
            is_less = isinstance(node.rest, int) and node.rest < 0
            name = "과목보다 더 밝힌 금액" if is_less else "밝히지 않은 나머지"
            says = (
                "" if any(each.is_open for each in node.sources) else "문서는 더 있다고 하지 않음"
            )
            yield Row(1, REST, name, "", "", "", (node.rest, ratio(node.rest, whole), says, ""))

    # --- later ------------------------------------------------------------------------------------

    def _later(self) -> Table:
        columns = (
            Column("day", "기준일", Kind.TEXT),
            Column("uncollected", "결산 때의 미수납액", Kind.WON),
            Column("collected", "그 뒤 수납액", Kind.WON),
            Column("left", "남은 미수납액", Kind.WON, ("uncollected", "collected")),
            _PLACE,
        )
        nodes = {node.key: node for node in self._nodes()}
        rows = []
        for each in self.own.later:
            node = nodes.get(each.category)
            open_then = (node.cells if node else self.total)[UNCOLLECTED]
            cells = (
                written(each.day),
                open_then,
                each.won,
                minus(open_then, each.won),
                self._place(each.place),
            )
            name = node.name if node else "합계"
            told = f"{name} (전액)" if each.is_all else name
            links = ("", "", self.settled.href_of(each.place), "", self.settled.href_of(each.place))
            rows.append(Row(0, LEAF, told, "", "", "", cells, links))
        return Table(
            key=f"later-{self.own.name}",
            title=self._titled("결산 뒤에 받은 미수납액"),
            columns=columns,
            rows=tuple(rows),
            name_label="과목",
        )

    # --- expenditure ------------------------------------------------------------------------------

    def _links(self) -> list[Link]:
        sources, budgets = [], {}
        for node in self._nodes():
            sources += node.sources
            if len(node.sources) == 1 and node.sources[0].received == node.received:
                budgets[node.sources[0].key] = node.cells[BUDGET]
        return list(links(sources, budgets, self.settled.spending))

    def _expenditure(self, found: Sequence[Link]) -> Table:
        columns = (
            Column("received", REVENUE_MEASURES["received"], Kind.WON),
            Column("paid_line", "세부사업", Kind.TEXT),
            Column("whose", "부서", Kind.TEXT),
            Column("budget", "예산현액", Kind.WON),
            Column("spent", "집행액", Kind.WON),
            Column("linked_by", "이은 근거", Kind.TEXT),
        )
        return Table(
            key=f"expenditure-{self.own.name}",
            title=self._titled("세출과 이어지는 세입원"),
            columns=columns,
            rows=tuple(self._linked(link) for link in found),
            notes=(
                "이름이 같은 것은 이어짐을 뒷받침할 뿐이고, 재원으로 정해져 있다는 뜻은 아닙니다.",
            ),
            name_label="세입원",
        )

    def _linked(self, link: Link) -> Row:
        line = link.spending
        cells = (
            link.source.received,
            line.name,
            self.called.of(line.department_key, line.department, line.line).words,
            Gap.DASH if line.budget is None else line.budget,
            Gap.DASH if line.spent is None else line.spent,
            link.evidence,
        )
        origin = f"/figures/{line.figure}"
        leads = ("", f"/lines/{line.line}", "", f"{origin}/budget", f"{origin}/spent", "")
        return Row(0, LEAF, link.source.name, "", "", "", cells, leads)
