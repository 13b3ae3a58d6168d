"""업무와 예산 in Chromium: pasted, refused, mended, handed in, published by another, read by everybody."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests import cast
from tests.browser import go, look, sheets
from tests.budgets import at_work

YEAR = timezone.localdate().year - 1


@pytest.fixture
def office(working_site):
    """나무 심기 has 2,179.6백만원 on June 30th of the last year."""
    office = cast.office()
    moon = cast.division(office)
    book = cast.book(office, YEAR)
    river = cast.program(book, moon, cast.account())
    trees = cast.line(river)
    cast.line(river, "꽃 심기")
    filing = cast.filing(cast.reporting_date(book, cast.JUNE_30.replace(year=YEAR)), moon)
    written = cast.statement(filing)
    cast.figure(written, trees, budget=2_179_600_000, spent=10**9)
    cast.publish(written)
    return at_work.run(office)


def test_tasks_are_pasted_handed_in_published_and_read(office, open_work):
    page = open_work(1440)
    at_work.sign_in(page, "다온")
    go(page.locator(".office-menu").get_by_role("link", name="업무와 예산 적기"))
    go(page.get_by_role("link", name=f"{YEAR}년", exact=True))
    page.get_by_label("기준일").fill(f"{YEAR}-07-01")
    page.get_by_label("금액의 단위").select_option("백만원")
    rows = [
        ["비전", "푸른 마을", "", "", "", ""],
        ["세부과제", "나무를 심다", "", "열", "사업비", "없는 사업"],
        ["과제", "강가 가꾸기", "달빛담당관", "", "", ""],
        *(["세부과제", f"{n}번째 일", "", "", "", ""] for n in range(1, 8)),
    ]
    at_work.paste(page, page.locator("#kind-0"), rows)
    assert page.locator(".plan-entry tbody tr").count() == 10
    expect(page.locator("#department-2 option:checked")).to_have_text("달빛담당관")
    expect(page.locator("#title-9")).to_have_value("7번째 일")
    for at in range(3, 10):
        page.locator(f"#title-{at}").fill("")
    go(page.get_by_role("button", name="업무와 예산 내기"))
    expect(page.locator(".told li")).to_have_count(4)
    expect(page.locator("#title-1")).to_have_value("나무를 심다")
    look(page, "plan-wrong", status=422)

    page.locator(".told a").nth(1).click()
    expect(page.locator("#won-1")).to_be_focused()
    page.locator("#won-1").fill("")
    page.locator("#line-1").fill("")
    page.locator("#kind-1").select_option("과제")
    page.locator("#kind-2").select_option("세부과제")
    page.locator("#won-2").fill("2,179")
    page.locator("#line-2").fill("나무 심기")
    go(page.get_by_role("button", name="업무와 예산 내기"))
    expect(page.locator("main div[role=status]")).to_contain_text("제1판을 냈습니다")
    expect(page.locator("#line-2")).to_have_value("달빛담당관 나무 심기")
    expect(page.get_by_role("button", name="제1판 공개")).to_have_count(1)
    go(page.get_by_role("button", name="제1판 공개"))
    expect(page.locator(".error")).to_have_text("자기가 적은 것은 스스로 공개할 수 없습니다.")
    look(page, "plan", status=422)

    other = open_work(1440)
    at_work.sign_in(other, "나래")
    other.goto(f"/plans/{office.pk}/{YEAR}")
    go(other.get_by_role("button", name="제1판 공개"))
    look(other, "plan-published")
    foot = f"해오름기획관 {YEAR}년 업무와 예산 제1판 (단위: 백만원)"
    [sheet] = sheets(other)
    assert any(line.startswith(foot) for line in sheet), sheet
    go(other.get_by_role("link", name="공개됨"))

    reader = open_work(1440)
    reader.goto(other.url)
    claim = reader.locator("tr.claim")
    expect(claim).to_contain_text("2,179백만원")
    expect(claim).to_contain_text("버림으로 다름")
    look(reader, "plan-read")
