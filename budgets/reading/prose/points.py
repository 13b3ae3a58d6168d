"""Differences of two rates in points of percent: '68.9% (전년 67.8% 대비 1.1%p 상승)', '41.2% → 45.5%(4.3%p 증가)'.

Only where both rates stand beside the points and a word or a sign says which way.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from budgets.reading.facts import ClaimFacts, Scope, Term
from budgets.reading.prose.subjects import subject

_UP = r"상승|증가|향상|개선|확대|높|초과|늘|↑|▲|\+"
_DOWN = r"하락|감소|저하|악화|축소|낮|미달|줄|↓|△|−|-"


def _rate(name: str) -> str:
    return rf"(?<![\d.,약~∼])(?P<{name}>\d{{1,3}}(?:\.\d+)?)\s?[%％](?!\s?(?:[pPｐ]|포인트))"


_POINTS = (
    rf"(?P<sign>{_UP}|{_DOWN})?\s?(?P<points>\d{{1,3}}(?:\.\d+)?)\s?[%％]\s?(?:[pPｐ]|포인트)"
    rf"\s?(?P<way>{_UP}|{_DOWN})?"
)
_THEN = r"[^\d%％()]{0,20}"
_WHEN = r"(?:전년도?(?:\s?동기)?|작년|지난해|전월|전분기|당초|기존|이전|목표|계획|전국\s?평균|['’‘]?\d\d(?:\d\d)?년도?(?:\s?말)?)?"
_AGAINST = r"\s*\)?\s*(?:대비|보다|에\s?비해)\s*"
_PATTERNS = tuple(
    re.compile(each)
    for each in (
        # 67.8% → 68.9% (1.1%p 상승), 67.8%에서 68.9%로 1.1%p 상승
        rf"{_rate('was')}\s*(?:→|⇒|➡|->|에서)\s*{_THEN}(?:['’‘]?\d\d(?:\d\d)?년\s*)?{_rate('now')}"
        rf"\s*(?:으?로)?\s*[(,]?\s*{_POINTS}",
        # 1.1%p 상승(67.8% → 68.9%)
        rf"{_POINTS}\s*\(\s*{_THEN}{_rate('was')}\s*(?:→|⇒|➡|->)\s*{_THEN}{_rate('now')}",
        # 68.9% (전년 대비 1.1%p 상승, '23년 67.8%)
        rf"{_rate('now')}\s*\(\s*[^\d%％()]{{0,12}}대비\s*{_POINTS}\s*[,/]\s*"
        rf"(?:['’‘]?\d\d(?:\d\d)?년|전년도?|작년)\s*:?\s*{_rate('was')}\s*\)",
        # 전년(67.8%) 대비 1.1%p 상승한 68.9%
        rf"{_rate('was')}{_AGAINST}{_POINTS}(?:한|된|은)\s*{_rate('now')}",
        # 68.9% (전년 67.8% 대비 1.1%p 상승), 68.9%로 전년(67.8%) 대비 1.1%p 상승
        rf"{_rate('now')}\s*(?:으?로,?|이며,?|,)?\s*\(?\s*{_WHEN}\s*[(:]?\s*{_rate('was')}{_AGAINST}{_POINTS}",
    )
)
# A → B → C: nobody says between which two.
_ARROW_BEFORE = re.compile(r"[%％]\s*(?:→|⇒|➡|->)\s*[^\d%％]{0,12}$")


def points(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    taken: set[int] = set()
    for pattern in _PATTERNS:
        for hit in pattern.finditer(text):
            way = hit["sign"] or hit["way"]
            is_chain = _ARROW_BEFORE.search(text[: hit.start("was")])
            if not way or is_chain or hit.start("points") in taken:
                continue
            taken.add(hit.start("points"))
            first = min(hit.start("now"), hit.start("was"), hit.start("points"))
            yield _claim(hit, way, subject(text[:first], None, title), place)


def _claim(hit: re.Match, way: str, said: str, place: int) -> ClaimFacts:
    falls = bool(re.fullmatch(_DOWN, way))
    if hit["sign"] == "▲":  # before a number a minus to some offices, and up to others
        falls = Decimal(hit["now"]) < Decimal(hit["was"])
    value = Decimal(hit["points"])
    sign, word = hit["sign"] or "", hit["way"] or ""
    return ClaimFacts(
        *(place, "문장", said, "change", f"{sign}{hit['points']}%p {word}".strip(), "value"),
        *(-value if falls else value, "%p", Scope(), "차"),
        (_term("이후", hit["now"], place), _term("이전", hit["was"], place)),
    )


def _term(label: str, printed: str, place: int) -> Term:
    return Term(label, f"{printed}%", Decimal(printed), "%", place)
