"""Which line pays for what a series counts: those that a department may name, and the one that goes on
from the line that is named already."""

from collections.abc import Sequence
from datetime import date

from budgets.filing import Refused
from budgets.models import Book, Figure, LineItem, LineLink
from budgets.reading.names import key_of
from departments.models import Department


def lines_to_name(department: Department, today: date) -> list[LineItem]:
    """Newest first, of its books as they were drawn up; next year's pays for nothing yet."""
    own = LineItem.objects.filter(
        program__department=department, program__book__fiscal_year__lte=today.year
    )
    own = own.exclude(program__book__basis=Book.Basis.REGROUPED)
    places = ("program__position", "program", "position", "pk")
    related = own.select_related("program__book__office")
    return list(related.order_by("-program__book__fiscal_year", *places))


def going_on(line: LineItem | None, own: Sequence[LineItem]) -> LineItem | None:
    """The newest of these that is that line: whoever keeps the structure said so, or it has its name.
    Of two nobody knows which; whoever writes may change it."""
    if line is None:
        return None
    said = {line.pk}
    while (
        more := set(
            LineLink.objects.standing().filter(before__in=said).values_list("after", flat=True)
        )
        - said
    ):
        said |= more
    key = key_of(line.name)
    found = [each for each in own if each.pk in said or key_of(each.name) == key]
    newest = max((each.program.book.fiscal_year for each in found), default=None)
    last = [each for each in found if each.program.book.fiscal_year == newest]
    if len(last) == 1:
        return last[0]
    return line if line in own else None


def must_pay(line: LineItem | None, department: Department, last: date) -> None:
    if line is None:
        return
    if line.program.department_id != department.pk:
        raise Refused(f"‘{line}’: {department}의 세부사업이 아닙니다.")
    if line.program.book.fiscal_year > last.year:
        raise Refused(f"‘{line}’: 통계의 날보다 뒤인 {line.program.book}의 세부사업입니다.")


def must_be_public(line: LineItem | None) -> None:
    """Readers see no line before its figures, nor what names one."""
    if line is not None and not Figure.objects.published().filter(line=line).exists():
        raise Refused(f"예산을 대는 세부사업 ‘{line}’의 금액이 아직 공개되지 않았습니다.")
