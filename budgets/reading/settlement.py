"""결산 집행내역 of a report: what was moved, carried over and left, of the settlement it prints."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from budgets.reading.change_days import with_days
from budgets.reading.dates import find_settled_year
from budgets.reading.facts import DRAWN, ClaimFacts, DateKey, Problem, Sheet
from budgets.reading.lines import Line
from budgets.reading.sentence_claims import candidates_on
from budgets.reading.settled_claims import heading_claims, said_elsewhere
from budgets.reading.settled_facts import CARRIED, CHANGES, LAPSED, Settled, Settlement
from budgets.reading.settled_gaps import what_is_missing
from budgets.reading.settled_items import Known, heading_of
from budgets.reading.settled_sections import Section, sections


@dataclass(frozen=True, slots=True)
class Read:
    settlements: tuple[Settlement, ...]
    claims: tuple[ClaimFacts, ...]
    problems: tuple[Problem, ...]


def read_settlement(
    lines: Sequence[Line],
    indents: Sequence[int],
    sheets: Sequence[Sheet],
    departments: Sequence[str],
    told: Sequence[ClaimFacts] = (),
) -> Read:
    """`told`: what the sentences were found to say, of which lines."""
    found: dict[DateKey, list[Settled]] = {}
    claims: list[ClaimFacts] = []
    problems: list[Problem] = []
    for section in sections(lines, indents):
        when = _date_of(section, lines, sheets)
        if when is None:
            words = f"{section.word}: 어느 결산의 것인지 알 수 없어 저장하지 않음"
            problems.append(Problem(section.place, words))
            continue
        own = found.setdefault(when, [])
        known = Known(tuple(candidates_on(when, sheets)), tuple(departments))
        if section.kind and _is_by_kinds(own):
            head, strange = heading_of(section, known)
            problems += strange
            claims += heading_claims(head, section)
            own[:] = _with_kind(own, head, section.kind)
            continue
        if any(head.heading == section.word for head in own):
            words = f"{section.word}: 같은 결산에 두 번 나와 나중 것은 저장하지 않음"
            problems.append(Problem(section.place, words))
            continue
        head, strange = heading_of(section, known)
        problems += strange
        head = _with_lines(head, told)
        if head.heading in CHANGES:
            inside = range(section.index, section.end)
            items, strange = with_days(head.items, lines, inside, known)
            head = replace(head, items=tuple(items))
            problems += strange
            problems += what_is_missing(head)
            claims += said_elsewhere(head, lines, inside)
        claims += heading_claims(head, section)
        own.append(head)
    settlements = tuple(Settlement(when, tuple(own)) for when, own in found.items())
    return Read(settlements, tuple(claims), tuple(problems))


def _is_by_kinds(own: Sequence[Settled]) -> bool:
    """Whether 이월 has no heading of its own, so that 명시이월 and 사고이월 are its parts."""
    return all(head.heading != CARRIED or head.money is None for head in own)


def _with_kind(own: Sequence[Settled], part: Settled, kind: str) -> list[Settled]:
    others = [head for head in own if head.heading != CARRIED]
    whole = next((head for head in own if head.heading == CARRIED), None)
    whole = whole or Settled(part.place, CARRIED)
    if part.is_none:
        return [*others, replace(whole, is_none=not whole.items)]
    item = replace(part, name=f"{kind}이월", kind=kind)
    return [*others, replace(whole, is_none=False, items=(*whole.items, item))]


def _date_of(section: Section, lines: Sequence[Line], sheets: Sequence[Sheet]) -> DateKey | None:
    """Of the year that is named last above it, or of the only settlement there is."""
    settled = list(
        dict.fromkeys(
            sheet.when
            for sheet in sheets
            if sheet.when.stage == "결산" and sheet.when.basis == DRAWN
        )
    )
    year = next(_years_above(section, lines), None)
    named = [when for when in settled if when.fiscal_year == year]
    fitting = named or settled
    return fitting[0] if len(fitting) == 1 else None


def _with_lines(item: Settled, told: Sequence[ClaimFacts]) -> Settled:
    """A part of the remainder is of the line that its amount was found to speak of."""
    if item.heading != LAPSED:
        return item
    items = tuple(_with_lines(one, told) for one in item.items)
    found = {
        claim.scope.lines
        for claim in told
        if item.money
        and (claim.place, claim.measure) == (item.place, "lapsed")
        and claim.printed == item.money.printed
        and len(claim.scope.lines) == 1
    }
    return replace(item, items=items, line=found.pop()[0] if len(found) == 1 else None)


def _years_above(section: Section, lines: Sequence[Line]) -> Iterator[int]:
    for line in reversed(lines[: section.index]):
        if year := find_settled_year(line.text):
            yield year
