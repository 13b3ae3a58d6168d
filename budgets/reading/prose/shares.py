"""Shares that stand beside what they are of: 'A 164표 (63.1%), B 96표 (36.9%)', '100건 중 85건(85.0%)'.

What all is, is printed before them, or nearby as the number that they come to; else they come to
100% themselves. Where none of that holds, nothing says what they are shares of.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from budgets.reading.facts import ClaimFacts, Scope, Term
from budgets.reading.prose.quantities import Quantity, quantities
from budgets.reading.prose.subjects import subject

_PERCENT = re.compile(r"\s*\(\s*(?P<rate>\d{1,3}(?:\.\d+)?)\s*[%％]\s*\)")
_OF = re.compile(r"^\s*(?:\([^()%]*\)\s*)?중(?:에서)?\s[^\d(]{0,20}$")
_AND_THEN = re.compile(r"^[\s가-힣]{0,8}")
_ROUNDED = Decimal("0.15")
Nearby = Callable[[Decimal], Term | None]  # the number, if it is printed around the line


def shares(text: str, place: int, title: str, nearby: Nearby) -> Iterator[ClaimFacts]:
    told = quantities(text)
    shared = [(q, hit) for q in told if (hit := _share(text, q)) and not q.is_vague]
    if of := _of_one(text, told, shared):
        whole, (part, hit) = of
        term = whole.term("전체", place)
        yield _claim(part, hit, term, subject(text, [whole], title), place)
        return
    if len(shared) < 2 or len({q.base for q, _ in shared}) > 1 or not shared[0][0].base:
        return
    if whole := _whole(text, [q for q, _ in shared], [hit for _, hit in shared], place, nearby):
        begins = 0
        for part, hit in shared:
            said_of = subject(text[begins : part.start], None, title)
            begins = hit.end()
            yield _claim(part, hit, whole, said_of, place)


def _share(text: str, part: Quantity) -> re.Match | None:
    between = _AND_THEN.match(text[part.end :])
    return _PERCENT.match(text, part.end + len(between[0]))


def _of_one(text: str, told: Sequence[Quantity], shared):
    """'100건 중 85건(85.0%)'. Amounts of a budget are another matter: they are executed."""
    if len(shared) != 1 or shared[0][0].is_money:
        return None
    part = shared[0][0]
    at = told.index(part)
    whole = told[at - 1] if at else None
    if whole is None or whole.is_vague or whole.base != part.base or not part.base:
        return None
    if not _OF.match(text[whole.end : part.start]) or part.singles > whole.singles:
        return None
    return whole, shared[0]


def _whole(text: str, parts: Sequence[Quantity], rates, place: int, nearby: Nearby) -> Term | None:
    first = parts[0]
    if any(part.scale != first.scale for part in parts):
        return None
    summed = sum((part.value for part in parts), Decimal(0))
    said = [q for q in quantities(text[: first.start]) if q.base == first.base]
    if said and said[-1].singles == summed * first.many:
        return said[-1].term("합", place)
    if not first.scale and (found := nearby(summed)):
        return found
    percent = sum((Decimal(hit["rate"]) for hit in rates), Decimal(0))
    if abs(percent - 100) <= _ROUNDED:
        return Term("합", f"{summed:,f}", summed, first.unit, place)
    return None


def _claim(part: Quantity, hit: re.Match, whole: Term, said_of: str, place: int) -> ClaimFacts:
    return ClaimFacts(
        place,
        "문장",
        said_of,
        "share",
        f"{hit['rate']}%",
        "value",
        Decimal(hit["rate"]),
        "%",
        Scope(),
        "비중",
        (part.term(said_of, place), whole),
    )
