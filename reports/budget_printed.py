"""What documents print of two years' budgets, held against their lines: 예산액, 증감, 증감률."""

from collections import Counter
from collections.abc import Collection, Sequence

from django.db.models import Q

from budgets.models import Claim, ReportingDate
from reports.budget import NOW, THEN
from reports.claims import Checked, checked_claims
from reports.marks import Marks, marks_of
from reports.origin import VERDICTS, claims_table
from reports.reconcile import AGREES, DIFFERS
from reports.table import Table

_CHANGES = (Claim.Measure.CHANGE, Claim.Measure.CHANGE_RATE)


def printed_budgets(
    now: Collection[ReportingDate], then: Collection[ReportingDate]
) -> list[Checked]:
    """Judged among all that their documents print, as a verdict leans on what stands beside it."""
    here, before = ({date.pk for date in dates} for dates in (now, then))
    changes = Q(measure__in=_CHANGES, reporting_date__in=here, base_date__in=before)
    voted = Q(measure=Claim.Measure.APPROPRIATED, reporting_date__in=here | before)
    public = Claim.objects.published()
    told = public.filter(changes | voted)
    documents = set(told.order_by().values_list("document", flat=True))
    wanted = set(told.order_by().values_list("pk", flat=True))
    checked = checked_claims(public.filter(document__in=documents)) if wanted else []
    return [each for each in checked if each.claim.pk in wanted]


def budget_marks(checked: Sequence[Checked], now: Collection[ReportingDate]) -> Marks:
    """Of this year, of the year before, and of what is between them."""
    here = {date.pk for date in now}

    def column_of(claim: Claim) -> str:
        if claim.measure in _CHANGES:
            return claim.measure
        return NOW if claim.reporting_date_id in here else THEN

    return marks_of((x for x in checked if x.verdict.verdict == DIFFERS), column_of)


def printed_table(checked: Sequence[Checked]) -> Table | None:
    """Those that do not simply agree, and how many there are of each verdict."""
    if not checked:
        return None
    counts = Counter(each.verdict.verdict for each in checked)
    table = claims_table([each for each in checked if each.verdict.verdict != AGREES])
    title = "맞지 않거나 따질 수 없는 인쇄값" if table.rows else "모두 맞은 인쇄값"
    told = ", ".join(f"{words} {counts[key]}개" for key, words in VERDICTS.items() if counts[key])
    note = f"문서에 인쇄된 예산액, 증감, 증감률 {len(checked)}개를 다시 셈했습니다: {told}."
    return Table(
        "printed",
        title,
        table.columns,
        table.rows,
        (note,),
        table.name_label,
    )
