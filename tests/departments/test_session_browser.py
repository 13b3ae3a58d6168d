"""Half an hour without a request, in Chromium with its clock set on: the warning, going on, the end."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.browser import go
from tests.budgets import at_work

SOON, OVER = "곧 접속이 끝납니다", "접속이 끝났습니다"


@pytest.fixture
def work(working_site):
    quarter = at_work.office_at_work()
    return quarter, at_work.opened(quarter)


@pytest.fixture
def typing(work, open_work):
    """가람 has typed 30 into a cell, and the server was asked what it says of it."""
    quarter, filing = work
    page = open_work()
    page.clock.install()
    at_work.sign_in(page, "가람")
    page.goto(f"/filings/{filing.pk}/")
    spent(page, quarter).fill("30")
    at_work.until_checked(page)
    return page


def spent(page, quarter):
    return page.locator(f"#c-{quarter.trees.pk}-spent")


def bar(page):
    return page.locator(".session")


def test_five_minutes_before_the_end_a_warning_and_one_click_goes_on(work, typing):
    typing.clock.fast_forward("24:00")
    expect(bar(typing)).to_be_hidden()
    typing.clock.fast_forward("01:00")
    expect(bar(typing)).to_contain_text(SOON)
    with typing.expect_response("**/session") as answer:
        typing.get_by_role("button", name="계속하기").click()
    assert answer.value.status == 204
    expect(bar(typing)).to_be_hidden()
    typing.clock.fast_forward("24:00")
    expect(bar(typing)).to_be_hidden()
    expect(spent(typing, work[0])).to_have_value("30")


def test_what_was_typed_is_saved_after_the_next_login(work, typing):
    quarter, filing = work
    typing.clock.fast_forward("30:00")
    expect(bar(typing)).to_contain_text(OVER)
    Session.objects.all().delete()
    go(typing.get_by_role("button", name="임시 저장"))
    expect(typing.locator(".said")).to_contain_text("입력한 내용은 이 화면이 지니고 있습니다")
    at_work.fill_in(typing, "가람")
    expect(typing.locator("h1")).to_have_text("이어서 저장")
    filing.refresh_from_db()
    assert filing.standing is None
    go(typing.get_by_role("button", name="입력하던 내용을 이어서 저장"))
    expect(typing.locator(".said").first).to_contain_text("제1판으로 저장했습니다")
    assert at_work.stored(filing, quarter.trees) == (None, None, 30)


def test_what_cannot_be_read_comes_through_the_login_as_it_was_typed(work, typing):
    quarter, _ = work
    spent(typing, quarter).fill("13,0")
    Session.objects.all().delete()
    go(typing.get_by_role("button", name="임시 저장"))
    at_work.fill_in(typing, "가람")
    go(typing.get_by_role("button", name="입력하던 내용을 이어서 저장"))
    expect(spent(typing, quarter)).to_have_value("13,0")
    expect(spent(typing, quarter)).to_have_attribute("aria-invalid", "true")


def test_who_goes_on_too_late_is_told_so_and_loses_nothing(work, typing):
    typing.clock.fast_forward("26:00")
    Session.objects.all().delete()
    typing.get_by_role("button", name="계속하기").click()
    expect(bar(typing)).to_contain_text("접속이 이미 끝났습니다")
    expect(spent(typing, work[0])).to_have_value("30")


def test_who_goes_on_without_a_connection_may_try_again(typing):
    typing.clock.fast_forward("26:00")
    typing.route("**/session", lambda route: route.abort())
    typing.get_by_role("button", name="계속하기").click()
    expect(bar(typing)).to_contain_text("서버에 닿지 못했습니다")
    typing.unroute("**/session")
    typing.get_by_role("button", name="계속하기").click()
    expect(bar(typing)).to_be_hidden()


def test_work_in_a_second_tab_keeps_the_first_from_ending(typing):
    second = typing.context.new_page()
    second.goto("/desk/")
    typing.clock.fast_forward("20:00")
    second.reload()
    typing.clock.fast_forward("20:00")
    expect(bar(typing)).to_be_hidden()
    typing.clock.fast_forward("06:00")
    expect(bar(typing)).to_contain_text(SOON)
