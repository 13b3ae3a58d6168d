"""시정·권고사항 that stand in no table: a numbered title, and below it 지적사항 : … / 조치결과 : …"""

import re
from collections.abc import Collection, Iterator, Sequence

from budgets.reading.finding_tables import Row, names_findings
from budgets.reading.lines import Line

_SECTION = re.compile(r"^(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[IVX]+\s*\.)")
_ITEM = re.compile(r"^(?:(?P<number>\d{1,2})\s?[.)]\s*|(?P<ring>[①-⑳])\s*)(?P<title>\S.*)$")
_LABELS = {
    "asked": r"(?:지적|권고|시정|요구|처분|건의|주요)\s?(?:요구)?\s?(?:사항|내용|요지)",
    "done": r"(?:추진|조치|처리|이행|반영)\s?(?:현황|상황|결과|사항|실적|내용|계획)",
    "status": r"(?:추진|진행|조치|처리)\s?상태|완료\s?여부",
    "department": r"(?:소관|담당|처리|관련)\s?(?:부서|실국|과)|부서(?:명)?",
}
_LABEL = re.compile(
    r"^[\s\-·ㆍ○●□■▶▷◦ㅇ*]*(?:"
    + "|".join(f"(?P<{role}>{words})" for role, words in _LABELS.items())
    + r")\s?[:：]\s*(?P<text>.*)$"
)
_NEAR = 6  # lines below its title, within which the first label stands


def find_blocks(lines: Sequence[Line], taken: Collection[int]) -> list[tuple[Row, str]]:
    """Each with the heading it stands under; nothing of the lines that are `taken`."""
    found: list[tuple[Row, str]] = []
    caption, row, roles, cells = "", None, [], []
    for index, line in enumerate(lines):
        if line.place in taken or line.is_tabular:
            row = None
        elif _SECTION.match(line.text) or (
            names_findings(line.text) and not _LABEL.match(line.text)
        ):
            caption, row = (line.text if names_findings(line.text) else ""), None
        elif caption and (item := _begins(lines, index)):
            number = item["number"] or str(ord(item["ring"]) - ord("①") + 1)
            roles = ["number", "title"]
            cells = [[(line.place, number)], [(line.place, item["title"])]]
            row = Row(cells, roles)
            found.append((row, caption))
        elif row is not None and (label := _LABEL.match(line.text)):
            roles.append(next(role for role in _LABELS if label[role]))
            cells.append([(line.place, label["text"])])
        elif row is not None and len(cells) > 2 and not line.is_blank:
            cells[-1].append((line.place, line.text))
    return found


def _begins(lines: Sequence[Line], index: int) -> re.Match | None:
    """A numbered title, if a label stands right below it."""
    item = _ITEM.match(lines[index].text)
    if item and any(map(_LABEL.match, _below(lines, index))):
        return item
    return None


def _below(lines: Sequence[Line], index: int) -> Iterator[str]:
    for line in lines[index + 1 : index + 1 + _NEAR]:
        if _ITEM.match(line.text) or line.is_tabular:
            return
        yield line.text
