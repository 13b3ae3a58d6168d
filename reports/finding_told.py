"""What was asked and what was done: a line of our own for each, of what is stored alone (0026).

From a document come labels, names, figures, laws and days; what an office entered are its own words.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from budgets.models import FindingFact
from budgets.models.finding import Side
from reports.finding_rows import Told
from reports.particles import object_of, subject
from reports.places import line_words

Kind = FindingFact.Kind
_NOT_YET = ("추진 중", "계획")
BRIEF = 3  # so many of a kind, where the line stands in a table of many


@dataclass(frozen=True, slots=True)
class SideTold:
    acts: str = ""  # in the office's own words, or else by label
    named: str = ""  # names, counts and amounts
    laws: str = ""
    days: str = ""

    @property
    def line(self) -> str:
        laws = f"근거 {self.laws}" if self.laws else ""
        beside = "; ".join(filter(None, (self.named, laws, self.days)))
        return " — ".join(filter(None, (self.acts, beside)))


def side_told(told: Told, side: str, most: int | None = None) -> SideTold:
    """`most`: of each kind, the others are counted."""
    finding = told.finding
    own = [finding.asked] if side == Side.ASKED and finding.asked else []
    own += [step.words for step in told.steps if step.side == side and step.words]
    facts = [fact for fact in finding.facts.all() if fact.side == side]
    acts = [fact for fact in facts if fact.kind == Kind.ACT]
    said = " ".join(act.words for act in acts)
    named = [
        fact.words
        for fact in facts
        if fact.kind in (Kind.NAME, Kind.COUNT, Kind.AMOUNT) and fact.words not in said
    ]
    return SideTold(
        "; ".join([*own, *([_acts(acts, most)] if acts else [])]),
        _some(named, most),
        _some((fact.words for fact in facts if fact.kind == Kind.LAW), most),
        _some((fact.words for fact in facts if fact.kind == Kind.TIME), most),
    )


def goes_on(told: Told) -> bool:
    """Of what is said to be done, though the status says that it is: something is going on or planned."""
    acts = (fact for fact in told.finding.facts.all() if fact.kind == Kind.ACT)
    return any(act.side == Side.DONE and act.manner in _NOT_YET for act in acts)


def side_line(told: Told, side: str, most: int | None = None) -> str:
    """Where a document says it in sentences alone, where they stand."""
    line = side_told(told, side, most).line
    finding = told.finding
    if line or finding.document is None:
        return line or "-"
    if side == Side.DONE and told.last is None:
        return "-"
    return f"문서의 문장에만 있음({line_words(finding.place, finding.until)})"


def _acts(acts: list[FindingFact], most: int | None) -> str:
    """What stands alike together: 편성, 방안 모색을 권고; 홍보 강화 추진 중."""
    shown = acts[:most]
    groups = [
        _of_manner(manner, ", ".join(act.words for act in shown if act.manner == manner))
        for manner in dict.fromkeys(act.manner for act in shown)
    ]
    return f"{'; '.join(groups)}{_others(len(acts) - len(shown))}"


def _of_manner(manner: str, words: str) -> str:
    if manner in ("", "함", "할 것"):
        return f"{words}{manner}"
    if manner in _NOT_YET:
        return f"{words} {manner}"
    particle = subject(words) if manner == "필요" else object_of(words)
    return f"{words}{particle} {manner}"


def _some(words: Iterable[str], most: int | None) -> str:
    every = list(words)
    shown = every[:most]
    return f"{', '.join(shown)}{_others(len(every) - len(shown))}"


def _others(count: int) -> str:
    return f" 외 {count}가지" if count > 0 else ""
