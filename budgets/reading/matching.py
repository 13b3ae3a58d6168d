"""Which lines of the ledger a sentence speaks of, as far as arithmetic and words support it.

A sentence that states 예산현액 and 집행액 names its lines by those two amounts: one line, program or
department, or a few lines of one department that together give both. A sentence with one amount
(사업비) says less, so there the words around it must speak of the same lines. Two candidates that
nothing tells apart are no answer: the sentence stays undecided.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import combinations
from math import prod

from budgets.amounts import Unit
from budgets.measures import Measures, total
from budgets.reading.names import key_of
from budgets.reading.sentences import Sentence, Stated
from departments.text import squeezed

MOST_TOGETHER = 4
ENOUGH_WORDS = 0.5
CLEARLY_MORE = 0.2
NEARLY = 50  # a fiftieth of an amount
TELLING = 1000  # a stated amount of four digits seldom fits a line by chance,
TELLING_TOGETHER = 10_000  # nor do several whose product is this; below, words must say the same

_WORD = re.compile(r"[가-힣A-Za-z0-9]{2,}")
_QUOTED = re.compile(r"[「『‘'“\"]([^」』’'”\"]+)[」』’'”\"]")
_BEYOND_NAME = re.compile(r"\s*(?:\s:.*|\(.*\))$")  # … 발행 (주 1회), … 발간 : 총 12회
_MONEY = {"budget", "spent", "spent_and_carried", "carried", "cost", "appropriated"}


@dataclass(frozen=True, slots=True)
class Line:
    account: str
    path: str
    department: str
    program: str
    name: str
    measures: Measures

    @property
    def key(self) -> tuple[str, str]:
        return self.account, self.path


def find_lines(
    sentence: Sentence,
    around: str,
    lines: Sequence[Line],
    headings: Sequence[str] = (),
    title: str = "",
) -> tuple[Line, ...]:
    """The lines that the sentence is about, or none where that cannot be settled.

    `headings`: what stands above it; one that is a line's very name says which.
    `title`: that of the task; for a single amount it alone does.
    """
    if sentence.names_line:
        return _named_in(sentence.text, lines)
    stated = [each for each in sentence.stated if each.measure in _MONEY]
    known = [each for each in stated if each.value is not None]
    # What is left says no amount that a line prints: of its line its own words alone can tell.
    said = around if stated else f"{sentence.title} {sentence.text}"
    words = _Words(said, [line.name for line in lines])
    if len(stated) == 1:
        named = (_by_cost(known[0], words, lines) if known else ()) or _entitled(title, lines)
        return named or (_nearly(known[0], title, lines) if known else ())
    found = _by_amounts(known, words, lines) if len(known) == len(stated) else ()
    return found or _by_words(known, words, lines) or _titled(headings, lines)


def _by_amounts(stated: Sequence[Stated], words: "_Words", lines: Sequence[Line]):
    telling = prod(each.value for each in stated) >= TELLING_TOGETHER
    for groups in (_groups(lines), _sets(lines)):
        fitting = [group for group in groups if _agree(stated, group, rounds)]
        if found := _best([g for g in fitting if telling or words.tell(g)], words):
            return found
    return ()


def _titled(headings: Sequence[str], lines: Sequence[Line]) -> tuple[Line, ...]:
    """Amounts that agree with nothing still speak of the line in whose section they stand."""
    names = {key_of(heading) for heading in headings}
    titled = [line for line in lines if key_of(line.name) in names]
    return (titled[0],) if len(titled) == 1 else ()


def _entitled(title: str, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The line whose very name is the title, or whose own name is quoted in it."""
    name = key_of(_BEYOND_NAME.sub("", title))
    quoted = {key_of(word) for word in _QUOTED.findall(title)}
    for named in (
        [line for line in lines if key_of(line.name) == name],
        [line for line in lines if quoted & {key_of(word) for word in _QUOTED.findall(line.name)}],
    ):
        if len(named) == 1:
            return (named[0],)
    return ()


def _nearly(stated: Stated, title: str, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The line of which the title clearly speaks, if its amount is nearly the stated one: then that
    is wrong. A part of a line is far less of it, and stays undecided."""
    names = [line.name for line in lines]
    at = told_by(title, names, names)
    if at is None:
        return ()
    won, unit = _won_of(stated, (lines[at],)), _unit_of(stated)
    is_near = won and abs(stated.value * unit.value - won) * NEARLY <= won
    return (lines[at],) if is_near else ()


def rounds(printed: Decimal, exact: Decimal) -> bool:
    return printed == exact.quantize(_step(printed), ROUND_HALF_UP)


def cuts(printed: Decimal, exact: Decimal) -> bool:
    return printed == exact.quantize(_step(printed), ROUND_FLOOR)


def _step(printed: Decimal) -> Decimal:
    return Decimal(1).scaleb(min(0, printed.normalize().as_tuple().exponent))


def _fits(stated: Stated, group: Sequence[Line], how) -> bool:
    won = _won_of(stated, group)
    return won is not None and how(stated.value, Decimal(won) / _unit_of(stated).value)


def _won_of(stated: Stated, group: Sequence[Line]) -> int | None:
    sums = total(line.measures for line in group)
    return sums.base if stated.measure == "cost" else getattr(sums, stated.measure)


def _unit_of(stated: Stated) -> Unit:
    return next(unit for unit in Unit if unit.label == stated.unit)


def _agree(stated: Sequence[Stated], group: Sequence[Line], how) -> bool:
    return all(_fits(each, group, how) for each in stated)


def _groups(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Every line, every program and every department by itself."""
    yield from ((line,) for line in lines)
    for level in ("program", "department"):
        names = dict.fromkeys((x.account, x.department, getattr(x, level)) for x in lines)
        for account, department, name in names:
            group = tuple(
                x
                for x in lines
                if (x.account, x.department, getattr(x, level)) == (account, department, name)
            )
            if len(group) > 1:
                yield group


def _sets(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """A few lines of one department, fewest first."""
    departments = dict.fromkeys((line.account, line.department) for line in lines)
    for size in range(2, MOST_TOGETHER + 1):
        for account, department in departments:
            own = [x for x in lines if (x.account, x.department) == (account, department)]
            yield from combinations(own, size)


def _best(groups: Sequence[tuple[Line, ...]], words: "_Words") -> tuple[Line, ...]:
    """The only one, or the one of the fewest lines that the words clearly prefer."""
    if not groups:
        return ()
    fewest = min(len(group) for group in groups)
    ranked = sorted(((words.support(g), g) for g in groups if len(g) == fewest), key=_first)
    if len(ranked) == 1 or ranked[-1][0] - ranked[-2][0] >= CLEARLY_MORE:
        return ranked[-1][1]
    return ()


def _first(pair):
    return pair[0]


def _by_cost(stated: Stated, words: "_Words", lines: Sequence[Line]) -> tuple[Line, ...]:
    for how in (rounds, cuts):
        fitting = [g for g in _groups(lines) if _fits(stated, g, how)]
        told = [g for g in fitting if words.tell(g)]
        if not told and how is rounds and stated.value >= TELLING and len(fitting) == 1:
            told = [g for g in fitting if words.support(g) > 0]
        if found := _best(told, words):
            return found
    spoken_of = [line for line in lines if words.tell((line,))]
    return _best([g for g in _sets(spoken_of) if _fits(stated, g, rounds)], words)


def _by_words(stated: Sequence[Stated], words: "_Words", lines: Sequence[Line]):
    """One amount agrees and the words say the same line: then the other amount is wrong."""
    some = [(line,) for line in lines if any(_fits(each, (line,), rounds) for each in stated)]
    return _best([g for g in some if words.tell(g)], words)


def _named_in(text: str, lines: Sequence[Line]) -> tuple[Line, ...]:
    said = squeezed(text)
    named = [x for x in lines if squeezed(x.name) in said and squeezed(x.department) in said]
    return (max(named, key=lambda x: len(x.name)),) if named else ()


def told_by(around: str, names: Sequence[str], all_names: Sequence[str]) -> int | None:
    """Which of the names a few words speak of, if of one clearly more than of any other. `all_names`:
    what they are told apart from, so that a word that many share weighs little."""
    words = _Words(around, all_names)
    ranked = sorted(((words.of(name), at) for at, name in enumerate(names)), reverse=True)
    if not ranked or ranked[0][0] < ENOUGH_WORDS:
        return None
    is_clear = len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= CLEARLY_MORE
    return ranked[0][1] if is_clear else None


class _Words:
    """How much of a line's name is spoken of around the sentence; words that many lines share
    weigh little."""

    def __init__(self, around: str, names: Sequence[str]):
        self.around = "".join(_WORD.findall(squeezed(around)))
        shared = Counter(word for name in names for word in _words(name))
        self.weights = {word: 1 / count for word, count in shared.items()}

    def support(self, group: Sequence[Line]) -> float:
        """That of the line spoken of least."""
        return min(self.of(line.name) for line in group)

    def tell(self, group: Sequence[Line]) -> bool:
        return self.support(group) >= ENOUGH_WORDS

    def of(self, name: str) -> float:
        words = _words(name)
        weight = sum(self.weights[word] for word in words)
        said = sum(self.weights[word] for word in words if word in self.around)
        return said / weight if weight else 0.0


def _words(name: str) -> list[str]:
    """Each once, in their order: fractions summed in another order come out another."""
    return list(dict.fromkeys(_WORD.findall(name)))
