"""A quarter from opening to correction, played by four people in Chromium through pages alone.

다온 runs 해오름기획관, 나래 reviews, 가람 writes for 달빛담당관, and 라온 for 별빛담당관 never does.
"""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from budgets.models import Filing
from tests import cast
from tests.browser import go, screenshot
from tests.budgets import at_work, notations

FORTY = [f"사업 {n:02}" for n in range(1, 41)]
TABLE = "/execution/해오름기획관/2030-09-30-집행"
RETURNED = "사업 01의 집행액을 지출결의와 견주어 주십시오."


@pytest.fixture
def quarter(working_site):
    made = at_work.office_at_work(FORTY)
    star = cast.division(made.office, "별빛담당관")
    cast.line(cast.program(made.book, star, made.trees.program.account, "하늘 보기"), "별 보기")
    at_work.with_password(cast.member("라온", star, "담당자"))
    cast.member("가람", made.moon, "검토자")  # who reviews, too, and still not what he wrote
    return made


@pytest.fixture(params=[True, False], ids=["scripted", "plain"])
def players(request, quarter, open_work):
    return Players(quarter, open_work, is_scripted=request.param)


class Players:
    """The windows of four people, and of somebody without an account."""

    def __init__(self, quarter, open_work, *, is_scripted):
        self.quarter, self.is_scripted = quarter, is_scripted
        self.open_work = open_work
        self.operator, self.officer, self.reviewer = map(self.window, ("다온", "가람", "나래"))
        self.reader = self.window()

    def window(self, name=None):
        page = self.open_work(java_script_enabled=self.is_scripted, accept_downloads=True)
        if name:
            at_work.sign_in(page, name)
        return page


def press(page, name):
    go(page.get_by_role("button", name=name, exact=True))


def follow(page, name):
    go(page.get_by_role("link", name=name, exact=True).first)


def said(page):
    return page.locator("main .said").first


def cells(page):
    """Of the grid, line by line."""
    found = page.locator("tr.line input.cell")
    return [[found.nth(3 * at + step) for step in range(3)] for at in range(len(FORTY))]


def filing_of(quarter):
    return Filing.objects.select_related("standing").get(department=quarter.moon)


def stored(quarter):
    figures = filing_of(quarter).standing.figures.order_by("line__position")
    return list(figures.values_list("budget", "committed", "spent"))


def test_a_quarter_from_opening_to_correction(players):
    quarter, grid = players.quarter, players.officer
    opens_the_date(players.operator)
    pastes_forty_lines(grid, quarter, players.is_scripted)
    takes_the_template_round(grid, quarter)
    submits_with_an_exception(grid)
    returns_it_with_words(players.reviewer)
    sees_why_and_submits_again(grid, quarter)
    cannot_approve_what_is_his_own(grid)
    approves(players.reviewer)
    finds_nothing(players.reader)
    publishes_without_the_other_department(players.operator)
    reads(players.reader)
    corrects_one_line(grid)
    approves(players.reviewer)
    sees_the_old_figures(players.reader)
    publishes_the_correction(players.operator)
    reads_the_correction(players.reader)
    reads_the_whole_history(players.operator)


def opens_the_date(page):
    follow(page, "기준일")
    page.get_by_label("편성체계").select_option(label="해오름기획관 2030년")
    page.get_by_role("textbox", name="기준일").fill("2030-09-30")
    deadline = timezone.localtime() + timedelta(days=10)
    page.get_by_label("제출 기한").fill(f"{deadline:%Y-%m-%dT18:00}")
    press(page, "열기")
    expect(said(page)).to_contain_text("기준일을 열었습니다")
    states = page.locator("table.board .state")
    expect(states).to_have_text(["작성 전", "작성 전"])


def pastes_forty_lines(page, quarter, is_scripted):
    """What cannot be read stays as typed, with its reason; what can is what was meant, to the won."""
    follow(page, "내 제출")
    follow(page, "입력")
    rows = notations.forty()
    wrong = [*rows[:1], (("13,0", None), ("약 5만", None), rows[1][2]), *rows[2:]]
    enter(page, wrong, is_scripted)
    press(page, "임시 저장")
    expect(page.get_by_role("alert").first).to_contain_text("저장하지 않았습니다")
    budget, committed, _ = cells(page)[1]
    for cell, text, reason in ((budget, "13,0", "쉼표"), (committed, "약 5만", "글자")):
        expect(cell).to_have_value(text)
        expect(cell).to_have_attribute("aria-invalid", "true")
        words = page.locator(f"#{cell.get_attribute('id')}-words")
        expect(words).to_contain_text(reason)
    assert filing_of(quarter).standing is None
    for cell, (text, _) in zip((budget, committed), rows[1], strict=False):
        cell.fill(text)
    press(page, "임시 저장")
    expect(said(page)).to_contain_text("제1판으로 저장했습니다")
    assert stored(quarter) == [tuple(won for _, won in row) for row in rows]


def enter(page, rows, is_scripted):
    boxes = cells(page)
    if not is_scripted:
        for row, own in zip(rows, boxes, strict=True):
            for (text, _), box in zip(row, own, strict=True):
                box.fill(text)
        return
    at_work.copied_in_excel(page.context, notations.as_tsv(rows), notations.as_html(rows))
    page.bring_to_front()
    boxes[0][0].focus()
    page.keyboard.press("Control+v")
    expect(boxes[39][0]).to_have_value(rows[39][0][0].strip())
    screenshot(page, "quarter-pasted")


def takes_the_template_round(page, quarter):
    """Unchanged, it changes nothing; filled, it changes what was filled."""
    follow(page, "파일 올리기")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="서식(원)").click()
    template = waiting.value.path().read_bytes()
    before = stored(quarter)
    give(page, template)
    expect(page.locator(".preview")).to_contain_text("0개가 바뀌고 40개는 그대로")
    assert page.locator(".preview del").count() == 0
    press(page, "저장")
    expect(said(page)).to_contain_text("제1판과 같습니다")
    give(page, filled(template))
    expect(page.locator(".preview")).to_contain_text("7개가 바뀌고 33개는 그대로")
    expect(page.locator(".preview ins").first).to_have_text("이후 3,000,000")
    assert stored(quarter) == before
    press(page, "저장")
    expect(said(page)).to_contain_text("제2판으로 저장했습니다")
    changes = {
        8: 3_000_000,
        16: 3_000_000,
        21: 0,
        22: 0,
        24: 3_000_000,
        32: 3_000_000,
        40: 200_000_000,
    }
    assert stored(quarter) == [
        (*amounts[:2], changes.get(at, amounts[2])) for at, amounts in enumerate(before, 1)
    ]


def give(page, content):
    name = "달빛담당관_2030-09-30_집행_서식.xlsx"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.get_by_label("파일", exact=True).set_input_files(
        {"name": name, "mimeType": kind, "buffer": content}
    )
    press(page, "미리 보기")


def filled(template):
    """As in Excel: what was negative or missing gets an amount, and the last more than was committed."""
    book = load_workbook(io.BytesIO(template))
    sheet = book.active
    heads = {cell.value: cell.column for cell in sheet[5]}
    for row in range(6, sheet.max_row + 1):
        name, spent = (sheet.cell(row, heads[head]) for head in ("세부사업", "집행액"))
        if name.value == "사업 40":
            spent.value = 200_000_000
        elif name.value in ("사업 21", "사업 22"):
            spent.value = 0
        elif name.value and name.value.strip() in FORTY and spent.value < 0:
            spent.value = 3_000_000
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def submits_with_an_exception(page):
    follow(page, "입력표")
    press(page, "제출")
    expect(page.get_by_text("제출하지 못했습니다")).to_be_visible()
    problem = page.locator(".asked")
    expect(problem).to_contain_text("집행액 200,000천원 > 원인행위액 150,400천원")
    page.get_by_label("사업 40 금액의 순서 예외 사유").fill("2029년 이월분 지출")
    page.get_by_label("사업 40 금액의 순서 근거 문서").fill("지출결의 12호")
    press(page, "제출")
    expect(said(page)).to_contain_text("제출했습니다")
    expect(page.locator("[aria-labelledby=waiting]")).to_contain_text("제출")


def returns_it_with_words(page):
    follow(page, "검토할 제출")
    follow(page, "달빛담당관")
    problem = page.locator("[aria-labelledby=problems] tbody tr")
    expect(problem).to_contain_text("2029년 이월분 지출")
    expect(problem).to_contain_text("지출결의 12호")
    expect(page.locator("table.reviewed tr.sum")).to_contain_text("12,008,200")
    page.get_by_label("돌려보내는 까닭").fill(RETURNED)
    press(page, "돌려보내기")
    expect(said(page)).to_contain_text("돌려보냈습니다")


def sees_why_and_submits_again(page, quarter):
    follow(page, "내 제출")
    expect(page.locator("[aria-labelledby=due] .problem")).to_contain_text(RETURNED)
    follow(page, "입력")
    expect(page.locator("main .problem")).to_contain_text(RETURNED)
    cells(page)[0][2].fill("150만")
    press(page, "제출")
    expect(said(page)).to_contain_text("제출했습니다")
    assert stored(quarter)[0] == (300_010_000, 150_010_000, 1_500_000)


def cannot_approve_what_is_his_own(page):
    follow(page, "검토할 제출")
    expect(page.locator("table.board tbody")).to_contain_text("본인: 확인할 수 없음")
    follow(page, "달빛담당관")
    expect(page.locator("[aria-labelledby=deciding]")).to_contain_text("스스로 확인할 수 없습니다")
    assert page.get_by_role("button", name="판 확인").count() == 0


def approves(page):
    """Exactly what he sees, with what is not as it was."""
    follow(page, "검토할 제출")
    follow(page, "달빛담당관")
    expect(page.locator("[aria-labelledby=since] .rows li")).to_have_count(1)
    go(page.get_by_role("button", name="판 확인"))
    expect(said(page)).to_contain_text("확인했습니다")


def finds_nothing(page):
    """Neither the table nor its siblings, nor its day or its department anywhere else."""
    for suffix in ("", ".csv", ".json", ".xlsx"):
        assert page.request.get(TABLE + suffix).status == 404
    for path in ("/", "/data/", "/search?q=사업 01", "/compare/전체"):
        page.goto(path)
        told = page.locator("main").inner_text()
        assert "2030" not in told
        assert "달빛" not in told


def publishes_without_the_other_department(page):
    follow(page, "기준일")
    follow(page, "2030. 9. 30.")
    page.get_by_label("별빛담당관").check()
    press(page, "표시한 부서를 빼고 공개")
    expect(said(page)).to_contain_text("공개했습니다")


def reads(page):
    page.goto("/search?q=사업 01")
    expect(page.locator("main")).to_contain_text("달빛담당관")
    assert page.goto(TABLE).status == 200
    expect(page.locator(".remarks")).to_contain_text("미제출: 별빛담당관")
    # 3억 and 1만, 2만 … 40만; 1.5 for the first, and the rest in millions
    expect(page.locator("tr.total").first).to_contain_text("12,008,200")
    assert spent_of(page, "사업 01") == "1,500"


def spent_of(page, name):
    row = page.locator("table.report tr").filter(has_text=name)
    return row.locator("td.spent").inner_text()


def corrects_one_line(page):
    follow(page, "내 제출")
    follow(page, "정정")
    cells(page)[0][2].fill("160만")
    page.get_by_label("정정 사유").fill("9월 지출 1건 누락")
    press(page, "정정 내기")
    expect(said(page)).to_contain_text("정정으로 냈습니다")


def sees_the_old_figures(page):
    page.goto(TABLE)
    assert spent_of(page, "사업 01") == "1,500"
    assert "9월 지출" not in page.locator("main").inner_text()


def publishes_the_correction(page):
    follow(page, "기준일")
    follow(page, "2030. 9. 30.")
    expect(page.locator(".publishing")).to_contain_text("사유: 9월 지출 1건 누락")
    page.get_by_label("별빛담당관").check()
    press(page, "표시한 부서를 빼고 공개")
    expect(said(page)).to_contain_text("공개했습니다")


def reads_the_correction(page):
    """The new figure and the old; and the old version, as it stood."""
    page.goto(TABLE)
    assert spent_of(page, "사업 01") == "1,600"
    expect(page.locator(".remarks")).to_contain_text("정정")
    expect(page.locator(".remarks")).to_contain_text("사유: 9월 지출 1건 누락")
    row = page.locator("table.report tr").filter(has=page.locator("td.corrected_before"))
    expect(row.locator("td.corrected_before")).to_have_text("1,500")
    expect(row.locator("td.corrected_after")).to_have_text("1,600")
    go(row.get_by_role("link", name="사업 01"))
    expect(page.locator(".figure-amount strong")).to_have_text("1,600,000원")
    old = page.locator(".account-table", has_text="앞뒤의 판")
    go(old.get_by_role("link", name="제4판"))
    expect(page.locator(".figure-amount strong")).to_have_text("1,500,000원")
    expect(page.locator("main .lead").first).to_contain_text("정정하기 전의 판입니다")


def reads_the_whole_history(page):
    follow(page, "달빛담당관")
    ways = page.locator("table.board").first.locator("tbody tr")
    expect(ways).to_have_count(5)
    expect(ways.nth(3)).to_contain_text("서식.xlsx")
    acts = page.locator("table.board").last.locator(".state").all_inner_texts()
    assert acts[::-1] == [
        *("기준일을 엶", "저장", "저장", "저장", "제출", "반려", "저장", "제출", "확인", "공개"),
        *("정정", "확인", "공개"),
    ]
    screenshot(page, "quarter-history")
