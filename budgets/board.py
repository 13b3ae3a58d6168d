"""The board of a reporting date: where each department stands, who brought it there, what is open.

All departments at once: what the board asks the database does not grow with their number.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from budgets.left_open import left_open
from budgets.models import Filing, ReportingDate, Step, Waiver
from budgets.turn import WRITTEN_IN

State, Act = Filing.State, Step.Act


@dataclass(frozen=True, slots=True)
class Standing:
    """One department on the board."""

    filing: Filing
    handed_in: Step | None  # the last time that it was handed in, or corrected
    said: Step | None  # the last that the reviewer said of what stands
    open_problems: int
    excepted: int
    acknowledged: int
    lateness: str

    @property
    def is_approved(self) -> bool:
        return self.filing.state == State.APPROVED

    @property
    def is_missing(self) -> bool:
        """Readers would find nothing of it if the date were published now."""
        return not self.is_approved and self.filing.published_id is None

    @property
    def is_correction(self) -> bool:
        return self.filing.published_id not in (None, self.filing.standing_id)

    @property
    def may_be_extended(self) -> bool:
        return self.filing.state in WRITTEN_IN and self.filing.published_id is None

    @property
    def words(self) -> str:
        """Its state as the board says it: whether something is written, and what readers see."""
        state = self.filing.state
        if state == State.DRAFT and self.filing.standing_id is None:
            return "작성 전"
        if state == State.SUBMITTED:
            return "제출 (검토 대기)"
        if state == State.APPROVED:
            return "정정 확인 (공개 대기)" if self.is_correction else "확인 (공개 대기)"
        if state == State.CORRECTING:
            return "정정 (검토 대기)"
        if state == State.RETURNED:
            return "정정 반려" if self.is_correction else "반려"
        return self.filing.get_state_display()


def board(
    reporting_date: ReportingDate, now: datetime, filings: QuerySet[Filing] | None = None
) -> list[Standing]:
    """In the order of the organisation. `filings`: those that one may come to, else all."""
    own = Filing.objects.all() if filings is None else filings
    filings = list(
        own.filter(reporting_date=reporting_date)
        .select_related("department", "standing__handed_in_by", "published")
        .order_by("department__position", "department__code")
    )
    # What readers see is not asked again; a document is checked against its own totals.
    asked = [each for each in filings if each.standing_id != each.published_id]
    found, waivers = left_open(reporting_date, asked), _waivers(filings)
    steps = defaultdict(list)
    for step in Step.objects.filter(filing__in=filings).select_related("by").order_by("pk"):
        steps[step.filing_id].append(step)
    return [
        _standing(reporting_date, filing, steps[filing.pk], found, waivers, now)
        for filing in filings
    ]


def _standing(reporting_date, filing, steps, found, waivers, now) -> Standing:
    handed_in = _last(steps, (Act.SUBMITTED, Act.CORRECTED))
    said = _last(steps, (Act.RETURNED, Act.APPROVED))
    if said and handed_in and said.pk < handed_in.pk:
        said = None
    own = waivers[filing.standing_id]
    first = next((each for each in steps if each.act == Act.SUBMITTED), None)
    return Standing(
        filing,
        handed_in,
        said,
        len(found.get(filing.pk, ())),
        own[Waiver.Level.PROBLEM],
        own[Waiver.Level.WARNING],
        lateness(reporting_date.deadline, filing, first and first.at, now),
    )


def _last(steps: Iterable[Step], acts: tuple[str, ...]) -> Step | None:
    return next((each for each in reversed(steps) if each.act in acts), None)


def lateness(
    deadline: datetime | None, filing: Filing, first: datetime | None, now: datetime
) -> str:
    """`first`: when it was handed in for the first time."""
    if deadline is None:
        return "-"
    if first is not None:
        told = "기한 안" if first <= deadline else f"{days_late(deadline, first)} 늦게 냄"
    else:
        told = "기한 전" if now <= deadline else f"{days_late(deadline, now)} 지남"
    writes = filing.state in WRITTEN_IN and filing.published_id is None
    if writes and filing.open_until is not None and filing.open_until >= now:
        until = timezone.localtime(filing.open_until)
        told += f", {until:%Y. %-m. %-d. %H:%M}까지 연장"
    return told


def days_late(deadline: datetime, at: datetime) -> str:
    """Days begun: an hour late is the first day."""
    return f"{-((deadline - at) // timedelta(days=1))}일"


def _waivers(filings: Iterable[Filing]) -> dict[int | None, Counter]:
    """By statement, how many of each level."""
    counts: dict[int | None, Counter] = defaultdict(Counter)
    standing = [each.standing_id for each in filings if each.standing_id]
    told = Waiver.objects.filter(statement__in=standing).order_by()
    for statement, level in told.values_list("statement", "level"):
        counts[statement][level] += 1
    return counts
