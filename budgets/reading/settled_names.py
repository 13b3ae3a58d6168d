"""Which lines, departments and 목 an item of a settlement names, and on which side each stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgets.reading.matching import Line as Candidate
from budgets.reading.names import kind_named
from budgets.reading.sentences import MONEY
from departments.text import squeezed

_SHORTEST = 4  # letters of a line's name; a shorter one stands in other words
_LONGEST_REASON = 60
# Words, not a 목, a day or an amount.
_WHY_BEHIND = re.compile(rf"{MONEY}[^()]*\((?!\S+\))(?P<why>[가-힣][^()\d,]{{2,58}})\)\W*$")
_WORDS_OF_A_REASON = 3
_QUOTES = {"‘": "’", "'": "'", "“": "”", '"': '"', "「": "」", "『": "』"}
ITEM_NAME = r"[가-힣·]{0,20}(?:비|금|료|대|품|수당|여비|시설부대비|사업보조|자본보조|상환)"
_FROM_TO = re.compile(
    rf"(?P<from>{ITEM_NAME})(?:\([^)]*\))?\s*(?:(?:총\s*)?{MONEY}\s*)?(?:을|를|에서)\s+"
    r"(?:(?:[^,.]|,(?=\d{3}))*?\s)?"
    rf"(?P<to>{ITEM_NAME})(?:\([^)]*\))?\s*(?:으로|로)(?![가-힣])"
)
_ARROW = re.compile(
    rf"(?P<from>{ITEM_NAME})(?:\([^)]*\))?\s*(?:→|⇒|->)\s*(?P<to>{ITEM_NAME})(?![가-힣])"
)
_ITEM_OF_MONEY = re.compile(rf"(?P<item>{ITEM_NAME})\s*:?\s*$")
_WHY = re.compile(
    r"(?P<why>[^,.()]*?[가-힣])\s*"
    r"(?:(?:으로|로)\s*인(?:해|하여|한)|(?:을|를)\s*위(?:해|하여)|(?:에|함에)\s*따라|\s등의?\s*사유로)"
)
_ASIDE = re.compile(r".*(?:관련하여|대하여|의하여|따라)\s+")
_ORDINAL = re.compile(r"^['‘’\d.\s]+")
_OWNER = re.compile(r"(?:[을를]|에서|→|⇒|->)\s+(?P<owner>[^\s,].*?[가-힣」』’'])\s*의\s*$")
_ITSELF = re.compile(r"^(?:동일|같은|동|당해|해당|그)(?=\s|사업)")
_GIVES = re.compile(r"^\s*(?:의|에서|로부터)(?![가-힣])|^\s*(?:의|에서|로부터)\s")
_TAKES = re.compile(r"^\s*(?:으로|로|에)(?![가-힣])")


@dataclass(frozen=True, slots=True)
class Named:
    """A line, or a department, and where in the text it is named."""

    start: int
    end: int
    line: Candidate | None
    department: str = ""


def _loose(name: str) -> re.Pattern:
    """A name as a sentence writes it: with other blanks and other quotation marks."""
    letters = [re.escape(letter) for letter in name if letter.isalnum()]
    return re.compile(r"[^\w]*".join(letters))


def lines_in(text: str, lines: Sequence[Candidate]) -> list[Named]:
    """The longest names first found; one name of several departments is none of them, unless the
    text names the department as well."""
    found: list[Named] = []
    by_name: dict[str, list[Candidate]] = {}
    for line in lines:
        key = "".join(letter for letter in line.name if letter.isalnum())
        if len(key) >= _SHORTEST and kind_named(line.name) != "행정운영경비":
            by_name.setdefault(key, []).append(line)
    for name in sorted(by_name, key=len, reverse=True):
        own = by_name[name]
        if len(own) > 1:
            own = [line for line in own if squeezed(line.department) in squeezed(text)]
        hit = _loose(name).search(text)
        if hit and len(own) == 1 and not _overlaps(hit, found):
            found.append(Named(*hit.span(), own[0]))
    return sorted(found, key=lambda one: one.start)


def departments_in(text: str, departments: Sequence[str]) -> list[Named]:
    found: list[Named] = []
    for name in sorted(departments, key=len, reverse=True):
        for hit in _loose(name).finditer(text):
            if not _overlaps(hit, found):
                found.append(Named(*hit.span(), None, name))
    return sorted(found, key=lambda one: one.start)


def _overlaps(hit: re.Match, found: Sequence[Named]) -> bool:
    return any(one.start < hit.end() and hit.start() < one.end for one in found)


def department_sides(text: str, departments: Sequence[str]) -> tuple[str, str]:
    """(from, to): X의 일부사업이 Y로 / X에서 Y로 — as far as the text says so."""
    named = departments_in(text, departments)
    gives = {one.department for one in named if _GIVES.match(text[one.end :])}
    takes = {one.department for one in named if _TAKES.match(text[one.end :])}
    return _only(gives - takes), _only(takes - gives)


def _only(names: set[str]) -> str:
    return names.pop() if len(names) == 1 else ""


def items_of(text: str) -> tuple[str, str]:
    """(목 from, 목 to): 사무관리비를 시설비로"""
    hit = _ARROW.search(text) or _FROM_TO.search(text)
    return (hit["from"], hit["to"]) if hit else ("", "")


def item_before(text: str, named: Sequence[Named] = ()) -> str:
    """The 목 right before an amount: (사무관리비 413,109천원. `named`: the lines of this very text,
    of which one may end like a 목: 도로 정비 200,000천원"""
    hit = _ITEM_OF_MONEY.search(text)
    if not hit or any(one.start < hit.end("item") <= one.end for one in named):
        return ""
    return hit["item"]


def line_sides(
    text: str, named: Sequence[Named]
) -> tuple[Candidate | None, Candidate | None] | None:
    """(from, to), or None where the text does not say which is which."""
    if len(named) != 2:
        return None
    first, second = named
    split = _ARROW.search(text) or _FROM_TO.search(text)
    after_first, after_second = text[first.end :], text[second.end :]
    if re.match(r"\W*(?:사업\s*)?(?:예산\s*)?(?:에서|→|⇒|->)", after_first):
        return first.line, second.line
    if re.match(r"\W*(?:사업\s*)?(?:예산\s*)?에서", after_second):
        return second.line, first.line
    if split and first.end <= split.start("from") < second.start < split.start("to"):
        return first.line, second.line
    if re.match(r"\W*(?:사업\s*)?(?:예산\s*)?(?:으로|로)(?![가-힣])", after_second):
        return first.line, second.line
    return None


def only_side(text: str, one: Named) -> tuple[Candidate | None, Candidate | None] | None:
    """(from, to) of the one line that is known, where the other side is of a line that is not: None
    where the text names no other."""
    split = _ARROW.search(text) or _FROM_TO.search(text)
    if split is None:
        return None
    if one.end <= split.start("from"):
        between = text[split.end("from") : split.start("to")]
        owner = _OWNER.search(between)
        return (one.line, None) if owner and not _ITSELF.search(owner["owner"]) else None
    if split.end("from") <= one.start < split.start("to"):
        return None, one.line
    return None


def quoted_in(text: str) -> list[str]:
    """What stands in quotation marks, with what is quoted within it."""
    return [inner for _, _, inner in _quotes(text)]


def _quotes(text: str) -> Iterator[tuple[int, int, str]]:
    at = 0
    while at < len(text):
        closing = _QUOTES.get(text[at])
        if closing is None or re.match(r"['‘’]\s*\d\d\s*[.년]", text[at:]):  # '18. 11. 1.
            at += 1
            continue
        end = text.find(closing, at + 1)
        if end == -1:
            at += 1
            continue
        yield at, end, text[at + 1 : end].strip()
        at = end + 1


def reason_in(text: str, named: Sequence[Named]) -> str:
    """The last words before 로 인해, 을 위해, 에 따라: a label, not the sentence. Where nothing says
    why, what stands in brackets at the end: 200,000천원 (공사기간 부족)"""
    for one in sorted(named, key=lambda one: -one.start):
        text = f"{text[: one.start]},{text[one.end :]}"
    text = re.sub(r",\s*사업의?(?=\s)", ",", text)
    hit = _WHY.search(text)
    if not hit:
        aside = _WHY_BEHIND.search(text)
        return aside["why"].strip()[:_LONGEST_REASON] if aside else ""
    words = _ORDINAL.sub("", _ASIDE.sub("", hit["why"].strip())).split()
    return " ".join(words[-_WORDS_OF_A_REASON:])[:_LONGEST_REASON]
