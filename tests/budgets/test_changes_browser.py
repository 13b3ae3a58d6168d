"""예산 변동 in Chromium: entered, cautioned of, told to the council, taken back."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from budgets.models import BudgetChange
from tests import cast
from tests.browser import axe, go, screenshot, sheets
from tests.budgets import at_work

YEAR = timezone.localdate().year - 1


@pytest.fixture
def quarter(working_site):
    office = cast.office()
    moon = cast.division(office)
    river = cast.program(cast.book(office, YEAR), moon, cast.account())
    trees, flowers = cast.line(river), cast.line(river, "꽃 심기")
    operator = at_work.with_password(cast.member("다온", office, "총괄"))
    return cast.Quarter(office, moon, river.book, trees, flowers, None, None, operator)


@pytest.mark.parametrize("width", [1440, 390])
def test_a_change_is_entered_told_and_taken_back(quarter, open_work, width):
    page = open_work(width)

    def look(name, status=200):
        assert axe(page, status=status) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        screenshot(page, f"{name}-{width}")

    at_work.sign_in(page, "다온")
    expect(page.locator(".leave")).to_be_visible()
    page.goto("/changes/new")
    page.get_by_label("이체", exact=True).check()
    page.get_by_label("준 사업").select_option(label="나무 심기")
    page.get_by_label("받은 사업").select_option(label="꽃 심기")
    page.get_by_label("금액", exact=True).fill("1,234")
    page.get_by_label("결정일").fill(f"{YEAR}-02-03")
    page.get_by_label("사유").fill("조직 개편")
    go(page.get_by_role("button", name="적기", exact=True))
    expect(page.locator(".cautions")).to_contain_text("두 사업이 모두 달빛담당관의 것입니다")
    look("change-cautions", status=422)
    page.locator(".cautions input").check()
    go(page.get_by_role("button", name="적기", exact=True))
    expect(page.locator("main [role=status]")).to_contain_text("1,234,000원을 적었습니다")
    look("change-new")

    go(page.locator(".office-menu").get_by_role("link", name="할 일"))
    look("change-desk")
    go(page.get_by_role("link", name="기한 지난 변동 보기"))
    expect(page.locator(".state.wrong")).to_have_text(re.compile("기한 지남 [0-9]+일"))
    look("changes")
    if width == 1440:
        head = "해오름기획관 모든 해 예산 변동 (기한 지남), 단위: 천원"
        assert [head in sheet for sheet in sheets(page)] == [True], sheets(page)
    page.locator("td.pick input").check()
    page.get_by_label("보고한 날", exact=True).fill(f"{YEAR}-05-03")
    go(page.get_by_role("button", name="고른 변동에 적기"))
    expect(page.locator("main")).to_contain_text("이 조건의 변동이 없습니다")

    made = BudgetChange.objects.get()
    page.goto(f"/changes/{made.pk}")
    expect(page.locator(".facts")).to_contain_text("보고함 (3일 늦음)")
    page.get_by_label("거두는 사유").fill("잘못 적음")
    go(page.get_by_role("button", name="거두기"))
    expect(page.locator(".problem")).to_contain_text("잘못 적음")
    look("change")
