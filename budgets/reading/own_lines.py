"""Whose row is this: a department's lines, found by code or by name, and the rows that add them up. Pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from budgets.reading.names import kind_named
from departments.text import squeezed

_TOTAL = re.compile(r"^(?:총?합계|총계|누계|부서계)$")
_PARTIAL = re.compile(r"^(?:소계|계)$")
_BULLETS = re.compile(r"^[-–—·•∙◦○●◯ㅇ▪■□◆◇▶▷*※]+|^\(?\d{1,2}[).]")


@dataclass(frozen=True, slots=True)
class Own:
    line: int
    code: str
    name: str  # as printed
    reading: str  # as it is rightly read, where that is something else
    program: str
    account: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row says of itself."""

    code: str
    name: str
    program: str
    account: str
    department: str


@dataclass(frozen=True, slots=True)
class Wrong:
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class Sum:
    """A row that adds up: these lines, or, where it does not say which, those around it."""

    label: str
    lines: frozenset[int]
    is_partial: bool = False


class OwnLines:
    def __init__(
        self, lines: Sequence[Own], department: str, office: str, elsewhere: Collection[str]
    ):
        """`elsewhere`: codes and squeezed names of other departments' lines."""
        self.lines, self.elsewhere = lines, elsewhere
        self.department, self.office = squeezed(department), squeezed(office)
        self.by_code = {squeezed(line.code): line for line in lines}
        self.programs = {squeezed(line.program) for line in lines}
        self.accounts = {squeezed(line.account) for line in lines}

    def match(self, row: Asked, under: str) -> Own | Wrong:
        """`under` is the program whose own row came last."""
        if row.department and squeezed(row.department) != self.department:
            return Wrong(f"‘{row.department}’의 줄입니다.", "이 부서의 세부사업만 남기십시오.")
        if row.code:
            return self._by_code(row)
        found = self._named(row.name)
        if not found:
            return self._strange(row.name)
        if row.program:
            found = [line for line in found if squeezed(line.program) == squeezed(row.program)]
            if not found:
                return Wrong(
                    f"‘{row.program}’에 없는 세부사업입니다: ‘{row.name}’",
                    "정책사업의 이름을 확인하십시오.",
                )
        if row.account:
            found = [line for line in found if squeezed(line.account) == squeezed(row.account)]
            if not found:
                return Wrong(
                    f"‘{row.account}’에 없는 세부사업입니다: ‘{row.name}’",
                    "회계의 이름을 확인하십시오.",
                )
        if len(found) > 1 and under:
            found = [line for line in found if squeezed(line.program) == under] or found
        if len(found) > 1:
            return Wrong(
                f"이름이 ‘{row.name}’인 세부사업이 {len(found)}개입니다.",
                "사업코드 열이나 정책사업·회계 열을 더하십시오.",
            )
        return found[0]

    def _by_code(self, row: Asked) -> Own | Wrong:
        line = self.by_code.get(squeezed(row.code))
        if line is None:
            if squeezed(row.code) in self.elsewhere:
                return Wrong(
                    f"다른 부서의 사업코드입니다: {row.code}", "이 부서의 세부사업만 남기십시오."
                )
            return Wrong(
                f"이 기준일의 편성체계에 없는 사업코드입니다: {row.code}",
                "서식을 다시 내려받아 그 코드를 쓰십시오.",
            )
        if row.name and not _is_called(line, row.name):
            return Wrong(
                f"사업코드는 ‘{line.reading or line.name}’의 것인데 이름은 ‘{row.name}’입니다.",
                "코드와 이름이 같은 사업을 가리켜야 합니다.",
            )
        return line

    def _named(self, name: str) -> list[Own]:
        exact = [line for line in self.lines if _is_called(line, name)]
        bare = _BULLETS.sub("", squeezed(name))
        return exact or [line for line in self.lines if _is_called(line, bare)]

    def _strange(self, name: str) -> Wrong:
        if squeezed(name) in self.elsewhere:
            return Wrong(
                f"다른 부서의 세부사업입니다: ‘{name}’", "이 부서의 세부사업만 남기십시오."
            )
        return Wrong(
            f"이 부서에 없는 이름입니다: ‘{name}’",
            "세부사업의 이름을 서식과 같게 적으십시오.",
        )

    def sum_named(self, name: str, account: str = "") -> Sum | None:
        """Of one account, where the row names one: two accounts have programs of one name."""
        total = self._sum_named(name)
        if total is None or not total.lines or squeezed(account) not in self.accounts:
            return total
        own = {line.line for line in self.lines if squeezed(line.account) == squeezed(account)}
        return Sum(name, total.lines & own)

    def _sum_named(self, name: str) -> Sum | None:
        word = _BULLETS.sub("", squeezed(name))
        bare = re.sub(r"(?:소계|합계|계)?(?:\(.*\))?$", "", word)
        if _PARTIAL.match(word):
            return Sum(name, frozenset(), is_partial=True)
        if _TOTAL.match(re.sub(r"\(.*\)$", "", word)) or bare in (self.department, self.office):
            return Sum(name, frozenset(line.line for line in self.lines))
        for key in ("program", "account"):
            own = [line for line in self.lines if squeezed(getattr(line, key)) in (word, bare)]
            if own:
                return Sum(name, frozenset(line.line for line in own))
        kind = kind_named(word)
        if kind and word in (
            "사업예산",
            "정책사업",
            "행정운영경비",
            "기본경비",
            "재무활동",
            "사업비",
        ):
            own = [line for line in self.lines if line.kind == kind]
            return Sum(name, frozenset(line.line for line in own)) if own else None
        return None

    def is_program(self, name: str) -> bool:
        return _BULLETS.sub("", squeezed(name)) in self.programs


def _is_called(line: Own, name: str) -> bool:
    return squeezed(name) in (squeezed(line.name), squeezed(line.reading))
