"""Counts that stand in sentences: '<응답소> 운영 현황 : 1,050,866건 (일평균 5,806건)'.

A label, a colon and a count; behind it perhaps the mean of a day, or what it is made up of. Or the
name of something in quotes with its count right behind: 「시민발언대」 1,947명. What is planned is
not counted yet, and money is another reader's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from budgets.reading.count_cells import MONEY, Count, read_count
from budgets.reading.lines import Line

_N = r"\d[\d,]*(?:\.\d+)?(?:\s*만(?:\s*\d[\d,]*\s*천)?|\s*천)?\s*여?\s*"
_UNIT = r"(?:건|명|인|회|표|부|편|종|개소|개팀|팀|단체)"
_COUNT = rf"{_N}{_UNIT}"
_LABELLED = re.compile(
    rf"^(?P<label>[^:：]{{2,60}}?)\s*[:：]\s*(?P<span>['‘’′]?\s*\d\d년\s*)?(?P<noun>(?!약\s|매?[월주연일]\s|회당)[가-힣]+\s)?"
    rf"(?:총\s*)?(?P<per>(?:매?[월주연일]|회당)\s*)?(?P<count>(?:약\s*)?{_COUNT})(?![가-힣]*\s*(?:내외|목표|예정))(?P<rest>.*)$"
)
_QUOTED = re.compile(
    rf"[「『<〈]\s*(?P<label>[^「」『』<>〈〉]{{2,30}}?)\s*[」』>〉]\s*(?:운영|개최|발간|발행|위촉)?\s*[:：]?\s*"
    rf"(?:총\s*)?(?P<per>(?:매?[월주연일]|회당)\s*)?(?P<count>{_COUNT})(?!\s*(?:내외|목표|예정))(?P<rest>[^「『<〈]*)"
)
_DAILY = re.compile(rf"일\s*평균\s*(?P<count>{_N}{_UNIT}?)")
_BRACKETS = re.compile(r"^\s*(?:[가-힣]*\s*)?\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_PARTED = re.compile(r"\s*(?:,(?!\d{3})|/)\s*")
_PART = re.compile(rf"^(?P<name>[^\d]+?|\d+차)\s*(?P<count>{_N}{_UNIT}?)$")
_HEADING = re.compile(r"^(?:[□■▢◆●○▷▶]|['‘’′]\d\d년)?.{0,14}(?:계획|실적|현황|개요|내용|방향)$")
_PLANNED = re.compile(r"계획$|목표$|^향후")
_FUTURE = re.compile(r"목표|예정|내외|확대\s*[:：]|→|⇒|[~∼]\s*$")
_ITEM = re.compile(r"^(?:[-－―–ㅡ·․‣▸▶※*ㅇ○●◆□■▢▷└•◦▪]\s*)+")
_TITLE = re.compile(r"^(?:\d{1,2}|[①-⑳].*|\d{1,2}\s*\..*|\d{1,2}\s+\S.*)$")
_FAR = 40
# Another reader's: how many persons an office has, and how many changes of its budget.
_OTHERS = re.compile(r"(?:정원|현원)")
_CHANGES = re.compile(
    r"^(?:예산의?\s*)?(?:(?:명시|사고|계속비|다음연도|차년도)?\s*이월(?:액|사업)?|전용|이용|이체|변경\s*사용|예비비(?:\s*(?:사용|지출))?"
    r"|집행\s*잔액|불용액)(?:\s*현황)?$"
)
_GOES_ON = re.compile(
    rf"^\s*(?:\([^()]*\)\s*)?[,/·]\s*(?![가-힣 ]*(?:평균|누[계적]))[가-힣][가-힣 ·]*?\s*{_COUNT}"
)


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    count: Count


@dataclass(frozen=True, slots=True)
class CountSentence:
    place: int
    index: int
    text: str
    label: str
    count: Count
    daily: Count | None = None
    parts: tuple[Part, ...] = ()
    is_named: bool = False  # its label is a name in quotes


def count_sentences(lines: Sequence[Line], taken: frozenset[int]) -> Iterator[CountSentence]:
    for index, line in enumerate(lines):
        if line.is_blank or line.is_tabular or line.place in taken:
            continue
        yield from sentences_at(lines, index)


def sentences_at(lines: Sequence[Line], index: int) -> Iterator[CountSentence]:
    line = lines[index]
    bare = _ITEM.sub("", line.text)
    if _FUTURE.search(bare) or heading_above(lines, index, _PLANNED):
        return
    quoted = [_sentence(index, line, hit, is_named=True) for hit in _QUOTED.finditer(bare)]
    if found := [each for each in quoted if each]:
        yield from found
    elif (hit := _LABELLED.match(bare)) and (said := _sentence(index, line, hit)):
        yield said


def heading_above(lines: Sequence[Line], index: int, kind: re.Pattern) -> bool:
    """Whether the nearest heading of a part above is of this kind; a title begins anew."""
    for at in range(index - 1, max(0, index - _FAR), -1):
        text = lines[at].text.strip()
        if not lines[at].is_tabular and _HEADING.match(text):
            return bool(kind.search(text))
        if _TITLE.match(text) or _stands_alone(lines, at):
            return False
    return False


def _stands_alone(lines: Sequence[Line], at: int) -> bool:
    """Words between blank lines that are no item: a title, or what a picture is called."""
    text = lines[at].text
    is_words = 6 <= len(text) <= 45 and not _ITEM.match(text) and not lines[at].is_tabular
    after = at + 1 >= len(lines) or lines[at + 1].is_blank
    return is_words and lines[at - 1].is_blank and after and not re.match(r"[{(<〈]", text)


def _sentence(index: int, line: Line, hit: re.Match, *, is_named=False) -> CountSentence | None:
    count, label = read_count(re.sub(r"\s+", " ", hit["count"].strip())), hit["label"].strip()
    if count is None or count.unit in MONEY or label.count("(") != label.count(")"):
        return None
    said = hit.groupdict()
    if _OTHERS.search(f"{said.get('noun') or ''}{hit['rest']}") or _CHANGES.match(label):
        return None
    if re.match(r"\s*[×xX*]\s*\d", hit["rest"]):
        return None  # 250명 × 10개월 × …: what something will cost
    if (said.get("noun") or "총").strip() != "총" and _GOES_ON.match(hit["rest"]):
        return None  # 원인별 : 부주의 602건, 전기 301건: the first of a list, and no whole
    if hit["per"]:
        per = hit["per"].strip().removesuffix("당")
        count = replace(count, unit=f"{count.unit}/{per}", printed=f"{per} {count.printed}")
    daily = _DAILY.search(hit["rest"])
    of_a_day = daily and read_count(daily["count"].strip())
    return CountSentence(
        *(line.place, index, line.text, label, count),
        of_a_day and replace(of_a_day, unit=of_a_day.unit or count.unit),
        tuple(_parts(hit["rest"], count.unit)),
        is_named,
    )


def _parts(rest: str, unit: str) -> list[Part]:
    """'(청년 37명, 장애인 23명, 어르신 19명)': all of the brackets, or nothing of them."""
    within = _BRACKETS.match(rest)
    found: list[Part] = []
    for text in _PARTED.split(within[1]) if within else ():
        hit = _PART.match(text.strip())
        count = hit and read_count(hit["count"].strip())
        if not count or "평균" in text or "누" in hit["name"] or (count.unit or unit) != unit:
            return []
        found.append(Part(hit["name"].strip(), replace(count, unit=unit)))
    return found if len(found) > 1 else []
