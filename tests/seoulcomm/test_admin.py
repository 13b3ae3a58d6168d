"""The admin, whose pages are Django's, under our content security policy."""

from tests.browser import screenshot


def test_the_admin_asks_for_a_name_and_a_password_in_korean(page):
    assert page.goto("/admin/").status == 200
    assert page.get_by_label("비밀번호").is_visible()
    assert page.locator("html").get_attribute("lang") == "ko"
    screenshot(page, "admin")


def test_the_administration_has_the_one_door_and_its_style(page):
    page.goto("/admin/")
    assert page.url.endswith("/admin/login/?next=/admin/")
    assert page.locator(".masthead").evaluate("it => getComputedStyle(it).color") != "rgb(0, 0, 0)"


def test_the_style_sheets_of_the_admin_are_served(page):
    for name in ("base", "changelists", "forms"):
        assert page.goto(f"/static/admin/css/{name}.css").status == 200


def test_the_admin_fits_a_narrow_screen(narrow_page):
    narrow_page.goto("/admin/")
    assert narrow_page.evaluate("document.documentElement.scrollWidth") <= 390
    screenshot(narrow_page, "admin-narrow")
