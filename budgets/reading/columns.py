"""The heads of budget tables: which column is which measure, of which year, in which unit.

A head is read only if every column is known. One that plainly is a budget table's and holds a
column that is not, or two columns nobody could tell apart, is `strange`, and says why.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from budgets.amounts import Unit
from budgets.reading.bare_years import with_budget_named
from budgets.reading.captions import is_caption
from budgets.reading.lines import Line
from budgets.reading.tables import NUMBER, Head, is_first
from departments.text import squeezed

AMOUNTS = {
    "예산": "appropriated",
    "예산액": "appropriated",
    "세출예산": "appropriated",
    "세출예산액": "appropriated",
    "최종예산": "appropriated",
    "최종예산액": "appropriated",
    "현액": "budget",
    "예산현액": "budget",
    "원인행위": "committed",
    "원인행위액": "committed",
    "지출원인행위": "committed",
    "지출원인행위액": "committed",
    "집행": "spent",
    "집행액": "spent",
    "지출": "spent",
    "지출액": "spent",
    "이월액": "carried",
    "다음연도이월": "carried",
    "다음연도이월액": "carried",
    "차년도이월액": "carried",
}
# What 예산액 is put together from. The ledger has no place for them: they are added up, and named.
PARTS = {
    "본예산": "original",
    "본예산액": "original",
    "당초예산": "original",
    "당초예산액": "original",
    "기정예산": "original",
    "기정예산액": "original",
    "추경": "supplement",
    "추경액": "supplement",
    "추경예산": "supplement",
    "추경예산액": "supplement",
}
# By kinds of what is carried over: together they are 이월액 where no column says it itself.
KINDS = {
    "명시이월": "carried_planned",
    "명시이월액": "carried_planned",
    "사고이월": "carried_unavoidable",
    "사고이월액": "carried_unavoidable",
    "계속비이월": "carried_continuing",
    "계속비이월액": "carried_continuing",
}
# Known, and without a place in the ledger: told, not taken over.
BESIDE = dict.fromkeys(
    [
        "국비",
        "시비",
        "도비",
        "시도비",
        "구비",
        "군비",
        "시군구비",
        "지방비",
        "자부담",
        "건수",
        "전년도이월",
        "전년도이월액",
        "이월예산",
        "이월예산액",
        "예비비",
        "예비비사용액",
    ],
    "beside",
)
DERIVED = {
    "집행잔액": "lapsed",
    "불용액": "lapsed",
    "잔액": "lapsed",
    "집행률": "rate",
    "집행율": "rate",
    "집행비율": "rate",
    "지출률": "rate",
    "지출율": "rate",
    "증감": "change",
    "증감액": "change",
    "증감률": "change_rate",
    "증감율": "change_rate",
}
_NOTE = {"비고": "note"}
_ROLES = AMOUNTS | PARTS | KINDS | BESIDE | DERIVED | _NOTE
_LETTER = r"[A-Za-z①-⑳ⓐ-ⓩ㉠-㉭ㄱ-ㅎ가나다라마바]"
_FORMULA = re.compile(rf"\({_LETTER}(?:[-+/÷×*=,%]|{_LETTER}|100)*\)|(?<=[가-힣])[A-Z①-⑳]$")
_UNIT = re.compile(r"[(\[](?:단위:)?(천원|백만원|억원|원|%)[)\]]")
_YEAR = re.compile(r"^(?:((?:19|20)\d{2})|['‘’′](\d{2}))년?도?(본|당초|최종|세출)?예산액?$")
_AGAINST = re.compile(r"^(?:(?:19|20)\d{2}년도?|전년도?)대비(?=증)")
_SUPPLEMENT = re.compile(r"^(?:(?:19|20)\d{2}년?도?)?(?:제?\d회)?추경(?:예산액?|액)?$")
_BESIDE_A_PART = {("supplement", None), ("appropriated", None)}

_SPACED = r"\s?".join
_WORD = re.compile(
    r"\s*((?:(?:(?:19|20)\d{2}|['‘’′]\s?\d{2})\s*년?\s*도?\s*(?:본\s?|당초\s?|최종\s?|세출\s?)?예산액?)|"
    + "|".join(_SPACED(word) for word in sorted(_ROLES, key=len, reverse=True))
    + r")(?![가-힣])(\s*[(\[][^()\[\]]*[)\]])?"
)
_LOOSE_NAMES = (
    "부서/사업명",
    "부서/사업",
    "부서및사업명",
    "부서명",
    "부서별",
    "정책사업명",
    "단위사업명",
    "세부사업명",
    "사업명",
    "사업별",
    "기금명",
    "부서",
    "구분",
    "과목",
)
_LOOSE_FIRST = re.compile(
    r"(" + "|".join(r"\s*".join(word) for word in _LOOSE_NAMES) + r")(?:\s+|$)"
)


@dataclass(frozen=True, slots=True)
class Column:
    role: str
    year: int | None = None
    unit: Unit | None = None

    @property
    def is_amount(self) -> bool:
        return self.role in AMOUNTS.values()

    @property
    def is_kind(self) -> bool:
        return self.role in KINDS.values()

    @property
    def is_part(self) -> bool:
        return self.role in PARTS.values()


@dataclass(frozen=True, slots=True)
class Strange:
    """A budget table's head that is not read, and why."""

    place: int
    words: str


def word_of_head(text: str) -> tuple[str, Unit | None]:
    """What a column's head says without its unit and formula, and the unit."""
    word = squeezed(text)
    unit = _UNIT.search(word)
    known = next((u for u in Unit if unit and u.label == unit[1]), None)
    return _FORMULA.sub("", _UNIT.sub("", word)), known


def column(text: str) -> Column | None:
    word, known = word_of_head(text)
    word = _AGAINST.sub("", word)
    if year := _YEAR.match(word):
        role = "original" if year[3] in ("본", "당초") else "appropriated"
        return Column(role, int(year[1] or 2000 + int(year[2])), known)
    if _SUPPLEMENT.match(word):
        return Column("supplement", None, known)
    return Column(_ROLES[word], None, known) if word in _ROLES else None


def columns_of(texts: Sequence[str]) -> list[Column | None]:
    """Of one head: 2024년 본예산 beside 2023년 본예산 is the budget as voted, beside 추경 a part."""
    known = [column(text) for text in texts]
    if any(c and (c.role, c.year) in _BESIDE_A_PART for c in known):
        return known
    return [
        Column("appropriated", c.year, c.unit) if c and c.role == "original" and c.year else c
        for c in known
    ]


def budget_head(lines: Sequence[Line], index: int) -> Head | None:
    """The longest reading that is understood: what goes on below may have been complete before."""
    found = None
    for printed, after in readings(lines, index, _WORD):
        texts = with_budget_named(printed, lines, index)
        if is_first(texts[0]) and _understood(texts[1:]):
            found = _head(texts[1:], after)
    return found


def strange_head(lines: Sequence[Line], index: int) -> Strange | None:
    """Why a line that is the head of a budget table cannot be read as one."""
    line = lines[index]
    texts = line.cells if line.is_tabular else _loose_pieces(lines, index)
    if len(texts) < 2 or any(NUMBER.match(text) for text in texts[1:]):
        return None
    known = columns_of(texts[1:])
    amounts = [c for c in known if c and (c.is_amount or c.is_part)]
    unknown = [text for text, c in zip(texts[1:], known, strict=True) if text and not c]
    if is_first(texts[0]) and amounts:
        reason = f"알 수 없는 열 {_quoted(unknown)}" if unknown else conflict(known)
    elif (
        amounts
        and texts[0]
        and not column(texts[0])
        and (any(map(is_first, unknown)) or not unknown)
    ):
        reason = f"알 수 없는 첫 열 {_quoted(texts[:1])}"
    else:
        return None
    return Strange(line.place, f"표를 읽지 않음: {reason or '머리가 여러 줄에 걸침'}")


def conflict(columns: Sequence[Column | None]) -> str:
    """Why known columns cannot be told apart, or told of which year they speak; "" if they can."""
    known = [c for c in columns if c]
    amounts = [c for c in known if c.is_amount]
    years = {c.year for c in known if c.year}
    twice = [c for c, n in Counter((c.role, c.year) for c in known).items() if n > 1]
    if any(role not in ("note", "supplement", "beside") for role, _ in twice):
        return "같은 뜻의 열이 둘"
    if len(years) > 1 and any(c.year is None for c in amounts):
        return "어느 해의 금액인지 모를 열"
    if any(c.is_part for c in known) and not any(c.role == "appropriated" for c in known):
        return "예산액 열이 없는 본예산·추경"
    if len(years) > 1 and any(c.is_part for c in known):
        return "어느 해의 것인지 모를 추경"
    # Rates and rests speak of all rows alike, changes only where there are two years.
    if len(years) < 2 and any(c.role in ("change", "change_rate") for c in known):
        return "무엇에 견준 것인지 모를 증감"
    return ""


def _understood(texts: Sequence[str]) -> bool:
    texts = _without_blank_end(texts)
    known = columns_of(texts)
    return bool(known) and all(known) and any(c.is_amount for c in known) and not conflict(known)


def _head(texts: Sequence[str], after: int) -> Head:
    texts = _without_blank_end(texts)
    return Head(tuple(texts), after, columns_of(texts)[-1].role == "note")


def _without_blank_end(texts: Sequence[str]) -> Sequence[str]:
    blank = sum(1 for _ in takewhile(lambda text: not text, reversed(texts)))
    return texts[: len(texts) - blank]


def _quoted(texts: Sequence[str]) -> str:
    return ", ".join(f"‘{text}’" for text in texts)


# --- heads of more than one line ------------------------------------------------------------------


def readings(
    lines: Sequence[Line], index: int, word: re.Pattern
) -> Iterator[tuple[tuple[str, ...], int]]:
    """The cells of a head, by itself or with the lines below it that may belong to it. `word`: what
    a column says, for a head whose tabs are lost."""
    line = lines[index]
    below = list(takewhile(_may_go_on, lines[index + 1 : index + 4]))
    if line.is_tabular:
        yield line.cells, index + 1
        if below and (merged := _merged(line.cells, below[0].cells)):
            yield merged, index + 2
        glued = line.cells
        for count, more in enumerate(below, start=1):
            glued = (*glued[:-1], glued[-1] + more.cells[0], *more.cells[1:])
            yield glued, index + 1 + count
    else:
        text = line.text
        for count, more in enumerate([None, *below]):
            text = f"{text} {more.text}" if more else text
            if pieces := _loose_cells(text, word):
                yield pieces, index + 1 + count


def _may_go_on(line: Line) -> bool:
    return not line.is_blank and not is_caption(line.text)


def _merged(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """A head of two lines: '2018년 대비' over '증 감' and '증감률(%)'."""
    if below[:1] != ("",) or len(below) < 2 or len(below) > len(above):
        return ()
    padded = (*below, *[""] * len(above))
    return tuple(low or high for high, low in zip(above, padded, strict=False))


def _loose_cells(text: str, word: re.Pattern) -> tuple[str, ...]:
    first = _LOOSE_FIRST.match(text)
    if not first:
        return ()
    cells, at = [first[1]], first.end()
    while found := word.match(text, at):
        cells.append(found[0].strip())
        at = found.end()
    # One column would make a row of every line that ends in a number.
    return tuple(cells) if len(cells) > 2 and not text[at:].strip() else ()


def _loose_pieces(lines: Sequence[Line], index: int) -> tuple[str, ...]:
    """The words of a head whose tabs are lost, if numbers stand below it."""
    text = lines[index].text
    first = _LOOSE_FIRST.match(text)
    if not first or len(text) > 100 or re.search(r"[.:;]|\d,\d", text):
        return ()
    below = [line.text for line in lines[index + 1 : index + 6] if not line.is_blank][:2]
    if not any(NUMBER.match(line.split(" ")[-1]) for line in below):
        return ()
    pieces, at = [first[1]], first.end()
    while at < len(text):
        found = _WORD.match(text, at)
        if not found:
            found = re.compile(r"\s*\S+").match(text, at)
        pieces.append(found[0].strip())
        at = found.end()
    return tuple(piece for piece in pieces if piece)
