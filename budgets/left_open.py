"""What nothing answers of the statements that stand: asked before one is submitted, approved, published."""

from collections import defaultdict
from collections.abc import Collection

from budgets.facing import asked_of, known_on
from budgets.models import Figure, Filing, ReportingDate, Waiver
from budgets.rows import Waived
from budgets.rules import Problem, open_problems, problems
from budgets.statements import row_of


def left_open(
    reporting_date: ReportingDate, filings: Collection[Filing]
) -> dict[int, list[Problem]]:
    """By filing, of those that have any. All departments of a date at once: what is asked of the
    database does not grow with their number."""
    standing = {each.standing_id: each for each in filings if each.standing_id}
    rows, waived = defaultdict(list), defaultdict(list)
    for figure in Figure.objects.filter(statement__in=standing).order_by("statement", "pk"):
        rows[figure.statement_id].append(row_of(figure))
    for each in Waiver.objects.filter(statement__in=standing).order_by("pk"):
        waived[each.statement_id].append(Waived(each.rule, each.line_id, each.reason, each.paper))
    known = known_on(reporting_date, [each.department_id for each in standing.values()])
    asked = asked_of(reporting_date)
    found = {
        filing.pk: open_problems(problems(rows[pk], known, asked), waived[pk])
        for pk, filing in standing.items()
    }
    return {pk: left for pk, left in found.items() if left}


def standing_problems(filing: Filing) -> list[Problem]:
    return left_open(filing.reporting_date, [filing]).get(filing.pk, [])


def left_to_answer(filing: Filing) -> str:
    """In words for who has just corrected: the reviewer has it at once, answered or not."""
    filing.refresh_from_db()
    if not (found := standing_problems(filing)):
        return ""
    return (
        f"답하지 않은 문제가 {len(found)}개 있어 검토자가 확인할 수 없습니다. "
        "입력표에서 고치거나 예외를 적고 다시 내십시오."
    )
