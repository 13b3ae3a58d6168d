"""The grid in Chromium, with keys and clipboard, over a database of its own."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from budgets.rows import Waived
from tests.browser import axe, go, screenshot
from tests.budgets import at_work
from tests.budgets import quarters as q

FORTY = [f"사업 {n:02}" for n in range(1, 41)]
COLUMNS = ("budget", "committed", "spent")


@pytest.fixture
def work(working_site):
    quarter = at_work.office_at_work()
    return quarter, at_work.opened(quarter)


def opened_by(page, filing, name="가람"):
    at_work.sign_in(page, name)
    page.goto(f"/filings/{filing.pk}/")
    return page


def cell(page, line, column):
    return page.locator(f"#c-{line.pk}-{column}")


def checked(page):
    """The rules have been asked of all that was typed."""
    page.locator("#told li").first.wait_for()


def paste(page, at, text, html=""):
    """As the browser hands over what was copied elsewhere; whether the browser is left to do it."""
    return at.evaluate(
        """(it, [text, html]) => {
            const held = new DataTransfer();
            held.setData("text/plain", text);
            if (html) held.setData("text/html", html);
            it.focus();
            return it.dispatchEvent(new ClipboardEvent("paste",
                { clipboardData: held, bubbles: true, cancelable: true }));
        }""",
        [text, html],
    )


def focused(page):
    return page.evaluate("document.activeElement.id")


def row_of(page, line):
    return page.locator(f"tr.line[data-line='{line.pk}']")


def test_rate_remainder_and_sums_follow_what_is_typed(work, open_work):
    quarter, filing = work
    page = opened_by(open_work(), filing)
    for (line, column), text in at_work.filled(quarter).items():
        cell(page, line, column).fill(text)
    row = row_of(page, quarter.trees)
    assert row.locator("[data-rate]").inner_text() == "30.0%"
    assert row.locator("[data-lapsed]").inner_text() == "70"
    program = page.locator("tr.program")
    sums = program.locator("[data-sum] > span").all_inner_texts()
    assert (sums, program.locator("[data-rate]").inner_text()) == (["300", "150", "110"], "36.7%")


def test_a_notation_that_only_the_server_reads_counts_once_it_has(work, open_work):
    quarter, filing = work
    page = opened_by(open_work(), filing)
    cell(page, quarter.trees, "budget").fill("1억 2,000만원")
    cell(page, quarter.trees, "committed").fill("0")
    cell(page, quarter.trees, "spent").fill("６천만")
    at_work.until_checked(page)
    row_of(page, quarter.trees).locator("[data-rate]", has_text="50.0%").wait_for()


def test_the_rules_speak_while_one_types_and_store_nothing(work, open_work):
    quarter, filing = work
    page = opened_by(open_work(), filing)
    for column, text in zip(COLUMNS, ("100", "50", "60"), strict=True):
        cell(page, quarter.trees, column).fill(text)
    page.locator("#told li", has_text="집행액 60원 > 원인행위액 50원").wait_for()
    page.get_by_label("나무 심기 금액의 순서 예외 사유").fill("이월분 지출")
    page.get_by_label("나무 심기 금액의 순서 근거 문서").fill("지출결의 12호")
    page.locator("#told li.answered", has_text="집행액 60원").wait_for()
    filing.refresh_from_db()
    assert filing.standing is None


def test_the_reason_of_another_amount_is_asked_again_while_one_types(work, open_work):
    quarter, filing = work
    rows = [q.row(quarter.trees, 100, 50, 60), q.row(quarter.flowers, 200, 100, 80)]
    waived = [Waived("order", quarter.trees.pk, "이월분 지출", "지출결의 12호")]
    q.hand_in(filing, rows, quarter.officer, timezone.now(), waived=waived)
    page = opened_by(open_work(), filing)
    again = page.get_by_label("나무 심기 금액의 순서 지금 금액에도 맞습니다")
    expect(again).to_have_count(0)
    cell(page, quarter.trees, "spent").fill("70")
    expect(again).not_to_be_checked()
    told = page.locator("#told li", has_text="집행액 70원 > 원인행위액 50원")
    expect(told).to_contain_text("예외")
    expect(page.get_by_label("나무 심기 금액의 순서 예외 사유")).to_have_value("이월분 지출")
    again.check()
    expect(told).to_contain_text("답함")
    go(page.get_by_role("button", name="제출", exact=True))
    filing.refresh_from_db()
    assert (filing.state, filing.standing.waivers.get().reason) == ("제출", "이월분 지출")


def test_no_remainder_stands_before_it_is_said_what_is_carried_over(working_site, open_work):
    quarter = at_work.office_at_work()
    page = opened_by(open_work(), at_work.opened(quarter, stage="결산"))
    for column, text in zip(COLUMNS, ("100", "50", "30"), strict=True):
        cell(page, quarter.trees, column).fill(text)
    lapsed = row_of(page, quarter.trees).locator("[data-lapsed]")
    expect(row_of(page, quarter.trees).locator("[data-rate]")).to_have_text("30.0%")
    expect(lapsed).to_have_text("-")
    cell(page, quarter.trees, "carried_planned").fill("20")
    expect(lapsed).to_have_text("50")


def test_keys_move_as_in_a_sheet(work, open_work):
    quarter, filing = work
    page = opened_by(open_work(), filing)
    cell(page, quarter.trees, "budget").focus()
    page.keyboard.press("ArrowRight")
    assert focused(page) == f"c-{quarter.trees.pk}-committed"
    page.keyboard.press("Enter")
    assert focused(page) == f"c-{quarter.flowers.pk}-committed"
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Tab")
    assert focused(page) == f"c-{quarter.trees.pk}-spent"
    page.keyboard.press("ArrowDown")
    assert focused(page) == f"c-{quarter.flowers.pk}-spent"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    assert focused(page) == f"c-{quarter.trees.pk}-committed"


def test_within_a_text_an_arrow_moves_the_caret_until_the_edge(work, open_work):
    quarter, filing = work
    page = opened_by(open_work(), filing)
    spent = cell(page, quarter.trees, "spent")
    spent.press_sequentially("12")
    page.keyboard.press("ArrowLeft")
    assert focused(page) == f"c-{quarter.trees.pk}-spent"
    page.keyboard.type("0")
    assert spent.input_value() == "102"
    for _ in "10":
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert focused(page) == f"c-{quarter.trees.pk}-committed"


@pytest.fixture
def forty(working_site):
    quarter = at_work.office_at_work(FORTY)
    return quarter, at_work.opened(quarter)


def mixed(at):
    """One line's amounts, each written another way: 예산현액 10만, 원인행위액 5만, 집행액 `at` thousand."""
    budgets = ("100,000", "10만원", "１００，０００", "100000", " 100,000원 ")
    committed = ("50,000", "5만", "50천원", "50000.0", "5만원")
    spent = (f"{at},000", f"{at}천원", f"{at}000", f"{at}천", f"{at},000원")
    return [each[at % 5] for each in (budgets, committed, spent)]


def as_table(rows):
    """With the styles that a word processor gives it, which the page's policy would complain of."""
    cell = "<td style='border:solid black 1pt'><p style=\"margin:0\">{}</p></td>"
    cells = ("".join(map(cell.format, row)) for row in rows)
    table = "".join(f"<tr style=height:20pt>{each}</tr>" for each in cells)
    return f"<style>td {{ color: red }}</style><table>{table}</table>"


@pytest.mark.parametrize("source", ["excel", "hwp"])
def test_forty_by_three_cells_in_mixed_notations_are_pasted_and_stored(forty, open_work, source):
    quarter, filing = forty
    page = opened_by(open_work(), filing)
    rows = [mixed(at) for at in range(1, 41)]
    tsv = "\r\n".join("\t".join(row) for row in rows) + "\r\n"
    html = as_table(rows) if source == "hwp" else ""
    paste(page, cell(page, quarter.trees, "budget"), "" if html else tsv, html)
    # 1 + 2 + … + 40 = 820
    page.locator("tr.purse [data-sum=spent] > span", has_text="820,000").wait_for()
    screenshot(page, f"grid-pasted-{source}")
    go(page.get_by_role("button", name="임시 저장"))
    page.get_by_text("제1판으로 저장했습니다").wait_for()
    filing.refresh_from_db()
    figures = filing.standing.figures.order_by("line__position")
    assert list(figures.values_list("budget", "committed", "spent")) == [
        (100_000, 50_000, at * 1_000) for at in range(1, 41)
    ]


def test_what_a_paste_has_outside_the_table_is_said(work, open_work):
    quarter, filing = work
    page = opened_by(open_work(), filing)
    paste(page, cell(page, quarter.flowers, "spent"), "1\t사유\t3\n4")
    assert cell(page, quarter.flowers, "spent").input_value() == "1"
    assert page.locator("#unsaved").inner_text().startswith("표 밖으로 나가는 2칸은")


def test_a_paste_is_undone_by_the_browser(work, open_work):
    quarter, filing = work
    page = opened_by(open_work(), filing)
    spent = cell(page, quarter.trees, "spent")
    spent.fill("7")
    paste(page, spent, "1\n2")
    assert spent.input_value() == "1"
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    assert (spent.input_value(), cell(page, quarter.flowers, "spent").input_value()) == ("7", "")


def test_a_single_cell_is_left_to_the_browser(work, open_work):
    quarter, filing = work
    page = opened_by(open_work(), filing)
    spent = cell(page, quarter.trees, "spent")
    assert paste(page, spent, "12\n")
    assert not paste(page, spent, "12\n13\n")


def test_whoever_leaves_with_something_unsaved_is_asked(work, open_work):
    quarter, filing = work
    page = opened_by(open_work(), filing)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/desk/")
    assert asked == []
    page.goto(f"/filings/{filing.pk}/")
    cell(page, quarter.trees, "spent").press_sequentially("1")
    page.goto("/desk/")
    assert asked == ["beforeunload"]


def test_without_a_script_the_form_saves_and_submits(work, open_work):
    quarter, filing = work
    page = opened_by(open_work(java_script_enabled=False), filing)
    for (line, column), text in at_work.filled(quarter).items():
        page.get_by_label(f"{line.name} ", exact=False).and_(cell(page, line, column)).fill(text)
    go(page.get_by_role("button", name="천원"))
    assert cell(page, quarter.trees, "spent").input_value() == "0.03"
    go(page.get_by_role("button", name="제출"))
    assert "제출했습니다" in page.locator(".said").inner_text()
    assert at_work.stored(filing, quarter.trees) == (100, 50, 30)
    assert filing.state == "제출"


@pytest.mark.looks
@pytest.mark.parametrize("width", [1440, 390])
def test_the_grid_is_open_to_everybody_and_wide_enough(work, open_work, width):
    quarter, filing = work
    page = opened_by(open_work(width), filing)
    for column, text in zip(COLUMNS, ("100", "50", "730,8"), strict=True):
        cell(page, quarter.trees, column).fill(text)
    page.locator("#told li", has_text="쉼표").wait_for()
    assert cell(page, quarter.trees, "spent").get_attribute("aria-invalid") == "true"
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    screenshot(page, f"grid-{width}")


@pytest.mark.looks
def test_at_390_pixels_each_input_shows_its_label(work, open_work):
    quarter, filing = work
    page = opened_by(open_work(390), filing)
    label = page.locator(f"label[for='c-{quarter.trees.pk}-spent']")
    assert label.inner_text().endswith("집행액")
    assert label.bounding_box()["height"] > 10
