"""What a report counts, as fixtures: each series with its days, then its counts."""

from collections import Counter
from collections.abc import Callable, Iterator

from budgets.reading.facts import Report
from budgets.reading.statistic_facts import CountFacts, Payer, StatisticFacts

LONGEST_ITEM, LONGEST_PRINTED = 100, 40


def statistic_objects(
    report: Report, department: Callable[[str], list], code_of: Callable[[Payer], str]
) -> Iterator[dict]:
    """`department`, `code_of`: how fixtures name a department, and a line."""
    key, seen = report.document.key, Counter()
    for facts in report.statistics:
        seen[facts.place] += 1
        own = [key, facts.place, seen[facts.place]]
        yield _object("budgets.statistic", **_statistic(facts, own, department, code_of))
        for position, count in enumerate(facts.values, start=1):
            yield _object("budgets.statisticvalue", **_value(count, own, position))


def _statistic(facts: StatisticFacts, own: list, department, code_of) -> dict:
    document, place, position = own
    payer = facts.payer
    return {
        "document": [document],
        "place": place,
        "position": position,
        "series": facts.series,
        "first": facts.first and facts.first.isoformat(),
        "last": facts.last and facts.last.isoformat(),
        "span": facts.span,
        "daily": None if facts.daily is None else f"{facts.daily:f}",
        "daily_place": facts.daily_place,
        "department": facts.department and department(facts.department),
        "why_department": facts.why_department,
        "line": payer and [code_of(payer)],
        "why_line": payer and payer.why,
    }


def _value(count: CountFacts, own: list, position: int) -> dict:
    return {
        "statistic": own,
        "position": position,
        "item": _cut(count.item, LONGEST_ITEM),
        "group": _cut(count.group, LONGEST_ITEM),
        "unit": count.unit,
        "state": count.state,
        "value": None if count.value is None else f"{count.value:f}",
        "printed": _cut(count.printed, LONGEST_PRINTED),
        "share": count.share,
        "place": count.place,
    }


def _object(model: str, **fields) -> dict:
    return {"model": model, "fields": {k: v for k, v in fields.items() if v not in (None, "", [])}}


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
