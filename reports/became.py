"""What became of a line between two dates: 신규, 종료, 이동, 변경, 동일, and what there is to remark."""

from collections import Counter
from dataclasses import dataclass

from budgets.reading.names import key_of
from reports.likeness import LIKENESS
from reports.matched import (
    Matched,
    Pair,
    account_of,
    code_of,
    department_of,
    masks_of,
    matched,
)
from reports.rollup import Leaf, cells
from reports.structure import Named
from reports.successors import Successors
from reports.two_dates import Side, bases_of

NEW, ENDED, MOVED, CHANGED, SAME, UNTOLD = "신규", "종료", "이동", "변경", "동일", "비교 불가"
STATES = (NEW, ENDED, MOVED, CHANGED, SAME, UNTOLD)
_RIEUL = 8  # the place of ㄹ among the last consonants


@dataclass(frozen=True, slots=True)
class Became:
    """Of the lines of one account; `bases` are the budgets that are compared."""

    then: Side
    now: Side
    told: Matched
    successors: Successors
    bases: tuple[int, int]

    def state(self, pair: Pair) -> str:
        if pair.how == "untold":
            return UNTOLD
        if pair.before is None or pair.now is None:
            return NEW if pair.before is None else ENDED
        if self.is_elsewhere(pair):
            return MOVED
        before, now = cells(pair.before.sums), cells(pair.now.sums)
        is_same = before[self.bases[0]] == now[self.bases[1]] and not self._is_renamed(pair)
        return SAME if is_same else CHANGED

    def is_elsewhere(self, pair: Pair) -> bool:
        """Of a line on both dates: whether another department has it now."""
        codes = (
            code_of(leaf.pk, side.found.names)
            for side, leaf in ((self.then, pair.before), (self.now, pair.now))
        )
        return not self.successors.is_same(*codes)

    def remark(self, pair: Pair, state: str) -> str:
        """Of a line that stands once; where it came from, if that was elsewhere."""
        if pair.before is None or pair.now is None:
            return self._parts(pair)
        said = []
        if state == MOVED:
            said.append(f"{department_named(self.then, pair.before)}에서")
        elif self.told.programs.get(pair.before.program) != pair.now.program:
            program = self.then.found.names.programs[pair.before.program]
            said.append(f"이전 정책사업: {program.name}")
        if self._is_renamed(pair):
            guess = " (추정)" if pair.how in LIKENESS else ""
            said.append(f"이전 이름: {line_of(self.then, pair.before).name}{guess}")
        return ", ".join(said)

    def _parts(self, pair: Pair) -> str:
        """As the office recorded it: with which others a line became another, or from which it is."""
        if not (parts := self.told.parts_of(pair)):
            return ""
        did = "나뉨" if parts[0].is_split else "합쳐짐"
        if pair.now is None:
            lines = self.now.found.names.lines
            return f"{towards(', '.join(lines[each.now].name for each in parts))} {did}"
        lines = self.then.found.names.lines
        return f"{', '.join(lines[each.before].name for each in parts)}에서 {did}"

    def _is_renamed(self, pair: Pair) -> bool:
        names = line_of(self.then, pair.before).name, line_of(self.now, pair.now).name
        return names[0] != names[1] and key_of(names[0]) != key_of(names[1])


def by_account(told: Matched, then: Side, now: Side) -> dict[int, list[Pair]]:
    """What became of the lines is told account by account."""
    found: dict[int, list[Pair]] = {}
    for pair in told.pairs:
        side, leaf = (now, pair.now) if pair.now else (then, pair.before)
        found.setdefault(account_of(leaf.pk, side.found.names), []).append(pair)
    return found


def states_of(then: Side, now: Side, successors: Successors) -> Counter[str]:
    """How many lines were new, ended and so on, as the comparison counts them."""
    told = matched(then, now, successors)
    masks = masks_of(then.found), masks_of(now.found)
    counts: Counter[str] = Counter()
    for account, pairs in by_account(told, then, now).items():
        bases = bases_of(*(mask.get(account, 0) for mask in masks))
        counts.update(map(Became(then, now, told, successors, bases).state, pairs))
    return counts


def line_of(side: Side, leaf: Leaf) -> Named:
    return side.found.names.lines[leaf.pk]


def department_named(side: Side, leaf: Leaf) -> str:
    names = side.found.names
    return names.departments[department_of(leaf.pk, names)].name


def towards(name: str) -> str:
    """담당관으로, 과로, 실로: the ending follows the last sound."""
    last = (ord(name[-1]) - ord("가")) % 28 if "가" <= name[-1] <= "힣" else 0
    return f"{name}{'로' if last in (0, _RIEUL) else '으로'}"
