"""Where the files are handed in: 달빛담당관's filing for 30 September 2030, still to be written."""

from datetime import date, timedelta

from django.utils import timezone

from budgets import filing as verbs
from budgets.models import Filing
from tests import cast

SEPTEMBER = date(2030, 9, 30)


def quarter() -> cast.Quarter:
    """달빛담당관 has 나무 심기 and 꽃 심기, 별빛담당관 has 별 보기."""
    office = cast.office()
    moon, star = cast.division(office), cast.division(office, "별빛담당관")
    book, purse = cast.book(office), cast.account()
    river = cast.program(book, moon, purse)
    cast.line(cast.program(book, star, purse, "하늘 가꾸기"), "별 보기")
    return cast.Quarter(
        office=office,
        moon=moon,
        book=book,
        trees=cast.line(river, position=1),
        flowers=cast.line(river, "꽃 심기", position=2),
        officer=cast.member("가람", moon, "담당자"),
        reviewer=cast.member("나래", office, "검토자"),
        operator=cast.member("다온", office, "총괄"),
    )


def opened(quarter, stage="집행", day=SEPTEMBER) -> Filing:
    """By the clock: pages ask it whether the date is still open."""
    now = timezone.now()
    made = verbs.open_date(
        book=quarter.book,
        day=day,
        stage=stage,
        deadline=now + timedelta(days=10),
        asks_below=None,
        by=quarter.operator,
        at=now,
    )
    return made.filings.get(department=quarter.moon)
