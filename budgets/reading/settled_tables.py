"""Tables of a settlement's 집행내역: each change with both sides in one row, or in a row for each side.

Rows of one side belong together as far as they come to the same: what the ones give, the others
take. A blank cell goes on from the row above, as a merged one does. What a table does not say stays
unsaid; what of it cannot be read is a named problem.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from budgets.amounts import Unit
from budgets.reading.captions import is_caption, stated_unit, states_unit
from budgets.reading.facts import Problem
from budgets.reading.lines import Line
from budgets.reading.settled_facts import CARRIED, CHANGES, LAPSED, MOVES, Money, Settled
from budgets.reading.settled_heads import (
    AMOUNT,
    CHANGE,
    GIVES,
    KIND,
    UNKNOWN,
    Head,
    head_at,
)
from budgets.reading.settled_items import Known
from budgets.reading.settled_pairs import only_pairing
from budgets.reading.settled_rows import Cells, item_of
from departments.text import squeezed

_SUMS = frozenset(["계", "소계", "합계", "총계"])
_AS_ABOVE = frozenset(["〃", "″", '"', "상동", "위와같음"])
_FEW = 4  # rows, of which one says a kind
_LONGEST = 120  # letters of a name
_NEAR = 6  # lines above a table that may say its unit
HEADINGS = (*CHANGES, CARRIED, LAPSED)


@dataclass(frozen=True, slots=True)
class Sum:
    """A printed total, and what stands above it."""

    name: str
    money: Money
    items: tuple[Settled, ...]


@dataclass(frozen=True, slots=True)
class Unequal:
    """What was given and what was taken, where they should be one amount."""

    name: str
    given: Money
    taken: Money


@dataclass(slots=True)
class Tabled:
    """What the tables of one heading say."""

    items: dict[str, list[Settled]] = field(default_factory=dict)  # by heading
    sums: list[tuple[str, Sum]] = field(default_factory=list)
    unequal: list[tuple[str, Unequal]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    places: set[int] = field(default_factory=set)  # of the tables that were read
    looked_at: set[int] = field(default_factory=set)  # of those that a problem names, too
    heads: dict[str, int] = field(default_factory=dict)  # where the table of each begins

    def of(self, word: str) -> list[Settled]:
        return self.items.get(word, [])

    def total(self, word: str) -> Money | None:
        """That of all its rows."""
        wholes = [s.money for w, s in self.sums if w == word and len(s.items) == len(self.of(word))]
        return wholes[-1] if wholes else None


@dataclass(slots=True)
class _Part:
    """Rows of one side that wait for those of the other."""

    gives: list[Cells] = field(default_factory=list)
    takes: list[Cells] = field(default_factory=list)
    first_side: str = ""

    def ends_before(self, cells: Cells) -> bool:
        """Whether a row says what only the first row of a case says, and no row of this one does."""
        every = [*self.gives, *self.takes]
        return any(
            own and own not in {getattr(c, what) for c in every}
            for what in ("number", "reason", "day")
            if (own := getattr(cells, what))
        )

    def balance(self) -> Decimal | None:
        wons = [[c.money.won for c in side] for side in (self.gives, self.takes)]
        if any(won is None for side in wons for won in side):
            return None
        return Decimal(sum(wons[0]) - sum(wons[1]))

    @property
    def is_whole(self) -> bool:
        return bool(self.gives and self.takes) and self.balance() == 0


def read_tables(
    lines: Sequence[Line],
    inside: range,
    word: str,
    year: int,
    known: Known,
    taken: Collection[int] = (),
) -> Tabled:
    """`word`: what the heading above says that they are of; "" where a column says it."""
    told = Tabled()
    at = inside.start
    while at < inside.stop:
        head = head_at(lines, at) if lines[at].place not in taken else None
        if head is None or not (word or stands_alone(lines, at)):
            at += 1
            continue
        table = _Table(lines, at, head, word, year, known)
        table.read(inside.stop, told)
        at = table.end
    return told


def stands_alone(lines: Sequence[Line], at: int) -> bool:
    """Whether a table of changes begins here that says itself of which kind each is."""
    head = head_at(lines, at)
    if head is None or not head.has(KIND) or not head.says_sides:
        return False
    kinds = [i for i, column in enumerate(head.columns) if column.means == KIND]
    below = lines[at + head.lines : at + head.lines + _FEW]
    said = [squeezed(line.cells[i]) for line in below for i in kinds if i < len(line.cells)]
    return any(word in text for text in said for word in CHANGES)


class _Table:
    def __init__(self, lines, at: int, head: Head, word: str, year: int, known: Known):
        self.lines, self.at, self.head = lines, at, head
        self.word, self.year, self.known = word, year, known
        self.end = at + head.lines
        self.last: Cells | None = None  # of a row that says both sides
        self.units = {
            c.unit or self._unit_above() for c in head.columns if c.means in (AMOUNT, CHANGE)
        }

    def _unit_above(self) -> Unit | None:
        near = [x.text for x in self.lines[max(0, self.at - _NEAR) : self.at] if not x.is_tabular]
        return next((stated_unit(text) for text in reversed(near) if states_unit(text)), None)

    def read(self, stop: int, told: Tabled) -> None:
        place = self.lines[self.at].place
        rows = list(self._rows(stop))
        seen = {line.place for line in self.lines[self.at : self.end]}
        told.looked_at |= seen
        if len(self.units) != 1 or None in self.units or not rows:
            why = "단위를 찾지 못함" if rows else "행을 찾지 못함"
            words = f"{self.word or '예산 변동'}: 표로 적힌 내역은 읽지 않음 ({why})"
            told.problems.append(Problem(place, words))
            return
        own = dict.fromkeys(HEADINGS, 0)
        told.places |= seen
        self._take(rows, told, own)
        for column, texts in zip(
            self.head.columns, zip(*(r[1] for r in rows), strict=True), strict=True
        ):
            if column.means == UNKNOWN and any(texts):
                words = f"{self.word or '예산 변동'}: 표의 ‘{column.printed}’ 열은 읽지 않음"
                told.problems.append(Problem(place, words))

    def _rows(self, stop: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        width = len(self.head.columns)
        for at in range(self.end, stop):
            line = self.lines[at]
            if line.is_blank or is_caption(line.text):
                continue
            if not line.is_tabular or (len(line.cells) > width and any(line.cells[width:])):
                return
            self.end = at + 1
            yield line.place, (*line.cells, *[""] * width)[:width]

    def _take(self, rows, told: Tabled, own: dict[str, int]) -> None:
        kind, above, part = "", None, _Part()
        for place, texts in rows:
            texts = self._going_on(texts, above)
            named = [squeezed(text) for text in texts if text]
            if named and named[0] in _SUMS:
                self._close(part, kind, told)
                part = _Part()
                self._sum(place, texts, kind, told, own)
                continue
            kind = self._kind(texts) or kind
            if kind not in HEADINGS:
                told.problems.append(
                    Problem(place, f"예산 변동 표의 행을 읽지 못함: {' '.join(named)}")
                )
                continue
            told.heads.setdefault(kind, place)
            part = self._row(Cells.of(place, texts, self.head, self._unit), part, kind, told)
            above = texts
        self._close(part, kind, told)

    @property
    def _unit(self) -> Unit:
        return next(iter(self.units))

    def _going_on(self, texts, above):
        if above is None:
            return texts
        return tuple(
            over if squeezed(text) in _AS_ABOVE else text
            for text, over in zip(texts, above, strict=True)
        )

    def _kind(self, texts: Sequence[str]) -> str:
        """Which heading a row is of: that above the table, or what its own cell says."""
        if self.word:
            return self.word
        said = (
            squeezed(text)
            for column, text in zip(self.head.columns, texts, strict=True)
            if column.means == KIND and text
        )
        said = next(said, "")
        found = [word for word in HEADINGS if word in said]
        return max(found, key=len, default=said and "?")

    def _sum(self, place: int, texts, kind: str, told: Tabled, own: dict[str, int]) -> None:
        cells = Cells.of(place, texts, self.head, self._unit)
        name = squeezed(next(text for text in texts if text))
        word = self._sum_kind(texts, kind)
        if word is None or word not in HEADINGS:
            return
        items = told.of(word)
        first = own[word] if name == "소계" else 0
        own[word] = len(items)
        for money in dict.fromkeys(m for m in (cells.given, cells.taken, cells.plain) if m):
            if money.value is not None:
                told.sums.append((word, Sum(name, money, tuple(items[first:]))))

    def _sum_kind(self, texts, kind: str) -> str | None:
        """A total over several kinds is of none of them."""
        if self.word:
            return self.word
        said = [squeezed(text) for text in texts if text]
        return kind if said[0] == "소계" else None

    def _row(self, cells: Cells, part: _Part, kind: str, told: Tabled) -> _Part:
        side = cells.only_side if kind in MOVES else ""
        if not side:
            self._close(part, kind, told)
            self._whole(cells, kind, told)
            return _Part()
        rows, others = (part.gives, part.takes) if side == GIVES else (part.takes, part.gives)
        if rows and others and (part.first_side == side or part.ends_before(cells)):
            # A new case begins before the last one came out even.
            self._close(part, kind, told)
            part = _Part()
            rows = part.gives if side == GIVES else part.takes
        before = [*part.gives, *part.takes]
        rows.append(cells.going_on(before[-1]) if before else cells)
        part.first_side = part.first_side or side
        if part.is_whole:
            self._close(part, kind, told)
            return _Part()
        return part

    def _whole(self, cells: Cells, kind: str, told: Tabled) -> None:
        """A row that says both sides, or has but one."""
        cells = cells.going_on(self.last) if self.last else cells
        self.last = cells
        item = item_of(kind, cells, cells, cells.money, self.year, self.known)
        told.items.setdefault(kind, []).append(item)
        if cells.given and cells.taken and cells.given.won != cells.taken.won:
            told.unequal.append((kind, Unequal(item.name or kind, cells.given, cells.taken)))

    def _close(self, part: _Part, kind: str, told: Tabled) -> None:
        gives, takes = part.gives, part.takes
        if not gives and not takes:
            return
        every = [*gives, *takes]
        if not gives or not takes:
            for cells in every:
                item = item_of(
                    kind,
                    cells if gives else None,
                    cells if takes else None,
                    cells.money,
                    self.year,
                    self.known,
                )
                told.items.setdefault(kind, []).append(item)
            return
        whole = _said_once(every)
        items, strange = self._paired(gives, takes, kind, whole)
        told.problems += strange
        if len(items) > 1:  # one case of several parts
            name = " → ".join(dict.fromkeys(item.name for item in items))[:_LONGEST]
            given = _summed(gives)
            items = [Settled(every[0].place, kind, given, name=name, items=tuple(items))]
        told.items.setdefault(kind, []).extend(items)
        if part.balance() not in (0, None):
            given, taken = (_summed(side) for side in (gives, takes))
            told.unequal.append((kind, Unequal(items[0].name or kind, given, taken)))

    def _paired(
        self, gives: Sequence[Cells], takes: Sequence[Cells], kind: str, whole: Cells
    ) -> tuple[list[Settled], list[Problem]]:
        """One item for each who gave to one who took."""
        if min(len(gives), len(takes)) == 1:
            pairs = [(g, t) for g in range(len(gives)) for t in range(len(takes))]
        else:
            pairs = only_pairing(*([c.money.won or 0 for c in side] for side in (gives, takes)))
        if pairs is None:
            return self._unpaired(gives, takes, kind, whole)
        is_parted = len(takes) >= len(gives)
        items = [
            self._item(kind, gives[g], takes[t], takes[t] if is_parted else gives[g], whole)
            for g, t in pairs
        ]
        if len(items) == 1:
            first = min(c.place for c in (*gives, *takes))
            items = [replace(items[0], place=first, money=gives[0].money)]
        return items, []

    def _unpaired(
        self, gives: Sequence[Cells], takes: Sequence[Cells], kind: str, whole: Cells
    ) -> tuple[list[Settled], list[Problem]]:
        """The givers, each with what all the takers have in common: the line, or the department."""
        place = min(c.place for c in (*gives, *takes))
        took = [item_of(kind, None, c, c.money, self.year, self.known, whole) for c in takes]
        shared = {
            name: values.pop()
            for name in ("given_to", "to_department", "to_item")
            if len(values := {getattr(item, name) for item in took}) == 1
        }
        items = [
            replace(item_of(kind, c, None, c.money, self.year, self.known, whole), **shared)
            for c in gives
        ]
        words = f"{kind}: 준 쪽과 받은 쪽이 여럿이라 짝을 알 수 없음"
        if shared.get("given_to"):
            words = f"{kind}: 준 목과 받은 목이 여럿이라 목의 짝을 알 수 없음"
        return items, [Problem(place, words)]

    def _item(self, kind: str, gives: Cells, takes: Cells, own: Cells, whole: Cells) -> Settled:
        return item_of(kind, gives, takes, own.money, self.year, self.known, whole)


def _said_once(cells: Sequence[Cells]) -> Cells:
    """The reason and the days of a case stand in one of its rows, or are the same in all."""
    reason = next((c.reason for c in cells if c.reason), "")
    days = next((c.day for c in cells if c.day), "")
    said = next((c.told for c in cells if c.told), "")
    return replace(cells[0], reason=reason, day=days, told=said)


def _summed(cells: Sequence[Cells]) -> Money:
    if len(cells) == 1:
        return cells[0].money
    total = sum(c.money.value for c in cells)
    return Money(f"{total:,}", total, cells[0].money.unit, cells[-1].place)
