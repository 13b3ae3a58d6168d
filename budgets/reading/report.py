"""A report from its text to its facts. Pure: the same text gives the same facts."""

import hashlib
import re
from collections.abc import Sequence
from datetime import date

from budgets.reading.budget_sizes import budget_sizes
from budgets.reading.columns import budget_head, strange_head
from budgets.reading.count_payers import Around
from budgets.reading.dates import Printed, find_printed
from budgets.reading.digits import out_by_digits
from budgets.reading.facts import DocumentFacts, Problem, Report
from budgets.reading.findings import read_findings
from budgets.reading.ledger import read_ledger, settled_year
from budgets.reading.lines import Line, indents_of, read_lines
from budgets.reading.name_columns import joined
from budgets.reading.organisation import read_endings, read_office, read_sizes, read_teams
from budgets.reading.people import read_people
from budgets.reading.people_claims import same_as_totals
from budgets.reading.prose.said import said_claims, without_said, without_unsettled
from budgets.reading.restated import restated, without_missing
from budgets.reading.revenue import read_revenue
from budgets.reading.sentence_claims import sentence_claims, with_carried, with_settled
from budgets.reading.sentences import read_sentences, unread_costs
from budgets.reading.settled_claims import without_doubles
from budgets.reading.settlement import read_settlement
from budgets.reading.spendings import read_spendings
from budgets.reading.statistics import read_statistics
from budgets.reading.tasks import read_tasks
from budgets.reading.unclaimed import unclaimed
from budgets.reading.year_growth import year_growth

FRONT = 15  # lines of a title page, blank ones not counted
_ABOVE = 6  # lines above a table that may be its headline
_BRACKETED = re.compile(r"^[【〈<\[(]\s*(.+?)\s*[】〉>\])]$")
_NO_TITLE = re.compile(r"보고\s*(?:자|일|처|부서|순서|차례)")


class NotAReport(ValueError):
    """The text lacks what nothing can be recorded without.

    Comes with what was met until then: a table that cannot be read may be why the day is unknown.
    """

    def __init__(self, words: str, problems: Sequence[Problem] = ()):
        super().__init__(words)
        self.problems = tuple(problems)


def read(text: str, *, office: str = "", key: str = "") -> Report:
    lines = joined(read_lines(text))
    office = office or _office(lines)
    people = read_people(lines, office)
    known = [name for name, _ in people.departments if name != office]
    teams = read_teams(lines, office, known)
    names = dict(people.departments)
    for each in (*teams.teams, *teams.duties):
        names.setdefault(each.department, each.place)
    names.pop(office, None)
    revenue = read_revenue(lines, office, settled_year(lines))
    ledger = read_ledger(lines, office, list(names), revenue.places)
    for name, place in ledger.departments:
        names.setdefault(name, place)
    heads = _heads(lines)
    front = lines[: heads[0]] if heads else lines
    sizes, strange_sizes = read_sizes(front, office, list(names), people.as_of)
    sizes = list(same_as_totals(sizes, people.undated))
    endings, strange_endings = read_endings(lines)
    sentences = read_sentences(lines, _headlines(lines, heads))
    sheets, homeless = with_carried(ledger.sheets, sentences)
    sentences += read_spendings(lines, sentences)
    tasks, strange_tasks = read_tasks(lines)
    told = [
        without_missing(claim, ledger.incomplete)
        for claim in sentence_claims(sentences, sheets, lines, tasks)
    ]
    indents = indents_of(text)
    settled = read_settlement(
        lines, indents, sheets, list(names), told, ledger.places | revenue.places
    )
    sheets = with_settled(sheets, settled.settlements)
    findings = read_findings(lines, office, list(names), sheets)
    printed = _printed_day(lines)
    days = [*(sheet.when.day for sheet in sheets), people.as_of]
    claims = [
        *sizes,
        *people.claims,
        *ledger.claims,
        *without_doubles(told, settled.claims),
        *settled.claims,
        *revenue.claims,
    ]
    around = Around(office, lines, sheets, teams.teams, teams.duties, claims)
    statistics = read_statistics(around, printed, people.places | ledger.places | settled.places)
    claims += statistics.claims
    claims += list(budget_sizes(lines, claims))
    said = list(without_said(said_claims(lines, indents, _year(printed, days)), claims))
    claims = [*restated([*without_unsettled(claims, said), *said])]
    found = {
        *people.problems,
        *teams.problems,
        *strange_sizes,
        *(each for each in ledger.problems if each.place not in statistics.places | settled.places),
        *revenue.problems,
        *statistics.problems,
        *strange_endings,
        *homeless,
        *settled.problems,
        *findings.problems,
        *strange_tasks,
        *unread_costs(lines),
        *out_by_digits(claims, sheets),
    }
    problems = tuple(sorted(found, key=lambda problem: (problem.place, problem.words)))
    who = people.departments or teams.teams or teams.duties
    more = revenue.revenues or findings.findings or tasks or statistics.found
    if not (claims or sheets or more or who or problems):
        raise NotAReport("업무보고가 아닙니다: 예산표도 인력표도 주요기능도 찾지 못했습니다.")
    claims += list(year_growth(lines, claims, sheets))
    claims += unclaimed(lines, claims, problems, tasks)
    claims += list(year_growth(lines, claims, sheets))  # also of those
    key = key or _key(printed, days)
    if not key:
        words = "보고 날짜를 찾지 못했습니다. --key 2024-03 처럼 알려 주십시오."
        raise NotAReport(words, problems)
    return Report(
        _document(text, lines, office, key, printed),
        tuple(names.items()),
        teams.teams,
        teams.duties,
        people.as_of,
        people.heads,
        sheets,
        tuple(sorted(claims, key=lambda claim: claim.place)),
        tuple(endings),
        problems,
        settlements=settled.settlements,
        revenues=revenue.revenues,
        findings=findings.findings,
        tasks=tasks,
        statistics=tuple(sorted([*statistics.found, *ledger.spent], key=lambda each: each.place)),
    )


def _heads(lines: Sequence[Line]) -> list[int]:
    """Where budget tables begin, read or not."""
    return [i for i in range(len(lines)) if budget_head(lines, i) or strange_head(lines, i)]


def _headlines(lines: Sequence[Line], heads: Sequence[int]) -> list[int]:
    """The lines right above a budget table."""
    above: list[int] = []
    for head in heads:
        written = [i for i in range(head - 1, -1, -1) if not lines[i].is_blank]
        above += written[:_ABOVE]
    return above


def _office(lines: Sequence[Line]) -> str:
    found = read_office(lines)
    if not found:
        raise NotAReport("표지에서 실국 이름을 찾지 못했습니다. --office 로 알려 주십시오.")
    return found[0]


def _front(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if not line.is_blank][:FRONT]


def _printed_day(lines: Sequence[Line]) -> Printed | None:
    texts = (line.text for line in _front(lines))
    return next((day for text in texts if (day := find_printed(text) or _in_brackets(text))), None)


def _in_brackets(text: str) -> Printed | None:
    """【2021. 4.】 alone in its line; (’23.4.1. 기준) is a table's."""
    inside = _BRACKETED.match(text)
    found = find_printed(inside[1]) if inside else None
    return found if found and found.text == inside[1] else None


def _key(printed: Printed | None, days: Sequence[date | None]) -> str:
    """The month that the title page prints, else the latest that the tables speak of."""
    if printed:
        return f"{printed.year}-{printed.month:02}"
    latest = max((day for day in days if day), default=None)
    return f"{latest:%Y-%m}" if latest else ""


def _year(printed: Printed | None, days: Sequence[date | None]) -> int | None:
    """In which a report was written."""
    return printed.year if printed else max((day.year for day in days if day), default=None)


def _document(text, lines, office: str, key: str, printed: Printed | None) -> DocumentFacts:
    front = _front(lines)
    titles = [line.text for word in ("보고", "업무") for line in front if word in line.text]
    return DocumentFacts(
        key,
        office,
        next((title for title in titles if not _NO_TITLE.search(title)), ""),
        printed.text if printed else "",
        printed.day if printed else None,
        hashlib.sha256(text.encode()).hexdigest(),
        len(lines),
    )
