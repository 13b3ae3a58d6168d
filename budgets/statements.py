"""Statements as plain rows: what one says, and where two of them differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgets.measures import MEASURES, Measures
from budgets.models import Figure, Statement, Waiver
from budgets.rows import CARRIED, Row, Waived


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
