"""The fixtures folder: one file a document, between the organisation and its lineage.

00-organisation.json and 99-lineage.json are derived from all documents and written anew with
every report; a document's own file changes only where another report taught a better reading.
What stands there does not depend on the order in which the reports were read.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from budgets.reading.facts import Report
from budgets.reading.fixtures import Object, dump, load, objects_of
from budgets.reading.lineage import organisation
from budgets.reading.misreadings import misreadings
from budgets.reading.sightings import fields_of
from budgets.reading.spans import teams_of

ORGANISATION, LINEAGE = "00-organisation.json", "99-lineage.json"
Documents = dict[str, list[Object]]


class Clash(ValueError):
    """Two documents that cannot both stand in the folder. Nothing was written."""


def put(reports: Sequence[Report], folder: Path) -> list[str]:
    """Write the reports' fixtures; the names of the files that changed."""
    documents = {path.name: load(path.read_text("utf-8")) for path in _documents(folder)}
    for report in reports:
        name = f"{report.document.key}.json"
        objects = objects_of(report)
        if name in documents and not _is_same(documents[name], objects):
            raise Clash(
                f"{name}에는 다른 문서가 들어 있습니다. --key 로 다른 문서 기호를 주십시오."
            )
        documents[name] = objects
    documents = dict(sorted(documents.items()))
    _refuse_twice(documents)
    _correct(documents)
    everything = [each for objects in documents.values() for each in objects]
    who, links = organisation(everything)
    teams = teams_of(everything, who)
    files = {ORGANISATION: [*who, *teams], **documents, LINEAGE: links}
    folder.mkdir(parents=True, exist_ok=True)
    return [name for name in sorted(files) if _write(folder / name, dump(files[name]))]


def in_order(folder: Path) -> list[Path]:
    """In the order in which they load: each file refers only to those before it."""
    return sorted(folder.glob("*.json"))


def _documents(folder: Path) -> list[Path]:
    return [path for path in in_order(folder) if path.name not in (ORGANISATION, LINEAGE)]


def _is_same(known: list[Object], objects: list[Object]) -> bool:
    """The same report, though perhaps read from a better text."""
    one, other = (next(fields_of(each, "departments.document")) for each in (known, objects))
    return all(one[name] == other[name] for name in ("office", "title", "printed_on"))


def _refuse_twice(documents: Documents) -> None:
    """What the database holds once, two documents may not both give."""
    said: dict[tuple, str] = {}
    for name, objects in documents.items():
        for what, key in sorted(set(_once(objects))):
            earlier = said.setdefault((what, key), name)
            if earlier != name:
                raise Clash(f"{earlier}와(과) {name}에 같은 {what}이(가) 들어 있습니다: {key}")


def _once(objects: list[Object]) -> Iterator[tuple[str, str]]:
    for f in fields_of(objects, "departments.document"):
        yield "글(SHA-256)", f["sha256"]
    for f in fields_of(objects, "budgets.statement"):
        yield "기준일의 금액", " ".join(f["filing"][1:])
    for f in fields_of(objects, "departments.headcount"):
        yield "기준일의 인력", f"{f['department'][0]} {f['as_of']}"


def _correct(documents: Documents) -> None:
    for model in ("budgets.program", "budgets.lineitem"):
        named = [
            (file, fields)
            for file, objects in documents.items()
            for fields in fields_of(objects, model)
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
