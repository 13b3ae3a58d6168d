"""Who an office consists of: its own name, its divisions and teams with their duties, its ends."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from budgets.reading.dates import find_day
from budgets.reading.facts import ClaimFacts, Scope, TeamFacts
from budgets.reading.lines import Line
from departments.text import squeezed

_OFFICE = re.compile(r"^\S*(?:기획관|비서실|본부|관|실|국|단|처)$")
DIVISION = re.compile(r"^[가-힣0-9]+(?:담당관|과|추진단|센터)$")
_DUTY = re.compile(r"^[·․ㆍ・‧∙•]\s*(.+)$")
_TEAM_AND_DUTY = re.compile(r"^(?:([가-힣]+담당관)\s+)?(.+?팀)\s*[·․ㆍ・‧∙•]\s*(.+)$")
_TEAM = re.compile(r"^(.+?)\s*팀$")
_SIZE = re.compile(r"(?P<offices>\d+)관\s*(?P<divisions>\d+)담당관(?:\s*,\s*(?P<teams>\d+)\s*팀)?")
_PEOPLE = re.compile(
    r"인\s*력\s*-?\s*(\d+)\s*명(?:\s*/\s*(\d+)\s*명\s*\(정원/현원\))?(?:\s*\((.+)\))?"
)
_PART = re.compile(r"([가-힣]+)\s+(\d+)")
_ABOLISHED = re.compile(r"조직개편으로\s*([가-힣]+담당관)\s*폐지")


def read_office(lines: Sequence[Line]) -> tuple[str, int] | None:
    """The first line of the title page that is nothing but an office's name."""
    for line in [line for line in lines if not line.is_blank][:12]:
        if _OFFICE.match(line.text) and not line.is_tabular:
            return line.text, line.place
    return None


def read_teams(lines: Sequence[Line]) -> list[TeamFacts]:
    start = next((i for i, x in enumerate(lines) if squeezed(x.text) == "주요기능"), None)
    if start is None:
        return []
    teams: list[TeamFacts] = []
    department = name = ""
    for line in lines[start + 1 :]:
        text = line.text
        if line.is_blank:
            continue
        if both := _TEAM_AND_DUTY.match(text):
            department = both[1] or department
            teams.append(TeamFacts(department, squeezed(both[2]), both[3].strip(), line.place))
        elif duty := _DUTY.match(text):
            teams.append(TeamFacts(department, name, duty[1].strip(), line.place))
        elif _TEAM.match(text):
            name = squeezed(text)
        elif DIVISION.match(squeezed(text)):
            department = squeezed(text)
        else:
            break
    return [team for team in teams if team.department and team.name]


def read_sizes(lines: Sequence[Line], office: str, as_of: date | None) -> list[ClaimFacts]:
    """'1관 5담당관, 24팀' and '인력 163명/158명 (정원/현원)', before the first table is over."""
    claims: list[ClaimFacts] = []
    for line in lines:
        if size := _SIZE.search(line.text):
            said = {k: size[k] for k in ("divisions", "teams") if size[k]}
            claims += [_count(line, office, m, n, as_of) for m, n in said.items()]
        people = _PEOPLE.search(line.text)
        if people and not line.is_tabular:
            claims += _people(line, people, office, as_of)
    return claims


def _people(line: Line, found: re.Match, office: str, as_of) -> list[ClaimFacts]:
    if found[2]:
        pair = [("authorised", found[1]), ("actual", found[2])]
        return [_count(line, office, m, n, as_of, "총계") for m, n in pair]
    parts = [(f"{p[1]}담당관", p[2]) for p in _PART.finditer(found[3] or "")]
    named = [(office, found[1]), *parts]
    return [_count(line, who, "actual", number, as_of, "총계") for who, number in named]


def _count(line, subject, measure, number, as_of, group="") -> ClaimFacts:
    unit = {"divisions": "담당관", "teams": "팀"}.get(measure, "명")
    scope = Scope(department=subject, group=group, as_of=as_of)
    return ClaimFacts(
        line.place, "문장", subject, measure, number, "value", Decimal(number), unit, scope
    )


def read_endings(lines: Sequence[Line]) -> list[tuple[str, date, int]]:
    """'※ '19. 1. 1일부 조직개편으로 신속행정담당관 폐지': its first day without it."""
    found = [(line, _ABOLISHED.search(line.text)) for line in lines]
    days = [(hit[1], find_day(line.text), line.place) for line, hit in found if hit]
    return [(name, day, place) for name, day, place in days if day]


def day_before(day: date) -> date:
    return day - timedelta(days=1)
