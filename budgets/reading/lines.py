"""A report's text as numbered lines, free of the marks its extraction left behind."""

import re
from dataclasses import dataclass

from departments.text import clean

_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>")
_HEADING = re.compile(r"^\s*#+\s*")
_STARS = re.compile(r"\*\*|\\(?=\*)")
_PAGE_RULE = re.compile(r"^[-─━\s]{3,}$")


@dataclass(frozen=True, slots=True)
class Line:
    place: int  # counted from 1, by line feeds alone: what any editor shows
    cells: tuple[str, ...]  # split at tabs; one cell where there is none

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
    return [_line(place, raw) for place, raw in enumerate(text.split("\n"), start=1)]


def _line(place: int, raw: str) -> Line:
    bare = _STARS.sub("", _HEADING.sub("", _TAGS.sub(" ", raw)))
    if _PAGE_RULE.match(bare):
        bare = ""
    return Line(place, tuple(clean(cell) for cell in bare.split("\t")))
