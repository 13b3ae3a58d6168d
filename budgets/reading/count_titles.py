"""What a series of counts is called over time, read from the line and the title above it.

'<응답소> 운영 현황', '응답소 민원' and, under the task on 응답소 시스템, '민원처리' are one series: what
remains when words that every office uses of every series are gone. Of two names in a title the one
that the report uses most is meant.
"""

import re
from collections.abc import Iterator, Sequence

from budgets.reading.lines import Line
from budgets.reading.names import key_of
from budgets.reading.titles import UNTITLED, bare, title_above
from departments.text import squeezed

LONGEST = 60
_MARKS = re.compile(r"^(?:[-－―–ㅡ·․‣▸▶※*ㅇ○●◆□■▢▷└•◦]|\s|참고자료|첨부)+")
_QUOTED = re.compile(r"[<〈「『【‘“]\s*([^<>〈〉「」『』【】‘’“”]{2,30})\s*[>〉」』】’”]")
_BRACKETS = re.compile(r"\s*[(\[（][^)\]）]*[)\]）]\s*$")
_YEAR = re.compile(r"(?:(?:19|20)\d\d|['‘’′]\s*\d\d)\s*(?:년도?|\.)?\s*|^제?\d+(?:기|회|차)\s*")
_YEARS = re.compile(
    r"\(?\s*(?:최근|지난)?\s*\d{1,2}\s*개?년\s*(?:간|동안)\s*(?:\([^()]*\))?\s*\)?의?\s*"
    r"|^(?:최근|지난)\s*\d{1,2}\s*개?년\s+|^\(?['‘’′]?\d{2,4}년?\s*[~∼～-]\s*['‘’′]?\d{2,4}년?\)?\s*"
)
_DESK = re.compile(r"(?:소|센터|콜|재단|실|창구|플랫폼|시스템|누리집|홈페이지|포털|앱)$")
_COUNTED = re.compile(
    r"(?:민원|상담|발언|방문객?|참여자?|참가자?|이용자?|이용객|신청|신고|접수|처리|해결|조사|수거|점검|교육|발생)+"
)
_GENERAL = re.compile(
    r"^(?:민원|업무|처리|접수|현황|운영|실적|인원|참여|참가|시민|상담|발언|건수|결과|방문객?|조사|추진|사업"
    r"|그간의?|누적|총|주제별|유형|유형별|분야별|과목별|내역|개요|서비스|시스템|구분|집행|위촉|선정|모집|발간|발행"
    r"|개최|실시|관리|확대|내실화|활성화|개선|기능|재개발|효율적|안정적|기간|방법|내용|규모|부수|배부|예산"
    r"|설치|구축|구현|강화|실현|및|등|의|을|를|은|는|[·․,/])+$"
)
_MODIFIER = re.compile(
    r"(?:한|된|는|하는|위한|따른|통한|맞는|있는|높은|을|를|에서|으로|의|에|과의|와의)$"
)
_PARTICLE = re.compile(r"(?:의|을|를|이|가|은|는|에|에서|으로|로|와|과)$")
_PART = re.compile(r"^[□■▢◆●○]?\s*(?:사\s*업\s*)?개\s*요\b|개요$")
_NAMED_ITEM = re.compile(r"^[-○ㅇ●◆·․]\s*[^:：「『]{0,12}[「『][^」』]+[」』]")
_CHAPTER = re.compile(r"^[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]")  # holds more than one thing that is counted
_FAR, _NEAR = 40, 3


def series_name(label: str, lines: Sequence[Line], index: int, *, is_heading: bool = False) -> str:
    """Of what stands on this line; `label`: what stands before its counts, or a heading's own words,
    which name it where no title above does."""
    text = squeezed(" ".join(line.text for line in lines))
    for candidate in (label, *_items(lines, index), *_titles(lines, index)):
        if name := _name(candidate, text):
            return name[:LONGEST]
    return _own_words(label)[:LONGEST] if is_heading else ""


def _own_words(heading: str) -> str:
    """'□ 민원접수 현황': 민원접수."""
    plain = _MARKS.sub("", bare(_MARKS.sub("", heading))).strip(" <>〈〉【】[]")
    plain = _YEARS.sub("", plain)
    return _YEAR.sub("", re.sub(r"\s*(?:현황|실적|내역|추이|결과|통계|비교)$", "", plain)).strip()


def _items(lines: Sequence[Line], index: int) -> Iterator[str]:
    """What the item above an item names in quotes: '- 「서울사랑」 발간' over '- 발행부수 : …'."""
    above = [line.text for line in lines[max(0, index - 2 * _NEAR) : index] if not line.is_blank]
    for text in above[: -_NEAR - 1 : -1]:
        if not _MARKS.match(text):
            return
        if hit := _NAMED_ITEM.match(text):
            yield hit[0]
            return


def _titles(lines: Sequence[Line], index: int) -> Iterator[str]:
    title = title_above(lines, index)
    if title != UNTITLED and not _is_settled(title) and not _CHAPTER.match(title):
        yield title
    yield from _aim(lines, index)


def _is_settled(title: str) -> bool:
    """'18년 결산 : …' stands above the next task where that has lost its title."""
    return bool(re.search(r"결산\s*[:：]|(?:추진)?(?:실적|계획)$", title))


def _aim(lines: Sequence[Line], index: int) -> Iterator[str]:
    """What the sentence above a task's first part begins with, where the title is lost."""
    above = [line for line in lines[max(0, index - _FAR) : index] if not line.is_blank]
    for at in range(len(above) - 1, 0, -1):
        if _PART.search(bare(above[at].text)):
            yield _first_phrase(above[at - 1].text)
            return


def _first_phrase(text: str) -> str:
    words = text.split(" ")
    for at, word in enumerate(words):
        if _PARTICLE.search(word) and at < 3:
            return " ".join([*words[:at], _PARTICLE.sub("", word)])
    return ""


def _name(label: str, text: str) -> str:
    """Of a label or a title; nothing where it has only words that say nothing of their own."""
    plain = _MARKS.sub("", bare(_MARKS.sub("", label))).strip()
    quoted = [_bare(hit[1]) for hit in _QUOTED.finditer(plain)]
    quoted = [name for name in quoted if name]
    if quoted:
        named = _bare(plain[: _QUOTED.search(plain).start()])
        candidates = [*quoted, *([named] if named and " " not in named else [])]
        return max(candidates, key=lambda name: text.count(key_of(name) and squeezed(name)))
    plain = _QUOTED.sub(r" \1 ", plain)
    name = _bare(plain)
    return name if not name or _is_proper(name, text) else _with_counted(name, plain)


def _is_proper(name: str, text: str) -> bool:
    """A desk that people come to, or what the report quotes anywhere: a thing with a name, of which one
    series is counted."""
    return bool(_DESK.search(name)) or any(
        squeezed(hit[1]) == squeezed(name) for hit in _QUOTED.finditer(text)
    )


def _with_counted(name: str, plain: str) -> str:
    """공원 민원 접수 is no 공원: behind a common noun stands what of it was counted."""
    pieces = _pieces(plain)
    own = name.split()
    start = next(at for at in range(len(pieces)) if pieces[at : at + len(own)] == own)
    end = start + len(own)
    while end < len(pieces) and _COUNTED.fullmatch(pieces[end]):
        end += 1
    return " ".join(pieces[start:end])


def _pieces(words: str) -> list[str]:
    previous, words = None, words.strip(" :-")
    while previous != words:
        previous, words = words, _BRACKETS.sub("", words).strip()
    return _YEARS.sub("", _YEAR.sub("", words)).split()


def _bare(words: str) -> str:
    pieces = _pieces(words)
    last = max((at for at, piece in enumerate(pieces[:-1]) if _MODIFIER.search(piece)), default=-1)
    pieces = pieces[last + 1 :]
    while pieces and _GENERAL.match(pieces[-1]):
        pieces.pop()
    while pieces and _GENERAL.match(pieces[0]):
        pieces.pop(0)
    return " ".join(pieces)
