"""What a settlement's headings, items and other lines print that can be worked out from each other."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgets.amounts import Unit
from budgets.reading.facts import (
    ClaimFacts,
    DateKey,
    LeafRow,
    Scope,
    Sheet,
    Term,
    in_printed_unit,
)
from budgets.reading.lines import Line
from budgets.reading.names import distinct
from budgets.reading.sentences import MONEY
from budgets.reading.settled_facts import CARRIED, CHANGES, LAPSED, Money, Settled
from budgets.reading.settled_sections import Section, money_of
from budgets.reading.settled_tables import Tabled

_MEASURES = {CARRIED: "carried", LAPSED: "lapsed"}


def heading_claims(
    head: Settled, section: Section, *, is_tabled: bool = False
) -> Iterator[ClaimFacts]:
    """The amount of a heading is the sum of its items, and what says it again says the same."""
    if head.money is None:
        return
    sums = list(_sums(head, head.heading))
    yield from sums
    yield from _only_one(head)
    if head.heading in CHANGES and section.repeated and not sums:
        _, again = section.repeated[0]
        yield _of_money(head.heading, "moved", head.money, "같음", [_term(head.heading, again)])
    items = [item for item in head.items if item.money]
    is_told = _come_to(items, head)  # a row without an amount is none of its cases
    if is_told or not is_tabled or len(items) == len(head.items):
        yield from _count(head, items if is_told else head.items, is_whole=is_tabled and is_told)
    for count, money in section.repeated:
        if count is not None and head.count is not None:
            term = Term(head.heading, f"{head.count}건", Decimal(head.count), "건", head.place)
            yield _claim(
                head.heading,
                "count",
                f"{count}건",
                Decimal(count),
                "건",
                money.place,
                "같음",
                [term],
            )
        if (
            head.heading in CHANGES
        ):  # a carried amount and the remainder are set against the figures
            yield _of_money(head.heading, "moved", money, "같음", [_term(head.heading, head.money)])


def tabled_claims(tabled: Tabled) -> Iterator[ClaimFacts]:
    """The sums that tables print of their rows, and what was given against what was taken."""
    for word, each in tabled.sums:
        terms = [_term(_name(item), item.money) for item in each.items if item.money]
        if terms and all(term.value is not None for term in terms):
            measure = _MEASURES.get(word, "moved")
            yield _of_money(f"{word} {each.name}", measure, each.money, "합", terms)
    for word, each in tabled.unequal:
        terms = [_term(each.name, each.given)]
        yield _of_money(f"{word}: {each.name}", "moved", each.taken, "같음", terms)


def carried_claims(head: Settled, when: DateKey, sheets: Sequence[Sheet]) -> Iterator[ClaimFacts]:
    """What is said to be carried of a line, where a column of the table says it, too."""
    items = [item for item in head.lowest() if head.heading == CARRIED and item.line]
    named = Counter(item.line for item in items)
    columns = {
        (sheet.account, path): _carried_term(row, sheet.unit)
        for sheet in sheets
        if sheet.when == when
        for path, row in zip(distinct(r.path for r in sheet.rows), sheet.rows, strict=True)
        if "carried" in row.amounts and "carried" not in row.places
    }
    for item in items:
        if item.money and named[item.line] == 1 and (term := columns.get(item.line)):
            yield _of_money(_name(item), "carried", item.money, "같음", [term])


def _carried_term(row: LeafRow, unit: Unit) -> Term | None:
    won = row.amounts["carried"].won
    if won is None:
        return None
    value = in_printed_unit(won, unit)
    return Term(f"{row.name} 이월액", f"{value:,}{unit.label}", value, unit.label, row.place)


def said_elsewhere(head: Settled, lines: Sequence[Line], inside: range) -> Iterator[ClaimFacts]:
    """전용(53,660천원), far from the settlement: the kind, and right after it the amount."""
    pattern = re.compile(rf"{head.heading}\s*(?:금액|액)?\s*[(:]\s*(?P<money>{MONEY})")
    for index, line in enumerate(lines):
        if index in inside or not head.items:
            continue
        for hit in pattern.finditer(line.text):
            money = money_of(hit["money"], line.place)
            same = [i for i in head.items if i.money and i.money.won == money.won]
            about = [i for i in head.items if any(day.place == line.place for day in i.days)]
            if item := next(iter([*same, *about]), None):
                yield _of_money(
                    head.heading, "moved", money, "같음", [_term(_name(item), item.money)]
                )


def _sums(item: Settled, subject: str) -> Iterator[ClaimFacts]:
    parts = [one for one in item.items if one.money and one.money.value is not None]
    if item.money and parts and len(parts) == len(item.items):
        is_itself = len(parts) == 1 and parts[0].money is item.money
        is_figure = item.heading == CARRIED and len(parts) == 1
        if not is_itself and not is_figure:
            terms = [_term(_name(part), part.money) for part in parts]
            measure = _MEASURES.get(item.heading, "moved")
            yield _of_money(subject, measure, item.money, "합", terms)
    for part in item.items:
        yield from _sums(part, _name(part))


def _only_one(head: Settled) -> Iterator[ClaimFacts]:
    """The only case of what was carried is all of it. The ledger takes its amount from there, so it
    is set against the heading."""
    parts = [one for one in head.items if one.money]
    if head.heading == CARRIED and len(head.items) == len(parts) == 1:
        (part,) = parts
        if part.money.place != head.money.place:
            terms = [_term(head.heading, head.money)]
            yield _of_money(_name(part), "carried", part.money, "같음", terms)


def _come_to(items: Sequence[Settled], head: Settled) -> bool:
    """Whether these are all that there is."""
    wons = [item.money.won for item in items]
    return bool(wons) and None not in wons and sum(wons) == head.money.won


def _count(head: Settled, told: Sequence[Settled], *, is_whole: bool) -> Iterator[ClaimFacts]:
    """Where every case has a name. Of five cases two may be named: that is no error, unless they are
    rows of a table that comes to the whole."""
    if head.heading == LAPSED or head.count is None:
        return
    counts = [item.count or 1 for item in told]
    if counts and (is_whole or sum(counts) >= head.count):
        terms = [
            Term(_name(item), f"{count}건", Decimal(count), "건", item.place)
            for item, count in zip(told, counts, strict=True)
        ]
        value = Decimal(head.count)
        yield _claim(head.heading, "count", f"{head.count}건", value, "건", head.place, "합", terms)


def _name(item: Settled) -> str:
    sides = f"{item.from_item} → {item.to_item}" if item.from_item and item.to_item else ""
    return item.name or sides or item.heading


def _term(label: str, money: Money) -> Term:
    return Term(label, money.printed, money.value, money.unit, money.place)


def _of_money(subject: str, measure: str, money: Money, formula: str, terms) -> ClaimFacts:
    return _claim(
        subject, measure, money.printed, money.value, money.unit, money.place, formula, terms
    )


def _claim(subject, measure, printed, value, unit, place, formula, terms) -> ClaimFacts:
    state = "unread" if value is None else "value"
    return ClaimFacts(
        place, "문장", subject, measure, printed, state, value, unit, Scope(), formula, tuple(terms)
    )


def without_doubles(
    claims: Sequence[ClaimFacts], worked_out: Sequence[ClaimFacts]
) -> list[ClaimFacts]:
    """A printed amount that nothing could be set against, and that can now be worked out, is one
    claim, not two."""
    known = {(c.place, c.measure, c.printed.strip()) for c in worked_out}
    return [
        claim
        for claim in claims
        if (claim.place, claim.measure, claim.printed.strip()) not in known
        or claim.scope.lines
        or claim.subject == "총계"
    ]
