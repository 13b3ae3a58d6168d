"""Findings as Django fixtures: each with its facts, its lines and the step that the document prints."""

from collections.abc import Iterator, Mapping

from budgets.reading.facts import Report
from budgets.reading.finding_facts import DONE, FindingFacts, Span

Object = dict


def finding_objects(
    report: Report, department_codes: Mapping[str, str], line_codes: Mapping[tuple, str]
) -> Iterator[Object]:
    """`line_codes`: by date, account and the row's own line."""
    document = [report.document.key]
    office = [department_codes[report.document.office]]
    for position, finding in enumerate(report.findings, start=1):
        own = {"finding": [*document, position]}
        yield _item(
            "finding",
            document=document,
            place=finding.place,
            until=finding.until,
            position=position,
            office=office,
            fiscal_year=finding.fiscal_year,
            source=finding.source,
            number=finding.number,
            title=finding.title,
            whose=finding.whose,
            departments=[[department_codes[name]] for name in finding.departments],
        )
        yield from _facts(own, finding)
        for line in finding.lines:
            code = line_codes[line.when, line.account, line.row]
            yield _item("findingline", **own, line=[code], how=line.how, words=line.words)
        yield _item(
            "findingstep",
            **own,
            side=DONE,
            status=finding.status,
            printed=finding.printed,
            **_days(finding.span),
            document=document,
            place=finding.place,
        )


def _facts(own: Object, finding: FindingFacts) -> Iterator[Object]:
    for position, fact in enumerate(finding.facts, start=1):
        yield _item(
            "findingfact",
            **own,
            side=fact.side,
            kind=fact.kind,
            words=fact.words,
            value=None if fact.value is None else f"{fact.value:f}",
            unit=fact.unit,
            manner=fact.manner,
            **_days(fact.span),
            place=fact.place,
            position=position,
        )


def _days(span: Span | None) -> Object:
    if span is None:
        return {}
    return {"first": span.first.isoformat(), "last": span.last.isoformat()}


def _item(model: str, **fields) -> Object:
    kept = {name: value for name, value in fields.items() if value not in (None, "", [])}
    return {"model": f"budgets.{model}", "fields": kept}
