"""무엇에서 온 숫자인가, of a sum: its lines with their places, the statements and documents it rests
on, and what is printed of the very same lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budgets.amounts import Unit
from budgets.measures import MEASURES
from budgets.models import Claim, Figure, ReportingDate, Statement
from reports.choices import Misread
from reports.claims import Checked, checked_claims
from reports.dates import When
from reports.execution import KIND_TITLES, Execution, read_execution
from reports.origin import claims_table, day_words
from reports.places import line_words
from reports.rollup import Leaf, cells, summed
from reports.settled import untold_programs
from reports.sources import sources_in
from reports.sum_origin import LAPSED, Made, line_cell
from reports.sum_scope import SHARE, Scope, asked, asked_of_whole, read_scope, sum_path
from reports.table import LEAF, Column, Gap, Kind, Report, Row, Table, ratio
from reports.timeline import text

_OTHER_NAME = {
    "unspent": "결산에는 미집행액이 없습니다. 이월액을 뺀 집행잔액(lapsed)을 보세요.",
    LAPSED: "집행잔액은 결산에만 있습니다. 그 전에는 미집행액(unspent)을 보세요.",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line's amount stands."""

    statement: int
    place: str


@dataclass(frozen=True, slots=True)
class SumOrigin:
    office: str
    when: When
    found: Execution
    scope: Scope
    made: Made
    places: dict[int, Place]  # by figure
    statements: dict[int, Statement]
    claims: list[Checked]

    @property
    def account(self) -> str:
        return self.found.names.accounts[self.scope.account]

    @property
    def has_offices(self) -> bool:
        """Several, so that a department's name does not tell whose it is."""
        programs, departments = self.found.names.programs, self.found.names.departments
        own = {programs[line.program].parent for line in self.made.lines}
        return len({departments[pk].parent or pk for pk in own}) > 1

    @property
    def unit(self) -> Unit:
        return self.scope.choices.unit

    def href(self, measure: str) -> str:
        """Another measure of the same lines."""
        said = asked(self.account, self.scope.choices)
        own = (
            ("program", [] if self.scope.program is None else [self.scope.program]),
            ("line", sorted(self.scope.named)),
        )
        narrower = "".join(f"&{name}={','.join(map(str, pks))}" for name, pks in own if pks)
        of = asked_of_whole(self.scope.whole) if measure == SHARE else ""
        return f"{sum_path(self.office, self.when)}{measure}?{said}{narrower}{of}"

    @property
    def whole_href(self) -> str:
        """What a share is of."""
        said = asked(self.account, self.scope.whole)
        return f"{sum_path(self.office, self.when)}{self.made.base}?{said}"


def read_sum(
    office: str,
    when: When,
    dates: Sequence[ReportingDate],
    measure: str,
    said: Mapping[str, str],
) -> SumOrigin:
    if measure == ("unspent" if when.is_settled else LAPSED):
        raise Misread([_OTHER_NAME[measure]])
    found = read_execution(dates)
    scope = read_scope(said, found, measure)
    untold = untold_programs(found.leaves, found.names)
    made = Made(measure, scope.lines, untold, scope.of_whole)
    places = _places(made)
    statements = Statement.objects.select_related("document", "handed_in_by", "filing__department")
    return SumOrigin(
        office,
        when,
        found,
        scope,
        made,
        places,
        statements.in_bulk({each.statement for each in places.values()}),
        _claims(dates, made),
    )


def _places(made: Made) -> dict[int, Place]:
    """A figure never changes: these are the very ones that were added up."""
    rows = Figure.objects.filter(pk__in=[line.figure for line in made.lines])
    measure = made.amounts[0]
    return {
        pk: Place(statement, places.get(measure, place))
        for pk, place, places, statement in rows.values_list("pk", "place", "places", "statement")
    }


def _claims(dates: Sequence[ReportingDate], made: Made) -> list[Checked]:
    """What is printed of these lines and no others, whatever it calls them; judged among all that
    its document prints, as a verdict leans on what stands beside it."""
    measures = [made.measure, *(["cost"] if made.measure == made.base else [])]
    claims = Claim.objects.published()
    speaking = claims.filter(reporting_date__in=dates, measure__in=measures).order_by()
    documents = set(speaking.values_list("document", flat=True))
    if not documents:
        return []
    own = frozenset(line.pk for line in made.lines)
    days = {each.pk for each in dates}
    return [
        each
        for each in checked_claims(claims.filter(document__in=documents))
        if each.lines == own
        and each.claim.measure in measures
        and each.claim.reporting_date_id in days
    ]


# --- the report -----------------------------------------------------------------------------------


def sum_report(origin: SumOrigin) -> Report:
    made = origin.made
    tables = [_lines(origin), _statements(origin)]
    if origin.claims:
        tables.append(claims_table(origin.claims))
    subject = subject_words(origin)
    return Report(
        title=f"무엇에서 온 숫자인가: {subject} {made.label}",
        office=origin.office,
        when=origin.when.words,
        unit=origin.unit,
        tables=tuple(tables),
        sources=sources_in(Statement.objects.filter(pk__in=origin.statements)),
        chosen=tuple(conditions(origin)),
        file=f"{origin.office}_{origin.when.slug}_{subject}_{made.label}".replace(" ", "_"),
        name=f"{made.label}의 출처",
    )


def subject_words(origin: SumOrigin) -> str:
    """What the row is called that leads here."""
    choices, program = origin.scope.choices, origin.scope.program
    if origin.scope.named:
        return _named(origin)
    if program is not None:
        return origin.found.names.programs[program].name
    words = (choices.department, KIND_TITLES.get(choices.kind, choices.kind))
    return " ".join(filter(None, words)) or "합계"


def conditions(origin: SumOrigin) -> list[tuple[str, str]]:
    program = origin.scope.program
    named = origin.found.names.programs[program].name if program is not None else ""
    line = _named(origin) if origin.scope.named else ""
    said = [
        *(("회계", origin.account), *origin.scope.choices.words),
        *(("정책사업", named), ("세부사업", line)),
    ]
    if origin.made.measure == SHARE:
        said.append(("구성비의 전체", whole_words(origin)))
    return [(label, value) for label, value in said if value]


def whole_words(origin: SumOrigin) -> str:
    said = [f"{label} {value}" for label, value in origin.scope.whole.words]
    return ", ".join([origin.account, *said])


def _named(origin: SumOrigin) -> str:
    first, *others = origin.made.lines
    return f"{first.name} 외 {len(others)}개" if others else first.name


def _lines(origin: SumOrigin) -> Table:
    made = origin.made
    is_share = made.measure == SHARE
    of = (made.base, "") if is_share else made.amounts
    columns = (
        text("whose", "부서"),
        text("within", "정책사업"),
        *(Column(measure, MEASURES[measure], Kind.WON) for measure in made.amounts),
        *((Column(made.measure, made.label, made.kind, of),) if made.is_derived else ()),
        text("place", "출처와 자리"),
    )
    sums = (_whole(origin), _total(origin)) if is_share else (_total(origin),)
    rows = (*sums, *(_line(line, origin) for line in made.lines))
    return Table("lines", "더한 세부사업", columns, rows, name_label="세부사업")


def _whole(origin: SumOrigin) -> Row:
    """What a share is of stands first, as everything under it is divided by it."""
    whole = origin.made.whole
    shown = ("", "", whole, ratio(whole, whole), "")
    links = ("", "", origin.whole_href, "", "")
    return Row(0, "whole", f"전체 ({whole_words(origin)})", "", "", "", shown, links)


def _total(origin: SumOrigin) -> Row:
    shown = [origin.made.of(measure) for measure in origin.made.amounts]
    links = [
        href if made_of is not Gap.ABSENT else ""
        for href, made_of in zip(_parts(origin), shown, strict=True)
    ]
    if origin.made.is_derived:
        shown.append(origin.made.cell)
        links.append("")
    return Row(0, "total", "합계", "", "", "", ("", "", *shown, ""), ("", "", *links, ""))


def _parts(origin: SumOrigin) -> list[str]:
    """Where the sums lead that it is made of; a sum itself leads no further."""
    if not origin.made.is_derived:
        return [""]
    return [origin.href(measure) for measure in origin.made.amounts]


def _line(line: Leaf, origin: SumOrigin) -> Row:
    programs, made = origin.found.names.programs, origin.made
    program = programs[line.program]
    shown = [line_cell(measure, line) for measure in made.amounts]
    links = [
        f"/figures/{line.figure}/{measure}" if cell is not Gap.ABSENT else ""
        for measure, cell in zip(made.amounts, shown, strict=True)
    ]
    if made.is_derived:
        shown.append(made.of_line(line))
        links.append("")
    return Row(
        1,
        LEAF,
        line.name,
        line.code,
        f"/lines/{line.pk}",
        program.kind or "",
        (_whose(program.parent, origin), program.name, *shown, _place_words(line, origin)),
        (f"/departments/{program.parent}", f"/programs/{line.program}", *links, ""),
    )


def _whose(department: int, origin: SumOrigin) -> str:
    departments = origin.found.names.departments
    own = departments[department]
    if not origin.has_offices or own.parent is None:
        return own.name
    return f"{departments[own.parent].name} {own.name}"


def _place_words(line: Leaf, origin: SumOrigin) -> str:
    """The document and its line, or who entered it and in which cell."""
    place = origin.places[line.figure]
    statement = origin.statements[place.statement]
    if statement.document:
        where = line_words(place.place) if place.place.isdecimal() else place.place
        return f"{statement.document.key} 문서 {where or '자리가 적혀 있지 않음'}"
    return " ".join(filter(None, (_who(statement), place.place)))


def _who(statement: Statement) -> str:
    by = statement.handed_in_by
    return f"{by.name}, {statement.get_method_display()}" if by else ""


def _statements(origin: SumOrigin) -> Table:
    """What was handed in, in the order of the lines."""
    made = origin.made
    lines_of: dict[int, list[Leaf]] = {}
    for line in made.lines:
        lines_of.setdefault(origin.places[line.figure].statement, []).append(line)
    columns = (
        Column("lines", "세부사업 수", Kind.COUNT),
        *(Column(measure, MEASURES[measure], Kind.WON) for measure in made.amounts),
        text("version", "판"),
        text("method", "누가, 어떻게"),
        text("document", "출처 문서"),
        text("handed", "제출한 때 또는 문서의 날짜"),
        text("reason", "사유"),
    )
    rows = [_statement(origin.statements[pk], lines, origin) for pk, lines in lines_of.items()]
    return Table("statements", "제출본과 문서", columns, tuple(rows), name_label="제출한 부서")


def _statement(statement: Statement, lines: Sequence[Leaf], origin: SumOrigin) -> Row:
    document, department = statement.document, statement.filing.department
    sums = dict(zip(MEASURES, cells(summed(lines)), strict=True))
    return Row(
        0,
        LEAF,
        _whose(department.pk, origin),
        "",
        f"/departments/{department.pk}",
        "",
        (
            len(lines),
            *(sums[measure] for measure in origin.made.amounts),
            f"제{statement.version}판, {statement.unit} 단위",
            _who(statement) or statement.get_method_display(),
            f"{document.key} {document.title}" if document else "문서 없음",
            day_words(statement),
            statement.reason or "-",
        ),
    )
