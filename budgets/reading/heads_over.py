"""The headings that a line stands under, and their captions: what they say holds for all below them.

'Ⅱ. 예산집행 현황 (2024. 5. 31. 기준)' says the day of every table of its chapter, the first and the last.
"""

import re
from collections.abc import Sequence

from budgets.reading.captions import is_caption
from budgets.reading.lines import Line

# From the widest to the narrowest, as offices number them.
_MARKS = tuple(
    re.compile(each)
    for each in (
        r"[Ⅰ-Ⅹ]|(?:I{1,3}|IV|VI{0,3}|IX|X)(?=[.\s])|제\s?\d{1,2}\s?[장절]",
        r"\d{1,2}\s?\.(?!\s?\d)",
        r"[가-하]\s?\.",
        r"\(?\d{1,2}\)|[①-⑳]",
        r"[□■▢◆◇【❏▣]",
        r"[○●◎◯ㅇ]\s",
        r"[-–—▶▷•·]\s",
    )
)
_TITLE_PAGE = re.compile(r"기준|현재")
_LONGEST = 60  # letters of a heading


def said_over(lines: Sequence[Line], index: int) -> tuple[str, ...]:
    """Nearest first; last, what the title page says of a day."""
    return (*headings_over(lines, index), *_of_title_page(lines))


def headings_over(lines: Sequence[Line], index: int) -> tuple[str, ...]:
    found: list[str] = []
    own = len(_MARKS)
    for at in range(index - 1, -1, -1):
        rank = _rank(lines[at])
        if rank is not None and rank < own:
            own = rank
            found += [*_caption(lines, at, index), lines[at].text]
        if own == 0:
            break
    return tuple(found)


def _rank(line: Line) -> int | None:
    if line.is_tabular or line.is_blank or len(line.text) > _LONGEST:
        return None
    return next((i for i, mark in enumerate(_MARKS) if mark.match(line.text)), None)


def _caption(lines: Sequence[Line], at: int, end: int) -> list[str]:
    """Right below a heading."""
    below = next((line.text for line in lines[at + 1 : end] if not line.is_blank), "")
    return [below] if is_caption(below) else []


def _of_title_page(lines: Sequence[Line]) -> list[str]:
    said = []
    for line in lines:
        if line.is_tabular or _rank(line) is not None:
            break
        if _TITLE_PAGE.search(line.text):
            said.append(line.text)
    return said
