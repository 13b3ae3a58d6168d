"""A report from its text to its facts. Pure: the same text gives the same facts."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from budgets.amounts import Amount, Unit, unit_named
from budgets.measures import MEASURES, Measures
from budgets.reading.dates import find_day
from budgets.reading.facts import (
    DRAWN,
    ClaimFacts,
    DateKey,
    DocumentFacts,
    Problem,
    Report,
    Scope,
    Sheet,
)
from budgets.reading.ledger import GENERAL_ACCOUNT, read_ledger
from budgets.reading.lines import Line, read_lines
from budgets.reading.matching import Line as Candidate
from budgets.reading.matching import find_lines
from budgets.reading.organisation import read_endings, read_office, read_sizes, read_teams
from budgets.reading.people import read_people
from budgets.reading.sentences import Sentence, read_sentences

_PRINTED_ON = re.compile(r"^(20\d{2})\.\s*(\d{1,2})\.?(?:\s*(\d{1,2})\.)?")
_AROUND = 25  # lines to either side of a sentence that may say what it is about


class NotAReport(ValueError):
    """The text lacks what nothing can be recorded without."""


def read(text: str, *, office: str = "", key: str = "") -> Report:
    lines = read_lines(text)
    office = office or _office(lines)
    people = read_people(lines, office)
    teams = read_teams(lines)
    names = dict(people.departments)
    for team in teams:
        names.setdefault(team.department, team.place)
    names.pop(office, None)
    ledger = read_ledger(lines, office, list(names))
    sentences = read_sentences(lines)
    sheets = _with_carried(ledger.sheets, sentences, lines)
    claims = [
        *read_sizes(lines, office, people.as_of),
        *people.claims,
        *ledger.claims,
        *(claim for s in sentences for claim in _sentence_claims(s, sentences, sheets, lines)),
    ]
    return Report(
        _document(text, lines, office, key, sheets),
        tuple(names.items()),
        tuple(teams),
        people.as_of,
        people.heads,
        sheets,
        tuple(sorted(claims, key=lambda claim: claim.place)),
        tuple(read_endings(lines)),
        tuple(sorted({*people.problems, *ledger.problems}, key=lambda problem: problem.place)),
    )


def _office(lines: Sequence[Line]) -> str:
    found = read_office(lines)
    if not found:
        raise NotAReport("표지에서 실국 이름을 찾지 못했습니다. --office 로 알려 주십시오.")
    return found[0]


def _document(text, lines, office: str, key: str, sheets: Sequence[Sheet]) -> DocumentFacts:
    front = [line for line in lines if not line.is_blank][:15]
    printed = next((hit for line in front if (hit := _PRINTED_ON.match(line.text))), None)
    latest = max((sheet.when.day for sheet in sheets), default=None)
    if not key and printed:
        key = f"{printed[1]}-{int(printed[2]):02}"
    elif not key and latest:
        key = f"{latest:%Y-%m}"
    if not key:
        raise NotAReport("보고 날짜를 찾지 못했습니다. --key 2024-03 처럼 알려 주십시오.")
    title = next((line.text for line in front if "보고" in line.text), "")
    return DocumentFacts(
        key,
        office,
        title,
        printed[0].strip() if printed else "",
        find_day(printed[0]) if printed else None,
        hashlib.sha256(text.encode()).hexdigest(),
        len(lines),
    )


# --- sentences -------------------------------------------------------------------------------


def _date_of(sentence: Sentence, sheets: Sequence[Sheet]) -> DateKey | None:
    """The date a sentence speaks of: of its own year, or the latest that knows its measures."""
    dates = [sheet.when for sheet in sheets if sheet.when.basis == DRAWN]
    if sentence.year:
        dates = [when for when in dates if when.fiscal_year == sentence.year]
    elif {each.measure for each in sentence.stated} - {"cost", "appropriated"}:
        dates = [when for when in dates if when.stage != "예산"]
    return max(dates, key=lambda when: when.day, default=None)


def _candidates(when: DateKey | None, sheets: Sequence[Sheet]) -> list[Candidate]:
    return [
        Candidate(
            sheet.account, row.path, row.department, row.program, row.name, _measures(row.amounts)
        )
        for sheet in sheets
        if sheet.when == when
        for row in sheet.rows
    ]


def _measures(amounts: dict[str, Amount]) -> Measures:
    return Measures(**{m: amounts[m].won for m in MEASURES if m in amounts})


def _around(sentence: Sentence, sentences: Sequence[Sentence], lines: Sequence[Line]) -> str:
    """What stands between the sentence before and the one after."""
    before = max((s.index for s in sentences if s.index < sentence.index), default=-1)
    after = min((s.index for s in sentences if s.index > sentence.index), default=len(lines))
    above = [x.text for x in lines[before + 1 : sentence.index] if not x.is_blank][-_AROUND:]
    below = [x.text for x in lines[sentence.index : after] if not x.is_blank][:_AROUND]
    return " ".join((*above, *below))


def _sentence_claims(sentence: Sentence, sentences, sheets, lines) -> list[ClaimFacts]:
    if sentence.names_line:
        return []  # the figure itself, not a statement about one
    when = _date_of(sentence, sheets)
    if sentence.is_total:
        subject, scope = "총계", Scope(when=when, account=GENERAL_ACCOUNT)
    else:
        around = _around(sentence, sentences, lines)
        found = find_lines(sentence, around, _candidates(when, sheets))
        subject = _subject(found) or _heading(sentence, lines)
        scope = Scope(when=when, lines=tuple(line.key for line in found))
    return [
        ClaimFacts(
            each.place,
            "문장",
            subject,
            each.measure,
            each.printed,
            "value",
            each.value,
            each.unit,
            scope,
        )
        for each in sentence.stated
    ]


def _subject(found: Sequence[Candidate]) -> str:
    department = {line.department for line in found}
    names = " + ".join(line.name for line in found)
    return f"{department.pop()} / {names}" if len(department) == 1 else names


def _heading(sentence: Sentence, lines: Sequence[Line]) -> str:
    """A line of words above that is no list item: what the reader would call the task."""
    for line in reversed(lines[: sentence.index]):
        text = line.text
        if len(text) >= 6 and not re.match(r"^[-○●□▢◆▶※ㅇ*(<·․–－└⇒:\d]", text) and len(text) <= 45:
            return text
    return "본문"


def _with_carried(sheets, sentences: Sequence[Sentence], lines) -> tuple[Sheet, ...]:
    """A carried amount that only the prose names goes to the line it names, with its place."""
    sheets = list(sheets)
    for sentence in sentences:
        if not sentence.names_line:
            continue
        when = _date_of(sentence, sheets)
        found = find_lines(sentence, "", _candidates(when, sheets))
        stated = sentence.stated[0]
        won = int(stated.value * unit_named(stated.unit).value)
        for at, sheet in enumerate(sheets):
            if sheet.when == when and found and sheet.account == found[0].account:
                sheets[at] = _carry(sheet, found[0].path, Amount("value", won), sentence.place)
    return tuple(sheets)


def _carry(sheet: Sheet, path: str, amount: Amount, place: int) -> Sheet:
    rows = tuple(
        replace(
            row,
            amounts=row.amounts | {"carried": amount},
            places=row.places | {"carried": place},
        )
        if row.path == path
        else row
        for row in sheet.rows
    )
    return replace(sheet, rows=rows)


__all__ = ["NotAReport", "Problem", "Unit", "read"]
