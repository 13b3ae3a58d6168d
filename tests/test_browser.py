"""What the tests of pages rest on: that axe is asked about every kind of cell, and of each kind twice."""

import pytest

from tests.browser import axe

PALE = '<td class="pale" style="color:#ccc;background:#fff">345</td>'
DARK = '<td class="dark" style="color:#000;background:#fff">345</td>'


def page_of(rows):
    told = "".join(f'<tr><th scope="row">{at}</th>{cell}</tr>' for at, cell in enumerate(rows))
    return (
        '<html lang="ko"><head><title>표</title></head><body><main><h1>표</h1>'
        f"<table><caption>표</caption>{told}</table></main></body></html>"
    )


@pytest.mark.looks
@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        ([PALE] * 40, 2),
        ([DARK] * 40 + [PALE], 1),
        ([DARK] * 40 + [DARK + PALE], 1),
        ([DARK] * 40, 0),
    ],
    ids=["alike", "the last one alone", "beside another", "none"],
)
def test_axe_is_asked_about_two_cells_of_each_kind(open_page, rows, asked):
    page = open_page()
    page.route("**/rows", lambda route: route.fulfill(body=page_of(rows), content_type="text/html"))
    page.goto("/rows")
    found = axe(page, only=["color-contrast"])
    assert sum(line.count("['") for line in found) == asked, found
