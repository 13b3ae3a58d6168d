"""Two grammars read what is typed: the page's, for the sums that follow at once, and the server's. They
must never disagree: the page may leave a text to the server, and may not read it otherwise.
"""

import pytest

from budgets.amounts import Refused, Unit, parse_amount
from budgets.typed import written
from tests.browser import go
from tests.budgets import at_work

PLAIN = """
    0 7 1234 1,234 12,345,678 1,234.0 100.50 (1,234) △1,234 ▲1,234 −1,234 -1,234 △0 (0)
    9,007,199,254,740,991 9007199254740991 △9,007,199,254,740,991
"""
LEFT = """
    1억 1억2,000만원 1.5억 5만 5천원 △3백만 1,234원 １，２３４ （１，２３４） △１２ 1조 － 1.234567
"""
WRONG = """
    1,23 12,34,567 ,123 1,234, 01 00 0,123 .5 5. 1.2.3 +5 --5 △-5 (△5) ((5)) (5 5) △ ▲ − () 1e5 0x10
    ١٢ ① ½ NaN Infinity true #REF! 9,007,199,254,740,992 1,234천 0.0000001 ∆5 –5 ‐5 5% 약5 5만6억 1억원2만
    1234567890123456789012345678901234567890 100％
"""
EMPTY = ["", " ", "\u3000", "-", "–", "—", "ㅡ", " - ", "\u200b"]
SPACED = [
    " 1,234 ",
    "\u30001,234\xa0",
    "1 234",
    "1\u200b234",
    "( 5 )",
    "- 5",
    "5 -",
    "1억 2,000만원",
]
ALONE = [*PLAIN.split(), *EMPTY, *SPACED[:2]]  # these the page reads by itself
TEXTS = [*ALONE, *SPACED[2:], *LEFT.split(), *WRONG.split()]
UNITS = (Unit.WON, Unit.THOUSAND, Unit.MILLION)


@pytest.fixture
def filing(working_site):
    return at_work.opened(at_work.office_at_work([f"사업 {n:03}" for n in range(len(TEXTS))]))


def meant(text: str, unit: Unit) -> str:
    """As 집행잔액 says it where nothing was spent."""
    try:
        amount = parse_amount(text, unit)
    except Refused:
        return "-"
    return "-" if amount.won is None else written(amount.won, unit)


def type_all(page):
    """예산현액 of each line, and nothing spent."""
    page.locator("tr.line").evaluate_all(
        """(rows, texts) => {
            rows.forEach((row, at) => {
                row.querySelector("[data-column=budget]").value = texts[at];
                row.querySelector("[data-column=spent]").value = "0";
            });
            document.getElementById("grid").dispatchEvent(new Event("pasted"));
        }""",
        TEXTS,
    )


def drawn(page):
    rest = page.locator("tr.line [data-lapsed]").all_inner_texts()
    return dict(zip(TEXTS, rest, strict=True))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_the_page_reads_as_the_server_reads_or_leaves_it_to_the_server(filing, open_work, unit):
    page = open_work()
    at_work.sign_in(page, "가람")
    page.goto(f"/filings/{filing.pk}/?unit={unit.label}")
    server = {text: meant(text, unit) for text in TEXTS}
    page.route("**/check", lambda route: route.abort())
    type_all(page)
    alone = drawn(page)
    assert {text: alone[text] for text in ALONE} == {text: server[text] for text in ALONE}
    assert {text: read for text, read in alone.items() if read not in ("-", server[text])} == {}
    page.unroute("**/check")
    type_all(page)
    at_work.until_checked(page)
    assert drawn(page) == server
    page.on("dialog", lambda dialog: dialog.accept())
    go(page.get_by_role("button", name=unit.label, exact=True))
    assert drawn(page) == server, "what the server draws itself"
