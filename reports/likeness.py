"""Names of works that are alike without being the same: what follows which, and what only seems to. Pure.

A budget book renames its lines freely: a bracket, a particle or a word comes or goes, one word is
replaced in all names that have it, a foundation's running becomes its contribution. Where such a
likeness can mean but one line on either side, the line is taken to go on, as an inference that says
by what; where it could mean several, or is faint, it is a question and nothing goes on.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from budgets.reading.names import key_of, kind_named

How = Literal["alike", "one word", "swapped", "own word"]
EVIDENCE: dict[How, str] = {
    "alike": "괄호와 조사를 빼면 같은 이름",
    "one word": "한 낱말만 있고 없는 이름",
    "swapped": "둘 이상의 사업에서 같은 낱말이 똑같이 바뀜",
    "own word": "이 사업에만 있는 첫 낱말이 같음",
}
LIKENESS: frozenset[str] = frozenset(EVIDENCE)

_BRACKETS = re.compile(r"[(\[{（［](.*?)[)\]}）］]")
_WORD = re.compile(r"\w+")
_JOINING = {"등", "및", "와", "과", "의", "위한", "통한", "대한"}
_PARTICLE = re.compile(r"(?<=\w\w)[을를의]$")
_LEAST_SHARED = 5  # characters that two names still have in common when a word is taken from one
_LEAST_OWN = 5  # of a first word that is nobody else's
_OTHERS = 4  # of a word by which another line is a candidate, too


@dataclass(frozen=True, slots=True)
class Likened:
    """A line with what its likeness is judged by."""

    pk: int
    name: str
    department: str
    account: str

    @property
    def words(self) -> tuple[str, ...]:
        return words_of(self.name)

    @property
    def key(self) -> str:
        return "".join(self.words)

    @property
    def group(self) -> tuple:
        """What is never another: an account, and 기본경비 or not."""
        return self.account, _kind(self.name)


_kind = lru_cache(maxsize=1 << 15)(kind_named)


@lru_cache(maxsize=1 << 15)
def words_of(name: str) -> tuple[str, ...]:
    """Without brackets and what only joins words."""
    bare = _BRACKETS.sub(" ", name)
    bare = bare if key_of(bare) else name
    words = (_PARTICLE.sub("", word) for word in _WORD.findall(bare) if word not in _JOINING)
    return tuple(words)


Follows = Callable[[str, str], bool]
Found = list[tuple[Likened, Likened, How]]


def alike(
    left: Sequence[Likened],
    right: Sequence[Likened],
    everyone: tuple[Iterable[str], Iterable[str]],
    follows: Follows,
) -> Found:
    """Of lines that are known by nothing else. `everyone`: the names of all lines of either side."""
    found: Found = []

    def take(pairs: Iterable[tuple[Likened, Likened]], how: How) -> None:
        nonlocal left, right
        met = [(one, other, how) for one, other in pairs]
        found.extend(met)
        gone, there = {one.pk for one, *_ in met}, {other.pk for _, other, _ in met}
        left = [each for each in left if each.pk not in gone]
        right = [each for each in right if each.pk not in there]

    take(_mutual(_bare(left, right, follows)), "alike")
    take(_mutual(_one_word(left, right, follows)), "one word")
    take(_swapped(left, right, follows), "swapped")
    take(_own_word(left, right, everyone, follows), "own word")
    return found


Pairs = Iterable[tuple[Likened, Likened]]


class _Index:
    """Lines by what is asked of them, in the departments that followed one's own: what many names of a
    whole city have is looked for in few."""

    def __init__(
        self,
        lines: Sequence[Likened],
        keys: Callable[[Likened], Iterable],
        follows: Follows,
    ):
        self.lines: dict[tuple, list[Likened]] = defaultdict(list)
        for each in lines:
            for key in keys(each):
                self.lines[each.department, each.group, key].append(each)
        self.departments = {each.department for each in lines}
        self.follows, self.known = follows, {}

    def __call__(self, one: Likened, key) -> Iterable[Likened]:
        own = one.department
        if own not in self.known:
            self.known[own] = [each for each in self.departments if self.follows(own, each)]
        for department in self.known[own]:
            yield from self.lines.get((department, one.group, key), ())


def _whole(each: Likened) -> Iterable[str]:
    return (each.key,)


def _mutual(pairs: Pairs) -> Pairs:
    """Those that can only mean each other."""
    met = list(pairs)
    here, there = defaultdict(set), defaultdict(set)
    for one, other in met:
        here[one.pk].add(other.pk)
        there[other.pk].add(one.pk)
    only = {(o.pk, p.pk): (o, p) for o, p in met if len(here[o.pk]) == len(there[p.pk]) == 1}
    return list(only.values())


def _bare(left: Sequence[Likened], right: Sequence[Likened], follows: Follows) -> Pairs:
    """Two brackets that differ tell two lines apart."""
    found = _Index(right, _whole, follows)
    for one in left:
        for other in found(one, one.key):
            brackets = [list(map(key_of, _BRACKETS.findall(x.name))) for x in (one, other)]
            if not all(brackets) or brackets[0] == brackets[1]:
                yield one, other


def _one_word(left: Sequence[Likened], right: Sequence[Likened], follows: Follows) -> Pairs:
    whole, less = _Index(right, _whole, follows), _Index(right, _less, follows)
    for one in left:
        for key in _less(one):
            yield from ((one, other) for other in whole(one, key))
        yield from ((one, other) for other in less(one, one.key))


def _less(each: Likened) -> Iterable[str]:
    """Its key without one of its words. A number tells which of several it is."""
    words = each.words
    for at, word in enumerate(words):
        rest = "".join((*words[:at], *words[at + 1 :]))
        if not _has_digit(word) and len(rest) >= _LEAST_SHARED:
            yield rest


def _swapped(left: Sequence[Likened], right: Sequence[Likened], follows: Follows) -> Pairs:
    frames = _Index(right, _frames, follows)
    swaps: dict[tuple[str, str], list[tuple[Likened, Likened]]] = defaultdict(list)
    for one in left:
        for frame in _frames(one):
            for other in frames(one, frame):
                at = frame[0]
                swaps[one.words[at], other.words[at]].append((one, other))
    told = [
        pair
        for pairs in swaps.values()
        if len({one.pk for one, _ in pairs}) > 1 and len({other.pk for _, other in pairs}) > 1
        for pair in pairs
    ]
    return _mutual(told)


def _frames(each: Likened) -> Iterable[tuple]:
    """Its words without one of them, and which one that is."""
    words = each.words
    if len(words) > 1:
        for at, word in enumerate(words):
            if len(word) > 1 and not _has_digit(word):
                yield at, *words[:at], *words[at + 1 :]


def _own_word(
    left: Sequence[Likened],
    right: Sequence[Likened],
    everyone: tuple[Iterable[str], Iterable[str]],
    follows: Follows,
) -> Pairs:
    by_word = _Index(right, _first, follows)
    told = [
        (word, one, other) for one in left for word in _first(one) for other in by_word(one, word)
    ]
    if not told:
        return []
    keys = [list(map(key_of, names)) for names in everyone]
    own = [
        (one, other)
        for word, one, other in told
        if all(sum(word in key for key in side) == 1 for side in keys)
        and not _has_other(one, right, other)
        and not _has_other(other, left, one)
    ]
    return _mutual(own)


def _first(each: Likened) -> Iterable[str]:
    """A name of its own stands first: 120다산콜재단 운영."""
    if each.words and len(each.words[0]) >= _LEAST_OWN:
        yield each.words[0]


def _has_other(one: Likened, there: Sequence[Likened], but: Likened) -> bool:
    """Whether another line may have taken over a part of it."""
    words = {word for word in one.words if len(word) >= _OTHERS}
    return any(words & set(each.words) for each in there if each.pk != but.pk)


def _by(lines: Sequence[Likened], keys: Callable[[Likened], Iterable]) -> dict:
    found = defaultdict(list)
    for each in lines:
        for key in keys(each):
            found[each.group, key].append(each)
    return found


def _has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)


# --- what only seems to go on ---------------------------------------------------------------------

_GRAM = 4
_LONG, _LONGER = 5, 6  # characters in a row: within a department and its followers, anywhere
_COMMON = 3  # lines of one side that have the same characters: what is commoner tells nothing


@dataclass(frozen=True, slots=True)
class Question:
    before: int
    now: int
    shared: str


def questions(
    left: Sequence[Likened],
    right: Sequence[Likened],
    follows: Follows,
    is_near: Callable[[int, int], bool],
) -> list[Question]:
    """`is_near`: whether both have about the same amount; then less of a name is enough."""
    grams = _by(right, _grams)
    order = {each.pk: at for at, each in enumerate(right)}
    found = []
    for one in left:
        met = {x.pk: x for gram in _grams(one) for x in grams.get((one.group, gram), ())}
        for other in sorted(met.values(), key=lambda each: order[each.pk]):
            shared = _shared(one.key, other.key)
            if follows(one.department, other.department):
                is_enough = len(shared) >= (_GRAM if is_near(one.pk, other.pk) else _LONG)
            else:  # elsewhere only what both names begin with
                leads = one.key.startswith(shared) and other.key.startswith(shared)
                is_enough = leads and len(shared) >= _LONGER
            if is_enough and _is_telling(shared, left, right):
                found.append(Question(one.pk, other.pk, shared))
    return found


def _grams(each: Likened) -> Collection[str]:
    key = each.key
    return {key[at : at + _GRAM] for at in range(len(key) - _GRAM + 1)}


def _shared(one: str, other: str) -> str:
    """The longest that both have in a row."""
    best = ""
    for at in range(len(one)):
        while at + len(best) < len(one) and one[at : at + len(best) + 1] in other:
            best = one[at : at + len(best) + 1]
    return best


def _is_telling(shared: str, *sides: Sequence[Likened]) -> bool:
    return all(sum(shared in each.key for each in side) <= _COMMON for side in sides)
