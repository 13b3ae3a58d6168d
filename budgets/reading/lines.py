"""A report's text as numbered lines, free of the marks its extraction left behind.

Who wrote a page and his telephone are not taken over: such lines are blank to everything after.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from departments.text import clean

_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>")
_HEADING = re.compile(r"^\s*#+\s*")
_STARS = re.compile(r"\*\*|\\(?=\*)")
_PAGE_RULE = re.compile(r"^(?=.*[-─━=]{2})[-─━=+|┼┬┴├┤┌┐└┘:\s]{3,}$|^[-─━\s]{3,}$")
_PAGE_NUMBER = re.compile(r"^\s*[-–—―ㅡ][^\S\t]*\d{1,4}[^\S\t]*[-–—―ㅡ]\s*$")
_BROKEN = re.compile(r"(?:^|\s)[△▲−-]?\d{1,3}(?:,\d{3})*,$")
_REST = re.compile(r"^\d{3}(?:,\d{3})*(?:\.\d+)?$")
_OF_NUMBERS = re.compile(r"^(?:[△▲−-]?[\d,.]*\d[\d,.]*[%％]?|[-–—]|)$")
_PIPED = re.compile(r"^\s*\|(.+)\|\s*$")
_PIPE = re.compile(r"(?<=[^\s|│┃｜])[ ]*[|│┃｜](?=\s|$)[ ]*|(?<=\s)[|│┃｜](?=\s|$)[ ]*")
_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^:?-+:?$")
_BULLETS = str.maketrans("❍◯⚬❏❐❑❒◻◽➢➤", "○○○□□□□□□▶▶")  # of fonts that other offices write in
_OFFICIAL = re.compile(
    r"^\W*(?:작\s*성\s*자(?=[\s:：(]|$)|(?:담\s*당|보\s*고|발\s*표)\s*자\s*(?:[:：]|$))"
)
_TELEPHONE = re.compile(
    r"[☎☏✆📞]|(?i:tel)\s*[.:)]|(?:전화|연락처|내선)\s*(?:번호)?\s*[:：)]?\s*\(?\d"
    r"(?![\d,]*\s*[건회명통콜대%])"  # so many calls are no number to call
    # A span of years is written alike.
    r"|(?<!\d)(?!(?:19|20)\d\d-(?:19|20)\d\d(?!\d))\d{3,4}-\d{4}(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Line:
    place: int  # counted from 1, by line feeds alone: what any editor shows
    cells: tuple[str, ...]  # split at tabs; one cell where there is none
    above: tuple[str, ...] = ()  # of a row: what stands in the merged cells to its left

    @property
    def text(self) -> str:
        return " ".join(cell for cell in self.cells if cell)

    @property
    def is_blank(self) -> bool:
        return not any(self.cells)

    @property
    def is_tabular(self) -> bool:
        return len(self.cells) > 1


def read_lines(text: str) -> list[Line]:
    # Not splitlines(): it also breaks at form feeds and would count other lines than an editor.
    lines = text.removeprefix("\ufeff").split("\n")
    parted = _parted(lines)
    return _rejoined(
        [
            _line(at + 1, _PIPE.sub("\t", raw) if at in parted else raw)
            for at, raw in enumerate(lines)
        ]
    )


def _rejoined(lines: list[Line]) -> list[Line]:
    """A number that ends in a comma goes on in the next line: '… 8,' over '760 68.2'. From below, since
    what goes on may itself be broken."""
    for at in reversed(range(len(lines) - 1)):
        line, below = lines[at], lines[at + 1]
        words = [word for cell in below.cells for word in cell.split(" ")]
        is_rest = bool(_REST.match(words[0])) and all(map(_OF_NUMBERS.match, words))
        if is_rest and _BROKEN.search(line.cells[-1]):
            glue = line.cells[-1] + below.cells[0]
            lines[at] = replace(line, cells=(*line.cells[:-1], glue, *below.cells[1:]))
            lines[at + 1] = replace(below, cells=("",))
    return lines


def _parted(lines: Sequence[str]) -> frozenset[int]:
    """The lines of tables whose columns stand between bare pipes: a row of them has as many as its
    neighbours. One pipe in a line or two is how words are set apart."""
    runs: list[list[int]] = []
    before = 0
    for at, raw in enumerate(lines):
        if not raw.strip() or _PAGE_RULE.match(raw):
            continue
        pipes = 0 if "\t" in raw else len(_PIPE.findall(raw))
        if pipes and pipes == before:
            runs[-1].append(at)
        elif pipes:
            runs.append([at])
        before = pipes
    many = (run for run in runs if len(run) > 2 or (len(run) > 1 and _is_wide(lines[run[0]])))
    # All with pipes around them are rows of markdown; some, rows that begin and end with blanks.
    bare = (run for run in many if not all(_PIPED.match(lines[at]) for at in run))
    return frozenset(at for run in bare for at in run)


def _is_wide(raw: str) -> bool:
    return len(_PIPE.findall(raw)) > 1


def indents_of(text: str) -> list[int]:
    """How far in each line begins, where the extraction kept it."""
    lines = text.removeprefix("\ufeff").split("\n")
    return [len(line) - len(line.lstrip(" \t")) for line in lines]


def _line(place: int, raw: str) -> Line:
    bare = _STARS.sub("", _HEADING.sub("", _TAGS.sub(" ", raw)))
    if _PAGE_RULE.match(bare) or _PAGE_NUMBER.match(bare):
        bare = ""
    cells = _cells(bare.translate(_BULLETS))
    return Line(place, _without_officials(tuple(clean(cell) for cell in cells)))


def _cells(bare: str) -> list[str]:
    """Between tabs, or between the pipes of a markdown table, whose rule says nothing."""
    piped = _PIPED.match(bare)
    if not piped or "\t" in bare:
        return bare.split("\t")
    cells = [cell.replace("\\|", "|").strip() for cell in _UNESCAPED_PIPE.split(piped[1])]
    return [""] if all(_RULE.match(cell) for cell in cells) else cells


def _without_officials(cells: tuple[str, ...]) -> tuple[str, ...]:
    """In a table only the cell goes that holds the telephone: the row's figures stay."""
    if _OFFICIAL.match(cells[0]):
        return ("",)
    kept = tuple("" if _TELEPHONE.search(cell) else cell for cell in cells)
    return kept if any(kept) else ("",)
