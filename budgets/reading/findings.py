"""시정·권고사항 of a report: title, status, department, what is named, and the lines concerned. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from budgets.reading.dates import find_settled_year
from budgets.reading.facts import Problem, Sheet
from budgets.reading.finding_blocks import find_blocks
from budgets.reading.finding_facts import ASKED, DONE, FindingFacts
from budgets.reading.finding_lines import lines_of
from budgets.reading.finding_tables import Row, find_finding_tables, names_findings
from budgets.reading.finding_words import facts_in, status_of
from budgets.reading.lines import Line
from departments.text import clean, squeezed

LONGEST_TITLE = 60
_SOURCES = re.compile(
    r"(?P<name>감사원\s?감사|[가-힣]{0,4}결산\s?검사|행정사무\s?감사|국정\s?감사|(?:종합|정기|특정|자체|성과|재무|기관운영|행정|복무)\s?감사"
    r"|예산안?\s?심[사의]|결산\s?심[사의])"
)
_YEAR = re.compile(r"((?:19|20)\d\d)\s?(?:년도?|회계연도|\s)|['‘’′]\s?(\d\d)\s?년")
_BRACKETED = re.compile(r"[(（\[]([^()（）\[\]]+)[)）\]]")
_UNIT = re.compile(
    r"[가-힣0-9·]+(?:담당관|기획관|관|과|국|실|본부|사업소|센터|단|팀|공사|재단|구|시)$"
)
# A section's heading, not a sentence that mentions an audit.
_PROMISES = re.compile(
    r"^\s*(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ□■◆]|[IVX]+\s*\.|\d{1,2}\s*[.)]).*(?:조치|처리|추진|이행)\s?(?:결과|현황|상황|실적|계획)"
)
_BULLET = re.compile(r"^[\s\-·ㆍ○●□■▶▷◦*※]+")


@dataclass(frozen=True, slots=True)
class Found:
    findings: tuple[FindingFacts, ...]
    problems: tuple[Problem, ...]


def read_findings(
    lines: Sequence[Line],
    office: str,
    departments: Sequence[str],
    sheets: Sequence[Sheet],
) -> Found:
    """`departments`: those that the report knows."""
    findings: list[FindingFacts] = []
    problems: list[Problem] = []
    settled = next((year for line in lines if (year := find_settled_year(line.text))), None)
    tables = find_finding_tables(lines)
    for table in tables:
        if not table.has_tabs:
            words = "시정·권고사항 표의 칸이 탭으로 나뉘어 있지 않아 읽지 못했습니다."
            problems.append(Problem(table.place, words))
        elif not table.rows:
            problems.append(Problem(table.place, "시정·권고사항 표에서 줄을 찾지 못했습니다."))
        for line in table.strange:
            words = f"시정·권고사항 표의 줄로 읽지 못했습니다: {_title(line.text)}"
            problems.append(Problem(line.place, words))
    read = [(row, table.caption) for table in tables for row in table.rows]
    read += find_blocks(lines, {p for row, _ in read for p in range(row.place, row.until + 1)})
    for row, caption in sorted(read, key=lambda each: each[0].place):
        finding = _finding(row, caption, settled, office, departments)
        finding = replace(finding, lines=lines_of(finding, _said(row), sheets))
        findings.append(finding)
        problems += _problems(finding, row)
    if not tables and not findings:
        problems += _unread(lines)
    return Found(tuple(findings), tuple(problems))


def _finding(
    row: Row, caption: str, settled: int | None, office: str, departments: Sequence[str]
) -> FindingFacts:
    title = row.text("title")
    asked = row.pieces("asked") or (row.pieces("title") if len(title) > LONGEST_TITLE else [])
    status, printed, span = _status(row)
    whose, own = _whose(row.text("department"), office, departments)
    year = _YEAR.search(f"{caption} ")
    source = _SOURCES.search(caption)
    return FindingFacts(
        row.place,
        row.until,
        int(year[1] or 2000 + int(year[2])) if year else settled,
        clean(source["name"]) if source else "",
        row.text("number").strip(".) "),
        _title(title),
        whose,
        own,
        status,
        printed,
        span,
        (*facts_in(ASKED, asked), *facts_in(DONE, row.pieces("done"))),
    )


def _status(row: Row):
    """By the column that says it, else as the account of what was done begins."""
    for role in ("status", "done"):
        for _, text in row.pieces(role)[:2]:  # a heading may stand above it
            if (found := status_of(text))[0]:
                return found
    return "", "", None


def _title(text: str) -> str:
    """A label, not a sentence: what is longer is cut."""
    text = _BULLET.sub("", clean(text))
    return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1]}…"


def _whose(text: str, office: str, known: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """As printed, as far as it names organisations and no person; and the departments among them. Those
    in brackets, or else the office itself."""
    rest, found = squeezed(text), []
    for name in sorted({*known, office}, key=len, reverse=True):
        if squeezed(name) in rest:
            rest = rest.replace(squeezed(name), " ")
            found.append(name)
    unknown = [word for word in re.split(r"[\s()（）\[\],·/및]+", rest) if _UNIT.fullmatch(word)]
    divisions = sorted((name for name in found if name != office), key=list(known).index)
    top = [office] if office in found else []
    names = [*divisions, *unknown]
    words = [f"{top[0]} ({', '.join(names)})"] if top and names else [*top, *names]
    return ", ".join(words)[:120], tuple(divisions or ([] if unknown else top))


def _said(row: Row) -> str:
    return " ".join(row.text(role) for role in ("title", "asked", "done"))


def _problems(finding: FindingFacts, row: Row) -> Iterator[Problem]:
    if not finding.title:
        yield Problem(finding.place, "시정·권고사항의 제목을 찾지 못했습니다.")
    if not finding.status:
        words = f"‘{finding.title}’의 추진 상태를 읽지 못했습니다."
        yield Problem(finding.place, words)
    if row.text("department") and not finding.departments:
        words = f"‘{finding.title}’의 소관 부서를 문서의 부서에서 찾지 못했습니다."
        yield Problem(finding.place, words)


def _unread(lines: Sequence[Line]) -> Iterator[Problem]:
    """A heading that promises findings, below which none were found: once, where it stands last."""
    promised = [
        line
        for line in lines
        if not line.is_tabular and names_findings(line.text) and _PROMISES.search(line.text)
    ]
    if promised:
        words = "시정·권고사항이 있다는 제목 아래에서 표도 항목도 찾지 못했습니다."
        yield Problem(promised[-1].place, words)
