"""What a number in prose is said of: the few words that stand before it, else the title above."""

import re
from collections.abc import Sequence

from budgets.reading.prose.quantities import Quantity

LONGEST = 40
_MARK = re.compile(r"^[\W_]*(?:[①-⑳]|[ㅇo]\s|[가-하]\.\s|\d{1,2}[.)]\s)?[\W_]*")
_END = re.compile(
    r"(?:[\s:：,(「『<〈]+|(?<=[가-힣])(?<![주회협심합결논문강정창토건동고])의|(?:^|(?<=[\s:：(]))(?:총|합계|계|전체|모두|약|연|월|매월|회당|주)"
    r"|(?:전년도?|작년|지난해)?\s*(?:동기)?\s*(?:대비|보다))+$"
)
_QUOTES = re.compile(r"['‘’\"“”「」『』<>〈〉]")
_CLAUSE = re.compile(r"[,，;](?!\s?[\dA-Za-z])|\s/\s|\s중\s|[→⇒]|\s-\s|\.\s")


def subject(before: str, whole: Sequence[Quantity] | None = None, title: str = "") -> str:
    """`before`: the line up to the number, or up to a bracket behind the number `whole`."""
    text = before[: whole[0].start] if whole else before
    text = _END.sub("", _MARK.sub("", text, count=1))
    text = re.sub(r"\([^()]*\)", " ", text)
    words = " ".join(_QUOTES.sub("", _CLAUSE.split(text)[-1]).split()).strip(" -–—")
    while len(words) > LONGEST and " " in words:
        words = words.split(" ", 1)[1]
    words = words[-LONGEST:].strip()
    return words if re.search(r"[가-힣A-Za-z]", words) else title
