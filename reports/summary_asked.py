"""What may be chosen for the analysts' workbook: offices, years, measures and a unit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from budgets.amounts import Unit
from budgets.measures import MEASURES
from budgets.models import ReportingDate
from reports.choices import Misread
from reports.two_views import NAME, ORGANISATIONS, PRINTED, TODAY

COLUMNS = {**MEASURES, "rate": "집행률"}
_UNITS = {unit.label: unit for unit in Unit}


@dataclass(frozen=True, slots=True)
class Chosen:
    """?office=…&year=…&measure=…&unit=…&organisation=…; what is not chosen is all."""

    offices: tuple[str, ...]
    years: tuple[int, ...]
    measures: tuple[str, ...] = tuple(COLUMNS)
    unit: Unit = Unit.THOUSAND
    organisation: str = PRINTED

    @property
    def is_today(self) -> bool:
        return self.organisation == TODAY


def read_chosen(said: Mapping[str, Sequence[str]], dates: Iterable[ReportingDate]) -> Chosen:
    dates = list(dates)
    offices = list(dict.fromkeys(each.book.office.code for each in dates))
    years = sorted({each.book.fiscal_year for each in dates})
    known = {
        "office": ("실국", offices),
        "year": ("회계연도", [str(year) for year in years]),
        "measure": ("금액", list(COLUMNS)),
        "unit": ("단위", list(_UNITS)),
        NAME: ("조직", list(ORGANISATIONS)),
    }
    problems = [f"‘{name}’은(는) 모르는 조건입니다." for name in said if name not in known]
    found: dict[str, list[str]] = {}
    for name, (label, values) in known.items():
        asked = [value for value in said.get(name, ()) if value]
        problems += [
            f"{label} ‘{value}’: {', '.join(values)} 가운데에서 고릅니다."
            for value in asked
            if value not in values
        ]
        found[name] = [value for value in values if value in asked] or values
    units, views = ([value for value in said.get(name, ()) if value] for name in ("unit", NAME))
    for name, own in (("unit", units), (NAME, views)):
        if len(own) > 1:
            problems.append(f"‘{name}’ 조건이 두 번 이상 적혀 있습니다.")
    if not problems and not any(
        each.book.office.code in found["office"] and str(each.book.fiscal_year) in found["year"]
        for each in dates
    ):
        problems.append("고른 실국은 고른 회계연도에 공개된 자료가 없습니다.")
    if problems:
        raise Misread(problems)
    return Chosen(
        tuple(found["office"]),
        tuple(int(year) for year in found["year"]),
        tuple(found["measure"]),
        _UNITS[units[-1]] if units else Unit.THOUSAND,
        views[-1] if views else PRINTED,
    )
