"""How a printed value was worked out again: its parts, each with its amount and where it leads.

A reader who sees the parts beside what is printed decides by himself who is wrong. What a single
part or a single digit would explain is said as a hint: found by arithmetic, and no more than that.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import urlencode

from django.urls import reverse

from budgets.amounts import Unit
from budgets.measures import MEASURES, Measures
from budgets.models import Account, Claim, LineItem, Program, ReportingDate
from departments.models import Department
from reports.claim_words import (
    VERDICTS,
    computed_words,
    difference_words,
    number,
    printed_words,
    row_href,
    with_unit,
)
from reports.claims import Below, Checked, level_below
from reports.dates import when_of
from reports.hints import hint
from reports.leaves import UNITS, Leaf, added
from reports.recomputed import factor
from reports.reconcile import DIFFERS, PEOPLE, RATES, ROUNDING, Printed, amount

_BY_ITSELF = {Claim.Measure.CHANGE, Claim.Measure.LAPSED}  # their parts are not what they add up
_BETWEEN = {"합": "+", "차": "−", "비중": "÷", "평균": "÷", "곱": "×", "증감률": "→", "일수": "~"}
_BEHIND = {"비중": "× 100", "증감률": "의 증감률"}
_AS_PRINTED, _AS_ADDED = "인쇄된 금액으로는", "아래를 더하면"


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    words: str
    href: str = ""
    sign: str = ""  # before it


@dataclass(frozen=True, slots=True)
class Working:
    checked: Checked
    parts: tuple[Part, ...]
    behind: str = ""  # what is done with them in the end
    hint: str = ""
    judged: tuple[Part, ...] = ()  # the parts by which it was judged, if they are others
    judged_behind: str = ""
    judged_as: str = ""  # what they are

    @property
    def printed(self) -> str:
        return printed_words(self.checked.claim)

    @property
    def computed(self) -> str:
        return computed_words(self.checked)

    @property
    def difference(self) -> str:
        return difference_words(self.checked)

    @property
    def verdict(self) -> str:
        return VERDICTS[self.checked.verdict.verdict]

    @property
    def is_open(self) -> bool:
        """Who is wrong is to be seen at once."""
        return self.checked.verdict.verdict == DIFFERS

    @property
    def closes(self) -> bool:
        """Whether what it comes to is not said by its last part already."""
        return not self.behind.endswith(self.computed)

    @property
    def words(self) -> str:
        """In one line, for a cell of a sheet."""
        told = _in_line(self.parts, self.behind)
        judged = _in_line(self.judged, self.judged_behind)
        return "; ".join(filter(None, (told, f"{self.judged_as} {judged}" if judged else "")))


def _in_line(parts: Sequence[Part], behind: str) -> str:
    told = [word for part in parts for word in (part.sign, part.name, part.words)]
    return " ".join(filter(None, (*told, behind)))


def workings(checked: Iterable[Checked]) -> list[Working]:
    """Of totals, the parts of those alone that are not as they should be."""
    checked = list(checked)
    names = _Names([each for each in checked if _is_questioned(each)])
    return [replace(_worked(each, names), **_judged(each, names)) for each in checked]


def _is_questioned(checked: Checked) -> bool:
    return checked.verdict.verdict in (DIFFERS, ROUNDING)


def _worked(checked: Checked, names: "_Names") -> Working:
    claim = checked.claim
    if claim.formula:
        told = hint_of(checked, [_term_value(claim, term) for term in claim.terms])
        parts = tuple(_terms(claim))
        return Working(checked, parts, _BEHIND.get(claim.formula, ""), told)
    if claim.measure in PEOPLE:
        cells = [(name, Decimal(heads or 0)) for name, heads in checked.people]
        return Working(checked, tuple(_people(checked)), hint=hint_of(checked, cells))
    if not checked.now:
        return Working(checked, ())
    if claim.measure in RATES:
        return Working(checked, tuple(_rate(checked, names)), "× 100")
    if claim.measure == Claim.Measure.CHANGE:
        return Working(checked, tuple(_change(checked, names)), hint=hint_of(checked, ()))
    if claim.measure == Claim.Measure.LAPSED:
        return Working(checked, tuple(_lapsed(checked, names)), hint=hint_of(checked, ()))
    if not _is_questioned(checked):
        return Working(checked, ())
    below = _below(checked, names)
    unit = UNITS.get(claim.unit, 1)
    values = [(part.name, (Decimal(won or 0) / unit)) for part, won in below]
    parts = values if len(values) > 1 else ()
    whole = f"= {_words(sum(won or 0 for _, won in below))}" if parts else ""
    return Working(checked, tuple(part for part, _ in below), whole, hint_of(checked, parts))


def hint_of(checked: Checked, parts: Sequence[tuple[str, Decimal]]) -> str:
    claim, verdict = checked.claim, checked.verdict
    counted = claim.measure not in (Claim.Measure.WEEKDAY, Claim.Measure.DAYS)
    if verdict.verdict != DIFFERS or claim.value is None or verdict.computed is None or not counted:
        return ""
    adds = claim.formula in ("", "합")
    printed = claim.value.quantize(Decimal(1).scaleb(verdict.computed.as_tuple().exponent))
    many = 1 if claim.unit == "%" else factor(claim.unit)
    return hint(printed, verdict.computed, parts if adds else (), many)


# --- as it was judged ---------------------------------------------------------------------------


def _judged(checked: Checked, names: "_Names") -> dict:
    """The printed amounts that gave the verdict, where the ledger's own are not the same."""
    verdict = checked.verdict
    if not _is_questioned(checked):
        return {}
    if verdict.by:
        is_rate = checked.claim.measure in RATES
        sign = "÷" if is_rate else "−"
        parts = tuple(_as_printed(each, sign if at else "") for at, each in enumerate(verdict.by))
        whole = f"= {printed_words(checked.claim)}"
        behind = f"× 100 {whole}" if is_rate else whole
        return {"judged": parts, "judged_behind": behind, "judged_as": _AS_PRINTED}
    below = checked.below
    is_said = all(part.judged == part.won for part in below)
    if len(below) < 2 or (is_said and checked.claim.measure not in _BY_ITSELF):
        return {}
    return {
        "judged": tuple(_below_parts(checked, names)),
        "judged_behind": f"= {_words(sum(part.judged for part in below))}",
        "judged_as": _AS_PRINTED if any(part.printed for part in below) else _AS_ADDED,
    }


def _as_printed(printed: Printed, sign: str) -> Part:
    label = Claim.Measure(printed.measure).label
    return Part(label, with_unit(printed.text, Unit(printed.unit_won).label), "", sign)


def _below_parts(checked: Checked, names: "_Names") -> Iterator[Part]:
    """Those that are not the ledger's own; the others stand above already."""
    all_told = checked.claim.measure in _BY_ITSELF
    told = [part for part in checked.below if all_told or part.judged != part.won]
    for at, part in enumerate(told):
        yield _below_part(part, names, "+" if at else "")
    if others := len(checked.below) - len(told):
        yield Part("", f"위와 같은 {others}개", "", "+")


def _below_part(below: Below, names: "_Names", sign: str) -> Part:
    href = row_href(below.printed) if below.printed else ""
    return Part(names.of(below.key, below.leaves[0]), _words(below.judged), href, sign)


# --- from the document itself ---------------------------------------------------------------------


def _terms(claim: Claim) -> Iterator[Part]:
    between = _BETWEEN.get(claim.formula, "")
    terms = claim.terms[::-1] if claim.formula == "증감률" else claim.terms
    for at, term in enumerate(terms):
        words = with_unit(term["printed"], "" if _is_day(term["printed"]) else term["unit"])
        where = f" ({term['place']}줄)" if term["place"] != claim.place else ""
        yield Part(f"{term['label']}{where}".strip(), words, "", between if at else "")


def _is_day(printed: str) -> bool:
    return printed.count("-") == 2 and printed.replace("-", "").isdecimal()


def _term_value(claim: Claim, term: dict) -> tuple[str, Decimal]:
    """In the unit of the claim."""
    return term["label"], Decimal(term["value"]) * factor(term["unit"]) / factor(claim.unit)


def _people(checked: Checked) -> Iterator[Part]:
    if len(checked.people) > 1:
        for at, (name, heads) in enumerate(checked.people):
            yield Part(name, "-" if heads is None else f"{heads:,}명", "", "+" if at else "")


# --- from the ledger ------------------------------------------------------------------------------


def _rate(checked: Checked, names: "_Names") -> Iterator[Part]:
    of, now = RATES[checked.claim.measure], added(checked.now)
    if of == "change":
        yield from _change(checked, names)
        yield _part(checked, "지난 예산", added(checked.before).base, names, "", "÷")
        return
    label = Claim.Measure(of).label
    yield _part(checked, label, amount(of, now), names, of if of in MEASURES else "")
    yield _part(checked, MEASURES[_base(now)], now.base, names, _base(now), "÷")


def _change(checked: Checked, names: "_Names") -> Iterator[Part]:
    now, before = added(checked.now), added(checked.before)
    yield _part(checked, "이번 예산", now.base, names, _base(now))
    href = names.href(checked.claim.base_date, checked.before, _base(before))
    yield Part("지난 예산", _words(before.base), href, "−")


def _lapsed(checked: Checked, names: "_Names") -> Iterator[Part]:
    now = added(checked.now)
    yield _part(checked, MEASURES[_base(now)], now.base, names, _base(now))
    yield _part(checked, "집행액", now.spent, names, "spent", "−")
    if now.carried:
        yield _part(checked, "이월액", now.carried, names, "carried", "−")


def _below(checked: Checked, names: "_Names") -> list[tuple[Part, int | None]]:
    """What a total adds up, a level down, with its amount in won."""
    claim, level = checked.claim, level_below(checked.claim)
    groups: dict[tuple, list[Leaf]] = {}
    for leaf in checked.now:
        groups.setdefault(level(leaf), []).append(leaf)
    found = []
    for key, leaves in groups.items():
        sums = added(leaves)
        won = amount(claim.measure, sums)
        measure = _base(sums) if claim.measure == Claim.Measure.COST else claim.measure
        href = names.href(claim.reporting_date, leaves, measure if measure in MEASURES else "")
        part = Part(names.of(key, leaves[0]), _words(won), href, "+" if found else "")
        found.append((part, won))
    return found


def _part(
    checked: Checked, name: str, won: int | None, names: "_Names", measure: str, sign: str = ""
) -> Part:
    href = names.href(checked.claim.reporting_date, checked.now, measure)
    return Part(name, _words(won), href, sign)


def _words(won: int | None) -> str:
    """In thousands, whatever the document rounds its own value to: parts that were rounded to 억원
    would seem to give what they do not."""
    if won is None:
        return "-"
    value = (Decimal(won) / Unit.THOUSAND.value).quantize(Decimal(1), ROUND_HALF_UP)
    return with_unit(number(value), Unit.THOUSAND.label)


def _base(sums: Measures) -> str:
    return "budget" if sums.budget is not None else "appropriated"


class _Names:
    """Of what the questioned totals add up, read once, and of the accounts."""

    def __init__(self, questioned: Sequence[Checked]):
        leaves = [leaf for each in questioned for leaf in each.now]
        self.departments = _names(Department, {leaf.department for leaf in leaves})
        self.programs = _names(Program, {leaf.program for leaf in leaves})
        self.lines = _names(LineItem, {leaf.line for leaf in leaves})
        self.accounts = dict(Account.objects.values_list("pk", "name"))

    def of(self, key: tuple, leaf: Leaf) -> str:
        """`key`: department, program, line, as deep as the level goes."""
        if len(key) == 3:
            return self.lines.get(leaf.line, "")
        if key[1] is None:
            return self.departments.get(leaf.department, "")
        own = self.programs.get(leaf.program, "")
        return f"{self.departments.get(leaf.department, '')} {own}".strip()

    def href(self, date: ReportingDate | None, leaves: Sequence[Leaf], measure: str) -> str:
        """The page of a sum of just these lines."""
        if date is None or not measure or not leaves:
            return ""
        lines = ",".join(str(leaf.line) for leaf in leaves)
        said = urlencode({"account": self.accounts[leaves[0].account], "line": lines})
        return f"{reverse('sum', args=[date.book.office.code, when_of(date), measure, ''])}?{said}"


def _names(model, keys: set[int]) -> dict[int, str]:
    return dict(model.objects.filter(pk__in=keys).values_list("pk", "name")) if keys else {}
