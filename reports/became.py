"""What became of a line between two dates: 신규, 종료, 이동, 변경, 동일, and what there is to remark."""

from dataclasses import dataclass

from budgets.reading.names import key_of
from reports.matched import Matched, Pair, code_of, department_of
from reports.rollup import Leaf, cells
from reports.structure import Named
from reports.successors import Successors
from reports.two_dates import Side

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
        codes = (
            code_of(leaf.line, side.found.names)
            for side, leaf in ((self.then, pair.before), (self.now, pair.now))
        )
        if not self.successors.is_same(*codes):
            return MOVED
        before, now = cells(pair.before.sums), cells(pair.now.sums)
        is_same = before[self.bases[0]] == now[self.bases[1]] and not self._is_renamed(pair)
        return SAME if is_same else CHANGED

    def remark(self, pair: Pair, state: str) -> str:
        """Of a line that stands once; where it came from, if that was elsewhere."""
        if pair.before is None or pair.now is None:
            return ""
        said = []
        if state == MOVED:
            said.append(f"{department_named(self.then, pair.before)}에서")
        elif self.told.programs.get(pair.before.program) != pair.now.program:
            program = self.then.found.names.programs[pair.before.program]
            said.append(f"이전 정책사업: {program.name}")
        if self._is_renamed(pair):
            said.append(f"이전 이름: {line_of(self.then, pair.before).name}")
        return ", ".join(said)

    def _is_renamed(self, pair: Pair) -> bool:
        names = line_of(self.then, pair.before).name, line_of(self.now, pair.now).name
        return names[0] != names[1] and key_of(names[0]) != key_of(names[1])


def line_of(side: Side, leaf: Leaf) -> Named:
    return side.found.names.lines[leaf.line]


def department_named(side: Side, leaf: Leaf) -> str:
    names = side.found.names
    return names.departments[department_of(leaf.line, names)].name


def towards(name: str) -> str:
    """담당관으로, 과로, 실로: the ending follows the last sound."""
    last = (ord(name[-1]) - ord("가")) % 28 if "가" <= name[-1] <= "힣" else 0
    return f"{name}{'로' if last in (0, _RIEUL) else '으로'}"
