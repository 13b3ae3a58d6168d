"""What a reader chose of a year's 예산, as the address says it: ?basis=drawn&state=신규&depth=정책사업"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.asked import one_of, read_with_choices
from reports.choices import Choices, order_words, read_sort
from reports.two_views import ORGANISATIONS, PRINTED, TODAY, read_organisation
from reports.voted import BASES

NEW, ENDED, MOVED, RAISED, CUT, SAME, UNTOLD = (
    "신규",
    "종료",
    "이동",
    "증액",
    "감액",
    "동일",
    "비교 불가",
)
STATES = (NEW, ENDED, MOVED, RAISED, CUT, SAME, UNTOLD)
SORTS = {  # in the order of the columns, behind the state
    "now": "이번 예산액",
    "then": "지난 예산액",
    "change": "증감",
    "change_rate": "증감률",
}
_SHARED = ("unit", "depth", "department", "kind", "q")


@dataclass(frozen=True, slots=True)
class Asked:
    choices: Choices = field(default_factory=Choices)
    basis: str = ""  # nothing said: whichever there is, the regrouped first
    state: str = ""
    organisation: str = PRINTED
    sort: tuple[str, bool] | None = None

    @property
    def is_today(self) -> bool:
        return self.organisation == TODAY

    @property
    def is_filtered(self) -> bool:
        return bool(self.state or self.choices.is_filtered)

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        said = {
            "조직": ORGANISATIONS[TODAY] if self.is_today else "",
            "지난 예산의 조직": self.basis and BASES[self.basis],
            "변동": self.state,
            "차례": self.sort and order_words(SORTS[self.sort[0]], self.sort[1]),
        }
        own = tuple((label, value) for label, value in said.items() if value)
        return own + self.choices.words


def read_asked_of_budget(said: Mapping[str, str]) -> Asked:
    readers = {
        "basis": _basis,
        "organisation": read_organisation,
        "state": one_of("변동", STATES),
        "sort": lambda value: read_sort(value, SORTS),
    }
    choices, asked = read_with_choices(said, readers, _SHARED)
    return Asked(choices, **asked)


def _basis(value: str) -> str:
    return one_of("지난 예산의 조직", tuple(BASES))(value)
