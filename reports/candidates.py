"""An amount of a task that no lines are known to make up: the line that its title speaks of, with how
far the two are apart. A candidate is no link: it is named, and a reader decides.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from budgets.amounts import Unit
from budgets.reading.matching import told_by
from departments.text import squeezed

_TELLING = re.compile(r"[가-힣A-Za-z0-9]{3,}")  # 추진 and 운영 are said of everything


@dataclass(frozen=True, slots=True)
class Near:
    """What a line is called, and what it has in won."""

    line: int  # its key
    name: str
    won: int


def candidate(title: str, lines: Sequence[Near]) -> Near | None:
    """The line of which the title speaks, if of one clearly more than of any other."""
    names = [line.name for line in lines]
    at = told_by(title, names, names)
    if at is None:
        return None
    said = squeezed(title)
    tells = any(word in said for word in _TELLING.findall(names[at]))
    return lines[at] if tells else None


def candidate_words(found: Near, stated: int) -> str:
    """`stated`: the printed amount in won."""
    name = f"이름이 가까운 세부사업 ‘{found.name}’ {_thousands(found.won)}"
    if stated == found.won:
        return f"{name}과 같음"
    off = _thousands(abs(stated - found.won))
    if stated < found.won:
        return f"{name}보다 {off} 적음: 그 일부인지 문서에 없음"
    return f"{name}보다 {off} 많음: 다른 사업과 함께 말하는지 문서에 없음"


def _thousands(won: int) -> str:
    value = (Decimal(won) / Unit.THOUSAND.value).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{value:,f}{Unit.THOUSAND.label}"
