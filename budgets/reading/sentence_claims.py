"""The claims of the prose: of which date, account and lines each sentence speaks.

A carried amount that only the prose names is the figure itself and goes to its line: as a claim it
can be set against what else the prose says of it alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from budgets.amounts import Amount, unit_named
from budgets.measures import MEASURES, Measures
from budgets.reading.context import GENERAL_ACCOUNT
from budgets.reading.facts import (
    DRAWN,
    ClaimFacts,
    DateKey,
    LeafRow,
    Problem,
    Scope,
    Sheet,
    TaskFacts,
)
from budgets.reading.lines import Line
from budgets.reading.matching import Line as Candidate
from budgets.reading.matching import find_lines
from budgets.reading.names import distinct
from budgets.reading.sentences import Sentence, Stated
from budgets.reading.settled_facts import CARRIED, Settled, Settlement
from budgets.reading.table_claims import LONGEST_SUBJECT
from budgets.reading.titles import bare, task_title

_AROUND = 25  # lines to either side of a sentence that may say what it is about


def sentence_claims(
    sentences: Sequence[Sentence],
    sheets: Sequence[Sheet],
    lines: Sequence[Line],
    tasks: Sequence[TaskFacts] = (),
) -> Iterator[ClaimFacts]:
    for sentence in sentences:
        if sentence.names_line:
            subject, scope = _of_its_line(sentence, sheets)
        else:
            subject, scope = _about(sentence, sentences, sheets, lines, tasks)
        for each in sentence.stated:
            yield ClaimFacts(
                each.place,
                "문장",
                subject[:LONGEST_SUBJECT],
                each.measure,
                each.printed,
                "unread" if each.value is None else "value",
                each.value,
                each.unit,
                scope,
                each.formula,
                each.terms,
            )


def _of_its_line(sentence: Sentence, sheets: Sequence[Sheet]) -> tuple[str, Scope]:
    """Where the ledger has its amount from this very sentence, that says nothing of it."""
    when = _date_of(sentence, sheets)
    found = find_lines(sentence, "", candidates_on(when, sheets))
    is_its_own = any(
        row.places.get("carried") == sentence.place for sheet in sheets for row in sheet.rows
    )
    lines = () if is_its_own else tuple(line.key for line in found)
    return _subject(found) or "이월", Scope(when=when, lines=lines)


def _about(sentence: Sentence, sentences, sheets, lines, tasks) -> tuple[str, Scope]:
    when = _date_of(sentence, sheets)
    if sentence.is_total:
        if not sentence.account and _is_of_all_accounts(sentence, when, sheets):
            keys = tuple(candidate.key for candidate in candidates_on(when, sheets))
            return "총계 (모든 회계)", Scope(when=when, lines=keys)
        return "총계", Scope(when=when, account=_account_of(sentence, when, sheets))
    above, below = _section(sentence, sentences, lines)
    over = task_title(lines, sentence.index, tasks)
    title = sentence.title or over
    if sentence.is_part:
        return f"{over}: {title}", Scope(when=when)
    around, over_it = " ".join((*above, *below)), [bare(text) for text in above]
    found: Sequence[Candidate] = ()
    for day in _days_of(sentence, sheets):
        found = find_lines(sentence, around, candidates_on(day, sheets), over_it, title)
        if found:
            when = day
            break
    if not found and sentence.is_execution and _tells_whole(sentence, when, sheets):
        return "총계", Scope(when=when, account=_account_of(sentence, when, sheets))
    lines_found = tuple(line.key for line in found)
    return _subject(found) or title, Scope(when=when, lines=lines_found)


def _section(sentence: Sentence, sentences: Sequence[Sentence], lines: Sequence[Line]):
    """What stands between the sentence before and the one after: above it, and from it on."""
    others = [s.index for s in sentences if not s.is_part]
    before = max((at for at in others if at < sentence.index), default=-1)
    after = min((at for at in others if at > sentence.index), default=len(lines))
    above = [x.text for x in lines[before + 1 : sentence.index] if not x.is_blank][-_AROUND:]
    below = [x.text for x in lines[sentence.index : after] if not x.is_blank][:_AROUND]
    return above, below


def _date_of(sentence: Sentence, sheets: Sequence[Sheet]) -> DateKey | None:
    """The date a sentence speaks of: of its own year and stage, or the latest that knows its
    measures. Where no account is named, the general one's: a fund may have a later date."""
    return max(_dates_of(sentence, sheets), key=lambda when: when.day, default=None)


def _days_of(sentence: Sentence, sheets: Sequence[Sheet]) -> list[DateKey]:
    """The latest first. A cost may be of a line of the same year's budget, where a later date has
    but a few lines; what is said of spending is of the latest."""
    dates = dict.fromkeys(_dates_of(sentence, sheets))
    dates = sorted(dates, key=lambda when: when.day, reverse=True)
    if {each.measure for each in sentence.stated} - {"cost", "appropriated"}:
        return dates[:1]
    return [when for when in dates if when.fiscal_year == dates[0].fiscal_year]


def _dates_of(sentence: Sentence, sheets: Sequence[Sheet]) -> list[DateKey]:
    drawn = [s for s in sheets if s.when.basis == DRAWN and sentence.account in (None, s.account)]
    general = [s for s in drawn if s.account == GENERAL_ACCOUNT]
    dates = [sheet.when for sheet in general or drawn]
    measures = {each.measure for each in sentence.stated}
    if sentence.year:
        dates = [when for when in dates if when.fiscal_year == sentence.year]
    if sentence.is_settlement:
        dates = [when for when in dates if when.stage == "결산"]
    elif measures - {"cost", "appropriated"}:
        dates = [when for when in dates if when.stage != "예산"]
    elif "appropriated" in measures:
        dates = [when for when in dates if when.stage == "예산"] or dates
    return dates


def _account_of(sentence: Sentence, when: DateKey | None, sheets: Sequence[Sheet]) -> str | None:
    """The account whose total is told: the one that is named, or the only one there is."""
    there = dict.fromkeys(sheet.account for sheet in sheets if sheet.when == when)
    if sentence.account:
        return sentence.account if sentence.account in there else None
    if GENERAL_ACCOUNT in there:
        return GENERAL_ACCOUNT
    return next(iter(there)) if len(there) == 1 else None


def _is_of_all_accounts(sentence: Sentence, when: DateKey | None, sheets: Sequence[Sheet]) -> bool:
    """Whether each amount it states is that of all accounts together, and not of the general one."""
    own = [sheet for sheet in sheets if sheet.when == when]
    general = [sheet for sheet in own if sheet.account == GENERAL_ACCOUNT]
    told = [each for each in sentence.stated if each.measure in MEASURES and each.value is not None]
    if len({sheet.account for sheet in own}) < 2 or not told:
        return False
    fits = [all(_comes_to(each, part) for each in told) for part in (own, general)]
    return fits == [True, False]


def _tells_whole(sentence: Sentence, when: DateKey | None, sheets: Sequence[Sheet]) -> bool:
    """Whether an amount of a sentence that names nothing is that of all the lines of its account."""
    account = _account_of(sentence, when, sheets)
    own = [s for s in sheets if (s.when, s.account) == (when, account)]
    told = [each for each in sentence.stated if each.measure in MEASURES and each.value is not None]
    return bool(own) and any(_comes_to(each, own) for each in told)


def _comes_to(each: Stated, sheets: Sequence[Sheet]) -> bool:
    """As far as it is printed."""
    amounts = [
        row.amounts[each.measure].won or 0
        for sheet in sheets
        for row in sheet.rows
        if each.measure in row.amounts
    ]
    unit = unit_named(each.unit).value
    step = unit * Decimal(1).scaleb(min(0, each.value.as_tuple().exponent))
    return abs(sum(amounts) - each.value * unit) * 2 <= step


def candidates_on(when: DateKey | None, sheets: Sequence[Sheet]) -> list[Candidate]:
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


def _subject(found: Sequence[Candidate]) -> str:
    department = {line.department for line in found}
    names = " + ".join(line.name for line in found)
    return f"{department.pop()} / {names}" if len(department) == 1 else names


# --- carried amounts ------------------------------------------------------------------------------


def with_carried(
    sheets: Sequence[Sheet], sentences: Sequence[Sentence]
) -> tuple[tuple[Sheet, ...], list[Problem]]:
    """A carried amount that only the prose names goes to the line it names, with its place."""
    sheets, homeless = list(sheets), []
    for sentence in sentences:
        if not sentence.names_line:
            continue
        when = _date_of(sentence, sheets)
        found = find_lines(sentence, "", candidates_on(when, sheets))
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


def with_settled(sheets: Sequence[Sheet], settlements: Sequence[Settlement]) -> tuple[Sheet, ...]:
    """What a settlement lists as carried over goes to the lines it names, where no column and no
    sentence has told it of them."""
    told = list(sheets)
    for settlement in settlements:
        carried: dict[tuple[str, str], list[Settled]] = {}
        heads = [head for head in settlement.headings if head.heading == CARRIED]
        for item in (low for head in heads for low in head.lowest()):
            if item.line and item.money and item.money.won is not None:
                carried.setdefault(item.line, []).append(item)
        for (account, path), items in carried.items():
            amount = Amount("value", sum(item.money.won for item in items))
            for at, sheet in enumerate(told):
                if (sheet.when, sheet.account) == (settlement.when, account):
                    told[at] = _carry(sheet, path, amount, items[0].money.place)
    return tuple(told)


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
