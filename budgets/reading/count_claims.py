"""What a report prints of its counts that can be worked out again: sums, shares, what is said again.

Nothing is claimed to be computable that may be meant otherwise: what is said to be about so many adds
up to nothing, and a count near a total is held against it only where it plainly names the same.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from budgets.reading.count_again import NEAR, says_again
from budgets.reading.count_cells import MONEY, Count, percent, read_count
from budgets.reading.count_changes import Moved, Side
from budgets.reading.count_rates import Rated
from budgets.reading.count_sentences import CountSentence
from budgets.reading.count_tables import Counted, Total, is_subtotal
from budgets.reading.facts import ClaimFacts, Scope, Sheet, Term
from budgets.reading.lines import Line
from budgets.reading.periods import year_named
from budgets.reading.statistic_facts import WHOLE, CountFacts
from budgets.reading.table_claims import LONGEST_SUBJECT

TABLE, SENTENCE = "표", "문장"
_ROUNDED = re.compile(
    r"^(?:[\d,]+\s*억\s*)?(?:[\d,]+\s*만\s*)?[\d,.]+\s*(?P<many>억|백만|만|천)(?P<unit>[가-힣]*)$"
)
_CLOSE = Decimal("0.5")  # half a percentage point
_WORTH = {"억": 10**8, "백만": 10**6, "만": 10**4, "천": 10**3}
_LEAD = re.compile(
    r"(?P<later>\d+)위와(?:의)?\s*(?:표\s*차|차이?|격차)\s*(?P<count>\d[\d,]*\s*[가-힣]*)"
)


def table_claims(series: str, found: Counted) -> Iterator[ClaimFacts]:
    for total in found.totals:
        terms = _terms(total.parts) if _may_add_up(total) else None
        if total.parts or is_subtotal(total.item):
            yield claim_of(
                total.place,
                _subject(series, total),
                _measure(total.count.unit),
                total.count,
                "합" if terms else "",
                terms or (),
            )
    for each in (*found.values, *found.totals):
        share, whole = _share_of(each), _whole_of(each, found)
        if share:
            is_base = whole and _is_base(whole, each, found)
            terms = _terms([_as_fact(each), whole]) if is_base else None
            yield claim_of(
                each.place,
                f"{_subject(series, each)} 비중",
                "share",
                share,
                "비중" if terms else "",
                terms or (),
            )


def moved_claims(series: str, found: Counted) -> Iterator[ClaimFacts]:
    """How far counts have moved from one year to the next, as the table prints it."""
    for each in found.moved:
        sides = (each.later, each.earlier)
        terms = _terms(_side(side, each) for side in sides) if all(sides) else None
        # A dash counts nothing; then it is nothing more to subtract, and nothing to divide by.
        formula = "증감률" if each.is_rate else "차"
        is_told = terms and (len(terms) == 2 or (not each.is_rate and each.later.count.is_value))
        yield claim_of(
            each.place,
            " ".join(filter(None, (series, each.of, each.name))),
            "change_rate" if each.is_rate else "count",
            each.count,
            formula if is_told else "",
            terms if is_told else (),
        )


def rate_claims(series: str, found: Counted) -> Iterator[ClaimFacts]:
    """Rates and means of two counts that stand beside them."""
    for each in found.rated:
        sides = (each.part, each.whole)
        terms = _terms(_side(side, each) for side in sides) if all(sides) else None
        yield claim_of(
            each.place,
            " ".join(filter(None, (series, each.of, each.name))),
            "mean" if each.is_mean else "share",
            each.count,
            ("평균" if each.is_mean else "비중") if terms else "",
            terms or (),
        )


def _side(side: Side, each: Moved | Rated) -> CountFacts:
    count = side.count
    return CountFacts(
        *(each.of, side.name, count.unit, count.state, count.value, count.printed),
        side.place,
    )


def _share_of(each: CountFacts | Total) -> Count | None:
    text = each.share if isinstance(each, CountFacts) else each.count.share
    if not text:
        return None
    value = percent(text)
    return Count("unread" if value is None else "value", value, text, "%")


def _whole_of(each, found: Counted) -> CountFacts | None:
    """Of what it is a share: the total of its own group, which is printed in the same table."""
    same = [
        total
        for total in found.totals
        if total.group == each.group and total.whole_item and not is_subtotal(total.item)
    ]
    if not same:  # or of its own item, where the columns divide that up
        same = [t for t in found.totals if t.item == each.item and t.whole_group]
    return _as_fact(same[0]) if len(same) == 1 else None


def _may_add_up(total: Total) -> bool:
    """Rows under rows add up to more than their total; so far off, no misprint made it."""
    values = [part.value for part in total.parts if part.value is not None]
    if not values or total.count.value is None:
        return True
    if all(year_named(part.item) or year_named(part.group) for part in total.parts):
        return True  # years hold nothing below them
    added, printed = sum(values), total.count.value
    if abs(added - printed) * NEAR <= max(added, printed):
        return True
    return any(added * step == printed or printed * step == added for step in (10, 100, 1000))


def _is_base(whole: CountFacts, of: CountFacts | Total, found: Counted) -> bool:
    """Whether most shares beside this one are of this whole: else they are of something else."""
    is_across = all(t.group != of.group or not t.whole_item for t in found.totals)
    told = [
        (each.value, share)
        for each in found.values
        if (each.item == of.item if is_across else each.group == of.group)
        and each.value
        and (share := percent(each.share)) is not None
    ]
    if not told or not whole.value:
        return True
    off = [share for value, share in told if abs(value * 100 / whole.value - share) > _CLOSE]
    return 2 * len(off) <= len(told)


def sum_claim(series: str, sentence: CountSentence, parts: Sequence[CountFacts]) -> ClaimFacts:
    terms = _terms(parts)
    return claim_of(
        sentence.place,
        series,
        "count",
        sentence.count,
        "합" if terms else "",
        terms or (),
        shape=SENTENCE,
    )


def same_claims(
    series: str, sentence: CountSentence, found: Counted, *, is_named: bool = False
) -> Iterator[ClaimFacts]:
    """What a sentence above a table says again of it: the whole, and the wholes of its groups.
    `is_named`: it says of what, and that is the series of the table."""
    whole = whole_of(found)
    if whole and says_again(sentence.count, whole.count, is_named=is_named):
        yield same_claim(series, sentence, sentence.count, whole)
    for part in sentence.parts:
        named = [t for t in found.totals if part.name and part.name in (t.group, t.item)]
        own = [t for t in named if t.whole_item] or named
        if own and says_again(part.count, own[0].count, is_named=is_named):
            yield same_claim(f"{series} {part.name}", sentence, part.count, own[0])


def same_claim(subject: str, sentence: CountSentence, count: Count, total: Total) -> ClaimFacts:
    terms = _terms([_as_fact(total)])
    return claim_of(
        sentence.place,
        subject,
        "count",
        count,
        "같음" if terms else "",
        terms or (),
        shape=SENTENCE,
    )


def whole_of(found: Counted) -> Total | None:
    """The total of all; of several wholes none."""
    corners = [t for t in found.totals if t.whole_item and t.whole_group]
    wholes = corners or [t for t in found.totals if t.whole_item]
    return wholes[0] if len(wholes) == 1 else None


def lead_claims(series: str, lines: Sequence[Line], found: Counted) -> Iterator[ClaimFacts]:
    """'2위와 표차 78,068': the first, less the one named, of the totals or of the only group."""
    ranked = [each for each in found.totals if each.whole_group and not each.whole_item]
    told = [_as_fact(each) for each in ranked] or list(found.values)
    if len({fact.group for fact in told}) != 1 or any(fact.value is None for fact in told):
        return
    told.sort(key=lambda fact: -fact.value)
    for line in lines:
        for hit in _LEAD.finditer(line.text):
            later, count = int(hit["later"]), read_count(hit["count"].strip())
            if count and 1 < later <= len(told):
                terms = _terms([told[0], told[later - 1]])
                yield claim_of(
                    line.place,
                    f"{series} {later}위와의 차",
                    "count",
                    count,
                    "차" if terms else "",
                    terms or (),
                    shape=SENTENCE,
                )


def listed_claims(series: str, lines: Sequence[Line], found: Counted) -> Iterator[ClaimFacts]:
    """'5개 분야 21개 사업' over a list of so many 사업 in each 분야."""
    own = [fact for fact in found.values if not fact.group]
    units = {fact.unit for fact in own}
    if found.totals or len(units) != 1 or len(own) < 2 or "" in units:
        return
    unit = units.pop()
    for line in lines:
        for hit in re.finditer(
            rf"(?P<count>\d[\d,]*)\s*개?\s*{re.escape(unit)}(?![가-힣])", line.text
        ):
            value = Decimal(hit["count"].replace(",", ""))
            count = Count("value", value, hit[0], unit)
            terms = _terms(own)
            yield claim_of(
                line.place,
                series,
                "count",
                count,
                "합" if terms else "",
                terms or (),
                shape=SENTENCE,
            )


def ledger_claims(series: str, found: Counted, sheet: Sheet) -> Iterator[ClaimFacts]:
    """What a table by field says again of the ledger's own lines."""
    scope = Scope(when=sheet.when, account=sheet.account)
    for each in found.beside:
        yield ClaimFacts(
            each.place,
            TABLE,
            f"{series} {each.label}",
            each.measure,
            each.count.printed,
            "value",
            each.count.value,
            each.unit,
            scope,
        )
    for total in found.totals:
        if total.whole_item and total.count.unit in MONEY:
            yield ClaimFacts(
                total.place,
                TABLE,
                f"{series} 과목의 합",
                "spent",
                total.count.printed,
                "value",
                total.count.value,
                total.count.unit,
                scope,
            )


# --- pieces ---------------------------------------------------------------------------------------


def term_of(fact: CountFacts) -> Term | None:
    """None for what nobody counted exactly."""
    count = read_count(fact.printed)
    if fact.value is None or (count and count.is_about):
        return None
    label = " ".join(filter(None, (fact.group, fact.item)))
    return Term(label, fact.printed, *_as_printed(fact.value, fact.printed, fact.unit), fact.place)


def _terms(facts: Iterable[CountFacts]) -> tuple[Term, ...] | None:
    """A dash counts nothing; a blank is not known, and then nothing is."""
    found = []
    for fact in facts:
        if fact.state == "dash":
            continue
        term = term_of(fact)
        if term is None:
            return None
        found.append(term)
    return tuple(found)


def _as_printed(value: Decimal, printed: str, unit: str) -> tuple[Decimal, str]:
    """209만명 was rounded to 만: as a number it is 209, in 만명."""
    hit = _ROUNDED.match(printed)
    if not hit or unit in MONEY:
        return value, unit
    return value / _WORTH[hit["many"]], f"{hit['many']}{unit}"


def _as_fact(each: CountFacts | Total) -> CountFacts:
    if isinstance(each, CountFacts):
        return each
    count = each.count
    item = each.item if not each.whole_item else WHOLE
    return CountFacts(
        item, each.group, count.unit, count.state, count.value, count.printed, each.place
    )


def _measure(unit: str) -> str:
    return "spent" if unit in MONEY else "count"


def _subject(series: str, each: CountFacts | Total) -> str:
    return " ".join(filter(None, (series, each.group, each.item)))


def claim_of(place, subject, measure, count: Count, formula, terms, *, shape=TABLE) -> ClaimFacts:
    state = "unread" if count.state == "share" else count.state
    value, unit = count.value, count.unit
    if value is not None and measure != "share":
        value, unit = _as_printed(value, count.printed, unit)
    return ClaimFacts(
        *(place, shape, subject[:LONGEST_SUBJECT], measure, count.printed, state, value, unit),
        *(Scope(), formula, tuple(terms)),
    )
