"""세입 of one office and year as it was published: which document tells it, or that the office entered
it, its categories, what came in later, and the lines of the same settlement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from budgets.measures import REVENUE_MEASURES
from budgets.models import Book, Claim, Figure, Revenue, RevenueCollection
from budgets.reading.revenue_claims import SUBJECT
from departments.models import Department, Document
from departments.models.cell import State
from reports.claim_words import row_href
from reports.claims import Checked, checked_claims
from reports.dates import When, written
from reports.revenue_links import Spending
from reports.revenue_sources import Source, sources_of
from reports.revenue_tree import Node
from reports.table import Cell, Gap

_GAPS = {"dash": Gap.DASH, "blank": Gap.BLANK, "absent": Gap.ABSENT}


@dataclass(frozen=True, slots=True)
class Later:
    """What came in of the remainder, of one category or of all."""

    day: date
    won: int
    is_all: bool
    place: int
    category: int | None


@dataclass(frozen=True, slots=True)
class OfAccount:
    name: str
    unit: str
    tops: list[Node]
    later: list[Later]


@dataclass(frozen=True, slots=True)
class Settled:
    office: Department
    fiscal_year: int
    when: When
    source: Source
    others: list[Source]  # that tell the same year, too
    accounts: list[OfAccount]
    spending: list[Spending]
    claims: list[Checked]

    @property
    def words(self) -> str:
        if self.when.is_settled:
            return f"{self.fiscal_year}회계연도 결산"
        return f"{written(self.when.day)} 기준"

    def href_of(self, place: int | None) -> str:
        """The document's page, at that line if anything printed there was worked out again."""
        if self.source.document is None:
            return ""
        own = next((each.claim for each in self.claims if each.claim.place == place), None)
        return row_href(own) if own else reverse("document", args=[self.source.key, ""])


def revenue_years(office: Department) -> list[int]:
    """Of which there is a page, newest first."""
    own = Revenue.objects.published().filter(office=office).order_by()
    return sorted(set(own.values_list("fiscal_year", flat=True)), reverse=True)


def read_revenue(office: Department, fiscal_year: int, key: str = "") -> Settled | None:
    """As the newest source tells it, or the one that is asked for; None where none does."""
    rows = list(
        Revenue.objects.published()
        .filter(office=office, fiscal_year=fiscal_year)
        .select_related(
            "document", "account", "returned__publication", "returned__by", "returned__account"
        )
        .order_by("position")
    )
    sources = sources_of(rows)
    if not sources or (key and key not in {each.key for each in sources}):
        return None
    source = next(each for each in sources if each.key == key) if key else sources[-1]
    own = source.rows
    newest = max(own, key=lambda row: row.day)
    own = [row for row in own if row.day == newest.day]
    when = When(newest.day, newest.stage)
    later = RevenueCollection.objects.published().filter(
        document=source.document, office=office, fiscal_year=fiscal_year
    )
    return Settled(
        office,
        fiscal_year,
        when,
        source,
        [each for each in sources if each.key != source.key],
        _accounts(own, later.select_related("account").order_by("day", "place")),
        _spending(office, fiscal_year, when),
        _checked(source.document) if source.document else [],
    )


def _accounts(rows: Sequence[Revenue], collections: QuerySet[RevenueCollection]) -> list[OfAccount]:
    accounts = {row.account_id: OfAccount(row.account.name, row.unit, [], []) for row in rows}
    nodes: dict[int, Node] = {}
    for row in rows:
        node = nodes[row.pk] = Node(row.pk, row.name, row.place, _cells(row), row.is_open)
        above = nodes.get(row.parent_id)
        node.path = (*(above.path if above else ()), row.name)
        if above is None:
            accounts[row.account_id].tops.append(node)
        elif row.kind == Revenue.Kind.SOURCE:
            above.sources.append(node)
        else:
            above.below.append(node)
    for each in collections:
        if each.account_id in accounts:
            told = Later(each.day, each.won, each.is_all, each.place, each.category_id)
            accounts[each.account_id].later.append(told)
    return list(accounts.values())


def _cells(row: Revenue) -> tuple[Cell, ...]:
    states = [getattr(row, f"{measure}_state") for measure in REVENUE_MEASURES]
    return tuple(
        getattr(row, measure) if state == State.VALUE else _GAPS[state]
        for measure, state in zip(REVENUE_MEASURES, states, strict=True)
    )


def _spending(office: Department, fiscal_year: int, when: When) -> list[Spending]:
    """The published lines of the same day, as the year's own structure has them."""
    at = "statement__filing__reporting_date"
    figures = Figure.objects.published().filter(
        **{f"{at}__book__office": office, f"{at}__book__fiscal_year": fiscal_year},
        **{f"{at}__day": when.day, f"{at}__stage": when.stage},
        **{f"{at}__book__basis": Book.Basis.DRAWN},
    )
    told = figures.order_by("pk").values_list(
        *("pk", "line", "line__name", "line__program__department__name", "budget", "spent"),
        "line__program__department",
    )
    return [Spending(*row) for row in told]


def _checked(document: Document) -> list[Checked]:
    claims = Claim.objects.published().filter(document=document, subject__startswith=f"{SUBJECT} ")
    return checked_claims(claims.exclude(formula=""))
