"""Tables of 시정·권고사항: 연번 | 시정·권고사항 | 내용 | 추진현황 | 소관, however their heads are worded.

A cell may go on over several lines, and the head may be repeated above each row. A row is what begins
with a number, or, where no column numbers them, what begins after a row that is complete.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from budgets.reading.finding_words import Piece, text_of
from budgets.reading.lines import Line
from departments.text import squeezed

_ACTS = r"(?:추진|조치|처리|이행|반영|개선|시정)"
_FINDS = r"(?:(?:시정|지적|권고|처분|개선|건의|주의|요구|촉구)[·‧․ㆍ,/및]*)"
_ROLES = {
    "number": r"연번|번호|순번|일련번호|[Nn][Oo]\.?",
    "title": rf"{_FINDS}+(?:사항|건명|제목)?|감사결과|건명|제목",
    "asked": rf"{_FINDS}*(?:주요|세부|사항)?(?:내용|요지)",
    "status": r"상태|(?:추진|진행|조치|처리|이행)(?:구분|상태|여부)|완료여부|구분",
    "done": rf"(?:{_ACTS}|향후)(?:현황|상황|결과|사항|계획|실적|내용|의견)"
    rf"(?:[및·‧․ㆍ,/]*(?:향후)?(?:{_ACTS})?(?:계획|결과|현황|실적))?",
    "department": r"소관(?:실국|부서|기관|과)?|담당(?:부서|과|실국)?|(?:처리|관련|주관|조치|소관|추진)?부서명?|실·?과명?",
    "note": r"비고|연도|회계연도",
}
_KNOWN = {role: re.compile(rf"(?:{words})$") for role, words in _ROLES.items()}
_OF_FINDINGS = re.compile(r"시정[·‧․ㆍ,/및]*권고|시정(?:요구|사항)|지적|권고|처분")
_HEADING = re.compile(
    r"시정[·‧․ㆍ,및]*권고|시정요구|지적사항|지적내용|처분요구|권고사항|감사결과|결산검사|행정사무감사"
)
_SECTION = re.compile(r"^\s*(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[IVX]+\s*\.)")
_NUMBER = re.compile(r"^(?:제?\s?\d{1,3}(?:-\d{1,2})?\s?(?:번|호)?[.)]?|[①-⑳]|[가-하][.)])$")
_LONGEST_HEADING = 60
_SHORT = 40  # characters: a line below a row that may still be its last cell


@dataclass(slots=True)
class Row:
    """Cells by what their column is, each as the pieces that stand on its lines."""

    cells: list[list[Piece]]
    roles: Sequence[str]

    @property
    def place(self) -> int:
        return min(place for cell in self.cells for place, _ in cell)

    @property
    def until(self) -> int:
        return max(place for cell in self.cells for place, _ in cell)

    def pieces(self, role: str) -> list[Piece]:
        own = zip(self.roles, self.cells, strict=False)
        return [piece for known, cell in own if known == role for piece in cell]

    def text(self, role: str) -> str:
        return text_of(self.pieces(role))


@dataclass(slots=True)
class FindingTable:
    place: int
    caption: str  # the heading it stands under
    rows: list[Row] = field(default_factory=list)
    strange: list[Line] = field(default_factory=list)  # between its rows, and of none of them
    has_tabs: bool = True


def names_findings(text: str) -> bool:
    """Whether a line is a heading over findings; 시정 alone is the city's administration."""
    return len(text) <= _LONGEST_HEADING and bool(_HEADING.search(squeezed(text)))


def find_finding_tables(lines: Sequence[Line]) -> list[FindingTable]:
    tables: list[FindingTable] = []
    caption, index = "", 0
    while index < len(lines):
        line = lines[index]
        roles = _head(line.cells, caption)
        if not roles:
            if not line.is_tabular and names_findings(line.text):
                caption = line.text
            elif _SECTION.match(line.text):
                caption = ""
            index += 1
        elif not line.is_tabular:
            tables.append(FindingTable(line.place, caption, has_tabs=False))
            index += 1
        else:
            body = _Body(lines, index, roles, caption)
            tables.append(FindingTable(line.place, caption, body.rows, body.strange))
            index = body.end
    return tables


def _head(cells: Sequence[str], caption: str) -> tuple[str, ...]:
    """What each column is; nothing where this is no head of such a table."""
    names = cells if len(cells) > 1 else cells[0].split(" ")
    roles = tuple(_role(name) for name in names)
    said = [name for name, role in zip(names, roles, strict=True) if role in ("title", "asked")]
    is_known = caption or any(_OF_FINDINGS.search(squeezed(name)) for name in said)
    if not (said and is_known and {"done", "status"} & set(roles) and len(roles) > 1):
        return ()
    if len(cells) == 1 and not all(roles):
        return ()
    if "title" not in roles:
        roles = tuple("title" if role == "asked" else role for role in roles)
    return roles


def _role(name: str) -> str:
    word = re.sub(r"\(.*?\)", "", squeezed(name))
    return next((role for role, known in _KNOWN.items() if known.match(word)), "")


class _Body:
    """The rows below a head, as far as they go."""

    def __init__(self, lines: Sequence[Line], head: int, roles: tuple[str, ...], caption: str):
        self.lines, self.roles, self.caption = lines, roles, caption
        self.rows: list[Row] = []
        self.strange: list[Line] = []
        self.is_apart = False  # a blank line since the last piece of a row
        self.end = index = head + 1
        while index < len(lines) and self._take(lines[index]):
            index += 1
            if not self.is_apart:
                self.end = index

    def _take(self, line: Line) -> bool:
        """Whether the table goes on with this line."""
        if line.is_blank:
            self.is_apart = True
            return True
        if again := (_head(line.cells, self.caption) if line.is_tabular else ()):
            self.roles = again
        elif self._begins_row(line):
            self.rows.append(Row([[(line.place, cell)] for cell in line.cells], self.roles))
        elif self.rows and not self._is_complete:
            if _SECTION.match(line.text):
                return False
            self._go_on(line)
        elif self.rows and not self.is_apart and not line.is_tabular and self._may_be_last(line):
            self.rows[-1].cells[-1].append((line.place, line.text))
        elif not self.rows and line.text.startswith("("):
            pass  # the head's second line: (부서명)
        elif line.is_tabular and len(line.cells) >= len(self.roles) - 1:
            self.strange.append(line)
        else:
            return False
        self.is_apart = False
        return True

    @property
    def _is_complete(self) -> bool:
        return len(self.rows[-1].cells) >= len(self.roles)

    def _begins_row(self, line: Line) -> bool:
        if not line.is_tabular:
            return False
        if self.roles[0] == "number":
            return bool(_NUMBER.match(line.cells[0]))
        is_free = not self.rows or self._is_complete
        return is_free and len(line.cells) >= min(2, len(self.roles)) and bool(line.cells[0])

    def _go_on(self, line: Line) -> None:
        """The first piece belongs to the cell that was open, each further one opens the next."""
        first, *others = line.cells
        self.rows[-1].cells[-1].append((line.place, first))
        self.rows[-1].cells += [[(line.place, cell)] for cell in others]

    def _may_be_last(self, line: Line) -> bool:
        is_heading = _SECTION.match(line.text) or names_findings(line.text)
        return len(line.text) <= _SHORT and not is_heading and not line.text.startswith(("□", "※"))
