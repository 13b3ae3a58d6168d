"""Since when and until when a team had a duty, as the reports of one office leave it open.

Reports that follow each other and list a team under the same duty speak of one stay. A new team came
some day after the report before; one that the next report lacks went some day before it. Where only
the duty changed, the earlier one is taken to hold until the report that prints the later: a team
has one duty on a day. And no team is older or younger than its department.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from budgets.reading.fixtures import Object, item
from budgets.reading.sightings import fields_of, iso, offices_together

_DAY = timedelta(days=1)
Key = tuple[str, str, str]  # department, name, duty


@dataclass
class Stand:
    """The teams that the reports of one office list on one day."""

    day: date
    sightings: list[Object]

    @property
    def keys(self) -> set[Key]:
        return {_key(each) for each in self.sightings}

    @property
    def names(self) -> set[tuple[str, str]]:
        return {key[:2] for key in self.keys}


@dataclass
class Stay:
    key: Key
    turn: int  # the second where a duty comes back
    since: date | None
    until: date | None
    seen: list[date]
    position: int


def teams_of(objects: list[Object], departments: list[Object]) -> list[Object]:
    """The teams that the reports list, each once a stay; every sighting is told which it is of."""
    spans = {f["code"]: f for f in fields_of(departments, "departments.department")}
    order = {code: at for at, code in enumerate(spans)}
    return [
        item(
            "departments.team",
            department=[stay.key[0]],
            name=stay.key[1],
            duty=stay.key[2],
            turn=stay.turn,
            position=stay.position,
            **_span(stay, spans[stay.key[0]]),
        )
        for stay in sorted(_stays(objects), key=lambda stay: (order[stay.key[0]], *_place(stay)))
    ]


def _place(stay: Stay) -> tuple:
    """The duties of one team one after the other."""
    _, name, duty = stay.key
    return stay.position, name, stay.since or date.min, duty, stay.turn


def _key(sighting: Object) -> Key:
    return tuple(sighting["team"][:3])


# --- stays ----------------------------------------------------------------------------------------


def _stays(objects: list[Object]) -> list[Stay]:
    listed: dict[str, list[Object]] = {}
    for sighting in fields_of(objects, "departments.teamsighting"):
        listed.setdefault(sighting["document"][0], []).append(sighting)
    places = {id(each): at for own in listed.values() for at, each in enumerate(own, start=1)}
    days = _days(objects)
    stays: dict[Key, list[Stay]] = {}
    for stands in _stands(objects, {k: own for k, own in listed.items() if k in days}, days):
        for at, stand in enumerate(stands):
            before = stands[at - 1] if at else None
            after = stands[at + 1] if at + 1 < len(stands) else None
            for sighting in stand.sightings:
                stay = _stay(stays.setdefault(_key(sighting), []), sighting, stand, before)
                stay.seen.append(stand.day)
                stay.position = places[id(sighting)]
                stay.until = after and after.day - _DAY
    for sighting in (each for k, own in listed.items() if k not in days for each in own):
        known = stays.setdefault(_key(sighting), [])
        if not known:  # nothing tells when
            known.append(Stay(_key(sighting), 1, None, None, [], places[id(sighting)]))
        sighting["team"][3] = known[-1].turn
    return _in_place([stay for own in stays.values() for stay in own])


def _in_place(stays: list[Stay]) -> list[Stay]:
    """Every team where the latest report that lists its name prints it."""
    latest = {
        stay.key[:2]: stay.position
        for stay in sorted(stays, key=lambda stay: max(stay.seen, default=date.min))
    }
    return [replace(stay, position=latest[stay.key[:2]]) for stay in stays]


def _stay(known: list[Stay], sighting: Object, stand: Stand, before: Stand | None) -> Stay:
    """The stay that goes on from the report before, or a new one."""
    key = _key(sighting)
    goes_on = known and stand.day in known[-1].seen  # two reports of one day
    if not goes_on and not (before and key in before.keys):
        known.append(Stay(key, len(known) + 1, _since(key, stand.day, before), None, [], 0))
    sighting["team"][3] = known[-1].turn
    return known[-1]


def _since(key: Key, day: date, before: Stand | None) -> date | None:
    if before is None:
        return None
    return day if key[:2] in before.names else before.day + _DAY


def _stands(objects: list[Object], listed: dict, days: dict[str, date]) -> Iterator[list[Stand]]:
    """By office, under whatever name, in order of days."""
    together = offices_together(objects)
    offices: dict[str, dict[date, Stand]] = {}
    for key, own in listed.items():
        office = own[0]["team"][0].split("/")[0]
        stands = offices.setdefault(together.get(office, office), {})
        stands.setdefault(days[key], Stand(days[key], [])).sightings.extend(own)
    for stands in offices.values():
        yield [stands[day] for day in sorted(stands)]


def _days(objects: list[Object]) -> dict[str, date]:
    """The day a document speaks of: of its headcount, else of its figures, else its own."""
    days: dict[str, str] = {}
    for f in fields_of(objects, "departments.document"):
        if f["reported_on"]:
            days[f["key"]] = f["reported_on"]
    figures: dict[str, str] = {}
    for f in fields_of(objects, "budgets.statement"):
        key, day = f["document"][0], f["filing"][1]
        figures[key] = max(day, figures.get(key, day))
    days |= figures
    days |= {f["document"][0]: f["as_of"] for f in fields_of(objects, "departments.headcount")}
    return {key: date.fromisoformat(day) for key, day in days.items()}


# --- within the department --------------------------------------------------------------------------


def _span(stay: Stay, department: Object) -> Object:
    """Its own days, or the department's where those are narrower."""
    begun, ended = _day(department["valid_from"]), _day(department["valid_to"])
    # What a report lists was there, whatever another says of the department's end.
    is_later = begun and begun >= (stay.since or begun) and all(d >= begun for d in stay.seen)
    is_earlier = ended and ended <= (stay.until or ended) and all(d <= ended for d in stay.seen)
    return {
        "valid_from": iso(begun if is_later else stay.since),
        "valid_from_exact": bool(is_later and department["valid_from_exact"]),
        "valid_to": iso(ended if is_earlier else stay.until),
        "valid_to_exact": bool(is_earlier and department["valid_to_exact"]),
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
