"""What a reader chose of a 비교, as its address says it: ?state=신규&depth=정책사업&sort=-change&q=신문"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.asked import one_of, read_with_choices
from reports.became import STATES
from reports.choices import Choices, order_words, read_sort
from reports.two_views import ORGANISATIONS, PRINTED, read_organisation

SORTS = {  # in the order of the columns (reports/two_dates.py)
    "then": "앞의 예산",
    "now": "뒤의 예산",
    "change": "예산 증감",
    "change_rate": "예산 증감률",
    "then_committed": "앞의 원인행위액",
    "now_committed": "뒤의 원인행위액",
    "then_spent": "앞의 집행액",
    "now_spent": "뒤의 집행액",
    "spent_change": "집행액 증감",
    "then_rate": "앞의 집행률",
    "now_rate": "뒤의 집행률",
    "points": "집행률 증감",
}
_SHARED = ("unit", "depth", "department", "q")


@dataclass(frozen=True, slots=True)
class Asked:
    choices: Choices = field(default_factory=Choices)
    state: str = ""
    organisation: str = PRINTED
    sort: tuple[str, bool] | None = None  # a column, and whether the largest comes first

    @property
    def is_filtered(self) -> bool:
        return bool(self.state or self.choices.is_filtered)

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        said = {
            "조직": ORGANISATIONS[self.organisation],
            "변동": self.state,
            "차례": self.sort and order_words(SORTS[self.sort[0]], self.sort[1]),
        }
        own = tuple((label, value) for label, value in said.items() if value)
        return own + self.choices.words


def read_asked_of_comparison(said: Mapping[str, str]) -> Asked:
    readers = {
        "state": one_of("변동", STATES),
        "organisation": read_organisation,
        "sort": lambda value: read_sort(value, SORTS),
    }
    choices, asked = read_with_choices(said, readers, _SHARED)
    return Asked(choices, **asked)
