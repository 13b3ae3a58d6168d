"""What an office does, as fixtures: a title stands in the file after the one it belongs to."""

from collections.abc import Iterable, Iterator

from budgets.reading.facts import TaskFacts


def task_objects(document: str, tasks: Iterable[TaskFacts]) -> Iterator[dict]:
    for task in tasks:
        fields = {
            "document": [document],
            "position": task.position,
            "parent": task.parent and [document, task.parent],
            "kind": task.kind,
            "number": task.number,
            "title": task.title,
            "place": task.place,
            "begins": task.begins,
            "until": task.until,
        }
        told = {name: value for name, value in fields.items() if value not in (None, "")}
        yield {"model": "budgets.task", "fields": told}
