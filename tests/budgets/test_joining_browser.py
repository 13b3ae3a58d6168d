"""사업의 이음 in Chromium: refused, mended, written by who runs the office, read by everybody, taken back."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.browser import go, look
from tests.budgets import at_work

LINES = "/lineage/해오름기획관/lines"


@pytest.fixture
def office(working_site):
    """나무 심기 and 꽃 심기 in 2030, 숲 가꾸기 in 2031; all of them published."""
    quarter = cast.quarter()
    at_work.with_password(quarter.operator)
    document = cast.document(quarter.office, lines=40)
    later = cast.book(quarter.office, 2031)
    program = cast.program(later, quarter.moon, quarter.trees.program.account, "숲 가꾸기")
    woods = cast.line(program, "숲 가꾸기")
    _publish(quarter.book, quarter.moon, [quarter.trees, quarter.flowers], document)
    _publish(later, quarter.moon, [woods])
    return woods, document


def _publish(book, department, lines, document=None):
    asked = cast.reporting_date(book, date(book.fiscal_year, 12, 31), "결산")
    said = {"document": document} if document else {}
    statement = cast.statement(cast.filing(asked, department), **said)
    for at, line in enumerate(lines, 1):
        cast.figure(
            statement, line, place=str(at) if document else "", budget=100_000, spent=50_000
        )
    cast.publish(statement)


def test_two_lines_that_became_one_are_joined_read_and_taken_back(office, open_work):
    woods, document = office
    page = open_work(1440)
    at_work.sign_in(page, "다온")
    page.goto(f"/structure/lines/{woods.pk}")
    page.get_by_text("앞 사업과 잇기").click()
    page.get_by_label("여러 사업이 하나로 합쳐짐").check()
    page.get_by_label("나무 심기 (2030년 달빛담당관 › 강가 가꾸기)").check()
    page.get_by_label("명시: 문서에 적힘").check()
    page.locator("#id_join-reason").fill("2031년 예산서에서 합침")
    go(page.get_by_role("button", name="잇기", exact=True))
    expect(page.locator(".act[open] .error")).to_have_text("통합: 앞 사업을 둘 이상 고르십시오.")
    look(page, "join-refused", status=422)
    page.get_by_label("꽃 심기 (2030년 달빛담당관 › 강가 가꾸기)").check()
    go(page.get_by_role("button", name="잇기", exact=True))
    expect(page.locator(".act[open] .error")).to_have_text("명시: 출처 문서와 줄을 적어야 합니다.")
    page.get_by_label("출처 문서").select_option(str(document.pk))
    page.get_by_label("출처의 줄").fill("12")
    page.get_by_label("언제부터").fill("2031-01-01")
    go(page.get_by_role("button", name="잇기", exact=True))
    expect(page.locator("main div[role=status]")).to_contain_text("이음을 적었습니다")
    page.goto(f"/structure/lines/{woods.pk}")
    look(page, "joined")

    reader = open_work(1440)
    reader.goto(LINES)
    chart = reader.locator(".drawn-lines svg")
    expect(chart.locator(".way")).to_have_count(2)
    look(reader, "joined-read")
    go(chart.get_by_role("link", name="통합: 나무 심기 → 숲 가꾸기"))
    row = reader.locator("tr:target")
    expect(row).to_contain_text("2031. 1. 1., 2030-07 문서 12번째 줄")
    expect(row.locator(".grounds")).to_have_text("명시")

    page.get_by_text("이음 거두기").click()
    page.get_by_label("거둘 이음").select_option(index=1)
    page.locator("#id_part-reason").fill("꽃 심기는 따로 끝난 사업")
    go(page.get_by_role("button", name="거두기", exact=True))
    expect(page.locator("main div[role=status]")).to_contain_text("이음을 거두었습니다")
    page.goto(f"/structure/lines/{woods.pk}")
    expect(page.locator("main tbody tr.ended")).to_have_count(2)
    reader.goto(LINES)
    expect(reader.locator(".drawn-lines .way")).to_have_count(0)
