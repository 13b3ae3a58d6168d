"""What a department says of its lines at once: the rows that become a statement. Pure."""

from dataclasses import dataclass, field

from budgets.measures import MEASURES, Measures
from departments.text import clean

CARRIED = ("carried_planned", "carried_unavoidable", "carried_continuing")

NOTHING = Measures()


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its amounts in won, what stands in a cell that holds no amount, and a word on it."""

    line: int
    measures: Measures = NOTHING
    states: dict[str, str] = field(default_factory=dict)  # measure → value, dash, blank, absent
    carried: tuple[int | None, int | None, int | None] = (None, None, None)  # by CARRIED
    note: str = ""
    place: str = ""  # the cell of a file, or nothing where it was typed

    def state(self, measure: str) -> str:
        if getattr(self.measures, measure) is not None:
            return "value"
        return self.states.get(measure, "absent")

    @property
    def told(self) -> tuple:
        """What it says, without where it came from and as it is stored: two rows that say the same
        are equal here."""
        amounts = tuple((getattr(self.measures, m), self.state(m)) for m in MEASURES)
        return self.line, amounts, self.carried, clean(self.note)


@dataclass(frozen=True, slots=True)
class Waived:
    """A problem that its writer lets stand: which rule, at which line, why, and by which paper."""

    rule: str
    line: int | None = None
    reason: str = ""
    paper: str = ""
