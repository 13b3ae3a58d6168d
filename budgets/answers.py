"""What was answered before in a filing, and whether it answers still. Pure.

An exception was given for amounts: it stands as long as those that its rule looks at do, whichever
way the next statement comes, typed or as a file. For other amounts it is no answer but a text that
is offered: it counts again once it was confirmed or written anew (docs/decisions/0019).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from budgets.measures import MEASURES
from budgets.rows import Row, Waived
from budgets.rules import RULES, Key
from departments.text import clean


class Answer(NamedTuple):
    """What a form says to a problem."""

    reason: str = ""
    paper: str = ""
    seen: bool = False
    again: bool = False  # that what was answered before is right for these amounts, too


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a statement answers, and what was answered before it and is no more."""

    rows: Mapping[int, Row] = field(default_factory=dict)
    standing: Mapping[Key, Waived] = field(default_factory=dict)
    older: Mapping[Key, Waived] = field(default_factory=dict)  # exceptions, the newest of each

    @property
    def known(self) -> dict[Key, Waived]:
        return {**self.older, **self.standing}

    def kept(self, rows: Sequence[Row]) -> list[Waived]:
        """Those that stand of these rows as well."""
        now = {row.line: row for row in rows}
        return [each for each in self.standing.values() if self._is_same(each, now)]

    def outlived(self, rows: Sequence[Row]) -> dict[Key, Waived]:
        """Those that were given for other amounts than these."""
        kept = {(each.rule, each.line) for each in self.kept(rows)}
        return {key: each for key, each in self.known.items() if key not in kept}

    def _is_same(self, each: Waived, now: Mapping[int, Row]) -> bool:
        if each.line is None:
            return True
        was, is_now = self.rows.get(each.line), now.get(each.line)
        return None not in (was, is_now) and _looked_at(each, was) == _looked_at(each, is_now)


NOTHING = Earlier()


def is_said_now(answer: Answer, was: Waived | None) -> bool:
    """Of these amounts: a form that shows what was answered before sends it again by itself."""
    said = clean(answer.reason), clean(answer.paper)
    return was is None or answer.again or said != (was.reason, was.paper)


def _looked_at(each: Waived, row: Row) -> tuple:
    rule = RULES.get(each.rule)
    measures = rule.measures if rule else tuple(MEASURES)  # a rule of an older release
    amounts = tuple((getattr(row.measures, m), row.state(m)) for m in measures)
    return amounts, row.carried if "carried" in measures else ()
