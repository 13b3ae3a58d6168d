"""Who tells an office's tasks: a document that prints them, or the office that entered them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from budgets.models import Claim, Statement, Task, TaskReturn
from departments.models import Department, Document
from reports.claim_words import row_href
from reports.dates import written
from reports.places import line_words
from reports.sources import sources_in


@dataclass(frozen=True, slots=True)
class Printed:
    document: Document
    is_entered = False

    @property
    def of(self) -> int:
        return self.document.pk

    @property
    def key(self) -> str:
        return self.document.key

    @property
    def office(self) -> Department:
        return self.document.office

    @property
    def printed_on(self) -> str:
        return self.document.printed_on

    @property
    def title(self) -> str:
        return self.document.title

    @property
    def called(self) -> str:
        """A title page may be lost."""
        return f"{self.key} {self.title}".strip()

    @property
    def href(self) -> str:
        return reverse("tasks", args=[self.key, ""])

    @property
    def words(self) -> tuple[str, ...]:
        """For the end of a page."""
        own = Statement.objects.filter(document=self.document, publication__isnull=False)
        return sources_in(own)

    def place(self, place: int | None) -> str:
        return line_words(place)

    def href_of(self, claim: Claim) -> str:
        return row_href(claim)


@dataclass(frozen=True, slots=True)
class Entered:
    returned: TaskReturn
    is_entered = True

    @property
    def of(self) -> int:
        return self.returned.pk

    @property
    def office(self) -> Department:
        return self.returned.office

    @property
    def key(self) -> str:
        return f"{self.returned.fiscal_year}년"

    @property
    def printed_on(self) -> str:
        return f"{written(self.returned.day)} 기준"

    @property
    def title(self) -> str:
        return f"{self.key} (실국이 적음)"

    @property
    def called(self) -> str:
        return f"{self.office.name} {self.title}"

    @property
    def href(self) -> str:
        return reverse("entered_tasks", args=[self.office.code, self.returned.fiscal_year, ""])

    @property
    def words(self) -> tuple[str, ...]:
        own = self.returned
        day = written(timezone.localdate(own.publication.at))
        return (
            f"{own.office} {own.fiscal_year}년 업무와 예산 제{own.version}판, {own.by} 적음, {day} 공개",
        )

    def place(self, place: int | None) -> str:
        return f"제{self.returned.version}판 {line_words(place)}"

    def href_of(self, claim: Claim) -> str:
        return ""


Source = Printed | Entered


def sources() -> list[Source]:
    """Of whom some task is told: of what is entered the newest published version, then documents,
    newest first."""
    return [*entered(), *printed()]


def printed() -> list[Printed]:
    told = Task.objects.published().order_by().values("document")
    own = Document.objects.filter(pk__in=told).select_related("office")
    return [Printed(each) for each in own.order_by("-key")]


def entered() -> list[Entered]:
    own = TaskReturn.objects.in_force().select_related("office", "by", "publication")
    return [Entered(each) for each in own.order_by("-fiscal_year", "office__position", "pk")]


def documents_of(sources: Iterable[Source]) -> list[int]:
    return [each.of for each in sources if not each.is_entered]


def returns_of(sources: Iterable[Source]) -> list[TaskReturn]:
    return [each.returned for each in sources if each.is_entered]
