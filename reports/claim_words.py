"""A printed value and what it comes to, in words: as the document printed it, in its own unit."""

from decimal import Decimal

from django.urls import reverse

from budgets.models import Claim
from reports.claims import Checked
from reports.percent import MINUS
from reports.recomputed import WEEKDAYS
from reports.reconcile import AGREES, DIFFERS, RATES, ROUNDING, UNDECIDABLE

VERDICTS = {
    DIFFERS: "다름",
    ROUNDING: "단수처리로 다름",
    UNDECIDABLE: "따질 수 없음",
    AGREES: "맞음",
}


def computed(checked: Checked) -> str:
    """Without its unit; of a weekday its name."""
    found = checked.verdict.computed
    if found is None:
        return ""
    if checked.claim.measure == Claim.Measure.WEEKDAY:
        return WEEKDAYS[int(found) - 1]
    return f"{found:,f}"


def printed_words(claim: Claim) -> str:
    unit = "" if claim.unit == "%" else claim.unit
    return with_unit(claim.printed, unit)


def computed_words(checked: Checked) -> str:
    if checked.claim.measure == Claim.Measure.WEEKDAY:
        return computed(checked)
    found = checked.verdict.computed
    if found is not None and checked.claim.unit == "%":  # 97.0% is as exact as 97.1%
        return f"{found:,f}%"
    return with_unit(number(found), checked.claim.unit)


def difference_words(checked: Checked) -> str:
    if checked.claim.measure == Claim.Measure.WEEKDAY:  # a name is not so much off
        return ""
    is_rate = checked.claim.measure in (*RATES, Claim.Measure.SHARE)
    return with_unit(number(checked.verdict.difference), "%p" if is_rate else checked.claim.unit)


def with_unit(words: str, unit: str) -> str:
    return f"{words}{unit}" if words and unit and not words.endswith(unit) else words


def number(value: Decimal | None) -> str:
    if value is None:
        return ""
    digits = f"{abs(value):,f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return f"{MINUS}{digits}" if value < 0 else digits


def anchor(claim: Claim) -> str:
    return f"c{claim.place}-{claim.position}"


def row_href(claim: Claim) -> str:
    """Its row on its document's page."""
    return f"{reverse('document', args=[claim.document.key, ''])}#{anchor(claim)}"
