"""A report from its text to its facts. Pure: the same text gives the same facts."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from budgets.amounts import Amount, unit_named
from budgets.measures import MEASURES, Measures
from budgets.reading.columns import budget_head, strange_head
from budgets.reading.context import GENERAL_ACCOUNT
from budgets.reading.dates import find_printed
from budgets.reading.facts import (
    DRAWN,
    ClaimFacts,
    DateKey,
    DocumentFacts,
    LeafRow,
    Problem,
    Report,
    Scope,
    Sheet,
)
from budgets.reading.ledger import read_ledger
from budgets.reading.lines import Line, read_lines
from budgets.reading.matching import Line as Candidate
from budgets.reading.matching import find_lines
from budgets.reading.names import distinct
from budgets.reading.organisation import read_endings, read_office, read_sizes, read_teams
from budgets.reading.people import read_people
from budgets.reading.sentences import Sentence, read_sentences
from budgets.reading.table_claims import LONGEST_SUBJECT

FRONT = 15  # lines of a title page, blank ones not counted
_AROUND = 25  # lines to either side of a sentence that may say what it is about
_ABOVE = 6  # lines above a table that may be its headline
_REPORTER = re.compile(r"보고\s*(?:자|일|처|부서)")
_LIST_ITEM = re.compile(r"^[-○●□▢◆▶※ㅇ*(<·․–－└⇒:\d]")
_NUMBERING = re.compile(r"^(?:[①-⑳□■○●◆▢▶ㅇ-]|[가-하]\.|\d{1,2}(?:-\d)?(?:[.)]|\s))\s*")
_OFFICER = re.compile(
    r"(?:국장|과장|팀장|본부장|실장|단장|관장|주무관|담당)\s+[가-힣]{2,4}(?:\s|$)"
)


class NotAReport(ValueError):
    """The text lacks what nothing can be recorded without."""


def read(text: str, *, office: str = "", key: str = "") -> Report:
    lines = read_lines(text)
    office = office or _office(lines)
    people = read_people(lines, office)
    known = [name for name, _ in people.departments if name != office]
    teams = read_teams(lines, known)
    names = dict(people.departments)
    for team in teams.teams:
        names.setdefault(team.department, team.place)
    names.pop(office, None)
    ledger = read_ledger(lines, office, list(names))
    for name, place in ledger.departments:
        names.setdefault(name, place)
    heads = _heads(lines)
    front = lines[: heads[0]] if heads else lines
    sizes, strange_sizes = read_sizes(front, office, list(names), people.as_of)
    endings, strange_endings = read_endings(lines)
    sentences = read_sentences(lines, _headlines(lines, heads))
    sheets, homeless = _with_carried(ledger.sheets, sentences)
    claims = [
        *sizes,
        *people.claims,
        *ledger.claims,
        *(claim for s in sentences for claim in _sentence_claims(s, sentences, sheets, lines)),
    ]
    problems = {
        *people.problems,
        *teams.problems,
        *strange_sizes,
        *ledger.problems,
        *strange_endings,
        *homeless,
    }
    if not (claims or sheets or people.departments or teams.teams or problems):
        raise NotAReport("업무보고가 아닙니다: 예산표도 인력표도 주요기능도 찾지 못했습니다.")
    return Report(
        _document(text, lines, office, key, sheets),
        tuple(names.items()),
        teams.teams,
        people.as_of,
        people.heads,
        sheets,
        tuple(sorted(claims, key=lambda claim: claim.place)),
        tuple(endings),
        tuple(sorted(problems, key=lambda problem: (problem.place, problem.words))),
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


def _document(text, lines, office: str, key: str, sheets: Sequence[Sheet]) -> DocumentFacts:
    front = [line for line in lines if not line.is_blank][:FRONT]
    printed = next((day for line in front if (day := find_printed(line.text))), None)
    latest = max((sheet.when.day for sheet in sheets), default=None)
    if not key and printed:
        key = f"{printed.year}-{printed.month:02}"
    elif not key and latest:
        key = f"{latest:%Y-%m}"
    if not key:
        raise NotAReport("보고 날짜를 찾지 못했습니다. --key 2024-03 처럼 알려 주십시오.")
    titles = [line.text for word in ("보고", "업무") for line in front if word in line.text]
    return DocumentFacts(
        key,
        office,
        next((title for title in titles if not _REPORTER.search(title)), ""),
        printed.text if printed else "",
        printed.day if printed else None,
        hashlib.sha256(text.encode()).hexdigest(),
        len(lines),
    )


# --- sentences -------------------------------------------------------------------------------


def _date_of(sentence: Sentence, sheets: Sequence[Sheet]) -> DateKey | None:
    """The date a sentence speaks of: of its own year and stage, or the latest that knows its
    measures."""
    dates = [
        sheet.when
        for sheet in sheets
        if sheet.when.basis == DRAWN and sentence.account in (None, sheet.account)
    ]
    measures = {each.measure for each in sentence.stated}
    if sentence.year:
        dates = [when for when in dates if when.fiscal_year == sentence.year]
    if sentence.is_settlement:
        dates = [when for when in dates if when.stage == "결산"]
    elif measures - {"cost", "appropriated"}:
        dates = [when for when in dates if when.stage != "예산"]
    elif "appropriated" in measures:
        dates = [when for when in dates if when.stage == "예산"] or dates
    return max(dates, key=lambda when: when.day, default=None)


def _candidates(when: DateKey | None, sheets: Sequence[Sheet]) -> list[Candidate]:
    found = []
    for sheet in sheets:
        if sheet.when == when:
            paths = distinct(row.path for row in sheet.rows)
            found += [
                Candidate(
                    sheet.account, path, row.department, row.program, row.name, _measures(row)
                )
                for path, row in zip(paths, sheet.rows, strict=True)
            ]
    return found


def _measures(row: LeafRow) -> Measures:
    return Measures(**{m: row.amounts[m].won for m in MEASURES if m in row.amounts})


def _section(sentence: Sentence, sentences: Sequence[Sentence], lines: Sequence[Line]):
    """What stands between the sentence before and the one after: above it, and from it on."""
    before = max((s.index for s in sentences if s.index < sentence.index), default=-1)
    after = min((s.index for s in sentences if s.index > sentence.index), default=len(lines))
    above = [x.text for x in lines[before + 1 : sentence.index] if not x.is_blank][-_AROUND:]
    below = [x.text for x in lines[sentence.index : after] if not x.is_blank][:_AROUND]
    return above, below


def _sentence_claims(sentence: Sentence, sentences, sheets, lines) -> list[ClaimFacts]:
    if sentence.names_line:
        return []  # the figure itself, not a statement about one
    when = _date_of(sentence, sheets)
    if sentence.is_total:
        account = _account_of(sentence, when, sheets)
        subject, scope = "총계", Scope(when=when, account=account)
    else:
        above, below = _section(sentence, sentences, lines)
        titles = [_NUMBERING.sub("", text) for text in above]
        around = " ".join((*above, *below))
        found = find_lines(sentence, around, _candidates(when, sheets), titles)
        subject = _subject(found) or _heading(sentence, lines)
        scope = Scope(when=when, lines=tuple(line.key for line in found))
    return [
        ClaimFacts(
            each.place,
            "문장",
            subject[:LONGEST_SUBJECT],
            each.measure,
            each.printed,
            "unread" if each.value is None else "value",
            each.value,
            each.unit,
            scope,
        )
        for each in sentence.stated
    ]


def _account_of(sentence: Sentence, when: DateKey | None, sheets: Sequence[Sheet]) -> str | None:
    """The account whose total is told: the one that is named, or the only one there is."""
    there = dict.fromkeys(sheet.account for sheet in sheets if sheet.when == when)
    if sentence.account:
        return sentence.account if sentence.account in there else None
    if GENERAL_ACCOUNT in there:
        return GENERAL_ACCOUNT
    return next(iter(there)) if len(there) == 1 else None


def _subject(found: Sequence[Candidate]) -> str:
    department = {line.department for line in found}
    names = " + ".join(line.name for line in found)
    return f"{department.pop()} / {names}" if len(department) == 1 else names


def _heading(sentence: Sentence, lines: Sequence[Line]) -> str:
    """A line of words above that is no list item: what the reader would call the task."""
    for line in reversed(lines[: sentence.index]):
        text = line.text
        if line.is_tabular:
            continue
        if 6 <= len(text) <= 45 and not _LIST_ITEM.match(text) and not _OFFICER.search(text):
            return text
    return "본문"


def _with_carried(
    sheets: Sequence[Sheet], sentences: Sequence[Sentence]
) -> tuple[tuple[Sheet, ...], list[Problem]]:
    """A carried amount that only the prose names goes to the line it names, with its place."""
    sheets, homeless = list(sheets), []
    for sentence in sentences:
        if not sentence.names_line:
            continue
        when = _date_of(sentence, sheets)
        found = find_lines(sentence, "", _candidates(when, sheets))
        stated = sentence.stated[0]
        if not found or stated.value is None:
            words = f"이월액 {stated.printed}: 어느 세부사업의 것인지 찾지 못함"
            homeless.append(Problem(sentence.place, words))
            continue
        won = int(stated.value * unit_named(stated.unit).value)
        for at, sheet in enumerate(sheets):
            if sheet.when == when and sheet.account == found[0].account:
                sheets[at] = _carry(sheet, found[0].path, Amount("value", won), sentence.place)
    return tuple(sheets), homeless


def _carry(sheet: Sheet, path: str, amount: Amount, place: int) -> Sheet:
    paths = distinct(row.path for row in sheet.rows)
    rows = tuple(
        replace(
            row,
            amounts=row.amounts | {"carried": amount},
            places=row.places | {"carried": place},
        )
        if own == path and "carried" not in row.amounts
        else row
        for own, row in zip(paths, sheet.rows, strict=True)
    )
    return replace(sheet, rows=rows)
