"""결산 집행내역 of a report: what was moved, carried over and left, of the settlement it prints."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from budgets.reading.change_days import with_days
from budgets.reading.dates import find_settled_year
from budgets.reading.facts import DRAWN, ClaimFacts, DateKey, Problem, Sheet
from budgets.reading.lines import Line
from budgets.reading.sentence_claims import candidates_on
from budgets.reading.settled_claims import (
    carried_claims,
    heading_claims,
    said_elsewhere,
    tabled_claims,
)
from budgets.reading.settled_facts import CARRIED, CHANGES, LAPSED, Settled, Settlement
from budgets.reading.settled_gaps import what_is_missing
from budgets.reading.settled_items import Known, Tabular, heading_of, unsettled
from budgets.reading.settled_sections import Section, sections
from budgets.reading.settled_tables import read_tables, stands_alone


@dataclass(frozen=True, slots=True)
class Read:
    settlements: tuple[Settlement, ...]
    claims: tuple[ClaimFacts, ...]
    problems: tuple[Problem, ...]
    places: frozenset[int] = frozenset()  # of headings and tables that are no other reader's


def read_settlement(
    lines: Sequence[Line],
    indents: Sequence[int],
    sheets: Sequence[Sheet],
    departments: Sequence[str],
    told: Sequence[ClaimFacts] = (),
    taken: Collection[int] = (),
) -> Read:
    """`told`: what the sentences were found to say, of which lines. `taken`: places of tables that
    other readers have read."""
    found: dict[DateKey, list[Settled]] = {}
    claims: list[ClaimFacts] = []
    problems: list[Problem] = []
    listed = sections(lines, indents)
    places = {section.place for section in listed}
    for section in listed:
        when = _date_of(section, lines, sheets)
        if when is None:
            words = f"{section.word}: 어느 결산의 것인지 알 수 없어 저장하지 않음"
            problems.append(Problem(section.place, words))
            adrift = _read_adrift(section, lines, departments, taken)
            claims += adrift.claims
            places |= adrift.places
            continue
        own = found.setdefault(when, [])
        known = Known(tuple(candidates_on(when, sheets)), tuple(departments))
        inside = range(section.index, section.end)
        tabled = read_tables(lines, inside, section.word, when.fiscal_year, known, taken)
        places |= tabled.looked_at
        problems += tabled.problems
        tabular = Tabular(
            tuple(tabled.of(section.word)), tabled.total(section.word), frozenset(tabled.looked_at)
        )
        if section.kind and _is_by_kinds(own):
            head, strange = heading_of(section, known, tabular)
            problems += strange
            claims += [
                *heading_claims(head, section, is_tabled=bool(tabular.items)),
                *tabled_claims(tabled),
            ]
            own[:] = _with_kind(own, head, section.kind)
            continue
        if any(head.heading == section.word for head in own):
            words = f"{section.word}: 같은 결산에 두 번 나와 나중 것은 저장하지 않음"
            problems.append(Problem(section.place, words))
            continue
        head, strange = heading_of(section, known, tabular)
        problems += strange
        head = _with_lines(head, told)
        if head.heading in CHANGES:
            items, strange = with_days(head.items, lines, inside, known)
            head = replace(head, items=tuple(items))
            problems += strange
            problems += what_is_missing(head)
            claims += said_elsewhere(head, lines, inside)
        claims += carried_claims(head, when, sheets)
        claims += [
            *heading_claims(head, section, is_tabled=bool(tabular.items)),
            *tabled_claims(tabled),
        ]
        own.append(head)
    alone = _read_alone(lines, listed, sheets, departments, found, taken)
    settlements = tuple(Settlement(when, tuple(own)) for when, own in found.items() if own)
    return Read(
        settlements,
        (*claims, *alone.claims),
        (*problems, *alone.problems),
        frozenset(places) | alone.places,
    )


def _read_adrift(
    section: Section, lines: Sequence[Line], departments: Sequence[str], taken: Collection[int]
) -> Read:
    """Of a settlement whose lines the report does not print: nothing to store it beside, but its sums
    can be worked out, and its tables are no tables of counts."""
    known = Known((), tuple(departments))
    inside = range(section.index, section.end)
    year = next(_years_above(section.index, lines), None)
    tables = frozenset(section.tables)
    if year is None:
        return Read((), (), (), tables)
    tabled = read_tables(lines, inside, section.word, year, known, taken)
    tabular = Tabular(tuple(tabled.of(section.word)), tabled.total(section.word), tables)
    head, _ = heading_of(section, known, tabular)
    claims = [
        *heading_claims(head, section, is_tabled=bool(tabular.items)),
        *tabled_claims(tabled),
    ]
    return Read((), tuple(claims), (), tables | tabled.looked_at)


def _read_alone(
    lines: Sequence[Line],
    listed: Sequence[Section],
    sheets: Sequence[Sheet],
    departments: Sequence[str],
    found: dict[DateKey, list[Settled]],
    taken: Collection[int],
) -> Read:
    """Tables of all changes, whose rows say of which kind each is, under no heading of one kind."""
    claims: list[ClaimFacts] = []
    problems: list[Problem] = []
    places: set[int] = set()
    ends = [*(section.index for section in listed), len(lines)]
    starts = [0, *(section.end for section in listed)]
    for inside in map(range, starts, ends):
        at = next((at for at in inside if stands_alone(lines, at)), None)
        if at is None:
            continue
        when = _date_at(at, lines, sheets)
        if when is None:
            words = "예산 변동 표: 어느 결산의 것인지 알 수 없어 저장하지 않음"
            problems.append(Problem(lines[at].place, words))
            continue
        known = Known(tuple(candidates_on(when, sheets)), tuple(departments))
        tabled = read_tables(lines, inside, "", when.fiscal_year, known, taken)
        own = found.setdefault(when, [])
        for word, items in tabled.items.items():
            if any(head.heading == word for head in own):
                words = f"{word}: 같은 결산에 두 번 나와 나중 것은 저장하지 않음"
                problems.append(Problem(tabled.heads[word], words))
                continue
            head = Settled(tabled.heads[word], word, items=tuple(items))
            problems += [*what_is_missing(head), *unsettled(head)]
            own.append(head)
        claims += tabled_claims(tabled)
        problems += tabled.problems
        places |= tabled.looked_at
    return Read((), tuple(claims), tuple(problems), frozenset(places))


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
    return _date_at(section.index, lines, sheets)


def _date_at(index: int, lines: Sequence[Line], sheets: Sequence[Sheet]) -> DateKey | None:
    """Of the year that is named last above it, or of the only settlement there is."""
    settled = list(
        dict.fromkeys(
            sheet.when
            for sheet in sheets
            if sheet.when.stage == "결산" and sheet.when.basis == DRAWN
        )
    )
    year = next(_years_above(index, lines), None)
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


def _years_above(index: int, lines: Sequence[Line]) -> Iterator[int]:
    for line in reversed(lines[:index]):
        if year := find_settled_year(line.text):
            yield year
