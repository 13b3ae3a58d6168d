"""Where the files are handed in: 달빛담당관's filing for 30 September 2030, still to be written."""

from datetime import date, timedelta

from django.utils import timezone

from budgets import filing as verbs
from budgets.models import Filing
from tests import cast

SEPTEMBER = date(2030, 9, 30)


def quarter() -> cast.Quarter:
    """And 별빛담당관 has 별 보기."""
    made = cast.quarter()
    star = cast.division(made.office, "별빛담당관")
    sky = cast.program(made.book, star, made.trees.program.account, "하늘 가꾸기")
    cast.line(sky, "별 보기")
    return made


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
