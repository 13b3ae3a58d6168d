"""Numbered titles: '1. …', '1 …', '① …', '1-① …', 'Ⅱ-1. …', '전략 1. …', or a number alone with its title
below it. '1-1-2 …' is the second part of 1-1."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from budgets.reading.lines import Line
from budgets.reading.names import key_of
from departments.text import squeezed

PAIR, CIRCLED, DOTTED, BARE, LONE = "1-①", "①", "1.", "1", "1↵"
ROMAN, LABELLED, DEEP = "Ⅱ-1", "전략 1", "1-1-1"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FORMS = (
    (DEEP, re.compile(r"(?P<path>\d{1,2}-\d{1,2}|[Ⅰ-Ⅹ]\s?-\s?\d{1,2})\s?-\s?(?P<n>\d{1,2})(?=[.\s])[.]?\s*(?P<title>\S.*)")),
    (ROMAN, re.compile(r"(?P<roman>[Ⅰ-Ⅹ])\s?-\s?(?P<n>\d{1,2})(?=[.\s])[.]?\s*(?P<title>\S.*)")),
    (LABELLED, re.compile(r"(?P<label>(?:추진|핵심|중점|역점)?\s?(?:전략|과제))\s?(?P<n>\d{1,2})(?=[.:\s])\s?[.:]?\s*(?P<title>\S.*)")),
    (PAIR, re.compile(rf"(?P<of>\d{{1,2}})-(?P<n>[{_CIRCLES}]|\d{{1,2}}(?=[.\s]))[.]?\s*(?P<title>\S.*)")),
    (CIRCLED, re.compile(rf"(?:[-–*]\s*)?(?P<n>[{_CIRCLES}])\s*(?P<title>\S.*)")),
    (DOTTED, re.compile(r"(?P<n>\d{1,2})\s*[.)](?:\s+|(?=[^\d\s]))(?P<title>\S.*)")),
    (BARE, re.compile(r"(?P<n>\d{1,2})\s+(?P<title>\S.*)")),
)  # fmt: skip
_ALONE = re.compile(r"\d{1,2}")
_ITEM = re.compile(r"[-–―*○●▶※ㅇ◦▸▷•·․‣└│<〈(⇒→□■▢◆:]")
_LETTER = re.compile(r"[가-힣A-Za-z]")
_PAGE = re.compile(r"[\s·.…‥]+\d{1,3}[⁰¹²³⁴-⁹]?$|(?<=[가-힣])\s\d{1,3}$")
_LONGEST, _FEWEST_LETTERS, _BELOW = 60, 3, 3
ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class Numbered:
    index: int  # of the line with its number
    form: str
    number: int
    printed: str  # the number as it stands there
    title: str
    of: int | None = None  # '2-①' is of 2
    path: str = ""  # '2-1-3' is of 2-1


def numbered_at(lines: Sequence[Line], at: int) -> Numbered | None:
    line = lines[at]
    if line.is_tabular or line.is_blank:
        return None
    if _ALONE.fullmatch(line.text):
        title = _title_below(lines, at)
        return Numbered(at, LONE, int(line.text), line.text, title) if title else None
    for form, pattern in _FORMS:
        if found := pattern.fullmatch(line.text):
            return _numbered(at, form, found)
    return None


def _numbered(at: int, form: str, found: re.Match[str]) -> Numbered | None:
    n = found["n"]
    number = _CIRCLES.index(n) + 1 if n in _CIRCLES else int(n)
    of = int(found["of"]) if form == PAIR else None
    path = squeezed(found["path"]) if form == DEEP else ""
    over = of or path or (found["roman"] if form == ROMAN else "")
    printed = f"{over}-{n}" if over else n
    title = clean_title(found["title"].removeprefix(printed))
    return Numbered(at, form, number, printed, title, of, path) if is_title(title) else None


def _title_below(lines: Sequence[Line], at: int) -> str:
    for line in lines[at + 1 : at + 1 + _BELOW]:
        if not line.is_blank:
            title = clean_title(line.text)
            return title if not line.is_tabular and is_title(title) and not is_item(title) else ""
    return ""


def all_numbered(lines: Sequence[Line], first: int, end: int) -> Iterator[Numbered]:
    for at in range(first, end):
        if found := numbered_at(lines, at):
            yield found


def is_title(text: str) -> bool:
    return len(text) <= _LONGEST and len(_LETTER.findall(text)) >= _FEWEST_LETTERS


def is_item(text: str) -> bool:
    return bool(_ITEM.match(text))


def clean_title(text: str) -> str:
    """Two columns of one page come out twice; letters set apart come out as words of one letter."""
    letters = squeezed(text)
    half = len(letters) // 2
    if half and letters[:half] == letters[half:]:
        text = _first_letters(text, half)
    words = text.split()
    if len(words) > 2 and all(len(word) == 1 for word in words):
        text = "".join(words)
    return " ".join(text.split())


def _first_letters(text: str, count: int) -> str:
    for end in range(len(text) + 1):
        if len(squeezed(text[:end])) == count:
            return text[:end]
    return text


def without_page(title: str) -> str:
    """Of a table of contents, where every title ends with its page."""
    return _PAGE.sub("", title)


def has_page(title: str) -> bool:
    return bool(_PAGE.search(title))


def alike(one: str, other: str) -> float:
    """From 0 to 1: a title is seldom printed twice in the very same words."""
    return SequenceMatcher(None, key_of(one), key_of(other), autojunk=False).ratio()
