"""The closing identity of an account: 예산현액 − 집행액 − 이월액 = 집행잔액, beside what the office prints. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reports.table import LEAF, Cell, Column, Gap, Kind, Row, Table

STEPS = (
    ("budget", "예산현액"),
    ("spent", "집행액"),
    ("carried", "이월액"),
    ("lapsed", "집행잔액"),
)
_SIGNS = {"budget": "", "spent": "− ", "carried": "− ", "lapsed": "= "}
COLUMNS = (
    Column("worked_out", "셈한 값", Kind.WON),
    Column("in_print", "인쇄값", Kind.WON),
    Column("off", "차이", Kind.WON, title="인쇄값 − 셈한 값"),
    Column("verdict_of", "판정", Kind.TEXT),
    Column("stated_in", "근거", Kind.TEXT),
)


@dataclass(frozen=True, slots=True)
class Inprint:
    """A whole that the office prints."""

    measure: str
    won: int | None
    off: Cell  # from what was worked out, in the digits that are printed
    printed: str
    verdict: str
    place: str
    href: str  # where the document's printed values stand


@dataclass(frozen=True, slots=True)
class Step:
    measure: str
    label: str
    won: Cell
    href: str


@dataclass(frozen=True, slots=True)
class Closing:
    account: str
    steps: tuple[Step, ...]

    @property
    def is_known(self) -> bool:
        return all(isinstance(step.won, int) for step in self.steps)

    @property
    def holds(self) -> bool:
        """By arithmetic: the remainder is worked out line by line, the others are added up."""
        budget, spent, carried, lapsed = (step.won for step in self.steps)
        return self.is_known and budget - spent - carried == lapsed


def closing_of(table: Table, links: Mapping[str, str]) -> Closing:
    whole = dict(zip((c.key for c in table.columns), table.rows[0].cells, strict=True))
    base = "budget" if isinstance(whole.get("budget"), int) else "appropriated"
    steps = []
    for measure, label in STEPS:
        key = base if measure == "budget" else measure
        cell = whole.get(key, Gap.ABSENT)
        if (
            measure == "carried"
            and cell in (Gap.ABSENT, Gap.DASH)
            and whole["lapsed"] is not Gap.UNKNOWN
        ):
            cell = 0
        words = "예산액" if key == "appropriated" else label
        steps.append(Step(key, words, cell, links.get(key, "")))
    return Closing(table.title, tuple(steps))


def closing_table(closing: Closing, printed: Sequence[Inprint]) -> Table:
    """Every time that the office prints one of the four is a row below it."""
    rows: list[Row] = []
    for step in closing.steps:
        cells = (step.won, Gap.BLANK, Gap.BLANK, Gap.BLANK, Gap.BLANK)
        sign = _SIGNS.get(step.measure, "")
        links = (step.href, "", "", "", "")
        rows.append(Row(0, "heading", f"{sign}{step.label}", "", "", "", cells, links))
        rows += _printed(step, printed)
    title = f"{closing.account}: 결산의 등식과 인쇄값"
    return Table("closing", title, COLUMNS, tuple(rows), (), "금액")


def _printed(step: Step, printed: Sequence[Inprint]) -> Iterable[Row]:
    for each in printed:
        if each.measure != step.measure:
            continue
        won = Gap.DASH if each.won is None else each.won
        cells = (Gap.BLANK, won, each.off, each.verdict, each.place)
        links = ("", "", "", "", each.href)
        yield Row(1, LEAF, f"인쇄값 {each.printed}", "", "", "", cells, links)
