"""What of an office a 다리 is for, as its address says it: ?department=뉴미디어담당관&depth=정책사업, ?program=12,
?line=34"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reports.asked import known_department, read_with_choices
from reports.choices import Choices, Misread
from reports.execution import Execution, chosen_of
from reports.rollup import Leaf
from reports.two_views import ORGANISATIONS, PRINTED, TODAY, read_organisation

_SHARED = ("unit", "depth", "department", "kind", "q")


@dataclass(frozen=True, slots=True)
class Asked:
    choices: Choices = field(default_factory=Choices)
    program: int | None = None
    line: int | None = None
    organisation: str = PRINTED

    @property
    def is_today(self) -> bool:
        return self.organisation == TODAY

    @property
    def is_whole(self) -> bool:
        return not (self.choices.is_filtered or self.program or self.line)

    def chosen(self, found: Execution) -> list[Leaf]:
        """The lines that it lets through; refuses what is not on the date."""
        known_department(self.choices.department, found.divisions)
        self._known("정책사업", self.program, {leaf.program for leaf in found.leaves})
        self._known("세부사업", self.line, {leaf.pk for leaf in found.leaves})
        return [
            leaf
            for leaf in chosen_of(found, self.choices)
            if self.program in (None, leaf.program) and self.line in (None, leaf.pk)
        ]

    def chosen_today(self, found: Execution, view: Execution) -> list[Leaf]:
        """The same of today's departments: `view` has the lines of `found` under those."""
        known_department(self.choices.department, view.divisions)
        own = replace(self, choices=replace(self.choices, department=""))
        there = {leaf.pk for leaf in own.chosen(found)}
        of_department = Choices(department=self.choices.department)
        return [leaf for leaf in chosen_of(view, of_department) if leaf.pk in there]

    def _known(self, label: str, key: int | None, there: set[int]) -> None:
        if key is not None and key not in there:
            raise Misread([f"{label} ‘{key}’: 이 기준일의 {label}이 아닙니다."])

    def words(self, found: Execution) -> tuple[tuple[str, str], ...]:
        said = {
            "조직": ORGANISATIONS[TODAY] if self.is_today else "",
            "정책사업": self.program and found.names.programs[self.program].name,
            "세부사업": next((x.name for x in found.leaves if x.pk == self.line), ""),
        }
        own = tuple((label, value) for label, value in said.items() if value)
        return self.choices.words + own


def read_asked_of_bridge(said: Mapping[str, str]) -> Asked:
    readers = {"program": _key("정책사업"), "line": _key("세부사업")}
    readers["organisation"] = read_organisation
    choices, asked = read_with_choices(said, readers, _SHARED)
    return Asked(choices, **asked)


def _key(label: str):
    def read(value: str) -> int:
        if not value.isascii() or not value.isdecimal() or len(value) > 18:
            raise ValueError(f"{label} ‘{value}’: 번호로 적습니다.")
        return int(value)

    return read
