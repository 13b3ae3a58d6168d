"""What a settlement says of changes and remainders, as fixtures: a heading before its items."""

from collections.abc import Callable, Iterator

from budgets.reading.facts import DateKey, Report
from budgets.reading.settled_facts import LineKey, Settled

Key = list
DateOf = Callable[[DateKey], Key]
DepartmentOf = Callable[[str], Key]
LineOf = Callable[[DateKey, LineKey], Key]
_BESIDE = ("name", "reason", "kind", "from_item", "to_item")
_LINES = ("taken_from", "given_to", "line")
_DEPARTMENTS = ("from_department", "to_department")


def settlement_objects(
    report: Report, date_of: DateOf, department_of: DepartmentOf, line_of: LineOf
) -> Iterator[dict]:
    document = [report.document.key]
    position = 0

    def below(item: Settled, when: DateKey, parent: Key | None) -> Iterator[dict]:
        nonlocal position
        position += 1
        own = [*document, position]
        yield {
            "model": "budgets.settlementitem",
            "fields": {
                "document": document,
                "place": item.place,
                "position": position,
                "reporting_date": date_of(when),
                "heading": item.heading,
                **({"parent": parent} if parent else {}),
                **{name: value for name in _BESIDE if (value := getattr(item, name))},
                **({} if item.count is None else {"count": item.count}),
                **({"won": item.money.won} if item.money and item.money.value is not None else {}),
                **({"is_none": True} if item.is_none else {}),
                **{name: line_of(when, key) for name in _LINES if (key := getattr(item, name))},
                **{
                    name: department_of(who)
                    for name in _DEPARTMENTS
                    if (who := getattr(item, name))
                },
            },
        }
        for day in item.days:
            yield {
                "model": "budgets.changeday",
                "fields": {
                    "item": own,
                    "act": day.act,
                    "first": day.first.isoformat(),
                    "last": day.last.isoformat(),
                    "printed": day.printed,
                    "document": document,
                    "place": day.place,
                },
            }
        for one in item.items:
            yield from below(one, when, own)

    for settlement in report.settlements:
        for heading in settlement.headings:
            yield from below(heading, settlement.when, None)
