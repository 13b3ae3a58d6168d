"""Where an officer goes astray: a file that is none, and a department that is not his own."""

import pytest
from playwright.sync_api import expect

from budgets.models import Filing
from tests import cast
from tests.browser import go
from tests.budgets import at_work
from tests.corpus.workbooks import compound

LOCKED = compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y"})
FILES = {
    "메모.txt": ("집행액 100".encode(), "받지 않는 형식입니다: .txt", ".xlsx"),
    "보고서.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "받지 않는 형식입니다: .pdf", ".xlsx"),
    "집행.xlsx": (LOCKED, "암호가 걸린 파일입니다", "암호를 푼 파일"),
}


@pytest.fixture
def work(working_site):
    """달빛담당관 has saved something, and 별빛담당관 writes for itself."""
    quarter = at_work.office_at_work()
    star = cast.division(quarter.office, "별빛담당관")
    account = quarter.trees.program.account
    cast.line(cast.program(quarter.book, star, account, "하늘 보기"), "별 보기")
    return quarter, at_work.opened(quarter)


def typed_and_saved(page, quarter, filing):
    at_work.sign_in(page, "가람")
    page.goto(f"/filings/{filing.pk}/")
    page.locator(f"#c-{quarter.trees.pk}-spent").fill("30")
    go(page.get_by_role("button", name="임시 저장"))


def test_a_file_that_is_none_is_refused_in_words_and_nothing_is_lost(work, open_work):
    quarter, filing = work
    page = open_work()
    typed_and_saved(page, quarter, filing)
    for name, (content, found, expected) in FILES.items():
        go(page.get_by_role("link", name="파일 올리기"))
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        page.get_by_label("파일", exact=True).set_input_files(file)
        go(page.get_by_role("button", name="미리 보기"))
        wrong = page.locator(".misfits")
        expect(wrong.locator("h2")).to_contain_text(f"고칠 것 1가지 {name}")
        expect(wrong.locator("td").nth(3)).to_contain_text(found)
        expect(wrong.locator("td").nth(4)).to_contain_text(expected)
        expect(wrong).to_contain_text("아무것도 저장하지 않았습니다")
        go(page.get_by_role("link", name="입력표"))
        expect(page.locator(f"#c-{quarter.trees.pk}-spent")).to_have_value("30")
    assert (filing.statements.count(), filing.uploads.count()) == (1, 0)


@pytest.mark.usefixtures("work")
def test_another_department_is_not_found_and_there_is_a_way_back(open_work):
    foreign = Filing.objects.get(department__name="별빛담당관")
    page = open_work()
    at_work.sign_in(page, "가람")
    for end in ("", "upload", "template.xlsx", "history", "review"):
        assert page.goto(f"/filings/{foreign.pk}/{end}").status == 404
        expect(page.locator("h1")).to_have_text("찾는 화면이 없습니다")
        assert "별빛" not in page.locator("body").inner_text()
    go(page.get_by_role("link", name="내 제출"))
    expect(page.locator("[aria-labelledby=due] h3")).to_contain_text("달빛담당관")
