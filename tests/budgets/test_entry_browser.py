"""What is not a figure, the whole way in Chromium: typed and pasted by keyboard, refused and mended,
published by somebody else, read by everybody. 가람 writes for 달빛담당관, 나래 reviews, 다온 runs it."""

import io
from datetime import date

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests import cast
from tests.browser import go, look
from tests.budgets import at_work

YEAR = timezone.localdate().year - 1  # which is over, and offered
DAY = f"{YEAR}-12-31"


@pytest.fixture
def quarter(working_site):
    return at_work.office_at_work()


@pytest.fixture
def come_as(open_work):
    def come(name=None):
        page = open_work(accept_downloads=True)
        if name:
            at_work.sign_in(page, name)
        return page

    return come


def press(page, name):
    go(page.get_by_role("button", name=name, exact=True))


def texts(page, names):
    return [page.input_value(f"#{name}") for name in names]


def test_reasons_from_the_clipboard_and_a_file_to_the_settlement(quarter, come_as):
    day = cast.reporting_date(quarter.book, date(2030, 12, 31), "결산")
    written = cast.statement(cast.filing(day, quarter.moon))
    for line, budget, spent in ((quarter.trees, 300_000, 200_000), (quarter.flowers, 50_000, 0)):
        cast.figure(written, line, budget=budget, spent=spent, carried=0)
    cast.publish(written)
    page = come_as("가람")
    page.goto(f"/filings/{written.filing_id}/reasons")
    trees, flowers = (f"r-l{line.pk}" for line in (quarter.trees, quarter.flowers))
    at_work.paste(
        page, page.locator(f"#{trees}-0"), [["10만 1천원", "-"], ["5", "1만원", "7"], ["9"]]
    )
    assert texts(page, [f"{trees}-0", f"{flowers}-0", f"{flowers}-1"]) == [
        "10만 1천원",
        "5",
        "1만원",
    ]
    expect(page.locator(".unsaved")).to_contain_text("표 밖으로 나가는 1칸은 붙이지 않았습니다")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == f"{flowers}-0"
    press(page, "사유서 내기")
    expect(page.locator("section.told")).to_contain_text("집행잔액 100천원보다 1천원 많습니다")
    assert texts(page, [f"{trees}-0", f"{flowers}-1"]) == ["10만 1천원", "1만원"]
    look(page, "entry-reasons-refused", status=422)
    page.locator(f"#{trees}-0").fill("60")
    page.locator(f"#{trees}-0").press("Enter")
    press(page, "사유서 내기")
    expect(page.locator("main .said").first).to_contain_text("사유서 제1판을 냈습니다")
    fills_from_the_template(page, {f"{trees}": ("예산절감", 7)}, quarter.trees.name)
    assert texts(page, [f"{trees}-0", f"{trees}-3"]) == ["60", "7"]
    expect(page.locator(".besides-cell")).to_have_text("앞의 판 빈칸")
    look(page, "entry-reasons-filled")
    press(page, "사유서 내기")
    running = come_as("다온")
    running.goto("/desk/")
    go(running.get_by_role("link", name="집행잔액의 사유").first)
    press(running, "제2판 공개")
    reader = come_as()
    reader.goto("/settlement/해오름기획관/2030-12-31-결산?unit=천원")
    told = reader.locator("main")
    expect(told).to_contain_text("예산절감")
    row = reader.locator("tr", has_text="예산절감").first
    expect(row).to_contain_text("7")


def fills_from_the_template(page, said, line):
    """Downloaded, filled in outside, and given back."""
    page.locator("details.from-file summary").press("Enter")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="서식 내려받기(.xlsx)").click()
    book = load_workbook(io.BytesIO(waiting.value.path().read_bytes()))
    sheet = book.active
    heads = {cell.value: cell.column for cell in sheet[4]}
    row = next(r for r in range(5, 20) if sheet.cell(r, heads["세부사업"]).value == line)
    for reason, amount in said.values():
        sheet.cell(row, heads[reason]).value = amount
    out = io.BytesIO()
    book.save(out)
    at_work.give(page, out.getvalue(), "사유.xlsx")


def test_revenue_from_the_clipboard_to_the_page_of_revenue(quarter, come_as):
    page = come_as("다온")
    page.goto("/revenues/own")
    go(page.get_by_role("link", name=f"{YEAR}년 시험회계"))
    page.get_by_label("기준일").fill(DAY)
    rows = [["1", "세외수입", "", "", "", "", "", ""]]
    rows += [["2단계", f"사용료 {n}", "1천", "1", "90", "80", "9", "1"] for n in range(1, 6)]
    at_work.paste(page, page.locator("#level-0"), rows)
    assert texts(page, ["level-5", "name-5", "budget-5", "uncollected-5"]) == [
        *("2", "사용료 5", "1", "9"),
    ]
    assert page.locator(".revenue-entry tbody tr").count() == 6
    at_work.paste(page, page.locator("#uncollected-5"), [["8", "1", "7"]])
    expect(page.locator(".unsaved")).to_contain_text("표 밖으로 나가는 1칸은")
    press(page, "세입 내기")
    expect(page.locator("section.told")).to_contain_text("사용료 5 미수납액 8천원")
    assert texts(page, ["level-5", "name-5", "uncollected-5"]) == ["2", "사용료 5", "8"]
    look(page, "entry-revenue-refused", status=422)
    gives_a_file_of_another_year(page)
    assert texts(page, ["level-5", "name-5", "uncollected-5"]) == ["2", "사용료 5", "8"]
    page.locator("#uncollected-5").fill("9")
    press(page, "세입 내기")
    expect(page.locator("main .said").first).to_contain_text("세입 제1판을 냈습니다")
    look(page, "entry-revenue-handed-in")
    reviewing = come_as("나래")
    reviewing.goto("/revenues/own")
    go(reviewing.get_by_role("link", name=f"{YEAR}년 시험회계"))
    press(reviewing, "제1판 공개")
    reader = come_as()
    reader.goto(f"/revenue/해오름기획관/{YEAR}?unit=천원")
    expect(reader.locator("tr", has_text="세외수입").first).to_contain_text("400")
    expect(reader.locator("tr", has_text="사용료 5")).to_contain_text("80")


def gives_a_file_of_another_year(page):
    """Of which nothing is taken over."""
    rows = f"{YEAR - 1}년 (단위: 원)", "과목,실제수납액,미수납액", "사용료,열,=1"
    at_work.give(page, "\n".join(rows).encode(), "지난해.csv", "text/csv")
    cells = page.locator("table", has_text="기대하는 것").locator("tbody tr td:nth-child(4)")
    told = [
        "‘단계’ 열이 없습니다",
        f"{YEAR - 1}년의 파일입니다",
        "사용료 실제수납액",
        "사용료 미수납액",
    ]
    expect(cells).to_contain_text(told)
    look(page, "entry-revenue-file-refused", status=422)


def test_counts_from_the_clipboard_to_the_page_of_the_series(quarter, come_as):
    page = come_as("가람")
    page.goto("/statistics/own")
    go(page.get_by_role("link", name="새 통계 적기"))
    page.get_by_label("통계의 이름").fill("강가 방문객")
    page.get_by_label("마지막 날 (기준일)").fill(DAY)
    page.locator("#b0-c0-unit").fill("명")
    at_work.paste(
        page, page.locator("#b0-r0-name"), [[f"{n}구역", f"1,00{n}", ""] for n in range(1, 10)]
    )
    assert texts(page, ["b0-r8-name", "b0-r8-c0", "b0-total-c0"]) == ["9구역", "1,009", ""]
    page.locator("#b0-total-c0").fill("9,046")
    press(page, "적기")
    expect(page.locator("section.told")).to_contain_text("적은 합계 9,046, 줄을 더한 값 9,045")
    assert texts(page, ["b0-r8-name", "b0-r8-c0", "b0-total-c0"]) == ["9구역", "1,009", "9,046"]
    look(page, "entry-count-refused", status=422)
    page.locator("#b0-total-c0").fill("9,045")
    press(page, "적기")
    expect(page.locator("main .said").first).to_contain_text("적었습니다")
    look(page, "entry-count-written")
    running = come_as("다온")
    running.goto("/statistics/own")
    go(running.get_by_role("link", name="강가 방문객", exact=True).first)
    press(running, "공개")
    reader = come_as()
    reader.goto("/statistics")
    go(reader.get_by_role("link", name="강가 방문객").first)
    expect(reader.locator("tr", has_text="9구역").first).to_contain_text("1,009")
    expect(reader.locator("main")).to_contain_text("9,045")


def test_a_finding_from_its_form_to_its_page(quarter, come_as):
    page = come_as("가람")
    page.goto(f"/findings/new?year={YEAR + 1}")
    page.get_by_label("제목").fill("나무 심기 지연")
    page.get_by_label("지적한 날").fill(DAY)
    page.get_by_label("요구한 것").fill("봄에 심을 것")
    page.get_by_label("제목").fill(" ")
    page.get_by_label("제목").evaluate("it => it.removeAttribute('required')")
    press(page, "적기")
    assert page.get_by_label("요구한 것").input_value() == "봄에 심을 것"
    look(page, "entry-finding-refused", status=422)
    page.get_by_label("제목").fill("나무 심기 지연")
    page.get_by_label("제목").press("Enter")
    expect(page.locator("h1")).to_contain_text("나무 심기 지연")
    page.get_by_label("상태").select_option("완료")
    page.get_by_label("그날").fill(DAY)
    page.get_by_label("내용").fill("모두 심음")
    press(page, "적기")
    expect(page.locator("[aria-labelledby=steps]")).to_contain_text("모두 심음")
    look(page, "entry-finding-stepped")
    running = come_as("다온")
    running.goto("/findings/own")
    go(running.get_by_role("link", name="나무 심기 지연"))
    press(running, "공개")
    press(running, "이 단계 공개")
    reader = come_as()
    reader.goto("/findings")
    go(reader.get_by_role("link", name="나무 심기 지연"))
    expect(reader.locator("main")).to_contain_text("모두 심음")
