"""What is read of a few lines of prose, and what comes of it: as a reader would say it."""

from budgets.reading.lines import indents_of, read_lines
from budgets.reading.prose.said import said_claims
from reports.recomputed import given, recomputed
from reports.reconcile import Printed


def spoken(text, year=2024):
    text = text.removeprefix("\n")
    return said_claims(read_lines(text), indents_of(text), year)


def told(text, year=2024):
    """(measure, printed, formula, printed terms) of each claim."""
    return [
        (c.measure, c.printed, c.formula, tuple(term.printed for term in c.terms))
        for c in spoken(text, year)
    ]


def verdicts(text, year=2024):
    return [(c.printed, verdict(c)) for c in spoken(text, year)]


def verdict(claim):
    if not claim.formula:
        return "undecidable"
    printed = Printed(claim.measure, claim.printed, claim.state, claim.value, 1, True)
    terms = [given(term.label, term.printed, term.value, term.unit) for term in claim.terms]
    return recomputed(claim.formula, printed, terms, claim.unit).verdict
