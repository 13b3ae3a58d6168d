"""정원과 현원 in Chromium: pasted as an office keeps them, refused, mended, handed in, published by another,
read by everybody."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.browser import go, look
from tests.budgets import at_work

FILE = (
    "부서,직군·급,정원,현원",
    "달빛담당관,일반직,10,9",
    "별빛담당관,일반직,-,열넷",
    "별빛담당관,관리운영직,2,2",
    "실국 전체,총계,12,15",
)
DAY = date(2020, 12, 31)  # over by whatever clock


@pytest.fixture
def office(working_site):
    return at_work.run(cast.scene().office)


def test_persons_are_pasted_handed_in_published_and_read(office, open_work):
    page = open_work(1440)
    at_work.sign_in(page, "다온")
    page.goto(f"/headcounts/{office.pk}/{DAY}")
    rows = [
        ["달빛담당관", "일반직", "10", "9"],
        ["별빛담당관", "일반직", "-", "열"],
        ["별빛담당관", "관리운영직", "2", "2"],
        ["실국 전체", "총계", "12", "15"],
    ]
    at_work.paste(page, page.locator("#department-0"), rows)
    expect(page.locator("#department-3 option:checked")).to_have_text("실국 전체")
    go(page.get_by_role("button", name="인력 내기"))
    expect(page.locator(".told li")).to_contain_text("별빛담당관")
    expect(page.locator("#actual-1")).to_have_value("열")
    look(page, "head-refused", status=422)
    at_work.give(page, "\n".join(FILE).encode("cp949"), "인력.csv", "text/csv")
    expect(page.locator("main .said")).to_contain_text("‘인력.csv’의 내용을 아래에 채웠습니다")
    expect(page.locator("#department-1 option:checked")).to_have_text("별빛담당관")
    expect(page.locator("#actual-1")).to_have_value("열넷")
    expect(page.locator(".told li")).to_contain_text("(파일 D3)")
    look(page, "head-filled", status=422)
    page.locator("#actual-1").fill("4")
    go(page.get_by_role("button", name="인력 내기"))
    expect(page.locator("main div[role=status]")).to_contain_text("제1판을 냈습니다")

    other = open_work(1440)
    at_work.sign_in(other, "나래")
    other.goto(f"/headcounts/{office.pk}/{DAY}")
    go(other.get_by_role("button", name="제1판 공개"))
    look(other, "head-published")
    go(other.get_by_role("link", name="공개됨"))

    reader = open_work(1440)
    reader.goto(other.url)
    star = reader.locator("tr", has_text="별빛담당관").first
    expect(star.locator("td").nth(1)).to_have_text("6")
