"""정원과 현원 in Chromium: pasted as an office keeps them, refused, mended, handed in, published by another,
read by everybody."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.browser import axe, go, screenshot
from tests.budgets import at_work

DAY = date(2020, 12, 31)  # over by whatever clock


@pytest.fixture
def office(working_site):
    office = cast.scene().office
    for name, role in (("다온", "총괄"), ("나래", "검토자")):
        at_work.with_password(cast.member(name, office, role))
    return office


def look(page, name, status=200):
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert axe(page, status=status) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        screenshot(page, f"{name}-{width}")


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
