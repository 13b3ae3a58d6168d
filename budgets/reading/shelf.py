"""The fixtures folder: one file a document, between the organisation and its lineage.

00-organisation.json and 99-lineage.json are derived from all documents and written anew with
every report; a document's own file changes only where a later report taught a better reading.
"""

from collections.abc import Sequence
from pathlib import Path

from budgets.reading.facts import Report
from budgets.reading.fixtures import Object, dump, load, objects_of
from budgets.reading.lineage import date_teams, misreadings, organisation

ORGANISATION, LINEAGE = "00-organisation.json", "99-lineage.json"


def put(reports: Sequence[Report], folder: Path) -> list[str]:
    """Write the reports' fixtures; the names of the files that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    documents = {path.name: load(path.read_text("utf-8")) for path in _documents(folder)}
    documents |= {f"{report.document.key}.json": objects_of(report) for report in reports}
    _correct(documents)
    everything = [each for name in sorted(documents) for each in documents[name]]
    date_teams(everything)
    who, links = organisation(everything)
    files = {ORGANISATION: who, **documents, LINEAGE: links}
    return [name for name in sorted(files) if _write(folder / name, dump(files[name]))]


def in_order(folder: Path) -> list[Path]:
    """In the order in which they load: each file refers only to those before it."""
    return sorted(folder.glob("*.json"))


def _documents(folder: Path) -> list[Path]:
    return [path for path in in_order(folder) if path.name not in (ORGANISATION, LINEAGE)]


def _correct(documents: dict[str, list[Object]]) -> None:
    for model in ("budgets.program", "budgets.lineitem"):
        named = [
            (file, each["fields"])
            for file, objects in documents.items()
            for each in objects
            if each["model"] == model
        ]
        where: dict[str, set[str]] = {}
        for file, fields in named:
            where.setdefault(fields["name"], set()).add(file)
        right = misreadings(where)
        for _, fields in named:
            fields.pop("reading", None)
            if fields["name"] in right:
                fields["reading"] = right[fields["name"]]


def _write(path: Path, text: str) -> bool:
    if path.exists() and path.read_text("utf-8") == text:
        return False
    path.write_text(text, "utf-8")
    return True
