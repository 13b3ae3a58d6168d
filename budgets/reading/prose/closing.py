"""The closing identity in one sentence: '예산현액 100백만원 중 80백만원을 집행하고 15백만원을 이월하였으며
집행잔액은 5백만원'. Only where the sentence names what was carried over: else it may leave that out.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from budgets.reading.facts import ClaimFacts, Scope, Term
from budgets.reading.prose.subjects import subject
from budgets.reading.sentences import MONEY, stated_money

_TOTAL = r"\s*(?:은|는|이|:|：)?\s*(?:총\s*)?"
_NAMED = {
    "예산현액": (rf"(?:예산)?현액{_TOTAL}(?P<money>{MONEY})",),
    "집행액": (
        rf"(?:지출|집행)액{_TOTAL}(?P<money>{MONEY})",
        rf"중\s*(?P<money>{MONEY})\s*[을를]?\s*(?:집행|지출)",
    ),
    "이월액": (rf"이월액{_TOTAL}(?P<money>{MONEY})", rf"(?P<money>{MONEY})\s*[을를]\s*이월"),
    "집행잔액": (
        rf"(?:집행\s*잔액|불용액){_TOTAL}(?P<money>{MONEY})",
        rf"(?P<money>{MONEY})\s*의\s*집행\s*잔액",
    ),
}
_AMONG = re.compile(
    r"\s*(?:을|를)?\s*(?:포함|제외)|[^,.]{0,6}(?:포함|제외)"
)  # of what else is said
_RATE = re.compile(
    r"\s*[을를]?\s*(?:집행|지출)?\s*\(\s*(?:(?:집행|지출)[률율]\s*)?(?P<rate>\d+(?:\.\d+)?)\s*%\s*\)"
)


def closing(text: str, place: int, title: str) -> Iterator[ClaimFacts]:
    found = {name: _only(patterns, text) for name, patterns in _NAMED.items()}
    if not all(found.values()) or _AMONG.match(text, found["이월액"].end("money")):
        return
    terms = {name: _term(name, hit, place) for name, hit in found.items()}
    if None in terms.values():
        return
    said, left = subject(text[: found["예산현액"].start()], None, title), terms.pop("집행잔액")
    yield ClaimFacts(
        *(place, "문장", said, "lapsed", left.printed, "value", left.value, left.unit, Scope()),
        *("차", tuple(terms.values())),
    )
    if rate := _RATE.match(text, found["집행액"].end("money")):
        yield ClaimFacts(
            *(place, "문장", said, "rate", f"{rate['rate']}%", "value", Decimal(rate["rate"]), "%"),
            *(Scope(), "비중", (terms["집행액"], terms["예산현액"])),
        )


def _only(patterns: tuple[str, ...], text: str) -> re.Match | None:
    found = [hit for pattern in patterns for hit in re.finditer(pattern, text)]
    return found[0] if len(found) == 1 else None


def _term(name: str, hit: re.Match, place: int) -> Term | None:
    printed = hit["money"].strip()
    stated = stated_money("lapsed", [printed], printed, place)
    if stated.value is None:
        return None
    return Term(name, stated.printed, stated.value, stated.unit, place)
