"""Two statements, or a statement and the date before, side by side as a page shows them.

What changed is said in words and with a sign, never by a colour alone; what is not known stays so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from budgets.amounts import Unit, show, show_rate
from budgets.measures import MEASURES, Measures, total
from budgets.rows import CARRIED, Row
from budgets.statements import Difference, differences

GAPS = {"dash": "-", "blank": "빈칸", "absent": "없음"}
PARTS = dict(zip(CARRIED, ("명시이월", "사고이월", "계속비이월"), strict=True))


@dataclass(frozen=True, slots=True)
class Cell:
    label: str
    now: str
    before: str
    change: str
    kinds: tuple[str, ...] = ()  # of 이월액: how much of each

    @property
    def is_less(self) -> bool:
        return self.change.startswith("△")


@dataclass(frozen=True, slots=True)
class Shown:
    """A line, or what lines come to, beside the date before."""

    line: int | None
    cells: tuple[Cell, ...]
    rate: str
    note: str = ""
    since: tuple[str, ...] = ()  # what is not as in the last version


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that two statements say differently of a line."""

    line: int
    label: str
    before: str
    after: str
    change: str = ""

    @property
    def words(self) -> str:
        change = f" ({self.change})" if self.change else ""
        return f"{self.label} {self.before} → {self.after}{change}"


def fitting_unit(rows: Iterable[Row]) -> Unit:
    """천원, unless that would hide a difference of won."""
    amounts = (getattr(row.measures, m) for row in rows for m in MEASURES)
    whole = all(won % Unit.THOUSAND.value == 0 for won in amounts if won is not None)
    return Unit.THOUSAND if whole else Unit.WON


def told(row: Row | None, measure: str, unit: Unit) -> str:
    if row is None:
        return "줄 없음"
    won = getattr(row.measures, measure)
    return GAPS[row.state(measure)] if won is None else show(won, unit)


def change_words(before: int | None, now: int | None, unit: Unit) -> str:
    if before is None or now is None:
        return "-"
    if before == now:
        return "같음"
    return f"{show(now - before, unit)} {'감소' if now < before else '증가'}"


def beside(
    row: Row, before: Measures | None, columns: Sequence[str], unit: Unit, since: tuple[str, ...]
) -> Shown:
    before = before or Measures()
    cells = tuple(
        Cell(
            MEASURES[m],
            told(row, m, unit),
            show(getattr(before, m), unit),
            change_words(getattr(before, m), getattr(row.measures, m), unit),
            _kinds(row, unit) if m == "carried" else (),
        )
        for m in columns
    )
    return Shown(row.line, cells, show_rate(row.measures.rate), row.note, since)


def _kinds(row: Row, unit: Unit) -> tuple[str, ...]:
    """Those that carry something."""
    told = zip(PARTS.values(), row.carried, strict=True)
    return tuple(f"{label} {show(won, unit)}" for label, won in told if won)


def summed(
    rows: Sequence[Row], before: Mapping[int, Measures | None], columns: Sequence[str], unit: Unit
) -> Shown:
    """What lines of one account come to. A blank makes a sum unknown, not smaller; and a sum of the
    date before stands only where every line had one."""
    sums = total(row.measures for row in rows)
    earlier = [before.get(row.line) for row in rows]
    whole = total(each for each in earlier if each) if all(earlier) else Measures()
    unknown = {m for m in MEASURES if any(row.state(m) == "blank" for row in rows)}
    known = Measures(*(None if m in unknown else getattr(sums, m) for m in MEASURES))
    cells = tuple(
        Cell(
            MEASURES[m],
            "알 수 없음" if m in unknown else show(getattr(known, m), unit),
            show(getattr(whole, m), unit),
            change_words(getattr(whole, m), getattr(known, m), unit),
        )
        for m in columns
    )
    is_known = not unknown & {"budget", "spent"}
    return Shown(None, cells, show_rate(known.rate) if is_known else "-")


def changes(before: Sequence[Row], after: Sequence[Row], unit: Unit) -> list[Changed]:
    """Line by line, in the order of the lines."""
    return [each for found in differences(before, after) for each in _of(found, unit)]


def _of(found: Difference, unit: Unit) -> Iterable[Changed]:
    old, new = found.before, found.after
    for column in found.columns:
        if column == "note":
            yield Changed(found.line, "비고", *(_note(row) for row in (old, new)))
            continue
        won = (row and getattr(row.measures, column) for row in (old, new))
        amounts = told(old, column, unit), told(new, column, unit)
        if amounts[0] != amounts[1]:
            label = MEASURES[column]
            yield Changed(found.line, label, *amounts, _change(change_words(*won, unit)))
    parts = zip(PARTS.values(), *(_parts(row) for row in (old, new)), strict=True)
    for label, was, is_now in parts:
        if was != is_now:
            words = _change(change_words(was, is_now, unit))
            yield Changed(found.line, label, show(was, unit), show(is_now, unit), words)


def _parts(row: Row | None) -> tuple[int | None, ...]:
    return row.carried if row else (None,) * len(PARTS)


def _note(row: Row | None) -> str:
    return "줄 없음" if row is None else row.note or "없음"


def _change(words: str) -> str:
    return "" if words == "-" else words
