"""What a table of revenue and the prose around it print that can be worked out from what else they
print: sums, 미수납액, rates, and amounts that are said again."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgets.amounts import Refused, parse_rate
from budgets.reading.facts import ClaimFacts, Scope, Term, in_printed_unit
from budgets.reading.revenue_head import RATE
from budgets.reading.revenue_prose import Collected, Found, Named, Said
from budgets.reading.revenue_table import RevenueTable

SUBJECT = "세입"
LONGEST_SUBJECT = 200
# Which amount sentences repeat that do not say it: where several would do, the first.
_LIKELY = ("received", "assessed", "budget", "appropriated", "uncollected")


def table_claims(table: RevenueTable) -> Iterator[ClaimFacts]:
    less = _what_is_uncollected(table)
    for row in range(len(table.rows)):
        for at, known in enumerate(table.columns):
            if known.role == RATE:
                yield from _rate(table, row, at)
            elif known.is_amount:
                yield from _sum(table, row, known.role)
        yield from _difference(table, row, less)


def prose_claims(table: RevenueTable, found: Sequence[Found]) -> Iterator[ClaimFacts]:
    said = [each for each in map(_as_said, found) if each]
    likely = _likely(table, [each for each in said if not each.measure])
    for each in said:
        yield from _again(table, each, each.measure or likely)
    yield from _sources(table, found)
    for each in found:
        if isinstance(each, Named) and not each.is_described:
            yield _source(table, each)


# --- of the table ---------------------------------------------------------------------------------


def _sum(table: RevenueTable, row: int, measure: str) -> Iterator[ClaimFacts]:
    parts = table.children(row)
    terms = [_term(table, part, measure) for part in parts]
    own = _term(table, row, measure)
    if table.gaps and own and own.value != sum(term.value for term in terms if term):
        return  # a row that could not be read may be what it lacks
    if parts and all(table.amounts[part][measure].state != "blank" for part in parts):
        yield from _claim(table, row, measure, "합", [term for term in terms if term])


def _difference(table: RevenueTable, row: int, less: Sequence[str]) -> Iterator[ClaimFacts]:
    terms = [_term(table, row, measure) for measure in less]
    if len(terms) > 1 and terms[0] and terms[1]:
        told = [term for term in terms if term]
        yield from _claim(table, row, "uncollected", "차", told)
        yield from _dash(table, row, "uncollected", "차", told)


def _what_is_uncollected(table: RevenueTable) -> tuple[str, ...]:
    """징수결정액 − 수납액; where 불납결손액 stands beside, without it in most rows or with it."""
    roles = {c.role for c in table.columns}
    if not {"assessed", "received", "uncollected"} <= roles:
        return ()
    plain = ("assessed", "received")
    if "written_off" not in roles:
        return plain
    ways = (plain, (*plain, "written_off"))
    return max(ways, key=lambda way: sum(_comes_to(row, way) for row in table.amounts))


def _comes_to(row: dict, way: Sequence[str]) -> bool:
    first, *others = (row[measure].won or 0 for measure in way)
    return first - sum(others) == (row["uncollected"].won or 0)


def _rate(table: RevenueTable, row: int, at: int) -> Iterator[ClaimFacts]:
    """Of what was assessed; of the budget where the table has no other base."""
    printed = table.rows[row].cells[at]
    roles = {c.role for c in table.columns}
    base = next((m for m in ("assessed", "budget", "appropriated") if m in roles), None)
    try:
        rate = parse_rate(printed)
    except Refused:
        return
    terms = [_term(table, row, measure) for measure in ("received", base) if measure in roles]
    if rate.state == "value" and len(terms) == 2 and all(terms):
        yield _fact(
            table.rows[row].place,
            "표",
            _subject(table, row),
            "share",
            printed,
            rate.percent,
            "%",
            "비중",
            terms,
        )


def _claim(
    table: RevenueTable, row: int, measure: str, formula: str, terms: Sequence[Term]
) -> Iterator[ClaimFacts]:
    own = _term(table, row, measure)
    if own and terms:
        yield _fact(
            own.place,
            "표",
            _subject(table, row),
            measure,
            own.printed,
            own.value,
            own.unit,
            formula,
            terms,
        )


def _dash(
    table: RevenueTable, row: int, measure: str, formula: str, terms: Sequence[Term]
) -> Iterator[ClaimFacts]:
    """A dash where something should be left says that nothing is."""
    amount = table.amounts[row].get(measure)
    if amount is not None and amount.state == "dash":
        printed = table.rows[row]
        yield ClaimFacts(
            *(printed.place, "표", _subject(table, row), measure, "-", "dash", None),
            *(table.unit.label, Scope(), formula, tuple(terms)),
        )


# --- of the prose ---------------------------------------------------------------------------------


def _as_said(each: Found) -> Said | None:
    """What repeats an amount of the table: a category in other words, and all that was open."""
    if isinstance(each, Said):
        return each
    if isinstance(each, Named) and each.is_described:
        return Said(each.row, "", each.printed, each.won, each.unit, each.place)
    if isinstance(each, Collected) and each.is_all and each.won is not None and each.unit:
        return Said(each.row, "uncollected", each.printed, each.won, each.unit, each.place)
    return None


def _again(table: RevenueTable, said: Said, measure: str) -> Iterator[ClaimFacts]:
    row = table.total if said.row is None else said.row
    subject, value = _subject(table, row), in_printed_unit(said.won, said.unit)
    if row is not None:
        terms, formula = [_term(table, row, measure)], "같음"
    else:
        tops = [i for i, parent in enumerate(table.hierarchy.parents) if parent is None]
        terms, formula = [_term(table, top, measure) for top in tops], "합"
    if terms and all(terms):
        yield _fact(
            said.place,
            "문장",
            subject,
            measure,
            said.printed,
            value,
            said.unit.label,
            formula,
            terms,
        )


def _likely(table: RevenueTable, said: Sequence[Said]) -> str:
    """Of which amount the sentences speak that do not say it: all of the one that most repeat, so
    that a wrong amount does not make its sentence speak of another."""

    def repeated(measure: str) -> int:
        rows = [(table.total if each.row is None else each.row, each.won) for each in said]
        cells = [(table.amounts[row].get(measure), won) for row, won in rows if row is not None]
        return sum(amount is not None and amount.won == won for amount, won in cells)

    return max(_LIKELY, key=repeated)


def _sources(table: RevenueTable, found: Sequence[Found]) -> Iterator[ClaimFacts]:
    """A category whose sources are all named, as no '등' follows: they add up to it."""
    named = [each for each in found if isinstance(each, Named) and not each.is_described]
    for row in dict.fromkeys(each.row for each in named):
        own = [each for each in named if each.row == row]
        if len(own) < 2 or any(each.is_open for each in own):
            continue
        terms = [_of_source(each) for each in own]
        told = [each for each in found if isinstance(each, Said) and each.row == row]
        said = next((each for each in told if each.measure in ("", "received")), None)
        if said:
            value = in_printed_unit(said.won, said.unit)
            whole = said.place, "문장", _subject(table, row), "received", said.printed, value
            yield _fact(*whole, said.unit.label, "합", terms)
        else:
            yield from _claim(table, row, "received", "합", terms)


def _source(table: RevenueTable, each: Named) -> ClaimFacts:
    """What one source brought. Nothing else in the report says it; its category adds it up."""
    names = (_subject(table, each.row), each.name)
    return _fact(
        *(each.place, "문장", " / ".join(names)[:LONGEST_SUBJECT], "received", each.printed),
        *(in_printed_unit(each.won, each.unit), each.unit.label, "", ()),
    )


def _of_source(each: Named) -> Term:
    return Term(
        each.name, each.printed, in_printed_unit(each.won, each.unit), each.unit.label, each.place
    )


# --------------------------------------------------------------------------------------------------


def _term(table: RevenueTable, row: int, measure: str) -> Term | None:
    """A printed cell; none where it holds no number."""
    at = next((i for i, c in enumerate(table.columns) if c.role == measure), None)
    amount = table.amounts[row].get(measure)
    if at is None or amount is None or amount.won is None:
        return None
    label = f"{table.names[row]} {table.table.columns[at]}"
    value = in_printed_unit(amount.won, table.unit)
    return Term(label, table.rows[row].cells[at], value, table.unit.label, table.rows[row].place)


def _subject(table: RevenueTable, row: int | None) -> str:
    names = [table.names[i] for i in table.chain(row)] if row is not None else []
    if row is None or row in table.sums:
        return f"{SUBJECT} {'합계' if row is None else table.names[row]}"
    return " / ".join((SUBJECT, *names))[:LONGEST_SUBJECT]


def _fact(
    place: int,
    shape: str,
    subject: str,
    measure: str,
    printed: str,
    value: Decimal,
    unit: str,
    formula: str,
    terms: Sequence[Term],
) -> ClaimFacts:
    return ClaimFacts(
        place,
        shape,
        subject,
        measure,
        printed,
        "value",
        value,
        unit,
        Scope(),
        formula,
        tuple(terms),
    )
