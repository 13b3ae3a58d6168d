"""Statements as plain rows: what one says, where two of them differ, and a new one written of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from budgets.answers import NOTHING, Earlier
from budgets.measures import MEASURES, Measures
from budgets.models import Figure, Filing, Statement, Upload, Waiver
from budgets.rows import CARRIED, Row, Waived
from budgets.rules import Key
from departments.models import Person


def rows_of(statement: Statement) -> list[Row]:
    """In the order of the lines."""
    figures = Figure.objects.filter(statement=statement).select_related("line")
    return [row_of(figure) for figure in figures.order_by("line__position", "line")]


def row_of(figure: Figure) -> Row:
    return Row(
        line=figure.line_id,
        measures=Measures(*(getattr(figure, measure) for measure in MEASURES)),
        states={measure: getattr(figure, f"{measure}_state") for measure in MEASURES},
        carried=tuple(getattr(figure, part) for part in CARRIED),
        note=figure.note,
        place=figure.place,
    )


def waived_of(statement: Statement) -> list[Waived]:
    return [
        Waived(each.rule, each.line_id, each.reason, each.paper)
        for each in Waiver.objects.filter(statement=statement).order_by("pk")
    ]


def earlier_of(statement: Statement | None, rows: Sequence[Row]) -> Earlier:
    """What this statement, of these rows, answers, and those of its filing before it answered."""
    if statement is None:
        return NOTHING
    standing, older = {}, {}
    until = Waiver.objects.filter(
        statement__filing=statement.filing_id, statement__version__lte=statement.version
    )
    for each in until.order_by("statement__version", "pk"):
        said = Waived(each.rule, each.line_id, each.reason, each.paper)
        if each.statement_id == statement.pk:
            standing[each.rule, each.line_id] = said
        elif each.reason:  # what was only seen is seen again without a text
            older[each.rule, each.line_id] = said
    return Earlier({row.line: row for row in rows}, standing, older)


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of which two statements do not say the same; None where one does not have it."""

    line: int
    before: Row | None
    after: Row | None

    @property
    def columns(self) -> tuple[str, ...]:
        """Where they differ: measures, and "note"."""
        empty = Row(self.line)
        before, after = self.before or empty, self.after or empty
        amounts = tuple(
            measure
            for measure in MEASURES
            if (getattr(before.measures, measure), before.state(measure))
            != (getattr(after.measures, measure), after.state(measure))
        )
        parts = ("carried",) if before.carried != after.carried and "carried" not in amounts else ()
        return amounts + parts + (("note",) if before.note != after.note else ())


def differences(before: Sequence[Row], after: Sequence[Row]) -> Iterator[Difference]:
    was, now = ({row.line: row for row in rows} for rows in (before, after))
    for line in dict.fromkeys([*was, *now]):
        old, new = was.get(line), now.get(line)
        if old is None or new is None or old.told != new.told:
            yield Difference(line, old, new)


def says_the_same(standing: Statement, rows: Sequence[Row], waived: list[Waived]) -> bool:
    before = {row.told for row in rows_of(standing)}
    return before == {row.told for row in rows} and set(waived_of(standing)) == set(waived)


def write(
    filing: Filing,
    rows: Sequence[Row],
    waived: Sequence[Waived],
    levels: Mapping[Key, str],
    *,
    by: Person,
    at: datetime,
    method: str,
    unit: str,
    upload: Upload | None,
    reason: str,
) -> Statement:
    """The next version, with its figures and exceptions. Of the verbs alone: they ask who may, and
    whether it may be (budgets/filing.py)."""
    newest = filing.statements.order_by("-version").values_list("version", flat=True).first() or 0
    statement = Statement.objects.create(
        filing=filing,
        version=newest + 1,
        method=method,
        unit=unit,
        handed_in_by=by,
        handed_in_at=at,
        reason=reason,
        follows_id=filing.standing_id,
        upload=upload,
    )
    Figure.objects.bulk_create(_figure(statement, row) for row in rows)
    Waiver.objects.bulk_create(
        Waiver(
            statement=statement,
            rule=each.rule,
            line_id=each.line,
            level=levels[each.rule, each.line],
            reason=each.reason,
            paper=each.paper,
        )
        for each in waived
    )
    return statement


def _figure(statement: Statement, row: Row) -> Figure:
    amounts = {measure: getattr(row.measures, measure) for measure in MEASURES}
    states = {f"{measure}_state": row.state(measure) for measure in MEASURES}
    parts = dict(zip(CARRIED, row.carried, strict=True))
    return Figure(
        statement=statement,
        line_id=row.line,
        note=row.note,
        place=row.place,
        **amounts,
        **states,
        **parts,
    )
