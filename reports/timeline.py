"""Figures of one thing over all its dates: a table of a row a date, and the lines drawn from it.

What is told apart stays apart: each account has a table of its own, and a series of a chart holds
one measure at one stage of one thing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from budgets.amounts import Unit, show
from budgets.measures import MEASURES
from reports.charts.lines import Point, Series, line_chart
from reports.choices import Choices, Misread, read_choices
from reports.cuts import BUDGET, SPENT, base_of, rate_of
from reports.dates import When, written
from reports.execution_columns import ALWAYS
from reports.overview import telling_unit
from reports.percent import percent_words
from reports.rollup import cells
from reports.seasons import season_words, seasons, with_breaks
from reports.table import LEAF, Cell, Column, Gap, Kind, Row, Table

Told = tuple[str, str]  # words, and where they lead or ""


@dataclass(frozen=True, slots=True)
class Stand:
    """What something comes to on one date."""

    when: When
    sums: Sequence[int]
    href: str  # of the date
    code: str = ""
    told: tuple[Told, ...] = ()  # words before the amounts
    said: tuple[Told, ...] = ()  # words behind the rate
    figures: Sequence[str] = ()  # where each measure leads, and behind them the rate
    series: str = ""  # whose it is, where a chart shows several
    mark: str = LEAF
    name: str = ""  # instead of the date
    level: int = 0

    @property
    def cells(self) -> list[Cell]:
        return cells(self.sums)


def read_unit(said: Mapping[str, str]) -> Choices:
    """A page of which nothing else is chosen."""
    problems = [f"‘{name}’은(는) 모르는 조건입니다." for name in said if name != "unit"]
    choices = Choices()
    try:
        choices = read_choices({name: said[name] for name in said if name == "unit"})
    except Misread as misread:
        problems += misread.problems
    if problems:
        raise Misread(problems)
    return choices


def newest_first(stands: Iterable[Stand]) -> list[Stand]:
    return sorted(stands, key=lambda stand: stand.when.age, reverse=True)


def span(whens: Iterable[When]) -> str:
    days = sorted(when.day for when in whens)
    if not days:
        return "공개된 기준일 없음"
    first, last = written(days[0]), written(days[-1])
    return first if first == last else f"{first} ~ {last}"


# --- the table ------------------------------------------------------------------------------------


def timeline(
    key: str,
    title: str,
    stands: Sequence[Stand],
    *,
    told: Sequence[Column] = (),
    said: Sequence[Column] = (),
    name_label: str = "기준일",
) -> Table:
    rows = [stand.cells for stand in stands]
    kept = [
        at
        for at in range(len(MEASURES))
        if at in ALWAYS or any(row[at] is not Gap.ABSENT for row in rows)
    ]
    columns = [Column(m, label, Kind.WON) for m, label in MEASURES.items()]
    rate = Column("rate", "집행률", Kind.RATE, _parts_of_rate(rows))
    return Table(
        key=key,
        title=title,
        columns=(*told, *(columns[at] for at in kept), rate, *said),
        rows=tuple(_row(stand, row, kept) for stand, row in zip(stands, rows, strict=True)),
        notes=tuple(_notes(rows)),
        name_label=name_label,
    )


def text(key: str, label: str) -> Column:
    return Column(key, label, Kind.TEXT)


def _row(stand: Stand, row: Sequence[Cell], kept: Sequence[int]) -> Row:
    shown = (
        *(words for words, _ in stand.told),
        *(row[at] for at in kept),
        rate_of(row),
        *(words for words, _ in stand.said),
    )
    name = stand.name or stand.when.words
    return Row(
        stand.level, stand.mark, name, stand.code, stand.href, "", shown, _links(stand, row, kept)
    )


def _links(stand: Stand, row: Sequence[Cell], kept: Sequence[int]) -> tuple[str, ...]:
    shown = [*row, rate_of(row)]
    amounts = [
        stand.figures[at] if at < len(stand.figures) and shown[at] is not Gap.ABSENT else ""
        for at in (*kept, len(row))
    ]
    told, said = ([href for _, href in words] for words in (stand.told, stand.said))
    links = (*told, *amounts, *said)
    return links if any(links) else ()


def _parts_of_rate(rows: Iterable[Sequence[Cell]]) -> tuple[str, str]:
    """A live formula has one base for its column; where dates differ in it, there is none."""
    bases = {_is_of_appropriated(row) for row in rows if isinstance(rate_of(row), int)}
    if len(bases) != 1:
        return "", ""
    return "spent", "appropriated" if bases == {True} else "budget"


def _notes(rows: Sequence[Sequence[Cell]]) -> Iterable[str]:
    if any(_is_of_appropriated(row) and isinstance(row[SPENT], int) for row in rows):
        yield "예산현액이 없는 기준일의 집행률은 집행액을 예산액으로 나눈 비율입니다."


# --- the charts -----------------------------------------------------------------------------------


def charts(name: str, whose: str, stands: Sequence[Stand]) -> list[tuple[str, str]]:
    """Amounts, then rates, each with its caption; what has a single date is a table already.

    In the largest unit that tells: long numbers of near days would lie on each other.
    """
    shown = _once_a_day(stands)
    if len({stand.when.day for stand in shown}) < 2:
        return []
    unit = _unit(shown)
    amounts, rates = f"예산 (단위: {unit.label})", "집행률"
    drawn = [
        (
            amounts,
            line_chart(
                f"{whose} {amounts}",
                _series(shown, base_of, _base_words),
                lambda won: show(won, unit),
                name=f"{name}-amounts",
            ),
        ),
        (
            rates,
            line_chart(
                f"{whose} {rates}",
                _series(shown, rate_of, _rate_words),
                percent_words,
                name=f"{name}-rates",
                ceiling=1000,
            ),
        ),
    ]
    return [(caption, chart) for caption, chart in drawn if chart]


def _unit(stands: Iterable[Stand]) -> Unit:
    bases = [base_of(stand.cells) for stand in stands]
    return telling_unit(*(base for base in bases if isinstance(base, int)))


def _once_a_day(stands: Sequence[Stand]) -> list[Stand]:
    """As drawn rather than regrouped, where a day has both; oldest first."""
    found: dict[tuple, Stand] = {}
    for stand in sorted(stands, key=lambda stand: stand.when.age):
        found[stand.series, stand.when.day, stand.when.stage] = stand
    return list(found.values())


def _base_words(stand: Stand) -> str:
    return MEASURES["appropriated" if _is_of_appropriated(stand.cells) else "budget"]


def _rate_words(stand: Stand) -> str:
    return "집행률 (예산액 대비)" if _is_of_appropriated(stand.cells) else "집행률"


def _is_of_appropriated(row: Sequence[Cell]) -> bool:
    return row[BUDGET] is Gap.ABSENT


def _series(
    stands: Iterable[Stand],
    value: Callable[[Sequence[Cell]], Cell],
    measure: Callable[[Stand], str],
) -> list[Series]:
    found: dict[tuple[str, ...], list[Stand]] = {}
    for stand in stands:
        found.setdefault((stand.series, stand.when.stage, measure(stand)), []).append(stand)
    return [
        Series(_label(told, season), with_breaks([_point(stand, value) for stand in season]))
        for told, own in found.items()
        for season in (seasons(own, _day) if told[1] == "집행" else [own])
    ]


def _label(told: tuple[str, ...], season: Sequence[Stand]) -> str:
    whose, stage, measure = told
    if stage == "집행":
        stage = f"집행 ({season_words(map(_day, season))})"
    return " · ".join(words for words in (whose, stage, measure) if words)


def _point(stand: Stand, value: Callable[[Sequence[Cell]], Cell]) -> Point:
    cell = value(stand.cells)
    return Point(stand.when.day, cell if isinstance(cell, int) else None)


def _day(stand: Stand) -> date:
    return stand.when.day
