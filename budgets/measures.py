"""The five amounts of a line, and what may be done with them.

Unknown is None: what is worked out from an unknown is unknown. Whether a None adds nothing to a sum
(a dash) or makes it unknown (a blank) only the cell's state tells: see `reports.leaves.added`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal

from budgets.amounts import rate

MEASURES = {
    "appropriated": "예산액",
    "budget": "예산현액",
    "committed": "원인행위액",
    "spent": "집행액",
    "carried": "이월액",
}
# 세입 has its own.
REVENUE_MEASURES = {
    "appropriated": "예산액",
    "budget": "예산현액",
    "assessed": "징수결정액",
    "received": "실제수납액",
    "uncollected": "미수납액",
    "written_off": "불납결손액",
}


@dataclass(frozen=True, slots=True)
class Measures:
    appropriated: int | None = None
    budget: int | None = None
    committed: int | None = None
    spent: int | None = None
    carried: int | None = None

    def __add__(self, other: "Measures") -> "Measures":
        return Measures(*(_plus(getattr(self, m), getattr(other, m)) for m in MEASURES))

    @property
    def base(self) -> int | None:
        """What a rate divides by: 예산현액, or 예산액 where there is no 예산현액."""
        return self.appropriated if self.budget is None else self.budget

    @property
    def rate(self) -> Decimal | None:
        return rate(self.spent, self.base)

    @property
    def rate_with_carried(self) -> Decimal | None:
        """집행률 (이월 포함): another measure, not a better 집행률."""
        return rate(self.spent_and_carried, self.base)

    @property
    def spent_and_carried(self) -> int | None:
        return None if self.spent is None else self.spent + (self.carried or 0)

    @property
    def lapsed(self) -> int | None:
        """집행잔액 = 예산현액 − 집행액 − 이월액. Where no source names an 이월액, none was carried over."""
        if self.base is None or self.spent is None:
            return None
        return self.base - self.spent - (self.carried or 0)


assert tuple(MEASURES) == tuple(f.name for f in fields(Measures))


def _plus(a: int | None, b: int | None) -> int | None:
    if a is None:
        return b
    return a if b is None else a + b


def total(parts: Iterable[Measures]) -> Measures:
    """Column by column. A column that no part knows stays unknown."""
    result = Measures()
    for part in parts:
        result += part
    return result
