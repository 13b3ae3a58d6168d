"""What the page of one amount holds in tables: its versions, and what is printed of its line."""

from budgets.models import Statement
from reports.origin import Origin, claims_table, versions_table
from reports.sources import sources_in
from reports.table import Report


def origin_report(origin: Origin) -> Report:
    """In the unit of the source, as the page has it."""
    line = origin.figure.line
    program = line.program
    tables = [versions_table(origin)]
    if origin.claims:
        tables.append(claims_table(origin.claims))
    return Report(
        title=f"무엇에서 온 숫자인가: {line} {origin.label}",
        office=program.book.office.name,
        when=origin.when.words,
        unit=origin.unit,
        tables=tuple(tables),
        sources=sources_in(Statement.objects.filter(figures__in=origin.versions)),
        chosen=(
            ("회계", program.account.name),
            ("부서", str(program.department)),
            ("정책사업", str(program)),
            ("세부사업", str(line)),
        ),
        file=f"{line}_{origin.when.slug}_{origin.label}의 출처".replace(" ", "_"),
        name=f"{origin.label}의 출처",
    )
