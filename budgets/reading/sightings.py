"""Which divisions of which office the documents show on which day, and which office is which.

An office that takes over the work of one that is gone continues it under another name.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from budgets.reading.facts import DRAWN
from budgets.reading.fixtures import Object
from budgets.reading.names import key_of

FEWEST_SHARED = 3  # programs and lines by which an office is known under another name


@dataclass
class Sighting:
    """The divisions of one office that the documents show on one day."""

    office: str
    day: date
    departments: list[str]
    is_headcount: bool  # which names them all; a table of figures may be of one of them


@dataclass
class Known:
    """Everything the documents say, indexed."""

    sightings: list[Sighting]
    works: dict[str, set[str]]  # department code -> keys of its programs and lines
    titles: dict[str, str]  # key -> a name as printed
    ended: dict[str, Object]  # department code -> the stated abolition
    objects: list[Object] = field(repr=False)


def fields_of(objects: Iterable[Object], model: str) -> Iterator[Object]:
    return (each["fields"] for each in objects if each["model"] == model)


def known_from(objects: list[Object]) -> Known:
    drawn = {f["code"]: f for f in fields_of(objects, "budgets.book") if f["basis"] == DRAWN}
    days: dict[tuple[str, date], dict[str, None]] = {}
    for f in fields_of(objects, "budgets.filing"):
        book, day, _ = f["reporting_date"]
        if book in drawn:
            office = drawn[book]["office"][0]
            days.setdefault((office, date.fromisoformat(day)), {})[f["department"][0]] = None
    counted = set()
    for f in fields_of(objects, "departments.headcount"):
        code = f["department"][0]
        key = code.split("/")[0], date.fromisoformat(f["as_of"])
        days.setdefault(key, {})[code] = None
        counted.add(key)
    works, titles = _works(objects, drawn)
    sightings = [
        Sighting(*key, [code for code in codes if code != key[0]], key in counted)
        for key, codes in sorted(days.items(), key=lambda pair: pair[0][1])
    ]
    ended = {
        f["before"][0]: f
        for f in fields_of(objects, "departments.succession")
        if f["kind"] == "폐지" and f.get("before")
    }
    return Known(sightings, works, titles, ended, objects)


def _works(objects, drawn) -> tuple[dict[str, set[str]], dict[str, str]]:
    works: dict[str, set[str]] = {}
    titles: dict[str, str] = {}
    owner: dict[str, str] = {}
    for f in fields_of(objects, "budgets.program"):
        if f["book"][0] in drawn:
            owner[f["code"]] = f["department"][0]
            works.setdefault(f["department"][0], set()).add(key_of(f["name"]))
            titles.setdefault(key_of(f["name"]), f["name"])
    for f in fields_of(objects, "budgets.lineitem"):
        if f["program"][0] in owner:
            works.setdefault(owner[f["program"][0]], set()).add(key_of(f["name"]))
            titles.setdefault(key_of(f["name"]), f["name"])
    return works, titles


# --- which office is which, over time ----------------------------------------------------------


def chains(known: Known) -> list[list[Sighting]]:
    """Sightings of one office, and of the office that took over its work, in order of days."""
    found: list[list[Sighting]] = []
    for sighting in known.sightings:
        chain = next((c for c in found if _continues(c, sighting, known)), None)
        if chain is None:
            found.append([sighting])
        else:
            chain.append(sighting)
    for chain in found:
        _fill_gaps(chain)
    return found


def _fill_gaps(chain: list[Sighting]) -> None:
    """A department that is there before and after was there in between."""
    for code in dict.fromkeys(code for s in chain for code in s.departments):
        seen = [at for at, s in enumerate(chain) if code in s.departments]
        for sighting in chain[seen[0] : seen[-1]]:
            if code not in sighting.departments and code.startswith(f"{sighting.office}/"):
                sighting.departments.append(code)


def whole(chain: list[Sighting]) -> list[Sighting]:
    """The sightings in which a department could be missed: not a table of one of several."""
    if max(len(s.departments) for s in chain) < 2:
        return chain
    return [s for s in chain if s.is_headcount or len(s.departments) > 1]


def _continues(chain: list[Sighting], sighting: Sighting, known: Known) -> bool:
    if any(earlier.office == sighting.office for earlier in chain):
        return True
    still_there = any(
        s.office == chain[-1].office and s.day >= sighting.day for s in known.sightings
    )
    return not still_there and len(shared_by_offices(chain[-1], sighting, known)) >= FEWEST_SHARED


def shared_by_offices(before: Sighting, after: Sighting, known: Known) -> set[str]:
    return works_of(before.departments, known) & works_of(after.departments, known)


def works_of(codes: Iterable[str], known: Known) -> set[str]:
    """Only names that one department alone has: 기본경비 stands in every one."""
    counts = Counter(work for code in codes for work in known.works.get(code, ()))
    return {work for work, count in counts.items() if count == 1}


def offices_together(objects: list[Object]) -> dict[str, str]:
    """Each office -> the first name under which its work is known."""
    every = chains(known_from(objects))
    return {sighting.office: chain[0].office for chain in every for sighting in chain}


def iso(day: date | None) -> str | None:
    return day and day.isoformat()
