"""What the prose of the five reports prints beside what it comes from, as loaded."""

import csv
import io

import pytest
from django.core.management import call_command

from budgets.models import Claim

pytestmark = pytest.mark.django_db

# Found in the reports by hand: document, line, how it is worked out, printed.
SAID = {
    ("2022-07", 9, "요일", "월"),
    ("2022-07", 34, "합", "17명"),
    ("2022-07", 844, "합", "1,030백만원"),
    ("2022-07", 879, "합", "24명"),
    ("2012-02", 29, "합", "112명"),
    ("2012-02", 165, "요일", "화"),
    ("2012-02", 235, "합", "79명"),
    ("2012-02", 236, "합", "3명"),
    ("2012-02", 245, "요일", "월"),
    ("2012-02", 310, "합", "100명"),
    ("2012-02", 352, "합", "1,110명"),
    ("2012-02", 528, "곱", "378,000부"),
    ("2012-02", 688, "증감률", "5.4% 단계적 축소"),
    ("2012-02", 688, "차", "△30명"),
    ("2012-02", 790, "합", "14(명/기관)"),
    ("2019-06", 305, "합", "830개소"),
    ("2019-06", 389, "합", "37명"),
    ("2019-06", 418, "합", "34건"),
    ("2019-06", 427, "합", "40건"),
    ("2019-06", 597, "곱", "60만부"),
    ("2019-06", 602, "곱", "297만부"),
    ("2019-06", 610, "곱", "72만부"),
    ("2019-06", 610, "곱", "288만부"),
    ("2019-06", 713, "합", "10개"),
    ("2019-06", 865, "증감률", "148% 증가"),
    ("2019-06", 870, "합", "5,345건"),
    ("2023-04", 28, "합", "16명"),
    ("2023-04", 241, "비중", "63.1%"),
    ("2023-04", 241, "비중", "36.9%"),
    ("2023-04", 261, "요일", "수"),
    ("2023-04", 261, "합", "65일"),
    ("2023-04", 269, "합", "658,234명"),
    ("2023-04", 271, "차", "78,068"),
    ("2023-04", 374, "요일", "목"),
    ("2018-07", 63, "증감률", "24% 증가"),
    ("2018-07", 67, "합", "655억원"),
    ("2018-07", 110, "합", "12분야"),
    ("2018-07", 110, "합", "66개"),
    ("2018-07", 110, "합", "242개"),
    ("2018-07", 175, "합", "5개"),
    ("2018-07", 175, "합", "21개 사업"),
}
WRONG = {("2023-04", 261, "요일", "화")}  # 2023-03-16 was a Thursday


def keys(claims):
    fields = ("document__key", "place", "formula", "printed")
    return set(claims.order_by().values_list(*fields))


def test_every_number_of_the_prose_that_can_be_worked_out_again_is_a_claim():
    sentences = Claim.objects.filter(shape="문장").exclude(formula="")
    assert keys(sentences) >= SAID | WRONG


def test_of_them_all_only_one_day_has_a_wrong_weekday():
    out = io.StringIO()
    call_command("claims", stdout=out)
    verdicts = {
        (row["document"], int(row["place"]), row["measure"], row["printed"]): row["verdict"]
        for row in csv.DictReader(io.StringIO(out.getvalue()))
    }
    of_prose = Claim.objects.filter(shape="문장", measure__in=["count", "share", "weekday", "days"])
    places = set(of_prose.exclude(formula="").values_list("document__key", "place", "measure"))
    differs = {
        key for key, verdict in verdicts.items() if verdict == "differs" and key[:3] in places
    }
    assert differs == {("2023-04", 261, "weekday", "화")}


def test_a_vote_in_two_rounds_has_the_days_of_both():
    claim = Claim.objects.get(document__key="2023-04", measure="days")
    assert [(term["printed"], term["place"]) for term in claim.terms] == [("35", 263), ("30", 263)]
