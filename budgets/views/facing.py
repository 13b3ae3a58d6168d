"""What a page of the grid is drawn from: the filing's lines and what is known of them, asked once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.http import Http404

from budgets.amounts import Unit
from budgets.answers import Earlier
from budgets.facing import asked_of, known_of, lines_of
from budgets.measures import MEASURES
from budgets.models import Filing, Statement
from budgets.rows import Row, Waived
from budgets.rules import Asked, Known, problems
from budgets.sheet import Place, Sheet, sheet
from budgets.statements import earlier_of, rows_of, waived_of
from budgets.typed import UNITS, Column, Reading, Typed, columns_of, drawn, is_unsplit, reading


@dataclass
class Facing:
    filing: Filing

    @cached_property
    def asked(self) -> Asked:
        """A date that came with a document asked for nothing: it has the columns that were printed."""
        asked = asked_of(self.filing.reporting_date)
        if not self.is_of_a_document:
            return asked
        printed = {m for row in self.stands for m in MEASURES if row.state(m) != "absent"}
        return replace(asked, columns=tuple(m for m in MEASURES if m in printed))

    @property
    def is_of_a_document(self) -> bool:
        return self.filing.reporting_date.deadline is None

    @cached_property
    def known(self) -> dict[int, Known]:
        return known_of(self.filing)

    @cached_property
    def places(self) -> list[Place]:
        return [
            Place(
                line.pk,
                str(line),
                line.program_id,
                str(line.program),
                line.program.account_id,
                line.program.account.name,
            )
            for line in lines_of(self.filing)
        ]

    @cached_property
    def lines(self) -> list[int]:
        return [place.line for place in self.places]

    @cached_property
    def stands(self) -> list[Row]:
        return [] if self.filing.standing_id is None else rows_of(self.filing.standing)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return columns_of(self.asked, unsplit=any(map(is_unsplit, self.stands)))

    @cached_property
    def earlier(self) -> Earlier:
        return earlier_of(self.filing.standing, self.stands)

    def stored(self, unit: Unit) -> Typed:
        """What stands, and what was answered before it."""
        return self._drawn(self.stands, self.earlier.known.values(), unit)

    def of(self, statement: Statement | None, unit: Unit) -> Typed:
        """What this statement itself says, or what is offered to whoever began with none."""
        if statement is None:
            return self._drawn([], [], unit)
        return self._drawn(rows_of(statement), waived_of(statement), unit)

    def _drawn(self, rows: list[Row], answers: Iterable[Waived], unit: Unit) -> Typed:
        offered = {
            line: known.expected for line, known in self.known.items() if known.expected is not None
        }
        return drawn(rows, answers, self.lines, self.columns, unit, offered)

    def read(self, typed: Typed) -> Reading:
        return reading(typed, self.lines, self.columns, self.earlier)

    def asked_again(self, read: Reading) -> int:
        """How many problems wait for a word that what was answered before is still right."""
        found = problems(read.rows, self.known, self.asked) if read.unconfirmed else ()
        return len({each.key for each in found} & set(read.unconfirmed))

    def sheet(self, typed: Typed, *, stored: Typed | None = None) -> Sheet:
        return sheet(
            places=self.places,
            known=self.known,
            asked=self.asked,
            columns=self.columns,
            typed=typed,
            read=self.read(typed),
            earlier=self.earlier,
            stored=stored,
            checks=not self.is_of_a_document,
            is_first=self.filing.standing_id is None,
        )


def unit_of(label: str) -> Unit:
    """Of those that the grid offers. Amounts are read in it: one that is not known is none at all."""
    for unit in UNITS:
        if unit.label == label:
            return unit
    raise Http404
