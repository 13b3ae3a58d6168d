"""Every room of the office at both widths: axe, nothing wider than the screen, and to be looked at."""

import csv
import io
from dataclasses import replace
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from budgets import filing as verbs
from budgets.facing import lines_of
from budgets.statements import rows_of
from tests.browser import axe, go, screenshot, sheets
from tests.budgets import at_work
from tests.budgets.real_office import DIVISIONS, real_office

pytestmark = pytest.mark.looks

WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def office(working_site):
    return real_office()


class Walk:
    """Looks at each page it is led to, and keeps what is wrong with it."""

    def __init__(self, page, width):
        self.page, self.width, self.wrong = page, width, {}

    def look(self, name, status=200):
        found = axe(self.page, status=status)
        if (wider := self.page.evaluate(WIDE)) > 0:
            found.append(f"{wider} pixels wider than the screen")
        if found:
            self.wrong[name] = found
        screenshot(self.page, f"{name}-{self.width}")

    def see(self, name, path):
        self.page.goto(path)
        self.look(name)


@pytest.fixture(params=[1440, 390])
def walk(request, office, open_work):
    """`walk(person)`: as somebody who is logged in."""
    walks = []

    def begun(person):
        page = open_work(request.param)
        walks.append(Walk(page, request.param))
        if person:
            at_work.sign_in(page, person.username)
        return walks[-1]

    yield begun
    assert {name: found for each in walks for name, found in each.wrong.items()} == {}


def test_the_rooms_of_who_runs_the_office(office, walk):
    at = walk(office.operator)
    at.see("people", "/people/")
    at.see("person", f"/people/{office.officers[DIVISIONS[0]].pk}")
    at.see("person-new", "/people/new")
    at.see("dates", "/dates/")
    at.see("board", f"/dates/{office.december.pk}")
    at.see("board-published", f"/dates/{office.june.pk}")
    at.see("operators-desk", "/desk/")
    at.see("drafts", "/drafts/")


def test_the_rooms_of_who_reviews(office, walk):
    at = walk(office.reviewer)
    at.see("reviews", "/reviews/")
    at.see("review", f"/filings/{office.filing(office.december, DIVISIONS[1]).pk}/review")
    returned = office.filing(office.december, DIVISIONS[0])
    at.see("history", f"/filings/{returned.pk}/history")
    at.see("versions", f"/filings/{returned.pk}/history/1/2")


def test_the_rooms_of_who_writes(office, walk):
    settled = office.filing(office.december, DIVISIONS[0])
    at = walk(office.officers[DIVISIONS[0]])
    at.see("desk", "/desk/")
    at.see("password", "/password")
    at.see("grid-execution", f"/filings/{office.filing(office.june, DIVISIONS[0]).pk}/")
    at.see("grid-settlement", f"/filings/{settled.pk}/")
    at.see("upload", f"/filings/{settled.pk}/upload")
    lines = list(lines_of(settled))
    for name, amounts, status in (
        ("preview", (900_000, 800_000, 700_000), 200),
        ("problems", ("13,0", "?", "-5%"), 422),
    ):
        give(at.page, sheet(lines, amounts))
        at.look(f"upload-{name}", status)
        at.page.goto(f"/filings/{settled.pk}/upload")


def sheet(lines, amounts):
    told = io.StringIO()
    rows = csv.writer(told)
    rows.writerow(["(단위: 원)"])
    rows.writerow(
        [
            "정책사업",
            "세부사업",
            "예산현액",
            "원인행위액",
            "집행액",
            "명시이월",
            "사고이월",
            "계속비이월",
        ]
    )
    rows.writerows([str(line.program), line.name, *amounts, "-", "-", "-"] for line in lines)
    return told.getvalue().encode()


def give(page, content, name="결산.csv"):
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    go(page.get_by_role("button", name="미리 보기"))


def test_who_comes_second_and_who_comes_back(office, walk):
    filing = office.filing(office.december, DIVISIONS[0])
    officer = office.officers[DIVISIONS[0]]
    at = walk(officer)
    at.page.goto(f"/filings/{filing.pk}/")
    typed = at.page.locator("tr.line").first.locator("input[data-column=spent]")
    typed.fill("1,234,567,000")
    verbs.hand_in(
        filing=filing,
        rows=[each if at else changed(each) for at, each in enumerate(rows_of(filing.standing))],
        follows=filing.standing,
        by=officer,
        at=timezone.now(),
        key=uuid4(),
    )
    go(at.page.get_by_role("button", name="임시 저장"))
    at.look("conflict", status=409)
    Session.objects.all().delete()
    go(at.page.get_by_role("button", name="최신 판에 내 입력을"))
    at.look("login-kept", status=403)
    at_work.fill_in(at.page, officer.username)
    at.look("resume")


def changed(row):
    spent = row.measures.spent + 1000
    return replace(row, measures=replace(row.measures, spent=spent), note="12월 31일 지출까지")


def test_the_door(office, walk):
    at = walk(None)
    at.see("login", "/login")
    at.page.goto("/filings/1/")
    at.look("login-asked")


WALLS = """() => [...document.querySelectorAll("main .scroll")]
    .filter(it => it.scrollWidth > it.clientWidth).map(it => it.getAttribute("aria-label"))"""


def test_a_settlement_of_eleven_digits_is_reviewed_without_moving_sideways(office, open_work):
    page = open_work(1440)
    at_work.sign_in(page, office.reviewer.username)
    page.goto(f"/filings/{office.filing(office.december, DIVISIONS[2]).pk}/review?unit=원")
    assert page.evaluate(WALLS) == []


def test_no_date_is_torn_between_two_lines(office, open_work):
    page = open_work(390)
    at_work.sign_in(page, office.officers[DIVISIONS[0]].username)
    filing = office.filing(office.december, DIVISIONS[0])
    for path in ("/desk/", f"/filings/{filing.pk}/history", f"/filings/{filing.pk}/review"):
        page.goto(path)
        heights = page.locator("main :is(h1, h3) .word").evaluate_all(
            "them => them.map(it => it.getClientRects().length)"
        )
        assert set(heights) == {1}


def test_on_paper_each_sheet_says_whose_draft_it_is_and_no_form_leaves_its_heading(
    office, open_work
):
    page = open_work(1440)
    at_work.sign_in(page, office.operator.username)
    filing = office.filing(office.december, DIVISIONS[2])
    told = {
        f"/dates/{office.december.pk}": "홍보기획관 2023년 2023. 12. 31. 결산 제출 현황",
        f"/filings/{filing.pk}/review?unit=원": "뉴미디어담당관 2023. 12. 31. 결산 제1판 (확인, 단위: 원)",
        f"/filings/{filing.pk}/history": "뉴미디어담당관 2023. 12. 31. 결산 제출 이력",
    }
    for path, foot in told.items():
        page.goto(path)
        for sheet in sheets(page):
            assert any(foot in line and "공개 전 업무 자료" in line for line in sheet)
            assert not {"공개", "기한 연장", "검토", "기본경비(행정운영경비)"} & {
                sheet[-2],
                sheet[-1],
            }
            assert "기한 연장" not in sheet
