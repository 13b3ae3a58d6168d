"""The vision of an office, its goals, directions and strategies, and the tasks under each strategy.

Such a page is a drawing: labels, often one letter a line, with short texts between them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgets.reading.facts import Problem, TaskFacts
from budgets.reading.lines import Line
from budgets.reading.numbered import clean_title
from departments.text import squeezed

VISION, GOAL, DIRECTION, STRATEGY, STRATEGIC_TASK = "비전", "목표", "방향", "전략", "전략과제"
VISION_CHAPTER = re.compile(r"비전|목표|추진방향|정책방향|운영방향|전략")
_LABELS = (
    (VISION, re.compile(r"(?:시정|정책|서울)?비전")),
    (GOAL, re.compile(r"(?:전략|정책|추진|시정|핵심)?목표")),
    (DIRECTION, re.compile(r"(?:추진|정책|운영|시정)방향")),
    (STRATEGY, re.compile(r"(?:추진|핵심|중점)?전략(?:및(?:추진|핵심|전략|중점)?과제)?")),
    (STRATEGIC_TASK, re.compile(r"(?:추진|핵심|중점|전략|주요|정책)과제")),
)
_RANK = {kind: rank for rank, (kind, _) in enumerate(_LABELS)}
_INLINE = re.compile(r"([^:：]{2,8})\s*[:：]\s*(\S.*)")
_ITEM = re.compile(r"[-–―○●▶ㅇ◦▸•·․‣*]\s*")
_LETTERS = 6  # lines that a label may be spread over
_LONGEST = 200


@dataclass(slots=True)
class _Paragraph:
    """Lines of words that stand together, or items that do."""

    texts: list[tuple[int, str]]  # place and words
    is_items: bool

    @property
    def title(self) -> str:
        return clean_title(" ".join(text for _, text in self.texts))[:_LONGEST]

    @property
    def places(self) -> tuple[int, int]:
        return self.texts[0][0], self.texts[-1][0]


class _Tree:
    def __init__(self):
        self.found: list[TaskFacts] = []

    def add(self, kind: str, title: str, first: int, last: int, parent: int | None) -> int:
        position = len(self.found) + 1
        self.found.append(TaskFacts(position, parent, kind, "", title, first, first, last))
        return position

    def above(self, kind: str) -> int | None:
        """What this serves: of several on the level above none can be named."""
        for rank in range(_RANK[kind] - 1, -1, -1):
            higher = [each for each in self.found if _RANK.get(each.kind) == rank]
            if higher:
                return higher[0].position if len(higher) == 1 else higher[0].parent
        return None


def read_visions(
    lines: Sequence[Line], first: int, end: int, problems: list[Problem]
) -> list[TaskFacts]:
    tree = _Tree()
    for kind, paragraphs in _labelled(lines, first, end):
        if kind == STRATEGY:
            _strategies(tree, paragraphs, problems)
            continue
        parent = tree.above(kind)
        for each in paragraphs:
            if each.is_items:
                for place, text in each.texts:
                    tree.add(kind, _bare(text), place, place, parent)
            else:
                tree.add(kind, each.title, *each.places, parent)
    return tree.found


def _labelled(lines, first: int, end: int) -> Iterator[tuple[str, list[_Paragraph]]]:
    kind, said, at = None, [], first
    while at < end:
        label = _label_at(lines, at, end)
        if label is None:
            if kind and not lines[at].is_tabular:
                _say(said, lines, at)
            at += 1
            continue
        if kind and said:
            yield kind, said
        kind, rest, after = label
        said = [_Paragraph([(lines[at].place, rest)], False)] if rest else []
        at = after
    if kind and said:
        yield kind, said


def _label_at(lines, at: int, end: int) -> tuple[str, str, int] | None:
    """The kind, what is said on the same line, and the index after it."""
    if lines[at].is_blank or lines[at].is_tabular:
        return None
    if (inline := _INLINE.fullmatch(lines[at].text)) and (kind := _kind(inline[1])):
        return kind, clean_title(inline[2]), at + 1
    word, found = "", None
    for after in range(at, min(end, at + 2 * _LETTERS)):
        letters = squeezed(lines[after].text)
        if lines[after].is_tabular or (word and len(letters) > 2):
            break
        word += letters
        if letters and (kind := _kind(word)):
            found = kind, "", after + 1
        if after == at and len(letters) > 2:
            break
    return found


def _kind(word: str) -> str | None:
    word = squeezed(word)
    return next((kind for kind, pattern in _LABELS if pattern.fullmatch(word)), None)


def _say(said: list[_Paragraph], lines, at: int) -> None:
    line = lines[at]
    if line.is_blank:
        return
    is_item = bool(_ITEM.match(line.text))
    goes_on = said and not lines[at - 1].is_blank and said[-1].is_items == is_item
    if goes_on and said[-1].texts[-1][0] == line.place - 1:
        said[-1].texts.append((line.place, line.text))
    else:
        said.append(_Paragraph([(line.place, line.text)], is_item))


def _bare(text: str) -> str:
    return clean_title(_ITEM.sub("", text, count=1))[:_LONGEST]


def _strategies(tree: _Tree, paragraphs: Sequence[_Paragraph], problems: list[Problem]) -> None:
    """Each with the items below it; or all of them first, and then as many groups of items."""
    parent = tree.above(STRATEGY)
    groups = [each for each in paragraphs if each.is_items]
    heads = [
        tree.add(STRATEGY, each.title, *each.places, parent)
        for each in paragraphs
        if not each.is_items
    ]
    if groups and (owners := _owners(paragraphs, heads, len(groups))) is None:
        words = "전략과 과제의 수가 달라 어느 전략의 과제인지 알 수 없음"
        problems.append(Problem(groups[0].places[0], words))
        owners = [parent] * len(groups)
    for owner, group in zip(owners if groups else (), groups, strict=True):
        for place, text in group.texts:
            tree.add(STRATEGIC_TASK, _bare(text), place, place, owner)


def _owners(paragraphs, heads: Sequence[int], groups: int) -> list[int] | None:
    kinds = [each.is_items for each in paragraphs]
    one_each = kinds == [False, True] * groups
    heads_first = kinds == [False] * groups + [True] * groups
    return list(heads) if one_each or heads_first else None
