import re

from django.core.management.base import BaseCommand

from budgets.models import Claim
from reports.claim_words import computed
from reports.claims import Checked, checked_claims
from reports.tidy import print_csv

_FRACTION = re.compile(r"\d\.(\d+)")

COLUMNS = [
    "document",
    "place",
    "subject",
    "measure",
    "printed",
    "computed",
    "difference",
    "verdict",
]


class Command(BaseCommand):
    help = "문서가 인쇄한 합계·비율·문장을 장부의 금액과 견주어 CSV로 냅니다."

    def add_arguments(self, parser):
        parser.add_argument("--document", help="문서 기호 하나만, 예: 2022-07")

    def handle(self, *, document=None, **options):
        claims = Claim.objects.filter(document__key=document) if document else None
        print_csv(self.stdout, COLUMNS, map(_row, checked_claims(claims)))


def _row(checked: Checked) -> tuple:
    claim, verdict = checked.claim, checked.verdict
    if claim.measure == Claim.Measure.WEEKDAY:  # a name, and no number to be off by
        printed, found, difference = claim.printed, computed(checked), ""
    else:
        printed = claim.printed if claim.value is None else as_printed(claim.value, claim.printed)
        found, difference = plain(verdict.computed), plain(verdict.difference)
    return (
        claim.document.key,
        claim.place,
        claim.subject,
        claim.measure,
        printed,
        found,
        difference,
        verdict.verdict,
    )


def as_printed(value, printed: str) -> str:
    """100.0% stays 100.0: the digits say how exact the document meant to be."""
    digits = len(found[1]) if (found := _FRACTION.search(printed)) else 0
    return f"{value:.{digits}f}" if digits else plain(value)


def plain(number) -> str:
    """Digits and a point, without zeros that say nothing."""
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
