"""What a reviewer reads before he approves: the statement beside the date before and beside the last
version, what is wrong with it, and what was let stand and why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from budgets import filing as verbs
from budgets.amounts import Unit
from budgets.facing import asked_of, known_of, lines_of
from budgets.measures import MEASURES
from budgets.models import Filing, LineItem, Statement, Step
from budgets.rows import Row, Waived
from budgets.rules import RULES, Problem, open_problems, problems
from budgets.side_by_side import Changed, Shown, beside, changes, summed
from budgets.statements import rows_of, waived_of
from departments.models import Person

Act = Step.Act


@dataclass(frozen=True, slots=True)
class Answered:
    """A problem and what its writer says to it; None where he says nothing that answers it."""

    name: str  # of the line
    problem: Problem
    waived: Waived | None


@dataclass(frozen=True, slots=True)
class Group:
    """A 정책사업 and its lines."""

    name: str
    lines: tuple[tuple[str, Shown], ...]


@dataclass(frozen=True, slots=True)
class Purse:
    """An account by itself: two are never added."""

    name: str
    whole: Shown
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Review:
    unit: Unit
    columns: tuple[str, ...]  # labels
    before_words: str  # of the date before, or nothing
    last: Statement | None  # the version that this one is set beside
    changed: list[tuple[str, Changed]]  # by the line's name, since that version
    purses: list[Purse]
    open: list[Answered]
    answered: list[Answered]
    steps: list[Step]  # the newest that said something
    is_own_work: bool

    @property
    def width(self) -> int:
        return 2 * len(self.columns) + 3  # a name, a rate and a note besides


def read_review(filing: Filing, person: Person, unit: Callable[[Sequence[Row]], Unit]) -> Review:
    statement = filing.standing
    rows, waived = rows_of(statement), waived_of(statement)
    known, asked = known_of(filing), asked_of(filing.reporting_date)
    lines = {line.pk: line for line in lines_of(filing)}
    names = {pk: str(line) for pk, line in lines.items()}
    found = [] if statement.document_id else problems(rows, known, asked)
    is_open = {id(each) for each in open_problems(found, waived)}
    said = {(each.rule, each.line): each for each in waived}
    last = last_seen(filing)
    earlier = rows_of(last) if last else []
    shown = unit([*rows, *earlier])
    changed = changes(earlier, rows, shown) if last else []
    columns = _columns(rows, asked.columns)
    told = [Answered(names.get(each.line, "전체"), each, said.get(each.key)) for each in found]
    return Review(
        unit=shown,
        columns=tuple(MEASURES[each] for each in columns),
        before_words=next((each.before_words for each in known.values() if each.before), ""),
        last=last,
        changed=[(names[each.line], each) for each in changed],
        purses=_purses(rows, lines, known, columns, shown, changed),
        open=[each for each in told if id(each.problem) in is_open],
        answered=[each for each in told if id(each.problem) not in is_open],
        steps=list(filing.steps.exclude(words="").select_related("by").order_by("-pk")[:5]),
        is_own_work=verbs.is_own_work(filing, person),
    )


def last_seen(filing: Filing) -> Statement | None:
    """The last version before this one that a reviewer or readers had before them; where nobody had
    any, the one that was saved before it."""
    earlier = filing.statements.filter(version__lt=filing.standing.version).order_by("-version")
    seen = earlier.filter(steps__act__in=[Act.RETURNED, Act.APPROVED, Act.PUBLISHED])
    published = earlier.filter(publication__isnull=False)
    found = [each for each in (seen.first(), published.first()) if each]
    return max(found, key=lambda each: each.version) if found else earlier.first()


def _columns(rows: Sequence[Row], asked: Sequence[str]) -> list[str]:
    """What the stage asks for, and what a document says besides."""
    return [m for m in MEASURES if m in asked or any(row.state(m) != "absent" for row in rows)]


def _purses(
    rows: Sequence[Row], lines: dict[int, LineItem], known, columns, unit, changed
) -> list[Purse]:
    by_line = {row.line: row for row in rows}
    since: dict[int, list[str]] = {}
    for each in changed:
        since.setdefault(each.line, []).append(each.words)
    before = {pk: each.before for pk, each in known.items()}
    accounts: dict[str, dict[int, list[LineItem]]] = {}
    for line in lines.values():
        if line.pk in by_line:
            programs = accounts.setdefault(line.program.account.name, {})
            programs.setdefault(line.program_id, []).append(line)
    return [
        Purse(
            name,
            summed(
                [by_line[x.pk] for own in programs.values() for x in own], before, columns, unit
            ),
            tuple(
                Group(
                    str(own[0].program),
                    tuple(
                        (
                            str(line),
                            beside(
                                by_line[line.pk],
                                before.get(line.pk),
                                columns,
                                unit,
                                tuple(since.get(line.pk, ())),
                            ),
                        )
                        for line in own
                    ),
                )
                for own in programs.values()
            ),
        )
        for name, programs in accounts.items()
    ]


def rule_name(code: str) -> str:
    """A rule of an older release may be known no more: then its code."""
    return RULES[code].name if code in RULES else code
