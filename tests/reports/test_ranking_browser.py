"""부진사업과 순위 as a reader uses it."""

import pytest

from tests.browser import go

APRIL_2023 = "/ranking/홍보기획관/2023-04-01-집행"


@pytest.mark.parametrize("scripted", [True, False])
def test_thresholds_are_changed_and_stand_in_the_address(open_page, scripted):
    page = open_page(1440, java_script_enabled=scripted)
    page.goto(APRIL_2023)
    page.get_by_label("부진 기준").fill("5")
    page.get_by_label("순위").fill("2")
    go(page.get_by_role("button", name="고르기"))
    assert page.get_by_role("heading", name="일반회계: 부진사업 (5% 미만)").count() == 1
    slow = page.locator(".ranking").nth(1).locator("tr.line th")
    assert slow.all_inner_texts() == ["서울특별시보 발행", "누리집 관리체계 운영"]
    assert "below=5&top=2" in page.url


def test_a_band_opens_the_lines_in_it(page):
    page.goto(APRIL_2023)
    go(page.get_by_role("link", name="90% 이상 100% 미만"))
    assert page.locator("tr.line").count() == 3


@pytest.mark.looks
def test_on_paper_no_head_of_a_table_is_left_behind_without_its_rows(page):
    page.goto("/ranking/시민소통기획관/2022-07-01-집행")
    page.emulate_media(media="print")
    kept = "it => getComputedStyle(it).breakAfter"
    for part in (".ranking .above", ".ranking thead", ".ranking .total"):
        assert page.locator(part).first.evaluate(kept) == "avoid", part
