"""세입 as somebody types it: a tree of categories with amounts, and every problem at once. Pure.

Only the lowest categories hold amounts. Those above may be typed too, as a check: they have to be the
sums of what stands under them. A column in which nothing is typed is one that the sheet does not have.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from budgets import typed_rows
from budgets.amounts import Amount, Refused, Unit, parse_amount, show
from budgets.measures import REVENUE_MEASURES
from budgets.tally import SUMS
from budgets.typed import meaning, written
from budgets.typed_rows import Wrong, box_name, in_order, paths, unread, with_room
from departments.text import clean, squeezed

LEVELS = (1, 2, 3, 4)  # 장, 관, 항, 목
BLANKS = 4  # rows to fill in, beyond those that are filled
LONGEST = 120
_OF_ASSESSED = ("assessed", "received", "uncollected")
TAKEN = ("received", "written_off")  # of what was assessed; the rest is still open


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the form, as typed."""

    level: str
    name: str
    cells: Mapping[str, str]

    @property
    def is_blank(self) -> bool:
        return not any(map(clean, (self.name, *self.cells.values())))


@dataclass(frozen=True, slots=True)
class Row:
    """A category. `amounts` of those above others are empty: they are added up."""

    name: str
    above: int | None  # which of the rows
    amounts: Mapping[str, Amount | None]  # None: the sheet has no such column


@dataclass(frozen=True, slots=True)
class Reading:
    rows: tuple[Row, ...]
    wrong: tuple[Wrong, ...]


def sent(posted: Mapping[str, str]) -> list[Line]:
    rows = typed_rows.sent(posted, ("name", "level", *REVENUE_MEASURES))
    return [Line(row.pop("level"), row.pop("name"), row) for row in rows]


def beyond(posted: Mapping[str, str], lines: Sequence[Line]) -> tuple[Wrong, ...]:
    return unread(posted, len(lines), ("name", *REVENUE_MEASURES))


def blank(level: str, name: str = "") -> Line:
    return Line(level, name, dict.fromkeys(REVENUE_MEASURES, ""))


def with_blanks(lines: Sequence[Line]) -> list[Line]:
    """At the level of the last."""
    return with_room(lines, lambda last: blank(last.level if last else "1"), BLANKS)


def drawn(rows: Sequence[Row], unit: Unit) -> list[Line]:
    """What was handed in, as it would be typed."""
    levels: list[int] = []
    lines = []
    for row in rows:
        levels.append(1 if row.above is None else levels[row.above] + 1)
        cells = {m: _text(row.amounts.get(m), unit) for m in REVENUE_MEASURES}
        lines.append(Line(str(levels[-1]), row.name, cells))
    return lines


def _text(amount: Amount | None, unit: Unit) -> str:
    if amount is None or amount.state == "blank":
        return ""
    return "-" if amount.won is None else written(amount.won, unit)


def otherwise(lines: Sequence[Line], before: Sequence[Line], unit: Unit) -> list[dict[str, str]]:
    """Of each row what `before` says in its place, where that is something else."""
    return typed_rows.otherwise(_called(lines), _called(before), lambda t: meaning(t, unit))


def _called(lines: Sequence[Line]) -> list[tuple[tuple[str, ...], Mapping[str, str]]]:
    """Each by the names from the highest category down."""
    levels = [int(line.level) if line.level in map(str, LEVELS) else 1 for line in lines]
    names = [(level - 1, clean(line.name)) for level, line in zip(levels, lines, strict=True)]
    return list(zip(paths(names), (line.cells for line in lines), strict=True))


def in_other_unit(lines: Iterable[Line], was: Unit, unit: Unit) -> list[Line]:
    """What can be read is written in the other unit; what cannot stays as it is."""
    return [
        Line(line.level, line.name, {m: _converted(t, was, unit) for m, t in line.cells.items()})
        for line in lines
    ]


def _converted(text: str, was: Unit, unit: Unit) -> str:
    try:
        won = parse_amount(text, was).won
    except Refused:
        return text
    return text if won is None else written(won, unit)


def reading(lines: Sequence[Line], unit: Unit) -> Reading:
    """`lines` without blank ones between: a blank row says nothing and is left out."""
    own = [(at, line) for at, line in enumerate(lines) if not line.is_blank]
    wrong: list[Wrong] = []
    above = _above([line for _, line in own], [at for at, _ in own], wrong)
    amounts = [{m: _amount(at, line, m, unit, wrong) for m in REVENUE_MEASURES} for at, line in own]
    there = [m for m in REVENUE_MEASURES if any(clean(line.cells[m]) for _, line in own)]
    parents = {each for each in above if each is not None}
    if not own:
        wrong.append(Wrong(box_name(0, "name"), "1번째 줄", "과목을 하나 이상 적습니다."))
    elif not there:
        wrong.append(Wrong(box_name(own[0][0], "received"), own[0][1].name, "금액이 없습니다."))
    for number, (at, line) in enumerate(own):
        wrong += _names(at, line)
        if number not in parents:
            wrong += _leaf(at, line, amounts[number], there, unit)
    wrong += _twice([(at, clean(line.name)) for at, line in own], above)
    wrong += _sums(own, above, amounts, parents, there, unit)
    rows = tuple(
        Row(
            clean(line.name),
            above[number],
            {}
            if number in parents
            else {m: amounts[number][m] if m in there else None for m in REVENUE_MEASURES},
        )
        for number, (_, line) in enumerate(own)
    )
    return Reading(rows, in_order(wrong))


def _above(lines: Sequence[Line], places: Sequence[int], wrong: list[Wrong]) -> list[int | None]:
    """Of each row the one it stands under, by their levels."""
    path: list[int] = []
    found: list[int | None] = []
    for number, line in enumerate(lines):
        level = int(line.level) if line.level in map(str, LEVELS) else 0
        if not 1 <= level <= len(path) + 1:
            words = (
                f"{level}단계의 위에 {level - 1}단계 과목이 없습니다."
                if level
                else "단계를 고릅니다."
            )
            wrong.append(
                Wrong(box_name(places[number], "level"), _where(line, places[number]), words)
            )
            level = min(max(level, 1), len(path) + 1)
        del path[level - 1 :]
        found.append(path[-1] if path else None)
        path.append(number)
    return found


def _where(line: Line, at: int) -> str:
    return clean(line.name)[:40] or f"{at + 1}번째 줄"


def _amount(at: int, line: Line, measure: str, unit: Unit, wrong: list[Wrong]) -> Amount | None:
    try:
        return parse_amount(line.cells[measure], unit)
    except Refused as refused:
        label = REVENUE_MEASURES[measure]
        wrong.append(Wrong(box_name(at, measure), f"{_where(line, at)} {label}", str(refused)))
        return None


def _names(at: int, line: Line) -> Iterable[Wrong]:
    name = clean(line.name)
    if not name:
        yield Wrong(box_name(at, "name"), f"{at + 1}번째 줄", "과목의 이름을 적습니다.")
    elif squeezed(name) in SUMS:
        words = "합계는 적지 않습니다. 아래 과목에서 더해 보입니다."
        yield Wrong(box_name(at, "name"), _where(line, at), words)
    elif len(name) > LONGEST:
        yield Wrong(box_name(at, "name"), _where(line, at), f"이름은 {LONGEST}자까지 적습니다.")


def _leaf(
    at: int,
    line: Line,
    amounts: Mapping[str, Amount | None],
    there: Sequence[str],
    unit: Unit,
) -> Iterable[Wrong]:
    """A lowest category says something in each column, and its remainder is what it has to be."""
    where = _where(line, at)
    for measure in there:
        amount = amounts[measure]
        if amount is not None and amount.state == "blank":
            label = f"{where} {REVENUE_MEASURES[measure]}"
            words = "빈칸입니다. 금액이 없으면 ‘0’이나 ‘-’를 적습니다."
            yield Wrong(box_name(at, measure), label, words)
    if not set(_OF_ASSESSED) <= set(there):
        return
    taken = [m for m in TAKEN if m in there]
    own = {m: _won(amounts[m]) for m in ("assessed", "uncollected", *taken)}
    if None in own.values():
        return
    uncollected, left = own["uncollected"], own["assessed"] - sum(own[m] for m in taken)
    if left != uncollected:
        made_of = " − ".join(REVENUE_MEASURES[m] for m in ("assessed", *taken))
        said, ought = (f"{show(each, unit)}{unit.label}" for each in (uncollected, left))
        words = f"미수납액 {said}: {made_of}의 값은 {ought}입니다."
        yield Wrong(box_name(at, "uncollected"), where, words)


def _won(amount: Amount | None) -> int | None:
    """A dash is nothing; a blank, or what cannot be read, is not known."""
    if amount is None or amount.state == "blank":
        return None
    return amount.won or 0


def _twice(names: Sequence[tuple[int, str]], above: Sequence[int | None]) -> Iterable[Wrong]:
    met = set()
    for (at, name), parent in zip(names, above, strict=True):
        if name and (parent, name) in met:
            words = "같은 과목의 아래에 같은 이름이 이미 있습니다."
            yield Wrong(box_name(at, "name"), name[:40], words)
        met.add((parent, name))


def _sums(
    own: Sequence[tuple[int, Line]],
    above: Sequence[int | None],
    amounts: Sequence[Mapping[str, Amount | None]],
    parents: set[int],
    there: Sequence[str],
    unit: Unit,
) -> Iterable[Wrong]:
    """What is typed of a category above others is the sum of those right under it."""
    for number in sorted(parents):
        at, line = own[number]
        for measure in there:
            said = amounts[number][measure]
            if said is None or said.state == "blank":
                continue
            total = _total(number, measure, above, amounts, parents)
            if total is None or total == (said.won or 0):
                continue
            told, ought = (f"{show(each, unit)}{unit.label}" for each in (said.won or 0, total))
            words = f"{told}: 아래 과목을 더하면 {ought}입니다."
            label = f"{_where(line, at)} {REVENUE_MEASURES[measure]}"
            yield Wrong(box_name(at, measure), label, words)


def _total(number: int, measure: str, above, amounts, parents: set[int]) -> int | None:
    if number not in parents:
        return _won(amounts[number][measure])
    below = [at for at, parent in enumerate(above) if parent == number]
    parts = [_total(each, measure, above, amounts, parents) for each in below]
    return None if None in parts else sum(parts)
