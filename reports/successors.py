"""Who followed whom, as plain values: one query tells all that a comparison has to know of it.

A department that was only renamed, or went to another office, is the same department under another
name. One that was split or merged is not: what it did is told line by line, or not at all.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from budgets.models import LineLink
from departments.models import Succession
from reports.lineage import Stated, heirs_of
from reports.organisation import successions

_SAME = {Succession.Kind.RENAMED, Succession.Kind.CONTINUED}

Step = tuple[str | None, str | None, str]  # before, after, kind


class Successors:
    """By the departments' codes."""

    def __init__(self, steps: Iterable[Step]):
        self.steps = tuple(steps)
        self.heirs = heirs_of(self.pairs)
        self._after: dict[str, set[str]] = defaultdict(set)
        self._same: dict[str, set[str]] = defaultdict(set)
        self._ended = {before for before, after, _ in self.steps if before and not after}
        for before, after, kind in self.steps:
            if before and after:
                self._after[before].add(after)
                if kind in _SAME:
                    self._same[before].add(after)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Of the steps that name both sides."""
        return [(before, after) for before, after, _ in self.steps if before and after]

    @cached_property
    def stated(self) -> Stated:
        """Which lines were recorded to be the same: asked for only where dates are compared."""
        return read_stated()

    def last_name(self, code: str) -> str:
        """What the same department is called last."""
        return _end_of(code, self._same)

    def is_same(self, before: str, now: str) -> bool:
        return self.last_name(before) == self.last_name(now)

    def names_of(self, code: str) -> set[str]:
        """Every code that the same department had or has."""
        last = self.last_name(code)
        return {code} | {each for each in self._codes() if self.last_name(each) == last}

    def today(self, code: str) -> tuple[str, bool]:
        """Where its work is done today, as far as that can be said; whether it can be."""
        seen = {code}
        while True:
            code = self.last_name(code)
            after = self._after.get(code, set())
            if len(after) != 1:
                return code, not after and code not in self._ended
            (code,) = after
            if code in seen:
                return code, False
            seen.add(code)

    def related(self, code: str) -> set[str]:
        """It, those that followed it and those that it followed, however."""
        followed = {before for before, heirs in self.heirs.items() if code in heirs}
        return {code} | set(self.heirs.get(code, ())) | followed

    def parts(self, codes: set[str]) -> list[Step]:
        """Splits and mergers through which one of these gave or took something."""
        return [
            step
            for step in self.steps
            if step[2] not in _SAME and step[0] and step[1] and codes & set(step[:2])
        ]

    def _codes(self) -> set[str]:
        return {code for before, after, _ in self.steps for code in (before, after) if code}


def _end_of(code: str, after: dict[str, set[str]]) -> str:
    seen = {code}
    while len(heirs := after.get(code, ())) == 1:
        (heir,) = heirs
        if heir in seen:
            break
        seen.add(heir)
        code = heir
    return code


def read_stated() -> Stated:
    standing = LineLink.objects.standing().order_by("pk")
    rows = list(standing.values_list("before", "after", "how"))
    parts = [(before, after) for before, after, how in rows if how in LineLink.PARTS]
    links = (
        (before, after, how == LineLink.How.MOVED)
        for before, after, how in rows
        if how not in LineLink.PARTS
    )
    return Stated(links, parts)


def read_successors() -> Successors:
    steps = successions().order_by("pk")
    return Successors(steps.values_list("before__code", "after__code", "kind"))
