"""The heads of tables of revenue: 징수결정액, 실제수납액 and 미수납액 in whichever order.

A head is read only if every column is known. One that plainly is of revenue and holds a column that
is not known is `strange`, and says why.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from budgets.amounts import Unit
from budgets.reading.columns import Strange, readings, word_of_head
from budgets.reading.lines import Line
from budgets.reading.tables import NUMBER, Head, is_first
from departments.text import squeezed

AMOUNTS = {
    "예산": "appropriated",
    "예산액": "appropriated",
    "세입예산": "appropriated",
    "세입예산액": "appropriated",
    "최종예산": "appropriated",
    "최종예산액": "appropriated",
    "현액": "budget",
    "예산현액": "budget",
    "세입예산현액": "budget",
    "징수결정": "assessed",
    "징수결정액": "assessed",
    "실제수납액": "received",
    "실수납액": "received",
    "수납": "received",
    "수납액": "received",
    "미수납": "uncollected",
    "미수납액": "uncollected",
    "불납결손": "written_off",
    "불납결손액": "written_off",
    "결손처분": "written_off",
    "결손처분액": "written_off",
}
RATE, NOTE = "rate", "note"
# Known, and without a place in the ledger: told, not taken over.
BESIDE = {
    "수납총액": "gross",
    "과오납반환액": "refunded",
    "환급액": "refunded",
    "이월액": "carried",
    "다음연도이월": "carried",
    "다음연도이월액": "carried",
}
_ROLES = (
    AMOUNTS
    | BESIDE
    | dict.fromkeys(("징수율", "징수률", "수납율", "수납률", "징수비율", "수납비율"), RATE)
    | {"비고": NOTE}
)
_OWN = {"assessed", "received", "uncollected"}
_CARRIED = re.compile(r"\((?:다음연도)?이월(?:액)?\)$")
_SPACED = r"\s?".join
_WORD = re.compile(
    r"\s*("
    + "|".join(_SPACED(word) for word in sorted(_ROLES, key=len, reverse=True))
    + r")(?![가-힣])(\s*[(\[][^()\[\]]*[)\]])?"
)
_FIRST = re.compile(
    r"^(?:세입(?:예산)?(?:과목|항목|재원|구분)|세목|재원|수입(?:과목|항목))(?:별|명)?$"
)


@dataclass(frozen=True, slots=True)
class Column:
    role: str
    unit: Unit | None = None

    @property
    def is_amount(self) -> bool:
        return self.role in AMOUNTS.values()

    @property
    def is_beside(self) -> bool:
        return self.role in BESIDE.values()


def column(text: str) -> Column | None:
    word, unit = word_of_head(text)
    role = _ROLES.get(_CARRIED.sub("", word))
    return Column(role, unit) if role else None


def revenue_head(lines: Sequence[Line], index: int) -> Head | None:
    """The longest reading that is understood."""
    found = None
    for texts, after in readings(lines, index, _WORD):
        if _is_first(texts[0]) and _understood(told := _without_blank_end(texts[1:])):
            found = Head(tuple(told), after, column(told[-1]).role == NOTE)
    return found


def strange_revenue_head(lines: Sequence[Line], index: int) -> Strange | None:
    """Why a line that is the head of a table of revenue, and of nothing else, cannot be read."""
    texts = lines[index].cells
    if len(texts) < 2 or not _is_first(texts[0]) or any(NUMBER.match(text) for text in texts[1:]):
        return None
    known = [column(text) for text in texts[1:]]
    if not _OWN & {c.role for c in known if c}:
        return None
    unknown = [text for text, c in zip(texts[1:], known, strict=True) if text and not c]
    reason = f"알 수 없는 열 {', '.join(f'‘{text}’' for text in unknown)}"
    return Strange(
        lines[index].place, f"세입 표를 읽지 않음: {reason if unknown else '같은 뜻의 열이 둘'}"
    )


def _is_first(text: str) -> bool:
    return is_first(text) or bool(_FIRST.match(squeezed(text)))


def _understood(texts: Sequence[str]) -> bool:
    known = [column(text) for text in texts]
    if not known or not all(known):
        return False
    roles = Counter(c.role for c in known)
    amounts = [c for c in known if c.is_amount]
    return max(roles.values()) == 1 and len(amounts) > 1 and bool(_OWN & roles.keys())


def _without_blank_end(texts: Sequence[str]) -> Sequence[str]:
    told = len(texts)
    while told and not texts[told - 1]:
        told -= 1
    return texts[:told]
