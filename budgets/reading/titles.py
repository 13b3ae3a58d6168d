"""What stands as a title above a line: what a reader would call the task that the line is about.

A task is a title, perhaps numbered, over a sentence on its aim, over parts marked □ whose items are
marked - or ㅇ. In the oldest reports the title stands right above its items.
"""

import re
from collections.abc import Iterator, Sequence

from budgets.reading.facts import TaskFacts
from budgets.reading.lines import Line

UNTITLED = "본문"
_FARTHEST = 40  # lines between a title and what is said below it
_LONGEST, _SHORTEST = 45, 6
# Two columns of one page come out twice: '2-③2-③ 시민청 개편'
_NUMBERED = re.compile(
    r"(?:(?:\d{1,2}|[Ⅰ-Ⅹ])\s?-\s?(?:[①-⑳]|\d{1,2})(?:-\d{1,2})?\.?\s*|\d{1,2}\.\s*|\d{1,2}\)?\s+|[①-⑳]\s*|[가-하]\.\s*)+"
)
_MARKED = re.compile(r"(?:[□■▢○●◆▶ㅇ-]\s*)+")
_PART = re.compile(r"[□■▢◆]")
_ITEM = re.compile(r"[-○●▶※ㅇ*(<〈•◦▸✓·․–－―│└⇒→:]|\d+$")
_OFFICER = re.compile(
    r"(?:국장|과장|팀장|본부장|실장|단장|관장|주무관|담당)\s+[가-힣]{2,4}(?:\s|$)|작\s*성\s*자"
)


def bare(title: str) -> str:
    """Without its number or mark."""
    found = _NUMBERED.match(title) or _MARKED.match(title)
    return title[found.end() :] if found else title


def title_above(lines: Sequence[Line], index: int) -> str:
    """That of the task: the nearest number below which the parts stand, else the nearest title."""
    above = [line for line in lines[max(0, index - _FARTHEST) : index] if not line.is_blank]
    part = next((i for i in reversed(range(len(above))) if _PART.match(above[i].text)), None)
    if part is not None:
        over = list(_plain(above[:part]))
        numbered = [bare(text) for text in over if _NUMBERED.match(text)]
        if found := (numbered or over[::-1])[:1]:
            return found[0]
    return next((bare(text) for text in _alone(above)), UNTITLED)


def task_title(lines: Sequence[Line], index: int, tasks: Sequence[TaskFacts]) -> str:
    """As above; but where a title was lost and a sentence on its aim stands there, that of the task in
    whose section the line is."""
    title, place = title_above(lines, index), lines[index].place
    if len(title) <= _LONGEST:
        return title
    holding = [
        task
        for task in tasks
        if task.begins is not None and task.until is not None and task.begins <= place <= task.until
    ]
    own = max(holding, key=lambda task: (task.begins, task.position), default=None)
    return own.title if own else title


def _plain(lines: Sequence[Line]) -> Iterator[str]:
    """Upwards, as long as what stands there is neither a part nor an item of one."""
    for line in reversed(lines):
        if line.is_tabular or _PART.match(line.text) or _ITEM.match(line.text):
            return
        if not _OFFICER.search(line.text):
            yield line.text


def _alone(lines: Sequence[Line]) -> Iterator[str]:
    """Upwards, lines of words that are no items."""
    for line in reversed(lines):
        text = line.text
        is_words = not (line.is_tabular or _PART.match(text) or _ITEM.match(text))
        if is_words and _SHORTEST <= len(text) <= _LONGEST and not _OFFICER.search(text):
            yield text
