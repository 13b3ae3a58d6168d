"""What a handed-in file is read against. Pure."""

from dataclasses import dataclass, field
from datetime import date

from budgets.amounts import Unit
from budgets.measures import MEASURES
from budgets.reading.own_lines import OwnLines
from budgets.rows import Row

WORDS = MEASURES | {
    "carried_planned": "명시이월",
    "carried_unavoidable": "사고이월",
    "carried_continuing": "계속비이월",
}


@dataclass(frozen=True, slots=True)
class Frame:
    own: OwnLines
    columns: tuple[str, ...]  # measures that the date asks for
    day: date
    unit: Unit | None  # what the form says; None: what the file says
    standing: dict[int, Row] = field(default_factory=dict)
