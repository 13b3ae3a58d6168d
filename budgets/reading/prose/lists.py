"""Lists of named quantities: '1차 397,721명, 결선 260,513명', '외주(18건), 자체(16건)'.

A list is one only if every member is a name with its quantities. A word that says that the members
are not all (등, 외, 주요), that they overlap (포함) or compare (전년, 목표) leaves open what they
come to, and then there is none.
"""

import re
from dataclasses import dataclass

from budgets.reading.prose.quantities import Quantity, quantities

_OPENS_IT = re.compile(
    r"(?<![가-힣][초중고평])등(?=\s*(?:$|\d|총|계|[,)/]))"
    r"|(?:^|[\s,(])외(?=\s|\d|$)|포함|제외|별도|병행|중복|복수\s*응답"
    r"|(?:^|[\s(,])(?:이\s?중|그\s?중|이\s?가운데|주요|특히|예|예시|약|단|현재)(?=[\s:,)])"
    r"|누적|누계|평균|전년|작년|전월|전주|지난해|동기|대비|당초|변경|목표|달성|[→←⇒⇨➡↑↓△▲%％×=]|^\s*[-+±]"
)
# What is asked, allowed or done of the same things is set beside the others, not added to them.
_OF_THE_SAME = (
    *("정원", "현원", "접수", "신청", "처리", "계획", "실적", "예산", "예산액", "예산현액"),
    *("집행", "집행액", "지출", "응모", "모집", "이행", "요구", "단속", "적발"),
)
# Divided by age or by sex, all are: 보행자 and 65세 이상 are not two kinds of the same.
_DIVIDED_BY = (
    re.compile(r"이상|이하|미만|초과|이내|\d\s*[세대]$"),
    re.compile(r"^(?:남|여|남성|여성|남자|여자|남학생|여학생)$"),
)
_THE_REST = re.compile(r"^(?:기타|무응답|미상|그\s?외|나머지)")
_YEAR = re.compile(r"^(?:['’‘′`]?\d{2}|(?:19|20)\d{2})(?:년도?)?\.?(?:\s|$)|^(?:금년|올해|내년)")
_NAMED = re.compile(r"[가-힣A-Za-z一-龥]")
_IN_ITS_BRACKET = re.compile(r"^(?P<name>.*?)\s*\((?P<inner>[^()]*)\)\s*(?P<tail>\D*)$")
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_TAIL = re.compile(r"^\s*(?:(?:으?로|[을를이가])\s*)?(?:[가-힣]{1,6}\s*){0,2}$")
_SEPARATORS = tuple(
    re.compile(each) for each in (r",(?!\d{3}(?!\d))|[，、;]", r"/", r"\s\+\s", r"[·ㆍ․‧]")
)


@dataclass(frozen=True, slots=True)
class Part:
    label: str
    told: tuple[Quantity, ...]  # one, or what is told together: 8회 701명


def read_list(text: str) -> tuple[Part, ...]:
    """Its members, at least two; none if any of it is something else."""
    masked = _masked(text)
    if _OPENS_IT.search(masked):
        return ()
    for separator in _SEPARATORS:
        pieces = _split(text, masked, separator)
        if len(pieces) > 1:
            return _each_one(pieces) or _parts(pieces)
    return ()


def _parts(pieces: list[str]) -> tuple[Part, ...]:
    last = len(pieces) - 1
    # A year numbers its figures; those of several years are set side by side.
    if any(_YEAR.match(piece.strip()) for piece in pieces):
        return ()
    parts = [_part(piece, ends=i == last) for i, piece in enumerate(pieces)]
    if not all(parts):
        return ()
    names = [part.label for part in parts]
    if _are_of_the_same(names) or _are_divided_otherwise(names):
        return ()
    shapes = {len(part.told) for part in parts}
    return tuple(parts) if len(shapes) == 1 else ()


def _are_of_the_same(names: list[str]) -> bool:
    """접수 and 처리 are the same cases; 처리 and 미처리 are not, nor is 민원처리 beside 상담."""
    ending = [(name, word) for name in names for word in _OF_THE_SAME if name.endswith(word)]
    alone = [
        word for name, word in ending if name == word or name.endswith((f" {word}", f"·{word}"))
    ]
    if any(f"미{word}" in name for _, word in ending for name in names):
        return False
    return bool(alone) or len({word for _, word in ending}) > 1


def _are_divided_otherwise(names: list[str]) -> bool:
    kinds = [name for name in names if not _THE_REST.match(name)]
    return any(0 < sum(bool(by.search(name)) for name in kinds) < len(kinds) for by in _DIVIDED_BY)


def _part(piece: str, *, ends: bool) -> Part | None:
    text = piece.strip()
    bare = _ASIDE.sub("", text) if quantities_end(_ASIDE.sub("", text)) else text
    if told := quantities_end(bare):
        return _named(bare[: told[0].start], told)
    bracket = _IN_ITS_BRACKET.match(text)
    if bracket and _is_tail(bracket["tail"], ends=ends):
        told = quantities_end(bracket["inner"])
        before = bracket["inner"][: told[0].start].strip() if told else ""
        if told and not re.search(r"\d", before) and not before.endswith((",", "/")):
            return _named(bracket["name"], told)
    if ends and (found := quantities(text)) and _is_tail(text[found[-1].end :], ends=True):
        told = quantities_end(text[: found[-1].end])
        return _named(text[: told[0].start], told) if told else None
    return None


def _is_tail(text: str, *, ends: bool) -> bool:
    """What may follow the last quantity of a list: '…(15)로 구성', '일어권 3개 채널'."""
    return not text.strip() or (ends and bool(_TAIL.match(text)))


def _named(name: str, told: tuple[Quantity, ...]) -> Part | None:
    label = name.strip(" :：·-(")
    is_name = bool(_NAMED.search(label)) and not list(_free(label))
    if not is_name or any(each.is_vague for each in told):
        return None
    return Part(label, told)


def _free(label: str):
    """Quantities of their own in a name: those that stand apart, and not at its end (1차, 1팀)."""
    return (q for q in quantities(label) if q.start and label[q.start - 1] == " " and q.base)


def quantities_end(text: str) -> tuple[Quantity, ...]:
    """The quantities that a text ends with, told together: '신입공무원 교육 8회 701명'."""
    found = list(quantities(text))
    if not found or text[found[-1].end :].strip():
        return ()
    told = [found.pop()]
    while found and text[found[-1].end : told[0].start].strip(" ,") == "" and found[-1].start:
        before = text[: found[-1].start]
        if not (before.endswith(" ") and _NAMED.search(before) and found[-1].base):
            break
        told.insert(0, found.pop())
    return tuple(told)


def _each_one(pieces: list[str]) -> tuple[Part, ...]:
    """'청년, 장애인, 어르신 각1명': so many of each."""
    *names, last = (piece.strip() for piece in pieces)
    found = quantities(last)
    if len(found) != 1 or last[found[0].end :].strip() or found[0].is_vague:
        return ()
    each = re.match(r"^(?P<name>.*?\S)\s*각\s*$", last[: found[0].start])
    if not each or any(re.search(r"\d", name) or not name for name in (*names, each["name"])):
        return ()
    return tuple(Part(name, (found[0],)) for name in (*names, each["name"]))


def _masked(text: str) -> str:
    """What stands in brackets is said of one member and opens nothing."""
    masked, depth = [], 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        masked.append("_" if depth > 0 or letter == ")" else letter)
    return "".join(masked)


def _split(text: str, masked: str, separator: re.Pattern) -> list[str]:
    pieces, begin = [], 0
    for hit in separator.finditer(masked):
        pieces.append(text[begin : hit.start()])
        begin = hit.end()
    return [*pieces, text[begin:]]
