"""An office at work, for the tests of its pages: 가람 writes for 달빛담당관, 나래 reviews, 다온 runs it.

Its days are those of the clock: pages ask the clock, the verbs are told.
"""

from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from budgets import filing as verbs
from budgets.models import BudgetChange, Figure, Filing
from tests import cast
from tests.browser import go

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PASSWORD = "달빛 아래 나무 심기"
DAY, LATER = date(2030, 9, 30), date(2030, 12, 31)
NAMES = ("나무 심기", "꽃 심기")


def office_at_work(names=NAMES) -> cast.Quarter:
    """Its people can log in."""
    made = cast.quarter(names)
    for person in (made.officer, made.reviewer, made.operator):
        with_password(person)
    return made


def run(office):
    """다온 runs it and 나래 reviews for it; both can log in."""
    for name, role in (("다온", "총괄"), ("나래", "검토자")):
        with_password(cast.member(name, office, role))
    return office


def give(page, content, name, kind=XLSX):
    """A file to the form that it is to fill."""
    if page.locator("details.from-file").get_attribute("open") is None:
        page.locator("details.from-file summary").press("Enter")
    held = {"name": name, "mimeType": kind, "buffer": content}
    page.get_by_label("파일", exact=True).set_input_files(held)
    go(page.get_by_role("button", name="파일로 채우기", exact=True))


def with_password(person):
    person.set_password(PASSWORD)
    person.save()
    return person


def opened(quarter, day=DAY, stage="집행", asks_below=None, days=10) -> Filing:
    now = timezone.now()
    date = verbs.open_date(
        book=quarter.book,
        day=day,
        stage=stage,
        deadline=now + timedelta(days=days),
        asks_below=asks_below,
        by=quarter.operator,
        at=now,
    )
    return date.filings.get(department=quarter.moon)


def form(filing, cells=(), **more) -> dict[str, str]:
    """What the grid posts: `cells` are texts by line and column, all others are blank."""
    filing.refresh_from_db()
    columns = {"예산": ["appropriated"], "집행": ["budget", "committed", "spent"]}.get(
        filing.reporting_date.stage,
        [
            *("budget", "committed", "spent"),
            *("carried_planned", "carried_unavoidable", "carried_continuing"),
        ],
    )
    posted = {"act": "save", "key": str(uuid4()), "follows": filing.standing_id or "", "unit": "원"}
    for line in verbs.lines_of(filing):
        posted[f"note-{line.pk}"] = ""
        for column in columns:
            posted[f"c-{line.pk}-{column}"] = ""
    posted |= {f"c-{line.pk}-{column}": text for (line, column), text in dict(cells).items()}
    return posted | more


def filled(quarter, trees=("100", "50", "30"), flowers=("200", "100", "80")):
    columns = ("budget", "committed", "spent")
    return {
        (line, column): text
        for line, texts in ((quarter.trees, trees), (quarter.flowers, flowers))
        for column, text in zip(columns, texts, strict=True)
    }


def act(verb, filing, by, **facts):
    filing.refresh_from_db()
    known = {"statement": filing.standing, "by": by, "at": timezone.now(), "key": uuid4()}
    verb(filing=filing, **known | facts)
    filing.refresh_from_db()


def publish(quarter, filing):
    """What was submitted goes the rest of its way."""
    act(verbs.approve, filing, quarter.reviewer)
    verbs.publish(
        reporting_date=filing.reporting_date,
        missing=[],
        by=quarter.operator,
        at=timezone.now(),
        key=uuid4(),
    )
    filing.refresh_from_db()


def stored(filing, line) -> tuple:
    """What stands: 예산현액, 원인행위액, 집행액 in won."""
    filing.refresh_from_db()
    figure = Figure.objects.get(statement=filing.standing_id, line=line)
    return figure.budget, figure.committed, figure.spent


def sign_in(page, name):
    page.goto("/login")
    fill_in(page, name)


def fill_in(page, name):
    """The form of the login that stands there."""
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    go(page.locator("main button[type=submit]"))


def until_checked(page):
    """The server has read what now stands in the grid, and its page shows what it says."""
    page.locator("#grid[data-checked]").wait_for()


def voted_and_changed(officer, quarter) -> None:
    """나무 심기 was voted 1,000 and 꽃 심기 500, of which 200 went over."""
    voted = opened(quarter, day=cast.JUNE_30, stage="예산")
    cells = {(quarter.trees, "appropriated"): "1000", (quarter.flowers, "appropriated"): "500"}
    officer.post(f"/filings/{voted.pk}/", form(voted, cells, act="submit"))
    publish(quarter, voted)
    BudgetChange.objects.create(
        kind="변경사용",
        taken_from=quarter.flowers,
        given_to=quarter.trees,
        won=200,
        decided_on=cast.JUNE_30,
        reason="나무를 더 심음",
        by=quarter.operator,
        at=cast.NOON,
    )


def copied_in_excel(context, text, html):
    """What Excel leaves on the clipboard, put there by a page that knows nothing of ours."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.route("**/excel", lambda route: route.fulfill(content_type="text/html", body="<p>"))
    sheet = context.new_page()
    sheet.goto("/excel")
    sheet.evaluate(
        """([text, html]) => navigator.clipboard.write([new ClipboardItem({
            "text/plain": new Blob([text], { type: "text/plain" }),
            "text/html": new Blob([html], { type: "text/html" }),
        })])""",
        [text, html],
    )
    sheet.close()


def paste(page, at, rows):
    """As copied in Excel, with the keys of the browser."""
    tsv = "".join("\t".join(row) + "\r\n" for row in rows)
    cells = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
    html = "<table>" + "".join(f"<tr>{each}</tr>" for each in cells) + "</table>"
    copied_in_excel(page.context, tsv, html)
    page.bring_to_front()
    at.focus()
    page.keyboard.press("Control+v")
