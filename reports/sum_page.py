"""What stands around the lines of a sum on its page: what it is of, how it was made, other measures."""

from typing import Any
from urllib.parse import quote, urlencode

from django.urls import reverse

from budgets.amounts import Unit, show
from budgets.measures import MEASURES
from reports.cuts import DERIVED
from reports.percent import percent_words
from reports.sum_origin import Made
from reports.sum_report import SumOrigin, conditions, subject_words
from reports.sum_scope import RATE, SHARE
from reports.table import Cell, Gap, Report

_GAPS = {
    Gap.DASH: "‘-’",
    Gap.BLANK: "빈칸",
    Gap.ABSENT: "자료에 그런 열이 없음",
    Gap.UNKNOWN: "알 수 없음",
}


def sum_page(report: Report, origin: SumOrigin) -> dict[str, Any]:
    made = origin.made
    return {
        "subject": subject_words(origin),
        "made": made,
        "amount": shown(made.cell, made.measure, origin.unit),
        "won": _won(made, origin.unit),
        "parts": _parts(origin),
        "sign": "÷" if made.is_ratio else "−",
        "others": _others(origin),
        "conditions": conditions(origin),
        "execution": _execution(origin),
        "units": [unit.label for unit in Unit],
        "claims": report.tables[2] if origin.claims else None,
    }


def shown(cell: Cell, measure: str, unit: Unit) -> str:
    if isinstance(cell, Gap):
        return _GAPS[cell]
    return percent_words(cell) if measure in (RATE, SHARE) else f"{show(cell, unit)}{unit.label}"


def _won(made: Made, unit: Unit) -> str:
    """The same in won, where the page counts in another unit."""
    if made.is_ratio or unit is Unit.WON or not isinstance(made.cell, int):
        return ""
    return f"{show(made.cell, Unit.WON)}원"


def _parts(origin: SumOrigin) -> list[tuple[str, str, str]]:
    """What a rate or a share divides, and what by; what a rest is taken from, and what is taken."""
    made = origin.made
    if not made.is_derived:
        return []
    parts = [
        (MEASURES[measure], shown(made.of(measure), measure, origin.unit), origin.href(measure))
        for measure in made.amounts
    ]
    if made.measure == SHARE:
        words = shown(made.whole, made.base, origin.unit)
        parts.append((f"전체 {MEASURES[made.base]}", words, origin.whole_href))
    return parts


def _others(origin: SumOrigin) -> list[tuple[str, str, bool]]:
    made = origin.made
    labels = {
        measure: label
        for measure, label in MEASURES.items()
        if measure == made.measure or made.of(measure) is not Gap.ABSENT
    }
    labels |= {RATE: DERIVED[RATE], made.measure: made.label}
    return [
        (label, origin.href(measure), measure == made.measure) for measure, label in labels.items()
    ]


def _execution(origin: SumOrigin) -> str:
    """The table it stands in, under the same conditions."""
    here = reverse("execution", args=[origin.office, origin.when, ""])
    said = origin.scope.choices.conditions
    return f"{here}?{urlencode(said, quote_via=quote)}" if said else here
