"""The pages that tell of one office and one fiscal year: each leads to the others."""

from django.urls import reverse

from budgets.models import ReportingDate
from departments.models import Department
from reports.bridge_dates import dates_with_bridges
from reports.dates import published_dates, when_of
from reports.revenue_read import revenue_years

Way = tuple[str, str]  # words and address
EXECUTION, SETTLEMENT, BRIDGE = "집행현황표", "결산", "예산현액의 다리"
REVENUE, REGISTER, BUDGET = "세입 결산", "변동 대장", "예산 (전년 대비)"


def same_year(office: Department, year: int, here: str) -> list[Way]:
    """All but the page itself; of which nothing is published is not told. Of several dates the newest,
    the settlement before any other."""
    drawn = [
        each
        for each in published_dates(office)
        if each.book.fiscal_year == year and not when_of(each).is_regrouped
    ]
    running = [each for each in drawn if each.stage != ReportingDate.Stage.BUDGET]
    settled = [each for each in running if when_of(each).is_settled]
    bridged = dates_with_bridges(drawn)
    ways: list[Way] = []
    for name, page, found in (
        (EXECUTION, "execution", settled or running),
        (SETTLEMENT, "settlement", settled),
        (BRIDGE, "bridge", [each for each in settled + running if each.pk in bridged]),
    ):
        if found:
            ways.append((name, reverse(page, args=[office.code, when_of(found[0]), ""])))
    if year in revenue_years(office):
        ways.append((REVENUE, _of_year("revenue", office, year)))
    if drawn:
        ways.append((REGISTER, _of_year("register", office, year)))
    if len(drawn) > len(running):
        ways.append((BUDGET, _of_year("budget", office, year)))
    return [(name, href) for name, href in ways if name != here]


def _of_year(page: str, office: Department, year: int) -> str:
    return reverse(page, args=[office.code, year, ""])
