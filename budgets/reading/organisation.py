"""Who an office consists of: its own name, its divisions and teams with their duties, its ends.

A duty belongs to the team above it; where there is none, to the department, else to the office.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from budgets.reading.captions import is_caption
from budgets.reading.dates import find_day
from budgets.reading.facts import ClaimFacts, DutyFacts, Problem, Scope, TeamFacts
from budgets.reading.lines import Line
from budgets.reading.names import is_division
from budgets.reading.tables import is_first
from departments.text import squeezed

FRONT = 12  # lines of a title page, blank ones not counted
_OFFICE = re.compile(r"^[가-힣0-9·]+(?:기획관|비서실|담당관|본부|사업소|센터|관|실|국|단|처|과)$")
_NO_OFFICE = re.compile(
    r"(?:회의실|대한민국|기관|(?:^|추진|운영|사업|주요|기대)(?:성과|결과|효과|경과))$"
)
_CITY = re.compile(r"^\S+(?:특별시|광역시|특별자치시|특별자치도|시|도|구|군)\s+(?=\S+$)")
_LEGAL = re.compile(r"^(?:\(?[재사주]\)|[재사]단법인)\s*")
_BRACKETS = "()[]【】〈〉<>《》-–— "
_DOTS, _DASHES = "·․ㆍ・‧∙•", "–○ㅇ◦▪-"
_DUTY = re.compile(rf"^([{_DOTS}{_DASHES}])\s*(.+)$")
_TEAM_AND_DUTY = re.compile(
    rf"^([^{_DOTS}]*?팀)(?:\s*[{_DOTS}]\s*|\s*[:：]\s*|\s+[{_DASHES}]\s*)(.+)$"
)
_NAME_AND_DUTY = re.compile(
    rf"^([^{_DOTS}:：]+?)(?:\s*[{_DOTS}]\s*|\s*[:：]\s*|\s+[{_DASHES}]\s*)(.+)$"
)
_TEAM = re.compile(r"^([^:：]+?)\s*팀$")
_ALONE_ON_LINE = re.compile(r"^[가-힣0-9·]{2,}(?:센터|관|단|반|소|원|실|본부)$")
_MARKED = re.compile(rf"^[□■◆▢①-⑳\s{_DASHES}]+")
_COUNTED = re.compile(r"\s*\(.*\)$")
_HEADS_OF_PARTS = re.compile(r"^(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ□■◆▢]|[IVX]+\s*\.|\d{1,2}\s*[.)]?\s)")
_FUNCTIONS = re.compile(r"^(?:[-○□■◆●\d.)①-⑳가-하\s]*)주요기능(?:및업무)?$")
_LONGEST_TEAM = 30
_LONGEST_DUTY = 200
_FEW = 3  # lines between two teams that are neither
_UNIT = r"(\d+)\s*(?:담당관|과|추진단|추진반|센터)"
_SIZE = re.compile(
    r"(?:(?:(?:조\s*직|기\s*구)[^가-힣]*\d+|^\W*1)\s*(?:관|국|실|본부|단)\s*,?\s*|(?:조\s*직|기\s*구)\s*[:：]\s*)"
    rf"(?P<divisions>{_UNIT}(?:\s*,?\s*{_UNIT})*)(?:\s*[,/]?\s*(?P<teams>\d+)\s*팀)?"
)
_PEOPLE = re.compile(
    r"(?:^[^가-힣]*|(?:팀|[,/])\s*)((?:인\s*력|인\s*원(?=\s*[:：]\s*정\s*원)|정\s*원).*\d.*)$"
)
_NUMBER = r"(\d[\d,]*)\s*명?"
_BOTH = re.compile(rf"{_NUMBER}\s*/\s*{_NUMBER}\s*\(\s*정원\s*/\s*현원\s*\)")
_BOTH_BEFORE = re.compile(rf"정\s*원?\s*/\s*현\s*원\s*\)?\s*[:：]?\s*{_NUMBER}\s*/\s*{_NUMBER}")
_PLANNED = re.compile(rf"정\s*원\s*[:：]?\s*{_NUMBER}|{_NUMBER}\s*\(\s*정원\s*\)")
_PRESENT = re.compile(rf"현\s*원\s*[:：]?\s*{_NUMBER}|{_NUMBER}\s*\(\s*현원\s*\)")
_ALONE = re.compile(r"^인\s*력\s*(?:현\s*황)?\s*[-:：]?\s*(\d[\d,]*)\s*명(?!\s*/)")
_PART = re.compile(r"(?<=[(,])\s*([가-힣]+)\s+(\d+)(?=\s*[,)])")
_ABOLISHED = re.compile(
    r"조직개편(?:으로|에\s*따라|에\s*따른)?\s*([가-힣0-9]+(?:담당관|과|추진단|센터))(?:[이가은는을를])?\s*폐지"
)


@dataclass(frozen=True, slots=True)
class Teams:
    teams: tuple[TeamFacts, ...]
    duties: tuple[DutyFacts, ...]
    problems: tuple[Problem, ...]


def read_office(lines: Sequence[Line]) -> tuple[str, int] | None:
    """The first line of the title page that is nothing but an office's name."""
    for line in [line for line in lines if not line.is_blank][:FRONT]:
        name = _office_named(line.text)
        if name and not line.is_tabular:
            return name, line.place
    return None


def _office_named(text: str) -> str:
    """'교 통 국', '【 교통국 】' and '한빛시 교통국' are 교통국, '(재)물빛재단' is 물빛재단."""
    bare = _CITY.sub("", _LEGAL.sub("", text.strip(_BRACKETS)))
    if all(len(word) == 1 for word in bare.split(" ")):
        bare = squeezed(bare)
    return bare if _OFFICE.match(bare) and not _NO_OFFICE.search(bare) else ""


# --- teams ----------------------------------------------------------------------------------------


def read_teams(lines: Sequence[Line], office: str, departments: Sequence[str] = ()) -> Teams:
    """`departments`: those the headcount names; others are known by their word alone."""
    start = next((i for i, x in enumerate(lines) if _FUNCTIONS.match(squeezed(x.text))), None)
    if start is None:
        return Teams((), (), ())
    section = _Section(office, frozenset(departments))
    strange: list[Line] = []
    for line in lines[start + 1 :]:
        if line.is_blank or _is_team_head(line):
            continue
        if section.takes(line):
            section.name_strange(strange)
            strange = []
        elif _ends_section(line) or len(strange) == _FEW:
            break
        else:
            strange.append(line)
            section.is_open = False
    if not section.teams and not section.duties:
        section.problems.append(Problem(lines[start].place, "주요기능 아래에서 읽은 것이 없음"))
    return Teams(tuple(section.teams), tuple(section.duties), tuple(section.problems))


def _is_team_head(line: Line) -> bool:
    words = [squeezed(cell) for cell in line.cells[1:]]
    return is_first(line.cells[0]) and any(word.startswith(("팀", "주요")) for word in words)


def _ends_section(line: Line) -> bool:
    starts_a_part = _HEADS_OF_PARTS.match(line.text) or squeezed(line.text) in ("예산", "인력")
    return bool(starts_a_part) or is_caption(line.text) or is_first(line.cells[0])


class _Section:
    def __init__(self, office: str, known: frozenset[str]):
        self.office, self.known = office, known
        self.teams: list[TeamFacts] = []
        self.duties: list[DutyFacts] = []
        self.problems: list[Problem] = []
        self.department = self.name = self.bullet = ""
        self.is_open = True  # nothing strange stands between the last name and this line

    def takes(self, line: Line) -> bool:
        text = _MARKED.sub("", line.text)
        named = _COUNTED.sub("", text)
        duty = _DUTY.match(line.text)
        is_listed = bool(duty) and duty[1] == self.bullet
        if self._is_department(named) or (_ALONE_ON_LINE.match(named) and not is_listed):
            self._name(squeezed(named))
        elif both := _TEAM_AND_DUTY.match(text):
            self._enter(*self._parted(both[1]), both[2], line)
        elif _TEAM.match(named) and len(named) < _LONGEST_TEAM:
            self.department, self.name = self._parted(named)
        elif not is_listed and (own := self._department_and_duty(text)):
            self._name(squeezed(own[0]))
            self._enter_own(own[1], line)
        elif duty and self.name and self.bullet in ("", duty[1]):
            self.bullet = duty[1]
            self._enter(self.department, self.name, duty[2], line)
        elif duty and not self.name and self.is_open:
            self.bullet = self.bullet or duty[1]
            self._enter_own(duty[2], line)
        elif line.is_tabular and (cells := [cell for cell in line.cells if cell]):
            return self._takes_cells(cells, line)
        else:
            return False
        return True

    def _takes_cells(self, cells: list[str], line: Line) -> bool:
        """'교통정책과 | 교통기획팀 | 교통정책 총괄', or without the department once it is said."""
        department = self.department
        if self._is_department(cells[0]):
            department, cells = squeezed(cells[0]), cells[1:]
            if len(cells) == 1 and not _TEAM.match(cells[0]):
                self._name(department)
                self._enter_own(cells[0].lstrip(_DOTS + _DASHES + " "), line)
                return True
        if len(cells) != 2 or not _TEAM.match(cells[0]):
            return False
        self._enter(department, squeezed(cells[0]), cells[1].lstrip(_DOTS + _DASHES + " "), line)
        return True

    def _name(self, department: str) -> None:
        self.department, self.name, self.is_open = department, "", True

    def _department_and_duty(self, text: str) -> tuple[str, str] | None:
        """'교통과 : 교통정책 총괄', and not '교통과 - 보행과'."""
        found = _NAME_AND_DUTY.match(text)
        if found and self._is_department(found[1]) and not self._is_department(found[2]):
            return found[1], found[2]
        return None

    def _enter_own(self, duty: str, line: Line) -> None:
        if len(duty) > _LONGEST_DUTY:
            self.problems.append(Problem(line.place, "주요기능의 줄이 너무 길어 읽지 않음"))
        else:
            department = self.department or self.office
            self.duties.append(DutyFacts(department, duty.strip(), line.place))

    def _enter(self, department: str, name: str, duty: str, line: Line) -> None:
        self.department, self.name = department, name
        if not department:
            self.problems.append(Problem(line.place, f"{name}: 어느 부서의 팀인지 알 수 없음"))
        elif any((t.department, t.name) == (department, name) for t in self.teams):
            self._add_duty(department, name, duty.strip())
        else:
            self.teams.append(TeamFacts(department, name, duty.strip(), line.place))

    def _add_duty(self, department: str, name: str, duty: str) -> None:
        self.teams = [
            replace(t, duty=f"{t.duty}, {duty}")
            if (t.department, t.name) == (department, name)
            else t
            for t in self.teams
        ]

    def name_strange(self, lines: Sequence[Line]) -> None:
        for line in lines:
            self.problems.append(Problem(line.place, "주요기능의 줄로 읽지 못함"))

    def _is_department(self, text: str) -> bool:
        if squeezed(text) in (squeezed(self.office), *self.known):
            return True
        return len(text) < _LONGEST_TEAM and is_division(text)

    def _parted(self, text: str) -> tuple[str, str]:
        """'홍보담당관 홍 보 기 획 팀': a department that stands before its first team."""
        words = text.split(" ")
        for end in range(len(words) - 1, 0, -1):
            if self._is_department(" ".join(words[:end])):
                return squeezed("".join(words[:end])), squeezed("".join(words[end:]))
        return self.department, squeezed(text)


# --- sizes ----------------------------------------------------------------------------------------


def read_sizes(
    lines: Sequence[Line], office: str, departments: Sequence[str], as_of: date | None
) -> tuple[list[ClaimFacts], list[Problem]]:
    """'1관 5담당관, 24팀' and '인력 163명/158명 (정원/현원)'."""
    claims: list[ClaimFacts] = []
    problems: list[Problem] = []
    for line in lines:
        if line.is_tabular:
            continue
        if size := _SIZE.search(line.text):
            claims += _sizes(line, size, office, as_of)
        if people := _PEOPLE.search(line.text):
            for found in _people(line, people[1], office, departments, as_of):
                (problems if isinstance(found, Problem) else claims).append(found)
    return claims, problems


def _sizes(line: Line, found: re.Match, office: str, as_of: date | None) -> Iterator[ClaimFacts]:
    parts = re.findall(r"(\d+)\s*([가-힣]+)", found["divisions"])
    printed = parts[0][0] if len(parts) == 1 else found["divisions"]
    unit = parts[0][1] if len(parts) == 1 else "부서"
    number = sum(int(part) for part, _ in parts)
    yield _count(line, office, "divisions", printed, number, unit, as_of)
    if found["teams"]:
        yield _count(line, office, "teams", found["teams"], int(found["teams"]), "팀", as_of)


def _people(
    line: Line, text: str, office: str, departments: Sequence[str], as_of: date | None
) -> Iterator[ClaimFacts | Problem]:
    def said(who: str, measure: str, printed: str) -> ClaimFacts:
        number = int(printed.replace(",", ""))
        return _count(line, who, measure, printed, number, "명", as_of, "총계")

    stated = _stated_people(text)
    if not stated and re.search(r"\d\s*명", text):
        yield Problem(line.place, f"정원인지 현원인지 알 수 없음: {text}")
    for measure, number in stated:
        yield said(office, measure, number)
    if [measure for measure, _ in stated] == ["actual"]:
        for name, number in _PART.findall(text):
            named = [full for full in departments if full.startswith(name)]
            if len(named) == 1:
                yield said(named[0], "actual", number)
            else:
                yield Problem(line.place, f"어느 부서의 인력인지 알 수 없음: {name} {number}")


def _stated_people(text: str) -> list[tuple[str, str]]:
    if both := _BOTH.search(text) or _BOTH_BEFORE.search(text):
        return [("authorised", both[1]), ("actual", both[2])]
    patterns = (("authorised", _PLANNED), ("actual", _PRESENT))
    found = [(m, hit[1] or hit[2]) for m, pattern in patterns if (hit := pattern.search(text))]
    alone = _ALONE.match(text)
    if alone and not any(measure == "actual" for measure, _ in found):
        # '57명 (정원 60명)': a number of nothing else is of those who are there.
        is_planned = any(number == alone[1] for _, number in found)
        return found if is_planned else [*found, ("actual", alone[1])]
    return found


def _count(line, subject, measure, printed, number, unit, as_of, group="") -> ClaimFacts:
    scope = Scope(department=subject, group=group, as_of=as_of)
    return ClaimFacts(
        line.place, "문장", subject, measure, printed, "value", Decimal(number), unit, scope
    )


# --- ends -----------------------------------------------------------------------------------------


def read_endings(lines: Sequence[Line]) -> tuple[list[tuple[str, date, int]], list[Problem]]:
    """'※ '19. 1. 1일부 조직개편으로 신속행정담당관 폐지': its first day without it."""
    endings, problems = [], []
    for line in lines:
        if hit := _ABOLISHED.search(line.text):
            day = find_day(line.text)
            if day:
                endings.append((hit[1], day, line.place))
            else:
                problems.append(Problem(line.place, f"{hit[1]} 폐지: 날짜를 찾지 못함"))
    return endings, problems
