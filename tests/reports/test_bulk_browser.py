"""자료 내려받기 and the page of the JSON."""

from tests.browser import axe, screenshot

WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_axe_finds_nothing_and_nothing_is_cut_on_either_screen(page, narrow_page):
    for name, screen in (("1440", page), ("390", narrow_page)):
        for path in ("data", "api"):
            screen.goto(f"/{path}/")
            assert axe(screen) == []
            assert screen.evaluate(WIDE) <= 0
            screenshot(screen, f"{path}-{name}")


def test_the_package_is_downloaded_under_its_korean_name(page):
    page.goto("/")
    page.get_by_role("link", name="자료 내려받기").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="seoulcomm_공개_금액.zip").click()
    assert waiting.value.suggested_filename == "seoulcomm_공개_금액.zip"


def test_an_example_is_opened(page):
    page.goto("/api/")
    page.locator("a.call").first.click()
    assert '"tables"' in page.locator("body").inner_text()
