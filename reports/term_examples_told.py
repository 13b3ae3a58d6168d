"""Examples of the 용어 of what comes in and of what documents tell, from what is published."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse

from budgets.measures import REVENUE_MEASURES
from budgets.models import Revenue, Task
from departments.models import Department
from reports.finding_rows import read_told
from reports.percent import percent_words
from reports.revenue_read import read_revenue
from reports.revenue_tree import added
from reports.table import ratio
from reports.term_wholes import Example, won

_OF_REVENUE = {"assessed": "징수결정액", "received": "실제수납액", "uncollected": "미수납액"} | {
    "written_off": "불납결손액"
}


def of_revenue() -> Iterator[tuple[str, Example]]:
    """Of the newest year of which one is told, all categories of its first account together."""
    newest = (
        Revenue.objects.published()
        .select_related("office")
        .order_by("-fiscal_year", "office__position", "pk")
        .first()
    )
    settled = newest and read_revenue(newest.office, newest.fiscal_year)
    if not settled:
        return
    office, year = settled.office, settled.fiscal_year
    account = settled.accounts[0]
    source = f"{office.name} {settled.words} {account.name}"
    href = reverse("revenue", args=[office.code, year, ""])
    whole = dict(zip(REVENUE_MEASURES, added(top.cells for top in account.tops), strict=True))
    for measure, anchor in _OF_REVENUE.items():
        if isinstance(whole[measure], int):
            yield anchor, Example(f"{anchor} {won(whole[measure])}", source, href)
    rate = ratio(whole["received"], whole["assessed"])
    if isinstance(rate, int):
        made_of = f"{won(whole['received'])} ÷ {won(whole['assessed'])}"
        yield "징수율", Example(f"{made_of} = {percent_words(rate)}", source, href)
    nodes = [node for top in account.tops for _, node in top.walk()]
    own = next((node for node in nodes if node.name == "세외수입"), None)
    received = own.cells[list(REVENUE_MEASURES).index("received")] if own else None
    if isinstance(received, int):
        yield "세외수입", Example(f"세외수입 실제수납액 {won(received)}", source, href)
    named = [source for node in nodes for source in node.sources]
    if named and isinstance(named[0].received, int):
        yield "세입원", Example(f"{named[0].name} {won(named[0].received)}", source, href)


def of_documents() -> Iterator[tuple[str, Example]]:
    told = read_told()
    if told:
        office: Department = told[0].finding.office
        own = [each for each in told if each.finding.office_id == office.pk]
        done = sum(not each.is_open for each in own)
        words = f"{len(own)}건 가운데 완료 {done}건, 남은 것 {len(own) - done}건"
        href = f"{reverse('findings', args=[''])}?{urlencode({'office': office.name})}"
        yield "시정-권고", Example(words, office.name, href)
    task = (
        Task.objects.published()
        .filter(kind__in=Task.WORK)
        .order_by("-document__key", "position")
        .first()
    )
    if task:
        key = task.document.key
        yield "과제", Example(str(task), f"출처 문서 {key}", reverse("tasks", args=[key, ""]))
