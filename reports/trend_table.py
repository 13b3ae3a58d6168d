"""Dates one below the other, of one office or of several, with what each year came to."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from budgets.amounts import Unit
from budgets.measures import MEASURES
from budgets.models import ReportingDate
from reports.asked_sums import Way
from reports.cuts import rate_of
from reports.dates import When, when_of
from reports.rollup import cells
from reports.table import LEAF, Cell, Column, Gap, Kind, Row, Table

RATE = "rate"
CHARTS = {RATE: "집행률", **MEASURES}
NO_REPORT = "자료 없음"
_OFFICE = Column("whose_office", "실국", Kind.TEXT)


class Entry:
    """One account of one date."""

    __slots__ = ("called", "cells", "day", "is_partial", "office", "stage", "way", "when", "year")

    def __init__(
        self,
        each: ReportingDate,
        called: str,
        sums: Sequence[int],
        is_partial: bool,
        way: Way | None = None,
    ):
        """`way`: where its sums lead, if an address says just their lines."""
        self.is_partial, self.way = is_partial, way
        self.when: When = when_of(each)
        self.day, self.stage, self.year = each.day, each.stage, each.book.fiscal_year
        self.office = each.book.office.code
        self.called = called
        self.cells: list[Cell] = cells(sums)

    def value(self, measure: str) -> Cell:
        return rate_of(self.cells) if measure == RATE else self.cells[_AT[measure]]


_AT = {measure: at for at, measure in enumerate(MEASURES)}


def trend_table(
    title: str,
    entries: Sequence[Entry] | Mapping[str, Sequence[Entry]],
    unit: Unit,
    notes: Iterable[str] = (),
) -> Table:
    """`entries`: of one office; or of each, by name, which then stands before every date."""
    several = isinstance(entries, Mapping)
    groups = [((name,), own) for name, own in entries.items()] if several else [((), entries)]
    every = [each for _, own in groups for each in own]
    shown = [m for m in MEASURES if any(isinstance(e.value(m), int) for e in every)]
    columns = (
        *((_OFFICE,) if several else ()),
        Column("stage", "단계", Kind.TEXT),
        Column("called", "그때 이름", Kind.TEXT),
        *(Column(measure, MEASURES[measure], Kind.WON) for measure in shown),
        Column(RATE, CHARTS[RATE], Kind.RATE, ("spent", _base_of(shown))),
    )
    rows = tuple(row for whose, own in groups for row in _rows(own, [*shown, RATE], whose, unit))
    return Table(
        key=title,
        title=title,
        columns=columns,
        rows=rows,
        notes=(*_notes(every, several=several), *notes),
        name_label="기준일",
    )


def _base_of(shown: Sequence[str]) -> str:
    """What most rates stand on; a sheet says where one stands on 예산액."""
    return "budget" if "budget" in shown else "appropriated"


def _rows(
    entries: Sequence[Entry], measures: list[str], whose: tuple[str, ...], unit: Unit
) -> Iterable[Row]:
    last: int | None = None
    for each in entries:
        if last is not None and each.year > last + 1:
            yield _gap(last + 1, each.year - 1, len(measures), whose)
        last = each.year
        told = (*whose, each.stage, each.called)
        said = [each.value(measure) for measure in measures]
        links = [
            each.way.to(measure, unit) if each.way and cell is not Gap.ABSENT else ""
            for measure, cell in zip(measures, said, strict=True)
        ]
        row = Row(1, LEAF, each.when.words, "", href_of(each), "", (*told, *said))
        yield row._replace(links=(*("" for _ in told), *links))


def _gap(first: int, last: int, count: int, whose: tuple[str, ...]) -> Row:
    return Row(
        1,
        LEAF,
        years_words(first, last),
        "",
        "",
        "",
        (*whose, NO_REPORT, "", *[Gap.ABSENT] * count),
    )


def years_words(first: int, last: int) -> str:
    return f"{first}~{last}년" if first < last else f"{first}년"


def href_of(each: Entry) -> str:
    return reverse("execution", args=[each.office, each.when, ""])


def _notes(entries: Sequence[Entry], *, several: bool) -> Iterable[str]:
    yield (
        "예산, 집행, 결산은 따로 잇고, 집행은 한 해의 같은 무렵(한 달 이내)끼리만 잇습니다. "
        "보고가 없는 해에서는 선을 끊습니다."
    )
    bases = {_base(each) for each in entries if isinstance(each.value(RATE), int)}
    if "예산액" in bases:
        only = "" if len(bases) == 1 else " 예산현액이 없는 자료에서"
        yield f"집행률은{only} 집행액을 예산액으로 나눈 비율입니다."
    if any(each.when.is_regrouped for each in entries):
        yield "재편은 뒤의 조직으로 다시 묶은 금액입니다. 같은 해에 당초 편성의 예산이 있으면 선은 그것만 잇습니다."
    partial = [
        f"{each.called} {each.when.short}" if several else each.when.short
        for each in entries
        if each.is_partial
    ]
    if partial:
        yield (
            "아직 공개하지 않은 부서가 있어 공개된 부서만의 합계이고, 그림에서 뺀 기준일: "
            + ", ".join(partial)
        )


def _base(each: Entry) -> str:
    return "예산액" if each.value("budget") is Gap.ABSENT else "예산현액"
