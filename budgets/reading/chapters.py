"""The chapters of a report: lines headed by a Roman number, as far as the next of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from budgets.reading.lines import Line
from departments.text import squeezed

_HEAD = re.compile(
    r"^([Ⅰ-Ⅹ]|(?:I{1,3}|IV|VI{0,3}|IX|X)(?![A-Za-z]))(?:\s*[.．]\s*|\s+)(?=\S)(?P<title>.*[가-힣].*)$"
)
_FEW = 3  # lines: under a heading of the table of contents there are no more


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    first: int  # index of its heading
    end: int  # index of what comes after it


def find_chapters(lines: Sequence[Line]) -> list[Chapter]:
    """Those that have a body. A heading printed again on the next page begins nothing anew."""
    heads = [
        (at, head["title"].strip())
        for at, line in enumerate(lines)
        if not line.is_tabular and (head := _HEAD.match(line.text))
    ]
    found: list[Chapter] = []
    for (at, title), (end, _) in pairwise([*heads, (len(lines), "")]):
        if sum(not line.is_blank for line in lines[at + 1 : end]) < _FEW:
            continue
        if found and found[-1].end == at and squeezed(found[-1].title) == squeezed(title):
            found[-1] = Chapter(found[-1].title, found[-1].first, end)
        else:
            found.append(Chapter(title, at, end))
    return found
