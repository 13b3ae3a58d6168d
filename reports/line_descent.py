"""사업의 이어짐: which line of one year is which of the year before, for all lines of an office.

Every book is set beside the one before it by its newest date, as two dates are compared. What is told
of a line is what the comparison would tell: it goes on, under another name, elsewhere, is new or ended.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F

from budgets.models import LineLink, ReportingDate
from budgets.reading.names import key_of
from departments.models import Department
from reports.became import Became, by_account, department_named, line_of
from reports.cuts import APPROPRIATED, BUDGET
from reports.dates import dates_of_offices, when_of
from reports.execution import read_each
from reports.handed_over import HandedOver, read_handed_over
from reports.likeness import LIKENESS, Likened, Question, questions
from reports.lineage import EVIDENCE, Part, follower
from reports.matched import Matched, Pair, Side, code_of, masks_of, matched, side_of
from reports.recorded import Pairs, Recorded, read_recorded
from reports.rollup import Leaf, cells
from reports.structure import Structure
from reports.successors import Successors
from reports.table import Cell, Gap
from reports.two_dates import bases_of
from reports.works import Volume, before, kin_of, published_lines

SAME, RENAMED, MOVED, MERGED, SPLIT, NEW, ENDED, UNTOLD = (
    "이어짐",
    "명칭 변경",
    "이동",
    "통합",
    "분리",
    "신규",
    "종료",
    "비교 불가",
)
KIND_OF = {  # what was recorded of a line in the middle of a year
    LineLink.How.RENAMED: RENAMED,
    LineLink.How.MOVED: MOVED,
    LineLink.How.TOGETHER: MOVED,
}
QUESTION = "이어진 것으로 보임"  # of two lines, one ended and one new
KINDS = (SAME, RENAMED, MOVED, MERGED, SPLIT, NEW, ENDED, QUESTION, UNTOLD)
STATED, RECORDED, PROVED, INFERRED = "명시", "기록", "산술", "추정"


@dataclass(frozen=True, slots=True)
class Turn:
    """One book beside the one before it. `day`: of one year in two organisations, that of the later."""

    then: Side
    now: Side
    told: Matched
    successors: Successors
    day: date | None
    handed_over: Mapping[int, HandedOver]  # by line
    book: int  # the later
    recorded: Pairs


@dataclass(frozen=True, slots=True)
class Lines:
    """All that an office's books say of which line is which."""

    dates: list[ReportingDate]  # the newest of each book
    turns: list[Turn]  # newest first
    inner: list[LineLink]  # within a book, as recorded
    handed_over: list[HandedOver]  # within a book, as printed
    names: Structure


@dataclass(frozen=True, slots=True)
class Going:
    """A line from one book to the next, or only in one of them."""

    turn: Turn
    pair: Pair
    kind: str
    bases: tuple[int, int]

    @property
    def departments(self) -> list[str]:
        """Then and now, each name once."""
        sides = ((self.turn.then, self.pair.before), (self.turn.now, self.pair.now))
        return list(dict.fromkeys(department_named(side, leaf) for side, leaf in sides if leaf))

    @property
    def programs(self) -> str:
        """Then and now, once where only its spelling is another."""
        sides = ((self.turn.then, self.pair.before), (self.turn.now, self.pair.now))
        names = [side.found.names.programs[leaf.program].name for side, leaf in sides if leaf]
        return names[-1] if len(set(map(key_of, names))) == 1 else " → ".join(names)

    @property
    def amounts(self) -> tuple[Cell, Cell]:
        return tuple(
            cells(leaf.sums)[base] if leaf else Gap.DASH
            for leaf, base in zip((self.pair.before, self.pair.now), self.bases, strict=True)
        )

    @property
    def anchor(self) -> str:
        """Of its row: a line comes into a book once, and goes out of it once."""
        return f"going-{self.turn.book}-{(self.pair.now or self.pair.before).pk}"

    @property
    def stated(self) -> HandedOver | None:
        """That a document says so: of just this line, and from and to these departments."""
        told = self.pair.now and self.turn.handed_over.get(self.pair.now.pk)
        if not told or self.kind != MOVED:
            return None
        sides = ((self.turn.then, self.pair.before), (self.turn.now, self.pair.now))
        codes = [code_of(leaf.pk, side.found.names) for side, leaf in sides]
        is_same = self.turn.successors.is_same
        return told if is_same(codes[0], told.before) and is_same(codes[1], told.after) else None

    @property
    def is_equal(self) -> bool:
        """Of one year in two organisations: that both say the same amount."""
        one, other = self.amounts
        is_alike = self.turn.day is not None and self.bases[0] == self.bases[1]
        return is_alike and isinstance(one, int) and one == other and one > 0

    @property
    def office(self) -> str:
        """Whose it is now, or was last."""
        side, leaf = (
            (self.turn.now, self.pair.now) if self.pair.now else (self.turn.then, self.pair.before)
        )
        names = side.found.names
        own = names.departments[names.programs[leaf.program].parent]
        return names.departments[own.parent].name if own.parent else own.name

    @property
    def parts(self) -> list[Part]:
        return self.turn.told.parts_of(self.pair)

    @property
    def recorded(self) -> Recorded | None:
        """What the office wrote beside the link, where it wrote it of these two books."""
        pair = self.pair
        pairs = [(each.before, each.now) for each in self.parts]
        if pair.before and pair.now:
            pairs = [(pair.before.pk, pair.now.pk)]
        return next((own for each in pairs if (own := self.turn.recorded.get(each))), None)

    @property
    def sides(self) -> tuple[list[Leaf], list[Leaf]]:
        """All that became one, and it; or one, and all that it became."""
        if not self.parts:
            return [self.pair.before], [self.pair.now]
        first = self.parts[0]
        own = [
            each
            for each in self.turn.told.parts
            if (each.before == first.before if first.is_split else each.now == first.now)
        ]
        then, now = (
            {leaf.pk: leaf for leaf in side.found.leaves}
            for side in (self.turn.then, self.turn.now)
        )
        return (
            [then[pk] for pk in dict.fromkeys(each.before for each in own)],
            [now[pk] for pk in dict.fromkeys(each.now for each in own)],
        )

    @property
    def names(self) -> tuple[str, str]:
        """A line that is a part, or has parts: it and those beside it, in the order of the books."""
        then, now = (side.found.names.lines for side in (self.turn.then, self.turn.now))
        befores = dict.fromkeys(then[each.before].name for each in self.parts)
        nows = dict.fromkeys(now[each.now].name for each in self.parts)
        return ", ".join(befores), ", ".join(nows)

    @property
    def sums(self) -> tuple[list[Cell], list[Cell]]:
        """What has to be equal, where it was recorded to be proved: of the measure that all of them
        have, as it was when it was recorded, whatever others of the account have."""
        sides = self.sides
        for base in (BUDGET, APPROPRIATED):
            own = tuple([cells(leaf.sums)[base] for leaf in side] for side in sides)
            if all(isinstance(cell, int) for side in own for cell in side):
                return own
        return tuple(
            [cells(leaf.sums)[base] for leaf in side]
            for side, base in zip(sides, self.bases, strict=True)
        )

    @property
    def evidence(self) -> str:
        """The same year in two organisations proves by its amounts; other years' amounts differ."""
        is_alone = self.pair.how is None or self.kind in (NEW, ENDED, UNTOLD)
        if is_alone and not self.parts:
            return ""
        if self.stated:
            return STATED
        if own := self.recorded:
            is_open = own.evidence == LineLink.Evidence.PROVED and not _are_equal(*self.sums)
            return RECORDED if is_open else own.evidence
        if self.parts or self.pair.how.startswith("stated"):
            return RECORDED
        return PROVED if self.is_equal else INFERRED

    @property
    def proof(self) -> str:
        if not self.evidence:
            return ""
        if self.stated:
            return f"{self.stated.days} 이체 ({self.stated.source})".strip()
        said = [EVIDENCE[self.pair.how or "stated"]]
        if own := self.recorded:
            said = [own.words or said[0]]
            if own.evidence == LineLink.Evidence.PROVED:
                said.append(_sums_words(*self.sums))
        elif self.evidence == PROVED:
            said.append("같은 금액")
        elif self.pair.how in LIKENESS:
            said += filter(None, [amount_words(*self.amounts)])
        return ", ".join(said)


def _are_equal(one: Sequence[Cell], other: Sequence[Cell]) -> bool:
    is_known = all(isinstance(cell, int) for cell in (*one, *other))
    return is_known and sum(one) == sum(other) > 0


def _sums_words(one: Sequence[Cell], other: Sequence[Cell]) -> str:
    sides = [
        " + ".join(f"{cell:,}" if isinstance(cell, int) else cell.value for cell in side)
        for side in (one, other)
    ]
    if _are_equal(one, other):
        return f"{sides[0]} = {sides[1]}원"
    return f"기록한 뒤 금액이 달라짐 ({sides[0]}원과 {sides[1]}원)"


def read_lines(office: Department, successors: Successors) -> Lines:
    """All books are read at once."""
    pairs = successors.pairs
    dates = dates_of_offices(kin_of(office.code, pairs))
    newest: dict[int, ReportingDate] = {}
    for each in dates:
        newest.setdefault(each.book_id, each)
    volumes = sorted(map(_volume, newest.values()), key=lambda volume: (volume.order, volume.pk))
    read = read_each(list(newest.values()))
    handed_over, recorded = read_handed_over(newest), read_recorded(newest)
    turns = []
    for volume in reversed(volumes):
        earlier = before(volume, volumes, pairs)
        if earlier:
            then = side_of([newest[each.pk] for each in earlier], read)
            now = side_of([newest[volume.pk]], read)
            is_one_year = then.when.day.year == now.when.day.year
            day = newest[volume.pk].book.organised_on if is_one_year else None
            told = matched(then, now, successors)
            turns.append(Turn(then, now, told, successors, day, handed_over, volume.pk, recorded))
    names = next((own.names for own in read.values()), Structure())
    moved = list(handed_over.values())
    return Lines(list(newest.values()), turns, _inner(newest), moved, names)


def _inner(books: Iterable[int]) -> list[LineLink]:
    """Lines that took the place of others in the middle of a year."""
    lines = published_lines()
    links = LineLink.objects.standing().filter(
        before__in=lines,
        after__in=lines,
        after__program__book__in=list(books),
        before__program__book=F("after__program__book"),
    )
    beside = ("before__program", "after__program__department__parent", "record")
    return list(links.select_related(*beside).order_by("-record__day", "pk"))


def _volume(each: ReportingDate) -> Volume:
    return Volume(
        each.book_id, each.book.office.code, each.book.fiscal_year, when_of(each).is_regrouped
    )


def goings_of(turn: Turn) -> dict[int, list[Going]]:
    """By account, in the order of the later book."""
    masks = masks_of(turn.then.found), masks_of(turn.now.found)
    found = {}
    for account, pairs in by_account(turn.told, turn.then, turn.now).items():
        bases = bases_of(*(mask.get(account, 0) for mask in masks))
        found[account] = [
            Going(turn, pair, _kind(pair, turn), bases)
            for pair in sorted(pairs, key=_in_order)
            if _is_there(pair.before) or _is_there(pair.now)
        ]
    return found


def _in_order(pair: Pair) -> tuple[bool, int]:
    """What ended stands last; the ledger is read in no order."""
    return pair.now is None, (pair.now or pair.before).pk


_NEAR = Decimal("0.2")
_FAR = 2


def is_near(one: Cell, other: Cell) -> bool:
    if not (isinstance(one, int) and isinstance(other, int) and one > 0 and other > 0):
        return False
    return abs(other - one) <= _NEAR * max(one, other)


def amount_words(one: Cell, other: Cell) -> str:
    """What the amounts say for it, or against it."""
    if is_near(one, other):
        return "비슷한 금액"
    if isinstance(one, int) and isinstance(other, int) and min(one, other) > 0:
        return "금액은 두 배 넘게 다름" if max(one, other) > _FAR * min(one, other) else ""
    return ""


def questions_of(turn: Turn, goings: Iterable[Going]) -> list[tuple[Going, Going, Question]]:
    """Of an account: what ended, and what began that may be the same; in the order of what ended."""
    ended = {each.pair.before.pk: each for each in goings if each.kind == ENDED}
    new = {each.pair.now.pk: each for each in goings if each.kind == NEW}

    def near(one: int, other: int) -> bool:
        return is_near(ended[one].amounts[0], new[other].amounts[1])

    found = questions(
        [_likened(turn.then, each.pair.before) for each in ended.values()],
        [_likened(turn.now, each.pair.now) for each in new.values()],
        follower(turn.successors.heirs),
        near,
    )
    return [(ended[each.before], new[each.now], each) for each in found]


def asked_anchor(ended: Going, new: Going) -> str:
    return f"asked-{ended.pair.before.pk}-{new.pair.now.pk}"


def _likened(side: Side, leaf: Leaf) -> Likened:
    names = side.found.names
    return Likened(leaf.pk, names.lines[leaf.pk].name, code_of(leaf.pk, names), "")


def _is_there(leaf: Leaf | None) -> bool:
    """A table of two years prints a dash for a line that the other year has alone."""
    return leaf is not None and not set(cells(leaf.sums)) <= {Gap.DASH, Gap.ABSENT}


def _kind(pair: Pair, turn: Turn) -> str:
    if parts := turn.told.parts_of(pair):
        return SPLIT if parts[0].is_split else MERGED
    if pair.how == "untold":
        return UNTOLD
    if not (_is_there(pair.before) and _is_there(pair.now)):
        return ENDED if _is_there(pair.before) else NEW
    became = Became(turn.then, turn.now, turn.told, turn.successors, (0, 0))
    if became.is_elsewhere(pair):
        return MOVED
    names = line_of(turn.then, pair.before).name, line_of(turn.now, pair.now).name
    return SAME if key_of(names[0]) == key_of(names[1]) else RENAMED
