"""When a team stood there, as the reports of one office leave it open.

A team of the same name and duty in the report before is that team: its row ends the day before
this report speaks. One that the report before lacks came some day after it.
"""

from datetime import date, timedelta

from budgets.reading.fixtures import Object
from budgets.reading.sightings import fields_of, iso, offices_together

_DAY = timedelta(days=1)
Stand = tuple[date, list[Object]]


def date_teams(objects: list[Object]) -> None:
    """Give every team its span, so that on any day it stands there once."""
    days = _days(objects)
    teams: dict[str, list[Object]] = {}
    for team in fields_of(objects, "departments.team"):
        team["valid_from"] = team["valid_to"] = None
        teams.setdefault(team["document"][0], []).append(team)
    together = offices_together(objects)
    stands: dict[str, list[Stand]] = {}
    for key, own in teams.items():
        office = own[0]["department"][0].split("/")[0]
        if key in days:
            stands.setdefault(together.get(office, office), []).append((days[key], own))
    for own in stands.values():
        _date(sorted(own, key=lambda stand: stand[0]))


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


def _date(stands: list[Stand]) -> None:
    for at, (day, teams) in enumerate(stands):
        before = stands[at - 1] if at else None
        after = stands[at + 1] if at + 1 < len(stands) else None
        for team in teams:
            team["valid_from"] = iso(_since(team, day, before))
            team["valid_to"] = iso(after[0] - _DAY) if after else None


def _since(team: Object, day: date, before: Stand | None) -> date | None:
    if before is None:
        return None
    same = ("department", "name", "duty")
    continues = any(all(team[k] == other[k] for k in same) for other in before[1])
    return day if continues else before[0] + _DAY
