"""An amount of a budget with its growth behind it: '총 98,240백만원 (전년 대비 6.0% 증가)'.

Last year's amount stands in a table of the same report, or in the ledger, or nowhere; then it is a
claim that nobody can settle.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from budgets.amounts import unit_named
from budgets.reading.budget_sizes import totals_of
from budgets.reading.dates import find_year
from budgets.reading.facts import ClaimFacts, DateKey, LeafRow, Scope, Sheet, Term, in_printed_unit
from budgets.reading.lines import Line
from budgets.reading.names import distinct, key_of
from budgets.reading.sentences import MONEY, stated_money
from departments.text import squeezed

_UP, _DOWN = r"증가|증액|상승|확대|증(?![가-힣])|↑", r"감소|감액|축소|감(?![가-힣])|↓"
_SIGN = r"[△▲−+-]?"
_AGAINST = (
    r"(?P<year>전년도?|작년도?|지난해|['‘’′]\s?\d{2}년도?|20\d{2}년도?)\s*"
    r"(?:(?:세출\s*|본\s*|최종\s*|당초\s*)?예산(?:액|현액)?\s*)?(?:대비|보다|에\s*비해)"
)
_GROWN = re.compile(
    rf"(?P<money>{MONEY})\s*(?:으?로\s*,?\s*|이며\s*,?\s*)?[(,]?\s*{_AGAINST}\s*[:,]?\s*"
    rf"(?:(?P<diff_sign>{_SIGN})\s*(?P<diff>{MONEY})\s*(?P<diff_way>{_UP}|{_DOWN})?\s*[,(/]?\s*)?"
    rf"(?P<sign>{_SIGN})\s*(?P<rate>\d[\d,]*(?:\.\d+)?)\s*[%％](?!\s*(?:[pPｐ포]))\s*\)?\s*(?P<way>{_UP}|{_DOWN})?"
)
_MEASURES = ("appropriated", "budget", "cost")
_OF_LAST = re.compile(r"전년|작년|지난해")


def year_growth(
    lines: Sequence[Line], claims: Sequence[ClaimFacts], sheets: Sequence[Sheet]
) -> Iterator[ClaimFacts]:
    for line in lines:
        for hit in () if line.is_tabular else _GROWN.finditer(line.text):
            told = [c for c in claims if c.place == line.place]
            rates = [c.printed.lstrip("△▲−+- ") for c in told if c.measure == "change_rate"]
            if any(rate.startswith(hit["rate"]) for rate in rates):
                continue
            own = next((c for c in told if _is_of(c, hit["money"])), None)
            if own is not None:
                yield from _grown(hit, own, line, claims, sheets)


def _is_of(claim: ClaimFacts, money: str) -> bool:
    return claim.measure in _MEASURES and squeezed(claim.printed) == squeezed(money)


def _grown(hit, own: ClaimFacts, line: Line, claims, sheets) -> Iterator[ClaimFacts]:
    scope, before = own.scope, _before(own, hit["year"], line, claims, sheets)
    if isinstance(before, DateKey):
        scope, terms = replace(scope, before=before), ()
    else:
        terms = (_term("이번 예산", own), before) if before else ()
        # Of a year before, the ledger may know what the report does not print.
        scope = scope if not terms and _is_last_year(own, hit["year"]) else Scope()
    rate = Decimal(hit["rate"].replace(",", ""))
    falls = _falls(hit["sign"], hit["way"] or hit["diff_way"])
    printed = " ".join(f"{hit['sign']}{hit['rate']}% {hit['way'] or ''}".split())
    formula = "증감률" if terms else ""
    yield _claim(own, "change_rate", printed, -rate if falls else rate, "%", scope, formula, terms)
    if hit["diff"]:
        stated = stated_money("change", [hit["diff"]], hit["diff"], line.place)
        if stated.value is not None:
            down = _falls(hit["diff_sign"], hit["diff_way"] or hit["way"])
            value = -stated.value if down else stated.value
            printed = f"{hit['diff_sign']}{stated.printed}".strip()
            formula = "차" if terms else ""
            yield _claim(own, "change", printed, value, stated.unit, scope, formula, terms)


def _is_last_year(own: ClaimFacts, said: str) -> bool:
    when = own.scope.when
    return when is not None and (
        bool(_OF_LAST.search(said)) or find_year(f"{said} ") == when.fiscal_year - 1
    )


def _falls(sign: str, way: str | None) -> bool:
    return sign in ("△", "▲", "−", "-") if sign else bool(way and re.fullmatch(_DOWN, way))


def _claim(own: ClaimFacts, measure, printed, value, unit, scope, formula, terms) -> ClaimFacts:
    return ClaimFacts(
        *(own.place, "문장", own.subject, measure, printed, "value", value, unit),
        *(scope, formula, tuple(terms)),
    )


def _before(own: ClaimFacts, said: str, line: Line, claims, sheets) -> DateKey | Term | None:
    """Last year's amount: a date of the same scope, or the amount itself; None where the report
    does not have it."""
    when = own.scope.when
    if when is None:
        this = find_year(line.text)
        year = None if _OF_LAST.search(said) else find_year(f"{said.strip()} ")
        year = year or (this - 1 if this else None)
        found = totals_of(claims, year).get("appropriated", []) if year else []
        return found[0] if len(found) == 1 else None
    year = when.fiscal_year - 1 if _OF_LAST.search(said) else find_year(said)
    # What a task costs is of the budget, though its line may be known of a later day, too.
    stages = (when.stage, "예산") if own.scope.lines else (when.stage,)
    dates = {
        sheet.when
        for sheet in sheets
        if sheet.when.fiscal_year == year and sheet.when.stage in stages
    }
    if len(dates) != 1:
        return None
    before = dates.pop()
    return _of_lines(own, before, sheets) if own.scope.lines else before


def _of_lines(own: ClaimFacts, before: DateKey, sheets: Sequence[Sheet]) -> Term | None:
    """Of the very lines that are named, a year before: all of them, or nothing."""
    rows = [
        row for account, path in own.scope.lines for row in _rows_at(before, account, path, sheets)
    ]
    wons = [row.amounts["appropriated"].won for row in rows if "appropriated" in row.amounts]
    if len(rows) != len(own.scope.lines) or len(wons) != len(rows) or None in wons:
        return None
    unit = unit_named(own.unit)
    own_unit = next(sheet.unit for sheet in sheets if sheet.when == before)
    total = in_printed_unit(sum(wons), own_unit)
    printed = f"{total:,}{own_unit.label}"
    value = in_printed_unit(sum(wons), unit)
    return Term(f"{before.fiscal_year}년 예산", printed, value, unit.label, rows[0].place)


def _rows_at(when: DateKey, account: str, path: str, sheets) -> Iterator[LeafRow]:
    """By its path; where a table of another year leaves the program out, by its only name."""
    own = [s for s in sheets if (s.when, s.account) == (when, account)]
    rows = [row for sheet in own for row in sheet.rows]
    paths = distinct(row.path for row in rows)
    found = [row for own, row in zip(paths, rows, strict=True) if key_of(own) == key_of(path)]
    department, name = (key_of(part) for part in (path.split("/")[0], path.split("/")[-1]))
    alike = [r for r in rows if (key_of(r.department), key_of(r.name)) == (department, name)]
    yield from found or (alike if len(alike) == 1 else ())


def _term(label: str, own: ClaimFacts) -> Term:
    return Term(label, own.printed, own.value, own.unit, own.place)
