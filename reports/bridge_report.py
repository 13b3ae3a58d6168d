"""The 다리 of a date as a table: an office, its departments, programs and lines from 예산액 to 예산현액.

Each account is a table of its own. A sum's steps are those of its lines, and what is left of it what
is left of them. What only the whole of an office is known by stands at the whole, and nowhere else.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from budgets.amounts import Unit, show
from reports.asked_sums import AskedSums
from reports.bridge import STEPS, UNEXPLAINED, Bridge, bridge, sum_of, won_of
from reports.bridge_asked import Asked
from reports.bridge_ledger import Known, Ledger
from reports.bridge_whole import Whole
from reports.choices import Choices, is_unfolded
from reports.cuts import BUDGET
from reports.dates import When
from reports.execution import KIND_TITLES, NO_KIND, Execution, by_kind, trees_of
from reports.in_todays import INVENTED, NOTE, addressed, as_printed, in_todays, real
from reports.rollup import Leaf, Node, cells, leaves_under, summed
from reports.table import LEAF, Cell, Column, Gap, Kind, Report, Row, Table
from reports.two_views import TODAY

COLUMNS = (
    Column("appropriated", "예산액", Kind.WON),
    *(Column(key, label, Kind.WON) for key, label in STEPS.items()),
    Column(
        "unexplained",
        UNEXPLAINED,
        Kind.WON,
        ("budget", "appropriated", *STEPS),
        title="예산현액 - 예산액 - 알려진 변동",
    ),
    Column("budget", "예산현액", Kind.WON),
)
_AT = {column.key: at for at, column in enumerate(COLUMNS)}


def bridge_report(
    when: When,
    office: str,
    found: Execution,
    ledger: Ledger,
    wholes: dict[int, Whole],
    asked: Asked,
    sources: tuple[str, ...] = (),
    *,
    is_led: bool = False,
    todays: Mapping[int, str | None] | None = None,
) -> Report:
    """`is_led`: whether amounts lead to where they come from, as they do on the page. `todays`: the
    departments that do the work of each line today, where the lines are to stand under those."""
    view = found if todays is None else in_todays(found, todays)
    leaves = asked.chosen(found) if todays is None else asked.chosen_today(found, view)
    sums = None
    if is_led:
        own = Choices(unit=asked.choices.unit)
        sums = AskedSums(when, found, own, is_everyone=False)
    sizes = Counter(found.names.programs[leaf.program].account for leaf in found.leaves)
    tables = [
        _Account(
            view, ledger, asked, wholes.get(account, Whole()), when, sums, sizes[account]
        ).table(account, nodes)
        for account, nodes in sorted(trees_of(leaves, view.names).items())
    ]
    lines = {leaf.pk for leaf in leaves}
    known = [x for x in ledger.known if asked.is_whole or x.lines & lines]
    words = asked.words(found)
    return addressed(_report(when, office, asked, tables, known, words, sources))


def _report(when, office, asked: Asked, tables, known, words, sources) -> Report:
    return Report(
        title=f"{office} 예산현액의 다리",
        office=office,
        when=when.words,
        unit=asked.choices.unit,
        tables=(*tables, *([known_table(known)] if known else [])),
        sources=sources,
        chosen=words,
        file="_".join([office, when.slug, "예산현액의_다리", *(value for _, value in words[:2])]),
        name=f"{when.words.removesuffix(' 기준')} 예산현액의 다리",
    )


@dataclass(frozen=True, slots=True)
class _Account:
    found: Execution
    ledger: Ledger
    asked: Asked
    printed: Whole
    when: When
    sums: AskedSums | None
    size: int  # how many lines of the account stand on the date

    def table(self, account: int, nodes: list[Node]) -> Table:
        whole = self._whole(nodes)
        lines = list(leaves_under(nodes))
        rows = [self._led(Row(0, "total", "합계", "", "", "", whole.cells), lines)]
        kinds = by_kind(nodes, self.found.names)
        if set(kinds) != {None}:
            for kind, programs in kinds.items():
                title = KIND_TITLES.get(kind, NO_KIND)
                row = Row(1, "kind", title, "", "", kind or "", self._of(programs).cells)
                rows.append(self._led(row, list(leaves_under(programs))))
        if self.asked.choices.depth != "합계":
            rows += self._unfold(nodes, 1)
        title = self.found.names.accounts[account]
        notes = tuple(self._notes(whole, lines))
        return Table(title, title, COLUMNS, tuple(rows), notes, "부서 / 사업명")

    # --- the steps of a row

    def _of(self, parts: Sequence[Node | Leaf]) -> Bridge:
        lines = list(leaves_under(parts))
        budget = cells(summed(parts))[BUDGET]
        is_whole = len(lines) == self.size
        moves = self.ledger.of((line.pk for line in lines), is_whole=is_whole)
        return bridge(self._begin(lines), budget, moves, self.ledger.nothing)

    def _begin(self, lines: Sequence[Leaf]) -> Cell:
        return sum_of([self.ledger.begin(line) for line in lines])

    def _whole(self, nodes: list[Node]) -> Bridge:
        """With what a document prints of all of it, where its lines do not say it."""
        own = self._of(nodes)
        if not self.asked.is_whole:
            return own
        lines = [leaf.pk for leaf in leaves_under(nodes)]
        begin, moves = own.appropriated, self.ledger.of(lines)
        if not isinstance(begin, int) and self.printed.appropriated is not None:
            begin = self.printed.appropriated
        is_told = all("brought" in self.ledger.moves.get(line, {}) for line in lines)
        if not is_told and self.printed.brought is not None:
            moves["brought"] = self.printed.brought
        return bridge(begin, own.budget, moves, self.ledger.nothing)

    # --- rows

    def _unfold(self, nodes: Iterable[Node | Leaf], level: int) -> Iterable[Row]:
        for node in nodes:
            row = self._row(node, level)
            yield row
            if row.mark != LEAF and is_unfolded(node.mark, self.asked.choices.depth):
                yield from self._unfold(node.below, level + 1)

    def _row(self, node: Node | Leaf, level: int) -> Row:
        names = self.found.names
        if isinstance(node, Node) and node.mark == "program":
            own, below = names.programs[node.pk], node.below
            if len(below) == 1 and below[0].name == own.name:  # 기본경비 is printed once
                node = below[0]
            else:
                row = Row(
                    level,
                    "program",
                    own.name,
                    own.code,
                    f"/programs/{node.pk}",
                    own.kind or "",
                    self._of([node]).cells,
                )
                return self._led(row, below)
        if isinstance(node, Leaf):
            kind = names.programs[node.program].kind or ""
            row = Row(
                level, LEAF, node.name, node.code, f"/lines/{node.pk}", kind, self._of([node]).cells
            )
            return self._led(row, [node])
        own = names.departments[node.pk]
        row = Row(
            level,
            node.mark,
            own.name,
            own.code,
            f"/departments/{node.pk}",
            "",
            self._of([node]).cells,
        )
        return self._led(row, list(leaves_under([node])))

    def _led(self, row: Row, lines: Sequence[Leaf]) -> Row:
        """The two ends lead to where they come from, and what is left to the row's own bridge: the
        steps between stand in the table below."""
        if self.sums is None or not lines:
            return row
        links = [""] * len(COLUMNS)
        for key in ("appropriated", "budget"):
            if isinstance(row.cells[_AT[key]], int):
                links[_AT[key]] = self._href(row, lines, key)
        links[_AT["unexplained"]] = self._own(row)
        return row._replace(links=tuple(links))

    def _own(self, row: Row) -> str:
        """The bridge of this line, program or department alone."""
        if row.mark in ("total", "kind", "office"):
            return ""
        key = row.href.rpartition("/")[2]
        if row.mark == "department":
            own = {} if key == str(INVENTED) else {"department": row.name}
        else:
            own = {row.mark: str(real(int(key)))}
        if not own or isinstance(row.cells[_AT["unexplained"]], Gap):
            return ""
        today = {"organisation": TODAY} if self.asked.is_today and row.mark == "department" else {}
        unit = self.asked.choices.unit
        said = {} if unit is Unit.THOUSAND else {"unit": unit.label}
        return f"?{urlencode({**own, **today, **said})}"

    def _href(self, row: Row, lines: Sequence[Leaf], key: str) -> str:
        begun = self.ledger.begun
        is_begun = key == "appropriated" and any(line.pk in begun for line in lines)
        if row.mark == LEAF:
            figure = begun[lines[0].pk].figure if is_begun else lines[0].figure
            return f"/figures/{figure}/{key}" if figure else ""
        keys = frozenset(line.pk for line in lines)
        is_told = key != "appropriated" or self._begin(lines) == row.cells[_AT[key]]
        if is_begun or not is_told:
            return ""
        way = self.sums.way(row.mark, keys) or self.sums.named(as_printed(lines))
        return way.to(key, self.asked.choices.unit) if way else ""

    # --- words

    def _notes(self, whole: Bridge, lines: Sequence[Leaf]) -> Iterable[str]:
        unit = self.asked.choices.unit
        if isinstance(whole.unexplained, int) and whole.is_whole:
            yield _sentence(whole, unit)
        if self.asked.is_today:
            yield NOTE
        begun = [self.ledger.begun[line.pk] for line in lines if line.pk in self.ledger.begun]
        if begun:
            whens = ", ".join(dict.fromkeys(each.when.words for each in begun))
            yield f"예산액은 {whens}의 예산액이고, 추경은 그 뒤에 결정된 것입니다."
        elif isinstance(self._begin(lines), int):
            yield "예산액은 이 기준일의 자료에 인쇄된 것으로, 그때까지의 추경이 들어 있습니다."
        yield from self._missing(whole, lines)
        open_lines = [line for line in lines if _is_open(self._of([line]).unexplained)]
        if open_lines:
            programs = len({real(line.program) for line in open_lines})
            yield (
                f"출처 미기재: 정책사업 {programs}개의 세부사업 {len(open_lines)}개에서 예산액과 예산현액이 "
                "다르나 그 까닭을 적은 자료가 없습니다."
            )

    def _missing(self, whole: Bridge, lines: Sequence[Leaf]) -> Iterable[str]:
        measures = cells(summed(lines))
        lacks_begin = self._begin(lines) is Gap.ABSENT
        if measures[BUDGET] is Gap.ABSENT:
            yield "이 자료에는 예산현액 열이 없어 다리를 놓을 수 없습니다. 0원이라는 뜻이 아닙니다."
        if lacks_begin and not isinstance(whole.appropriated, int):
            yield "이 자료에는 예산액 열이 없어 다리를 놓을 수 없습니다. 0원이라는 뜻이 아닙니다."
        elif lacks_begin:
            places = ", ".join(self.printed.places)
            yield (
                f"예산액과 이월액은 합계만 인쇄되어 있습니다({places}). "
                "부서와 사업으로 나뉘어 있지 않아 그 아래는 알 수 없습니다."
            )


def _is_open(cell: Cell) -> bool:
    return isinstance(cell, int) and cell != 0


def _sentence(whole: Bridge, unit: Unit) -> str:
    def said(won: int) -> str:
        return f"{show(abs(won), unit)}{unit.label}"

    labels = (*STEPS.values(), UNEXPLAINED)
    steps = "".join(
        f" {'+' if cell > 0 else '−'} {label} {said(cell)}"
        for label, cell in zip(labels, whole.cells[1:-1], strict=True)
        if isinstance(cell, int) and cell
    )
    begin, end = won_of(whole.appropriated), won_of(whole.budget)
    return f"예산액 {said(begin)}{steps} = 예산현액 {said(end)}"


def known_table(known: Sequence[Known]) -> Table:
    """Each change with what became of it in the steps above."""
    columns = (
        Column("decided_on", "결정일", Kind.TEXT),
        Column("taken_from", "준 쪽", Kind.TEXT),
        Column("given_to", "받은 쪽", Kind.TEXT),
        Column("won", "금액", Kind.WON),
        Column("how", "다리에서", Kind.TEXT),
        Column("source", "출처", Kind.TEXT),
    )
    rows = tuple(
        Row(
            *(0, LEAF, x.label, "", "", ""),
            (x.day, *x.words, x.won, x.how, x.source),
            ("", "", "", "", "", x.href),
        )
        for x in known
    )
    return Table("known", "알려진 변동", columns, rows, name_label="종류")
