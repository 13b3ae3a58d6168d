"""A printed value that follows from others of its document, from the fixture to the command."""

import csv
import io
from decimal import Decimal

import pytest
from django.core.management import call_command

from budgets.models import Claim
from reports.claim_words import computed
from reports.claims import checked_claims
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return cast.scene()


def said(scene, measure, printed, value, unit, formula, *terms):
    return Claim.objects.create(
        document=scene.document,
        place=30,
        position=Claim.objects.filter(document=scene.document).count() + 1,
        shape="표",
        subject="민원",
        measure=measure,
        printed=printed,
        value=value,
        unit=unit,
        formula=formula,
        terms=[
            {"label": "", "printed": text, "value": text, "unit": unit, "place": 31}
            for text in terms
        ],
    )


def test_a_total_of_counts_is_judged_by_its_terms(scene):
    claim = said(scene, "count", "60", Decimal(60), "건", "합", "10", "20", "31")
    [checked] = checked_claims(Claim.objects.filter(pk=claim.pk))
    assert (checked.verdict.verdict, checked.verdict.computed) == ("differs", 61)


def test_a_count_without_terms_cannot_be_settled(scene):
    claim = said(scene, "mean", "43", Decimal(43), "건", "")
    [checked] = checked_claims(Claim.objects.filter(pk=claim.pk))
    assert checked.verdict.verdict == "undecidable"


def test_a_weekday_is_told_by_name(scene):
    day = {"label": "", "printed": "2023-03-16", "value": "0", "unit": "", "place": 30}
    claim = Claim.objects.create(
        document=scene.document, place=40, position=1, shape="문장", subject="조사기간",
        measure="weekday", printed="화", value=Decimal(2), formula="요일", terms=[day],
    )  # fmt: skip
    [checked] = checked_claims(Claim.objects.filter(pk=claim.pk))
    assert (checked.verdict.verdict, computed(checked)) == ("differs", "목")
    out = io.StringIO()
    call_command("claims", document=scene.document.key, stdout=out)
    row = next(r for r in csv.DictReader(io.StringIO(out.getvalue())) if r["place"] == "40")
    assert (row["printed"], row["computed"], row["difference"]) == ("화", "목", "")


@pytest.mark.parametrize(
    ("unit", "value", "verdict"),
    [
        ("백만원", 100, "agrees"),
        ("천원", 99_700, "rounding"),
        ("천원", 99_400, "differs"),
        ("백만원", 99, "differs"),
    ],
)
def test_a_sentence_in_a_finer_unit_than_its_line_has_the_room_of_the_lines_rounding(
    unit, value, verdict
):
    found = cast.scene()
    million = cast.statement(cast.filing(found.date, found.star), unit="백만원")
    rough = cast.line(cast.program(found.book, found.star, found.account))
    cast.figure(million, rough, budget=100_000_000, spent=50_000_000)
    cast.publish(million)
    claim = Claim.objects.create(
        document=found.document, place=50, position=1, shape="문장", subject="사업비",
        measure="cost", printed=f"{value:,}{unit}", value=value, unit=unit,
        reporting_date=found.date,
    )  # fmt: skip
    claim.lines.set([rough])
    [checked] = checked_claims(Claim.objects.filter(pk=claim.pk))
    assert checked.verdict.verdict == verdict
    if verdict == "rounding":
        assert checked.verdict.reason == (
            "표에는 백만원 단위로 반올림되어 있음 (300천원 차이, 500.5천원까지 생길 수 있음)"
        )
