"""자료 내려받기 and the page of the JSON."""

from tests.browser import go


def test_the_package_is_downloaded_under_its_korean_name(page):
    page.goto("/")
    go(page.get_by_role("link", name="자료 내려받기"))
    with page.expect_download() as waiting:
        page.get_by_role("link", name="seoulcomm_공개_금액.zip").click()
    assert waiting.value.suggested_filename == "seoulcomm_공개_금액.zip"


def test_an_example_is_opened(page):
    page.goto("/api/")
    go(page.locator("a.call").first)
    assert '"tables"' in page.locator("body").inner_text()
