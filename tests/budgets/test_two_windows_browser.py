"""Two people on one filing in Chromium: the later sees both versions and types nothing twice."""

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.browser import go
from tests.budgets import at_work


@pytest.fixture
def work(working_site):
    quarter = at_work.office_at_work()
    at_work.with_password(cast.member("미리내", quarter.moon, "담당자"))
    return quarter, at_work.opened(quarter)


@pytest.mark.parametrize("is_scripted", [True, False], ids=["scripted", "plain"])
def test_the_later_goes_on_from_both_versions(work, open_work, is_scripted):
    quarter, filing = work
    earlier, later = windows(open_work, filing, is_scripted)
    trees, flowers = (f"#c-{line.pk}-spent" for line in (quarter.trees, quarter.flowers))
    note = f"#note-{quarter.trees.pk}"
    earlier.fill(trees, "30")
    earlier.fill(note, "6월 계약")
    later.fill(trees, "31")
    later.fill(flowers, "8만")
    press(earlier, "임시 저장")
    press(later, "임시 저장")
    expect(later.locator("h1")).to_contain_text("그사이에 새 판이 저장되었습니다")
    rows = later.locator("table.versions tbody tr")
    sides = "td:not([data-label='칸'])"
    assert [row.locator(sides).all_inner_texts() for row in rows.all()] == [
        ["빈칸", "30", "31", "31"],
        ["빈칸", "6월 계약", "빈칸", "6월 계약"],
        ["빈칸", "빈칸", "8만", "8만"],
    ]
    expect(rows.first).to_contain_text("둘 다 고침")
    press(later, "최신 판에 내 입력을 넣어 이어서 하기")
    texts = [later.input_value(name) for name in (trees, note, flowers)]
    assert texts == ["31", "6월 계약", "8만"]
    expect(later.locator(f"{trees}-beside")).to_contain_text("저장된 값 30")
    press(later, "임시 저장")
    expect(later.locator(".said").first).to_contain_text("제2판으로 저장했습니다")
    assert at_work.stored(filing, quarter.trees) == (None, None, 31)
    assert at_work.stored(filing, quarter.flowers) == (None, None, 80_000)
    first = filing.statements.get(version=1)
    assert first.figures.get(line=quarter.trees).spent == 30


def test_who_typed_while_it_was_submitted_keeps_what_was_typed_in_sight(work, open_work):
    quarter, filing = work
    earlier, later = windows(open_work, filing, True)
    later.fill(f"#c-{quarter.trees.pk}-spent", "31")
    for (line, column), text in at_work.filled(quarter).items():
        earlier.fill(f"#c-{line.pk}-{column}", text)
    press(earlier, "제출")
    press(later, "임시 저장")
    expect(later.locator("main [role=alert]")).to_contain_text("제출 상태에서는 고칠 수 없습니다")
    spent = later.locator("table.versions tr", has_text="집행액").first
    assert spent.locator("td.n").all_inner_texts()[1:3] == ["30", "31"]
    assert at_work.stored(filing, quarter.trees) == (100, 50, 30)


def windows(open_work, filing, is_scripted):
    """Of 가람 and of 미리내, both at the grid as it was when nothing was saved."""
    pages = [open_work(java_script_enabled=is_scripted) for _ in range(2)]
    for page, name in zip(pages, ("가람", "미리내"), strict=True):
        at_work.sign_in(page, name)
        page.goto(f"/filings/{filing.pk}/")
    return pages


def press(page, name):
    go(page.get_by_role("button", name=name, exact=True))
