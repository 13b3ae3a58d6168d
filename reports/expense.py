"""업무추진비: what one date spent, by the ledger's lines (과목) and by what it was for (분야).

Both are added up by themselves, and the page says whether they come to the same. A mean per case is
amount by number of cases; no cases have none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgets.amounts import Unit, show
from budgets.measures import MEASURES
from budgets.models import Figure, ReportingDate, Statistic
from budgets.reading.names import key_of
from budgets.tally import BY_LINE, EXPENSE
from departments.text import squeezed
from reports.asked_sums import AskedSums
from reports.choices import Choices
from reports.cuts import SPENT, base_of, rate_of
from reports.dates import When
from reports.execution import Execution, read_each
from reports.file_names import file_name
from reports.leaves import UNITS
from reports.rollup import Leaf, add, cells, empty
from reports.series import Counted, Group, Telling, read_series, told_statistics
from reports.successors import read_successors
from reports.sum_scope import RATE
from reports.table import LEAF, Cell, Column, Gap, Kind, Report, Row, Table, ratio
from reports.timeline import text

_NO_FIELDS = "이 보고서에는 분야별 표가 없어 무엇에 썼는지, 몇 건인지 알 수 없습니다."
_ELSEWHERE = "이 금액은 같은 날 집행현황표의 사업에 들어 있어 장부에 따로 두지 않고, 문서에 적힌 대로 보입니다."
_HOW_OFTEN = (
    Column("cases", "집행건수 (건)", Kind.COUNT),
    Column("per_case", "1건당 평균", Kind.WON, title="집행액 ÷ 집행건수"),
)


@dataclass(frozen=True, slots=True)
class Expense:
    """What a program spent, and what a document says it was spent on, where one does."""

    program: str
    leaves: tuple[Leaf, ...]
    telling: Telling | None
    code: str = ""  # of the program

    @property
    def key(self) -> str:
        return str(self.telling.own.pk) if self.telling else self.code

    @property
    def has_fields(self) -> bool:
        return any(g.unit in UNITS for g in self._groups())

    @property
    def by_line(self) -> list[Group]:
        """Amounts by 과목 as the document prints them, by what they are."""
        return [g for g in self._groups(by_line=True) if g.unit in UNITS]

    @property
    def amounts(self) -> Group:
        return next(g for g in self._groups() if g.unit in UNITS)

    @property
    def cases(self) -> Group | None:
        """How often: the same fields in another unit than money."""
        if not self.has_fields:
            return None
        fields = [each.item for each in self.amounts.counts]
        others = [g for g in self._groups() if g.unit not in UNITS]
        return next((g for g in others if [each.item for each in g.counts] == fields), None)

    @property
    def cases_by_line(self) -> dict[str, int | None] | None:
        """How often, by the name of the line: where the department said so."""
        own = self._groups(by_line=True)
        counted = next((g for g in own if g.unit not in UNITS), None)
        return counted and {squeezed(each.item): _case(each) for each in counted.counts}

    def _groups(self, *, by_line: bool = False) -> list[Group]:
        groups = self.telling.groups if self.telling else ()
        return [g for g in groups if is_by_line(g) == by_line]


def is_by_line(group: Group) -> bool:
    return group.name.startswith(BY_LINE)


def expense_statistics(dates: Iterable[ReportingDate]) -> list[Statistic]:
    """Those that count money on one of these days, as their own office prints them."""
    known = {(date.book.office_id, date.day) for date in dates}
    own = told_statistics().filter(last__in={day for _, day in known}, values__unit__in=list(UNITS))
    rows = own.select_related("document__office", "department__parent").distinct().order_by("pk")
    return [each for each in rows if (each.office.pk, each.last) in known]


def dates_with_expenses(dates: Sequence[ReportingDate]) -> list[ReportingDate]:
    """Those that have a page: where what was counted in money is what a program's own lines are."""
    return [date for date, _ in with_expenses(dates)]


def with_expenses(
    dates: Sequence[ReportingDate],
) -> Iterator[tuple[ReportingDate, list[Expense]]]:
    statistics, by_line = expense_statistics(dates), _dates_by_line(dates)
    days = {(each.office.pk, each.last) for each in statistics}
    likely = [
        date for date in dates if (date.book.office_id, date.day) in days or date.pk in by_line
    ]
    if not likely:
        return
    series = read_series(read_successors(), statistics)
    tellings = [telling for each in series for telling in each.tellings]
    found = read_each(likely)
    for date in likely:
        told = [
            x for x in tellings if (x.own.office.pk, x.own.last) == (date.book.office_id, date.day)
        ]
        read = found[date.pk]
        names = read.names.of_book(date.book_id)
        if own := expenses_of(told, Execution(names, read.leaves)):
            yield date, own


def _dates_by_line(dates: Sequence[ReportingDate]) -> set[int]:
    """Those on which lines are called by what they are: 기관운영업무추진비."""
    figures = Figure.objects.published().filter(line__name__contains=EXPENSE).order_by()
    found = figures.values_list("statement__filing__reporting_date", flat=True).distinct()
    return set(found) & {date.pk for date in dates}


def expenses_of(tellings: Sequence[Telling], found: Execution) -> list[Expense]:
    """By name: a program's own lines are what a table by field divides up."""
    told = []
    for telling in tellings:
        key = key_of(telling.own.series)
        programs = {pk for pk, own in found.names.programs.items() if key_of(own.name) == key}
        leaves = tuple(leaf for leaf in found.leaves if leaf.program in programs)
        fields = [group for group in telling.groups if not is_by_line(group)]
        is_told = any(g.unit in UNITS and g.is_divided for g in fields)
        if (leaves and is_told) or (not programs and key == key_of(EXPENSE)):
            told.append(Expense(telling.own.series, leaves, telling))
    return [*told, *_without_fields(told, found)]


def _without_fields(told: Sequence[Expense], found: Execution) -> Iterator[Expense]:
    """Programs of nothing but 업무추진비, which no table divides by field."""
    known = {leaf.program for expense in told for leaf in expense.leaves}
    for pk, own in found.names.programs.items():
        leaves = tuple(leaf for leaf in found.leaves if leaf.program == pk)
        if leaves and pk not in known and all(EXPENSE in squeezed(leaf.name) for leaf in leaves):
            yield Expense(own.name, leaves, None, str(pk))


def expense_report(
    office: str,
    when: When,
    expenses: Sequence[Expense],
    choices: Choices,
    sources: tuple[str, ...],
    *,
    sums: AskedSums | None = None,
    name: str = "",
) -> Report:
    """`sums`: where amounts lead to where they come from, as they do on the page. `name`: what the
    office is called, where that is another than its address says."""
    name = name or office
    tables = [table for each in expenses for table in _tables(each, sums)]
    return Report(
        title=f"{name} 업무추진비",
        office=name,
        when=when.words,
        unit=choices.unit,
        tables=tuple(tables),
        sources=(*sources, *(t.source for t in _tellings(expenses) if t.own.is_entered)),
        chosen=choices.words,
        file=file_name(f"{name}_{when.slug}_업무추진비", ()),
        name=f"{when.words.removesuffix(' 기준')} 업무추진비",
    )


def _tellings(expenses: Sequence[Expense]) -> list[Telling]:
    return [each.telling for each in expenses if each.telling]


def _tables(expense: Expense, sums: AskedSums | None) -> Iterator[Table]:
    if expense.leaves:
        yield _by_line(expense, sums)
    elif expense.by_line:
        yield _by_line_told(expense)
    if expense.has_fields:
        yield _by_field(expense)


def agreement(expense: Expense) -> str:
    """What the two ways of adding up come to, in words and in the unit that the field table prints."""
    by_line, by_field = _spent_by_line(expense), _won_of_group(expense.amounts)
    if not isinstance(by_line, int) or by_field is None:
        return "과목과 분야 가운데 합계를 알 수 없는 쪽이 있어 견줄 수 없습니다."
    unit = next(unit for unit in Unit if unit.label == expense.amounts.unit)
    lines, fields = (f"{show(won, unit)}{unit.label}" for won in (by_line, by_field))
    if by_line == by_field:
        return f"과목의 집행액을 더한 {lines}과 분야의 집행액을 더한 {fields}이 같습니다."
    apart = f"{show(by_field - by_line, unit)}{unit.label}"
    return f"과목의 집행액을 더하면 {lines}, 분야의 집행액을 더하면 {fields}으로 {apart} 다릅니다."


# --- by line --------------------------------------------------------------------------------------


def _by_line(expense: Expense, sums: AskedSums | None) -> Table:
    whole = empty()
    for leaf in expense.leaves:
        add(whole, leaf.sums)
    row = cells(whole)
    base = "appropriated" if row[1] is Gap.ABSENT else "budget"
    columns = (
        Column(base, "예산액" if base == "appropriated" else "예산현액", Kind.WON),
        Column("spent", "집행액", Kind.WON),
        Column("unspent", "잔액", Kind.WON, (base, "spent"), title="예산 − 집행액"),
        Column("rate", "집행률", Kind.RATE, ("spent", base)),
        Column("composition", "구성비", Kind.RATE, title="집행액 합계에서 차지하는 비율"),
        *(_HOW_OFTEN if expense.cases_by_line else ()),
    )
    leaves = sorted(expense.leaves, key=lambda leaf: (leaf.position, leaf.pk))
    often = expense.cases_by_line
    every = often and _all_cases(often)
    told = _cut(row, row[SPENT]) + _often(row, every, often)
    rows = [Row(0, "total", "합계", "", "", "", told, _led(leaves, columns, sums))]
    for leaf in leaves:
        own = cells(leaf.sums)
        figure = f"/figures/{leaf.figure}/" if sums else ""
        links = (f"{figure}{base}", f"{figure}spent", *("" for _ in columns[2:])) if figure else ()
        href = f"/lines/{leaf.pk}"
        many = often and often.get(squeezed(leaf.name))
        told = _cut(own, row[SPENT]) + _often(own, many, often)
        rows.append(Row(1, LEAF, leaf.name, leaf.code, href, "", told, links))
    title = f"과목별 ({expense.program})"
    notes = () if expense.has_fields else (_NO_FIELDS,)
    return Table(f"lines/{expense.key}", title, columns, tuple(rows), notes, "과목")


def _led(leaves: Sequence[Leaf], columns: Sequence[Column], sums: AskedSums | None) -> tuple:
    """The sum of these lines; what is left of it, and shares, are worked out on the page."""
    way = sums.named(leaves) if sums else None
    if way is None:
        return ()
    own, unit = {*MEASURES, RATE}, sums.choices.unit
    return tuple(way.to(each.key, unit) if each.key in own else "" for each in columns)


def _all_cases(often: dict[str, int | None]) -> int | None:
    counts = list(often.values())
    return None if None in counts else sum(counts)


def _often(row: Sequence[Cell], many: int | None, often) -> tuple[Cell, ...]:
    """How many cases, and what one of them cost; nothing where nobody counted by line."""
    if not often:
        return ()
    cases = Gap.UNKNOWN if many is None else many
    return cases, per_case(row[SPENT], cases)


def _cut(row: Sequence[Cell], whole: Cell) -> tuple[Cell, ...]:
    base, spent = base_of(row), row[SPENT]
    known = isinstance(base, int) and isinstance(spent, int)
    left = base - spent if known else Gap.UNKNOWN
    return base, spent, left, rate_of(row), ratio(spent, whole)


def _by_line_told(expense: Expense) -> Table:
    """Where the ledger holds it within other programs: as the document prints it."""
    groups = {g.name.removeprefix(BY_LINE): g for g in expense.by_line}
    spent = groups.get("집행액")
    base = next((g for name, g in groups.items() if name != "집행액"), None)
    key = "budget" if _name_of(base) == "예산현액" else "appropriated"
    columns = (
        Column(key, _name_of(base), Kind.WON),
        Column("spent", "집행액", Kind.WON),
        Column("unspent", "잔액", Kind.WON, (key, "spent"), title="예산 − 집행액"),
        Column("rate", "집행률", Kind.RATE, ("spent", key)),
        text("place", "적힌 곳"),
    )
    first = spent or base
    whole = _told_row(*(None if g is None else _won_of_group(g) for g in (base, spent)))
    rows = [Row(0, "total", "합계 (더한 값)", "", "", "", (*whole, ""))]
    for at, count in enumerate(first.counts):
        pair = [g and _won(g.counts[at]) for g in (base, spent)]
        told = (*_told_row(*pair), expense.telling.place_words(count.place))
        links = (*("" for _ in told[:-1]), expense.telling.href)
        rows.append(Row(1, LEAF, count.item, "", "", "", told, links))
    notes = (_ELSEWHERE,) if expense.has_fields else (_ELSEWHERE, _NO_FIELDS)
    title = f"과목별 ({expense.program})"
    return Table(f"lines/{expense.key}", title, columns, tuple(rows), notes, "과목")


def _name_of(group: Group | None) -> str:
    return group.name.removeprefix(BY_LINE) if group else "예산액"


def _told_row(base: int | None, spent: int | None) -> tuple[Cell, ...]:
    is_known = base is not None and spent is not None
    amounts = tuple(Gap.UNKNOWN if won is None else won for won in (base, spent))
    return *amounts, base - spent if is_known else Gap.UNKNOWN, ratio(amounts[1], amounts[0])


def _spent_by_line(expense: Expense) -> Cell:
    if expense.leaves:
        return spent_of(expense.leaves)
    spent = next((g for g in expense.by_line if g.name.endswith("집행액")), None)
    won = spent and _won_of_group(spent)
    return Gap.UNKNOWN if won is None else won


# --- by field -------------------------------------------------------------------------------------


def _by_field(expense: Expense) -> Table:
    amounts, cases = expense.amounts, expense.cases
    columns = (
        Column("field_spent", "집행액", Kind.WON),
        Column("composition", "구성비", Kind.RATE, title="집행액 합계에서 차지하는 비율"),
        *(
            (
                Column("cases", f"{cases.name or '건수'} ({cases.unit})", Kind.COUNT),
                Column("cases_share", "건수 구성비", Kind.RATE),
                Column("per_case", "1건당 평균", Kind.WON, title="집행액 ÷ 집행건수"),
            )
            if cases
            else ()
        ),
        text("place", "적힌 곳"),
    )
    whole, number = _won_of_group(amounts), cases and _whole(cases)
    own = expense.telling.own
    rows = [
        Row(
            *(0, "total", "합계 (더한 값)", "", "", ""),
            (*_shown(whole, whole, cases and (number, number)), ""),
        )
    ]
    for at, count in enumerate(amounts.counts):
        pair = cases and (_case(cases.counts[at]), number)
        place = expense.telling.place_words(count.place)
        told = (*_shown(_won(count), whole, pair), place)
        links = (*("" for _ in told[:-1]), expense.telling.href)
        rows.append(Row(1, LEAF, count.item, "", "", "", told, links))
    title = f"분야별 ({expense.program})"
    note = agreement(expense)
    return Table(f"fields/{own.pk}", title, columns, tuple(rows), (note,), "분야")


def _shown(won: int | None, whole: int | None, cases) -> tuple[Cell, ...]:
    amount = Gap.UNKNOWN if won is None else won
    base = Gap.UNKNOWN if whole is None else whole
    if not cases:
        return amount, ratio(amount, base)
    many, all_cases = (Gap.UNKNOWN if each is None else each for each in cases)
    return amount, ratio(amount, base), many, ratio(many, all_cases), per_case(amount, many)


def per_case(won: Cell, cases: Cell) -> Cell:
    """In whole won, half up; no case has no mean."""
    if not isinstance(won, int) or not isinstance(cases, int):
        return Gap.UNKNOWN
    return (2 * won + cases) // (2 * cases) if cases > 0 else Gap.DASH


def _won(count: Counted) -> int | None:
    """A dash spends nothing; a blank is not known."""
    if count.value is None:
        return 0 if count.state == "dash" else None
    return int(count.value * UNITS[count.unit])


def _case(count: Counted) -> int | None:
    if count.value is None:
        return 0 if count.state == "dash" else None
    return int(count.value)


def _won_of_group(group: Group) -> int | None:
    total = group.total
    return None if total is None else int(total * UNITS[group.unit])


def _whole(group: Group) -> int | None:
    total: Decimal | None = group.total
    return None if total is None else int(total)


def spent_of(leaves: Iterable[Leaf]) -> Cell:
    sums = empty()
    for leaf in leaves:
        add(sums, leaf.sums)
    return cells(sums)[SPENT]
